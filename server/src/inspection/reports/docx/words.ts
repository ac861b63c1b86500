import type { LocalText } from '@zhengdun/contract';
import { REPORT_OUTLINE } from '../../../kernel/docx/index.ts';

/** Headings and labels of the document. */
export const WORDS = {
  ...REPORT_OUTLINE,
  unitAndApplication: { zh: '（一）单位和应用', en: '1.1 Unit and application' },
  conditions: { zh: '（三）检测时间、工具和地点', en: '1.3 Time, tools and place' },
  number: { zh: '序号', en: 'No.' },
  citation: { zh: '条款', en: 'Article' },
  item: { zh: '事项', en: 'Item' },
  result: { zh: '结果', en: 'Result' },
  fact: { zh: '事实', en: 'Fact' },
  tableCaption: { zh: '表1　自查结果统计', en: 'Table 1. Results by chapter' },
  annexOne: { zh: '检测结果汇总表', en: 'Table of results' },
  annexTwo: { zh: '检测证据清单', en: 'List of evidence' },
  evidenceNumber: { zh: '编号', en: 'No.' },
  picture: { zh: '图', en: 'Picture' },
  timeAndDigest: { zh: '时间、网址和摘要', en: 'Time, address, digests' },
  data: { zh: '检测数据（JSON）', en: 'Data of the check (JSON)' },
  noPictures: { zh: '本次检测没有保存截图。', en: 'No picture was kept.' },
} as const satisfies Record<string, LocalText>;
