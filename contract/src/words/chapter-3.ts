import type { RuleTable } from './result-words.ts';

const NO_REPOSTS = {
  verdict: 'not-applicable',
  fact: {
    zh: '打开{pages}个页面，未见转载其他网站的信息。',
    en: '{pages:page was|pages were} opened; none reposts from another site.',
  },
} as const;
const UNCLEAR_ORIGIN = {
  verdict: 'unknown',
  reason: 'proof-needed',
  problem: { zh: '是否属于转载需人工核实', en: 'Whether it is a repost needs a person' },
  fact: {
    zh: '{page} 的来源为“{source}”，是其他机关单位，分不清是转载还是供稿。',
    en: 'The source of {page} is "{source}", another organ; it may be a repost or a contribution.',
  },
  remedy: {
    zh: '请本单位办公室核实。属于转载的，请标注来源网站、转载时间、转载链接。',
    en: 'Have the office find out; a repost needs its source, time and link.',
  },
  handler: 'office',
  recheck: {
    zh: '已登记为供稿，或页面已标注转载信息。',
    en: 'It is registered as a contribution, or the page is labelled.',
  },
} as const;

const MAY_BE_WRITTEN = {
  verdict: 'unknown',
  reason: 'not-checked',
  problem: { zh: '转载信息由脚本写入，未能核对', en: 'What is said of a repost is written by scripts' },
  fact: {
    zh: '{page} 转载自“{source}”，源代码中没有所需的标注，但页面脚本可能写入；该页没有用浏览器打开。共{count}个页面。',
    en: '{page} comes from "{source}"; its source lacks the label, but scripts may write it, and no browser opened the page; {count:page|pages} in all.',
  },
  remedy: {
    zh: '请用浏览器打开该页核对，或将该页作为检测地址重新检测。',
    en: 'Look at the page in a browser, or check again with this page as the address.',
  },
  handler: 'office',
  recheck: { zh: '该页能看到来源、时间和链接。', en: 'The page shows source, time and link.' },
} as const;

/** Chapter III, Articles 13 to 16: information security. */
export const CHAPTER_3_WORDS = {
  'home-updated': {
    obligation: 'A13.7-content-timely',
    title: { zh: '首页信息更新', en: 'The home page is up to date' },
    results: {
      recent: {
        verdict: 'met',
        fact: {
          zh: '首页最新的日期是{date}，距检测{days}天。',
          en: 'The newest date on the home page is {date}, {days:day|days} before the check.',
        },
      },
      stale: {
        verdict: 'unknown',
        reason: 'proof-needed',
        problem: { zh: '首页较长时间没有新信息', en: 'Nothing new on the home page for a while' },
        fact: {
          zh: '首页最新的日期是{date}，距检测{days}天。规定没有写明天数，政府网站检查指标为两周。',
          en: 'The newest date on the home page is {date}, {days:day|days} ago. The text names no number of days; the indicators for government sites say two weeks.',
        },
        remedy: {
          zh: '请本单位办公室更新首页信息，或说明首页无需更新的理由。',
          en: 'Have the office update the home page, or state why it needs none.',
        },
        handler: 'office',
        recheck: {
          zh: '首页有两周内的信息，或已登记理由。',
          en: 'The home page carries something of the last two weeks, or a reason is registered.',
        },
      },
      undated: {
        verdict: 'unknown',
        reason: 'proof-needed',
        problem: { zh: '首页没有可辨认的日期', en: 'No date on the home page' },
        fact: {
          zh: '首页的文字和链接中没有带年份的日期。',
          en: 'Neither text nor links of the home page hold a date with its year.',
        },
        remedy: {
          zh: '请网站运维单位在首页信息后标明发布日期。',
          en: 'Have the operator show dates beside the items of the home page.',
        },
        handler: 'operator',
        recheck: { zh: '首页能看到信息的发布日期。', en: 'The home page shows dates of publication.' },
      },
      saved: {
        verdict: 'not-applicable',
        fact: {
          zh: '本次检测的是保存的页面或内页，不判定首页更新。',
          en: 'A saved page or an inner page was checked; the home page is not judged.',
        },
      },
    },
  },
  'repost-source': {
    obligation: 'A14.3-repost-source',
    title: { zh: '转载标注来源', en: 'Source of reposts' },
    results: {
      none: NO_REPOSTS,
      unclear: UNCLEAR_ORIGIN,
      'maybe-written': MAY_BE_WRITTEN,
      labelled: {
        verdict: 'met',
        fact: {
          zh: '{count}个转载页面都标注了来源，例如“{source}”（{page}）。',
          en: '{count:repost was|reposts were} seen, each naming its source, e.g. "{source}" ({page}).',
        },
      },
      'not-shown': {
        verdict: 'unmet',
        effort: 2,
        problem: { zh: '转载页面未标注来源网站', en: 'A repost does not show its source' },
        fact: {
          zh: '{page} 转载自“{source}”，但页面文字没有写出来源。共{count}个页面。',
          en: '{page} comes from "{source}", but its text does not say so; {count:page|pages} in all.',
        },
        remedy: {
          zh: '请网站运维单位修改文章模板，显示来源网站。',
          en: 'Have the operator change the template so that it shows the source.',
        },
        handler: 'operator',
        recheck: { zh: '转载页面能看到来源网站名称。', en: 'Reposts show the name of their source.' },
      },
    },
  },
  'repost-time': {
    obligation: 'A14.4-repost-time',
    title: { zh: '转载标注时间', en: 'Time of reposting' },
    results: {
      none: NO_REPOSTS,
      unclear: UNCLEAR_ORIGIN,
      'maybe-written': MAY_BE_WRITTEN,
      labelled: {
        verdict: 'met',
        fact: {
          zh: '{count}个转载页面都标注了发布时间，例如{date}（{page}）。',
          en: '{count:repost was|reposts were} seen, each showing when it was published here, e.g. {date} ({page}).',
        },
      },
      'not-shown': {
        verdict: 'unmet',
        effort: 2,
        problem: { zh: '转载页面未标注转载时间', en: 'A repost does not show its time' },
        fact: {
          zh: '{page} 转载自“{source}”，页面上没有转载（发布）时间。共{count}个页面。',
          en: '{page} comes from "{source}" and shows no time of reposting; {count:page|pages} in all.',
        },
        remedy: {
          zh: '请网站运维单位修改文章模板，显示转载时间。',
          en: 'Have the operator change the template so that it shows the time.',
        },
        handler: 'operator',
        recheck: { zh: '转载页面能看到转载时间。', en: 'Reposts show their time.' },
      },
    },
  },
  'repost-link': {
    obligation: 'A14.5-repost-link',
    title: { zh: '转载标注链接', en: 'Link of reposts' },
    results: {
      none: NO_REPOSTS,
      unclear: UNCLEAR_ORIGIN,
      'maybe-written': MAY_BE_WRITTEN,
      labelled: {
        verdict: 'met',
        fact: {
          zh: '{count}个转载页面都有原文链接，例如{link}（{page}）。',
          en: '{count:repost was|reposts were} seen, each linking to its original, e.g. {link} ({page}).',
        },
      },
      'not-shown': {
        verdict: 'unmet',
        effort: 2,
        problem: { zh: '转载页面未标注转载链接', en: 'A repost does not link to its original' },
        fact: {
          zh: '{page} 转载自“{source}”，页面上没有原文链接。共{count}个页面。',
          en: '{page} comes from "{source}" and has no link to the original; {count:page|pages} in all.',
        },
        remedy: {
          zh: '请本单位办公室在发布转载信息时填写原文网址，请网站运维单位在模板中显示。',
          en: 'Have the office give the address of the original when reposting, and the operator show it in the template.',
        },
        handler: 'office',
        recheck: { zh: '转载页面有可以点击的原文链接。', en: 'Reposts have a link to the original.' },
      },
    },
  },
  'exit-links': {
    obligation: 'A15.3-link-handled',
    title: { zh: '外部链接是否有效', en: 'State of exit links' },
    results: {
      none: {
        verdict: 'not-applicable',
        fact: {
          zh: '打开{pages}个页面，没有指向非政务网站的链接。',
          en: '{pages:page was|pages were} opened; none links to what is not a government site.',
        },
      },
      'not-asked': {
        verdict: 'unknown',
        reason: 'not-checked',
        problem: { zh: '外部链接没有核查', en: 'The exit links were not asked' },
        fact: {
          zh: '页面上有外部链接{found}条，规定时间内一条也没有核查完。',
          en: 'The pages hold {found:exit link|exit links}, not one of which was asked within the time.',
        },
        remedy: { zh: '请重新检测。', en: 'Check again.' },
        handler: 'operator',
        recheck: { zh: '重新检测时外部链接已核查。', en: 'The links are asked in the next check.' },
      },
      alive: {
        verdict: 'met',
        fact: {
          zh: '核查外部链接{checked}条，均可打开。',
          en: '{checked:exit link was|exit links were} asked; each opens.',
        },
      },
      hijacked: {
        verdict: 'unmet',
        severity: 1,
        effort: 1,
        problem: { zh: '外部链接已被不良网站占用', en: 'An exit leads to a vice site' },
        fact: {
          zh: '{page} 第{line}行的链接“{text}”（{url}）现在打开的是不良网站，页面有“{words}”字样。共{count}条。',
          en: 'The link "{text}" ({url}) in line {line} of {page} now opens a vice site ("{words}"); {count} in all.',
        },
        remedy: {
          zh: '请网站运维单位立即删除该链接，并查找其他页面上的同一链接。',
          en: 'Have the operator delete the link at once, on other pages too.',
        },
        handler: 'operator',
        recheck: { zh: '各页面不再有该链接。', en: 'No page holds the link.' },
      },
      taken: {
        verdict: 'unmet',
        severity: 2,
        effort: 1,
        problem: { zh: '有外部链接疑似被他人占用', en: 'Exit links may be in other hands' },
        fact: {
          zh: '外链台账定期检查发现{count}条外部链接疑似被他人占用。例如{page} 第{line}行“{text}”（{url}）：与正常时相比，{why}。',
          en: 'By the register of exit links {count:link is|links are} in other hands, it seems, e.g. "{text}" ({url}) in line {line} of {page}: compared with when all was well, {why}.',
        },
        remedy: {
          zh: '请网站运维单位用浏览器打开核对，已被占用的立即删除，并查找其他页面上的同一链接；仍是原单位的，在外链台账中认可现在的网站。',
          en: "Have the operator open them in a browser, delete what is in other hands at once, on other pages too, and accept in the register of exit links what is still the same body's.",
        },
        handler: 'operator',
        recheck: {
          zh: '这些链接已删除，或者已在外链台账中认可。',
          en: 'These links are gone, or accepted in the register of exit links.',
        },
      },
      dead: {
        verdict: 'unmet',
        effort: 1,
        problem: { zh: '有外部链接已经失效', en: 'Exit links are dead' },
        fact: {
          zh: '核查外部链接{checked}条，{count}条失效。例如{page} 第{line}行“{text}”（{url}）：{words}。',
          en: 'Of {checked:exit link|exit links} asked, {count:is|are} dead, e.g. "{text}" ({url}) in line {line} of {page}: {words}.',
        },
        remedy: {
          zh: '请网站运维单位删除或更新这些链接，并定期核查。',
          en: 'Have the operator delete or renew these links and check them regularly.',
        },
        handler: 'operator',
        recheck: { zh: '这些链接能够打开，或已删除。', en: 'These links open, or are gone.' },
      },
      unclear: {
        verdict: 'unknown',
        reason: 'blocked',
        problem: { zh: '部分外部链接无法判定', en: 'Some exit links are undetermined' },
        fact: {
          zh: '核查外部链接{checked}条，{count}条拒绝检测程序、没有应答或跳到其他网站，例如{url}（{words}）。',
          en: 'Of {checked:exit link|exit links} asked, {count:is|are} not clear: programs are refused, no answer comes, or another site opens, e.g. {url} ({words}).',
        },
        remedy: {
          zh: '请网站运维单位用浏览器逐条打开核对，登记结果。',
          en: 'Have the operator open them in a browser and register the outcome.',
        },
        handler: 'operator',
        recheck: { zh: '这些链接有明确结果。', en: 'Each link has an outcome.' },
      },
    },
  },
  'exit-prompt': {
    obligation: 'A15.4-exit-prompt',
    title: { zh: '离开网站时的提示', en: 'Prompt before leaving' },
    results: {
      'no-exits': {
        verdict: 'not-applicable',
        fact: {
          zh: '首页没有可以点击的、指向非党政机关网站的链接。',
          en: 'The home page has no link to a site that is not an organ’s.',
        },
      },
      prompted: {
        verdict: 'met',
        fact: {
          zh: '点击外部链接{tried}条，{count}条有提示（“{text}”）{rest}。选择留下不离开，选择继续才打开。',
          en: '{tried:exit was|exits were} clicked; {count:prompts|prompt} ("{text}"){rest}. Staying stays, going on leaves.',
        },
      },
      announced: {
        verdict: 'met',
        fact: {
          zh: '点击外部链接{tried}条，{count}条有提示（“{text}”）{rest}。提示中没有看到可供选择留下、继续的按钮。',
          en: '{tried:exit was|exits were} clicked; {count:prompts|prompt} ("{text}"){rest}. No buttons for staying and going on were found in the prompt.',
        },
      },
      'no-prompt': {
        verdict: 'unmet',
        effort: 2,
        problem: { zh: '点击外链时没有提示', en: 'Exits leave without a prompt' },
        fact: {
          zh: '点击外部链接{tried}条，{count}条直接离开，例如“{text}”（{url}）。',
          en: '{tried:exit was|exits were} clicked; {count:leaves|leave} at once, e.g. "{text}" ({url}).',
        },
        remedy: {
          zh: '请网站运维单位为全部外部链接加上离开提示，包括图片、下拉框和脚本打开的链接。',
          en: 'Have the operator add a prompt to every exit, pictures, lists and script-opened ones included.',
        },
        handler: 'operator',
        recheck: { zh: '点击每一种外部链接都先出现提示。', en: 'Every kind of exit prompts first.' },
        technical: {
          zh: '现成的脚本：zhengdun rulebook show 15 --example > exit-prompt.js\n放在每个页面的 <head> 中：<script src="/js/exit-prompt.js" data-site-name="本网站名称"></script>',
          en: 'A ready script: zhengdun rulebook show 15 --example > exit-prompt.js\nIn the <head> of every page: <script src="/js/exit-prompt.js" data-site-name="name of the site"></script>',
        },
      },
      bypassed: {
        verdict: 'unmet',
        effort: 1,
        problem: { zh: '跳转提示可被绕过', en: 'The prompt can be got round' },
        fact: {
          zh: '点击外部链接{tried}条，都有提示；但网址只要含有“gov.cn”字样就不提示，例如{url}。',
          en: '{tried:exit prompts|exits prompt}, but an address that merely contains "gov.cn" does not, e.g. {url}.',
        },
        remedy: {
          zh: '请网站运维单位改为比较网址中的主机名，不要查找字样。',
          en: 'Have the operator compare the host of the address instead of looking for letters.',
        },
        handler: 'operator',
        recheck: {
          zh: '网址中含有“gov.cn”字样的外部链接也有提示。',
          en: 'Addresses that contain "gov.cn" prompt as well.',
        },
        technical: {
          zh: '判断方法：new URL(a.href).hostname 是否等于 gov.cn 或以 .gov.cn 结尾；不要使用 indexOf("gov.cn")。\n现成的脚本：zhengdun rulebook show 15 --example > exit-prompt.js',
          en: 'Test whether new URL(a.href).hostname equals gov.cn or ends with .gov.cn; do not use indexOf("gov.cn").\nA ready script: zhengdun rulebook show 15 --example > exit-prompt.js',
        },
      },
      'does-not-wait': {
        verdict: 'unmet',
        effort: 1,
        problem: { zh: '提示出现时已离开网站', en: 'The prompt appears while the site is already left' },
        fact: {
          zh: '点击“{text}”（{url}）出现提示，但没有等待选择，同时打开了外部网站。',
          en: 'The exit "{text}" ({url}) prompts, but opens the other site without waiting for an answer.',
        },
        remedy: {
          zh: '请网站运维单位修正提示，选择继续后才打开外部网站。',
          en: 'Have the operator mend the prompt so that the other site opens only after going on was chosen.',
        },
        handler: 'operator',
        recheck: { zh: '作出选择之前停在原页面。', en: 'Nothing opens before a choice is made.' },
      },
      'cancel-leaves': {
        verdict: 'unmet',
        effort: 1,
        problem: { zh: '选择留下仍会离开网站', en: 'Choosing to stay leaves all the same' },
        fact: {
          zh: '点击“{text}”（{url}）出现提示，选择留下后仍打开了外部网站。',
          en: 'The exit "{text}" ({url}) prompts, but leaves even when one chooses to stay.',
        },
        remedy: {
          zh: '请网站运维单位修正提示，选择留下时不得打开外部网站。',
          en: 'Have the operator mend the prompt so that staying stays.',
        },
        handler: 'operator',
        recheck: { zh: '选择留下后停在原页面。', en: 'Choosing to stay stays.' },
      },
      'continue-stuck': {
        verdict: 'unmet',
        severity: 4,
        effort: 1,
        problem: { zh: '选择继续后没有打开链接', en: 'Going on does not open the link' },
        fact: {
          zh: '点击“{text}”（{url}）出现提示，选择继续后没有打开该网址。',
          en: 'The exit "{text}" ({url}) prompts, but going on does not open that address.',
        },
        remedy: {
          zh: '请网站运维单位修正提示，选择继续时打开所点的网址。',
          en: 'Have the operator mend the prompt so that going on opens the address that was clicked.',
        },
        handler: 'operator',
        recheck: { zh: '选择继续后打开所点的网址。', en: 'Going on opens the clicked address.' },
      },
      'scripts-missing': {
        verdict: 'unknown',
        reason: 'blocked',
        problem: { zh: '页面脚本不全，离开提示无法判定', en: 'Scripts are missing: prompts undetermined' },
        fact: {
          zh: '{seen}；但有{missing}个脚本没有取到（{scripts}），链接和提示可能写在其中，不能据此认定。',
          en: '{seen}. But {missing:script|scripts} did not arrive ({scripts}); links and prompts may stand there.',
        },
        remedy: {
          zh: '请网站运维单位确认这些脚本可以取到，或保存页面时一并保存脚本，再重新检测。',
          en: 'Have the operator see to it that these scripts can be fetched, or saved with the page, then check again.',
        },
        handler: 'operator',
        recheck: {
          zh: '页面脚本全部取到，点击外部链接时出现提示。',
          en: 'All scripts arrive, and exits prompt when clicked.',
        },
      },
      'not-clicked': {
        verdict: 'unknown',
        reason: 'blocked',
        problem: { zh: '外链提示情况无法判定', en: 'Whether exits prompt is undetermined' },
        fact: {
          zh: '首页在浏览器中没有反应，没有能点击外部链接。',
          en: 'The home page did not respond in the browser; no exit could be clicked.',
        },
        remedy: {
          zh: '请网站运维单位确认首页能在浏览器中正常使用，再重新检测。',
          en: 'Have the operator see to it that the home page works in a browser, then check again.',
        },
        handler: 'operator',
        recheck: { zh: '重新检测时能够点击外部链接。', en: 'Exits can be clicked in the next check.' },
      },
      unclear: {
        verdict: 'unknown',
        reason: 'blocked',
        problem: { zh: '外链提示情况无法判定', en: 'Whether exits prompt is undetermined' },
        fact: {
          zh: '首页有外部链接{found}条，试点{tried}条，点击后既没有提示也没有离开。',
          en: 'The home page has {found:exit|exits}; {tried:was|were} clicked, and neither a prompt nor a departure was seen.',
        },
        remedy: {
          zh: '请网站运维单位用浏览器点击外部链接，登记是否有提示。',
          en: 'Have the operator click exits in a browser and register whether they prompt.',
        },
        handler: 'operator',
        recheck: { zh: '点击外部链接时出现提示。', en: 'Exits prompt when clicked.' },
      },
    },
  },
  'secrecy-marks': {
    obligation: 'A16.2-no-state-secret',
    title: { zh: '国家秘密标志', en: 'Classification marks' },
    results: {
      none: {
        verdict: 'met',
        fact: {
          zh: '查看{pages}个页面的文字，未见国家秘密标志。附件和图片未查。',
          en: 'The text of {pages:page|pages} was read; no classification mark was seen. Attachments and pictures were not read.',
        },
      },
      possible: {
        verdict: 'unmet',
        severity: 1,
        effort: 1,
        problem: { zh: '页面疑似含有国家秘密标志', en: 'A page may carry a classification mark' },
        fact: {
          zh: '{at}打开{page}，第{line}行有疑似国家秘密标志。共{count}处。系统不保存其文字和图片。',
          en: '{page}, opened at {at}, seems to carry a classification mark in line {line}; {count} in all. Neither text nor picture is kept.',
        },
        remedy: {
          zh: '请本单位保密员立即到该页面核实。属实的，请立即撤下，并在24小时内报告同级保密行政管理部门和上级主管部门。请勿截图、转发。',
          en: "Have the unit's secrecy officer look at the page at once; if true, take it down and report within 24 hours to the secrecy authority and the superior. Take no pictures and forward nothing.",
        },
        handler: 'secrecy',
        recheck: {
          zh: '该页面已撤下，或经保密员核实不是国家秘密。',
          en: 'The page is gone, or the secrecy officer has found that it is none.',
        },
      },
      weak: {
        verdict: 'unknown',
        reason: 'proof-needed',
        problem: { zh: '页面有密级字样，需保密员核实', en: 'Words of classification need an officer' },
        fact: {
          zh: '{page} 第{line}行有密级字样，可能只是行文提到。共{count}处。系统不保存其文字和图片。',
          en: 'Line {line} of {page} holds words of classification, perhaps only mentioned; {count} in all. Neither text nor picture is kept.',
        },
        remedy: {
          zh: '请本单位保密员到该页面核实并登记结果。',
          en: "Have the unit's secrecy officer look at the page and register the outcome.",
        },
        handler: 'secrecy',
        recheck: { zh: '已登记保密员的核实结果。', en: "The officer's outcome is registered." },
      },
    },
  },
  'work-secret-marks': {
    obligation: 'A16.3-no-work-secret',
    title: { zh: '工作秘密和内部标记', en: 'Work-secret and internal marks' },
    results: {
      none: {
        verdict: 'met',
        fact: {
          zh: '查看{pages}个页面的文字，未见内部资料标记。附件和图片未查。',
          en: 'The text of {pages:page|pages} was read; no internal mark was seen. Attachments and pictures were not read.',
        },
      },
      found: {
        verdict: 'unmet',
        severity: 1,
        effort: 1,
        problem: { zh: '页面有内部资料标记', en: 'A page carries an internal mark' },
        fact: {
          zh: '{page} 第{line}行有内部资料标记（{masked}）。共{count}处。',
          en: 'Line {line} of {page} carries an internal mark ({masked}); {count} in all.',
        },
        remedy: {
          zh: '请本单位保密员核实该信息能否公开。不能公开的，请立即撤下。',
          en: 'Have the secrecy officer decide whether this may be public; if not, take it down at once.',
        },
        handler: 'secrecy',
        recheck: { zh: '该信息已撤下，或经核实可以公开。', en: 'It is gone, or found to be public.' },
      },
      weak: {
        verdict: 'unknown',
        reason: 'proof-needed',
        problem: { zh: '页面有内部字样，需人工核实', en: 'Words of internal use need a person' },
        fact: {
          zh: '{page} 第{line}行有内部使用的字样（{masked}），可能只是行文提到。共{count}处。',
          en: 'Line {line} of {page} holds words of internal use ({masked}), perhaps only mentioned; {count} in all.',
        },
        remedy: {
          zh: '请本单位保密员核实并登记结果。',
          en: 'Have the secrecy officer look and register the outcome.',
        },
        handler: 'secrecy',
        recheck: { zh: '已登记核实结果。', en: 'The outcome is registered.' },
      },
    },
  },
} as const satisfies RuleTable;
