import type { Obligation } from '@zhengdun/contract';

/** Obligations of 第四章 网络和数据安全, Articles 25 to 30. Severities are ours: the Regulation has none. */
export const CHAPTER_4_ARTICLES_25_TO_30: readonly Obligation[] = [
  {
    id: 'A25.1-contract-duties',
    title: { zh: '合同写明外包单位责任', en: "The contract states the contractor's duties" },
    position: {
      article: 25,
      paragraph: 1,
      sentence: 1,
      quote: '应当以合同等手段明确外包单位网络和数据安全责任',
    },
    binds: ['unit'],
    applications: ['website', 'app', 'mini-program', 'account', 'mail'],
    conditions: ['outsourced'],
    force: 'must',
    severity: 2,
    inherited: 'partly',
    decidedBy: [
      {
        means: 'record',
        what: {
          zh: '外包合同：编号、期限，网络和数据安全责任条款、事件告知条款所在的页码',
          en: 'the contract: number, term, pages with the clauses on security duties and on reporting incidents',
        },
      },
    ],
    explanation: {
      zh: '开发或运维外包的，要以合同等手段明确外包单位的网络和数据安全责任。两种责任都要写，不能只写保密。事件报告的配套规定还要求写明，外包单位发现事件要告知本单位。',
      en: "Where development or operation is outsourced, a contract or the like states the contractor's duties for network and for data security; confidentiality alone is not enough. The companion rule on incidents also asks for a clause that the contractor reports incidents to the unit.",
    },
    advice: {
      zh: '请本单位办公室核对现行合同，缺少条款的签订补充协议。请登记合同编号和条款所在的页码。',
      en: 'Have the office go through the contracts and add what is missing by a supplement. Register contract number and pages.',
    },
    companions: ['incident-report-2025'],
    readings: [],
  },
  {
    id: 'A25.2-supervise',
    title: { zh: '监督考核外包单位', en: 'Contractors are supervised and appraised' },
    position: { article: 25, paragraph: 1, sentence: 1, quote: '加强日常监督管理和考核问责' },
    binds: ['unit'],
    applications: ['website', 'app', 'mini-program', 'account', 'mail'],
    conditions: ['outsourced'],
    force: 'must',
    severity: 3,
    inherited: 'partly',
    decidedBy: [
      {
        means: 'record',
        what: {
          zh: '监督检查和考核记录：日期、内容、结果、处理',
          en: 'checks and appraisals: date, content, result, consequence',
        },
      },
    ],
    explanation: {
      zh: '对外包单位要加强日常监督管理和考核问责。监督要有检查记录，考核要有结果，问题要有处理。',
      en: 'Contractors are supervised day by day, appraised and held to account. There are records of checks, results of appraisals and consequences of problems.',
    },
    advice: {
      zh: '请本单位办公室定期检查外包单位，登记结果。请按合同约定考核，处理发现的问题。',
      en: 'Have the office check the contractor regularly and register the result. Appraise as the contract says and follow up problems.',
    },
    companions: [],
    readings: [],
  },
  {
    id: 'A25.3-data-as-agreed',
    title: { zh: '督促按约定处理数据', en: 'Data is handled as agreed' },
    position: {
      article: 25,
      paragraph: 1,
      sentence: 1,
      quote: '督促外包单位严格按照约定使用、存储、处理数据',
    },
    binds: ['unit'],
    applications: ['website', 'app', 'mini-program', 'account', 'mail'],
    conditions: ['outsourced'],
    force: 'must',
    severity: 3,
    inherited: 'partly',
    decidedBy: [
      {
        means: 'record',
        what: {
          zh: '数据约定的检查记录：数据范围、用途、存储位置、检查日期、结果',
          en: 'checks of the data terms: scope, use, place, date, result',
        },
      },
      {
        means: 'attestation',
        by: {
          zh: '外包单位负责人；声明按约定使用、存储、处理数据，写明有效期',
          en: "the contractor's head, that data is used, stored and handled as agreed, with an expiry date",
        },
      },
    ],
    explanation: {
      zh: '要督促外包单位严格按照约定使用、存储、处理数据。约定要写明数据范围、用途和存储位置。单位要实际检查，不能只靠外包单位声明。',
      en: 'The unit sees to it that the contractor uses, stores and handles data strictly as agreed. The terms name scope, use and place. The unit really looks and does not rely on a declaration alone.',
    },
    advice: {
      zh: '请本单位办公室检查外包单位手中的数据，登记结果。请外包单位负责人签署声明。',
      en: "Have the office look at the data in the contractor's hands and register the result. Have the contractor's head sign a declaration.",
    },
    companions: [],
    readings: [],
  },
  {
    id: 'A25.4-no-subcontract',
    title: { zh: '未经同意不得转包分包', en: 'No sub-contracting without consent' },
    position: { article: 25, paragraph: 1, sentence: 2, quote: '外包单位不得转包、分包合同任务' },
    binds: ['contractor'],
    applications: ['website', 'app', 'mini-program', 'account', 'mail'],
    conditions: ['outsourced'],
    force: 'must-not',
    severity: 2,
    inherited: 'partly',
    decidedBy: [
      {
        means: 'record',
        what: {
          zh: '转包、分包的书面同意：内容、承接单位、日期',
          en: 'written consent to any sub-contract: content, to whom, date',
        },
      },
      {
        means: 'attestation',
        by: {
          zh: '外包单位负责人；声明没有未经同意的转包、分包，写明有效期',
          en: "the contractor's head, that nothing was sub-contracted without consent, with an expiry date",
        },
      },
    ],
    explanation: {
      zh: '未经委托单位同意，外包单位不得转包、分包合同任务。这一项约束外包单位，由委托单位负责。核对时看实际做事的人员属于哪个单位。',
      en: "A contractor may not pass on or divide the task without the unit's consent. The item binds the contractor; the commissioning unit answers. Look at who employs the people that really do the work.",
    },
    advice: {
      zh: '请本单位办公室核对实际人员和承接单位，登记已同意的分包。请外包单位负责人签署声明。',
      en: "Have the office look at who really does the work and register the sub-contracts it agreed to. Have the contractor's head sign a declaration.",
    },
    companions: [],
    readings: [],
  },
  {
    id: 'A25.5-no-data-act',
    title: { zh: '未经同意不得处置数据', en: 'No act on data without consent' },
    position: { article: 25, paragraph: 1, sentence: 2, quote: '不得访问、修改、披露、利用、转让、销毁数据' },
    binds: ['contractor'],
    applications: ['website', 'app', 'mini-program', 'account', 'mail'],
    conditions: ['outsourced'],
    force: 'must-not',
    severity: 1,
    inherited: 'partly',
    decidedBy: [
      {
        means: 'record',
        what: {
          zh: '数据操作的授权记录和对应的操作日志：人员、内容、期限、同意人',
          en: 'grants for data with the matching logs: person, content, term, who agreed',
        },
      },
    ],
    explanation: {
      zh: '未经委托单位同意，外包单位不得访问、修改、披露、利用、转让、销毁数据。同意要写明人员、数据范围和期限。操作日志中没有对应授权的操作，就是问题。',
      en: "Without the unit's consent a contractor may not access, change, disclose, use, transfer or destroy data. The consent names person, data and term. An act in the logs without a grant is a finding.",
    },
    advice: {
      zh: '请系统管理人员登记每次授权，并与操作日志核对。请立即停用没有授权的账号，查明原因。',
      en: 'Have the system administrator register each grant and compare it with the logs. Stop accounts without a grant at once and find out why.',
    },
    companions: [],
    readings: [],
  },
  {
    id: 'A25.6-authorisation',
    title: { zh: '建立授权访问机制', en: 'Access is granted under strict rules' },
    position: { article: 25, paragraph: 2, sentence: 1, quote: '应当建立严格的授权访问机制' },
    binds: ['unit'],
    applications: ['website', 'app', 'mini-program', 'mail'],
    conditions: [],
    force: 'must',
    severity: 2,
    inherited: 'partly',
    decidedBy: [
      {
        means: 'record',
        what: {
          zh: '授权台账：系统、账号、使用人、权限、批准人、起止日期',
          en: 'the grants: system, account, person, rights, who approved, from when to when',
        },
      },
    ],
    explanation: {
      zh: '要建立严格的授权访问机制。访问先申请、再批准，有期限，可收回。每个账号都应找得到使用人和批准人。',
      en: 'Access goes by strict rules: requested, approved, for a term, and revocable. Every account has a person who uses it and one who approved it.',
    },
    advice: {
      zh: '请系统管理人员建立授权台账，逐个核对账号。请停用找不到使用人的账号。',
      en: 'Have the system administrator keep the list of grants and go through the accounts. Stop accounts without a person.',
    },
    companions: ['mlps-basic-2019'],
    readings: [],
  },
  {
    id: 'A25.7-top-admin-own-staff',
    title: { zh: '最高管理员由本单位在编人员担任', en: "Top administrators are the unit's own staff" },
    position: {
      article: 25,
      paragraph: 2,
      sentence: 1,
      quote: '操作系统、数据库、机房等最高管理员权限必须由本单位在编人员专人负责',
    },
    binds: ['unit'],
    applications: ['website', 'app', 'mini-program', 'mail'],
    conditions: ['own-systems'],
    force: 'must',
    severity: 1,
    inherited: 'yes',
    decidedBy: [
      {
        means: 'record',
        what: {
          zh: '最高管理员登记：系统、账号、姓名、编制所在单位、任职文件的文号和日期',
          en: 'the top administrators: system, account, name, unit whose staff they are on, number and date of the appointment',
        },
      },
    ],
    explanation: {
      zh: '操作系统、数据库、机房等最高管理员权限，必须由本单位在编人员专人负责。本单位在编、专人负责，两个条件都要满足。编制不在本单位的借调人员不算，外包人员不算。由上级平台承载的系统，由平台所属单位负责。',
      en: "The highest administrator rights of operating systems, databases, machine rooms and the like are held by designated persons on this unit's own permanent staff. Both count: this unit's staff, and a designated person. Persons seconded from elsewhere and contractors do not count. For a system on a superior's platform, that platform's unit answers.",
    },
    advice: {
      zh: '请分管负责人指定本单位在编人员担任最高管理员，登记任职文件。请立即收回外包人员手中的最高权限，更换口令。',
      en: "Have the responsible leader appoint persons of the unit's own staff and register the paper. Take the highest rights back from contractors at once and change the passwords.",
    },
    companions: [],
    readings: [],
  },
  {
    id: 'A25.8-least-privilege',
    title: { zh: '外包人员最小必要授权', en: 'Contractors get the least rights needed' },
    position: {
      article: 25,
      paragraph: 2,
      sentence: 1,
      quote: '应当按照最小必要原则对外包单位人员进行精细化授权',
    },
    binds: ['unit'],
    applications: ['website', 'app', 'mini-program', 'mail'],
    conditions: ['outsourced'],
    force: 'must',
    severity: 2,
    inherited: 'partly',
    decidedBy: [
      {
        means: 'record',
        what: {
          zh: '外包人员授权：姓名、系统、权限范围、理由、起止日期',
          en: "the contractors' grants: name, system, scope, reason, from when to when",
        },
      },
    ],
    explanation: {
      zh: '对外包单位人员，要按最小必要原则进行精细化授权。授权落实到人、到系统、到功能。多人共用一个账号的，做不到精细化。',
      en: "Contractors' people get fine-grained rights, as few as needed: by person, by system, by function. A shared account is not fine-grained.",
    },
    advice: {
      zh: '请系统管理人员逐人核对权限，收回用不到的部分。请为每名外包人员设立单独账号。',
      en: 'Have the system administrator go through the rights person by person and take back what is not needed. Give each person an account of their own.',
    },
    companions: ['mlps-basic-2019'],
    readings: [],
  },
  {
    id: 'A25.9-revoke',
    title: { zh: '授权期满及时收回', en: 'Rights are withdrawn when grants end' },
    position: { article: 25, paragraph: 2, sentence: 1, quote: '在授权期满后及时收回权限' },
    binds: ['unit'],
    applications: ['website', 'app', 'mini-program', 'mail'],
    conditions: ['outsourced'],
    force: 'must',
    severity: 2,
    inherited: 'partly',
    decidedBy: [
      {
        means: 'record',
        what: {
          zh: '权限收回记录：人员、系统、到期日期、收回日期、核对结果',
          en: 'the revocations: person, system, end of the grant, day it was withdrawn, result of the check',
        },
      },
    ],
    explanation: {
      zh: '授权期满后，要及时收回权限。人员离场、合同终止也要收回。以账号已不能登录为准，只在台账上注销的不算。',
      en: 'Rights are withdrawn in time when a grant ends, and also when a person leaves or a contract ends. What counts is that the account can no longer sign in, not that the list says so.',
    },
    advice: {
      zh: '请系统管理人员在到期当日停用账号，核对能否登录。请登记收回日期。',
      en: 'Have the system administrator stop the account on the day the grant ends and try whether it still works. Register the date.',
    },
    companions: [],
    readings: [],
  },
  {
    id: 'A26.1-data-backup',
    title: { zh: '重要数据容灾备份', en: 'Important data is backed up for disasters' },
    position: { article: 26, paragraph: 1, sentence: 1, quote: '互联网政务应用重要数据' },
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
          zh: '数据备份和恢复演练：备份日期、范围、存放地点，演练日期、结果、用时',
          en: 'back-ups and restore drills of data: date, scope, place; date, result and time taken of the drill',
        },
      },
    ],
    explanation: {
      zh: '要合理建设或利用社会化专业灾备设施，对应用的重要数据进行容灾备份。容灾是指一处受损，另一处仍能恢复。没有恢复演练的，不能证明备份可用。',
      en: "The unit builds, or uses professional, disaster-recovery facilities and backs up the application's important data. Disaster back-up means that when one place is lost, another can restore. Without a restore drill nothing shows that it works.",
    },
    advice: {
      zh: '请网站运维单位按计划备份重要数据，存放到另一处地点。请至少演练恢复一次，登记结果和用时。',
      en: 'Have the website operator back up important data as planned, to another place. Restore it at least once for trial and register result and time.',
    },
    companions: ['mlps-basic-2019'],
    readings: [],
  },
  {
    id: 'A26.2-system-backup',
    title: { zh: '信息系统容灾备份', en: 'Systems are backed up for disasters' },
    position: { article: 26, paragraph: 1, sentence: 1, quote: '信息系统等进行容灾备份' },
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
          zh: '系统容灾演练：日期、范围、恢复用时、结果',
          en: 'disaster drills of the systems: date, scope, time to restore, result',
        },
      },
    ],
    explanation: {
      zh: '对信息系统等也要进行容灾备份。系统备份包括程序、配置和证书，不只是数据。以容灾演练记录为准。',
      en: 'Information systems too are backed up for disasters: programs, configuration and certificates, not data alone. The record of a drill shows it.',
    },
    advice: {
      zh: '请网站运维单位备份程序和配置，演练一次整体恢复。请登记演练日期、用时和结果。',
      en: 'Have the website operator back up programs and configuration and rehearse a full restore. Register date, time taken and result.',
    },
    companions: ['mlps-basic-2019'],
    readings: [],
  },
  {
    id: 'A27.1-development',
    title: { zh: '加强开发安全管理', en: 'Development is managed for security' },
    position: { article: 27, paragraph: 1, sentence: 1, quote: '应当加强互联网政务应用开发安全管理' },
    binds: ['unit'],
    applications: ['website', 'app', 'mini-program', 'mail'],
    conditions: ['develops'],
    force: 'must',
    severity: 3,
    inherited: 'partly',
    decidedBy: [
      {
        means: 'record',
        what: {
          zh: '开发安全活动记录：需求、设计、编码、测试各阶段的安全检查日期和结果',
          en: 'security checks in requirements, design, coding and testing: date and result',
        },
      },
      {
        means: 'attestation',
        by: {
          zh: '开发项目负责人；附开发安全管理要求，写明有效期',
          en: 'the head of the development project, with the rules on secure development and an expiry date',
        },
      },
    ],
    explanation: {
      zh: '要加强应用开发的安全管理，自行开发和委托开发都在其中。需求、设计、编码、测试各阶段都应有安全检查。',
      en: 'The development of applications is managed for security, whether by the unit itself or by commission. Each stage from requirements to testing has its security check.',
    },
    advice: {
      zh: '请开发项目负责人制定开发安全管理要求，签署情况说明。请登记各阶段的安全检查结果。',
      en: 'Have the head of the project write the rules and sign a statement. Register the checks of each stage.',
    },
    companions: [],
    readings: [],
  },
  {
    id: 'A27.2-external-code',
    title: { zh: '外部代码经过安全检测', en: 'External code is tested' },
    position: { article: 27, paragraph: 1, sentence: 1, quote: '使用外部代码应当经过安全检测' },
    binds: ['unit'],
    applications: ['website', 'app', 'mini-program', 'mail'],
    conditions: ['develops'],
    force: 'must',
    severity: 2,
    inherited: 'partly',
    decidedBy: [
      {
        means: 'record',
        what: {
          zh: '每次发布的组件清单（SBOM）和安全检测报告：版本、工具、日期、结果',
          en: 'for each release the list of components (SBOM) and the scan: version, tool, date, result',
        },
      },
    ],
    explanation: {
      zh: '使用外部代码应当经过安全检测。开源组件、第三方脚本、外包单位交付的代码都是外部代码。每次发布都要有组件清单和检测结果。',
      en: 'External code is tested for security before use. Open-source components, third-party scripts and code delivered by contractors are external code. Each release has its list of components and its test.',
    },
    advice: {
      zh: '请网站运维单位为每次发布生成组件清单，检测后再上线。请更换有公开漏洞的组件。',
      en: 'Have the website operator make the list of components for each release and test before launch. Replace components with known flaws.',
    },
    companions: [],
    readings: [],
  },
  {
    id: 'A27.3-continuity-plan',
    title: { zh: '建立业务连续性计划', en: 'A business continuity plan exists' },
    position: { article: 27, paragraph: 1, sentence: 2, quote: '建立业务连续性计划' },
    binds: ['unit'],
    applications: ['website', 'app', 'mini-program', 'mail'],
    conditions: [],
    force: 'must',
    severity: 3,
    inherited: 'partly',
    decidedBy: [
      {
        means: 'attestation',
        by: {
          zh: '分管负责人；附业务连续性计划（文号、日期），每年更新',
          en: 'the responsible leader, with the business continuity plan (number, date), renewed every year',
        },
      },
    ],
    explanation: {
      zh: '要建立业务连续性计划，防范供应商服务变更等带来的风险。计划写明供应商停止服务、更换、涨价时怎么办。升级改造和运维保障都要考虑到。',
      en: 'A business continuity plan guards against risks such as a supplier changing its service. It says what happens when a supplier stops, changes or raises its price, for upgrades and for operation.',
    },
    advice: {
      zh: '请分管负责人组织制定业务连续性计划，每年更新。请本单位办公室登记供应商和备选方案。',
      en: 'Have the responsible leader see to the plan and renew it every year. Have the office register suppliers and alternatives.',
    },
    companions: [],
    readings: [],
  },
  {
    id: 'A28.1-cdn-clause',
    title: { zh: '要求CDN指向境内节点', en: 'The CDN contract asks for mainland nodes' },
    position: {
      article: 28,
      paragraph: 1,
      sentence: 1,
      quote: '应当要求服务商将境内用户的域名解析地址指向其境内节点',
    },
    binds: ['unit'],
    applications: ['website', 'app', 'mini-program', 'column'],
    conditions: ['uses-cdn'],
    force: 'must',
    severity: 3,
    inherited: 'yes',
    decidedBy: [
      {
        means: 'record',
        what: {
          zh: 'CDN服务合同：编号、期限、境内节点条款所在的页码',
          en: 'the CDN contract: number, term, page with the clause on mainland nodes',
        },
      },
    ],
    explanation: {
      zh: '使用内容分发网络（CDN）的，要要求服务商把境内用户的解析指向境内节点。要求应写入合同或服务协议。由上级平台统一采购的，登记平台的合同。',
      en: "A unit that uses a content delivery network (CDN) requires the provider to resolve mainland users to mainland nodes. The requirement stands in the contract. Where a superior's platform buys it, register that contract.",
    },
    advice: {
      zh: '请本单位办公室在合同或补充协议中写明境内节点要求，登记页码。',
      en: 'Have the office put the requirement into the contract or a supplement and register the page.',
    },
    companions: [],
    readings: [],
  },
  {
    id: 'A28.2-cdn-nodes',
    title: { zh: 'CDN不得指向境外节点', en: 'The CDN sends nobody to nodes abroad' },
    position: { article: 28, paragraph: 1, sentence: 1, quote: '不得指向境外节点' },
    binds: ['unit'],
    applications: ['website', 'app', 'mini-program', 'column'],
    conditions: ['uses-cdn'],
    force: 'must-not',
    severity: 2,
    inherited: 'yes',
    decidedBy: [{ means: 'probe', rules: ['cdn-place'] }],
    explanation: {
      zh: '境内用户不得被解析到境外节点。检测用境内用户的来源地址查询，列出返回的节点和所在地。香港、澳门、台湾的节点按境外处理。',
      en: 'Mainland users may not be resolved to nodes abroad. The check asks with mainland client addresses and lists the nodes that come back with their place. Nodes in Hong Kong, Macau and Taiwan count as abroad.',
    },
    advice: {
      zh: '请云服务商把境内用户的解析改到境内节点，提供节点清单。请网站运维单位改好后重新检测。',
      en: 'Have the cloud provider resolve mainland users to mainland nodes and supply the list of nodes. Have the website operator check again afterwards.',
    },
    companions: [],
    readings: [],
  },
  {
    id: 'A29.1-secure-connection',
    title: { zh: '使用安全连接方式访问', en: 'Access uses a secure connection' },
    position: { article: 29, paragraph: 1, sentence: 1, quote: '应当使用安全连接方式访问' },
    binds: ['unit'],
    applications: ['website', 'app', 'mini-program', 'mail'],
    conditions: [],
    force: 'must',
    severity: 2,
    inherited: 'partly',
    decidedBy: [
      {
        means: 'probe',
        rules: [
          'https-served',
          'https-redirect',
          'tls-version',
          'certificate-trust',
          'certificate-expiry',
          'hsts',
          'mixed-content',
        ],
      },
    ],
    explanation: {
      zh: '应用要使用安全连接方式访问，网站即加密访问（HTTPS）。检测查看能否加密打开、是否自动跳转、协议版本、证书和页面内的未加密内容。各项单独列出，逐项整改。',
      en: 'Applications are reached over a secure connection; for websites that is encrypted access (HTTPS). The check looks whether it opens encrypted, redirects by itself, which protocol versions it takes, whether the certificate is trusted and valid, and whether pages load anything unencrypted. Each point is listed and mended by itself.',
    },
    advice: {
      zh: '请网站运维单位全站启用加密访问，把未加密的地址跳转过来。请停用旧版协议，在证书到期前更换。',
      en: 'Have the website operator turn on encrypted access for the whole site and redirect unencrypted addresses. Turn off old protocol versions and renew certificates in time.',
    },
    companions: ['mlps-basic-2019'],
    readings: [],
  },
  {
    id: 'A29.2-licensed-ca',
    title: { zh: '电子认证服务机构依法设立', en: 'Certification comes from a licensed body' },
    position: {
      article: 29,
      paragraph: 1,
      sentence: 1,
      quote: '涉及的电子认证服务应当由依法设立的电子政务电子认证服务机构提供',
    },
    binds: ['unit'],
    applications: ['website', 'app', 'mini-program', 'mail'],
    conditions: [],
    force: 'must',
    severity: 3,
    inherited: 'partly',
    decidedBy: [{ means: 'probe', rules: ['certificate-issuer'] }],
    explanation: {
      zh: '涉及的电子认证服务，要由依法设立的电子政务电子认证服务机构提供。是否包括所有网站证书，有两种理解（R6），选定之前记为无法判定。主管部门的机构名单没有载入时，也记为无法判定。',
      en: "Electronic certification services that are involved come from a lawfully established certification body for e-government. Whether every website certificate is meant can be read in two ways (R6); until one is chosen the item is undetermined. Without the authority's list loaded it is undetermined too.",
    },
    advice: {
      zh: '请本单位办公室选定采用的理解，载入主管部门公布的机构名单。更换证书前，请网站运维单位确认常用浏览器信任新证书。没有这样的证书时，请保留现有证书。',
      en: "Have the office choose the reading and load the authority's list. Before a certificate is changed, have the website operator make sure that common browsers trust the new one; if there is none, keep the present one.",
    },
    companions: ['egov-ca-measures'],
    readings: ['R6'],
  },
  {
    id: 'A30.1-real-name',
    title: { zh: '注册用户实名认证', en: 'Registered users are verified' },
    position: { article: 30, paragraph: 1, sentence: 1, quote: '应当对注册用户进行真实身份信息认证' },
    binds: ['unit'],
    applications: ['website', 'app', 'mini-program'],
    conditions: ['has-registration'],
    force: 'must',
    severity: 2,
    inherited: 'partly',
    decidedBy: [
      {
        means: 'attestation',
        by: {
          zh: '系统管理人员；说明真实身份信息认证的方式和覆盖范围，写明有效期',
          en: 'the system administrator, on how identities are verified and for whom, with an expiry date',
        },
      },
    ],
    explanation: {
      zh: '应用要对注册用户进行真实身份信息认证。只填姓名和手机号、没有核验的，不算认证。没有用户注册功能的，这一项不适用。',
      en: 'Registered users are verified by their real identity. A name and phone number that nobody verifies is no verification. Without registration the item does not apply.',
    },
    advice: {
      zh: '请网站运维单位在注册环节加入真实身份核验。请系统管理人员说明核验方式和未核验账号的处理。',
      en: 'Have the website operator add verification to registration. Have the system administrator state how it works and what happens to accounts not verified.',
    },
    companions: ['national-identity-2025'],
    readings: [],
  },
  {
    id: 'A30.2-national-id',
    title: { zh: '支持国家网络身份认证', en: 'The national identity service is supported' },
    position: {
      article: 30,
      paragraph: 1,
      sentence: 2,
      quote: '国家鼓励互联网政务应用支持用户使用国家网络身份认证公共服务',
    },
    binds: ['unit'],
    applications: ['website', 'app', 'mini-program'],
    conditions: ['has-registration'],
    force: 'encouraged',
    severity: 4,
    inherited: 'partly',
    decidedBy: [
      {
        means: 'record',
        what: {
          zh: '国家网络身份认证公共服务：采用或未采用、接入日期',
          en: 'the national identity service: adopted or not, since when',
        },
      },
    ],
    explanation: {
      zh: '国家鼓励应用支持用户使用国家网络身份认证公共服务注册。这是鼓励事项，只登记采用或未采用。未采用不记为不符合。',
      en: 'The state encourages applications to let users register with the national network identity service. It is an encouragement: adopted or not adopted is recorded, and not adopting is never a breach.',
    },
    advice: {
      zh: '请本单位办公室登记采用情况。准备采用的，请网站运维单位申请接入。',
      en: 'Have the office record whether it is adopted. If it is planned, have the website operator apply for access.',
    },
    companions: ['national-identity-2025'],
    readings: [],
  },
  {
    id: 'A30.3-multi-factor',
    title: { zh: '采取多因素鉴别', en: 'Multi-factor authentication is used' },
    position: { article: 30, paragraph: 2, sentence: 1, quote: '应当采取多因素鉴别提高安全性' },
    binds: ['unit'],
    applications: ['website', 'app', 'mini-program', 'mail'],
    conditions: ['person-or-property'],
    force: 'must',
    severity: 2,
    inherited: 'partly',
    decidedBy: [
      { means: 'probe', rules: ['plain-login'] },
      {
        means: 'record',
        what: {
          zh: '多因素鉴别：方式、覆盖的用户、启用日期、登录页截图',
          en: 'multi-factor authentication: means, users covered, since when, picture of the sign-in page',
        },
      },
    ],
    explanation: {
      zh: '与人身财产安全、社会公共利益等相关的应用和电子邮件系统，应当采取多因素鉴别。多因素是在口令之外再用一种方式，如动态口令、证书。检测只看登录页是否加密提交口令，其余以登记为准。邮件系统是否一律适用，有两种理解（R7）。',
      en: 'Applications that touch persons, property or the public interest, and e-mail systems, use multi-factor authentication: besides the password a second means such as a one-time code or a certificate. The check only sees whether the sign-in page sends the password encrypted; the rest is registered. Whether every e-mail system is meant can be read in two ways (R7).',
    },
    advice: {
      zh: '请网站运维单位让登录页全程加密，在口令之外加一种鉴别方式。请登记方式、覆盖的用户和启用日期。',
      en: 'Have the website operator encrypt the sign-in throughout and add a second means. Register the means, the users covered and since when.',
    },
    companions: ['mlps-basic-2019'],
    readings: ['R7'],
  },
  {
    id: 'A30.4-idle-logout',
    title: { zh: '设置超时退出', en: 'Idle sessions end' },
    position: { article: 30, paragraph: 2, sentence: 1, quote: '超时退出' },
    binds: ['unit'],
    applications: ['website', 'app', 'mini-program', 'mail'],
    conditions: ['person-or-property'],
    force: 'must',
    severity: 3,
    inherited: 'partly',
    decidedBy: [
      {
        means: 'attestation',
        by: {
          zh: '系统管理人员；说明超时退出的时长，附配置截图，写明有效期',
          en: 'the system administrator, on the idle time, with a picture of the setting and an expiry date',
        },
      },
    ],
    explanation: {
      zh: '这类应用和电子邮件系统，要采取超时退出等技术手段，防范账号被盗用。条文没有规定时长，由单位自定并说明。',
      en: 'Such applications and e-mail systems end idle sessions, among other means against stolen accounts. The text gives no time; the unit sets and states one.',
    },
    advice: {
      zh: '请系统管理人员设置超时退出的时长，附配置截图。',
      en: 'Have the system administrator set the idle time and attach a picture of the setting.',
    },
    companions: ['mlps-basic-2019'],
    readings: ['R7'],
  },
  {
    id: 'A30.5-failure-limit',
    title: { zh: '限制登录出错次数', en: 'Wrong sign-ins are limited' },
    position: { article: 30, paragraph: 2, sentence: 1, quote: '限制登录失败次数' },
    binds: ['unit'],
    applications: ['website', 'app', 'mini-program', 'mail'],
    conditions: ['person-or-property'],
    force: 'must',
    severity: 3,
    inherited: 'partly',
    decidedBy: [
      {
        means: 'attestation',
        by: {
          zh: '系统管理人员；说明登录出错次数的上限和锁定时长，附配置截图，写明有效期',
          en: 'the system administrator, on the limit of wrong sign-ins and the lock time, with a picture of the setting and an expiry date',
        },
      },
    ],
    explanation: {
      zh: '这类应用和电子邮件系统，要限制登录出错的次数，防止口令被反复试出。条文没有规定次数，由单位自定并说明。需要验证时，只用单位提供的测试账号。',
      en: 'Such applications and e-mail systems limit wrong sign-ins, so that passwords cannot be guessed by trying. The text gives no number; the unit sets and states one. If it is to be tried, only with a test account that the unit provides.',
    },
    advice: {
      zh: '请系统管理人员设置出错次数上限和锁定时长，附配置截图。请勿用正式账号试验。',
      en: 'Have the system administrator set limit and lock time and attach a picture of the setting. Do not try it with real accounts.',
    },
    companions: ['mlps-basic-2019'],
    readings: ['R7'],
  },
  {
    id: 'A30.6-terminal-binding',
    title: { zh: '账号与终端绑定', en: 'Accounts are bound to terminals' },
    position: { article: 30, paragraph: 2, sentence: 1, quote: '账号与终端绑定' },
    binds: ['unit'],
    applications: ['website', 'app', 'mini-program', 'mail'],
    conditions: ['person-or-property'],
    force: 'must',
    severity: 3,
    inherited: 'partly',
    decidedBy: [
      {
        means: 'record',
        what: {
          zh: '账号与终端绑定：覆盖的账号、启用日期',
          en: 'accounts bound to terminals: which, since when',
        },
      },
      {
        means: 'attestation',
        by: {
          zh: '系统管理人员；说明账号与终端绑定的方式和例外，写明有效期',
          en: 'the system administrator, on how accounts are bound to terminals and the exceptions, with an expiry date',
        },
      },
    ],
    explanation: {
      zh: '这类应用和电子邮件系统，要采取账号与终端绑定等技术手段。绑定后，换一台设备登录要重新核验。面向公众的账号如何绑定，由单位说明。',
      en: 'Such applications and e-mail systems bind accounts to terminals, among other means. Once bound, another device has to be verified anew. How this works for accounts of the public is stated by the unit.',
    },
    advice: {
      zh: '请系统管理人员启用账号与终端绑定，登记覆盖的账号。请说明暂未绑定的账号和原因。',
      en: 'Have the system administrator turn on the binding and register which accounts it covers. State the accounts not bound, and why.',
    },
    companions: [],
    readings: ['R7'],
  },
  {
    id: 'A30.7-e-certificate',
    title: { zh: '采用电子证书等认证措施', en: 'Electronic certificates are used' },
    position: { article: 30, paragraph: 2, sentence: 1, quote: '鼓励采用电子证书等身份认证措施' },
    binds: ['unit'],
    applications: ['website', 'app', 'mini-program', 'mail'],
    conditions: ['person-or-property'],
    force: 'encouraged',
    severity: 4,
    inherited: 'partly',
    decidedBy: [
      {
        means: 'record',
        what: {
          zh: '电子证书等身份认证措施：采用或未采用、启用日期',
          en: 'electronic certificates for sign-in: adopted or not, since when',
        },
      },
    ],
    explanation: {
      zh: '条文鼓励采用电子证书等身份认证措施。这是鼓励事项，只登记采用或未采用。未采用不记为不符合。',
      en: 'The text encourages electronic certificates and similar means of authentication. It is an encouragement: adopted or not adopted is recorded, and not adopting is never a breach.',
    },
    advice: {
      zh: '请本单位办公室登记采用情况。准备采用的，请网站运维单位选用依法设立的机构签发的证书。',
      en: 'Have the office record whether they are adopted. If planned, have the website operator choose certificates of a lawfully established body.',
    },
    companions: ['egov-ca-measures'],
    readings: [],
  },
];
