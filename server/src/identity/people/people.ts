import { randomUUID } from 'node:crypto';
import type { Employment, NewPerson, PersonLink } from '@zhengdun/contract';
import { sql } from 'kysely';
import type { Transaction } from '../../kernel/database/index.ts';
import { HouseError } from '../../kernel/errors/index.ts';
import { type Actor, scopeOf, withinScope } from '../../kernel/tenancy/index.ts';
import { recordAct } from '../record-act.ts';
import { endSessions } from '../sign-in/session.repo.ts';
import { makePersonLink } from '../sign-in/use-link.ts';
import { revokeTokens } from '../tokens/token.repo.ts';
import type { ActTools, IdentityTools } from '../tools.ts';

/**
 * Registers a person of a unit that the actor manages, and makes the link by which that person sets a password.
 *
 * @throws HouseError `place-unknown`, `login-name-taken`
 */
export async function addPerson(tools: ActTools, actor: Actor, input: NewPerson): Promise<PersonLink> {
  const id = randomUUID();
  try {
    return await withinScope(tools.db, scopeOf(actor, 'person.manage'), async (trx) => {
      const { numAffectedRows } = await sql`
        INSERT INTO identity_person (id, unit_id, region_path, sector_path, name, login_name, employment)
        SELECT ${id}, id, region_path, sector_path, ${input.name}, ${input.loginName}, ${input.employment}
          FROM registry_unit WHERE id = ${input.unitId} AND closed_at IS NULL`.execute(trx);
      if (numAffectedRows !== 1n) throw new HouseError('place-unknown', {});
      await recordAct(trx, tools, { act: 'person-added', by: actor.id, on: id, result: 'done' });
      return linkFor(trx, tools, id);
    });
  } catch (error) {
    if (isTaken(error)) throw new HouseError('login-name-taken', { name: input.loginName });
    throw error;
  }
}

/**
 * Another link for somebody who has not set a password yet. Whoever has one is reset by the security administrator.
 *
 * @throws HouseError `person-unknown`
 */
export async function renewPersonLink(tools: ActTools, actor: Actor, personId: string): Promise<PersonLink> {
  return withinScope(tools.db, scopeOf(actor, 'person.manage'), async (trx) => {
    await demandPerson(trx, personId);
    const has = await trx
      .selectFrom('identity_credential')
      .select('person_id')
      .where('person_id', '=', personId)
      .executeTakeFirst();
    if (has) throw new HouseError('person-unknown', {});
    await recordAct(trx, tools, { act: 'person-link-made', by: actor.id, on: personId, result: 'done' });
    return linkFor(trx, tools, personId);
  });
}

/**
 * After a lost telephone or password: takes password, second factors, recovery codes, devices, outside identities,
 * sessions and tokens away, and makes a link to begin anew.
 *
 * @throws HouseError `person-unknown`, `not-oneself`
 */
export async function resetPerson(tools: ActTools, actor: Actor, personId: string): Promise<PersonLink> {
  if (personId === actor.id) throw new HouseError('not-oneself', {});
  return withinScope(tools.db, scopeOf(actor, 'session.end'), async (trx) => {
    await demandPerson(trx, personId);
    for (const table of [
      'identity_credential',
      'identity_factor',
      'identity_passkey',
      'identity_recovery_code',
      'identity_device',
      'identity_binding',
    ] as const) {
      await trx.deleteFrom(table).where('person_id', '=', personId).execute();
    }
    await endSessions(trx, personId);
    await revokeTokens(trx, { personId }, { personId: actor.id, now: tools.now() });
    await recordAct(trx, tools, { act: 'person-reset', by: actor.id, on: personId, result: 'done' });
    return linkFor(trx, tools, personId);
  });
}

/** Ends all sessions of somebody else. @throws HouseError `person-unknown` */
export async function endSessionsOf(tools: ActTools, actor: Actor, personId: string): Promise<void> {
  await withinScope(tools.db, scopeOf(actor, 'session.end'), async (trx) => {
    await demandPerson(trx, personId);
    await endSessions(trx, personId);
    await recordAct(trx, tools, { act: 'session-ended', by: actor.id, on: personId, result: 'done' });
  });
}

/**
 * Personnel confirms how somebody is employed, as of a day. Whoever is no more 在编 loses the top-level rights in
 * that moment (the database sees to it).
 *
 * @throws HouseError `person-unknown`, `not-oneself`
 */
export async function confirmEmployment(
  tools: ActTools,
  actor: Actor,
  given: { personId: string; employment: Employment; confirmedOn: string },
): Promise<void> {
  const { personId, employment, confirmedOn } = given;
  if (personId === actor.id) throw new HouseError('not-oneself', {});
  await withinScope(tools.db, scopeOf(actor, 'employment.confirm'), async (trx) => {
    await demandPerson(trx, personId);
    await trx
      .updateTable('identity_person')
      .set({ employment, employment_confirmed_on: confirmedOn, employment_confirmed_by: actor.id })
      .where('id', '=', personId)
      .execute();
    await recordAct(trx, tools, {
      act: 'employment-confirmed',
      by: actor.id,
      on: personId,
      result: 'done',
    });
  });
}

/** @throws HouseError `person-unknown` when the person is not seen in the scope of the transaction */
export async function demandPerson(trx: Transaction, personId: string): Promise<void> {
  const row = await trx
    .selectFrom('identity_person')
    .select('id')
    .where('id', '=', personId)
    .where('closed_at', 'is', null)
    .executeTakeFirst();
  if (!row) throw new HouseError('person-unknown', {});
}

async function linkFor(trx: Transaction, tools: IdentityTools, personId: string): Promise<PersonLink> {
  const { path, endsAt } = await makePersonLink(trx, personId, tools.now());
  return { id: personId, path, endsAt: endsAt.toISOString() };
}

function isTaken(error: unknown): boolean {
  return (
    error instanceof Error && 'constraint' in error && error.constraint === 'identity_person_login_name_key'
  );
}
