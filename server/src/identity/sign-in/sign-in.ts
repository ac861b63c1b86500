import { HouseError } from '../../kernel/errors/index.ts';
import { EVERYTHING, withinScope } from '../../kernel/tenancy/index.ts';
import { findForSignIn } from '../people/person.repo.ts';
import { recordAct } from '../record-act.ts';
import type { ActTools, Browser } from '../tools.ts';
import { type Attempt, forgiveAttempt, takeAttempt } from './failures.ts';
import { isPassword } from './password.ts';
import { openSession, removeEndedSessions } from './session.repo.ts';

/**
 * First factor. Takes as long, and answers the same, whether the name is there or not.
 *
 * @returns token of a session that waits for the second factor, or for its being set up
 * @throws HouseError `sign-in-refused`, `too-many-attempts`
 */
export async function signIn(
  tools: ActTools,
  given: { loginName: string; password: string },
  browser: Browser,
): Promise<string> {
  const loginName = given.loginName.normalize('NFKC').trim().toLowerCase();
  const person = await withinScope(tools.db, EVERYTHING, (trx) =>
    findForSignIn(trx, { loginName }, browser.deviceDigest),
  );
  const attempt: Attempt = {
    account: loginName,
    source: browser.source,
    knownDevice: person?.knowsDevice ? browser.deviceDigest : undefined,
  };
  await takeAttempt(tools, attempt);
  const known = await isPassword(person?.password, given.password);
  const refused = !known || !person || person.closed;
  if (!refused) await forgiveAttempt(tools, attempt);
  const token = await withinScope(tools.db, EVERYTHING, async (trx) => {
    if (refused) {
      await recordAct(trx, tools, { act: 'sign-in-refused', by: person?.id, result: 'refused' });
      return undefined;
    }
    await removeEndedSessions(trx, tools.now());
    const stage = person.hasFactor ? 'second-factor' : 'enrolment';
    return openSession(trx, tools, { personId: person.id, stage, browser });
  });
  if (token === undefined) throw new HouseError('sign-in-refused', {});
  return token;
}
