import type { Obligation } from '@zhengdun/contract';

/** Obligations of 第四章 网络和数据安全, Articles 17 to 24. Severities are ours: the Regulation has none. */
export const CHAPTER_4_ARTICLES_17_TO_24: readonly Obligation[] = [
  {
    id: 'A17.1-grading',
    title: { zh: '完成网络安全等级保护定级', en: 'The MLPS grading is done' },
    position: { article: 17, paragraph: 1, sentence: 1, quote: '定级' },
    binds: ['unit'],
    applications: ['website', 'app', 'mini-program', 'mail'],
    conditions: [],
    force: 'must',
    severity: 2,
    inherited: 'yes',
    decidedBy: [
      {
        means: 'record',
        what: {
          zh: '定级报告：系统名称、等级、日期；专家评审意见',
          en: "the grading report: system, level, date; the experts' opinion",
        },
      },
    ],
    explanation: {
      zh: '应用要按标准确定网络安全保护等级。以定级报告和专家评审意见为准。建在上级平台上的，沿用平台的定级结论。',
      en: "The application is graded under the multi-level protection scheme (MLPS). The grading report and the experts' opinion show it. What runs on a superior's platform takes over that platform's grade.",
    },
    advice: {
      zh: '请网站运维单位编写定级报告，组织专家评审。请本单位办公室登记等级和日期。',
      en: 'Have the website operator write the grading report and have experts review it. Have the office register level and date.',
    },
    companions: ['mlps-measures', 'mlps-basic-2019'],
    readings: [],
  },
  {
    id: 'A17.2-mlps-filing',
    title: { zh: '完成等级保护备案', en: 'The MLPS filing is done' },
    position: { article: 17, paragraph: 1, sentence: 1, quote: '备案' },
    binds: ['unit'],
    applications: ['website', 'app', 'mini-program', 'mail'],
    conditions: ['level-2'],
    force: 'must',
    severity: 2,
    inherited: 'yes',
    decidedBy: [
      {
        means: 'record',
        what: {
          zh: '等级保护备案证明：编号、等级、日期、所用备案表的版本',
          en: 'the certificate of filing: number, level, date, edition of the form',
        },
      },
    ],
    explanation: {
      zh: '第二级及以上的系统，要向公安机关备案。原则上由地市级及以上公安机关受理。备案在系统投入运行后30日内办理，不是上线前的条件。2025年公安机关的函要求按新版备案表重新备案。',
      en: 'A system of level 2 or above is filed with the police, in principle at prefectural level or above. The filing comes within 30 days after the system goes into operation and is not a condition for going online. Letters of the police of 2025 ask for re-filing on the new forms.',
    },
    advice: {
      zh: '请本单位办公室按新版备案表向公安机关备案，登记证明编号和日期。已按旧表备案的，请重新办理。',
      en: 'Have the office file with the police on the new form and register number and date. Where the old form was used, file again.',
    },
    companions: ['mlps-measures', 'mlps-refiling-1001', 'mlps-refiling-1846'],
    readings: [],
  },
  {
    id: 'A17.3-mlps-evaluation',
    title: { zh: '开展等级测评', en: 'The MLPS evaluation is done' },
    position: { article: 17, paragraph: 1, sentence: 1, quote: '等级测评工作' },
    binds: ['unit'],
    applications: ['website', 'app', 'mini-program', 'mail'],
    conditions: ['level-2'],
    force: 'must',
    severity: 2,
    inherited: 'yes',
    decidedBy: [
      {
        means: 'record',
        what: {
          zh: '等级测评报告：编号、测评机构、结论、日期、下次测评日期',
          en: 'the evaluation report: number, body, conclusion, date, and when the next is due',
        },
      },
    ],
    explanation: {
      zh: '第二级及以上的系统，要按标准开展等级测评。第三级系统每年至少一次，这是等级保护管理办法的规定。报告要写明测评机构、结论和日期。',
      en: 'A system of level 2 or above is evaluated under the standards. Level 3 is evaluated at least once a year; that is a rule of the MLPS measures. The report names body, conclusion and date.',
    },
    advice: {
      zh: '请网站运维单位委托测评机构，配合测评。请本单位办公室登记报告和下次测评的日期。',
      en: 'Have the website operator commission a body and assist it. Have the office register the report and the date of the next one.',
    },
    companions: ['mlps-measures', 'mlps-evaluation-2019'],
    readings: [],
  },
  {
    id: 'A17.4-cryptography',
    title: { zh: '落实密码应用管理要求', en: 'Rules on cryptography are followed' },
    position: { article: 17, paragraph: 1, sentence: 1, quote: '国家密码应用管理要求' },
    binds: ['unit'],
    applications: ['website', 'app', 'mini-program', 'mail'],
    conditions: ['level-3'],
    force: 'must',
    severity: 2,
    inherited: 'yes',
    decidedBy: [
      { means: 'probe', rules: ['sm-support'] },
      {
        means: 'record',
        what: {
          zh: '商用密码应用安全性评估报告：编号、机构、结论、日期；所用密码产品的认证证书编号',
          en: 'the assessment of cryptography: number, body, conclusion, date; certificate numbers of the products used',
        },
      },
    ],
    explanation: {
      zh: '要落实国家密码应用管理要求，主管部门是密码管理部门。第三级及以上和另行指明的系统，以商用密码应用安全性评估报告为准。使用的密码产品要经检测认证。检测只列出网站是否支持国产密码算法，不能代替评估。',
      en: "The state's rules on the use of cryptography are followed; their authority is the cryptography administration. For systems of level 3 and above, and others named, the assessment of commercial cryptography decides. The products used are certified. The check only lists whether the site supports the Chinese algorithms and does not replace the assessment.",
    },
    advice: {
      zh: '请网站运维单位委托有资质的机构评估，按意见改造。请本单位办公室登记报告和产品证书编号。',
      en: 'Have the website operator commission a qualified body and follow its advice. Have the office register report and certificate numbers.',
    },
    companions: ['crypto-assessment-measures', 'tlcp-2020', 'rfc-8998'],
    readings: [],
  },
  {
    id: 'A17.5-hardening',
    title: { zh: '落实整改加固', en: 'Hardening measures are carried out' },
    position: { article: 17, paragraph: 1, sentence: 1, quote: '落实安全建设整改加固措施' },
    binds: ['unit'],
    applications: ['website', 'app', 'mini-program', 'mail'],
    conditions: [],
    force: 'must',
    severity: 2,
    inherited: 'yes',
    decidedBy: [
      {
        means: 'record',
        what: {
          zh: '整改清单：问题、措施、责任人、完成日期、复核结果',
          en: 'the tasks: problem, measure, who, date done, result of the re-check',
        },
      },
    ],
    explanation: {
      zh: '要落实安全建设整改加固措施。测评、评估和检查发现的每个问题，都要有责任人、期限和复核结果。只列计划、没有完成记录的，仍记为未落实。',
      en: 'Hardening measures are carried out. Each problem found in an evaluation, assessment or inspection has a person, a date and a re-check. A plan without a record of completion is not carried out yet.',
    },
    advice: {
      zh: '请网站运维单位逐项整改，登记完成日期。请本单位办公室组织复核，记录结果。',
      en: 'Have the website operator mend each point and register the date. Have the office arrange the re-check and record it.',
    },
    companions: ['mlps-measures'],
    readings: [],
  },
  {
    id: 'A17.6-level3-portal',
    title: { zh: '地市级以上门户达到第三级', en: 'Portals from prefectural level up meet level 3' },
    position: {
      article: 17,
      paragraph: 2,
      sentence: 1,
      quote: '中央和国家机关、地市级以上地方党政机关门户网站',
    },
    binds: ['organ'],
    applications: ['website'],
    conditions: ['prefectural-or-above', 'portal'],
    force: 'must',
    severity: 2,
    inherited: 'yes',
    decidedBy: [
      {
        means: 'record',
        what: {
          zh: '门户网站的定级报告、第三级备案证明、等级测评报告：编号、日期、结论',
          en: "the portal's grading report, level 3 filing and evaluation: number, date, conclusion",
        },
      },
    ],
    explanation: {
      zh: '中央和国家机关、地市级以上地方党政机关的门户网站，要符合等级保护第三级要求。以备案证明和测评报告为准。县级及以下的门户网站，这一项不适用。',
      en: 'Portals of central and state organs and of local organs at prefectural level and above meet MLPS level 3. Filing and evaluation report show it. The item does not apply to portals of counties and below.',
    },
    advice: {
      zh: '请网站运维单位按第三级要求建设整改。请本单位办公室登记备案证明和测评报告。',
      en: 'Have the website operator build and mend to level 3. Have the office register filing and evaluation.',
    },
    companions: ['mlps-basic-2019', 'mlps-measures'],
    readings: [],
  },
  {
    id: 'A17.7-level3-important',
    title: { zh: '承载重要业务的网站达到第三级', en: 'Sites with important services meet level 3' },
    position: { article: 17, paragraph: 2, sentence: 1, quote: '承载重要业务应用的机关事业单位网站' },
    binds: ['unit'],
    applications: ['website'],
    conditions: ['important-service'],
    force: 'must',
    severity: 2,
    inherited: 'yes',
    decidedBy: [
      {
        means: 'record',
        what: {
          zh: '重要业务应用的认定：结论、主管部门意见、日期；等级、备案证明编号',
          en: "the decision on importance: conclusion, superior's opinion, date; level and filing number",
        },
      },
    ],
    explanation: {
      zh: '承载重要业务应用的网站，要符合等级保护第三级要求。是否属于重要业务应用，由单位提出，主管部门同意。还没有认定的，记为无法判定。',
      en: "A website that carries important services meets MLPS level 3. Whether a service is important is declared by the unit with its superior's agreement. Without such a decision the item is undetermined.",
    },
    advice: {
      zh: '请业务部门提出是否属于重要业务应用，报主管部门同意。属于的，请网站运维单位按第三级要求建设整改。',
      en: "Have the service department declare whether the service is important and obtain the superior's agreement. If it is, have the website operator build and mend to level 3.",
    },
    companions: ['mlps-basic-2019', 'mlps-measures'],
    readings: [],
  },
  {
    id: 'A17.8-level3-mail',
    title: { zh: '邮件系统达到第三级', en: 'The e-mail system meets level 3' },
    position: { article: 17, paragraph: 2, sentence: 1, quote: '互联网电子邮件系统' },
    binds: ['unit'],
    applications: ['mail'],
    conditions: [],
    force: 'must',
    severity: 2,
    inherited: 'yes',
    decidedBy: [
      {
        means: 'record',
        what: {
          zh: '邮件系统的定级报告、备案证明编号；低于第三级的附本单位和主管部门的认定',
          en: "the mail system's grading report and filing number; below level 3, the decision of the unit and its superior",
        },
      },
    ],
    explanation: {
      zh: '条文把互联网电子邮件系统列入第三级要求。是全部邮件系统，还是承载重要业务应用的邮件系统，有两种理解（R3）。低于第三级的记为无法判定，待单位和主管部门认定。',
      en: 'The sentence names Internet e-mail systems among those of level 3. Whether it means all of them or those carrying important services can be read in two ways (R3). Below level 3 the item is undetermined until the unit and its superior have decided.',
    },
    advice: {
      zh: '请邮件管理人员登记邮件系统的等级和备案证明。低于第三级的，请本单位办公室提出认定意见，报主管部门。',
      en: "Have the mail administrator register the system's level and filing. Below level 3, have the office draw up a decision and obtain the superior's agreement.",
    },
    companions: ['mlps-basic-2019', 'mlps-measures', 'mail-system-2018'],
    readings: ['R3'],
  },
  {
    id: 'A18.1-yearly-assessment',
    title: { zh: '每年至少一次安全检测评估', en: 'An assessment at least once a year' },
    position: { article: 18, paragraph: 1, sentence: 1, quote: '每年至少进行一次安全检测评估' },
    binds: ['unit'],
    applications: ['website', 'app', 'mini-program', 'account', 'mail', 'column'],
    conditions: [],
    force: 'must',
    severity: 2,
    inherited: 'partly',
    decidedBy: [
      {
        means: 'record',
        what: {
          zh: '安全检测评估报告：编号、日期、评估方、覆盖的应用，网络和数据两方面的结论',
          en: 'the assessment: number, date, by whom, applications covered, findings on network and on data',
        },
      },
    ],
    explanation: {
      zh: '对应用的网络和数据安全，每年至少进行一次安全检测评估。可以自行进行，也可以委托第三方。网络和数据两方面都要覆盖。按自然年计算，距上次超过12个月的另作提醒（R4）。',
      en: 'The security of network and data is assessed at least once a year, by the unit itself or by a third party. Both network and data are covered. The calendar year decides; more than twelve months since the last one brings a reminder (R4).',
    },
    advice: {
      zh: '请网站运维单位或受托机构在本年度内完成评估。请本单位办公室登记报告，安排整改。',
      en: 'Have the website operator or a commissioned body finish the assessment within the year. Have the office register the report and see to what it asks.',
    },
    companions: [],
    readings: ['R4'],
  },
  {
    id: 'A18.2-assessor',
    title: { zh: '评估机构有相应资质', en: 'The assessor is qualified' },
    position: { article: 18, paragraph: 1, sentence: 1, quote: '具有相应资质的第三方网络安全服务机构' },
    binds: ['unit'],
    applications: ['website', 'app', 'mini-program', 'account', 'mail', 'column'],
    conditions: ['commissioned'],
    force: 'must',
    severity: 3,
    inherited: 'partly',
    decidedBy: [
      {
        means: 'record',
        what: {
          zh: '评估机构的资质证书：名称、编号、有效期、扫描件',
          en: "the assessor's qualification: name, number, validity, scan",
        },
      },
    ],
    explanation: {
      zh: '委托第三方评估的，机构要有相应资质。资质在评估当日应当有效。自行评估的，这一项不适用。',
      en: 'A third party that is commissioned has the qualification for it, valid on the day of the assessment. For an own assessment the item does not apply.',
    },
    advice: {
      zh: '请本单位办公室在签订合同前核对资质证书，登记编号和有效期。',
      en: 'Have the office look at the certificate before signing and register number and validity.',
    },
    companions: [],
    readings: [],
  },
  {
    id: 'A18.3-before-change',
    title: { zh: '变更上线前先评估', en: 'Changes are assessed before launch' },
    position: { article: 18, paragraph: 2, sentence: 1, quote: '应当在上线前进行安全检测评估' },
    binds: ['unit'],
    applications: ['website', 'app', 'mini-program', 'account', 'mail'],
    conditions: ['changed'],
    force: 'must',
    severity: 2,
    inherited: 'partly',
    decidedBy: [
      {
        means: 'record',
        what: {
          zh: '变更记录与评估报告：变更内容、评估日期、报告编号、上线日期',
          en: 'the change with its assessment: what changed, date and number of the report, date of launch',
        },
      },
    ],
    explanation: {
      zh: '系统升级、新增功能、引入新技术新应用，都要在上线前进行安全检测评估。评估日期要早于上线日期，范围要覆盖这次变更。',
      en: 'Before an upgrade, a new function, a new technology or application goes online, its security is assessed. The assessment is earlier than the launch and covers the change.',
    },
    advice: {
      zh: '请网站运维单位先评估、再上线，处理发现的问题。请本单位办公室登记变更和对应的报告。',
      en: 'Have the website operator assess first, mend, then launch. Have the office register the change with its report.',
    },
    companions: [],
    readings: [],
  },
  {
    id: 'A19.1-access-policy',
    title: { zh: '设置访问控制策略', en: 'An access policy is set' },
    position: { article: 19, paragraph: 1, sentence: 1, quote: '应当设置访问控制策略' },
    binds: ['unit'],
    applications: ['website', 'app', 'mini-program', 'mail'],
    conditions: [],
    force: 'must',
    severity: 3,
    inherited: 'yes',
    decidedBy: [
      {
        means: 'record',
        what: {
          zh: '现行策略配置：生效日期、变更记录',
          en: 'the configuration in force: since when, and its changes',
        },
      },
      {
        means: 'attestation',
        by: {
          zh: '系统管理人员；附访问控制策略文件，写明有效期',
          en: 'the system administrator, with the access policy and an expiry date',
        },
      },
    ],
    explanation: {
      zh: '应用要设置访问控制策略，写明哪些人可以访问哪些功能。策略要成文，并与系统中的实际配置一致。',
      en: 'The application has an access policy that says who may reach which function. It is written down and agrees with the configuration.',
    },
    advice: {
      zh: '请系统管理人员编写访问控制策略，核对实际配置。请登记生效日期和每次变更。',
      en: 'Have the system administrator write the policy and compare the configuration. Register since when it is in force and each change.',
    },
    companions: ['mlps-basic-2019'],
    readings: [],
  },
  {
    id: 'A19.2-staff-functions',
    title: { zh: '工作人员功能限制接入', en: 'Staff functions are restricted' },
    position: { article: 19, paragraph: 1, sentence: 2, quote: '面向机关事业单位工作人员使用的功能' },
    binds: ['unit'],
    applications: ['website', 'app', 'mini-program'],
    conditions: [],
    force: 'must',
    severity: 2,
    inherited: 'yes',
    decidedBy: [{ means: 'probe', rules: ['staff-entrance'] }],
    explanation: {
      zh: '面向工作人员的功能，要限制接入的IP地址段或设备，两种方式取一种即可。公网上看得到登录页，只是一个事实，登录页后面可能还限制了设备。这种情况记为无法判定，由单位补充说明。',
      en: 'Functions for the staff of units are limited to address ranges or to devices; one of the two is enough. A sign-in page that can be seen from outside is only a fact: devices may be limited behind it. Such a case is undetermined until the unit explains.',
    },
    advice: {
      zh: '请网站运维单位把工作人员入口限制在单位地址段或登记设备之内。已限制设备的，请登记限制方式和设备范围。',
      en: "Have the website operator limit staff entrances to the unit's addresses or registered devices. Where devices are limited, register how and which.",
    },
    companions: [],
    readings: [],
  },
  {
    id: 'A19.3-mail-access',
    title: { zh: '邮箱系统限制接入', en: 'The mail system is restricted' },
    position: { article: 19, paragraph: 1, sentence: 2, quote: '互联网电子邮箱系统' },
    binds: ['unit'],
    applications: ['mail'],
    conditions: [],
    force: 'must',
    severity: 2,
    inherited: 'yes',
    decidedBy: [{ means: 'probe', rules: ['mail-entrance'] }],
    explanation: {
      zh: '互联网电子邮箱系统也要限制接入的IP地址段或设备。网页邮箱、收信（IMAP、POP3）和发信（SMTP）的接入口都在其中。手机邮件客户端也是接入设备。',
      en: 'The Internet mail system too is limited to address ranges or devices. That covers web mail, receiving (IMAP, POP3) and sending (SMTP). A mail program on a phone is a device as well.',
    },
    advice: {
      zh: '请邮件管理人员限制各接入口的地址段或设备，关闭不用的接入口。请登记限制方式。',
      en: 'Have the mail administrator limit addresses or devices at each entrance and close those not used. Register how.',
    },
    companions: [],
    readings: [],
  },
  {
    id: 'A19.4-overseas-whitelist',
    title: { zh: '境外访问用白名单', en: 'Access from abroad goes by whitelist' },
    position: {
      article: 19,
      paragraph: 1,
      sentence: 2,
      quote: '确需境外访问的，按照白名单方式开通特定时段、特定设备或账号的访问权限',
    },
    binds: ['unit'],
    applications: ['website', 'app', 'mini-program', 'mail'],
    conditions: [],
    force: 'must',
    severity: 2,
    inherited: 'yes',
    decidedBy: [
      {
        means: 'record',
        what: {
          zh: '境外访问白名单：账号或设备、时段、批准人、起止日期',
          en: 'the whitelist for access from abroad: account or device, time window, who approved, from when to when',
        },
      },
    ],
    explanation: {
      zh: '确需境外访问的，按白名单开通特定时段、特定设备或账号的权限。香港、澳门、台湾的访问也按境外处理。没有截止日期、没有批准人的，不算白名单。',
      en: 'Where access from abroad is needed, a whitelist opens it for a set time window and for set devices or accounts. Access from Hong Kong, Macau and Taiwan counts as from abroad. An entry without an end or an approver is no whitelist entry.',
    },
    advice: {
      zh: '请系统管理人员登记每条白名单的时段、设备或账号、批准人和截止日期。请收回已到期和未经批准的权限。',
      en: 'Have the system administrator register window, device or account, approver and end of each entry. Withdraw what has expired or was never approved.',
    },
    companions: [],
    readings: [],
  },
  {
    id: 'A20.1-device-logs',
    title: { zh: '留存设备运行日志', en: 'Device logs are kept' },
    position: { article: 20, paragraph: 1, sentence: 1, quote: '防火墙、主机等设备的运行日志' },
    binds: ['unit'],
    applications: ['website', 'app', 'mini-program', 'mail'],
    conditions: [],
    force: 'must',
    severity: 2,
    inherited: 'yes',
    decidedBy: [
      {
        means: 'record',
        what: {
          zh: '日志来源清单：设备名称、接入日期、最近一条日志的时间',
          en: 'the log sources: device, since when, time of the latest entry',
        },
      },
    ],
    explanation: {
      zh: '要留存防火墙、主机等设备的运行日志。在用的每台设备都应有日志来源。部署在上级平台或云上的，由平台提供留存情况。',
      en: "The running logs of firewalls, hosts and other devices are kept. Every device in use is a source. On a superior's platform or a cloud, the platform shows what it keeps.",
    },
    advice: {
      zh: '请网站运维单位把每台设备接入日志留存，核对设备清单。日志有中断的，请查明起止时间和原因。',
      en: 'Have the website operator connect every device and compare the list. Where logs broke off, find out from when to when and why.',
    },
    companions: ['mlps-basic-2019'],
    readings: [],
  },
  {
    id: 'A20.2-access-logs',
    title: { zh: '留存应用访问日志', en: 'Application access logs are kept' },
    position: { article: 20, paragraph: 1, sentence: 1, quote: '应用系统的访问日志' },
    binds: ['unit'],
    applications: ['website', 'app', 'mini-program', 'mail'],
    conditions: [],
    force: 'must',
    severity: 2,
    inherited: 'yes',
    decidedBy: [
      {
        means: 'record',
        what: {
          zh: '访问日志来源：系统名称、接入日期、最近一条日志的时间',
          en: 'the access logs: system, since when, time of the latest entry',
        },
      },
    ],
    explanation: {
      zh: '要留存应用系统的访问日志。包括页面访问、登录和接口调用。经内容分发网络（CDN）的访问，也要有日志。',
      en: 'The access logs of applications are kept: pages, sign-ins and interface calls. Requests that go through a content delivery network (CDN) are logged too.',
    },
    advice: {
      zh: '请网站运维单位把各应用系统的访问日志接入留存，包括内容分发网络的日志。请登记来源和接入日期。',
      en: 'Have the website operator connect the access logs of every application, including those of the CDN. Register source and date.',
    },
    companions: ['mlps-basic-2019'],
    readings: [],
  },
  {
    id: 'A20.3-database-logs',
    title: { zh: '留存数据库操作日志', en: 'Database operation logs are kept' },
    position: { article: 20, paragraph: 1, sentence: 1, quote: '数据库的操作日志' },
    binds: ['unit'],
    applications: ['website', 'app', 'mini-program', 'mail'],
    conditions: [],
    force: 'must',
    severity: 2,
    inherited: 'yes',
    decidedBy: [
      {
        means: 'record',
        what: {
          zh: '数据库日志来源：数据库名称、接入日期、最近一条日志的时间',
          en: 'the database logs: database, since when, time of the latest entry',
        },
      },
    ],
    explanation: {
      zh: '要留存数据库的操作日志。管理员直接操作数据库的记录，也在其中。只有应用访问日志的，不能代替。',
      en: 'The operation logs of databases are kept, including what administrators do in them directly. Application logs do not replace them.',
    },
    advice: {
      zh: '请数据库管理人员开启操作日志，接入留存。请登记来源和接入日期。',
      en: 'Have the database administrator turn on operation logs and connect them. Register source and date.',
    },
    companions: ['mlps-basic-2019'],
    readings: [],
  },
  {
    id: 'A20.4-one-year',
    title: { zh: '日志留存不少于1年', en: 'Logs are kept for at least one year' },
    position: { article: 20, paragraph: 1, sentence: 1, quote: '留存时间不少于1年' },
    binds: ['unit'],
    applications: ['website', 'app', 'mini-program', 'mail'],
    conditions: [],
    force: 'must',
    severity: 2,
    inherited: 'yes',
    decidedBy: [
      {
        means: 'record',
        what: {
          zh: '留存情况：各来源最早一条日志的日期、中断的起止时间、核对日期',
          en: 'what is kept: for each source the oldest entry, gaps from when to when, date of the review',
        },
      },
    ],
    explanation: {
      zh: '三类日志的留存时间不少于1年。看最早一条的日期，也看中间有没有中断。系统运行不满1年的，从开始运行起没有中断，目前即为符合，并写明日期。',
      en: 'All three kinds of log are kept for at least one year. What counts is the date of the oldest entry and that there are no gaps. A system younger than a year meets the item so far if nothing is missing since it began, with the date.',
    },
    advice: {
      zh: '请网站运维单位把留存时间设为1年以上，停止提前清理。请登记各来源的最早日期和中断情况。',
      en: 'Have the website operator set the retention to more than a year and stop earlier deletion. Register the oldest entry and the gaps of each source.',
    },
    companions: [],
    readings: [],
  },
  {
    id: 'A20.5-log-backup',
    title: { zh: '定期备份日志', en: 'Logs are backed up regularly' },
    position: { article: 20, paragraph: 1, sentence: 1, quote: '定期对日志进行备份' },
    binds: ['unit'],
    applications: ['website', 'app', 'mini-program', 'mail'],
    conditions: [],
    force: 'must',
    severity: 3,
    inherited: 'yes',
    decidedBy: [
      {
        means: 'record',
        what: {
          zh: '日志备份记录：日期、范围、存放地点、结果',
          en: 'the back-ups of logs: date, scope, place, result',
        },
      },
    ],
    explanation: {
      zh: '要定期对日志进行备份。条文没有规定间隔，由单位自定。备份与原日志放在同一台设备上的，起不到备份的作用。',
      en: 'Logs are backed up regularly. The text gives no interval; the unit sets one. A back-up on the same device as the logs is of no use.',
    },
    advice: {
      zh: '请网站运维单位按自定的间隔备份日志，存放到另一台设备。请登记每次备份的结果。',
      en: "Have the website operator back up the logs at the unit's interval, to another device. Register each result.",
    },
    companions: [],
    readings: [],
  },
  {
    id: 'A20.6-log-integrity',
    title: { zh: '日志完整、可用', en: 'Logs are complete and usable' },
    position: { article: 20, paragraph: 1, sentence: 1, quote: '确保日志的完整性、可用性' },
    binds: ['unit'],
    applications: ['website', 'app', 'mini-program', 'mail'],
    conditions: [],
    force: 'must',
    severity: 3,
    inherited: 'yes',
    decidedBy: [
      {
        means: 'record',
        what: {
          zh: '日志完整性核验和恢复演练记录：日期、方法、结果',
          en: 'verification and restore drills of the logs: date, method, result',
        },
      },
    ],
    explanation: {
      zh: '要确保日志的完整性、可用性。完整是没有被改动、没有缺失，可用是查得到、恢复得出。以核验记录和恢复演练记录为准。',
      en: 'The logs are complete and usable. Complete: nothing changed or missing; usable: they can be searched and restored. Records of verification and restore drills show it.',
    },
    advice: {
      zh: '请网站运维单位定期核验日志是否被改动，并试着恢复一次备份。请登记日期和结果。',
      en: 'Have the website operator verify from time to time that nothing was changed, and restore a back-up for trial. Register date and result.',
    },
    companions: ['mlps-basic-2019'],
    readings: [],
  },
  {
    id: 'A21.1-data-classified',
    title: { zh: '数据分类分级管理', en: 'Data is classified and graded' },
    position: { article: 21, paragraph: 1, sentence: 1, quote: '对互联网政务应用数据进行分类分级管理' },
    binds: ['unit'],
    applications: ['website', 'app', 'mini-program', 'account', 'mail', 'column'],
    conditions: [],
    force: 'must',
    severity: 2,
    inherited: 'partly',
    decidedBy: [
      {
        means: 'record',
        what: {
          zh: '数据分类分级清单：数据名称、类别、级别、存放位置、核定日期',
          en: 'the data register: name, class, grade, where it lies, date of approval',
        },
      },
    ],
    explanation: {
      zh: '要按国家和行业领域的要求，对应用数据分类分级。先列清有哪些数据，再定类别和级别。清单应与系统中实有的数据一致。',
      en: "The application's data is classified and graded under the rules of the state and the sector. First the data is listed, then class and grade are set. The list agrees with what the systems really hold.",
    },
    advice: {
      zh: '请业务部门列出应用中的数据，按国家标准和行业要求定级。请本单位办公室登记核定日期，数据变化后更新。',
      en: 'Have the service department list the data and grade it by national standards and sector rules. Have the office register the date and update the list when the data changes.',
    },
    companions: ['data-grading-2024', 'data-security-law'],
    readings: [],
  },
  {
    id: 'A21.2-important-data',
    title: { zh: '重点保护重要数据', en: 'Important data has special protection' },
    position: { article: 21, paragraph: 1, sentence: 1, quote: '对重要数据、个人信息、商业秘密进行重点保护' },
    binds: ['unit'],
    applications: ['website', 'app', 'mini-program', 'account', 'mail', 'column'],
    conditions: ['holds-important-data'],
    force: 'must',
    severity: 2,
    inherited: 'partly',
    decidedBy: [
      {
        means: 'record',
        what: {
          zh: '重要数据目录和保护措施：数据名称、认定依据、措施、日期',
          en: 'the important data and its protection: name, ground, measures, date',
        },
      },
      {
        means: 'attestation',
        by: {
          zh: '数据安全负责人；说明重要数据的保护措施，写明有效期',
          en: 'the person in charge of data security, on the protection of important data, with an expiry date',
        },
      },
    ],
    explanation: {
      zh: '存有重要数据的，要重点保护。是否属于重要数据，以主管部门的目录和认定为准。只影响本单位或公民个人的数据，一般不作为重要数据。',
      en: "Important data has special protection. Whether data is important is decided by the authority's catalogue. Data that touches only the organisation itself or single citizens is as a rule not important data.",
    },
    advice: {
      zh: '请数据安全负责人登记重要数据的认定依据和保护措施。请网站运维单位落实加密、访问限制和备份。',
      en: 'Have the person in charge of data security register ground and measures. Have the website operator see to encryption, restricted access and back-up.',
    },
    companions: ['data-grading-2024', 'data-security-law'],
    readings: [],
  },
  {
    id: 'A21.3-personal-information',
    title: { zh: '重点保护个人信息', en: 'Personal information has special protection' },
    position: { article: 21, paragraph: 1, sentence: 1, quote: '个人信息' },
    binds: ['unit'],
    applications: ['website', 'app', 'mini-program', 'account', 'mail', 'column'],
    conditions: ['holds-personal-data'],
    force: 'must',
    severity: 2,
    inherited: 'partly',
    decidedBy: [
      { means: 'probe', rules: ['personal-numbers'] },
      {
        means: 'record',
        what: {
          zh: '个人信息清单：种类、数量、存放位置、保护措施、核定日期',
          en: 'the personal information: kinds, amount, where it lies, measures, date',
        },
      },
    ],
    explanation: {
      zh: '存有个人信息的，要重点保护。公开页面或附件中出现完整的身份证号、手机号、银行卡号，说明没有保护到位。检测核对号码的校验位，只显示遮盖后的号码。',
      en: 'Personal information has special protection. Full identity, mobile or bank card numbers in public pages or attachments show that protection is missing. The check verifies check digits and shows the numbers masked.',
    },
    advice: {
      zh: '请网站运维单位立即遮盖或撤下含有完整号码的页面和附件。请信息发布人员检查同类栏目，公示时只保留必要的几位。',
      en: 'Have the website operator mask or take down pages and attachments with full numbers at once. Have those who publish look through similar columns and show only the digits that are needed.',
    },
    companions: [
      'personal-information-law',
      'sensitive-information-2025',
      'personal-information-2020',
      'identity-number-1999',
    ],
    readings: [],
  },
  {
    id: 'A21.4-trade-secrets',
    title: { zh: '重点保护商业秘密', en: 'Trade secrets have special protection' },
    position: { article: 21, paragraph: 1, sentence: 1, quote: '商业秘密' },
    binds: ['unit'],
    applications: ['website', 'app', 'mini-program', 'account', 'mail', 'column'],
    conditions: ['holds-trade-secrets'],
    force: 'must',
    severity: 3,
    inherited: 'partly',
    decidedBy: [
      {
        means: 'record',
        what: {
          zh: '商业秘密清单：来源企业、材料名称、存放位置、保护措施',
          en: 'the trade secrets: firm, papers, where they lie, measures',
        },
      },
      {
        means: 'attestation',
        by: {
          zh: '业务部门负责人；说明接触人员的范围和保护措施，写明有效期',
          en: 'the head of the service department, on who has access and what protects it, with an expiry date',
        },
      },
    ],
    explanation: {
      zh: '存有企业商业秘密的，要重点保护。企业申报时提交的工艺、报价、客户资料等，都可能是商业秘密。公开前应听取企业意见。',
      en: "Firms' trade secrets have special protection. Processes, prices or customer data in an application may be one. Ask the firm before anything is made public.",
    },
    advice: {
      zh: '请业务部门登记含商业秘密的材料，限定接触人员。请在公开办事结果前删去有关内容。',
      en: 'Have the service department register papers with trade secrets and limit who sees them. Delete such content before results are published.',
    },
    companions: ['data-security-law'],
    readings: [],
  },
  {
    id: 'A22.1-consent',
    title: { zh: '未经同意不得提供或公开', en: 'No sharing or publishing without consent' },
    position: { article: 22, paragraph: 1, sentence: 1, quote: '未经信息提供方同意不得向第三方提供或公开' },
    binds: ['unit'],
    applications: ['website', 'app', 'mini-program', 'account', 'mail', 'column'],
    conditions: ['collects-data'],
    force: 'must-not',
    severity: 2,
    inherited: 'no',
    decidedBy: [
      { means: 'probe', rules: ['form-notice'] },
      {
        means: 'record',
        what: {
          zh: '对外提供记录：接收方、内容、同意凭证或法律依据（文件和条款）、日期',
          en: 'the record of each share: receiver, content, consent or legal ground with its article, date',
        },
      },
    ],
    explanation: {
      zh: '收集的个人信息、商业秘密等未公开资料，未经提供方同意，不得向第三方提供或公开。提供方可以是个人，也可以是企业。机关之间依法共享的是否属于向第三方提供，有两种理解（R5），都要登记法律依据。收集信息的表单，应写明用途和提供范围。',
      en: 'Personal information, trade secrets and other unpublished material that was collected may not be given to a third party or published without the consent of whoever gave it: a person or a firm. Whether lawful sharing between organs is giving to a third party can be read in two ways (R5); the legal ground is registered in either case. A form that collects information says what for and who receives it.',
    },
    advice: {
      zh: '请网站运维单位在表单上写明收集目的、使用范围和征得同意的方式。请业务部门为每次对外提供登记同意凭证或法律依据。',
      en: 'Have the website operator state purpose, scope and consent on the form. Have the service department register consent or legal ground for each share.',
    },
    companions: ['personal-information-law', 'data-sharing-regulation'],
    readings: ['R5'],
  },
  {
    id: 'A22.2-purpose',
    title: { zh: '只用于法定职责', en: 'Use is limited to statutory duties' },
    position: { article: 22, paragraph: 1, sentence: 1, quote: '不得用于履行法定职责以外的目的' },
    binds: ['unit'],
    applications: ['website', 'app', 'mini-program', 'account', 'mail', 'column'],
    conditions: ['collects-data'],
    force: 'must-not',
    severity: 2,
    inherited: 'no',
    decidedBy: [
      {
        means: 'record',
        what: {
          zh: '用途登记：用途、对应的法定职责、依据条款、日期',
          en: 'the purposes: use, the statutory duty it serves, article, date',
        },
      },
    ],
    explanation: {
      zh: '收集的资料不得用于履行法定职责以外的目的。每种用途都要写明对应的法定职责和依据条款。换一种用途，要重新登记。',
      en: "What was collected may not be used for purposes outside the unit's statutory duties. Each use names the duty and the article behind it. A new use is registered anew.",
    },
    advice: {
      zh: '请业务部门登记每种用途对应的法定职责和条款。请停止没有依据的使用。',
      en: 'Have the service department register duty and article for each use. Stop uses that have no ground.',
    },
    companions: ['personal-information-law'],
    readings: [],
  },
  {
    id: 'A23.1-data-centre',
    title: { zh: '数据中心设在境内', en: 'The data centre is in the mainland' },
    position: { article: 23, paragraph: 1, sentence: 1, quote: '数据中心' },
    binds: ['unit'],
    applications: ['website', 'app', 'mini-program', 'account', 'mail', 'column'],
    conditions: [],
    force: 'must',
    severity: 1,
    inherited: 'yes',
    decidedBy: [
      { means: 'probe', rules: ['site-place'] },
      {
        means: 'record',
        what: {
          zh: '数据中心：服务方、机房地址、合同编号、期限',
          en: 'the data centre: provider, address, contract number, term',
        },
      },
    ],
    explanation: {
      zh: '为应用提供服务的数据中心要设在境内。香港、澳门、台湾不在这里所说的境内。检测对每个地址查两个来源，一致才下结论，不一致的记为无法判定。',
      en: 'The data centre that serves the application is in the mainland. Hong Kong, Macau and Taiwan are not the mainland in this sense. The check asks two sources for each address; only if they agree is there a conclusion.',
    },
    advice: {
      zh: '请云服务商说明机房所在地，把境外的数据迁回境内。请本单位办公室登记合同和机房地址。',
      en: 'Have the cloud provider state where the machine rooms are and move data back to the mainland. Have the office register contract and address.',
    },
    companions: [],
    readings: [],
  },
  {
    id: 'A23.2-cloud-place',
    title: { zh: '云平台等设在境内', en: 'Cloud services are in the mainland' },
    position: { article: 23, paragraph: 1, sentence: 1, quote: '云计算服务平台等应当设在境内' },
    binds: ['unit'],
    applications: ['website', 'app', 'mini-program', 'account', 'mail', 'column'],
    conditions: ['uses-cloud'],
    force: 'must',
    severity: 1,
    inherited: 'yes',
    decidedBy: [
      { means: 'probe', rules: ['third-party-place'] },
      {
        means: 'record',
        what: {
          zh: '第三方服务清单：服务名称、提供方、机房所在地、合同编号',
          en: 'the third-party services: name, provider, place of the machine room, contract number',
        },
      },
    ],
    explanation: {
      zh: '为应用提供服务的云计算服务平台等也要设在境内。小程序后台，以及视频、地图、表单、统计等服务都算。检测列出页面调用的第三方主机和所在地。',
      en: 'Cloud platforms and the like that serve the application are in the mainland too. That includes the back ends of mini programs and services for video, maps, forms or statistics. The check lists the third-party hosts that the pages call, with their place.',
    },
    advice: {
      zh: '请网站运维单位停用设在境外的第三方服务，换用境内服务。请登记每项服务的提供方和所在地。',
      en: 'Have the website operator stop services from outside the mainland and use others. Register provider and place of each.',
    },
    companions: [],
    readings: [],
  },
  {
    id: 'A24.1-assessed-cloud',
    title: { zh: '选用经国家评估的云平台', en: 'The cloud platform was assessed by the state' },
    position: { article: 24, paragraph: 1, sentence: 1, quote: '应当选取通过国家云计算服务安全评估的云平台' },
    binds: ['organ'],
    applications: ['website', 'app', 'mini-program', 'mail'],
    conditions: ['uses-cloud'],
    force: 'must',
    severity: 2,
    inherited: 'yes',
    decidedBy: [
      {
        means: 'record',
        what: {
          zh: '云平台名称、所在评估名单的发布日期、采购合同编号和期限',
          en: 'the cloud platform, date of the list that names it, contract number and term',
        },
      },
    ],
    explanation: {
      zh: '党政机关采购云计算服务，要选取经国家云计算服务安全评估的云平台。以主管部门公布的名单为准，登记时写明名单的日期。这一项只约束党政机关。',
      en: "An organ that buys cloud services chooses a platform that went through the state's security assessment of cloud services. The authority's published list decides; register its date. The item binds organs only.",
    },
    advice: {
      zh: '请本单位办公室核对云平台是否在最新名单中，登记名单日期和合同。不在名单中的，请在合同到期前安排迁移。',
      en: 'Have the office look the platform up in the latest list and register its date and the contract. If it is not there, plan the move before the contract ends.',
    },
    companions: ['cloud-assessment-measures'],
    readings: [],
  },
  {
    id: 'A24.2-cloud-use',
    title: { zh: '加强云服务的使用管理', en: 'The use of the cloud is managed' },
    position: { article: 24, paragraph: 1, sentence: 1, quote: '加强对所采购云计算服务的使用管理' },
    binds: ['organ'],
    applications: ['website', 'app', 'mini-program', 'mail'],
    conditions: ['uses-cloud'],
    force: 'must',
    severity: 3,
    inherited: 'partly',
    decidedBy: [
      {
        means: 'attestation',
        by: {
          zh: '分管负责人；说明对账号、权限、数据和退出安排的管理，写明有效期',
          en: 'the responsible leader, on how accounts, rights, data and exit are managed, with an expiry date',
        },
      },
    ],
    explanation: {
      zh: '采购云计算服务后，要加强使用管理。包括云上账号和权限、数据的存放和备份、服务到期后的退出。这一项只约束党政机关。',
      en: 'The use of bought cloud services is managed: accounts and rights, where data lies and how it is backed up, and the exit at the end. The item binds organs only.',
    },
    advice: {
      zh: '请分管负责人明确云服务的管理人员和管理要求，签署情况说明。请云服务商提供账号和权限清单供核对。',
      en: 'Have the responsible leader name who manages the cloud service and how, and sign a statement. Have the cloud provider supply the list of accounts and rights.',
    },
    companions: ['cloud-assessment-measures'],
    readings: [],
  },
];
