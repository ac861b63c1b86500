import type { ShownPasskey } from '@zhengdun/contract';
import type { Transaction } from '../../kernel/database/index.ts';
import { HouseError } from '../../kernel/errors/index.ts';
import { EVERYTHING, withinScope } from '../../kernel/tenancy/index.ts';
import { findForSignIn } from '../people/person.repo.ts';
import { recordAct } from '../record-act.ts';
import { type ChallengePurpose, newChallenge, spendChallenge } from '../sign-in/challenge.ts';
import { type Attempt, clearFailures, forgiveAttempt, takeAttempt } from '../sign-in/failures.ts';
import { enterPerson, enterWholly } from '../sign-in/finish-sign-in.ts';
import type { SessionRecord } from '../sign-in/session.repo.ts';
import type { ActTools } from '../tools.ts';
import type { Asked } from './ask-passkey.ts';
import { findPasskey, type PasskeyRecord, takeCounter } from './passkey.repo.ts';
import { challengeIn, readShown } from './web-authn.ts';

/**
 * The whole sign-in by a passkey: having it, and PIN, fingerprint or face, are two factors (Art. 30).
 *
 * @returns token of a whole session
 * @throws HouseError `passkey-refused`, whatever was wrong; `too-many-attempts`, `grants-ended`
 */
export async function signInByPasskey(tools: ActTools, asked: Asked, shown: ShownPasskey): Promise<string> {
  const { token, attempt } = await takePasskey(tools, asked, {
    shown,
    purpose: 'passkey-sign-in',
    use: (trx, { personId }) => enterPerson(trx, tools, { personId, browser: asked.browser }),
  });
  await clearFailures(tools, attempt);
  return token;
}

/**
 * Second factor: a passkey of whoever has given the password.
 *
 * @returns token of a whole session
 * @throws HouseError `passkey-refused`, `too-many-attempts`, `grants-ended`
 */
export async function finishByPasskey(
  tools: ActTools,
  asked: Asked,
  about: { readonly session: SessionRecord; readonly shown: ShownPasskey },
): Promise<string> {
  const { session, shown } = about;
  if (session.stage !== 'second-factor') throw new HouseError('passkey-refused', {});
  const { token, attempt } = await takePasskey(tools, asked, {
    shown,
    session,
    purpose: 'passkey-second-factor',
    use: (trx) => enterWholly(trx, tools, { session, browser: asked.browser }),
  });
  await clearFailures(tools, attempt);
  return token;
}

/**
 * Shows a passkey once more instead of a code, before what must not be done by a browser that was left alone.
 *
 * @returns what stands for the code: once, within minutes, in this session
 * @throws HouseError `passkey-refused`, `too-many-attempts`
 */
export async function confirmByPasskey(
  tools: ActTools,
  asked: Asked,
  about: { readonly session: SessionRecord; readonly shown: ShownPasskey },
): Promise<string> {
  const { session, shown } = about;
  const { deviceDigest } = asked.browser;
  const { token } = await takePasskey(tools, asked, {
    shown,
    session,
    purpose: 'passkey-confirm',
    use: (trx) => newChallenge(trx, tools, { purpose: 'confirmed', deviceDigest, sessionId: session.id }),
  });
  return token;
}

interface Taking {
  readonly shown: ShownPasskey;
  readonly purpose: ChallengePurpose;
  /** of whoever is known already */
  readonly session?: SessionRecord;
  /** what it is shown for, in the transaction that takes the counter */
  readonly use: (trx: Transaction, key: PasskeyRecord) => Promise<string>;
}

/** Counts the try, uses the challenge up, holds the answer against the key, and does what it was shown for. */
async function takePasskey(
  tools: ActTools,
  { browser, party }: Asked,
  { shown, purpose, session, use }: Taking,
): Promise<{ token: string; attempt: Attempt }> {
  const credentialId = Buffer.from(shown.id, 'base64url');
  const { key, attempt } = await withinScope(tools.db, EVERYTHING, async (trx) => {
    const found = await findPasskey(trx, { credentialId, rpId: party.id, personId: session?.personId });
    const id = session?.personId ?? found?.personId;
    const person = id ? await findForSignIn(trx, { id }, browser.deviceDigest) : undefined;
    return {
      key: found,
      attempt: {
        // A key that nobody has names nobody: it is counted by its source alone.
        account: session?.loginName ?? found?.loginName,
        source: browser.source,
        knownDevice: person?.knowsDevice ? browser.deviceDigest : undefined,
      },
    };
  });
  await takeAttempt(tools, attempt);
  const challenge = challengeIn(shown.clientDataJSON) ?? '';
  const { deviceDigest } = browser;
  const isOpen = await spendChallenge(tools, {
    purpose,
    token: challenge,
    deviceDigest,
    sessionId: session?.id,
  });
  const answer =
    isOpen && key && !key.closed && isOwners(shown, key)
      ? await readShown(shown, { challenge, party, publicKey: key.publicKey, verified: !session })
      : undefined;
  const token = await withinScope(tools.db, EVERYTHING, async (trx) => {
    const by = session?.personId ?? key?.personId;
    if (!key || !answer) {
      const act = session ? 'second-factor-refused' : 'sign-in-refused';
      await recordAct(trx, tools, { act, by, result: 'refused' });
      return undefined;
    }
    if (!(await takeCounter(trx, { id: key.id, counter: answer.counter, now: tools.now() }))) {
      await recordAct(trx, tools, { act: 'passkey-counter-behind', by, on: key.id, result: 'refused' });
      return undefined;
    }
    return use(trx, key);
  });
  if (token === undefined) throw new HouseError('passkey-refused', {});
  await forgiveAttempt(tools, attempt);
  return { token, attempt };
}

/** An authenticator that keeps the person beside the key says whose it is. */
function isOwners({ userHandle }: ShownPasskey, key: PasskeyRecord): boolean {
  return userHandle === undefined || userHandle === userHandleOf(key.personId);
}

/** How a person is called in an authenticator: the bytes of the id, in base64url. They tell nothing. */
export function userHandleOf(personId: string): string {
  return Buffer.from(personId.replaceAll('-', ''), 'hex').toString('base64url');
}
