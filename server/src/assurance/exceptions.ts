import { randomUUID } from 'node:crypto';
import {
  EXCEPTION_STATE_WORDS,
  type ExceptionDecision,
  type ExceptionKind,
  type ExceptionState,
  type ExceptionView,
  type Lang,
  type NewException,
} from '@zhengdun/contract';
import { obligation as obligationOf } from '@zhengdun/rulebook';
import { peopleWith } from '../identity/index.ts';
import { type Caller, recordDone } from '../kernel/audit/index.ts';
import { type Day, dayOf } from '../kernel/clock/index.ts';
import type { Transaction } from '../kernel/database/index.ts';
import { HouseError } from '../kernel/errors/index.ts';
import { type Actor, beyondScope, scopeOf, withinScope } from '../kernel/tenancy/index.ts';
import { tellPeople } from '../messages/index.ts';
import { fateOf, findApplicationFacts } from '../registry/index.ts';
import {
  type ExceptionRecord,
  findExceptionForUpdate,
  findExceptions,
  insertException,
  updateException,
} from './exception.repo.ts';
import { demandAskable, demandDates, exceptionStateOf } from './exception.ts';
import { toldObligation } from './read-paper.ts';
import type { ExceptionRow } from './tables.ts';
import type { AssuranceTools } from './tools.ts';

/** An exception or a deferral that runs on a day. */
export interface RunningException {
  readonly id: string;
  readonly obligation: string;
  /** only an `exception` makes lawful what differs; what is deferred stays unmet */
  readonly kind: ExceptionKind;
  readonly endsOn: Day;
  /** who approved it, where the scope holds them */
  readonly approver: string | undefined;
}

/** What runs for an application on a day. @param trx within a scope that holds the application */
export async function readExceptions(
  trx: Transaction,
  { applicationId, today }: { readonly applicationId: string; readonly today: Day },
): Promise<readonly RunningException[]> {
  const rows = await findExceptions(trx, applicationId);
  return rows
    .filter((row) => exceptionStateOf(row, today) === 'approved' && row.starts_on <= today)
    .map(({ id, obligation, kind, ends_on, decider }) => ({
      ...{ id, obligation, kind },
      endsOn: ends_on,
      approver: decider ?? undefined,
    }));
}

/** Every request of an application. @throws HouseError `application-unknown` */
export async function readApplicationExceptions(
  { db, now }: AssuranceTools,
  actor: Actor,
  { id, lang }: { readonly id: string; readonly lang: Lang },
) {
  return withinScope(db, scopeOf(actor, 'paper.read'), async (trx) => {
    const application = await findApplicationFacts(trx, id);
    if (!application) throw new HouseError('application-unknown', {});
    const today = dayOf(now());
    return {
      application: { id, name: application.name },
      rows: (await findExceptions(trx, id)).map((row) => viewOf(row, today, lang)),
      asOf: now().toISOString(),
    };
  });
}

/**
 * Asks for an exception or a deferral. It holds from its approval on, and not before its first day.
 *
 * @returns its id
 * @throws HouseError `obligation-not-by-paper` for an id that is none, `application-unknown`,
 *   `exception-not-for-application`, `exception-open-already`, and those of `exception.ts`
 */
export async function askException(
  { db, now }: AssuranceTools,
  caller: Caller,
  input: NewException,
): Promise<string> {
  const obligation = obligationOf(input.obligation);
  if (!obligation) throw new HouseError('obligation-not-by-paper', { id: input.obligation });
  demandAskable(obligation, input.kind);
  const today = dayOf(now());
  demandDates(input, today);
  const { title } = obligation;
  return withinScope(db, scopeOf(caller.actor, 'attestation.write'), async (trx) => {
    const application = await findApplicationFacts(trx, input.applicationId);
    if (!application) throw new HouseError('application-unknown', {});
    if (fateOf(obligation, application.unit, [application]) === 'not-bound')
      throw new HouseError('exception-not-for-application', { title });
    const open = (await findExceptions(trx, application.id)).some(
      (row) =>
        row.obligation === obligation.id && ['asked', 'approved'].includes(exceptionStateOf(row, today)),
    );
    if (open) throw new HouseError('exception-open-already', { title });
    const id = randomUUID();
    await insertException(trx, {
      id,
      ...application.unit.belonging,
      application_id: application.id,
      obligation: obligation.id,
      kind: input.kind,
      ground: input.ground,
      starts_on: input.startsOn,
      ends_on: input.endsOn,
      asked_by: caller.actor.id,
      asked_at: now(),
    });
    await recordDone(trx, caller, {
      act: 'exception-asked',
      object: { kind: 'exception', id },
      unit: application.unit.id,
      detail: { obligation: obligation.id, kind: input.kind },
    });
    const approving = { unitId: application.unit.id, permission: 'exception.approve', now: now() } as const;
    const people = await beyondScope(trx, (all) => peopleWith(all, approving));
    await tellPeople(
      trx,
      people.map((person) => person.id),
      { matter: 'exception-asked', key: id, by: caller.actor.id, now: now() },
    );
    return id;
  });
}

/**
 * Approves or refuses a request of somebody else; the database holds that too.
 *
 * @throws HouseError `exception-unknown`, `exception-decide-own`, `exception-settled`
 */
export async function decideException(
  { db, now }: AssuranceTools,
  caller: Caller,
  { id, decision }: { readonly id: string; readonly decision: ExceptionDecision },
): Promise<void> {
  await withinScope(db, scopeOf(caller.actor, 'exception.approve'), async (trx) => {
    const row = await demandInState(trx, { id, state: 'asked', today: dayOf(now()) });
    if (row.asked_by === caller.actor.id) throw new HouseError('exception-decide-own', {});
    await updateException(trx, id, { decision, decided_by: caller.actor.id, decided_at: now() });
    await recordDone(trx, caller, {
      act: 'exception-decided',
      object: { kind: 'exception', id },
      unit: row.unit_id,
      detail: { obligation: row.obligation, kind: row.kind, decision },
    });
    const decided = { matter: 'exception-decided', key: id, by: caller.actor.id, now: now() };
    await tellPeople(trx, [row.asked_by], decided);
  });
}

/** Ends what was approved before its time. @throws HouseError `exception-unknown`, `exception-settled` */
export async function endException({ db, now }: AssuranceTools, caller: Caller, id: string): Promise<void> {
  await withinScope(db, scopeOf(caller.actor, 'exception.approve'), async (trx) => {
    const row = await demandInState(trx, { id, state: 'approved', today: dayOf(now()) });
    await updateException(trx, id, { ended_by: caller.actor.id, ended_at: now() });
    await recordDone(trx, caller, {
      act: 'exception-ended',
      object: { kind: 'exception', id },
      unit: row.unit_id,
      detail: { obligation: row.obligation, kind: row.kind },
    });
  });
}

async function demandInState(
  trx: Transaction,
  { id, state, today }: { readonly id: string; readonly state: ExceptionState; readonly today: Day },
): Promise<ExceptionRow> {
  const row = await findExceptionForUpdate(trx, id);
  if (!row) throw new HouseError('exception-unknown', {});
  const is = exceptionStateOf(row, today);
  if (is !== state) throw new HouseError('exception-settled', { state: EXCEPTION_STATE_WORDS[is] });
  return row;
}

function viewOf(row: ExceptionRecord, today: Day, lang: Lang): ExceptionView {
  const obligation = obligationOf(row.obligation);
  if (!obligation) throw new Error('an exception of an obligation that the rulebook has not got');
  return {
    id: row.id,
    ...toldObligation(obligation, lang),
    kind: row.kind,
    state: exceptionStateOf(row, today),
    ground: row.ground,
    startsOn: row.starts_on,
    endsOn: row.ends_on,
    askedBy: { id: row.asked_by, ...(row.asker && { name: row.asker }) },
    ...(row.decided_at && {
      decided: { at: row.decided_at.toISOString(), ...(row.decider && { by: row.decider }) },
    }),
    ...(row.ended_at && { endedAt: row.ended_at.toISOString() }),
  };
}
