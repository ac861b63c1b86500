import type { RuleTable } from './result-words.ts';

/** Chapter II, Articles 4 and 5: filing and domain names. */
export const CHAPTER_2_FILING_WORDS = {
  'site-code': {
    obligation: 'A4.1-opening-review',
    title: { zh: '网站标识码一致', en: 'Site identification code' },
    results: {
      agree: {
        verdict: 'met',
        fact: {
          zh: '网站标识码为{code}，见于{places}，各处一致。',
          en: 'The site identification code is {code}; it stands in {places} and is the same everywhere.',
        },
      },
      differ: {
        verdict: 'unmet',
        severity: 3,
        effort: 1,
        problem: { zh: '网站标识码前后不一致', en: 'The site identification codes differ' },
        fact: {
          zh: '同一页面出现不同的网站标识码：{found}。',
          en: 'One page states different site identification codes: {found}.',
        },
        remedy: {
          zh: '请网站运维单位按全国政府网站基本信息数据库中的标识码，改正网页标签、页脚和找错入口。',
          en: 'Have the operator put the code of the national register into the meta tag, the footer and the 找错 entry.',
        },
        handler: 'operator',
        recheck: {
          zh: '网页标签、页脚和找错入口中的标识码相同。',
          en: 'Meta tag, footer and 找错 entry state the same code.',
        },
      },
      malformed: {
        verdict: 'unmet',
        severity: 4,
        effort: 1,
        problem: { zh: '网站标识码格式不对', en: 'The site identification code is malformed' },
        fact: {
          zh: '页面写的网站标识码是“{code}”（见于{places}）。地方网站为10位数字，国务院部门为bm加8位数字。',
          en: 'The page states the code "{code}" (in {places}). Local sites have ten digits, State Council departments bm and eight digits.',
        },
        remedy: { zh: '请网站运维单位改为登记的标识码。', en: 'Have the operator put the registered code.' },
        handler: 'operator',
        recheck: { zh: '标识码为登记的10位代码。', en: 'The code has the registered ten characters.' },
      },
      missing: {
        verdict: 'unknown',
        reason: 'record-missing',
        problem: { zh: '页面未见网站标识码', en: 'No site identification code on the page' },
        fact: {
          zh: '首页的网页标签、页脚和找错入口中都没有网站标识码。政府网站应有，其他机关网站视登记情况。',
          en: 'Neither meta tags, nor footer, nor 找错 entry state a code. Government websites have one; for other organs it depends on registration.',
        },
        remedy: {
          zh: '请本单位办公室核对是否已纳入全国政府网站基本信息数据库。已纳入的，请在页脚和网页标签中写明标识码。',
          en: 'Have the office check whether the site is in the national register; if so, state the code in the footer and the meta tag.',
        },
        handler: 'office',
        recheck: {
          zh: '页面有网站标识码，或已登记为不纳入。',
          en: 'The page states a code, or is registered as having none.',
        },
      },
      'maybe-written': {
        verdict: 'unknown',
        reason: 'not-checked',
        problem: {
          zh: '页脚由脚本写入，未见网站标识码',
          en: 'The footer is written by scripts; no code seen',
        },
        fact: {
          zh: '首页源代码中没有网站标识码，页脚可能由脚本写入；{why}。',
          en: 'The source holds no code; scripts may write the footer; {why}.',
        },
        remedy: { zh: '请用浏览器重新检测。', en: 'Check again with a browser.' },
        handler: 'office',
        recheck: {
          zh: '浏览器打开首页后能看到网站标识码。',
          en: 'A browser shows the code on the home page.',
        },
      },
      'not-government': {
        verdict: 'not-applicable',
        fact: {
          zh: '本单位按事业单位检测，网站标识码用于政府网站。',
          en: 'The unit was checked as an institution; the code is for government websites.',
        },
      },
    },
  },
  'icp-number': {
    obligation: 'A4.2-icp-filing',
    title: { zh: 'ICP备案编号', en: 'ICP filing number' },
    results: {
      'well-formed': {
        verdict: 'met',
        fact: {
          zh: '首页写明{number}，链接到{link}。',
          en: 'The home page states {number} and links it to {link}.',
        },
      },
      'not-linked': {
        verdict: 'unmet',
        severity: 4,
        effort: 1,
        problem: {
          zh: '备案编号未链接到备案系统',
          en: 'The filing number is not linked to the filing system',
        },
        fact: {
          zh: '首页写明{number}，但没有链接到备案管理系统（现有链接：{link}）。',
          en: 'The home page states {number} but does not link it to the filing system (present link: {link}).',
        },
        remedy: {
          zh: '请网站运维单位将备案编号链接到 beian.miit.gov.cn。',
          en: 'Have the operator link the number to beian.miit.gov.cn.',
        },
        handler: 'operator',
        recheck: { zh: '点击备案编号打开 beian.miit.gov.cn。', en: 'The number opens beian.miit.gov.cn.' },
      },
      'several-numbers': {
        verdict: 'unmet',
        severity: 3,
        effort: 1,
        problem: { zh: '同一页面有不同的备案编号', en: 'One page states different filing numbers' },
        fact: {
          zh: '首页出现{numbers}，主体备案号不同。',
          en: 'The home page states {numbers}; the numbers of the filing subject differ.',
        },
        remedy: {
          zh: '请网站运维单位核对备案信息，电脑版和手机版页脚统一为现行编号。',
          en: 'Have the operator check the filing and put the valid number in both the desktop and the mobile footer.',
        },
        handler: 'operator',
        recheck: { zh: '页面只有一个主体备案号。', en: 'The page states one number of the filing subject.' },
      },
      malformed: {
        verdict: 'unmet',
        severity: 3,
        effort: 1,
        problem: { zh: '备案编号书写不规范', en: 'The filing number is malformed' },
        fact: {
          zh: '首页写的是“{text}”。规范写法为省简称加ICP备，8位或10位数字，号，网站序号。',
          en: 'The home page says "{text}". The form is: province character, ICP备, eight or ten digits, 号, serial.',
        },
        remedy: {
          zh: '请网站运维单位按备案系统中的编号完整书写。',
          en: 'Have the operator write the number as it stands in the filing system.',
        },
        handler: 'operator',
        recheck: { zh: '首页的编号与备案系统一致。', en: 'The number is that of the filing system.' },
      },
      'only-commented': {
        verdict: 'unmet',
        severity: 3,
        effort: 1,
        problem: { zh: '备案编号被注释，页面不显示', en: 'The filing number stands in a comment only' },
        fact: {
          zh: '源代码第{line}行有“{text}”，但处于注释中，访问者看不到。',
          en: 'Line {line} of the source holds "{text}", but in a comment: visitors do not see it.',
        },
        remedy: {
          zh: '请网站运维单位将备案编号移出注释，在页脚显示。',
          en: 'Have the operator take the number out of the comment and show it in the footer.',
        },
        handler: 'operator',
        recheck: { zh: '页脚显示备案编号。', en: 'The footer shows the number.' },
      },
      hidden: {
        verdict: 'unmet',
        severity: 3,
        effort: 1,
        problem: { zh: 'ICP备案编号处于隐藏元素，不显示', en: 'The ICP number stands in a hidden element' },
        fact: {
          zh: '源代码第{line}行有“{text}”，但所在元素被隐藏，访问者看不到。',
          en: 'Line {line} of the source holds "{text}", but in a hidden element: visitors do not see it.',
        },
        remedy: {
          zh: '请网站运维单位取消隐藏，在页脚显示编号。',
          en: 'Have the operator show the number in the footer.',
        },
        handler: 'operator',
        recheck: { zh: '页脚显示编号。', en: 'The footer shows the number.' },
      },
      missing: {
        verdict: 'unmet',
        effort: 1,
        problem: { zh: '首页未标明ICP备案编号', en: 'The home page states no ICP filing number' },
        fact: {
          zh: '{at}打开首页，页面文字和源代码中都没有ICP备案编号。',
          en: 'Opened at {at}: neither the text nor the source of the home page states an ICP number.',
        },
        remedy: {
          zh: '已备案的，请网站运维单位在页脚标明编号并链接到 beian.miit.gov.cn。未备案的，请通过接入服务商办理。',
          en: 'If filed, have the operator state the number in the footer and link it to beian.miit.gov.cn; if not, file through the access provider.',
        },
        handler: 'operator',
        recheck: {
          zh: '页脚显示ICP备案编号并可点击查询。',
          en: 'The footer shows the number, and it can be clicked.',
        },
      },
      'maybe-linked': {
        verdict: 'unknown',
        reason: 'not-checked',
        problem: { zh: '备案编号是否有链接未能核对', en: 'Whether the number is linked was not seen' },
        fact: {
          zh: '首页写明{number}，所见之处没有链接到备案管理系统；页脚还有部分没有读到，{why}。',
          en: 'The home page states {number} without a link to beian.miit.gov.cn; parts of the footer were not read: {why}.',
        },
        remedy: {
          zh: '请用浏览器重新检测，或打开首页点击编号核对。',
          en: 'Check again with a browser, or click the number.',
        },
        handler: 'office',
        recheck: { zh: '点击编号打开备案管理系统。', en: 'The number opens beian.miit.gov.cn.' },
      },
      'maybe-drawn': {
        verdict: 'unknown',
        reason: 'proof-needed',
        problem: {
          zh: '页面文字没有编号，图片中可能有',
          en: 'No number in the text; a picture may show it',
        },
        fact: {
          zh: '首页文字中没有ICP备案编号，源代码第{line}行的图片或链接带有“{seen}”。图片中是否写有编号，看不出来。',
          en: 'The text of the home page states no number; the picture or link in line {line} carries "{seen}". Whether the picture shows an ICP number cannot be told.',
        },
        remedy: {
          zh: '请本单位办公室打开首页核对，并请网站运维单位用文字写明编号。',
          en: 'Have the office look at the home page, and the operator write the number as text.',
        },
        handler: 'office',
        recheck: { zh: '首页文字中有编号。', en: 'The text of the home page states the number.' },
      },
      'maybe-written': {
        verdict: 'unknown',
        reason: 'not-checked',
        problem: {
          zh: '页脚由脚本写入，未见备案编号',
          en: 'The footer is written by scripts; no number seen',
        },
        fact: {
          zh: '首页源代码中没有ICP备案编号，页脚可能由脚本写入；{why}。',
          en: 'The source holds no ICP number; scripts may write the footer; {why}.',
        },
        remedy: {
          zh: '请用浏览器重新检测，或确认页面脚本能够读取。',
          en: 'Check again with a browser, or make sure that the scripts of the page can be read.',
        },
        handler: 'office',
        recheck: {
          zh: '浏览器打开首页后能看到备案编号。',
          en: 'A browser shows the number on the home page.',
        },
      },
    },
  },
  'police-number': {
    obligation: 'A4.3-public-security-filing',
    title: { zh: '公安备案编号', en: 'Public-security filing number' },
    results: {
      consistent: {
        verdict: 'met',
        fact: {
          zh: '首页写明{number}，与链接中的代码一致。',
          en: 'The home page states {number}, and the code in its link is the same.',
        },
      },
      'not-linked': {
        verdict: 'unmet',
        severity: 4,
        effort: 1,
        problem: { zh: '公安备案编号没有查询链接', en: 'The public-security number has no look-up link' },
        fact: {
          zh: '首页写明{number}，但没有链接到公安备案查询页面。',
          en: 'The home page states {number} but does not link it to the look-up page.',
        },
        remedy: {
          zh: '请网站运维单位使用公安备案系统给出的代码，将编号链接到查询页面。',
          en: 'Have the operator use the snippet of the police filing system so that the number links to the look-up page.',
        },
        handler: 'operator',
        recheck: { zh: '点击编号打开公安备案查询页面。', en: 'The number opens the look-up page.' },
      },
      'link-mismatch': {
        verdict: 'unmet',
        severity: 3,
        effort: 1,
        problem: { zh: '公安备案编号与链接不一致', en: 'Number and link do not agree' },
        fact: {
          zh: '页面文字为{number}，链接中的代码为{linkCode}。',
          en: 'The text says {number}, the code in the link is {linkCode}.',
        },
        remedy: {
          zh: '请网站运维单位核对公安备案信息，改正文字或链接。',
          en: 'Have the operator check the filing and correct the text or the link.',
        },
        handler: 'operator',
        recheck: { zh: '文字与链接中的14位代码相同。', en: 'Text and link state the same fourteen digits.' },
      },
      'province-mismatch': {
        verdict: 'unmet',
        severity: 3,
        effort: 1,
        problem: { zh: '公安备案编号的省份不对应', en: 'Province and digits do not fit' },
        fact: {
          zh: '页面写的是{number}，省简称为{province}，代码前两位{digits}不是该省的代码。',
          en: 'The page says {number}: the first two digits {digits} are not those of {province}.',
        },
        remedy: {
          zh: '请网站运维单位按公安备案系统中的编号改正。',
          en: 'Have the operator correct the number to that of the police filing system.',
        },
        handler: 'operator',
        recheck: { zh: '省简称与代码前两位对应。', en: 'Province and first two digits fit.' },
      },
      'other-form': {
        verdict: 'unmet',
        severity: 4,
        effort: 1,
        problem: {
          zh: '公安备案编号有，写法不规范',
          en: 'The public-security number is there, in another form',
        },
        fact: {
          zh: '首页写有编号“{text}”，14位数字齐全。规范写法为“{proper}”。',
          en: 'The home page states the number with all fourteen digits as "{text}". Its form is "{proper}".',
        },
        remedy: {
          zh: '请网站运维单位对照公安备案系统，改写为“{proper}”。',
          en: 'Have the operator compare with the police filing system and write "{proper}".',
        },
        handler: 'operator',
        recheck: { zh: '首页编号写为“{proper}”。', en: 'The home page says "{proper}".' },
      },
      malformed: {
        verdict: 'unmet',
        severity: 3,
        effort: 1,
        problem: { zh: '公安备案编号书写不规范', en: 'The public-security number is malformed' },
        fact: {
          zh: '首页写的是“{text}”。规范写法为省简称加公网安备，14位数字，号。',
          en: 'The home page says "{text}". The form is: province character, 公网安备, fourteen digits, 号.',
        },
        remedy: {
          zh: '请网站运维单位按公安备案系统中的编号完整书写。',
          en: 'Have the operator write the number as it stands in the police filing system.',
        },
        handler: 'operator',
        recheck: {
          zh: '首页的编号为14位数字，与备案一致。',
          en: 'The number has fourteen digits and is the filed one.',
        },
      },
      'only-commented': {
        verdict: 'unmet',
        severity: 3,
        effort: 1,
        problem: { zh: '公安备案编号被注释，不显示', en: 'The number stands in a comment only' },
        fact: {
          zh: '源代码第{line}行有“{text}”，但处于注释中，访问者看不到。',
          en: 'Line {line} of the source holds "{text}", but in a comment: visitors do not see it.',
        },
        remedy: {
          zh: '请网站运维单位将编号移出注释，在页脚显示。',
          en: 'Have the operator take the number out of the comment and show it in the footer.',
        },
        handler: 'operator',
        recheck: { zh: '页脚显示公安备案编号。', en: 'The footer shows the number.' },
      },
      hidden: {
        verdict: 'unmet',
        severity: 3,
        effort: 1,
        problem: {
          zh: '公安备案编号处于隐藏元素，不显示',
          en: 'The public-security number stands in a hidden element',
        },
        fact: {
          zh: '源代码第{line}行有“{text}”，但所在元素被隐藏，访问者看不到。',
          en: 'Line {line} of the source holds "{text}", but in a hidden element: visitors do not see it.',
        },
        remedy: {
          zh: '请网站运维单位取消隐藏，在页脚显示编号。',
          en: 'Have the operator show the number in the footer.',
        },
        handler: 'operator',
        recheck: { zh: '页脚显示编号。', en: 'The footer shows the number.' },
      },
      missing: {
        verdict: 'unmet',
        effort: 1,
        problem: { zh: '首页未标明公安备案编号', en: 'The home page states no public-security number' },
        fact: {
          zh: '{at}打开首页，页面文字和源代码中都没有公安备案编号。公安备案在网站开通后30日内办理。',
          en: 'Opened at {at}: the home page states no public-security number. The filing is made within 30 days after opening.',
        },
        remedy: {
          zh: '已备案的，请网站运维单位在页脚标明编号和链接。开通已满30日仍未备案的，请本单位办公室尽快办理。',
          en: 'If filed, have the operator put number and link in the footer; if the site has been open for 30 days without filing, have the office file soon.',
        },
        handler: 'operator',
        recheck: {
          zh: '页脚显示公安备案编号并可点击查询。',
          en: 'The footer shows the number, and it can be clicked.',
        },
      },
      'maybe-linked': {
        verdict: 'unknown',
        reason: 'not-checked',
        problem: { zh: '公安备案编号是否有链接未能核对', en: 'Whether the number is linked was not seen' },
        fact: {
          zh: '首页写明{number}，所见之处没有链接到公安备案查询页面；页脚还有部分没有读到，{why}。',
          en: 'The home page states {number} without a link to the look-up page; parts of the footer were not read: {why}.',
        },
        remedy: {
          zh: '请用浏览器重新检测，或打开首页点击编号核对。',
          en: 'Check again with a browser, or click the number.',
        },
        handler: 'office',
        recheck: { zh: '点击编号打开公安备案查询页面。', en: 'The number opens the look-up page.' },
      },
      'maybe-drawn': {
        verdict: 'unknown',
        reason: 'proof-needed',
        problem: {
          zh: '页面文字没有编号，图片中可能有',
          en: 'No number in the text; a picture may show it',
        },
        fact: {
          zh: '首页文字中没有公安备案编号，源代码第{line}行的图片或链接带有“{seen}”。图片中是否写有编号，看不出来。',
          en: 'The text of the home page states no number; the picture or link in line {line} carries "{seen}". Whether the picture shows a public-security number cannot be told.',
        },
        remedy: {
          zh: '请本单位办公室打开首页核对，并请网站运维单位用文字写明编号。',
          en: 'Have the office look at the home page, and the operator write the number as text.',
        },
        handler: 'office',
        recheck: { zh: '首页文字中有编号。', en: 'The text of the home page states the number.' },
      },
      'maybe-written': {
        verdict: 'unknown',
        reason: 'not-checked',
        problem: {
          zh: '页脚由脚本写入，未见公安备案',
          en: 'The footer is written by scripts; no number seen',
        },
        fact: {
          zh: '首页源代码中没有公安备案编号，页脚可能由脚本写入；{why}。',
          en: 'The source holds no public-security number; scripts may write the footer; {why}.',
        },
        remedy: {
          zh: '请用浏览器重新检测，或确认页面脚本能够读取。',
          en: 'Check again with a browser, or make sure that the scripts of the page can be read.',
        },
        handler: 'office',
        recheck: {
          zh: '浏览器打开首页后能看到公安备案编号。',
          en: 'A browser shows the number on the home page.',
        },
      },
    },
  },
  'declared-domain': {
    obligation: 'A5.1-one-zh-one-en-domain',
    title: { zh: '网页声明的域名', en: 'The declared domain name' },
    results: {
      matches: {
        verdict: 'met',
        fact: {
          zh: '网页标签声明的域名为{declared}，与访问的域名{host}一致。',
          en: 'The page declares {declared}, which fits the visited host {host}.',
        },
      },
      several: {
        verdict: 'unknown',
        reason: 'record-missing',
        problem: { zh: '网页声明了多个英文域名', en: 'The page declares several domain names' },
        fact: {
          zh: '网页标签声明了{declared}。原则上只注册一个中文域名和一个英文域名。',
          en: 'The page declares {declared}. In principle one Chinese and one English name are registered.',
        },
        remedy: {
          zh: '请域名管理人员确认主域名，其余域名说明理由并登记，或逐步注销。',
          en: 'Have the domain administrator name the main one, and register a reason for the others or give them up.',
        },
        handler: 'domain-admin',
        recheck: {
          zh: '只声明一个英文域名，或已登记保留多个域名的理由。',
          en: 'One name is declared, or a reason for several is registered.',
        },
      },
      differs: {
        verdict: 'unmet',
        severity: 3,
        effort: 1,
        problem: { zh: '网页声明的域名与实际不符', en: 'The declared domain name is another' },
        fact: {
          zh: '网页标签声明的域名为{declared}，访问的域名为{host}。',
          en: 'The page declares {declared}, but was visited at {host}.',
        },
        remedy: {
          zh: '请网站运维单位核对域名。属改版或迁移遗留的，请改正网页标签；属仿冒的，请按仿冒线索报告。',
          en: 'Have the operator check: if left over from a move, correct the meta tag; if this is an imitation, report it as one.',
        },
        handler: 'operator',
        recheck: { zh: '声明的域名包含访问的域名。', en: 'The declared name covers the visited one.' },
      },
      missing: {
        verdict: 'unknown',
        reason: 'record-missing',
        problem: { zh: '网页未声明域名', en: 'The page declares no domain name' },
        fact: {
          zh: '首页没有 SiteDomain 标签，无法由页面核对本单位注册的域名。',
          en: "The home page has no SiteDomain tag, so the unit's registered names cannot be compared.",
        },
        remedy: {
          zh: '请网站运维单位补上网页标签，请域名管理人员登记本单位的全部域名。',
          en: 'Have the operator add the tag, and the domain administrator register all names of the unit.',
        },
        handler: 'domain-admin',
        recheck: {
          zh: '首页有 SiteDomain 标签，且与访问的域名一致。',
          en: 'The home page has the tag, and it fits the visited name.',
        },
      },
    },
  },
  'organ-suffix': {
    obligation: 'A5.2-organ-suffix',
    title: { zh: '党政机关网站的域名后缀', en: "Suffix of an organ's website" },
    results: {
      'organ-suffix': {
        verdict: 'met',
        fact: { zh: '域名{host}以{suffix}为后缀。', en: 'The name {host} ends with {suffix}.' },
      },
      lookalike: {
        verdict: 'unmet',
        effort: 3,
        problem: { zh: '域名形似政府域名，实际不是', en: 'The name only looks like a government name' },
        fact: {
          zh: '域名{host}的后缀是{suffix}，不是“.gov.cn”或“.政务”。',
          en: 'The suffix of {host} is {suffix}, neither .gov.cn nor .政务.',
        },
        remedy: {
          zh: '请域名管理人员核实该网站是否由本单位开办。是的，请改用规定的域名；不是的，请作为仿冒线索报告。',
          en: 'Have the domain administrator find out whether the unit runs this site: if so, move it to a proper name; if not, report it as an imitation.',
        },
        handler: 'domain-admin',
        recheck: { zh: '网站域名以“.gov.cn”或“.政务”为后缀。', en: 'The name ends with .gov.cn or .政务.' },
      },
      'other-suffix': {
        verdict: 'unmet',
        effort: 3,
        problem: { zh: '党政机关网站未用规定的域名后缀', en: "An organ's site under another suffix" },
        fact: {
          zh: '域名{host}的后缀是{suffix}，不是“.gov.cn”或“.政务”。',
          en: 'The suffix of {host} is {suffix}, neither .gov.cn nor .政务.',
        },
        remedy: {
          zh: '请域名管理人员向机构编制部门申请规定的域名，并将网站迁移过去。原域名保留跳转一段时间后注销。',
          en: 'Have the domain administrator apply for a proper name and move the site; let the old name redirect for a while and then give it up.',
        },
        handler: 'domain-admin',
        recheck: { zh: '网站域名以“.gov.cn”或“.政务”为后缀。', en: 'The name ends with .gov.cn or .政务.' },
      },
      'address-only': {
        verdict: 'unmet',
        effort: 3,
        problem: { zh: '网站用IP地址访问，没有域名', en: 'The site stands at a bare address' },
        fact: { zh: '访问的是{host}，不是域名。', en: '{host} is an address, not a name.' },
        remedy: {
          zh: '请域名管理人员为网站配置规定的域名。',
          en: 'Have the domain administrator give the site a proper name.',
        },
        handler: 'domain-admin',
        recheck: { zh: '网站域名以“.gov.cn”或“.政务”为后缀。', en: 'The name ends with .gov.cn or .政务.' },
      },
    },
  },
  'government-suffix-use': {
    obligation: 'A5.3-no-gov-suffix-for-others',
    title: { zh: '非党政机关使用政府域名', en: 'Government suffix used by others' },
    results: {
      'not-used': {
        verdict: 'met',
        fact: {
          zh: '域名{host}没有使用“.gov.cn”和“.政务”后缀。',
          en: 'The name {host} uses neither .gov.cn nor .政务.',
        },
      },
      used: {
        verdict: 'unmet',
        effort: 3,
        problem: { zh: '事业单位使用了政府域名', en: 'An institution uses a government suffix' },
        fact: {
          zh: '本单位按事业单位检测，域名{host}以{suffix}为后缀。',
          en: 'The unit was checked as an institution, and {host} ends with {suffix}.',
        },
        remedy: {
          zh: '请域名管理人员改用“.cn”或“.公益”域名，注销原域名。',
          en: 'Have the domain administrator move to .cn or .公益 and give the old name up.',
        },
        handler: 'domain-admin',
        recheck: { zh: '网站不再使用政府域名。', en: 'The site no longer uses a government suffix.' },
      },
      'function-unknown': {
        verdict: 'unknown',
        reason: 'proof-needed',
        problem: { zh: '事业单位使用政府域名，需核实职能', en: 'An institution on a government suffix' },
        fact: {
          zh: '本单位按事业单位检测，域名{host}以{suffix}为后缀。承担行政职能的，可以保留。',
          en: 'The unit was checked as an institution, and {host} ends with {suffix}. With administrative functions it may keep the name.',
        },
        remedy: {
          zh: '请机构编制部门出具本单位承担行政职能的证明，或由域名管理人员改用“.cn”“.公益”域名。',
          en: 'Obtain the establishment authority’s proof of administrative functions, or move to .cn or .公益.',
        },
        handler: 'establishment',
        recheck: {
          zh: '已登记行政职能证明，或不再使用政府域名。',
          en: 'A proof is registered, or the suffix is no longer used.',
        },
      },
    },
  },
  'institution-suffix': {
    obligation: 'A5.4-institution-suffix',
    title: { zh: '事业单位网站的域名后缀', en: "Suffix of an institution's website" },
    results: {
      'proper-suffix': {
        verdict: 'met',
        fact: { zh: '域名{host}以{suffix}为后缀。', en: 'The name {host} ends with {suffix}.' },
      },
      'other-suffix': {
        verdict: 'unmet',
        effort: 3,
        problem: { zh: '事业单位网站未用规定的域名后缀', en: "An institution's site under another suffix" },
        fact: {
          zh: '域名{host}的后缀是{suffix}，不是“.cn”或“.公益”。',
          en: 'The suffix of {host} is {suffix}, neither .cn nor .公益.',
        },
        remedy: {
          zh: '请域名管理人员注册“.cn”或“.公益”域名并迁移网站。',
          en: 'Have the domain administrator register a .cn or .公益 name and move the site.',
        },
        handler: 'domain-admin',
        recheck: { zh: '网站域名以“.cn”或“.公益”为后缀。', en: 'The name ends with .cn or .公益.' },
      },
      'address-only': {
        verdict: 'unmet',
        effort: 3,
        problem: { zh: '网站用IP地址访问，没有域名', en: 'The site stands at a bare address' },
        fact: { zh: '访问的是{host}，不是域名。', en: '{host} is an address, not a name.' },
        remedy: {
          zh: '请域名管理人员为网站配置规定的域名。',
          en: 'Have the domain administrator give the site a proper name.',
        },
        handler: 'domain-admin',
        recheck: { zh: '网站域名以“.cn”或“.公益”为后缀。', en: 'The name ends with .cn or .公益.' },
      },
    },
  },
} as const satisfies RuleTable;
