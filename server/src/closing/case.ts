import type { ClosingStep, Confirmation, Verdict } from '@zhengdun/contract';
import { readNamedResult } from '../inspection/index.ts';
import { type Day, dayOf } from '../kernel/clock/index.ts';
import type { Transaction } from '../kernel/database/index.ts';
import { HouseError } from '../kernel/errors/index.ts';
import { beyondScope } from '../kernel/tenancy/index.ts';
import {
  type ApplicationProfile,
  findCheckOf,
  isRegisteredBy,
  namesOfUnits,
  readApplicationProfile,
} from '../registry/index.ts';
import { findEvents, findSteps, updateCase } from './closing.repo.ts';
import { nextOf, progressOf, type StepProgress } from './progress.ts';
import { STEP_RULES, type stepsOf } from './steps.ts';
import type { CaseRow, EventRow, StepRow } from './tables.ts';

/** What the latest check of a closed application saw. */
export interface SeenClosed {
  readonly id: string;
  readonly at: string;
  readonly verdicts: ReadonlyMap<string, Verdict>;
}

/** A case with all that is known of it. */
export interface WholeCase {
  readonly row: CaseRow;
  readonly application: ApplicationProfile;
  readonly unitName: string;
  readonly successor: string | undefined;
  readonly steps: readonly StepRow[];
  readonly events: readonly EventRow[];
  readonly progress: readonly StepProgress[];
  readonly seen: SeenClosed | undefined;
}

/** Reads what belongs to a case that was found in the scope. @throws HouseError `application-unknown` */
export async function wholeCase(trx: Transaction, row: CaseRow, today: Day): Promise<WholeCase> {
  // Who takes over sees the case, not the register of who hands over.
  const application = await beyondScope(trx, () => readApplicationProfile(trx, row.application_id));
  if (!application) throw new HouseError('application-unknown', {});
  const { successor_id: successor } = row;
  const names = await beyondScope(trx, () =>
    namesOfUnits(trx, successor ? [row.unit_id, successor] : [row.unit_id]),
  );
  const registered = await beyondScope(trx, () => isRegistered(trx, row, application));
  const steps = await findSteps(trx, row.id);
  return {
    row,
    application,
    unitName: names.get(row.unit_id) ?? '',
    successor: successor === null ? undefined : names.get(successor),
    steps,
    events: await findEvents(trx, row.id),
    progress: progressOf(
      {
        subject: {
          kind: row.kind,
          outcome: row.outcome,
          filings: application.filings.map(({ kind }) => kind),
        },
        since: row.since,
        records: new Map(steps.map(({ step, not_needed }) => [step, { notNeeded: not_needed !== '' }])),
        registered,
      },
      today,
    ),
    seen: row.outcome === 'close' ? await seenClosed(trx, application) : undefined,
  };
}

/** Whether who takes over has it in its register; ask beyond the scope. @throws HouseError `application-unknown` */
export async function isReceived(trx: Transaction, row: CaseRow): Promise<boolean> {
  const application = await readApplicationProfile(trx, row.application_id);
  if (!application) throw new HouseError('application-unknown', {});
  return isRegistered(trx, row, application);
}

async function isRegistered(
  trx: Transaction,
  { successor_id: unitId }: CaseRow,
  { name, hosts }: ApplicationProfile,
): Promise<boolean> {
  return unitId !== null && isRegisteredBy(trx, { unitId, name, hosts });
}

/** The latest check, where it looked whether the application is closed. */
async function seenClosed(trx: Transaction, { id }: ApplicationProfile): Promise<SeenClosed | undefined> {
  const checkId = await findCheckOf(trx, id);
  if (checkId === undefined) return undefined;
  const result = await readNamedResult(trx, checkId);
  const verdicts = new Map((result?.verdicts ?? []).map(({ rule, verdict }) => [rule, verdict]));
  return result && verdicts.has('service-off') ? { id: checkId, at: result.finishedAt, verdicts } : undefined;
}

/** What the check says to a step that was done; undefined for what no check sees. */
export function confirmationOf(
  step: ClosingStep,
  { seen, application, row }: Pick<WholeCase, 'seen' | 'application' | 'row'>,
): Confirmation | undefined {
  const { confirmedBy } = STEP_RULES[step];
  if (!confirmedBy || application.hosts.length === 0 || row.kind === 'mail') return undefined;
  const verdicts = confirmedBy.map((rule) => seen?.verdicts.get(rule));
  if (verdicts.includes('unmet')) return 'contradicted';
  return verdicts.every((verdict) => verdict === 'met') ? 'confirmed' : 'awaiting';
}

/** The first step of a case that nothing was recorded of. */
export function firstStep(
  subject: Parameters<typeof stepsOf>[0],
  since: Day,
  today: Day,
): ClosingStep | undefined {
  return nextOf(progressOf({ subject, since, records: new Map(), registered: false }, today));
}

/** Writes the next step beside the case, for lists. @returns it */
export async function noteNext(trx: Transaction, row: CaseRow, now: Date): Promise<ClosingStep | undefined> {
  const { progress } = await wholeCase(trx, row, dayOf(now));
  const next = nextOf(progress);
  await updateCase(trx, row.id, { next_step: next ?? null });
  return next;
}
