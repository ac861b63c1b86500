import type { Duty } from '@zhengdun/contract';

/** Duties of authorities and platforms: recorded and shown, never counted for or against a unit. */
export const DUTIES: readonly Duty[] = [
  {
    id: 'A4.5-shorten-opening',
    title: { zh: '缩短开办周期', en: 'The opening takes less time' },
    position: {
      article: 4,
      paragraph: 2,
      sentence: 1,
      quote: '加强数据共享，优化工作流程，减少填报材料，缩短开办周期',
    },
    binds: {
      zh: '中央机构编制管理部门、国务院电信部门、国务院公安部门',
      en: 'the central establishment authority, the telecommunications and the public security departments of the State Council',
    },
    explanation: {
      zh: '三个部门要共享数据、优化流程、减少填报材料，缩短开办网站的周期。系统记录每一步用了几天，供各方了解。',
      en: 'The three departments share data, improve the process and ask for fewer papers, so that opening a website takes less time. The system records the days of each step for everybody to see.',
    },
    recorded: {
      zh: '开办各步骤的天数，重复填写的项目',
      en: 'the days of each step, and the fields asked twice',
    },
  },
  {
    id: 'A7.1-issue-certificates',
    title: { zh: '制发身份证书', en: 'Certificates are issued' },
    position: { article: 7, paragraph: 1, sentence: 1, quote: '制发专属电子证书或纸质证书' },
    binds: { zh: '机构编制管理部门', en: 'the establishment authorities' },
    explanation: {
      zh: '机构编制管理部门为机关事业单位制发电子证书或纸质证书。单位凭证书向分发平台和账号平台证明身份。',
      en: 'The establishment authorities issue electronic or paper certificates to units. With them a unit shows app stores and account platforms who it is.',
    },
    recorded: { zh: '证书名称、编号、制发日期', en: 'name, number and date of the certificate' },
  },
  {
    id: 'A8.4-naming-norm',
    title: { zh: '制定命名规范', en: 'The naming norm is made' },
    position: { article: 8, paragraph: 1, sentence: 2, quote: '具体命名规范由中央机构编制管理部门制定' },
    binds: { zh: '中央机构编制管理部门', en: 'the central establishment authority' },
    explanation: {
      zh: '互联网政务应用的具体命名规范由中央机构编制管理部门制定。规范的版本登记在规则库中，供判断名称时使用。',
      en: 'The central establishment authority makes the detailed norm for names. Its edition is kept in the rulebook and used when a name is judged.',
    },
    recorded: { zh: '现行命名规范的名称、文号、日期', en: 'title, number and date of the norm in force' },
  },
  {
    id: 'A9.1-set-mark',
    title: { zh: '设置专属网上标识', en: 'The mark is set up' },
    position: {
      article: 9,
      paragraph: 1,
      sentence: 1,
      quote: '中央机构编制管理部门为机关事业单位设置专属网上标识',
    },
    binds: { zh: '中央机构编制管理部门', en: 'the central establishment authority' },
    explanation: {
      zh: '中央机构编制管理部门为机关事业单位设置专属网上标识。标识的编号和查询页面由该部门管理，本系统只登记和核对。',
      en: 'The central establishment authority sets up a mark that is reserved to units. It keeps the numbers and the look-up pages; we only record and compare.',
    },
    recorded: { zh: '标识编号、设置日期', en: 'number and date of the mark' },
  },
  {
    id: 'A9.6-app-page-mark',
    title: { zh: '应用下载页面加注标识', en: 'The mark on app pages' },
    position: { article: 9, paragraph: 2, sentence: 2, quote: '在移动应用程序下载页面' },
    binds: {
      zh: '中央网络安全和信息化委员会办公室会同中央机构编制管理部门，协调应用程序分发平台',
      en: 'the Office of the Central Cyberspace Affairs Commission with the central establishment authority, and the app stores',
    },
    explanation: {
      zh: '由主管部门协调分发平台，在移动应用程序下载页面加注标识。页面由平台管理，没有标识不算单位的问题。',
      en: 'The authorities see to it that app stores show the mark on the download page. The platform owns the page; a missing mark never counts against the unit.',
    },
    recorded: { zh: '下载页面截图、查看日期', en: 'a picture of the store page, and its date' },
  },
  {
    id: 'A9.7-account-mark',
    title: { zh: '公众账号加注标识', en: 'The mark on public accounts' },
    position: { article: 9, paragraph: 2, sentence: 2, quote: '公众账号显著位置加注网上标识' },
    binds: {
      zh: '中央网络安全和信息化委员会办公室会同中央机构编制管理部门，协调公众账号信息服务平台',
      en: 'the Office of the Central Cyberspace Affairs Commission with the central establishment authority, and the account platforms',
    },
    explanation: {
      zh: '由主管部门协调账号平台，在公众账号显著位置加注标识。页面由平台管理，没有标识不算单位的问题。',
      en: 'The authorities see to it that account platforms show the mark in a prominent place. The platform owns the page; a missing mark never counts against the unit.',
    },
    recorded: { zh: '账号页面截图、查看日期', en: 'a picture of the account page, and its date' },
  },
  {
    id: 'A36.1-national-monitoring',
    title: { zh: '组织全国安全监测', en: 'National monitoring' },
    position: {
      article: 36,
      paragraph: 1,
      sentence: 1,
      quote: '组织对地市级以上党政机关互联网政务应用开展安全监测',
    },
    binds: {
      zh: '中央网络安全和信息化委员会办公室会同国务院电信主管部门、公安部门和其他有关部门',
      en: 'the Office of the Central Cyberspace Affairs Commission with the telecommunications, public security and other departments',
    },
    explanation: {
      zh: '主管部门组织对地市级以上党政机关的应用开展安全监测。收到监测通知的，登记后按问题整改。',
      en: 'The authorities monitor the applications of organs at prefectural level and above. A notice that comes from it is registered and mended like any finding.',
    },
    recorded: {
      zh: '监测通知的文号、日期、整改情况',
      en: 'number and date of the notice, and the rectification',
    },
  },
  {
    id: 'A38.1-coordinate-major',
    title: { zh: '统筹协调重大事件处置', en: 'Major incidents are coordinated' },
    position: { article: 38, paragraph: 1, sentence: 1, quote: '统筹协调重大网络安全事件的应急处置' },
    binds: {
      zh: '中央网络安全和信息化委员会办公室',
      en: 'the Office of the Central Cyberspace Affairs Commission',
    },
    explanation: {
      zh: '重大网络安全事件的应急处置，由中央网络安全和信息化委员会办公室统筹协调。单位收到的协调要求登记在事件记录中。',
      en: 'The Office coordinates the response to major incidents. What it asks of a unit is kept in the incident file.',
    },
    recorded: { zh: '协调要求的来文、日期、办理情况', en: 'the request, its date, and what was done' },
  },
  {
    id: 'A39.1-impostor-scan',
    title: { zh: '扫描监测假冒仿冒', en: 'Impostors are looked for' },
    position: {
      article: 39,
      paragraph: 1,
      sentence: 1,
      quote: '开展针对假冒仿冒互联网政务应用的扫描监测',
    },
    binds: {
      zh: '机构编制管理部门会同网信部门',
      en: 'the establishment authorities with the cyberspace administrations',
    },
    explanation: {
      zh: '机构编制管理部门会同网信部门扫描监测假冒仿冒应用。单位自己发现的线索，也可以报给这两个部门。',
      en: 'The establishment authorities and the cyberspace administrations look for impostors. A unit may report what it finds to both.',
    },
    recorded: { zh: '发现的假冒网址或账号、发现日期', en: 'address or account found, and the date' },
  },
  {
    id: 'A39.2-impostor-complaints',
    title: { zh: '受理假冒仿冒举报', en: 'Complaints are taken' },
    position: { article: 39, paragraph: 1, sentence: 1, quote: '受理相关投诉举报' },
    binds: {
      zh: '机构编制管理部门会同网信部门',
      en: 'the establishment authorities with the cyberspace administrations',
    },
    explanation: {
      zh: '机构编制管理部门会同网信部门受理假冒仿冒的投诉举报。系统记录举报的时间、受理部门和答复。',
      en: 'The establishment authorities and the cyberspace administrations take complaints about impostors. The system records when, to whom, and the answer.',
    },
    recorded: { zh: '举报日期、受理部门、答复', en: 'date of the complaint, who took it, the answer' },
  },
  {
    id: 'A39.3-impostor-measures',
    title: { zh: '停止解析、阻断、下线', en: 'Impostors are taken down' },
    position: {
      article: 39,
      paragraph: 1,
      sentence: 2,
      quote: '停止域名解析、阻断互联网连接和下线处理',
    },
    binds: {
      zh: '网信部门会同电信主管部门',
      en: 'the cyberspace administrations with the telecommunications departments',
    },
    explanation: {
      zh: '网信部门会同电信主管部门，对假冒仿冒应用停止域名解析、阻断连接、下线处理。系统记录请求和处理的时间，并复查是否已经消失。',
      en: 'The cyberspace administrations with the telecommunications departments stop the resolution of impostors, block them or take them offline. The system records when it was asked and done, and looks whether the impostor is gone.',
    },
    recorded: {
      zh: '处置措施、请求日期、完成日期',
      en: 'the measure, when it was asked for, when it was done',
    },
  },
  {
    id: 'A39.4-impostor-crime',
    title: { zh: '打击相关犯罪', en: 'Crime is fought' },
    position: {
      article: 39,
      paragraph: 1,
      sentence: 3,
      quote: '打击假冒仿冒互联网政务应用相关违法犯罪活动',
    },
    binds: { zh: '公安部门', en: 'the public security departments' },
    explanation: {
      zh: '公安部门负责打击与假冒仿冒有关的犯罪活动。线索随时可以移交，不必等其他措施做完。',
      en: 'The public security departments fight crime that has to do with impostors. A lead can be handed over at any time, not only as the last step.',
    },
    recorded: { zh: '线索移交日期、接收部门', en: 'date of the hand-over, and the receiver' },
  },
  {
    id: 'A40.1-cac',
    title: { zh: '统筹协调安全管理', en: 'Overall coordination' },
    position: { article: 40, paragraph: 1, sentence: 1, quote: '负责统筹协调互联网政务应用安全管理工作' },
    binds: {
      zh: '中央网络安全和信息化委员会办公室',
      en: 'the Office of the Central Cyberspace Affairs Commission',
    },
    explanation: {
      zh: '中央网络安全和信息化委员会办公室统筹协调互联网政务应用安全管理工作。',
      en: 'The Office coordinates the management of the security of Internet government applications.',
    },
  },
  {
    id: 'A40.2-orgs-office',
    title: { zh: '身份核验、名称和标识管理', en: 'Identity, names and marks' },
    position: {
      article: 40,
      paragraph: 1,
      sentence: 2,
      quote: '负责互联网政务应用开办主体身份核验、名称管理和标识管理工作',
    },
    binds: { zh: '中央机构编制管理部门', en: 'the central establishment authority' },
    explanation: {
      zh: '中央机构编制管理部门负责开办主体的身份核验、名称管理和标识管理。',
      en: 'The central establishment authority is in charge of verifying who opens an application, of names and of marks.',
    },
  },
  {
    id: 'A40.3-telecom',
    title: { zh: '域名监督和ICP备案', en: 'Domain names and ICP filing' },
    position: {
      article: 40,
      paragraph: 1,
      sentence: 3,
      quote: '负责互联网政务应用域名监督管理和互联网信息服务（ICP）备案工作',
    },
    binds: { zh: '国务院电信主管部门', en: 'the telecommunications department of the State Council' },
    explanation: {
      zh: '国务院电信主管部门负责域名监督管理和互联网信息服务（ICP）备案工作。',
      en: 'The telecommunications department supervises domain names and is in charge of ICP filing.',
    },
  },
  {
    id: 'A40.4-police',
    title: { zh: '等级保护监督检查指导', en: 'Supervision of MLPS' },
    position: {
      article: 40,
      paragraph: 1,
      sentence: 4,
      quote: '负责监督检查指导互联网政务应用网络安全等级保护和相关安全管理工作',
    },
    binds: { zh: '国务院公安部门', en: 'the public security department of the State Council' },
    explanation: {
      zh: '国务院公安部门监督、检查、指导网络安全等级保护和相关安全管理工作。',
      en: 'The public security department supervises, inspects and guides the multi-level protection and related security management.',
    },
  },
];
