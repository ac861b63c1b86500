import type { PasskeyQuestion } from '@zhengdun/contract';
import type { Transaction } from '../../kernel/database/index.ts';
import { EVERYTHING, withinScope } from '../../kernel/tenancy/index.ts';
import { type ChallengePurpose, newChallenge } from '../sign-in/challenge.ts';
import type { SessionRecord } from '../sign-in/session.repo.ts';
import type { Browser, IdentityTools } from '../tools.ts';
import { passkeysOf } from './passkey.repo.ts';
import type { RelyingParty } from './relying-party.ts';

/** Who asks for a passkey, in which browser, on pages of whom. */
export interface Asked {
  readonly browser: Browser;
  readonly party: RelyingParty;
}

/** The question to whoever signs in by a passkey alone. It names nobody: the browser shows what it has for this host. */
export function askAnyPasskey(tools: IdentityTools, { browser, party }: Asked): Promise<PasskeyQuestion> {
  return withinScope(tools.db, EVERYTHING, async (trx) => ({
    challenge: await newChallenge(trx, tools, {
      purpose: 'passkey-sign-in',
      deviceDigest: browser.deviceDigest,
    }),
    rpId: party.id,
    allow: [],
    verified: true,
  }));
}

/** The question to somebody whose session is known: any passkey of that person for this host. */
export function askOwnPasskey(
  tools: IdentityTools,
  { browser, party }: Asked,
  about: { readonly session: SessionRecord; readonly purpose: ChallengePurpose },
): Promise<PasskeyQuestion> {
  return withinScope(tools.db, EVERYTHING, async (trx) => ({
    challenge: await newChallenge(trx, tools, {
      purpose: about.purpose,
      deviceDigest: browser.deviceDigest,
      sessionId: about.session.id,
    }),
    rpId: party.id,
    allow: await keysFor(trx, about.session.personId, party),
    verified: false,
  }));
}

/** The keys of a person that browsers know on pages of a party. */
export async function keysFor(
  trx: Transaction,
  personId: string,
  party: RelyingParty,
): Promise<{ id: string; transports: string[] }[]> {
  const keys = await passkeysOf(trx, personId);
  return keys
    .filter(({ rp_id }) => rp_id === party.id)
    .map(({ credential_id, transports }) => ({ id: credential_id.toString('base64url'), transports }));
}
