import type { Lang, LocalText } from '@zhengdun/contract';
import { plainText } from '../plain-text.ts';
import { anyOf } from '../value.ts';
import type { Row } from './read-rows.ts';

/** What is wrong with one cell. */
export interface CellFault {
  /** of the file, counted from 1 */
  readonly line: number;
  /** index of the column in the file; -1 where the file has no such column */
  readonly at: number;
  readonly isSheet: boolean;
  /** what the column is called */
  readonly column: LocalText;
  readonly problem: LocalText;
}

export function faultAt(
  row: Pick<Row, 'line' | 'isSheet'>,
  where: { readonly at: number; readonly column: LocalText },
  problem: LocalText,
): CellFault {
  return { line: row.line, isSheet: row.isSheet ?? false, ...where, problem };
}

/** 「第3行单位性质（单元格C3）：应为党政机关或事业单位，现为“企业”」 */
export function faultText({ line, at, isSheet, column, problem }: CellFault, lang: Lang): string {
  const named = isSheet && at >= 0;
  return lang === 'zh'
    ? `第${line}行${column.zh}${named ? `（单元格${cellName(at, line)}）` : ''}：${problem.zh}`
    : `line ${line}, ${column.en}${named ? ` (cell ${cellName(at, line)})` : ''}: ${problem.en}`;
}

/** `C3`, `AB12`; empty where the file has no such column. */
export function cellName(at: number, line: number): string {
  if (at < 0) return '';
  const tens = Math.floor(at / 26);
  return `${tens > 0 ? String.fromCharCode(64 + tens) : ''}${String.fromCharCode(65 + (at % 26))}${line}`;
}

/** A code (`organ`) or its word in either language; undefined for an empty cell, null for anything else. */
export function wordOf<Code extends string>(
  text: string,
  codes: readonly Code[],
  words: Readonly<Record<Code, LocalText>>,
): Code | null | undefined {
  const wanted = text.trim().toLowerCase();
  if (wanted === '') return undefined;
  const names = (code: Code): string[] =>
    [code, words[code].zh, words[code].en].map((word) => word.toLowerCase());
  return codes.find((code) => names(code).includes(wanted)) ?? null;
}

export function notAmong(found: string, allowed: readonly LocalText[]): LocalText {
  return {
    zh: `应为${anyOf(allowed, 'zh')}，现为“${plainText(found, 40)}”`,
    en: `must be ${anyOf(allowed, 'en')}, not "${plainText(found, 40)}"`,
  };
}

/** Name of a column as somebody wrote it into a head row: 「网址（必填）」 is called 网址. */
export function headName(cell: string): string {
  return cell
    .normalize('NFKC')
    .replaceAll(/\(.*?\)|[*:\s]+$|^\s+/g, '')
    .trim();
}
