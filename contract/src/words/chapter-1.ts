import type { RuleTable } from './result-words.ts';

/** Chapter I, Article 3: against tampering, paralysis, theft of data. */
export const CHAPTER_1_WORDS = {
  'hidden-links': {
    obligation: 'A3.3-tamper',
    title: { zh: '页面中的暗链', en: 'Hidden links in pages' },
    results: {
      none: {
        verdict: 'met',
        fact: {
          zh: '查看{pages}个页面，未见用隐藏方式放置的外部链接。',
          en: '{pages:page was|pages were} read; no outside link is placed there in a hidden way.',
        },
      },
      found: {
        verdict: 'unmet',
        severity: 1,
        effort: 2,
        problem: { zh: '页面中藏有外部链接（暗链）', en: 'Hidden outside links in a page' },
        fact: {
          zh: '{count}处外部链接对访问者不可见（如{page} 第{line}行），指向{hosts}。隐藏方式：{manner}。',
          en: '{count:outside link is|outside links are} invisible to a visitor, e.g. line {line} of {page}, leading to {hosts}. Hidden by: {manner}.',
        },
        remedy: {
          zh: '请网站运维单位删除这些链接。请查明页面被改动的途径并修补。请更换网站后台和服务器的口令。',
          en: 'Have the operator delete these links, find out how the page was changed and close that way, and change the passwords of the back end and the server.',
        },
        handler: 'operator',
        recheck: { zh: '各页面不再有隐藏的外部链接。', en: 'No page holds a hidden outside link.' },
        technical: {
          zh: '查找源代码中 display:none、字号为零、移出页面之外、透明等样式内的链接；比对网站发布目录与备份。',
          en: 'Look in the source for links under display:none, zero font size, off-page positions or transparency; compare the published folder with a backup.',
        },
      },
      suspicious: {
        verdict: 'unknown',
        reason: 'proof-needed',
        problem: { zh: '有外部链接对访问者不可见', en: 'Outside links are invisible to a visitor' },
        fact: {
          zh: '{count}处外部链接对访问者不可见（如{page} 第{line}行），指向{hosts}，未见不良字样。隐藏方式：{manner}。',
          en: '{count:outside link is|outside links are} invisible to a visitor, e.g. line {line} of {page}, leading to {hosts}. No vice words stand there. Hidden by: {manner}.',
        },
        remedy: {
          zh: '请网站运维单位逐条核对这些链接是否由本单位放置。不是的，请删除并查明原因。',
          en: 'Have the operator check whether the unit itself placed these links; delete those it did not and find the cause.',
        },
        handler: 'operator',
        recheck: {
          zh: '不再有隐藏的外部链接，或已登记其用途。',
          en: 'No hidden outside link is left, or its purpose is registered.',
        },
      },
    },
  },
  'injected-content': {
    obligation: 'A3.3-tamper',
    title: { zh: '页面内容被植入', en: 'Injected content' },
    results: {
      none: {
        verdict: 'met',
        fact: {
          zh: '查看{pages}个页面的标题、描述、链接文字和脚本，未见被植入的不良信息和跳转代码。',
          en: 'Titles, descriptions, link texts and scripts of {pages:page|pages} were read; no injected vice content or redirecting code was seen.',
        },
      },
      found: {
        verdict: 'unmet',
        severity: 1,
        effort: 2,
        problem: { zh: '页面疑似被植入不良信息', en: 'A page seems to carry injected content' },
        fact: {
          zh: '{count}处有不属于政务内容的字样或代码（如{page} 第{line}行）：{signs}。',
          en: '{count:place holds|places hold} words or code that do not belong to a government page, e.g. line {line} of {page}: {signs}.',
        },
        remedy: {
          zh: '请网站运维单位立即核查并删除。请保留服务器日志，查明植入途径并修补。发生网络安全事件的，请按规定报告。',
          en: 'Have the operator check and delete it at once, keep the server logs, find and close the way in, and report an incident where one happened.',
        },
        handler: 'operator',
        recheck: { zh: '各页面不再有这些字样和代码。', en: 'No page holds these words or this code.' },
      },
      disguised: {
        verdict: 'unknown',
        reason: 'proof-needed',
        problem: { zh: '页面中有隐蔽的代码或文字', en: 'A page holds disguised code or text' },
        fact: {
          zh: '{count}处有隐蔽写法（如{page} 第{line}行）：{signs}。正常程序有时也这样写，需人工核实。',
          en: '{count:place is|places are} written in a disguised way, e.g. line {line} of {page}: {signs}. Honest programs do so sometimes; a person must look.',
        },
        remedy: {
          zh: '请网站运维单位核实这些代码和文字是否由本单位放置。不是的，请删除并查明植入途径。',
          en: 'Have the operator check whether the unit itself placed them; if not, delete them and find the way in.',
        },
        handler: 'operator',
        recheck: {
          zh: '不再有隐蔽的代码和文字，或已登记其用途。',
          en: 'No disguised code or text is left, or its purpose is registered.',
        },
        technical: {
          zh: '隐蔽写法指：标题用数字编码书写，脚本经打包或编码后载入其他网站的脚本，不可见的外部框架。',
          en: 'Disguised means: a title in numeric references; packed or encoded code that loads a script of another site; an invisible frame of another site.',
        },
      },
      promotion: {
        verdict: 'unknown',
        reason: 'proof-needed',
        problem: { zh: '文章中疑似夹带人物宣传', en: 'An item may carry a foreign portrait' },
        fact: {
          zh: '{page} 第{line}行有一段与正文其他内容无关的人物介绍（“{signs}”）。共{count}处。',
          en: 'Line {line} of {page} holds a portrait that the rest of the text does not speak of ("{signs}"); {count} in all.',
        },
        remedy: {
          zh: '请本单位办公室对照审核稿核实这段文字。不是本单位发布的，请立即删除并查明原因。',
          en: 'Have the office compare this passage with the approved text; if the unit did not publish it, delete it at once and find the cause.',
        },
        handler: 'office',
        recheck: {
          zh: '该段文字已删除，或已核实为本单位发布。',
          en: 'The passage is gone, or found to be the unit’s own.',
        },
      },
    },
  },
  'miner-scripts': {
    obligation: 'A3.3-tamper',
    title: { zh: '挖矿脚本', en: 'Mining scripts' },
    results: {
      none: {
        verdict: 'met',
        fact: {
          zh: '查看{pages}个页面的脚本，未见挖矿代码。',
          en: 'The scripts of {pages:page|pages} were read; no mining code was seen.',
        },
      },
      found: {
        verdict: 'unmet',
        severity: 1,
        effort: 2,
        problem: { zh: '页面含有挖矿脚本', en: 'A page holds a mining script' },
        fact: {
          zh: '{page} 第{line}行有占用访问者计算机挖矿的代码：{signs}。',
          en: "Line {line} of {page} holds code that uses the visitor's computer for mining: {signs}.",
        },
        remedy: {
          zh: '请网站运维单位立即删除该脚本。请查明来源，检查服务器是否被控制。',
          en: 'Have the operator delete the script at once, find its origin and check whether the server is under foreign control.',
        },
        handler: 'operator',
        recheck: { zh: '各页面不再有挖矿代码。', en: 'No page holds mining code.' },
      },
    },
  },
  'home-reachable': {
    obligation: 'A3.4-stable-running',
    title: { zh: '首页可以访问', en: 'The home page can be reached' },
    results: {
      reachable: {
        verdict: 'met',
        fact: {
          zh: '{at}打开首页，返回{status}，用时{ms}毫秒。',
          en: 'The home page was opened at {at}: status {status} after {ms} ms.',
        },
      },
      saved: {
        verdict: 'not-applicable',
        fact: {
          zh: '本次检测的是保存的页面，没有访问网站。',
          en: 'A saved page was checked; the site was not visited.',
        },
      },
      'error-page': {
        verdict: 'unmet',
        effort: 2,
        problem: { zh: '首页打不开，返回错误页面', en: 'The home page answers with an error' },
        fact: { zh: '{at}打开{url}，服务器返回{status}。', en: '{url} answered {status} at {at}.' },
        remedy: {
          zh: '请网站运维单位检查网站服务和首页设置，恢复访问。',
          en: 'Have the operator check the service and the setting of the home page and restore it.',
        },
        handler: 'operator',
        recheck: { zh: '打开首页时返回正常页面。', en: 'The home page answers with a page.' },
      },
      wall: {
        verdict: 'unknown',
        reason: 'blocked',
        problem: { zh: '网站防护拒绝检测程序访问', en: "The site's protection refuses the check" },
        fact: { zh: '{at}打开{url}，返回{status}。', en: '{url} answered {status} at {at}.' },
        remedy: {
          zh: '请网站运维单位在防护设备中放行检测地址{address}，再重新检测。',
          en: 'Have the operator let the checking address {address} through, then check again.',
        },
        handler: 'operator',
        recheck: { zh: '重新检测时能够打开首页。', en: 'The home page opens in the next check.' },
      },
    },
  },
  'exposed-files': {
    obligation: 'A3.5-data-theft',
    title: { zh: '不应公开的文件', en: 'Files that must not be public' },
    results: {
      none: {
        verdict: 'met',
        fact: {
          zh: '查看{asked}个常见位置，未见可以直接下载的备份、配置、代码仓库和目录列表。',
          en: '{asked:usual place was|usual places were} looked at; no backup, configuration, code repository or folder listing can be read.',
        },
      },
      found: {
        verdict: 'unmet',
        severity: 1,
        effort: 1,
        problem: { zh: '网站上有不应公开的文件', en: 'Files that must not be public can be read' },
        fact: {
          zh: '以下{count}个地址不经登录即可读取：{urls}。检测只看了开头，没有下载和保存。',
          en: '{count:address|addresses} can be read without signing in: {urls}. Only the beginning of each was looked at; nothing was downloaded or kept.',
        },
        remedy: {
          zh: '请网站运维单位立即移走这些文件，关闭目录列表。文件中的口令和密钥请视为已泄露，全部更换。',
          en: 'Have the operator remove these files at once and switch off folder listings. Treat passwords and keys in them as leaked and change them all.',
        },
        handler: 'operator',
        recheck: { zh: '这些地址不再能读取。', en: 'These addresses can no longer be read.' },
      },
      stopped: {
        verdict: 'unknown',
        reason: 'blocked',
        problem: { zh: '暴露文件情况未能查完', en: 'The look for exposed files was cut short' },
        fact: {
          zh: '查看{asked}个位置后，网站多次拒绝应答，已停止。',
          en: 'After {asked:place|places} the site kept refusing, and the look ended.',
        },
        remedy: {
          zh: '请网站运维单位在防护设备中放行检测地址后重新检测，或自行核对网站目录。',
          en: 'Have the operator let the checking address through and check again, or go through the folders himself.',
        },
        handler: 'operator',
        recheck: { zh: '重新检测时各位置均得到应答。', en: 'Every place answers in the next check.' },
      },
    },
  },
} as const satisfies RuleTable;
