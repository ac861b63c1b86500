import type { LocalText } from '@zhengdun/contract';

/** Shown where the document is handed out. */
export const DOCX_DOWNLOAD_NOTE = {
  zh: '报告含未整改问题，请按本单位保密要求流转',
  en: "The report holds problems that are not mended yet; pass it on as your unit's rules on secrecy demand",
} as const satisfies LocalText;

/** Headings and labels of the document. */
export const WORDS = {
  subject: {
    zh: '互联网政务应用安全自查报告',
    en: 'Report on the Self-inspection of Internet Government Applications',
  },
  one: { zh: '一、基本情况', en: '1 General' },
  unitAndApplication: { zh: '（一）单位和应用', en: '1.1 Unit and application' },
  organisation: { zh: '（二）自查组织', en: '1.2 Organisation' },
  conditions: { zh: '（三）检测时间、工具和地点', en: '1.3 Time, tools and place' },
  two: { zh: '二、自查结果', en: '2 Results' },
  three: { zh: '三、存在的问题', en: '3 Problems' },
  four: { zh: '四、无法判定事项及核实安排', en: '4 Undetermined items and how they are settled' },
  five: { zh: '五、下一步措施', en: '5 Next steps' },
  chapter: { zh: '章', en: 'Chapter' },
  total: { zh: '合计', en: 'Total' },
  number: { zh: '序号', en: 'No.' },
  citation: { zh: '条款', en: 'Article' },
  item: { zh: '事项', en: 'Item' },
  result: { zh: '结果', en: 'Result' },
  fact: { zh: '事实', en: 'Fact' },
  tableCaption: { zh: '表1　自查结果统计', en: 'Table 1. Results by chapter' },
  annex: { zh: '附件', en: 'Annex ' },
  annexOne: { zh: '检测结果汇总表', en: 'Table of results' },
  annexTwo: { zh: '检测证据清单', en: 'List of evidence' },
  filler: { zh: '填报人', en: 'Filled in by' },
  reviewer: { zh: '审核人', en: 'Reviewed by' },
  leader: { zh: '分管负责人', en: 'Leader in charge' },
  phone: { zh: '联系电话', en: 'Telephone' },
  evidenceNumber: { zh: '编号', en: 'No.' },
  picture: { zh: '图', en: 'Picture' },
  timeAndDigest: { zh: '时间、网址和摘要', en: 'Time, address, digests' },
  data: { zh: '检测数据（JSON）', en: 'Data of the check (JSON)' },
  noPictures: { zh: '本次检测没有保存截图。', en: 'No picture was kept.' },
} as const satisfies Record<string, LocalText>;
