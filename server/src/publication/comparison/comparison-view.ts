import type { Lang, PageComparisonView } from '@zhengdun/contract';
import { FOLLOW_WORDS, WEB_WORDS } from '../../kernel/web/index.ts';
import type { ComparisonRow } from '../tables.ts';

const READING_WORDS = {
  'too-slow': { zh: '页面过于复杂，没能在规定时间内读完', en: 'the page is too complex to be read in time' },
  'too-large': { zh: '页面过大，没能读完', en: 'the page is too large to be read' },
} as const;
const FAULTS: Readonly<Record<string, { readonly zh: string; readonly en: string }>> = {
  ...WEB_WORDS,
  ...FOLLOW_WORDS,
  ...READING_WORDS,
};

/** Why a page is not there, in the reader's language. */
export function faultWords(fault: string, lang: Lang): string {
  return FAULTS[fault]?.[lang] ?? fault.replace('http-', 'HTTP ');
}

/** A comparison, its fault in the reader's language. */
export function comparisonView(row: ComparisonRow, lang: Lang): PageComparisonView {
  const { fault } = row;
  return {
    version: row.version,
    at: row.at.toISOString(),
    url: row.url,
    outcome: row.outcome,
    ...(fault !== null && { fault: faultWords(fault, lang) }),
    similarity: row.similarity,
    differences: [...row.differences],
    count: row.count,
    ...(row.sha256 !== null && { sha256: row.sha256 }),
  };
}
