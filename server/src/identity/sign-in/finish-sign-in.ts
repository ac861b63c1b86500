import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Transaction } from '../../kernel/database/index.ts';
import { HouseError } from '../../kernel/errors/index.ts';
import { EVERYTHING, withinScope } from '../../kernel/tenancy/index.ts';
import { grantsOf } from '../grants/grant.repo.ts';
import { recordAct } from '../record-act.ts';
import type { ActTools, Browser } from '../tools.ts';
import { clearFailures, forgiveAttempt, takeAttempt } from './failures.ts';
import {
  endSession,
  findLiveSession,
  openSession,
  removeEndedSessions,
  type SessionRecord,
} from './session.repo.ts';
import { attemptOf, takeCode } from './take-code.ts';

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
    if (!(await takeCode(trx, tools, { personId: session.personId, code }))) return undefined;
    return enterWholly(trx, tools, about);
  });
  if (token === undefined) throw new HouseError('code-refused', {});
  await forgiveAttempt(tools, attempt);
  await clearFailures(tools, attempt);
  return token;
}

/**
 * Opens a whole session of somebody who needs no further step, and remembers the browser.
 *
 * @returns its token
 * @throws HouseError `grants-ended`
 */
export async function enterPerson(
  trx: Transaction,
  tools: ActTools,
  about: { personId: string; browser: Browser; firstDevice?: boolean },
): Promise<string> {
  const { personId, browser } = about;
  await removeEndedSessions(trx, tools.now());
  const token = await openSession(trx, tools, { personId, stage: 'second-factor', browser });
  const session = await findLiveSession(trx, tools, { token, deviceDigest: browser.deviceDigest });
  if (!session) throw new Error('a session that was just opened does not live');
  return enterWholly(trx, tools, { ...about, session });
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
