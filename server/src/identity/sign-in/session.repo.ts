import '../tables.ts';
import { randomUUID } from 'node:crypto';
import type { Transaction } from '../../kernel/database/index.ts';
import { HOUR_MS } from '../../kernel/durations.ts';
import type { Actor } from '../../kernel/tenancy/index.ts';
import type { Browser, IdentityTools } from '../tools.ts';
import { digestOf, newToken } from './secrets.ts';

/** A session ends so long after its start, whatever happens in it. */
const ABSOLUTE_HOURS = { full: 10, enrolment: 0.5, 'second-factor': 0.2 } as const;

export interface SessionRecord {
  readonly id: string;
  readonly personId: string;
  readonly stage: Actor['stage'];
  readonly lastAt: Date;
  readonly endsAt: Date;
  readonly loginName: string;
  readonly unitId: string;
  /** 在编, confirmed or not: whoever is not lives on grants */
  readonly established: boolean;
}

/** Opens a session and gives its token: the only place where it is seen. */
export async function openSession(
  trx: Transaction,
  tools: Pick<IdentityTools, 'now'>,
  opened: { personId: string; stage: Actor['stage']; browser: Browser },
): Promise<string> {
  const token = newToken();
  const now = tools.now();
  await trx
    .insertInto('identity_session')
    .values({
      id: randomUUID(),
      digest: digestOf(token),
      person_id: opened.personId,
      stage: opened.stage,
      device_digest: opened.browser.deviceDigest,
      device_name: opened.browser.deviceName,
      source: opened.browser.source,
      started_at: now,
      last_at: now,
      ends_at: new Date(now.getTime() + ABSOLUTE_HOURS[opened.stage] * HOUR_MS),
    })
    .execute();
  return token;
}

/** The session of a token and a device, if it lives: not ended, not idle for too long, its person still there. */
export async function findLiveSession(
  trx: Transaction,
  tools: Pick<IdentityTools, 'now' | 'idleMinutes'>,
  cookies: { token: string; deviceDigest: string },
): Promise<SessionRecord | undefined> {
  const now = tools.now();
  const row = await trx
    .selectFrom('identity_session as s')
    .innerJoin('identity_person as p', 'p.id', 's.person_id')
    .select(['s.id', 's.person_id', 's.stage', 's.last_at', 's.ends_at'])
    .select(['p.login_name', 'p.unit_id', 'p.on_establishment'])
    .where('s.digest', '=', digestOf(cookies.token))
    .where('s.device_digest', '=', cookies.deviceDigest)
    .where('s.ends_at', '>', now)
    .where('s.last_at', '>', new Date(now.getTime() - tools.idleMinutes * 60_000))
    .where('p.closed_at', 'is', null)
    .executeTakeFirst();
  return (
    row && {
      id: row.id,
      personId: row.person_id,
      stage: row.stage,
      lastAt: row.last_at,
      endsAt: row.ends_at,
      loginName: row.login_name,
      unitId: row.unit_id,
      established: row.on_establishment,
    }
  );
}

export async function touchSession(trx: Transaction, id: string, now: Date): Promise<void> {
  await trx.updateTable('identity_session').set({ last_at: now }).where('id', '=', id).execute();
}

/** Ends one session of a person. @returns whether there was one */
export async function endSession(trx: Transaction, personId: string, id: string): Promise<boolean> {
  const { numDeletedRows } = await trx
    .deleteFrom('identity_session')
    .where('person_id', '=', personId)
    .where('id', '=', id)
    .executeTakeFirst();
  return numDeletedRows > 0n;
}

/** Ends the sessions of a person, all or all but one. */
export async function endSessions(trx: Transaction, personId: string, but?: string): Promise<void> {
  await trx
    .deleteFrom('identity_session')
    .where('person_id', '=', personId)
    .$if(but !== undefined, (query) => query.where('id', '<>', but as string))
    .execute();
}

/** Removes what has ended by itself. */
export async function removeEndedSessions(trx: Transaction, now: Date): Promise<void> {
  await trx.deleteFrom('identity_session').where('ends_at', '<', now).execute();
}
