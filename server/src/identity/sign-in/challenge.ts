import type { Transaction } from '../../kernel/database/index.ts';
import { EVERYTHING, withinScope } from '../../kernel/tenancy/index.ts';
import type { IdentityTools } from '../tools.ts';
import { digestOf, newToken } from './secrets.ts';

/** What an answer to a challenge does. One that was given for one purpose serves no other. */
export type ChallengePurpose =
  | 'passkey-sign-in'
  | 'passkey-second-factor'
  | 'passkey-confirm'
  | 'passkey-enrolment'
  | 'passkey-new'
  // Not a question any more: somebody has shown a passkey, and may do one thing for which a code is asked.
  | 'confirmed';

/** Whose challenge it is: the browser's, and the session's where there is one. */
export interface ChallengeOwner {
  readonly deviceDigest: string;
  readonly sessionId?: string | undefined;
}

const MINUTES = 5;
/** Open at once in one browser: tabs. */
const MOST_OPEN = 20;

/**
 * Makes a challenge, or a ticket that is used like one.
 *
 * @returns its random part: 43 characters of base64url
 */
export async function newChallenge(
  trx: Transaction,
  tools: Pick<IdentityTools, 'now'>,
  about: ChallengeOwner & { readonly purpose: ChallengePurpose },
): Promise<string> {
  const token = newToken();
  const now = tools.now();
  await trx.deleteFrom('identity_challenge').where('ends_at', '<=', now).execute();
  const open = trx
    .selectFrom('identity_challenge')
    .select('digest')
    .where('device_digest', '=', about.deviceDigest)
    .orderBy('ends_at', 'desc')
    .offset(MOST_OPEN - 1);
  await trx.deleteFrom('identity_challenge').where('digest', 'in', open).execute();
  await trx
    .insertInto('identity_challenge')
    .values({
      digest: digestOf(token),
      purpose: about.purpose,
      device_digest: about.deviceDigest,
      session_id: about.sessionId ?? null,
      ends_at: new Date(now.getTime() + MINUTES * 60_000),
    })
    .execute();
  return token;
}

/** Uses a challenge up within a transaction: whatever undoes that one undoes this too. @returns whether it was open */
export async function useChallenge(
  trx: Transaction,
  tools: Pick<IdentityTools, 'now'>,
  about: ChallengeOwner & { readonly purpose: ChallengePurpose; readonly token: string },
): Promise<boolean> {
  const { sessionId } = about;
  const row = await trx
    .deleteFrom('identity_challenge')
    .where('digest', '=', digestOf(about.token))
    .where('purpose', '=', about.purpose)
    .where('device_digest', '=', about.deviceDigest)
    .where((is) =>
      sessionId === undefined ? is('session_id', 'is', null) : is('session_id', '=', sessionId),
    )
    .where('ends_at', '>', tools.now())
    .returning('digest')
    .executeTakeFirst();
  return row !== undefined;
}

/** Uses a challenge up for good, whatever comes of the answer to it. @returns whether it was open */
export function spendChallenge(
  tools: IdentityTools,
  about: ChallengeOwner & { readonly purpose: ChallengePurpose; readonly token: string },
): Promise<boolean> {
  return withinScope(tools.db, EVERYTHING, (trx) => useChallenge(trx, tools, about));
}
