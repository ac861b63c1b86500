import { randomBytes, randomUUID } from 'node:crypto';
import type { FactorOffer } from '@zhengdun/contract';
import type { Transaction } from '../../kernel/database/index.ts';
import { HouseError } from '../../kernel/errors/index.ts';
import { EVERYTHING, withinScope } from '../../kernel/tenancy/index.ts';
import { lockFactor, replaceRecoveryCodes } from '../people/person.repo.ts';
import { recordAct } from '../record-act.ts';
import type { ActTools, Browser, IdentityTools } from '../tools.ts';
import { demandAnother, demandNone, lockFactors } from './factors.ts';
import { clearFailures, takeAttempt } from './failures.ts';
import { enterWholly } from './finish-sign-in.ts';
import { newRecoveryCodes, openSeed, recoveryDigest, sealSeed } from './secrets.ts';
import type { SessionRecord } from './session.repo.ts';
import { attemptOf } from './take-code.ts';
import { matchingStep, otpauthUri, toBase32 } from './totp.ts';

/** Bytes of a seed, as RFC 4226 recommends. */
const SEED_BYTES = 20;

/**
 * Offers codes of a telephone to whoever has no second factor; they count from the first right one on.
 *
 * @throws HouseError `sign-in-unfinished` to whoever has one and has not shown it
 */
export async function offerFactor(tools: IdentityTools, session: SessionRecord): Promise<FactorOffer> {
  if (session.stage !== 'enrolment') throw new HouseError('sign-in-unfinished', {});
  return withinScope(tools.db, EVERYTHING, async (trx) => {
    await demandNone(trx, session.personId);
    return offerSeed(trx, tools, session);
  });
}

/**
 * Offers codes to whoever has signed in by a passkey so far, and has shown it again.
 *
 * @throws HouseError `codes-set-up`
 */
export async function offerCodes(tools: IdentityTools, session: SessionRecord): Promise<FactorOffer> {
  return withinScope(tools.db, EVERYTHING, async (trx) => {
    const { codesSince } = await lockFactors(trx, session.personId);
    if (codesSince) throw new HouseError('codes-set-up', {});
    return offerSeed(trx, tools, session);
  });
}

async function offerSeed(
  trx: Transaction,
  tools: IdentityTools,
  { personId, loginName }: SessionRecord,
): Promise<FactorOffer> {
  const seed = randomBytes(SEED_BYTES);
  await trx.deleteFrom('identity_factor').where('person_id', '=', personId).execute();
  await trx
    .insertInto('identity_factor')
    .values({ id: randomUUID(), person_id: personId, seed: sealSeed(tools.secret, personId, seed) })
    .execute();
  return {
    secret:
      toBase32(seed)
        .match(/.{1,4}/g)
        ?.join(' ') ?? '',
    uri: otpauthUri(seed, loginName),
  };
}

interface Confirming {
  readonly session: SessionRecord;
  readonly browser: Browser;
}

/**
 * Takes the first code of an offered factor: the sign-in is whole then.
 *
 * @returns another token, and the recovery codes, which are shown this once
 * @throws HouseError `code-refused`, `too-many-attempts`, `grants-ended`
 */
export async function confirmFactor(
  tools: ActTools,
  about: Confirming,
  code: string,
): Promise<{ token: string; codes: string[] }> {
  const { session, browser } = about;
  if (session.stage !== 'enrolment') throw new HouseError('sign-in-unfinished', {});
  return confirmSeed(tools, about, {
    code,
    use: async (trx) => {
      const codes = await makeRecoveryCodes(trx, tools, session.personId);
      return { token: await enterWholly(trx, tools, { session, browser, firstDevice: true }), codes };
    },
  });
}

/** Takes the first code of what `offerCodes` offered. @throws HouseError `code-refused`, `too-many-attempts` */
export async function confirmCodes(tools: ActTools, about: Confirming, code: string): Promise<void> {
  await confirmSeed(tools, about, { code, use: async () => true });
}

/** Takes the codes of the telephone away from one's own second factors. @throws HouseError `last-factor` */
export async function removeCodes(tools: ActTools, { personId }: SessionRecord): Promise<void> {
  await withinScope(tools.db, EVERYTHING, async (trx) => {
    await demandAnother(trx, personId);
    await trx.deleteFrom('identity_factor').where('person_id', '=', personId).execute();
    await recordAct(trx, tools, { act: 'factor-removed', by: personId, result: 'done' });
  });
}

async function confirmSeed<Done>(
  tools: ActTools,
  { session, browser }: Confirming,
  { code, use }: { readonly code: string; readonly use: (trx: Transaction) => Promise<Done> },
): Promise<Done> {
  const attempt = await attemptOf(tools, session, browser);
  await takeAttempt(tools, attempt);
  const done = await withinScope(tools.db, EVERYTHING, async (trx) => {
    const { personId } = session;
    if (session.stage === 'enrolment') await demandNone(trx, personId);
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
    return use(trx);
  });
  if (done === undefined) throw new HouseError('code-refused', {});
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
