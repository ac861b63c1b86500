import type { Account } from '@zhengdun/contract';
import { HouseError } from '../../kernel/errors/index.ts';
import { EVERYTHING, withinScope } from '../../kernel/tenancy/index.ts';
import { passkeysOf } from '../passkeys/passkey.repo.ts';
import { recordAct } from '../record-act.ts';
import { makeRecoveryCodes } from '../sign-in/factor.ts';
import { codesSince } from '../sign-in/factors.ts';
import { type Attempt, forgiveAttempt, takeAttempt } from '../sign-in/failures.ts';
import { isPassword } from '../sign-in/password.ts';
import { endSession, endSessions, type SessionRecord } from '../sign-in/session.repo.ts';
import { attemptOf } from '../sign-in/take-code.ts';
import { takePassword } from '../sign-in/take-password.ts';
import type { ActTools, Browser, IdentityTools } from '../tools.ts';
import { findForSignIn, namesOf, savePassword } from './person.repo.ts';

/** 我的账号: one's own sessions, devices and factors. */
export async function readAccount(tools: IdentityTools, session: SessionRecord): Promise<Account> {
  const { personId } = session;
  return withinScope(tools.db, EVERYTHING, async (trx) => {
    const sessions = await trx
      .selectFrom('identity_session')
      .selectAll()
      .where('person_id', '=', personId)
      .where('stage', '=', 'full')
      .where('ends_at', '>', tools.now())
      .where('last_at', '>', new Date(tools.now().getTime() - tools.idleMinutes * 60_000))
      .orderBy('last_at', 'desc')
      .limit(50)
      .execute();
    const devices = await trx
      .selectFrom('identity_device')
      .selectAll()
      .where('person_id', '=', personId)
      .orderBy('last_at', 'desc')
      .limit(50)
      .execute();
    const codes = await trx
      .selectFrom('identity_recovery_code')
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .where('person_id', '=', personId)
      .where('used_at', 'is', null)
      .executeTakeFirstOrThrow();
    const since = await codesSince(trx, personId);
    const passkeys = await passkeysOf(trx, personId);
    const credential = await trx
      .selectFrom('identity_credential')
      .select('changed_at')
      .where('person_id', '=', personId)
      .executeTakeFirst();
    return {
      sessions: sessions.map((each) => ({
        id: each.id,
        device: each.device_name,
        source: each.source,
        startedAt: each.started_at.toISOString(),
        lastAt: each.last_at.toISOString(),
        current: each.id === session.id,
      })),
      devices: devices.map((each) => ({
        id: each.id,
        name: each.name,
        firstAt: each.first_at.toISOString(),
        lastAt: each.last_at.toISOString(),
        isNew: each.seen_at === null,
      })),
      ...(since && { codesSince: since.toISOString() }),
      passkeys: passkeys.map((each) => ({
        id: each.id,
        name: each.name,
        rpId: each.rp_id,
        madeAt: each.made_at.toISOString(),
        ...(each.last_at && { lastAt: each.last_at.toISOString() }),
      })),
      recoveryCodesLeft: codes.count,
      // Whoever was bound to an outside identity before the first password was set has none.
      ...(credential && { passwordChangedAt: credential.changed_at.toISOString() }),
    };
  });
}

/** Ends a session of one's own: this one (退出) or another. */
export async function endOwnSession(tools: ActTools, session: SessionRecord, id: string): Promise<void> {
  await withinScope(tools.db, EVERYTHING, async (trx) => {
    if (!(await endSession(trx, session.personId, id))) return;
    const act = id === session.id ? 'sign-out' : 'session-ended';
    await recordAct(trx, tools, { act, by: session.personId, result: 'done' });
  });
}

/** The notice of new devices was read. */
export async function markDevicesSeen(tools: IdentityTools, session: SessionRecord): Promise<void> {
  await withinScope(tools.db, EVERYTHING, async (trx) => {
    await trx
      .updateTable('identity_device')
      .set({ seen_at: tools.now() })
      .where('person_id', '=', session.personId)
      .where('seen_at', 'is', null)
      .execute();
  });
}

/** Forgets a device of one's own and ends the sessions from it. */
export async function forgetDevice(tools: ActTools, session: SessionRecord, id: string): Promise<void> {
  await withinScope(tools.db, EVERYTHING, async (trx) => {
    const device = await trx
      .deleteFrom('identity_device')
      .where('person_id', '=', session.personId)
      .where('id', '=', id)
      .returning('digest')
      .executeTakeFirst();
    if (!device) return;
    await trx
      .deleteFrom('identity_session')
      .where('person_id', '=', session.personId)
      .where('device_digest', '=', device.digest)
      .execute();
    await recordAct(trx, tools, {
      act: 'device-forgotten',
      by: session.personId,
      on: id,
      result: 'done',
    });
  });
}

/**
 * Changes one's own password; the other sessions end.
 *
 * @throws HouseError `sign-in-refused` when the current one is wrong, `password-…`, `too-many-attempts`
 */
export async function changePassword(
  tools: ActTools,
  about: { session: SessionRecord; browser: Browser },
  given: { current: string; next: string },
): Promise<void> {
  const { session } = about;
  const attempt = await takePasswordAttempt(tools, about, given.current);
  await withinScope(tools.db, EVERYTHING, async (trx) => {
    const { personId } = session;
    const password = await takePassword(given.next, await namesOf(trx, personId));
    await savePassword(trx, { personId, password, now: tools.now() });
    await endSessions(trx, personId, session.id);
    await recordAct(trx, tools, { act: 'password-set', by: personId, result: 'done' });
  });
  await forgiveAttempt(tools, attempt);
}

/** New recovery codes, against the password. @throws HouseError `sign-in-refused`, `too-many-attempts` */
export async function renewRecoveryCodes(
  tools: ActTools,
  about: { session: SessionRecord; browser: Browser },
  password: string,
): Promise<string[]> {
  const { session } = about;
  const attempt = await takePasswordAttempt(tools, about, password);
  const codes = await withinScope(tools.db, EVERYTHING, (trx) =>
    makeRecoveryCodes(trx, tools, session.personId),
  );
  await forgiveAttempt(tools, attempt);
  return codes;
}

/** Counts a try at one's own password; gives it back to be forgiven. @throws HouseError when the password is wrong */
async function takePasswordAttempt(
  tools: IdentityTools,
  { session, browser }: { session: SessionRecord; browser: Browser },
  password: string,
): Promise<Attempt> {
  const attempt = await attemptOf(tools, session, browser);
  await takeAttempt(tools, attempt);
  const person = await withinScope(tools.db, EVERYTHING, (trx) =>
    findForSignIn(trx, { id: session.personId }, browser.deviceDigest),
  );
  if (!(await isPassword(person?.password, password))) throw new HouseError('sign-in-refused', {});
  return attempt;
}
