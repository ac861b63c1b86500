import type { Lang, LocalText } from '@zhengdun/contract';
import { REPORT_OUTLINE } from '../../kernel/docx/index.ts';

/** Headings and labels of a unit's report. */
export const REPORT_WORDS = {
  ...REPORT_OUTLINE,
  unitAndApplications: { zh: '（一）单位和应用', en: '1.1 Unit and applications' },
  conditions: { zh: '（三）检测时间和工具', en: '1.3 Time and tools' },
  never: { zh: '尚未检测', en: 'not checked yet' },
  noChecks: { zh: '应用尚未检测，没有检测记录。', en: 'No application was checked yet.' },
  noProblems: { zh: '没有未办结的不符合事项。', en: 'Nothing is left that is not met.' },
  noneUnknown: { zh: '没有无法判定的事项。', en: 'Nothing is undetermined.' },
  annexOne: { zh: '未办结问题汇总表', en: 'Table of what is not settled' },
  annexTwo: { zh: '检测记录清单', en: 'List of checks' },
} as const satisfies Record<string, LocalText>;

/** Heads of its tables. */
export const REPORT_HEADS = {
  applications: {
    zh: ['序号', '名称', '类型', '主要地址', '最近检测', '不符合', '无法判定'],
    en: ['No.', 'Name', 'Kind', 'Address', 'Last check', 'Not met', 'Undetermined'],
  },
  findings: {
    zh: ['序号', '应用', '问题', '条款', '结论', '责任人', '期限'],
    en: ['No.', 'Application', 'Finding', 'Article', 'Verdict', 'Person', 'Term'],
  },
  checks: {
    zh: ['序号', '应用', '检测日期', '检测编号和结果摘要'],
    en: ['No.', 'Application', 'Day', 'Number and digest of the result'],
  },
} as const satisfies Record<string, Record<Lang, readonly string[]>>;
