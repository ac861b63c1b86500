import type { Companion } from '@zhengdun/contract';

/**
 * Rules, standards and notices beside the Regulation that give an obligation its numbers or forms.
 * `confirmed` says that we have seen the rule or its relevant words in a public source; the note says how much
 * of it. What is not confirmed is shown as 未核实 wherever it is used.
 */
export const COMPANIONS: readonly Companion[] = [
  {
    id: 'cybersecurity-law',
    title: '中华人民共和国网络安全法',
    edition: '2025年10月28日修改',
    inForce: '2026-01-01',
    confirmed: true,
    note: {
      zh: '本规定第一条所列依据之一。修改决定和施行日期见于多家媒体报道，修改后的全文未逐条核对。',
      en: 'One of the bases named in Article 1. The amendment and its date were seen in several reports; the amended text was not read article by article.',
    },
  },
  {
    id: 'data-security-law',
    title: '中华人民共和国数据安全法',
    edition: '2021年公布（版本未核实）',
    confirmed: false,
    note: {
      zh: '本规定第一条所列依据之一，原文未核对。',
      en: 'One of the bases named in Article 1; the text itself was not seen.',
    },
  },
  {
    id: 'personal-information-law',
    title: '中华人民共和国个人信息保护法',
    edition: '2021年公布（版本未核实）',
    confirmed: true,
    note: {
      zh: '本规定第一条所列依据之一。见到敏感个人信息的种类，其余条文未核对。',
      en: 'One of the bases named in Article 1. The kinds of sensitive personal information were seen, other articles were not.',
    },
  },
  {
    id: 'responsibility-measures',
    title: '党委（党组）网络安全工作责任制实施办法',
    edition: '2017年8月15日中共中央批准',
    confirmed: true,
    note: {
      zh: '领导班子主要负责人是第一责任人，主管网络安全的班子成员是直接责任人。见到第一条至第四条。',
      en: 'The head of the leadership is first responsible, the member in charge of cybersecurity directly responsible. Articles 1 to 4 were seen.',
    },
  },
  {
    id: 'website-opening-2014',
    title: '党政机关网站开办审核、资格复核和网站标识管理办法',
    edition: '中央编办发〔2014〕69号',
    confirmed: true,
    note: {
      zh: '规定开办审核的步骤和标识的挂法。工作日数字出自题库抄本，该办法在本规定施行后是否继续适用，未核实。',
      en: 'It sets the steps of the opening review and how the mark is hung. The numbers of days come from a quiz copy, and whether the measures still stand beside the Regulation is not confirmed.',
    },
  },
  {
    id: 'online-names-2014',
    title: '党政机关、事业单位和社会组织网上名称管理暂行办法',
    edition: '中央编办发〔2014〕6号',
    confirmed: true,
    note: {
      zh: '网上名称和标识的办理依据：机构编制部门审核，中央编办复审，发放标识代码。',
      en: 'The basis for names and marks: reviewed by the establishment authority, again by the central one, then the code is issued.',
    },
  },
  {
    id: 'domain-notice-2018',
    title: '国务院办公厅关于加强政府网站域名管理的通知',
    edition: '国办函〔2018〕55号',
    confirmed: true,
    note: {
      zh: '多个域名应明确主域名，不得擅自转给他人，闲置的及时注销。不承担行政职能的事业单位原则上不得使用“.gov.cn”。见到部分内容。',
      en: 'Of several names one is the main one; names are not handed on without authority, idle ones are cancelled. Institutions without administrative functions in principle do not use ".gov.cn". Seen in part.',
    },
  },
  {
    id: 'website-guide-2017',
    title: '政府网站发展指引',
    edition: '国办发〔2017〕47号，2017年5月15日',
    confirmed: true,
    note: {
      zh: '规定网站标识码、页面标签、页脚内容和域名结构，适用于政府网站。标签表和页脚七项的原文未核对。',
      en: 'Site identification codes, page tags, footer and domain structure of government sites. The original tables of tags and footer items were not seen.',
    },
  },
  {
    id: 'website-indicators-2019',
    title: '政府网站与政务新媒体检查指标',
    edition: '国办秘函〔2019〕19号',
    confirmed: true,
    note: {
      zh: '首页、栏目、账号的更新期限和无法访问的比例，适用于政府网站和政务新媒体。扣分数值未核对。',
      en: 'Limits for updates of home page, columns and accounts, and the share of unreachable visits, for government sites and accounts. The deductions were not seen.',
    },
  },
  {
    id: 'icp-filing-measures',
    title: '非经营性互联网信息服务备案管理办法',
    edition: '信息产业部令第33号',
    confirmed: true,
    note: {
      zh: '第十三条：在主页底部的中央位置标明备案编号，并链接到备案管理系统。第十四条：变更备案信息的，提前30日办理。见到这两条。',
      en: 'Article 13: the filing number stands at the bottom middle of the home page with a link to the filing system. Article 14: changes are handed in 30 days ahead. Both articles were seen.',
    },
  },
  {
    id: 'network-connection-measures',
    title: '计算机信息网络国际联网安全保护管理办法',
    edition: '公安部令第33号，1997年12月16日发布，2011年1月8日修订',
    confirmed: true,
    note: {
      zh: '第十二条：自网络正式联通之日起30日内向公安机关备案。',
      en: 'Article 12: filing with the police within 30 days after the network is connected.',
    },
  },
  {
    id: 'app-management-2026',
    title: '政务移动互联网应用程序规范化管理办法',
    edition: '国办函〔2026〕12号，2026年1月25日',
    confirmed: true,
    note: {
      zh: '应用上线前先备案，县级以下原则上不建应用。不得强制打卡、积分排名、比在线时长，停用要公告并注销。公共服务类参照执行。',
      en: 'Apps are filed before launch; below county level in principle none is built. No check-ins, rankings or online hours; closing is announced and the filing cancelled. Apps for the public follow it by analogy.',
    },
  },
  {
    id: 'app-filing-guide-1',
    title: '政务移动互联网应用程序备案工作指南（第一版）',
    edition: '国家网信办，第一版',
    confirmed: false,
    note: { zh: '只见到名称。', en: 'Only the title was seen.' },
  },
  {
    id: 'official-explanation-2024',
    title: '互联网政务应用安全管理规定官方解读',
    edition: '2024年5月，四部门',
    confirmed: true,
    note: {
      zh: '说明机关的范围和两种身份证书。凭证书核验的，平台不再要求对公账户、公函和法定代表人证件。见到部分内容。',
      en: 'It explains which bodies are organs and the two certificates. With a certificate, platforms ask for no bank account, letter or papers of the legal representative. Seen in part.',
    },
  },
  {
    id: 'archiving-guide-2019',
    title: '政府网站网页归档指南',
    edition: 'DA/T 80—2019',
    confirmed: true,
    note: {
      zh: '规定网页归档的范围、收集、整理和移交。见到范围一章。',
      en: 'Scope, collection, arrangement and hand-over of archived pages. The chapter on scope was seen.',
    },
  },
  {
    id: 'webpage-metadata-2022',
    title: '政府网站网页电子文件元数据',
    edition: 'GB/T 42147—2022',
    confirmed: true,
    note: { zh: '只见到封面和前言。', en: 'Only cover and foreword were seen.' },
  },
  {
    id: 'secrecy-law-regulation',
    title: '中华人民共和国保守国家秘密法实施条例',
    edition: '国务院令第786号，2024年7月10日修订',
    confirmed: true,
    note: {
      zh: '第六十一条：国家秘密已经泄露或可能泄露的，立即补救，24小时内向同级保密行政管理部门和上级主管部门报告。',
      en: 'Article 61: when a state secret leaked or may have leaked, act at once and report within 24 hours to the secrecy administration of the same level and to the superior.',
    },
  },
  {
    id: 'official-document-format-2012',
    title: '党政机关公文格式',
    edition: 'GB/T 9704—2012',
    confirmed: true,
    note: {
      zh: '规定密级和保密期限在公文上的位置和写法，供识别密级标志使用。',
      en: 'Where and how classification and term stand on an official paper; used to recognise classification marks.',
    },
  },
  {
    id: 'mlps-measures',
    title: '信息安全等级保护管理办法',
    edition: '公通字〔2007〕43号',
    confirmed: true,
    note: {
      zh: '第十五条：第二级以上系统30日内向设区的市级以上公安机关备案。第三级系统每年至少测评一次，见于转引。该办法与2025年新要求的关系未核实。',
      en: 'Article 15: systems of level 2 and above are filed within 30 days with the police of a city with districts or above. The yearly evaluation of level 3 was seen quoted. How the measures stand beside the notices of 2025 is not confirmed.',
    },
  },
  {
    id: 'mlps-basic-2019',
    title: '信息安全技术 网络安全等级保护基本要求',
    edition: 'GB/T 22239—2019',
    confirmed: true,
    note: {
      zh: '第三级的身份鉴别、访问控制、安全审计、备份恢复等条款。部分条款编号未核对。',
      en: 'Level 3: identification, access control, audit, back-up and more. Some clause numbers are not confirmed.',
    },
  },
  {
    id: 'mlps-evaluation-2019',
    title: '信息安全技术 网络安全等级保护测评要求',
    edition: 'GB/T 28448—2019（年号未核实）',
    confirmed: true,
    note: {
      zh: '见到第三级安全计算环境的部分测评单元编号。',
      en: 'Some test unit numbers for the computing environment of level 3 were seen.',
    },
  },
  {
    id: 'mlps-refiling-1001',
    title: '关于进一步做好网络安全等级保护有关工作的函',
    edition: '公网安〔2025〕1001号，2025年3月8日',
    confirmed: true,
    note: {
      zh: '第二级以上系统按2025年版备案表重新备案。见到部分内容。',
      en: 'Systems of level 2 and above are filed again on the forms of 2025. Seen in part.',
    },
  },
  {
    id: 'mlps-refiling-1846',
    title: '关于对网络安全等级保护有关工作事项进一步说明的函',
    edition: '公网安〔2025〕1846号，2025年4月27日',
    confirmed: true,
    note: {
      zh: '重新备案截至2025年11月30日，原则上由地市级以上公安网安部门受理。等级变更或有重大变化的才需重新评审。见于解读。',
      en: 'Re-filing until 2025-11-30, accepted in principle by the network police at prefectural level and above. Experts review again only after a change of level or a major change. Seen in commentaries.',
    },
  },
  {
    id: 'crypto-assessment-measures',
    title: '商用密码应用安全性评估管理办法',
    edition: '国家密码管理局令第3号',
    inForce: '2023-11-01',
    confirmed: true,
    note: {
      zh: '评估由取得商用密码检测机构资质的机构承担。见到第一条至第五条，评估周期未核对。',
      en: 'Assessments are done by bodies qualified for testing commercial cryptography. Articles 1 to 5 were seen, the interval was not.',
    },
  },
  {
    id: 'tlcp-2020',
    title: '信息安全技术 传输层密码协议（TLCP）',
    edition: 'GB/T 38636—2020',
    confirmed: true,
    note: {
      zh: '记录层版本0x0101和密码套件编号，供识别国密连接使用。',
      en: 'Record version 0x0101 and suite numbers, used to recognise the Chinese protocol.',
    },
  },
  {
    id: 'rfc-8998',
    title: 'ShangMi (SM) Cipher Suites for TLS 1.3',
    edition: 'RFC 8998',
    confirmed: true,
    note: {
      zh: 'SM4-GCM和SM4-CCM的测试数据已重新计算，套件编号未核实。',
      en: 'Its SM4-GCM and SM4-CCM vectors were computed again; the suite numbers are not confirmed.',
    },
  },
  {
    id: 'data-grading-2024',
    title: '数据安全技术 数据分类分级规则',
    edition: 'GB/T 43697—2024',
    inForce: '2024-10-01',
    confirmed: true,
    note: {
      zh: '数据分核心、重要、一般三级。定级表未核对，不适用于国家秘密。',
      en: 'Three grades: core, important, general. The grading table was not seen; not for state secrets.',
    },
  },
  {
    id: 'sensitive-information-2025',
    title: '数据安全技术 敏感个人信息处理安全要求',
    edition: 'GB/T 45574—2025',
    inForce: '2025-11-01',
    confirmed: true,
    note: { zh: '见到标准号和施行日期。', en: 'Number and date in force were seen.' },
  },
  {
    id: 'personal-information-2020',
    title: '信息安全技术 个人信息安全规范',
    edition: 'GB/T 35273—2020',
    confirmed: false,
    note: { zh: '附录A的种类表未核对。', en: 'The table of kinds in its annex A was not seen.' },
  },
  {
    id: 'identity-number-1999',
    title: '公民身份号码',
    edition: 'GB 11643—1999',
    confirmed: true,
    note: {
      zh: '校验位算法已用标准中的样例重新计算。',
      en: 'The check digit was computed again with the examples of the standard.',
    },
  },
  {
    id: 'credit-code-2015',
    title: '法人和其他组织统一社会信用代码编码规则',
    edition: 'GB 32100—2015',
    confirmed: true,
    note: {
      zh: '校验位算法已重新计算。实际使用的代码有不符合校验的，只作提醒。',
      en: 'The check digit was computed again. Some codes in real use do not match it, so a mismatch is a warning only.',
    },
  },
  {
    id: 'division-codes-2007',
    title: '中华人民共和国行政区划代码',
    edition: 'GB/T 2260—2007',
    inForce: '2008-02-01',
    confirmed: true,
    note: {
      zh: '六位代码，前两位表示省级。见到编码说明和部分代码。',
      en: 'Six digits, the first two for the province. The description and some codes were seen.',
    },
  },
  {
    id: 'data-sharing-regulation',
    title: '政务数据共享条例',
    edition: '国务院令第809号，2025年5月28日公布',
    inForce: '2025-08-01',
    confirmed: true,
    note: {
      zh: '规定政府部门之间的数据共享。见到第一条至第五条。',
      en: 'Sharing of data between government departments. Articles 1 to 5 were seen.',
    },
  },
  {
    id: 'cloud-assessment-measures',
    title: '云计算服务安全评估办法',
    edition: '国家网信办等四部门公告2019年第2号，2019年7月2日',
    confirmed: true,
    note: {
      zh: '适用于党政机关和关键信息基础设施运营者采购云计算服务。经评估的平台名单另行公布，未载入。',
      en: 'For cloud services bought by organs and operators of critical infrastructure. The list of assessed platforms is published separately and is not loaded.',
    },
  },
  {
    id: 'egov-ca-measures',
    title: '电子政务电子认证服务管理办法',
    edition: '国家密码管理局令第4号，2024年9月4日',
    inForce: '2024-11-01',
    confirmed: true,
    note: {
      zh: '第三条：电子政务电子认证服务是为政务活动提供的电子签名认证服务。第十二条：资质证书有效期5年。官方机构名单没有找到。',
      en: 'Article 3: e-government certification is certification of electronic signatures for government activities. Article 12: the licence is valid for 5 years. No official list was found.',
    },
  },
  {
    id: 'national-identity-2025',
    title: '国家网络身份认证公共服务管理办法',
    edition: '公安部等六部门令第173号，2025年5月19日',
    inForce: '2025-07-15',
    confirmed: true,
    note: {
      zh: '用户使用网号、网证的，平台原则上不得再要求提供明文身份信息。不使用的用户享有同等服务。',
      en: 'Of users with a network number or credential, a platform in principle asks for no plain identity. Others get equal service.',
    },
  },
  {
    id: 'mail-system-2018',
    title: '信息安全技术 电子邮件系统安全技术要求',
    edition: 'GB/T 37002—2018',
    inForce: '2019-07-01',
    confirmed: true,
    note: {
      zh: '分基本级和增强级。见到目录和片段，条款全文未核对。',
      en: 'A basic and an enhanced level. Contents and fragments were seen, the clauses were not.',
    },
  },
  {
    id: 'incident-report-2025',
    title: '国家网络安全事件报告管理办法',
    edition: '国家互联网信息办公室，2025年9月11日',
    inForce: '2025-11-01',
    confirmed: true,
    note: {
      zh: '较大以上事件必须报告，时限从发现或获知时起算。报告热线12387。第四条已见到，总结报告的时限未核实。',
      en: 'Incidents of the third grade and above must be reported, counted from finding out. Hotline 12387. Article 4 was seen; the limit for the final report is not confirmed.',
    },
  },
  {
    id: 'incident-grading-2025',
    title: '网络安全事件分级指南',
    edition: '2025年，国家网络安全事件报告管理办法附件',
    inForce: '2025-11-01',
    confirmed: true,
    note: {
      zh: '特别重大一级见到前七项。重大、较大两级只核实了个人信息数量，其余数字见于2023年征求意见稿。',
      en: 'Of the first grade seven items were seen. Of the second and third only the numbers for personal information are confirmed; the others come from the draft of 2023.',
    },
  },
  {
    id: 'national-incident-plan-2017',
    title: '国家网络安全事件应急预案',
    edition: '中网办发文〔2017〕4号',
    confirmed: false,
    note: { zh: '原文没有找到。', en: 'The text was not found.' },
  },
  {
    id: 'public-internet-incident-plan',
    title: '公共互联网网络安全突发事件应急预案',
    edition: '工业和信息化部（文号未核实）',
    confirmed: true,
    note: {
      zh: '四级响应对应四级事件，红色、橙色预警期间24小时值班。适用于电信和互联网行业，供编写预案参考。',
      en: 'Four levels of response for four grades; duty round the clock at red and orange. Written for telecommunications and the Internet; an example for plans.',
    },
  },
  {
    id: 'security-products-2023',
    title: '关于调整网络安全专用产品安全管理有关事项的公告',
    edition: '国家网信办等五部门公告2023年第1号，产品目录2023年7月',
    inForce: '2023-07-01',
    confirmed: true,
    note: {
      zh: '列入目录的产品须经认证或检测后方可销售或提供。本软件没有经过认证，不能代替这类产品。',
      en: 'Products in the catalogue are certified or tested before they are sold or provided. This software is not certified and does not replace them.',
    },
  },
];

const BY_ID = new Map(COMPANIONS.map((companion) => [companion.id, companion]));

/** The companion rule with this id, or undefined. */
export function companion(id: string): Companion | undefined {
  return BY_ID.get(id);
}
