import { randomUUID } from 'node:crypto';
import type { Transaction } from '../../kernel/database/index.ts';
import { openTexts, sealTexts } from '../../kernel/sealed.ts';
import { digestOf, newToken } from '../sign-in/secrets.ts';
import type { IdentityTools } from '../tools.ts';
import type { Assertion, Kept } from './way.ts';

/** A browser is back within so long, and an unbound identity is taken over within as long again. */
const MINUTES = 10;

interface Start {
  readonly providerId: string;
  readonly deviceDigest: string;
  /** whose account is to be bound; undefined: somebody signs in */
  readonly personId?: string | undefined;
}

/** Begins a journey; those that have ended are forgotten. */
export async function insertJourney(
  trx: Transaction,
  tools: IdentityTools,
  { state, kept, ...start }: Start & { readonly state: string; readonly kept: Kept },
): Promise<void> {
  await forgetEnded(trx, tools.now());
  await trx
    .insertInto('identity_journey')
    .values({ ...rowOf(tools, start, state), kept: sealTexts(tools.secret, keptOf(state), kept) })
    .execute();
}

/** Keeps what a directory has said of somebody whom no account is bound to. */
export async function insertAsserted(
  trx: Transaction,
  tools: IdentityTools,
  { assertion, ...start }: Start & { readonly assertion: Assertion },
): Promise<void> {
  await forgetEnded(trx, tools.now());
  const state = newToken();
  const { issuer, subject, label } = assertion;
  await trx
    .insertInto('identity_journey')
    .values({
      ...rowOf(tools, start, state),
      kept: sealTexts(tools.secret, keptOf(state), {}),
      used_at: tools.now(),
      issuer,
      subject,
      label,
      asserted_at: tools.now(),
    })
    .execute();
}

async function forgetEnded(trx: Transaction, now: Date): Promise<void> {
  await trx.deleteFrom('identity_journey').where('ends_at', '<', now).execute();
}

function rowOf(tools: IdentityTools, { providerId, deviceDigest, personId }: Start, state: string) {
  return {
    id: randomUUID(),
    provider_id: providerId,
    state_digest: digestOf(state),
    device_digest: deviceDigest,
    person_id: personId ?? null,
    ends_at: new Date(tools.now().getTime() + MINUTES * 60_000),
    used_at: null,
    issuer: null,
    subject: null,
    label: null,
    asserted_at: null,
  };
}

/**
 * Uses a journey up: once, in time, by the browser that began it, for the provider that it was begun with, and for whom
 * it was begun.
 */
export async function takeJourney(
  trx: Transaction,
  tools: IdentityTools,
  { state, providerId, deviceDigest, personId }: Start & { readonly state: string },
): Promise<{ id: string; kept: Kept } | undefined> {
  const row = await trx
    .updateTable('identity_journey')
    .set({ used_at: tools.now() })
    .where('state_digest', '=', digestOf(state))
    .where('provider_id', '=', providerId)
    .where('device_digest', '=', deviceDigest)
    .where('person_id', personId === undefined ? 'is' : '=', personId ?? null)
    .where('used_at', 'is', null)
    .where('ends_at', '>', tools.now())
    .returning(['id', 'kept'])
    .executeTakeFirst();
  return row && { id: row.id, kept: openTexts(tools.secret, keptOf(state), row.kept) };
}

/** Notes at a used journey what the provider has said of somebody whom no account is bound to. */
export async function noteAsserted(
  trx: Transaction,
  { id, assertion, now }: { readonly id: string; readonly assertion: Assertion; readonly now: Date },
): Promise<void> {
  const { issuer, subject, label } = assertion;
  await trx
    .updateTable('identity_journey')
    .set({ issuer, subject, label, asserted_at: now, ends_at: new Date(now.getTime() + MINUTES * 60_000) })
    .where('id', '=', id)
    .execute();
}

/** The last unbound identity that a browser has shown, after which the session that is asked about has begun. */
export async function findAsserted(
  trx: Transaction,
  {
    deviceDigest,
    sessionId,
    now,
  }: { readonly deviceDigest: string; readonly sessionId: string; readonly now: Date },
) {
  return trx
    .selectFrom('identity_journey as j')
    .innerJoin('identity_session as s', (join) => join.on('s.id', '=', sessionId))
    .select(['j.id', 'j.provider_id', 'j.issuer', 'j.subject', 'j.label'])
    .where('j.device_digest', '=', deviceDigest)
    .where('j.person_id', 'is', null)
    .where('j.ends_at', '>', now)
    .whereRef('s.started_at', '>=', 'j.asserted_at')
    .orderBy('j.asserted_at', 'desc')
    .limit(1)
    .executeTakeFirst();
}

export async function removeJourney(trx: Transaction, id: string): Promise<void> {
  await trx.deleteFrom('identity_journey').where('id', '=', id).execute();
}

/** What is kept opens by the state alone that only the browser and the provider know. */
function keptOf(state: string): string {
  return `journey/${state}`;
}
