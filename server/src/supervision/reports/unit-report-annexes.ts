import { type Lang, VERDICT_WORDS } from '@zhengdun/contract';
import { annexHead, type Block, cellText, type FontSet, SIZE, table } from '../../kernel/docx/index.ts';
import { dayText, termText } from '../term-words.ts';
import type { UnitReport } from './read-unit-report.ts';
import { REPORT_HEADS, REPORT_WORDS as WORDS } from './unit-report-words.ts';

/** What the parts of one report share. */
export interface UnitReportContext {
  readonly report: UnitReport;
  readonly lang: Lang;
  readonly fonts: FontSet;
}

/** Where a list was cut; nothing otherwise. */
export function cutNote(
  { shown, total }: { readonly shown: number; readonly total: number },
  { lang, fonts }: Pick<UnitReportContext, 'lang' | 'fonts'>,
): Block[] {
  if (shown >= total) return [];
  const left = total - shown;
  const text =
    lang === 'zh'
      ? `本报告只列前${shown}项，其余${left}项未列，可在系统中查看和下载。`
      : `Only the first ${shown} are listed here; the other ${left} are in the system.`;
  return [cellText(text, fonts)];
}

/** 附件1: every finding that is not settled. */
export function findingsAnnex(context: UnitReportContext): Block[] {
  const { report, lang, fonts } = context;
  const rows = report.findings.map(({ row }, index) => [
    String(index + 1),
    row.application.name,
    row.problem,
    row.obligation.citation,
    `${VERDICT_WORDS[row.verdict].shape} ${VERDICT_WORDS[row.verdict].word[lang]}`,
    row.assignee?.name ?? '',
    termText(row.term, lang),
  ]);
  return [
    ...annexHead({ number: 1, name: WORDS.annexOne[lang] }, lang, fonts),
    table(
      rows,
      {
        widths: [600, 1844, 2200, 1300, 1100, 800, 1000],
        heads: REPORT_HEADS.findings[lang],
        centred: [0, 4],
      },
      fonts,
    ),
    ...cutNote({ shown: report.findings.length, total: report.total }, context),
  ];
}

/** 附件2: the checks that the findings stand on, with the digest that the ledger holds of each result. */
export function checksAnnex(context: UnitReportContext): Block[] {
  const { report, lang, fonts } = context;
  const rows = report.applications
    .filter(({ check_id }) => check_id !== null)
    .map(({ name, checked_at, check_id, digest }, index) => [
      String(index + 1),
      name,
      checked_at ? dayText(checked_at.toISOString(), lang) : '',
      [
        cellText(check_id ?? '', fonts),
        ...(digest ? [cellText(digest.replace('sha256:', 'SHA-256：'), fonts, { size: SIZE.digest })] : []),
      ],
    ]);
  return [
    ...annexHead({ number: 2, name: WORDS.annexTwo[lang] }, lang, fonts),
    rows.length === 0
      ? cellText(WORDS.noChecks[lang], fonts)
      : table(
          rows,
          { widths: [600, 2244, 1500, 4500], heads: REPORT_HEADS.checks[lang], centred: [0] },
          fonts,
        ),
  ];
}
