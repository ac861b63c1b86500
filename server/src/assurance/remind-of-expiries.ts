import type { ExpiryKind, PermissionName } from '@zhengdun/contract';
import { peopleWith } from '../identity/index.ts';
import { dayOf } from '../kernel/clock/index.ts';
import type { Database, Transaction } from '../kernel/database/index.ts';
import { EVERYTHING, withinScope } from '../kernel/tenancy/index.ts';
import { tellOnce } from '../messages/index.ts';
import { listReminders, type Reminder } from './expiry.repo.ts';

/** Who sees to what ends; a grant is told to whoever holds it. */
const WHOM = {
  paper: 'attestation.write',
  exception: 'attestation.write',
  deferral: 'attestation.write',
  filing: 'application.manage',
  certificate: 'application.manage',
} as const satisfies Record<Exclude<ExpiryKind, 'grant'>, PermissionName>;

/** Ends that one transaction tells of. */
const BATCH = 500;

/**
 * Has the people of a unit told of what ends: within thirty days, within seven, and when it is over, each of these once.
 * What is found late is told by the nearest of them alone.
 */
export async function remindOfExpiries(tools: {
  readonly db: Database;
  readonly now: () => Date;
}): Promise<void> {
  const at = tools.now();
  for (let found = BATCH; found === BATCH; ) {
    found = await withinScope(tools.db, EVERYTHING, async (trx) => {
      const rows = await listReminders(trx, dayOf(at), BATCH);
      const people = new Map<string, readonly string[]>();
      for (const row of rows)
        people.set(whomKey(row), people.get(whomKey(row)) ?? (await whom(trx, row, at)));
      const about = rows.map((row) => ({ key: row.key, people: people.get(whomKey(row)) ?? [] }));
      await tellOnce(trx, { matter: 'expiry', about, now: at });
      return rows.length;
    });
  }
}

function whomKey({ kind, id, unit_id }: Reminder): string {
  return kind === 'grant' ? id : `${unit_id} ${WHOM[kind]}`;
}

async function whom(
  trx: Transaction,
  { kind, id, unit_id }: Reminder,
  now: Date,
): Promise<readonly string[]> {
  if (kind === 'grant') return [id];
  const found = await peopleWith(trx, { unitId: unit_id, permission: WHOM[kind], now });
  return found.map((person) => person.id);
}
