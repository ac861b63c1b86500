import type { LinkView } from '@zhengdun/contract';
import type { Transaction } from '../../kernel/database/index.ts';
import { HOUR_MS } from '../../kernel/durations.ts';
import { HouseError } from '../../kernel/errors/index.ts';
import { EVERYTHING, withinScope } from '../../kernel/tenancy/index.ts';
import { findForSignIn, namesOf, savePassword } from '../people/person.repo.ts';
import { recordAct } from '../record-act.ts';
import type { ActTools, Browser, IdentityTools } from '../tools.ts';
import { forgiveAttempt, takeAttempt } from './failures.ts';
import { digestOf, newToken } from './secrets.ts';
import { endSessions, openSession } from './session.repo.ts';
import { takePassword } from './take-password.ts';

/** A person's link is handed over by a colleague: a working day and a half. */
const LINK_HOURS = 36;

/**
 * Makes the one-time link by which a person sets a password; earlier ones of the person end.
 *
 * @returns path below the console's address
 */
export async function makePersonLink(
  trx: Transaction,
  personId: string,
  now: Date,
): Promise<{ path: string; endsAt: Date }> {
  const token = newToken();
  const endsAt = new Date(now.getTime() + LINK_HOURS * HOUR_MS);
  await trx.deleteFrom('identity_invitation').where('person_id', '=', personId).execute();
  await trx
    .insertInto('identity_invitation')
    .values({ digest: digestOf(token), person_id: personId, ends_at: endsAt })
    .execute();
  return { path: `welcome#${token}`, endsAt };
}

/**
 * What a link is for. Does not use it up.
 *
 * @throws HouseError `link-refused`, `first-link-used`, `too-many-attempts`
 */
export async function readLink(tools: IdentityTools, token: string, source: string): Promise<LinkView> {
  const attempt = { account: undefined, source };
  await takeAttempt(tools, attempt);
  const view = await withinScope(tools.db, EVERYTHING, async (trx): Promise<LinkView> => {
    const link = await findLink(trx, token, tools.now());
    if (link.person_id === null) return { kind: 'first-administrator' };
    const [loginName = '', name = ''] = await namesOf(trx, link.person_id);
    return { kind: 'person', name, loginName };
  });
  await forgiveAttempt(tools, attempt);
  return view;
}

/**
 * Sets the password of a person by a link, and uses the link up.
 *
 * @returns token of a session that waits for the second factor, or for its being set up
 * @throws HouseError `link-refused`, `password-…`, `too-many-attempts`
 */
export async function usePersonLink(
  tools: ActTools,
  given: { token: string; password: string },
  browser: Browser,
): Promise<string> {
  await takeAttempt(tools, { account: undefined, source: browser.source });
  return withinScope(tools.db, EVERYTHING, async (trx) => {
    const { person_id: personId } = await findLink(trx, given.token, tools.now());
    if (personId === null) throw new HouseError('link-refused', {});
    const password = await takePassword(given.password, await namesOf(trx, personId));
    await trx
      .updateTable('identity_invitation')
      .set({ used_at: tools.now() })
      .where('digest', '=', digestOf(given.token))
      .execute();
    await savePassword(trx, { personId, password, now: tools.now() });
    await endSessions(trx, personId);
    await recordAct(trx, tools, { act: 'password-set', by: personId, result: 'done' });
    const person = await findForSignIn(trx, { id: personId }, browser.deviceDigest);
    const stage = person?.hasFactor ? 'second-factor' : 'enrolment';
    return openSession(trx, tools, { personId, stage, browser });
  });
}

async function findLink(trx: Transaction, token: string, now: Date): Promise<{ person_id: string | null }> {
  const link = await trx
    .selectFrom('identity_invitation')
    .select('person_id')
    .where('digest', '=', digestOf(token))
    .where('used_at', 'is', null)
    .where('ends_at', '>', now)
    .forUpdate()
    .executeTakeFirst();
  if (!link) throw await linkError(trx, token);
  return link;
}

/** Why a link does not hold: whoever has the one that made the first administrator needs no other. */
export async function linkError(trx: Transaction, token: string): Promise<HouseError> {
  const used = await trx
    .selectFrom('identity_invitation')
    .select('used_at')
    .where('digest', '=', digestOf(token))
    .where('person_id', 'is', null)
    .where('used_at', 'is not', null)
    .executeTakeFirst();
  return new HouseError(used ? 'first-link-used' : 'link-refused', {});
}
