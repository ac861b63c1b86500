import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Transaction } from '../kernel/database/index.ts';
import { HouseError } from '../kernel/errors/index.ts';
import { EVERYTHING, withinScope } from '../kernel/tenancy/index.ts';
import { type Attempt, clearFailures, forgiveAttempt, takeAttempt } from './failures.ts';
import { grantsOf } from './grant.repo.ts';
import { findForSignIn, lockFactor, useRecoveryCode } from './person.repo.ts';
import { recordAct } from './record-act.ts';
import { openSeed, recoveryDigest } from './secrets.ts';
import { endSession, openSession, type SessionRecord } from './session.repo.ts';
import type { ActTools, Browser, IdentityTools } from './tools.ts';
import { matchingStep } from './totp.ts';

/**
 * Second factor: a code, or a recovery code. The session gets another token.
 *
 * @returns the new token
 * @throws HouseError `code-refused`, `too-many-attempts`, `grants-ended`
 */
export async function finishSignIn(
  tools: ActTools,
  about: { session: SessionRecord; browser: Browser },
  code: string,
): Promise<string> {
  const { session, browser } = about;
  if (session.stage !== 'second-factor') throw new HouseError('code-refused', {});
  const attempt = await attemptOf(tools, session, browser);
  await takeAttempt(tools, attempt);
  const token = await withinScope(tools.db, EVERYTHING, async (trx) => {
    const way = await wayIn(trx, tools, { personId: session.personId, code });
    if (!way) {
      await recordAct(trx, tools, {
        act: 'second-factor-refused',
        by: session.personId,
        result: 'refused',
      });
      return undefined;
    }
    if (way === 'recovery-code') {
      await recordAct(trx, tools, { act: 'recovery-code-used', by: session.personId, result: 'done' });
    }
    return enterWholly(trx, tools, about);
  });
  if (token === undefined) throw new HouseError('code-refused', {});
  await forgiveAttempt(tools, attempt);
  await clearFailures(tools, attempt);
  return token;
}

/** The try of somebody whose session is known, counted with those at the password. */
export async function attemptOf(
  tools: IdentityTools,
  session: SessionRecord,
  browser: Browser,
): Promise<Attempt> {
  const person = await withinScope(tools.db, EVERYTHING, (trx) =>
    findForSignIn(trx, { id: session.personId }, browser.deviceDigest),
  );
  return {
    account: session.loginName,
    source: browser.source,
    knownDevice: person?.knowsDevice ? browser.deviceDigest : undefined,
  };
}

async function wayIn(
  trx: Transaction,
  tools: IdentityTools,
  given: { personId: string; code: string },
): Promise<'code' | 'recovery-code' | undefined> {
  const { personId, code } = given;
  const factor = await lockFactor(trx, personId);
  if (!factor?.confirmed_at) return undefined;
  const seed = openSeed(tools.secret, personId, factor.seed);
  const step = matchingStep(seed, code, { now: tools.now(), lastStep: factor.last_step });
  if (step !== undefined) {
    await trx.updateTable('identity_factor').set({ last_step: step }).where('id', '=', factor.id).execute();
    return 'code';
  }
  const digest = recoveryDigest(tools.secret, personId, code);
  return (await useRecoveryCode(trx, { personId, digest, now: tools.now() })) ? 'recovery-code' : undefined;
}

/**
 * Turns a session into a whole one under another token, and remembers the browser.
 *
 * @throws HouseError `grants-ended`
 */
export async function enterWholly(
  trx: Transaction,
  tools: ActTools,
  about: { session: SessionRecord; browser: Browser; firstDevice?: boolean },
): Promise<string> {
  const { session, browser } = about;
  const now = tools.now();
  const { personId } = session;
  if (!session.established && (await grantsOf(trx, personId, now)).length === 0) {
    throw new HouseError('grants-ended', {});
  }
  await endSession(trx, personId, session.id);
  await trx
    .insertInto('identity_device')
    .values({
      id: randomUUID(),
      person_id: personId,
      digest: browser.deviceDigest,
      name: browser.deviceName,
      first_at: now,
      last_at: now,
      // The browser in which the second factor was set up is no news to its owner.
      seen_at: about.firstDevice ? now : null,
    })
    .onConflict((conflict) =>
      conflict.columns(['person_id', 'digest']).doUpdateSet({ last_at: now, name: sql`excluded.name` }),
    )
    .execute();
  await trx.updateTable('identity_person').set({ last_sign_in_at: now }).where('id', '=', personId).execute();
  await recordAct(trx, tools, { act: 'sign-in', by: personId, result: 'done' });
  return openSession(trx, tools, { personId, stage: 'full', browser });
}
