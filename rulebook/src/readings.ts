import type { Reading } from '@zhengdun/contract';

/**
 * Sentences with two honest readings. Both are kept, a setting chooses, reports say which. The four issuing
 * bodies have the power of interpretation (Article 43); a reading here is ours until they speak.
 */
export const READINGS: readonly Reading[] = [
  {
    id: 'R1',
    position: {
      article: 5,
      paragraph: 1,
      sentence: 2,
      quote: '非党政机关网站不得注册使用“.gov.cn”或“.政务”的域名',
    },
    obligations: ['A5.3-no-gov-suffix-for-others'],
    a: {
      zh: '所有事业单位都不得使用政府域名。',
      en: 'No public institution may use a government name.',
    },
    b: {
      zh: '承担行政职能的事业单位可以保留政府域名。',
      en: 'A public institution with administrative functions may keep one.',
    },
    preset: 'b',
    reason: {
      zh: '国办函〔2018〕55号只说不承担行政职能的事业单位原则上不得使用。机构编制部门已登记行政职能的按此处理，没有登记的记为不符合。',
      en: 'Notice 国办函〔2018〕55号 bars in principle only institutions without administrative functions. Where the establishment authority has recorded such functions the name is met, otherwise unmet.',
    },
  },
  {
    id: 'R2',
    position: {
      article: 10,
      paragraph: 2,
      sentence: 1,
      quote: '县级党政机关各部门以及乡镇党政机关原则上不单独建设网站',
    },
    obligations: ['A10.3-no-own-site-below'],
    a: {
      zh: '街道办事处、开发区管委会和县级事业单位也在内。',
      en: 'Sub-district offices, development zone committees and county institutions are included.',
    },
    b: { zh: '只指条文列明的两类机关。', en: 'Only the two kinds of organ that the text names.' },
    preset: 'b',
    reason: {
      zh: '条文没有列出街道、开发区和县级事业单位。对这些单位只作提示，不作判定。',
      en: 'The text does not name sub-districts, zones or county institutions. For them there is a remark and no verdict.',
    },
  },
  {
    id: 'R3',
    position: {
      article: 17,
      paragraph: 2,
      sentence: 1,
      quote: '承载重要业务应用的机关事业单位网站、互联网电子邮件系统等',
    },
    obligations: ['A17.8-level3-mail'],
    a: {
      zh: '只有承载重要业务应用的邮件系统，须符合第三级要求。',
      en: 'Only an e-mail system that carries important services meets level 3.',
    },
    b: { zh: '所有邮件系统都须符合第三级要求。', en: 'Every e-mail system meets level 3.' },
    preset: 'a',
    reason: {
      zh: '按语法，“承载重要业务应用的”也限定邮件系统。从严理解则不限定。低于第三级的记为无法判定，待单位和主管部门认定，不直接记为不符合。',
      en: 'By grammar the qualifier covers mail too; the cautious reading drops it. Below level 3 the verdict is undetermined until the unit and its superior decide, not unmet.',
    },
  },
  {
    id: 'R4',
    position: { article: 18, paragraph: 1, sentence: 1, quote: '每年至少进行一次安全检测评估' },
    obligations: ['A18.1-yearly-assessment'],
    a: { zh: '每个自然年至少一次。', en: 'At least once in each calendar year.' },
    b: { zh: '任意连续12个月内至少一次。', en: 'At least once in any twelve months.' },
    preset: 'a',
    reason: {
      zh: '按自然年判定，超过12个月的另作提醒，两种结果都显示。',
      en: 'The calendar year decides and twelve months bring a reminder; both are shown.',
    },
  },
  {
    id: 'R5',
    position: {
      article: 22,
      paragraph: 1,
      sentence: 1,
      quote: '未经信息提供方同意不得向第三方提供或公开',
    },
    obligations: ['A22.1-consent'],
    a: {
      zh: '其他机关也是第三方，提供前都要征得同意。',
      en: 'Another organ is a third party too, and consent is needed.',
    },
    b: {
      zh: '机关之间依法共享，不属于向第三方提供。',
      en: 'Lawful sharing between organs is not giving to a third party.',
    },
    preset: 'b',
    reason: {
      zh: '政务数据共享条例对机关之间的共享另有规定。每次共享都要登记同意凭证，或法律依据及其条款，两者都没有的记为不符合。',
      en: 'The regulation on sharing government data has its own rules for sharing between organs. Each share has on record either the consent or the statute with its article; with neither it is unmet.',
    },
  },
  {
    id: 'R6',
    position: {
      article: 29,
      paragraph: 1,
      sentence: 1,
      quote: '涉及的电子认证服务应当由依法设立的电子政务电子认证服务机构提供',
    },
    obligations: ['A29.2-licensed-ca'],
    a: {
      zh: '网站的服务器证书都要由这类机构签发。',
      en: 'Every server certificate comes from such a body.',
    },
    b: {
      zh: '只在使用身份认证、电子签名等电子认证服务时适用。',
      en: 'It applies only where a certification service such as identity or signature is used.',
    },
    preset: 'unset',
    reason: {
      zh: '两种理解的后果相差很大，由单位或其主管部门选定，选定之前记为无法判定。国家密码管理局令第4号第三条把这类服务定义为电子签名认证服务，可供选定时参考。',
      en: 'The readings lead far apart, so the unit or its superior chooses; until then the verdict is undetermined. Article 3 of the measures on e-government certification defines the service as certification of electronic signatures, which helps to choose.',
    },
  },
  {
    id: 'R7',
    position: {
      article: 30,
      paragraph: 2,
      sentence: 1,
      quote: '对与人身财产安全、社会公共利益等相关的互联网政务应用和电子邮件系统',
    },
    obligations: ['A30.3-multi-factor', 'A30.4-idle-logout', 'A30.5-failure-limit', 'A30.6-terminal-binding'],
    a: {
      zh: '邮件系统也以与人身财产安全等相关为限，三种技术手段是举例。',
      en: 'Mail systems too only where persons or property are touched; the three means are examples.',
    },
    b: {
      zh: '所有邮件系统都适用，三种技术手段都要有。',
      en: 'Every mail system, and all three means are required.',
    },
    preset: 'a',
    reason: {
      zh: '三种手段逐项列出，多因素鉴别的分量最重。选b时，缺少任何一种都记为不符合。',
      en: 'The three means are shown one by one and multi-factor authentication weighs most. Under b, each missing means is unmet.',
    },
  },
  {
    id: 'R8',
    position: { article: 15, paragraph: 1, sentence: 2, quote: '党政机关门户网站应当采取技术措施' },
    obligations: ['A15.4-exit-prompt'],
    a: { zh: '只约束门户网站。', en: 'The portal only.' },
    b: { zh: '约束党政机关的所有网站。', en: 'Every website of an organ.' },
    preset: 'a',
    reason: {
      zh: '条文写的是门户网站。其他网站没有提示的，只作提示，不作判定。',
      en: 'The text says portal. Other sites without a prompt get a remark and no verdict.',
    },
  },
];

const BY_ID = new Map(READINGS.map((reading) => [reading.id, reading]));

/** The reading with this id (`R1` to `R8`), or undefined. */
export function reading(id: string): Reading | undefined {
  return BY_ID.get(id);
}
