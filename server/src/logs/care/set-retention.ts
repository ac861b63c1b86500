import { join } from 'node:path';
import type { LogHoldInput, LogRetentionChange } from '@zhengdun/contract';
import { sql } from 'kysely';
import { type Caller, recordDone } from '../../kernel/audit/index.ts';
import type { Transaction } from '../../kernel/database/index.ts';
import { DAY_MS } from '../../kernel/durations.ts';
import { HouseError } from '../../kernel/errors/index.ts';
import { type Actor, EVERYTHING, scopeOf, withinScope } from '../../kernel/tenancy/index.ts';
import { LEAST_DAYS } from '../retention/least.ts';
import { addHold, releaseHold, setDays } from '../retention/settings.ts';
import type { CareTools } from './tools.ts';

/** Any number that nobody else uses. */
const LOCK = 0x5a44_0032;

type RetentionTools = Pick<CareTools, 'db' | 'data' | 'now'>;

/** The archive is one for all units: only who administers all of them says how long it is kept. */
export function mayManageArchive(actor: Actor): boolean {
  return scopeOf(actor, 'log-archive.manage').regions.includes('');
}

/** @throws HouseError `logs-archive-beyond-reach` */
export function demandWholeArchive(actor: Actor): void {
  if (!mayManageArchive(actor)) throw new HouseError('logs-archive-beyond-reach', {});
}

/** @throws HouseError `logs-retention-short`: less than a year (Art. 20); before anybody is asked for a code */
export function demandLongEnough(days: number | null): void {
  if (days !== null && days < LEAST_DAYS) throw new HouseError('logs-retention-short', { days });
}

/** Sets for how many days a kind is kept. @throws HouseError `logs-retention-short`, `logs-retention-damaged` */
export async function setRetention(
  tools: RetentionTools,
  caller: Caller,
  { kind, days }: Omit<LogRetentionChange, 'code'>,
): Promise<void> {
  await alone(tools, async (trx, folder) => {
    await recordDone(trx, caller, {
      act: 'log-retention-changed',
      object: { kind: 'log-archive', id: 'retention' },
      unit: caller.actor.unitId,
      detail: { kind, days },
    });
    await setDays(folder, kind, days ?? undefined);
  });
}

/** Registers an order that something be kept beyond its time. @throws HouseError `logs-hold-range`, `logs-holds-many` */
export async function registerHold(
  tools: RetentionTools,
  caller: Caller,
  input: LogHoldInput,
): Promise<void> {
  const { number, reason, approver, from, to, kinds, sources } = input;
  const first = from === undefined ? undefined : Date.parse(`${from}T00:00:00+08:00`);
  const end = to === undefined ? undefined : Date.parse(`${to}T00:00:00+08:00`) + DAY_MS;
  if (first !== undefined && end !== undefined && end <= first) throw new HouseError('logs-hold-range', {});
  await alone(tools, async (trx, folder) => {
    const { id } = await addHold(folder, {
      ...{ number, reason, approver, since: tools.now().getTime() },
      ...(first !== undefined && { from: first }),
      ...(end !== undefined && { to: end }),
      ...(kinds.length > 0 && { kinds }),
      ...(sources.length > 0 && { sources }),
    });
    await recordHold(trx, caller, { act: 'log-hold-added', id });
  });
}

/** @throws HouseError `logs-hold-unknown` */
export async function liftHold(tools: RetentionTools, caller: Caller, id: string): Promise<void> {
  await alone(tools, async (trx, folder) => {
    await recordHold(trx, caller, { act: 'log-hold-lifted', id });
    await releaseHold(folder, id);
  });
}

async function recordHold(
  trx: Transaction,
  caller: Caller,
  { act, id }: { readonly act: 'log-hold-added' | 'log-hold-lifted'; readonly id: string },
): Promise<void> {
  await recordDone(trx, caller, {
    act,
    object: { kind: 'log-archive', id: 'retention' },
    unit: caller.actor.unitId,
    detail: { hold: id },
  });
}

/** One at a time: the settings are a file, and whoever writes it has read it before. */
async function alone(
  { db, data }: RetentionTools,
  work: (trx: Transaction, folder: string) => Promise<void>,
): Promise<void> {
  await withinScope(db, EVERYTHING, async (trx) => {
    await sql`SELECT pg_advisory_xact_lock(${LOCK})`.execute(trx);
    await work(trx, join(data, 'logs'));
  });
}
