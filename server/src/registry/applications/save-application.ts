import { randomUUID } from 'node:crypto';
import {
  APPLICATION_STATE_WORDS,
  type ApplicationInput,
  type NewApplication,
  type RegistryAct,
} from '@zhengdun/contract';
import { sql } from 'kysely';
import type { Database, Transaction } from '../../kernel/database/index.ts';
import { HouseError } from '../../kernel/errors/index.ts';
import { type Actor, beyondScope, scopeOf, withinScope } from '../../kernel/tenancy/index.ts';
import { changedFields } from '../changes.ts';
import { refusedByScope } from '../refusals.ts';
import type { ApplicationRecord, Belonging } from '../tables.ts';
import { findUnit, insertChanges } from '../units/unit.repo.ts';
import { belongingOf } from '../units/unit.ts';
import {
  countHosted,
  findApplication,
  findApplicationForUpdate,
  findFilings,
  findPlatform,
  insertApplications,
  saveFilings,
  savePlatform,
  updateApplication,
} from './application.repo.ts';
import { applicationFacts, applicationInputOf, hostsOf, mayBecome } from './application.ts';

/**
 * Registers an application of a unit. What exists and breaks a rule, as a second portal does, is registered all the
 * same: it is a finding.
 *
 * @returns its id
 * @throws HouseError `unit-unknown`, `platform-unknown`, `host-name-wrong`, `registry-outside-scope`
 */
export async function registerApplication(
  db: Database,
  actor: Actor,
  input: NewApplication,
): Promise<string> {
  return refusedByScope(() =>
    withinScope(db, scopeOf(actor, 'application.manage'), async (trx) => {
      const unit = await findUnit(trx, input.unitId);
      if (!unit) throw new HouseError('unit-unknown', {});
      const belonging = belongingOf(unit);
      return addApplication(trx, { actor, belonging, input, act: 'registered' });
    }),
  );
}

/** The same within a transaction that is under way. */
export async function addApplication(
  trx: Transaction,
  {
    actor,
    belonging,
    input,
    act,
  }: {
    readonly actor: Actor;
    readonly belonging: Belonging;
    readonly input: ApplicationInput;
    readonly act: RegistryAct;
  },
): Promise<string> {
  const id = randomUUID();
  await demandPlatform(trx, input.hostId);
  await insertApplications(trx, [{ id, ...belonging, ...columnsOf(input), ...UNCHECKED }]);
  await saveFilings(trx, [{ of: { id, ...belonging }, filings: input.filings }]);
  if (input.isPlatform) await savePlatform(trx, id);
  const fields = changedFields({}, applicationFacts(input));
  await insertChanges(trx, [{ ...belonging, application_id: id, actor: actor.id, act, fields }]);
  return id;
}

/**
 * Changes what is registered of an application. Its unit stays: an application that goes to another unit is registered
 * there and closed here.
 *
 * @throws HouseError `application-unknown`, `application-state-refused`, `platform-unknown`, `platform-cycle`,
 *   `platform-too-deep`, `platform-in-use`, `host-name-wrong`
 */
export async function changeApplication(
  db: Database,
  actor: Actor,
  { id, input }: { readonly id: string; readonly input: ApplicationInput },
): Promise<void> {
  const scope = scopeOf(actor, 'application.manage');
  await refusedByScope(() =>
    withinScope(db, scope, async (trx) => {
      const row = await findApplicationForUpdate(trx, id);
      if (!row) throw new HouseError('application-unknown', {});
      await changeWithin(trx, { actor, row, input, act: 'changed' });
    }),
  );
}

/** The same for a row that was read within the transaction. @returns whether anything was different */
export async function changeWithin(
  trx: Transaction,
  {
    actor,
    row,
    input,
    act,
  }: {
    readonly actor: Actor;
    readonly row: ApplicationRecord;
    readonly input: ApplicationInput;
    readonly act: RegistryAct;
  },
): Promise<boolean> {
  const { id, unit_id, region_path, sector_path } = row;
  const before = applicationInputOf(row, await findFilings(trx, [id]));
  const fields = changedFields(applicationFacts(before), applicationFacts(input));
  if (Object.keys(fields).length === 0) return false;
  refuseState(before, input);
  if (input.hostId !== before.hostId) {
    await demandPlatform(trx, input.hostId);
    await beyondScope(trx, () => refuseCircle(trx, id, input.hostId));
  }
  const withdrawn = row.is_platform && (!input.isPlatform || input.state === 'closed');
  if (withdrawn) {
    const count = await beyondScope(trx, () => countHosted(trx, id));
    if (count > 0) throw new HouseError('platform-in-use', { count });
  }
  await updateApplication(trx, id, columnsOf(input));
  await saveFilings(trx, [{ of: row, filings: input.filings }]);
  if (row.is_platform || input.isPlatform) await savePlatform(trx, id);
  await insertChanges(trx, [
    { unit_id, region_path, sector_path, application_id: id, actor: actor.id, act, fields },
  ]);
  return true;
}

/** @throws HouseError `application-state-refused` */
function refuseState(before: ApplicationInput, after: ApplicationInput): void {
  if (mayBecome(before.state, after.state)) return;
  throw new HouseError('application-state-refused', {
    from: APPLICATION_STATE_WORDS[before.state],
    to: APPLICATION_STATE_WORDS[after.state],
  });
}

/** Platforms stand one upon the other (a column on a site on a cloud), never in a circle; so many of them at most. */
export const DEEPEST_PLATFORMS = 8;

async function demandPlatform(trx: Transaction, hostId: string | undefined): Promise<void> {
  if (hostId !== undefined && !(await findPlatform(trx, hostId)))
    throw new HouseError('platform-unknown', {});
}

/**
 * Whoever puts one platform upon another does so alone: two who did it at once would not see each other's circle.
 *
 * @throws HouseError `platform-cycle`, `platform-too-deep`
 */
async function refuseCircle(trx: Transaction, id: string, hostId: string | undefined): Promise<void> {
  await sql`SELECT pg_advisory_xact_lock(hashtextextended('registry-platforms', 0))`.execute(trx);
  let next: string | null = hostId ?? null;
  for (let depth = 0; next !== null; depth += 1) {
    if (next === id) throw new HouseError('platform-cycle', {});
    if (depth === DEEPEST_PLATFORMS) throw new HouseError('platform-too-deep', { most: DEEPEST_PLATFORMS });
    next = (await findApplication(trx, next))?.host_id ?? null;
  }
}

export const UNCHECKED = { check_id: null, checked_at: null, unmet: null, unknown: null };

/** The columns of a row. @throws HouseError `host-name-wrong` */
export function columnsOf(input: ApplicationInput) {
  const read = hostsOf(input.kind, input.addresses);
  if (!read.ok) throw new HouseError('host-name-wrong', { address: read.address, problem: read.problem });
  return {
    name: input.name,
    kind: input.kind,
    state: input.state,
    addresses: [...input.addresses],
    hosts: read.hosts,
    flags: [...new Set(input.flags)],
    mlps_level: input.mlpsLevel ?? null,
    opened_on: input.openedOn ?? null,
    host_id: input.hostId ?? null,
    is_platform: input.isPlatform,
  };
}
