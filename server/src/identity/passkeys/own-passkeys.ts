import { type MadePasskey, PASSKEYS_MOST, type PasskeyOffer } from '@zhengdun/contract';
import type { Transaction } from '../../kernel/database/index.ts';
import { HouseError } from '../../kernel/errors/index.ts';
import { EVERYTHING, withinScope } from '../../kernel/tenancy/index.ts';
import { recordAct } from '../record-act.ts';
import { type ChallengePurpose, newChallenge, spendChallenge } from '../sign-in/challenge.ts';
import { makeRecoveryCodes } from '../sign-in/factor.ts';
import { demandAnother, demandNone, lockFactors } from '../sign-in/factors.ts';
import { clearFailures, takeAttempt } from '../sign-in/failures.ts';
import { enterWholly } from '../sign-in/finish-sign-in.ts';
import type { SessionRecord } from '../sign-in/session.repo.ts';
import { attemptOf } from '../sign-in/take-code.ts';
import type { ActTools, IdentityTools } from '../tools.ts';
import { type Asked, keysFor } from './ask-passkey.ts';
import { deletePasskey, insertPasskey } from './passkey.repo.ts';
import { userHandleOf } from './take-passkey.ts';
import { challengeIn, type NewKey, readMade } from './web-authn.ts';

/**
 * Offers a passkey to whoever has no second factor yet.
 *
 * @throws HouseError `sign-in-unfinished` to whoever has one and has not shown it
 */
export async function offerFirstPasskey(
  tools: IdentityTools,
  asked: Asked,
  session: SessionRecord,
): Promise<PasskeyOffer> {
  if (session.stage !== 'enrolment') throw new HouseError('sign-in-unfinished', {});
  return offer(tools, asked, { session, purpose: 'passkey-enrolment' });
}

/** Offers one more passkey. Whoever asks has shown the second factor again: the offer is the proof of that. */
export async function offerPasskey(
  tools: IdentityTools,
  asked: Asked,
  session: SessionRecord,
): Promise<PasskeyOffer> {
  return offer(tools, asked, { session, purpose: 'passkey-new' });
}

/**
 * Takes the first passkey of somebody: the sign-in is whole then.
 *
 * @returns another token, and the recovery codes, which are shown this once
 * @throws HouseError `passkey-not-made`, `too-many-attempts`, `grants-ended`
 */
export async function takeFirstPasskey(
  tools: ActTools,
  asked: Asked,
  { session, made }: { readonly session: SessionRecord; readonly made: MadePasskey },
): Promise<{ token: string; codes: string[] }> {
  if (session.stage !== 'enrolment') throw new HouseError('sign-in-unfinished', {});
  const { browser } = asked;
  const attempt = await attemptOf(tools, session, browser);
  await takeAttempt(tools, attempt);
  const key = await readNew(tools, asked, { session, made, purpose: 'passkey-enrolment' });
  const done = await withinScope(tools.db, EVERYTHING, async (trx) => {
    const { personId } = session;
    await demandNone(trx, personId);
    await keep(trx, tools, { asked, session, made, key });
    const codes = await makeRecoveryCodes(trx, tools, personId);
    return { token: await enterWholly(trx, tools, { session, browser, firstDevice: true }), codes };
  });
  await clearFailures(tools, attempt);
  return done;
}

/** Takes one more passkey. @throws HouseError `passkey-not-made`, `passkeys-too-many` */
export async function takeNewPasskey(
  tools: ActTools,
  asked: Asked,
  { session, made }: { readonly session: SessionRecord; readonly made: MadePasskey },
): Promise<void> {
  const key = await readNew(tools, asked, { session, made, purpose: 'passkey-new' });
  await withinScope(tools.db, EVERYTHING, async (trx) => {
    const { passkeys } = await lockFactors(trx, session.personId);
    if (passkeys >= PASSKEYS_MOST) throw new HouseError('passkeys-too-many', { most: PASSKEYS_MOST });
    await keep(trx, tools, { asked, session, made, key });
  });
}

/** Removes a passkey of one's own. @throws HouseError `last-factor`, `passkey-unknown` */
export async function removePasskey(tools: ActTools, session: SessionRecord, id: string): Promise<void> {
  const { personId } = session;
  await withinScope(tools.db, EVERYTHING, async (trx) => {
    await demandAnother(trx, personId);
    if (!(await deletePasskey(trx, { id, personId }))) throw new HouseError('passkey-unknown', {});
    await recordAct(trx, tools, { act: 'passkey-removed', by: personId, on: id, result: 'done' });
  });
}

function offer(
  tools: IdentityTools,
  { browser, party }: Asked,
  { session, purpose }: { readonly session: SessionRecord; readonly purpose: ChallengePurpose },
): Promise<PasskeyOffer> {
  const { personId } = session;
  return withinScope(tools.db, EVERYTHING, async (trx) => {
    if (purpose === 'passkey-enrolment') await demandNone(trx, personId);
    const person = await trx
      .selectFrom('identity_person')
      .select(['name', 'login_name'])
      .where('id', '=', personId)
      .executeTakeFirstOrThrow();
    return {
      challenge: await newChallenge(trx, tools, {
        purpose,
        deviceDigest: browser.deviceDigest,
        sessionId: session.id,
      }),
      rpId: party.id,
      user: { id: userHandleOf(personId), name: person.login_name, displayName: person.name },
      exclude: await keysFor(trx, personId, party),
    };
  });
}

/** @throws HouseError `passkey-not-made` */
async function readNew(
  tools: ActTools,
  { browser, party }: Asked,
  about: { readonly session: SessionRecord; readonly made: MadePasskey; readonly purpose: ChallengePurpose },
): Promise<NewKey> {
  const { session, made, purpose } = about;
  const challenge = challengeIn(made.clientDataJSON) ?? '';
  const { deviceDigest } = browser;
  const isOpen = await spendChallenge(tools, {
    purpose,
    token: challenge,
    deviceDigest,
    sessionId: session.id,
  });
  const key = isOpen ? await readMade(made, { challenge, party }) : undefined;
  if (!key) throw new HouseError('passkey-not-made', {});
  return key;
}

async function keep(
  trx: Transaction,
  tools: ActTools,
  about: {
    readonly asked: Asked;
    readonly session: SessionRecord;
    readonly made: MadePasskey;
    readonly key: NewKey;
  },
): Promise<void> {
  const { personId } = about.session;
  const id = await insertPasskey(trx, {
    ...about.key,
    personId,
    name: about.made.name,
    transports: about.made.transports,
    rpId: about.asked.party.id,
    now: tools.now(),
  });
  // A credential id that is there already is no new key, whoever has it.
  if (!id) throw new HouseError('passkey-not-made', {});
  await recordAct(trx, tools, { act: 'passkey-added', by: personId, on: id, result: 'done' });
}
