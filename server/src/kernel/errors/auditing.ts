import type { ErrorEntry } from './entry.ts';

/** Errors of the audit log's pages. */
export const AUDITING_ERRORS = {
  'export-too-large': {
    status: 409,
    exit: 64,
    words: {
      zh: '符合条件的记录超过 {most} 条，一次最多导出这么多。请缩小时间范围后再导出。',
      en: 'The filter holds more than {most} records, which is what is exported at once. Narrow it down.',
    },
  },
} as const satisfies Record<string, ErrorEntry>;
