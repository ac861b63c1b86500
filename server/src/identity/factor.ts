import { randomBytes, randomUUID } from 'node:crypto';
import type { FactorOffer } from '@zhengdun/contract';
import type { Transaction } from '../kernel/database/index.ts';
import { HouseError } from '../kernel/errors/index.ts';
import { EVERYTHING, withinScope } from '../kernel/tenancy/index.ts';
import { clearFailures, takeAttempt } from './failures.ts';
import { enterWholly } from './finish-sign-in.ts';
import { lockFactor, replaceRecoveryCodes } from './person.repo.ts';
import { recordAct } from './record-act.ts';
import { newRecoveryCodes, openSeed, recoveryDigest, sealSeed } from './secrets.ts';
import type { SessionRecord } from './session.repo.ts';
import { attemptOf } from './take-code.ts';
import type { ActTools, Browser, IdentityTools } from './tools.ts';
import { matchingStep, otpauthUri, toBase32 } from './totp.ts';

/** Bytes of a seed, as RFC 4226 recommends. */
const SEED_BYTES = 20;

/**
 * Offers a new second factor to whoever has none; it counts from its first right code on.
 *
 * @throws HouseError `sign-in-unfinished` to whoever has one and has not shown it
 */
export async function offerFactor(tools: IdentityTools, session: SessionRecord): Promise<FactorOffer> {
  if (session.stage !== 'enrolment') throw new HouseError('sign-in-unfinished', {});
  const { personId, loginName } = session;
  const seed = randomBytes(SEED_BYTES);
  await withinScope(tools.db, EVERYTHING, async (trx) => {
    const factor = await lockFactor(trx, personId);
    if (factor?.confirmed_at) throw new HouseError('sign-in-unfinished', {});
    await trx.deleteFrom('identity_factor').where('person_id', '=', personId).execute();
    await trx
      .insertInto('identity_factor')
      .values({ id: randomUUID(), person_id: personId, seed: sealSeed(tools.secret, personId, seed) })
      .execute();
  });
  return {
    secret:
      toBase32(seed)
        .match(/.{1,4}/g)
        ?.join(' ') ?? '',
    uri: otpauthUri(seed, loginName),
  };
}

/**
 * Takes the first code of an offered factor: the sign-in is whole then.
 *
 * @returns another token, and the recovery codes, which are shown this once
 * @throws HouseError `code-refused`, `too-many-attempts`, `grants-ended`
 */
export async function confirmFactor(
  tools: ActTools,
  about: { session: SessionRecord; browser: Browser },
  code: string,
): Promise<{ token: string; codes: string[] }> {
  const { session, browser } = about;
  if (session.stage !== 'enrolment') throw new HouseError('sign-in-unfinished', {});
  const attempt = await attemptOf(tools, session, browser);
  await takeAttempt(tools, attempt);
  const done = await withinScope(tools.db, EVERYTHING, async (trx) => {
    const { personId } = session;
    const factor = await lockFactor(trx, personId);
    if (!factor || factor.confirmed_at) return undefined;
    const seed = openSeed(tools.secret, personId, factor.seed);
    const step = matchingStep(seed, code, { now: tools.now(), lastStep: 0 });
    if (step === undefined) return undefined;
    await trx
      .updateTable('identity_factor')
      .set({ confirmed_at: tools.now(), last_step: step })
      .where('id', '=', factor.id)
      .execute();
    await recordAct(trx, tools, { act: 'factor-set-up', by: personId, result: 'done' });
    const codes = await makeRecoveryCodes(trx, tools, personId);
    return { token: await enterWholly(trx, tools, { session, browser, firstDevice: true }), codes };
  });
  if (!done) throw new HouseError('code-refused', {});
  await clearFailures(tools, attempt);
  return done;
}

/** New recovery codes in place of the old ones. */
export async function makeRecoveryCodes(
  trx: Transaction,
  tools: ActTools,
  personId: string,
): Promise<string[]> {
  const codes = newRecoveryCodes();
  const digests = codes.map((code) => recoveryDigest(tools.secret, personId, code));
  await replaceRecoveryCodes(trx, personId, digests);
  await recordAct(trx, tools, { act: 'recovery-codes-made', by: personId, result: 'done' });
  return codes;
}
