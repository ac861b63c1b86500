import {
  CHAPTERS,
  type FindingRow,
  findingFilterSchema,
  type Reason,
  type Summary,
} from '@zhengdun/contract';
import type { Database, Transaction } from '../../kernel/database/index.ts';
import { HouseError } from '../../kernel/errors/index.ts';
import { lastDigests } from '../../kernel/ledger/index.ts';
import { beyondScope, scopeOf, withinScope } from '../../kernel/tenancy/index.ts';
import { readUnitProfile, type UnitProfile } from '../../registry/index.ts';
import { type FaultText, faultTextOf } from '../findings/finding-words.ts';
import { type Reading, readAllFindings } from '../findings/read-findings.ts';
import {
  countByChapter,
  countReported,
  type ReportedApplication,
  reportedApplications,
} from './unit-report.repo.ts';

/** A report is read by people: what is more than this is counted, and named as cut. */
export const REPORT_BOUNDS = { applications: 200, findings: 2000, places: 20 } as const;

/** A finding with what is said of it. */
export interface ReportedFinding {
  readonly row: FindingRow;
  readonly text: FaultText;
}

/** The same problem wherever the unit has it. */
export interface ProblemGroup {
  readonly name: string;
  readonly findings: readonly ReportedFinding[];
}

/** What is undetermined for the same reason. */
export interface SettleGroup {
  readonly reason: Reason;
  readonly findings: readonly ReportedFinding[];
}

/** What a unit reports about all of its applications, as it stands now. */
export interface UnitReport {
  readonly unit: Pick<UnitProfile, 'name' | 'kind' | 'level' | 'creditCode'>;
  readonly applications: readonly (ReportedApplication & { readonly digest: string | undefined })[];
  readonly counted: Awaited<ReturnType<typeof countReported>>;
  readonly summary: Summary;
  /** chapters in which anything is left */
  readonly chapters: readonly { readonly number: number; readonly unmet: number; readonly unknown: number }[];
  readonly problems: readonly ProblemGroup[];
  readonly toSettle: readonly SettleGroup[];
  readonly findings: readonly ReportedFinding[];
  /** of those that are not settled, also where some are cut */
  readonly total: number;
  readonly asOf: string;
}

/** Everything of a unit's own report. @throws HouseError `unit-unknown` */
export async function readUnitReport(db: Database, reading: Reading, unitId: string): Promise<UnitReport> {
  const scope = scopeOf(reading.actor, 'finding.read');
  return withinScope(db, scope, async (trx) => {
    const unit = await readUnitProfile(trx, unitId);
    if (!unit) throw new HouseError('unit-unknown', {});
    const filter = findingFilterSchema.parse({ unit: unitId });
    const { found, total } = await readAllFindings(trx, scope, {
      ...reading,
      filter,
      limit: REPORT_BOUNDS.findings,
    });
    const findings = found.map(({ row, record, facts }) => ({
      row,
      text: faultTextOf(record, facts, reading.lang),
    }));
    const counted = await countReported(trx, unitId);
    const chapters = await chaptersOf(trx, unitId);
    const unmet = chapters.reduce((sum, chapter) => sum + chapter.unmet, 0);
    const unknown = chapters.reduce((sum, chapter) => sum + chapter.unknown, 0);
    const { met, notApplicable } = counted;
    return {
      unit,
      applications: await applicationsOf(trx, unitId),
      counted,
      summary: {
        unmet,
        unknown,
        met,
        'not-applicable': notApplicable,
        total: unmet + unknown + met + notApplicable,
      },
      chapters,
      problems: problemsOf(findings.filter(({ row }) => row.verdict === 'unmet')),
      toSettle: settleGroupsOf(findings.filter(({ row }) => row.verdict === 'unknown')),
      findings,
      total,
      asOf: reading.now.toISOString(),
    };
  });
}

async function applicationsOf(trx: Transaction, unitId: string): Promise<UnitReport['applications']> {
  // Of this unit alone; but the check that an application stands on may be another's of the same host.
  const rows = await beyondScope(trx, (all) =>
    reportedApplications(all, { unitId, limit: REPORT_BOUNDS.applications }),
  );
  const subjects = rows.flatMap(({ check_id }) => (check_id === null ? [] : [`check/${check_id}`]));
  const digests = await lastDigests(trx, subjects);
  return rows.map((row) => ({ ...row, digest: digests.get(`check/${row.check_id}`)?.result }));
}

async function chaptersOf(trx: Transaction, unitId: string): Promise<UnitReport['chapters']> {
  const counts = await countByChapter(trx, unitId);
  const count = (chapter: number, verdict: 'unmet' | 'unknown'): number =>
    counts.find((each) => each.chapter === chapter && each.verdict === verdict)?.count ?? 0;
  return CHAPTERS.map(({ number }) => ({
    number,
    unmet: count(number, 'unmet'),
    unknown: count(number, 'unknown'),
  })).filter(({ unmet, unknown }) => unmet + unknown > 0);
}

/** The gravest first; the same problem of several applications together. */
function problemsOf(findings: readonly ReportedFinding[]): ProblemGroup[] {
  const groups = Map.groupBy(findings, ({ row }) => `${row.obligation.id} ${row.problem}`);
  return [...groups.values()]
    .map((some) => ({
      name: some[0]?.row.problem ?? '',
      severity: Math.min(...some.map(({ row }) => row.severity)),
      findings: some,
    }))
    .sort((one, other) => one.severity - other.severity || other.findings.length - one.findings.length);
}

function settleGroupsOf(findings: readonly ReportedFinding[]): SettleGroup[] {
  const groups = Map.groupBy(findings, ({ text }) => text.reason ?? 'not-checked');
  return [...groups].map(([reason, some]) => ({ reason, findings: some }));
}
