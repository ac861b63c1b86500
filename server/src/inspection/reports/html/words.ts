import type { LocalText } from '@zhengdun/contract';

/** Headings and labels of the HTML report. */
export const WORDS = {
  kicker: {
    zh: '互联网政务应用安全管理规定 检测报告',
    en: 'Check against the Regulation on the Security of Internet Government Applications',
  },
  titleSuffix: { zh: '检测报告', en: 'check report' },
  product: { zh: '政盾', en: 'Zhengdun' },
  counts: { zh: '结果计数', en: 'Counts' },
  address: { zh: '网址', en: 'Address' },
  unit: { zh: '单位', en: 'Unit' },
  kind: { zh: '检测口径', en: 'Checked as' },
  time: { zh: '检测时间', en: 'Checked' },
  kindUnknown: {
    zh: '单位性质不明，部分义务无法判定',
    en: 'kind of unit not known; some obligations stay undetermined',
  },
  first: { zh: '先改这几项', en: 'Mend these first' },
  firstLead: {
    zh: '按后果轻重和所需时间排列，最多列三项。',
    en: 'At most three, by consequence and then by effort.',
  },
  unmet: { zh: '不符合', en: 'Not met' },
  noneUnmet: { zh: '本次检测未发现不符合。', en: 'Nothing was found that is not met.' },
  unknown: { zh: '无法判定', en: 'Undetermined' },
  unknownLead: {
    zh: '以下各项没有结论，不等于符合。按补齐办法分组。',
    en: 'These items have no verdict, which does not mean that they are met. They are grouped by what settles them.',
  },
  noneUnknown: { zh: '没有无法判定的事项。', en: 'Nothing is undetermined.' },
  problem: { zh: '问题', en: 'Problem' },
  basis: { zh: '依据', en: 'Basis' },
  fact: { zh: '事实', en: 'Fact' },
  remedy: { zh: '整改', en: 'Mend' },
  cure: { zh: '办法', en: 'What settles it' },
  handler: { zh: '承办', en: 'Who' },
  recheck: { zh: '复核', en: 'Re-check' },
  severity: { zh: '轻重', en: 'Weight' },
  effort: { zh: '工作量', en: 'Effort' },
  operators: { zh: '给运维人员', en: 'For the operator' },
  places: { zh: '位置', en: 'Places' },
  rule: { zh: '检测规则', en: 'Rule' },
  seePicture: { zh: '见', en: 'See ' },
  picture: { zh: '图', en: 'Picture ' },
  about: { zh: '检测说明和未检事项', en: 'How it was checked, and what was not' },
  conditions: { zh: '检测条件', en: 'Conditions' },
  steps: { zh: '检测步骤', en: 'Steps' },
  notChecked: { zh: '未检事项', en: 'Not checked' },
  readings: { zh: '采用的理解', en: 'Readings applied' },
  readingsLead: {
    zh: '规定中有些语句可以有两种理解，本次采用以下理解。',
    en: 'Some sentences of the Regulation can be read in two ways. These readings were applied.',
  },
  appendix: { zh: '附表', en: 'Appendix' },
  met: { zh: '符合', en: 'Met' },
  notApplicable: { zh: '不适用', en: 'Not applicable' },
  wrongRecord: {
    zh: '登记有误的，请更正单位性质、级别等登记信息后重新检测。',
    en: 'Where a registered fact is wrong, correct it and check again.',
  },
  item: { zh: '事项', en: 'Item' },
  seen: { zh: '看到的事实', en: 'What was seen' },
  factAndRecheck: { zh: '事实和复核', en: 'Fact and re-check' },
  because: { zh: '不适用的原因', en: 'Why it does not apply' },
  sentences: { zh: '引用的条文', en: 'Sentences cited' },
  metPictures: { zh: '其他截图', en: 'Other pictures' },
  proof: { zh: '摘要', en: 'Digests' },
  proofLead: {
    zh: '摘要用于核对报告和截图未被改动。',
    en: 'The digests show whether the report or its pictures were changed.',
  },
  object: { zh: '对象', en: 'Object' },
  digest: { zh: '摘要', en: 'Digest' },
  data: { zh: '本报告内嵌的检测数据（JSON）', en: 'The data inside this report (JSON)' },
  dataHow: {
    zh: '核对办法：取出本文件中编号为 zhengdun-result 的内容，按 UTF-8 编码另存，不加换行，再计算摘要。',
    en: 'To verify, save the content of the element zhengdun-result of this file in UTF-8 without a line break, then compute the digest.',
  },
  comparison: { zh: '与上次比较', en: 'Since the last check' },
} as const satisfies Record<string, LocalText>;

/** Why a picture is not shown. */
export const GAP_WORDS = {
  gone: { zh: '截图没有随检测结果保存，不能显示', en: 'the picture was not kept and cannot be shown' },
  damaged: {
    zh: '截图与登记的摘要不符，不予显示',
    en: 'the picture does not fit its digest and is not shown',
  },
  'foreign-type': { zh: '截图格式不能显示', en: 'the picture has a format that cannot be shown' },
} as const satisfies Record<string, LocalText>;

/** The severity is ours: every place that shows one says so. */
export const WEIGHT_NOTE = {
  zh: '轻重和工作量是本软件的估计，规定本身没有分级。',
  en: 'Weight and effort are estimates of this software; the Regulation has no grades.',
} as const satisfies LocalText;
