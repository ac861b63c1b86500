import type { RuleTable } from './result-words.ts';

/** Chapter II, Articles 8 to 11: names, marks, own sites, open standards. */
export const CHAPTER_2_FORM_WORDS = {
  'site-name': {
    obligation: 'A8.1-name-entity-first',
    title: { zh: '网站名称使用机构名称', en: "The site bears the entity's name" },
    results: {
      'entity-name': {
        verdict: 'met',
        fact: {
          zh: '网站名称为“{siteName}”，使用了机构名称“{entity}”。',
          en: 'The site is called "{siteName}", which uses the name of the entity "{entity}".',
        },
      },
      'other-name': {
        verdict: 'unknown',
        reason: 'proof-needed',
        problem: { zh: '网站名称不是机构名称', en: "The site's name is not the entity's" },
        fact: {
          zh: '网站名称为“{siteName}”，单位名称为“{entity}”。',
          en: 'The site is called "{siteName}", the entity "{entity}".',
        },
        remedy: {
          zh: '请本单位办公室登记名称的审核结论。使用其他名称的，原则上采取区域名加职责名。',
          en: 'Have the office register the decision on the name; another name is in principle region plus duty.',
        },
        handler: 'office',
        recheck: {
          zh: '已登记名称审核结论，或改用机构名称。',
          en: "The decision is registered, or the entity's name is used.",
        },
      },
      'entity-unknown': {
        verdict: 'unknown',
        reason: 'record-missing',
        problem: { zh: '不知道单位名称，无法核对', en: "The unit's name is not known" },
        fact: {
          zh: '网站名称为“{siteName}”，页面上没有找到主办单位，也未登记单位名称。',
          en: 'The site is called "{siteName}"; the page names no organiser, and no unit name is given.',
        },
        remedy: { zh: '请补充单位名称后重新判定。', en: "Give the unit's name, then judge again." },
        handler: 'office',
        recheck: { zh: '补充单位名称后即有结论。', en: 'There is a verdict once the name is given.' },
      },
      'no-site-name': {
        verdict: 'unknown',
        reason: 'record-missing',
        problem: { zh: '页面没有网站名称', en: 'The page states no site name' },
        fact: {
          zh: '首页没有 SiteName 标签，标题中也没有网站的名称。',
          en: 'The home page has no SiteName tag, and its title names no site.',
        },
        remedy: {
          zh: '请网站运维单位补上网站名称标签和页面标题。',
          en: 'Have the operator add the tag and a title.',
        },
        handler: 'operator',
        recheck: { zh: '首页有网站名称。', en: 'The home page states the name of the site.' },
      },
    },
  },
  'entity-name-shown': {
    obligation: 'A8.3-entity-name-shown',
    title: { zh: '显著位置标明机构名称', en: "The entity's name shown prominently" },
    results: {
      'not-needed': {
        verdict: 'not-applicable',
        fact: {
          zh: '网站名称“{siteName}”就是机构名称，无需另行标明。',
          en: 'The name of the site, "{siteName}", is that of the entity.',
        },
      },
      shown: {
        verdict: 'met',
        fact: {
          zh: '机构名称“{entity}”显示在页面高度{top:percent}处，字高{font}像素。',
          en: 'The name "{entity}" is shown at {top:percent} of the page\'s height, {font} pixels high.',
        },
      },
      'not-prominent': {
        verdict: 'unmet',
        effort: 1,
        problem: { zh: '机构名称不在显著位置', en: "The entity's name is not prominent" },
        fact: {
          zh: '机构名称“{entity}”只出现在页面高度{top:percent}处，字高{font}像素。',
          en: 'The name "{entity}" stands only at {top:percent} of the page\'s height, {font} pixels high.',
        },
        remedy: {
          zh: '请网站运维单位在页头等显著位置标明机构名称。',
          en: 'Have the operator show the name at the head of the page.',
        },
        handler: 'operator',
        recheck: { zh: '首页上部能看到机构名称。', en: 'The upper part of the home page shows the name.' },
      },
      'not-shown': {
        verdict: 'unmet',
        effort: 1,
        problem: { zh: '首页未标明机构名称', en: "The home page does not show the entity's name" },
        fact: {
          zh: '网站名称不是机构名称，渲染后的首页也没有“{entity}”字样。',
          en: 'The site bears another name, and the rendered home page does not show "{entity}".',
        },
        remedy: {
          zh: '请网站运维单位在页头等显著位置标明机构名称。名称做在图片里的，请同时写明文字说明。',
          en: 'Have the operator show the name at the head of the page; where it is part of a picture, describe the picture with it.',
        },
        handler: 'operator',
        recheck: { zh: '首页上部能看到机构名称。', en: 'The upper part of the home page shows the name.' },
      },
      'maybe-drawn': {
        verdict: 'unknown',
        reason: 'proof-needed',
        problem: { zh: '机构名称可能做在图片里', en: "The entity's name may be part of a picture" },
        fact: {
          zh: '页头没有“{entity}”的文字；有图片{count}张，图片里的字程序不认读。',
          en: 'The head of the page does not show "{entity}" as text; it has {count:picture|pictures}, in which the program reads no letters.',
        },
        remedy: {
          zh: '请本单位办公室核对页头图片是否标明机构名称，并请网站运维单位给图片写上文字说明。',
          en: 'Have the office look whether a picture at the head bears the name, and the operator describe the picture with it.',
        },
        handler: 'office',
        recheck: {
          zh: '页头图片的文字说明或文字中有机构名称。',
          en: 'The name stands in the text or in the description of a picture at the head.',
        },
      },
      'entity-unknown': {
        verdict: 'unknown',
        reason: 'record-missing',
        problem: { zh: '不知道单位名称，无法核对', en: "The unit's name is not known" },
        fact: {
          zh: '页面上没有找到主办单位，也未登记单位名称。',
          en: 'The page names no organiser, and no unit name is given.',
        },
        remedy: { zh: '请补充单位名称后重新判定。', en: "Give the unit's name, then judge again." },
        handler: 'office',
        recheck: { zh: '补充单位名称后即有结论。', en: 'There is a verdict once the name is given.' },
      },
    },
  },
  'mark-present': {
    obligation: 'A9.3-mark-present',
    title: { zh: '首页加注网上标识', en: 'Mark on the home page' },
    results: {
      shown: {
        verdict: 'met',
        fact: {
          zh: '首页显示网上标识，大小{width}×{height}像素，可点击查询。',
          en: 'The home page shows the mark, {width}×{height} pixels, and it can be clicked.',
        },
      },
      coded: {
        verdict: 'met',
        fact: {
          zh: '源代码第{line}行有网上标识代码，格式正确，未被注释、隐藏；本次没有用浏览器打开，显示位置另行判定。',
          en: "Line {line} of the source holds the mark's code, well formed, neither in a comment nor hidden; no browser opened the page this time, its place is judged apart.",
        },
      },
      'not-loaded': {
        verdict: 'unknown',
        reason: 'blocked',
        problem: { zh: '标识没有取到，能否显示无法判定', en: 'The mark did not arrive: undetermined' },
        fact: {
          zh: '源代码第{line}行有网上标识代码，格式正确，未被注释；但{what}没有取到，页面上能否看到标识不能确认。',
          en: "Line {line} of the source holds the mark's code, well formed and not in a comment; but {what} did not arrive, so it is not known whether the page shows the mark.",
        },
        remedy: {
          zh: '请网站运维单位在能够访问互联网的环境中重新检测，或直接打开首页查看底部的标识。',
          en: 'Have the operator check again from where the Internet can be reached, or look at the bottom of the home page.',
        },
        handler: 'operator',
        recheck: { zh: '首页底部显示网上标识。', en: 'The bottom of the home page shows the mark.' },
      },
      absent: {
        verdict: 'unmet',
        effort: 1,
        problem: { zh: '首页底部未加注网上标识', en: 'The home page bears no mark' },
        fact: {
          zh: '{at}打开首页，页面和源代码中都没有网上标识。',
          en: 'Opened at {at}: neither the page nor its source holds the mark.',
        },
        remedy: {
          zh: '已取得标识的，请网站运维单位将标识代码加在首页底部居中位置。未取得的，请本单位办公室向机构编制部门申请。',
          en: 'If granted, have the operator put the code at the bottom middle of the home page; if not, have the office apply to the establishment authority.',
        },
        handler: 'operator',
        recheck: { zh: '首页底部显示网上标识。', en: 'The bottom of the home page shows the mark.' },
      },
      'only-commented': {
        verdict: 'unmet',
        effort: 1,
        problem: { zh: '标识代码被注释，首页不显示', en: "The mark's code stands in a comment" },
        fact: {
          zh: '{at}打开首页，底部未见标识。源代码第{line}行有标识代码，但处于注释中，不起作用。',
          en: 'Opened at {at}: no mark is seen. Line {line} of the source holds its code, but in a comment.',
        },
        remedy: {
          zh: '请网站运维单位将标识代码移出注释，放在页面底部居中位置。',
          en: 'Have the operator take the code out of the comment and put it at the bottom middle.',
        },
        handler: 'operator',
        recheck: {
          zh: '重新打开首页，看到标识居中显示，本问题自动关闭。',
          en: 'The home page shows the mark; the finding then closes by itself.',
        },
      },
      'empty-holder': {
        verdict: 'unmet',
        effort: 1,
        problem: { zh: '标识位置是空的，没有代码', en: "The mark's place is empty" },
        fact: {
          zh: '源代码第{line}行有标识的占位，但没有取标识的代码，页面上不显示。',
          en: 'Line {line} of the source holds the place of the mark, but not the code that fetches it.',
        },
        remedy: {
          zh: '请网站运维单位补上机构编制部门给出的完整标识代码。',
          en: 'Have the operator add the complete code given by the establishment authority.',
        },
        handler: 'operator',
        recheck: { zh: '首页底部显示网上标识。', en: 'The bottom of the home page shows the mark.' },
      },
      'not-visible': {
        verdict: 'unmet',
        effort: 1,
        problem: { zh: '有标识代码，但页面上看不到', en: 'The mark is there but cannot be seen' },
        fact: {
          zh: '首页有标识的链接，但渲染后大小为{width}×{height}像素，或被遮住、隐藏。',
          en: "The mark's link is on the page, but rendered it measures {width}×{height} pixels, or is covered or hidden.",
        },
        remedy: {
          zh: '请网站运维单位检查样式，使标识正常显示。',
          en: 'Have the operator mend the style so that the mark shows.',
        },
        handler: 'operator',
        recheck: { zh: '首页底部能看到标识图片。', en: 'The picture of the mark is seen at the bottom.' },
      },
      'script-plain': {
        verdict: 'unmet',
        effort: 1,
        problem: { zh: '加密访问时不显示标识', en: 'The mark does not show on the encrypted page' },
        fact: {
          zh: '首页是加密页面，源代码第{line}行的标识脚本却从明文地址取（{address}），浏览器不加载，标识不显示。',
          en: 'The home page is encrypted, but line {line} of its source fetches the script of the mark in the clear ({address}); browsers do not load it, and no mark shows.',
        },
        remedy: {
          zh: '请网站运维单位将标识脚本地址开头的http:改为https:。',
          en: 'Have the operator change http: to https: in the address of the script.',
        },
        handler: 'operator',
        recheck: {
          zh: '加密访问首页，底部显示网上标识。',
          en: 'Visited over HTTPS, the bottom of the home page shows the mark.',
        },
      },
      'picture-broken': {
        verdict: 'unmet',
        effort: 1,
        problem: { zh: '标识图片打不开', en: "The mark's picture is broken" },
        fact: {
          zh: '首页有标识的链接，但图片没有取到，页面上不显示标识。',
          en: "The mark's link is on the page, but its picture did not arrive.",
        },
        remedy: {
          zh: '请网站运维单位修复标识图片的地址。',
          en: "Have the operator mend the picture's address.",
        },
        handler: 'operator',
        recheck: { zh: '首页底部能看到标识图片。', en: 'The picture of the mark is seen at the bottom.' },
      },
      'picture-only': {
        verdict: 'unmet',
        effort: 1,
        problem: { zh: '只有标识图片，不能点击查询', en: 'Only the picture of the mark, without its link' },
        fact: {
          zh: '源代码第{line}行有标识图片，但没有链接到标识查询页面。',
          en: 'Line {line} of the source holds the picture, but it does not lead to the record.',
        },
        remedy: {
          zh: '请网站运维单位使用机构编制部门给出的完整标识代码。',
          en: 'Have the operator use the complete code given by the establishment authority.',
        },
        handler: 'operator',
        recheck: { zh: '点击标识打开标识查询页面。', en: 'The mark opens its record.' },
      },
      malformed: {
        verdict: 'unmet',
        effort: 1,
        problem: { zh: '标识代码不完整或有误', en: "The mark's code is incomplete or wrong" },
        fact: {
          zh: '源代码第{line}行的标识地址为“{address}”，不是规定的形式。',
          en: 'The address of the mark in line {line} is "{address}", which is not the published form.',
        },
        remedy: {
          zh: '请网站运维单位按机构编制部门给出的代码改正。',
          en: 'Have the operator correct it to the code given by the establishment authority.',
        },
        handler: 'operator',
        recheck: {
          zh: '首页底部显示网上标识，可点击查询。',
          en: 'The mark shows at the bottom and can be clicked.',
        },
      },
      'maybe-written': {
        verdict: 'unknown',
        reason: 'not-checked',
        problem: { zh: '页脚由脚本写入，未见网上标识', en: 'The footer is written by scripts; no mark seen' },
        fact: {
          zh: '首页源代码中没有网上标识，页脚可能由脚本写入；{why}。',
          en: 'The source holds no mark; scripts may write the footer; {why}.',
        },
        remedy: {
          zh: '请用浏览器重新检测，或确认页面脚本能够读取。',
          en: 'Check again with a browser, or make sure that the scripts of the page can be read.',
        },
        handler: 'office',
        recheck: { zh: '浏览器打开首页后能看到标识。', en: 'A browser shows the mark on the home page.' },
      },
    },
  },
  'mark-place': {
    obligation: 'A9.4-mark-place',
    title: { zh: '网上标识的位置', en: 'Place of the mark' },
    results: {
      'bottom-middle': {
        verdict: 'met',
        fact: {
          zh: '标识中心位于页面宽度{x:percent}、高度{y:percent}处，在底部中间。',
          en: "The mark's middle is at {x:percent} of the page's width and {y:percent} of its height: bottom middle.",
        },
      },
      'bottom-side': {
        verdict: 'unmet',
        severity: 4,
        effort: 1,
        problem: {
          zh: '网上标识在底部，但不居中',
          en: 'The mark stands at the bottom, but not in the middle',
        },
        fact: {
          zh: '标识中心位于页面宽度{x:percent}、高度{y:percent}处，在底部{side}侧。',
          en: "The mark's middle is at {x:percent} of the page's width and {y:percent} of its height: at the bottom, on the {side} side.",
        },
        remedy: {
          zh: '请网站运维单位将标识移到页面底部居中位置。',
          en: 'Have the operator move the mark to the bottom middle.',
        },
        handler: 'operator',
        recheck: {
          zh: '标识中心位于页面宽度的35%至65%之间。',
          en: "The mark's middle lies between 35% and 65% of the width.",
        },
      },
      'not-at-bottom': {
        verdict: 'unmet',
        severity: 4,
        effort: 1,
        problem: { zh: '网上标识不在页面底部', en: 'The mark does not stand at the bottom' },
        fact: {
          zh: '标识中心位于页面宽度{x:percent}、高度{y:percent}处。',
          en: "The mark's middle is at {x:percent} of the page's width and {y:percent} of its height.",
        },
        remedy: {
          zh: '请网站运维单位将标识移到页面底部居中位置。',
          en: 'Have the operator move the mark to the bottom middle.',
        },
        handler: 'operator',
        recheck: {
          zh: '标识显示在首页底部中间。',
          en: 'The mark shows at the bottom middle of the home page.',
        },
      },
      'not-loaded': {
        verdict: 'unknown',
        reason: 'blocked',
        problem: {
          zh: '标识没有取到，位置无法判定',
          en: 'The mark did not arrive: its place is undetermined',
        },
        fact: {
          zh: '首页有网上标识代码，但{what}没有取到，显示在哪里不能确认。',
          en: "The home page holds the mark's code, but {what} did not arrive, so its place is not known.",
        },
        remedy: {
          zh: '请网站运维单位在能够访问互联网的环境中重新检测，或直接打开首页查看标识的位置。',
          en: 'Have the operator check again from where the Internet can be reached, or look where the mark stands on the home page.',
        },
        handler: 'operator',
        recheck: {
          zh: '标识显示在首页底部中间。',
          en: 'The mark shows at the bottom middle of the home page.',
        },
      },
      'not-shown': {
        verdict: 'not-applicable',
        fact: {
          zh: '首页没有显示网上标识，位置无从判定。',
          en: 'The home page shows no mark, so it has no place.',
        },
      },
    },
  },
  'mark-genuine': {
    obligation: 'A9.5-mark-genuine',
    title: { zh: '网上标识属于本网站', en: 'The mark belongs to this site' },
    results: {
      genuine: {
        verdict: 'met',
        fact: { zh: '标识查询页面写明的域名包含{host}。', en: 'The record page of the mark names {host}.' },
      },
      'other-host': {
        verdict: 'unmet',
        effort: 1,
        problem: { zh: '网上标识是其他网站的', en: 'The mark is that of another site' },
        fact: {
          zh: '标识查询页面写明的是{found}，没有{host}。',
          en: 'The record page names {found}, not {host}.',
        },
        remedy: {
          zh: '请网站运维单位换成本网站的标识代码。域名有变更的，请本单位办公室向机构编制部门办理变更。',
          en: "Have the operator use the site's own code; after a change of name have the office report it to the establishment authority.",
        },
        handler: 'operator',
        recheck: { zh: '标识查询页面写明本网站的域名。', en: "The record page names this site's host." },
      },
      'error-picture': {
        verdict: 'unmet',
        effort: 1,
        problem: { zh: '网上标识显示为错误标识', en: 'The mark shows its error picture' },
        fact: {
          zh: '标识图片为出错图片，通常表示页面的域名与标识登记的域名不一致。',
          en: 'The picture is the error picture, which usually means that the registered host is another.',
        },
        remedy: {
          zh: '请本单位办公室向机构编制部门核对标识登记的域名。',
          en: 'Have the office compare the registered host with the establishment authority.',
        },
        handler: 'office',
        recheck: { zh: '标识显示为正常图片。', en: 'The mark shows its ordinary picture.' },
      },
      'wrong-colour': {
        verdict: 'unmet',
        effort: 1,
        problem: { zh: '标识种类与单位性质不符', en: 'The kind of mark does not fit the unit' },
        fact: {
          zh: '本单位按{kind}检测，标识图片为{colour}标识。',
          en: 'The unit was checked as {kind}, but the mark is {colour}.',
        },
        remedy: {
          zh: '请本单位办公室核对单位性质。标识用错的，请更换。',
          en: 'Have the office check the kind of unit; replace a wrong mark.',
        },
        handler: 'office',
        recheck: { zh: '标识种类与单位性质一致。', en: 'Mark and kind of unit agree.' },
      },
      'several-records': {
        verdict: 'unmet',
        effort: 1,
        problem: { zh: '首页有不同的网上标识', en: 'The home page bears different marks' },
        fact: {
          zh: '首页的标识指向{count}条不同的记录。',
          en: 'The marks on the home page lead to {count} different records.',
        },
        remedy: {
          zh: '请网站运维单位只保留本网站的标识。',
          en: "Have the operator keep the site's own mark only.",
        },
        handler: 'operator',
        recheck: { zh: '首页只有一条标识记录。', en: 'The home page bears one mark.' },
      },
      unverified: {
        verdict: 'unknown',
        reason: 'blocked',
        problem: { zh: '标识归属未能核对', en: 'Whose mark it is could not be compared' },
        fact: {
          zh: '首页有标识，但标识查询页面未能核对：{why}。',
          en: 'There is a mark, but its record could not be compared: {why}.',
        },
        remedy: {
          zh: '请本单位办公室点击标识，核对查询页面上的单位名称和域名，并登记结果。',
          en: 'Have the office click the mark, compare unit name and host on the record page, and register the result.',
        },
        handler: 'office',
        recheck: {
          zh: '重新检测时查询页面能够打开，并写明本网站的域名。',
          en: "The record page opens and names this site's host.",
        },
      },
      'no-mark': {
        verdict: 'not-applicable',
        fact: {
          zh: '首页没有有效的网上标识，归属无从判定。',
          en: 'There is no effective mark whose owner could be compared.',
        },
      },
    },
  },
  'own-site-below-county': {
    obligation: 'A10.3-no-own-site-below',
    title: { zh: '县级部门和乡镇单独建站', en: 'Own sites below county level' },
    results: {
      'own-site': {
        verdict: 'unknown',
        reason: 'proof-needed',
        problem: { zh: '县级部门或乡镇单独建有网站', en: 'An own site below county level' },
        fact: {
          zh: '本单位按{level}检测，网站使用独立域名{host}。原则上不单独建设，有批准的例外可以保留。',
          en: 'The unit was checked as {level} and has a site under its own name {host}. In principle it has none; an approved exception is lawful.',
        },
        remedy: {
          zh: '请本单位办公室登记批准单独建站的文件，或将内容迁到上级平台后关闭网站。',
          en: "Have the office register the approval, or move the content to the superior's platform and close the site.",
        },
        handler: 'office',
        recheck: {
          zh: '已登记批准文件，或网站已关闭。',
          en: 'An approval is registered, or the site is closed.',
        },
      },
      column: {
        verdict: 'met',
        fact: {
          zh: '检测的是{host}上的栏目，没有单独建站。',
          en: 'What was checked is a column on {host}, not a site of its own.',
        },
      },
    },
  },
  'dead-plugins': {
    obligation: 'A11.1-open-standards',
    title: { zh: '依赖已淘汰的插件', en: 'Dead plug-ins' },
    results: {
      none: {
        verdict: 'met',
        fact: {
          zh: '查看{pages}个页面，未见依赖浏览器插件的内容。',
          en: '{pages:page was|pages were} read; none depends on a browser plug-in.',
        },
      },
      found: {
        verdict: 'unmet',
        effort: 2,
        problem: { zh: '页面内容依赖已淘汰的插件', en: 'Content depends on dead plug-ins' },
        fact: {
          zh: '{count}处使用了{types}（如{page} 第{line}行），现在的浏览器不再支持。',
          en: '{count:place uses|places use} {types}, e.g. line {line} of {page}; present browsers no longer support that.',
        },
        remedy: {
          zh: '请网站运维单位改用浏览器自带的标准功能，去掉插件。',
          en: 'Have the operator use what browsers offer by themselves and remove the plug-in.',
        },
        handler: 'operator',
        recheck: { zh: '页面不再使用插件。', en: 'No page uses a plug-in.' },
      },
    },
  },
  'works-without-scripts': {
    obligation: 'A11.2-client-compatibility',
    title: { zh: '脚本受限时可以使用', en: 'Usable with scripts limited' },
    results: {
      usable: {
        verdict: 'met',
        fact: {
          zh: '关闭脚本打开首页，可见文字{without}字，链接{links}条（平时{with}字）。',
          en: 'With scripts off the home page shows {without:character|characters} and {links:link|links} (otherwise {with}).',
        },
      },
      empty: {
        verdict: 'unmet',
        effort: 3,
        problem: { zh: '脚本受限时首页没有内容', en: 'Without scripts the home page is empty' },
        fact: {
          zh: '关闭脚本打开首页，可见文字只有{without}字（平时{with}字）。',
          en: 'With scripts off the home page shows only {without:character|characters} (otherwise {with}).',
        },
        remedy: {
          zh: '请网站运维单位使首页的主要文字和导航由服务器直接给出。',
          en: 'Have the operator let the server give the main text and the navigation.',
        },
        handler: 'operator',
        recheck: {
          zh: '关闭脚本打开首页，能看到主要文字和导航。',
          en: 'With scripts off the home page shows its main text and navigation.',
        },
      },
      unclear: {
        verdict: 'unknown',
        reason: 'blocked',
        problem: { zh: '脚本受限时的情况未能看到', en: 'The page without scripts was not seen' },
        fact: { zh: '关闭脚本时首页没有打开。', en: 'With scripts off the home page did not open.' },
        remedy: { zh: '请重新检测。', en: 'Check again.' },
        handler: 'operator',
        recheck: { zh: '关闭脚本时首页能够打开。', en: 'The home page opens with scripts off.' },
      },
    },
  },
  'client-demanded': {
    obligation: 'A11.3-no-client-demanded',
    title: { zh: '要求使用特定用户端', en: 'A certain client is demanded' },
    results: {
      none: {
        verdict: 'met',
        fact: {
          zh: '查看{pages}个页面，未见要求使用特定浏览器、插件、办公软件的文字。',
          en: '{pages:page was|pages were} read; none demands a certain browser, plug-in or office program.',
        },
      },
      suggested: {
        verdict: 'met',
        fact: {
          zh: '查看{pages}个页面，只有建议，没有要求。{page} 写有“{text}”。',
          en: '{pages:page was|pages were} read; there is advice, but no demand: {page} says "{text}".',
        },
      },
      demanded: {
        verdict: 'unmet',
        effort: 1,
        problem: { zh: '页面要求使用指定的软件', en: 'A page demands a certain program' },
        fact: {
          zh: '{page} 第{line}行写有“{text}”。共{count}处。',
          en: 'Line {line} of {page} says "{text}"; {count:place|places} in all.',
        },
        remedy: {
          zh: '请网站运维单位删除该要求，并换两种浏览器试用。确需插件的功能，请改用标准方式。',
          en: 'Have the operator remove the demand and try the page in two browsers; functions that need a plug-in are rebuilt on standards.',
        },
        handler: 'operator',
        recheck: { zh: '页面不再要求使用指定的软件。', en: 'No page demands a certain program.' },
      },
    },
  },
  'install-demanded': {
    obligation: 'A11.5-no-install-precondition',
    title: { zh: '以安装注册为办事前提', en: 'Installing as a precondition' },
    results: {
      none: {
        verdict: 'met',
        fact: {
          zh: '查看{pages}个页面，未见必须安装应用或注册特定平台才能办事的文字。',
          en: '{pages:page was|pages were} read; none makes an app or a platform the precondition of a service.',
        },
      },
      suggested: {
        verdict: 'met',
        fact: {
          zh: '查看{pages}个页面，有应用或平台的引导，未见必须使用。{page} 写有“{text}”。',
          en: '{pages:page was|pages were} read; an app or platform is offered, not demanded: {page} says "{text}".',
        },
      },
      'in-article': {
        verdict: 'unknown',
        reason: 'proof-needed',
        problem: { zh: '通知中有必须使用某平台的说法', en: 'An item makes a platform the precondition' },
        fact: {
          zh: '文章页{page} 第{line}行写有“{text}”。是否另有办理渠道，需人工核实。',
          en: 'The item {page}, line {line}, says "{text}". Whether there is another way needs a person.',
        },
        remedy: {
          zh: '请本单位办公室核实是否另有办理渠道。没有的，请增加窗口、网站等渠道并在通知中写明。',
          en: 'Have the office find out whether there is another way; if not, add one and name it in the item.',
        },
        handler: 'office',
        recheck: {
          zh: '已登记其他办理渠道，或通知已修改。',
          en: 'Another way is registered, or the item is changed.',
        },
      },
      demanded: {
        verdict: 'unmet',
        effort: 2,
        problem: { zh: '办事须先安装应用或注册平台', en: 'A service demands an app or a platform' },
        fact: {
          zh: '{page} 第{line}行写有“{text}”。共{count}处。',
          en: 'Line {line} of {page} says "{text}"; {count:place|places} in all.',
        },
        remedy: {
          zh: '请网站运维单位提供不安装应用、不注册特定平台也能办事的渠道，并修改文字。',
          en: 'Have the operator offer a way without app or platform, and change the text.',
        },
        handler: 'operator',
        recheck: {
          zh: '页面不再以安装应用或注册平台为前提。',
          en: 'No page makes an app or a platform the precondition.',
        },
      },
    },
  },
} as const satisfies RuleTable;
