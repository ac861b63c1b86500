import type { ErrorEntry } from './entry.ts';

/** Errors of the audit log's pages. */
export const AUDITING_ERRORS = {
  'export-too-large': {
    status: 409,
    exit: 64,
    words: {
      zh: '符合条件的记录有 {total} 条，一次最多导出 {most} 条。请缩小时间范围后再导出。',
      en: 'The filter holds {total} records; at most {most} are exported at once. Narrow it down.',
    },
  },
} as const satisfies Record<string, ErrorEntry>;
