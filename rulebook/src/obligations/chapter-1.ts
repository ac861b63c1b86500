import type { Obligation } from '@zhengdun/contract';

/** Obligations of 第一章 总则, Articles 1 to 3. Severities are ours: the Regulation has none. */
export const CHAPTER_1: readonly Obligation[] = [
  {
    id: 'A2.1-inventory',
    title: { zh: '应用全部登记在册', en: 'Every application is on the register' },
    position: { article: 2, paragraph: 1, sentence: 1, quote: '建设运行互联网政务应用，应当遵守本规定' },
    binds: ['unit'],
    applications: ['website', 'app', 'mini-program', 'account', 'mail', 'column'],
    conditions: [],
    force: 'derived',
    severity: 3,
    inherited: 'no',
    decidedBy: [
      {
        means: 'record',
        what: {
          zh: '应用台账：每个应用的名称、类型、地址、责任人、启用日期',
          en: 'the register: name, kind, address, responsible person and start date of each application',
        },
      },
    ],
    explanation: {
      zh: '本规定适用于单位建设运行的全部互联网政务应用。没有登记的应用无从检查，所以先要登记。网站、移动应用程序、小程序、公众账号、邮件系统和上级平台上的栏目都要登记。这一项由条文推导而来，不是条文原话。',
      en: "The Regulation covers every Internet government application that the unit builds or runs. What is not on the register cannot be checked, so registration comes first. Websites, apps, mini programs, public accounts, e-mail systems and columns on a superior's platform are all registered. This item is derived from the text; it is not a sentence of its own.",
    },
    advice: {
      zh: '请本单位办公室逐个登记应用的名称、地址、责任人和承载平台。请在新增、变更、停用时更新台账，并定期核对。',
      en: 'Have the office register the name, address, responsible person and hosting platform of each application. Update the register when one is added, changed or given up, and go through it from time to time.',
    },
    companions: [],
    readings: [],
  },
  {
    id: 'A3.1-law-and-mandatory-standards',
    title: { zh: '遵守法律和强制性标准', en: 'Laws and mandatory standards are followed' },
    position: {
      article: 3,
      paragraph: 1,
      sentence: 1,
      quote: '应当依照有关法律、行政法规的规定以及国家标准的强制性要求',
    },
    binds: ['unit'],
    applications: ['website', 'app', 'mini-program', 'account', 'mail', 'column'],
    conditions: [],
    force: 'must',
    severity: 3,
    inherited: 'partly',
    decidedBy: [
      {
        means: 'attestation',
        by: {
          zh: '分管负责人；附已核对的文件清单及版本，写明日期和有效期',
          en: 'the responsible leader, with the list of rules checked and their editions, a date and an expiry date',
        },
      },
    ],
    explanation: {
      zh: '建设运行应用，要依照有关法律、行政法规和国家标准的强制性要求。适用哪些文件，看应用的类型和等级。规则库列出配套文件及版本，供负责人逐项核对。',
      en: 'Applications are built and run under the laws, administrative regulations and the mandatory parts of national standards. Which of them apply depends on the kind and level of the application. The rulebook lists the companion rules with their editions, so that the responsible leader can go through them one by one.',
    },
    advice: {
      zh: '请分管负责人对照配套文件清单逐项核对，签署情况说明。请在文件更新后重新核对。',
      en: 'Have the responsible leader go through the list of companion rules and sign a statement. Repeat this when a rule is revised.',
    },
    companions: [
      'cybersecurity-law',
      'data-security-law',
      'personal-information-law',
      'responsibility-measures',
    ],
    readings: [],
  },
  {
    id: 'A3.2-three-synchronous',
    title: { zh: '安全措施同步规划建设使用', en: 'Security is planned, built and used together' },
    position: { article: 3, paragraph: 1, sentence: 1, quote: '“同步规划、同步建设、同步使用”原则' },
    binds: ['unit'],
    applications: ['website', 'app', 'mini-program', 'account', 'mail'],
    conditions: ['new-build'],
    force: 'must',
    severity: 3,
    inherited: 'partly',
    decidedBy: [
      {
        means: 'record',
        what: {
          zh: '项目的立项或方案、验收、上线三类文件：文号、日期，安全措施所在的页码',
          en: "the project's approval or plan, acceptance and launch papers: number, date, and the pages on security measures",
        },
      },
    ],
    explanation: {
      zh: '新建或改建应用时，安全措施与应用同步规划、同步建设、同步使用。规划看立项或方案，建设看验收，使用看上线文件。三类文件都应写有安全措施，缺一类就是缺一步。',
      en: 'When an application is built or rebuilt, its security measures are planned, built and put into use together with it. Planning is shown by the approval or plan, building by the acceptance paper, use by the launch paper. Each of the three should speak of security measures; a missing paper is a missing step.',
    },
    advice: {
      zh: '请承建部门上传立项或方案、验收、上线三类文件。请标出写有安全措施的页码。缺少的请补充，写明补充的日期。',
      en: 'Have the department in charge of the project upload the three papers. Mark the pages on security measures. Supply what is missing, with the date on which it was supplied.',
    },
    companions: [],
    readings: [],
  },
  {
    id: 'A3.3-tamper',
    title: { zh: '防范内容被篡改', en: 'Content is protected against tampering' },
    position: { article: 3, paragraph: 1, sentence: 1, quote: '防范内容篡改' },
    binds: ['unit'],
    applications: ['website', 'app', 'mini-program', 'column'],
    conditions: [],
    force: 'must',
    severity: 1,
    inherited: 'partly',
    decidedBy: [{ means: 'probe', rules: ['hidden-links', 'injected-content', 'miner-scripts'] }],
    explanation: {
      zh: '单位要采取措施，防止页面内容被他人改动。页面上有暗链、外来内容块或挖矿脚本，是已被改动的迹象。检测只看公开页面，看到的迹象附位置和截图。',
      en: 'The unit takes measures so that nobody else can change its pages. Hidden links, foreign blocks of content or mining scripts are signs that somebody did. The check looks at public pages only and shows the place and a picture of each sign.',
    },
    advice: {
      zh: '请网站运维单位立即清除外来内容，查明进入途径并封堵。请先保存现场记录，再由分管负责人判断是否按第三十七条报告。',
      en: 'Have the website operator remove the foreign content at once, find the way in and close it. Keep a record of the scene first; the responsible leader then decides whether Article 37 asks for a report.',
    },
    companions: [],
    readings: [],
  },
  {
    id: 'A3.4-stable-running',
    title: { zh: '防范攻击致瘫，稳定运行', en: 'Service stays up under attack' },
    position: { article: 3, paragraph: 1, sentence: 1, quote: '攻击致瘫' },
    binds: ['unit'],
    applications: ['website', 'app', 'mini-program', 'mail'],
    conditions: [],
    force: 'must',
    severity: 2,
    inherited: 'yes',
    decidedBy: [
      { means: 'probe', rules: ['home-reachable'] },
      {
        means: 'attestation',
        by: {
          zh: '分管负责人；说明抗攻击和备用措施，附合同或方案，写明有效期',
          en: 'the responsible leader, on the means against attacks and the standby in place, with contract or plan and an expiry date',
        },
      },
    ],
    explanation: {
      zh: '单位要防范攻击造成的瘫痪，保障应用稳定运行。检测时能打开，只说明当时的情况。有没有防护措施，由负责人说明并附材料。国务院办公厅检查指标把15秒打不开计为一次无法访问，这里参照使用。',
      en: "The unit guards against attacks that bring the service down and keeps the application running. That it opened during the check speaks for that moment only. Whether protection is in place is stated by the responsible leader, with papers. The State Council office's indicators count a page that does not open within 15 seconds as unreachable once; we use that figure by analogy.",
    },
    advice: {
      zh: '请网站运维单位查明打不开的原因，恢复访问。请分管负责人说明抗攻击和备用措施，附合同或方案。',
      en: 'Have the website operator find out why the site does not open and restore it. Have the responsible leader state the protection and standby in place, with contract or plan.',
    },
    companions: ['website-indicators-2019'],
    readings: [],
  },
  {
    id: 'A3.5-data-theft',
    title: { zh: '防范数据被窃取', en: 'Data is protected against theft' },
    position: { article: 3, paragraph: 1, sentence: 1, quote: '数据窃取' },
    binds: ['unit'],
    applications: ['website', 'app', 'mini-program', 'account', 'mail', 'column'],
    conditions: [],
    force: 'must',
    severity: 2,
    inherited: 'partly',
    decidedBy: [
      { means: 'probe', rules: ['exposed-files'] },
      {
        means: 'record',
        what: {
          zh: '最近一次安全检测评估报告：编号、日期、关于数据窃取风险的结论',
          en: 'the latest security assessment: number, date, and its finding on data theft',
        },
      },
    ],
    explanation: {
      zh: '单位要防范数据被窃取。目录列表、备份文件、数据库文件、后台页面暴露在公网上，数据就可能外泄。检测只核对能否打开，不作任何利用。看不到的部分，由评估报告说明。',
      en: 'The unit guards against theft of data. Directory listings, back-ups, database files or administration pages on the public network can let data out. The check only sees whether they open and makes no use of them. What it cannot see is covered by the assessment report.',
    },
    advice: {
      zh: '请网站运维单位关闭目录列表，把备份和数据库文件移出网站目录，限制后台的访问范围。请本单位办公室登记最近一次评估报告。',
      en: "Have the website operator turn off directory listings, move back-ups and database files out of the site's folders and restrict the administration pages. Have the office register the latest assessment.",
    },
    companions: [],
    readings: [],
  },
];
