import type { Obligation } from '@zhengdun/contract';

/** Obligations of 第五章 电子邮件安全, Articles 31 to 35. Severities are ours: the Regulation has none. */
export const CHAPTER_5: readonly Obligation[] = [
  {
    id: 'A31.1-unified-mail',
    title: { zh: '统一建设电子邮件系统', en: 'A shared e-mail system' },
    position: {
      article: 31,
      paragraph: 1,
      sentence: 1,
      quote: '鼓励各地区、各部门通过统一建设、共享使用的模式',
    },
    binds: ['region'],
    applications: ['mail'],
    conditions: [],
    force: 'encouraged',
    severity: 4,
    inherited: 'no',
    decidedBy: [
      {
        means: 'record',
        what: {
          zh: '统一邮件系统：采用或未采用、服务的单位数、登记日期',
          en: 'the shared mail system: adopted or not, number of units served, date',
        },
      },
    ],
    explanation: {
      zh: '条文鼓励各地区、各部门统一建设、共享使用专用的互联网电子邮件系统。这是鼓励事项，对象是地区和部门。只登记采用或未采用，未采用不记为不符合。',
      en: 'The text encourages regions and departments to build one shared Internet e-mail system for their units. It is an encouragement and addresses regions and departments. Adopted or not adopted is recorded, and not adopting is never a breach.',
    },
    advice: {
      zh: '请地区或部门的主管机构登记采用情况和服务的单位数。',
      en: "Have the region's or department's authority record whether there is one and how many units it serves.",
    },
    companions: [],
    readings: [],
  },
  {
    id: 'A31.2-organ-mail-suffix',
    title: { zh: '党政机关邮件系统的域名后缀', en: "Domain suffix of an organ's mail" },
    position: {
      article: 31,
      paragraph: 1,
      sentence: 2,
      quote: '党政机关自建的互联网电子邮件系统的域名应当以“.gov.cn”或“.政务”为后缀',
    },
    binds: ['organ'],
    applications: ['mail'],
    conditions: ['own-mail'],
    force: 'must',
    severity: 2,
    inherited: 'no',
    decidedBy: [{ means: 'probe', rules: ['organ-mail-suffix'] }],
    explanation: {
      zh: '党政机关自建的邮件系统，域名要以“.gov.cn”或“.政务”为后缀。条文说的是自建，租用的企业邮箱只作为事实列出。检测查看网站公布的邮箱域名和它的邮件服务器记录。',
      en: 'The domain of an e-mail system that an organ built itself ends in ".gov.cn" or ".政务". The sentence speaks of self-built systems; a rented mailbox service is listed as a fact only. The check looks at the mail domain shown on the site and its mail server records.',
    },
    advice: {
      zh: '请域名管理人员为自建邮件系统启用符合规定的域名。请邮件管理人员把新地址通知往来单位。',
      en: 'Have the domain administrator set up a conforming name for the self-built system. Have the mail administrator tell correspondents the new addresses.',
    },
    companions: [],
    readings: [],
  },
  {
    id: 'A31.3-institution-mail-suffix',
    title: { zh: '事业单位邮件系统的域名后缀', en: "Domain suffix of an institution's mail" },
    position: {
      article: 31,
      paragraph: 1,
      sentence: 2,
      quote: '事业单位自建的互联网电子邮件系统的域名应当以“.cn”或“.公益”为后缀',
    },
    binds: ['institution'],
    applications: ['mail'],
    conditions: ['own-mail'],
    force: 'must',
    severity: 2,
    inherited: 'no',
    decidedBy: [{ means: 'probe', rules: ['institution-mail-suffix'] }],
    explanation: {
      zh: '事业单位自建的邮件系统，域名要以“.cn”或“.公益”为后缀。条文说的是自建，租用的企业邮箱只作为事实列出。',
      en: 'The domain of an e-mail system that a public institution built itself ends in ".cn" or ".公益". The sentence speaks of self-built systems; a rented mailbox service is listed as a fact only.',
    },
    advice: {
      zh: '请域名管理人员为自建邮件系统启用“.cn”或“.公益”域名。请邮件管理人员通知往来单位。',
      en: 'Have the domain administrator set up a ".cn" or ".公益" name for the self-built system. Have the mail administrator tell correspondents.',
    },
    companions: [],
    readings: [],
  },
  {
    id: 'A31.4-no-secret-in-mail',
    title: { zh: '工作邮箱不得涉国家秘密', en: 'No state secret in work mailboxes' },
    position: {
      article: 31,
      paragraph: 2,
      sentence: 1,
      quote: '不得使用工作邮箱违规存储、处理、传输、转发国家秘密',
    },
    binds: ['staff'],
    applications: ['mail'],
    conditions: [],
    force: 'must-not',
    severity: 1,
    inherited: 'no',
    decidedBy: [
      {
        means: 'attestation',
        by: {
          zh: '保密员；说明对工作人员的保密培训和邮件检查措施，附签到或考核材料，写明有效期',
          en: 'the secrecy officer, on training of staff and checks of mail, with attendance or test papers and an expiry date',
        },
      },
    ],
    explanation: {
      zh: '条文规定，工作人员不得使用工作邮箱“违规存储、处理、传输、转发国家秘密”。这一项约束每名工作人员，单位负责教育和检查。发现可能的国家秘密时，不留副本，直接交保密员。配套规定要求发现泄露或可能泄露后24小时内报告。',
      en: 'Staff may not use work mailboxes to store, handle, transmit or forward state secrets against the rules. The item binds every member of staff; the unit teaches and checks. A hit that may be a state secret is not copied and goes straight to the secrecy officer. A companion rule asks for a report within 24 hours of finding a leak or a possible one.',
    },
    advice: {
      zh: '请保密员组织培训，说明检查措施。请工作人员发现后停止操作，立即告知保密员，不要转发或删除。',
      en: 'Have the secrecy officer arrange training and state the checks. Staff who find something stop, tell the secrecy officer at once, and neither forward nor delete.',
    },
    companions: ['secrecy-law-regulation'],
    readings: [],
  },
  {
    id: 'A32.1-mailbox-process',
    title: { zh: '有邮箱账号管理流程', en: 'There is a process for mailboxes' },
    position: {
      article: 32,
      paragraph: 1,
      sentence: 1,
      quote: '应当建立工作邮箱账号的申请、发放、变更、注销等流程',
    },
    binds: ['unit'],
    applications: ['mail'],
    conditions: ['has-mailboxes'],
    force: 'must',
    severity: 3,
    inherited: 'no',
    decidedBy: [
      {
        means: 'record',
        what: {
          zh: '工作邮箱账号管理流程：申请、发放、变更、注销各环节，文号、日期',
          en: 'the process for work mailboxes: apply, issue, change, cancel; number and date of the paper',
        },
      },
    ],
    explanation: {
      zh: '要建立工作邮箱账号的申请、发放、变更、注销等流程。没有自建邮件系统、只用上级邮箱的单位，也要有流程。',
      en: "There is a process to apply for, issue, change and cancel work mailboxes. A unit that only uses boxes on a superior's system needs one too.",
    },
    advice: {
      zh: '请本单位办公室制定并印发账号管理流程。请登记文号和日期。',
      en: 'Have the office draw up and issue the process. Register number and date.',
    },
    companions: [],
    readings: [],
  },
  {
    id: 'A32.2-mailbox-approved',
    title: { zh: '邮箱账号有审批登记', en: 'Every mailbox is approved and registered' },
    position: { article: 32, paragraph: 1, sentence: 1, quote: '严格账号审批登记' },
    binds: ['unit'],
    applications: ['mail'],
    conditions: ['has-mailboxes'],
    force: 'must',
    severity: 2,
    inherited: 'no',
    decidedBy: [
      {
        means: 'record',
        what: {
          zh: '邮箱账号台账：账号、使用人、批准人、批准日期',
          en: 'the mailboxes: account, user, who approved, when',
        },
      },
    ],
    explanation: {
      zh: '要严格账号审批登记。每个账号都应有使用人和批准人。公共账号要有责任人，没有责任人的应停用。',
      en: 'Accounts are strictly approved and registered. Every one has a user and an approver. A shared account has somebody responsible; without one it is stopped.',
    },
    advice: {
      zh: '请邮件管理人员导出账号清单，逐个核对使用人和批准记录。请停用找不到使用人的账号。',
      en: 'Have the mail administrator export the accounts and go through users and approvals. Stop accounts without a user.',
    },
    companions: [],
    readings: [],
  },
  {
    id: 'A32.3-mailbox-cleanup',
    title: { zh: '定期清理邮箱账号', en: 'Mailboxes are cleaned up regularly' },
    position: { article: 32, paragraph: 1, sentence: 1, quote: '定期开展账号清理' },
    binds: ['unit'],
    applications: ['mail'],
    conditions: ['has-mailboxes'],
    force: 'must',
    severity: 3,
    inherited: 'no',
    decidedBy: [
      {
        means: 'record',
        what: {
          zh: '账号清理记录：日期、长期未用和离职人员的账号数、处理结果',
          en: 'the clean-up: date, number of dormant and departed accounts, what was done',
        },
      },
    ],
    explanation: {
      zh: '要定期开展账号清理。长期不用的、人员已调离或退休的，都在清理之列。条文没有规定间隔，由单位自定，留有记录。',
      en: 'Accounts are cleaned up regularly: those long unused and those of people who moved or retired. The text gives no interval; the unit sets one and keeps a record.',
    },
    advice: {
      zh: '请邮件管理人员按自定的间隔清理账号，登记结果。请人事部门在人员调离当日通知邮件管理人员。',
      en: "Have the mail administrator clean up at the unit's interval and register the result. Have personnel tell the mail administrator on the day somebody leaves.",
    },
    companions: [],
    readings: [],
  },
  {
    id: 'A33.1-forward-off',
    title: { zh: '关闭邮件自动转发', en: 'Auto-forwarding is off' },
    position: { article: 33, paragraph: 1, sentence: 1, quote: '应当关闭邮件自动转发' },
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
          zh: '自动转发设置：全局设置截图、隐藏规则检查结果、检查日期',
          en: 'auto-forwarding: picture of the global setting, result of the look for hidden rules, date',
        },
      },
    ],
    explanation: {
      zh: '邮件系统要关闭邮件自动转发。只在全局关闭还不够，用户自设的收信规则也可能转发。账号被盗后，常被设置隐藏的转发规则。',
      en: "The e-mail system has automatic forwarding turned off. A global setting is not enough: users' own rules may forward as well. On stolen accounts, hidden forwarding rules are common.",
    },
    advice: {
      zh: '请邮件管理人员关闭全局自动转发，清除用户规则中的转发。请定期检查隐藏规则，登记日期。',
      en: "Have the mail administrator turn forwarding off globally and clear it from users' rules. Look for hidden rules from time to time and register the date.",
    },
    companions: [],
    readings: [],
  },
  {
    id: 'A33.2-autodownload-off',
    title: { zh: '关闭自动下载附件', en: 'Automatic download of attachments is off' },
    position: { article: 33, paragraph: 1, sentence: 1, quote: '自动下载附件功能' },
    binds: ['unit'],
    applications: ['mail'],
    conditions: [],
    force: 'must',
    severity: 3,
    inherited: 'yes',
    decidedBy: [
      {
        means: 'record',
        what: {
          zh: '自动下载附件设置：系统设置截图、检查日期',
          en: 'automatic download of attachments: picture of the setting, date',
        },
      },
      {
        means: 'attestation',
        by: {
          zh: '邮件管理人员；说明客户端自动下载附件已关闭，写明有效期',
          en: 'the mail administrator, that clients do not download attachments by themselves, with an expiry date',
        },
      },
    ],
    explanation: {
      zh: '邮件系统要关闭自动下载附件功能。网页邮箱看系统设置，邮件客户端由管理人员说明。',
      en: 'The e-mail system has automatic download of attachments turned off. For web mail the setting shows it; for mail programs the administrator states it.',
    },
    advice: {
      zh: '请邮件管理人员关闭网页邮箱的自动下载，统一下发客户端设置。请签署情况说明。',
      en: 'Have the mail administrator turn it off in web mail and roll out the setting to mail programs. Sign a statement.',
    },
    companions: [],
    readings: [],
  },
  {
    id: 'A34.1-detect-inbound',
    title: { zh: '检测拦截恶意邮件', en: 'Malicious mail is detected and stopped' },
    position: { article: 34, paragraph: 1, sentence: 1, quote: '应当具备恶意邮件' },
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
          zh: '外部来信检测测试：测试日期、无害测试邮件的种类、拦截结果',
          en: 'the test of incoming mail: date, kinds of harmless test mail, what was stopped',
        },
      },
    ],
    explanation: {
      zh: '邮件系统要具备恶意邮件检测拦截功能。用无害的测试邮件验证，看是否被拦截。只有功能说明、没有测试结果的，不能证明有效。',
      en: 'The e-mail system detects and stops malicious mail. Harmless test mail shows whether it does. A description without a test shows nothing.',
    },
    advice: {
      zh: '请邮件管理人员启用检测拦截，用无害测试邮件验证。请登记测试日期和结果。',
      en: 'Have the mail administrator turn on detection and try it with harmless test mail. Register date and result.',
    },
    companions: ['mail-system-2018', 'mlps-basic-2019'],
    readings: [],
  },
  {
    id: 'A34.2-detect-internal',
    title: { zh: '内部邮件同样检测拦截', en: 'Internal mail is inspected too' },
    position: { article: 34, paragraph: 1, sentence: 1, quote: '含本单位内部发送的邮件' },
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
          zh: '内部邮件检测测试：测试日期、无害测试邮件的种类、拦截结果',
          en: 'the test of internal mail: date, kinds of harmless test mail, what was stopped',
        },
      },
    ],
    explanation: {
      zh: '检测拦截也要覆盖本单位内部发送的邮件。账号被盗后，恶意邮件常从内部发出。只在边界检测外部来信的，覆盖不到内部邮件。',
      en: 'Detection covers mail sent inside the unit as well. From a stolen account, malicious mail often comes from inside. A filter at the border does not see it.',
    },
    advice: {
      zh: '请邮件管理人员让内部邮件也经过检测，用无害测试邮件验证。请登记测试日期和结果。',
      en: 'Have the mail administrator send internal mail through detection too and try it with harmless test mail. Register date and result.',
    },
    companions: ['mail-system-2018'],
    readings: [],
  },
  {
    id: 'A34.3-sender-and-server',
    title: { zh: '检测发件账号和服务器IP', en: 'Senders and server addresses are inspected' },
    position: { article: 34, paragraph: 1, sentence: 1, quote: '恶意邮箱账号、恶意邮件服务器IP' },
    binds: ['unit'],
    applications: ['mail'],
    conditions: [],
    force: 'must',
    severity: 3,
    inherited: 'yes',
    decidedBy: [
      {
        means: 'record',
        what: {
          zh: '检测策略和测试：恶意邮箱账号、恶意邮件服务器IP，启用日期、测试结果',
          en: 'policy and test for sender accounts and server addresses: since when, result',
        },
      },
    ],
    explanation: {
      zh: '要对恶意邮箱账号、恶意邮件服务器IP进行检测和拦截。两类名单都要有，并能及时更新。',
      en: 'Malicious sender accounts and malicious mail server addresses are detected and stopped. There is a list of each that can be updated in time.',
    },
    advice: {
      zh: '请邮件管理人员启用账号和IP两类策略，测试后登记。请定期更新名单。',
      en: 'Have the mail administrator turn on both policies, test and register them. Update the lists regularly.',
    },
    companions: [],
    readings: [],
  },
  {
    id: 'A34.4-subject-and-body',
    title: { zh: '检测邮件主题和正文', en: 'Subject and body are inspected' },
    position: { article: 34, paragraph: 1, sentence: 1, quote: '恶意邮件主题、正文' },
    binds: ['unit'],
    applications: ['mail'],
    conditions: [],
    force: 'must',
    severity: 3,
    inherited: 'yes',
    decidedBy: [
      {
        means: 'record',
        what: {
          zh: '检测策略和测试：邮件主题、正文，启用日期、测试结果',
          en: 'policy and test for subject and body: since when, result',
        },
      },
    ],
    explanation: {
      zh: '要对恶意邮件主题、正文进行检测和拦截。图片中的文字、编码过的文字也可能含有恶意内容。',
      en: 'Malicious subjects and bodies are detected and stopped. Text in pictures or in encoded form may be malicious too.',
    },
    advice: {
      zh: '请邮件管理人员启用主题和正文的检测策略，测试后登记。',
      en: 'Have the mail administrator turn on the policies for subject and body, test and register them.',
    },
    companions: [],
    readings: [],
  },
  {
    id: 'A34.5-links-and-attachments',
    title: { zh: '检测链接和附件', en: 'Links and attachments are inspected' },
    position: { article: 34, paragraph: 1, sentence: 1, quote: '链接、附件等进行检测和拦截' },
    binds: ['unit'],
    applications: ['mail'],
    conditions: [],
    force: 'must',
    severity: 3,
    inherited: 'yes',
    decidedBy: [
      {
        means: 'record',
        what: {
          zh: '检测策略和测试：链接、附件，启用日期、测试结果',
          en: 'policy and test for links and attachments: since when, result',
        },
      },
    ],
    explanation: {
      zh: '要对恶意邮件的链接、附件等进行检测和拦截。压缩包内的文件和二维码中的网址，也应在检测范围内。',
      en: 'Malicious links and attachments are detected and stopped. Files in archives and addresses in QR codes should be covered.',
    },
    advice: {
      zh: '请邮件管理人员启用链接和附件的检测策略，测试后登记。',
      en: 'Have the mail administrator turn on the policies for links and attachments, test and register them.',
    },
    companions: [],
    readings: [],
  },
  {
    id: 'A34.6-intel-sharing',
    title: { zh: '支持钓鱼邮件情报共享', en: 'Phishing intelligence can be shared' },
    position: { article: 34, paragraph: 1, sentence: 2, quote: '应当支持钓鱼邮件威胁情报共享' },
    binds: ['unit'],
    applications: ['mail'],
    conditions: [],
    force: 'must',
    severity: 3,
    inherited: 'yes',
    decidedBy: [
      {
        means: 'record',
        what: {
          zh: '威胁情报共享：对接单位、方式、启用日期',
          en: 'sharing of threat intelligence: with whom, how, since when',
        },
      },
    ],
    explanation: {
      zh: '邮件系统要支持钓鱼邮件威胁情报共享。能把发现的情报交出去，也能接收下发的情报。',
      en: 'The e-mail system supports sharing intelligence on phishing mail: it can pass on what it finds and take in what is issued.',
    },
    advice: {
      zh: '请邮件管理人员与主管部门、属地网信部门商定共享方式。请登记对接单位和启用日期。',
      en: 'Have the mail administrator agree the way of sharing with the superior and the local cyberspace administration. Register partner and date.',
    },
    companions: [],
    readings: [],
  },
  {
    id: 'A34.7-report-phishing',
    title: { zh: '报送发现的钓鱼邮件', en: 'Phishing mail is reported' },
    position: {
      article: 34,
      paragraph: 1,
      sentence: 2,
      quote: '将发现的钓鱼邮件信息报送至主管部门和属地网信部门',
    },
    binds: ['unit'],
    applications: ['mail'],
    conditions: [],
    force: 'must',
    severity: 2,
    inherited: 'no',
    decidedBy: [
      {
        means: 'record',
        what: {
          zh: '钓鱼邮件报送：内容、两个接收部门、报送日期、回执',
          en: 'the reports of phishing mail: content, both receivers, date, receipts',
        },
      },
    ],
    explanation: {
      zh: '要把发现的钓鱼邮件信息，报送至主管部门和属地网信部门。两个部门都要报，只报一个不算完成。',
      en: 'Information on phishing mail that was found goes to the superior and to the local cyberspace administration. Both receive it; one alone is not enough.',
    },
    advice: {
      zh: '请邮件管理人员整理钓鱼邮件信息，由本单位办公室报送两个部门。请登记日期和两份回执。',
      en: 'Have the mail administrator put the information together and the office send it to both. Register the date and both receipts.',
    },
    companions: [],
    readings: [],
  },
  {
    id: 'A34.8-apply-intel',
    title: { zh: '按下发情报预置拦截', en: 'Issued intelligence is applied' },
    position: { article: 34, paragraph: 1, sentence: 2, quote: '配置相应防护策略预置拦截钓鱼邮件' },
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
          zh: '情报落实记录：收到时间、策略名称、配置时间',
          en: 'how intelligence was applied: time received, policy, time configured',
        },
      },
    ],
    explanation: {
      zh: '要按照有关部门下发的威胁情报，配置防护策略，预置拦截钓鱼邮件。条文没有规定时限，系统只显示从收到到配置用了多少小时。',
      en: 'Policies are configured from the intelligence that the authorities issue, so that phishing mail is stopped beforehand. The text gives no limit; the system shows how many hours it took.',
    },
    advice: {
      zh: '请邮件管理人员收到情报后立即配置策略，登记两个时间。',
      en: 'Have the mail administrator configure the policy as soon as intelligence arrives and register both times.',
    },
    companions: [],
    readings: [],
  },
  {
    id: 'A35.1-mail-store-encrypted',
    title: { zh: '邮件存储采用商用密码保护', en: 'Stored mail is protected by commercial cryptography' },
    position: {
      article: 35,
      paragraph: 1,
      sentence: 1,
      quote: '鼓励机关事业单位基于商用密码技术对电子邮件数据的存储进行安全保护',
    },
    binds: ['unit'],
    applications: ['mail'],
    conditions: [],
    force: 'encouraged',
    severity: 4,
    inherited: 'yes',
    decidedBy: [
      {
        means: 'record',
        what: {
          zh: '邮件存储加密：采用或未采用、密码产品名称和认证证书编号、启用日期',
          en: 'encryption of stored mail: adopted or not, product and certificate number, since when',
        },
      },
    ],
    explanation: {
      zh: '条文鼓励基于商用密码技术保护邮件数据的存储。这是鼓励事项，未采用不记为不符合。使用经认证的密码产品的，登记证书编号。使用其他产品的，只作为事实列出。',
      en: 'The text encourages protecting stored mail by commercial cryptography. It is an encouragement, and not adopting is never a breach. Where a certified product is used, its number is recorded; any other product is listed as a fact only.',
    },
    advice: {
      zh: '请邮件管理人员登记采用情况。准备采用的，请选用经认证的密码产品。',
      en: 'Have the mail administrator record whether it is adopted. If planned, choose a certified product.',
    },
    companions: ['crypto-assessment-measures'],
    readings: [],
  },
];
