import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Transaction } from '../../kernel/database/index.ts';
import { HouseError } from '../../kernel/errors/index.ts';
import { EVERYTHING, withinScope } from '../../kernel/tenancy/index.ts';
import { findForSignIn, lockFactor, useRecoveryCode } from '../people/person.repo.ts';
import { recordAct } from '../record-act.ts';
import { type ActTools, askedBy, type Browser, type IdentityTools } from '../tools.ts';
import { sessionOf } from './authenticate.ts';
import { type ChallengeOwner, useChallenge } from './challenge.ts';
import { browserOf } from './cookies.ts';
import { type Attempt, forgiveAttempt, takeAttempt } from './failures.ts';
import { openSeed, recoveryDigest } from './secrets.ts';
import type { SessionRecord } from './session.repo.ts';
import { matchingStep } from './totp.ts';

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

interface CodeGiven {
  readonly personId: string;
  readonly code: string;
  /** whose: what was shown instead of a code counts in a whole session alone */
  readonly confirmedIn?: ChallengeOwner;
}

/** Takes a code of the second factor, or a recovery code, and records what came of it. @returns whether it was right */
export async function takeCode(trx: Transaction, tools: ActTools, given: CodeGiven): Promise<boolean> {
  const { personId } = given;
  const way = await wayIn(trx, tools, given);
  if (way === 'recovery-code')
    await recordAct(trx, tools, { act: 'recovery-code-used', by: personId, result: 'done' });
  if (!way) await recordAct(trx, tools, { act: 'second-factor-refused', by: personId, result: 'refused' });
  return way !== undefined;
}

/**
 * Asks whoever is signed in for the second factor once more, before what must not be done by a browser that was left
 * alone. People of the demonstration came in without one, so there is nothing to show again.
 *
 * @throws HouseError `code-refused`, `too-many-attempts`
 */
export async function confirmAgain(
  tools: IdentityTools,
  { request, reply }: { readonly request: FastifyRequest; readonly reply: FastifyReply },
  code: string,
): Promise<void> {
  const session = sessionOf(request);
  if (tools.demo) return;
  const browser = browserOf(request, reply, tools.secure);
  const attempt = await attemptOf(tools, session, browser);
  await takeAttempt(tools, attempt);
  const isRight = await withinScope(tools.db, EVERYTHING, (trx) =>
    takeCode(trx, askedBy(tools, request), {
      personId: session.personId,
      code,
      confirmedIn: { deviceDigest: browser.deviceDigest, sessionId: session.id },
    }),
  );
  if (!isRight) throw new HouseError('code-refused', {});
  await forgiveAttempt(tools, attempt);
}

async function wayIn(
  trx: Transaction,
  tools: IdentityTools,
  { personId, code, confirmedIn }: CodeGiven,
): Promise<'code' | 'passkey' | 'recovery-code' | undefined> {
  const factor = await lockFactor(trx, personId);
  if (factor?.confirmed_at) {
    const seed = openSeed(tools.secret, personId, factor.seed);
    const step = matchingStep(seed, code, { now: tools.now(), lastStep: factor.last_step });
    if (step !== undefined) {
      await trx.updateTable('identity_factor').set({ last_step: step }).where('id', '=', factor.id).execute();
      return 'code';
    }
  }
  if (confirmedIn && (await useChallenge(trx, tools, { ...confirmedIn, purpose: 'confirmed', token: code })))
    return 'passkey';
  const digest = recoveryDigest(tools.secret, personId, code);
  return (await useRecoveryCode(trx, { personId, digest, now: tools.now() })) ? 'recovery-code' : undefined;
}
