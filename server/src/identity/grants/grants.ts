import { randomUUID } from 'node:crypto';
import { GRANT_AREA_WORDS, type GrantArea, type NewGrant, ROLES } from '@zhengdun/contract';
import { sql } from 'kysely';
import type { Transaction } from '../../kernel/database/index.ts';
import { HouseError } from '../../kernel/errors/index.ts';
import { type Actor, type Scope, scopeOf, withinScope } from '../../kernel/tenancy/index.ts';
import { demandPerson } from '../people/people.ts';
import { recordAct } from '../record-act.ts';
import { endSessions } from '../sign-in/session.repo.ts';
import type { ActTools } from '../tools.ts';
import { grantsOf } from './grant.repo.ts';

/** The sentences of the database's constraints (migration 0007), by their names. */
const CONSTRAINTS = [
  'grant_top_for_own_staff',
  'grant_of_others_ends',
  'grant_administrators_apart',
  'grant_audit_with_superior',
] as const;

/**
 * Gives a role to somebody, over a place that lies within what the actor reaches. What the law asks of a grant is
 * held by the database; its refusal is told in words.
 *
 * @returns id of the grant
 * @throws HouseError `person-unknown`, `not-oneself`, `place-unknown`, `area-not-for-role`,
 *   `grant-ends-before-start`, `grant-held-already`, and the refusals of the constraints
 */
export async function giveGrant(tools: ActTools, actor: Actor, input: NewGrant): Promise<string> {
  if (input.personId === actor.id) throw new HouseError('not-oneself', {});
  demandArea(input);
  const now = tools.now();
  const startsAt = input.startsAt ? new Date(Math.max(Date.parse(input.startsAt), now.getTime())) : now;
  const endsAt = input.endsAt ? new Date(input.endsAt) : null;
  if (endsAt && endsAt <= startsAt) throw new HouseError('grant-ends-before-start', {});
  const id = randomUUID();
  const scope = scopeOf(actor, 'grant.give');
  try {
    await withinScope(tools.db, scope, async (trx) => {
      await demandPerson(trx, input.personId);
      await demandPlace(trx, scope, input);
      await demandMore(trx, input, { startsAt, endsAt });
      await trx
        .insertInto('identity_grant')
        .values({
          id,
          person_id: input.personId,
          role: input.role,
          area: input.area,
          place: input.place,
          starts_at: startsAt,
          ends_at: endsAt,
          approver: input.approver ?? null,
          reason: input.reason ?? null,
          given_by: actor.id,
          given_at: now,
        })
        .execute();
      await recordAct(trx, tools, {
        act: 'grant-given',
        by: actor.id,
        on: id,
        about: input.personId,
        result: 'done',
      });
    });
    return id;
  } catch (error) {
    throw constraintError(error) ?? error;
  }
}

/**
 * Ends a grant before its time. The sessions of whoever lived on it alone end with it.
 *
 * @throws HouseError `person-unknown` when the grant is not within reach, `grant-ended-already`
 */
export async function endGrant(tools: ActTools, actor: Actor, id: string): Promise<void> {
  const now = tools.now();
  await withinScope(tools.db, scopeOf(actor, 'grant.give'), async (trx) => {
    const grant = await trx
      .selectFrom('identity_grant as g')
      .innerJoin('identity_person as p', 'p.id', 'g.person_id')
      .select(['g.person_id', 'g.ends_at', 'g.ended_at', 'p.on_establishment'])
      .where('g.id', '=', id)
      .executeTakeFirst();
    if (!grant) throw new HouseError('person-unknown', {});
    if (grant.ended_at || (grant.ends_at && grant.ends_at <= now)) {
      throw new HouseError('grant-ended-already', {});
    }
    await trx
      .updateTable('identity_grant')
      .set({ ended_at: now, ended_by: actor.id })
      .where('id', '=', id)
      .execute();
    const left = await grantsOf(trx, grant.person_id, now);
    if (!grant.on_establishment && left.length === 0) await endSessions(trx, grant.person_id);
    await recordAct(trx, tools, {
      act: 'grant-ended',
      by: actor.id,
      on: id,
      about: grant.person_id,
      result: 'done',
    });
  });
}

function demandArea({ role, area }: NewGrant): void {
  const areas: readonly GrantArea[] = ROLES[role].areas;
  if (areas.includes(area)) return;
  throw new HouseError('area-not-for-role', {
    role: ROLES[role].word,
    areas: areas.map((each) => GRANT_AREA_WORDS[each]),
  });
}

/** A grant reaches no further than its giver does. */
async function demandPlace(trx: Transaction, scope: Scope, input: NewGrant): Promise<void> {
  const reaches =
    input.area === 'region'
      ? await reachesRegion(trx, scope, input.place)
      : await reachesUnit(trx, scope, input);
  if (!reaches) throw new HouseError('place-unknown', {});
}

/** A grant that gives nothing which the person does not hold for all of that time is a mistake: a later end extends one. */
async function demandMore(
  trx: Transaction,
  { personId, role, area, place }: NewGrant,
  { startsAt, endsAt }: { readonly startsAt: Date; readonly endsAt: Date | null },
): Promise<void> {
  // Two grants to one person are looked at one after the other, as the database does it.
  await sql`SELECT FROM identity_person WHERE id = ${personId} FOR UPDATE`.execute(trx);
  const { rows } = await sql`
    SELECT FROM identity_grant
     WHERE person_id = ${personId} AND role = ${role} AND area = ${area} AND place = ${place}
       AND starts_at <= ${startsAt}
       AND identity_grant_end(ends_at, ended_at) >= coalesce(${endsAt}::timestamptz, 'infinity')`.execute(
    trx,
  );
  if (rows.length > 0) throw new HouseError('grant-held-already', {});
}

async function reachesRegion(trx: Transaction, scope: Scope, code: string): Promise<boolean> {
  if (code === '') return scope.regions.includes('');
  const region = await trx
    .selectFrom('registry_region')
    .select('path')
    .where('code', '=', code)
    .executeTakeFirst();
  return region !== undefined && scope.regions.some((prefix) => region.path.startsWith(prefix));
}

async function reachesUnit(trx: Transaction, scope: Scope, { area, place }: NewGrant): Promise<boolean> {
  if (!/^[0-9a-f-]{36}$/.test(place)) return false;
  const unit = await trx
    .selectFrom('registry_unit')
    .select('sector_path')
    .where('id', '=', place)
    .executeTakeFirst();
  if (!unit || area === 'unit') return unit !== undefined;
  // Units below may lie in other regions: only a sector, or everything, is sure to hold them all.
  return scope.regions.includes('') || scope.sectors.some((prefix) => unit.sector_path.startsWith(prefix));
}

function constraintError(error: unknown): HouseError | undefined {
  if (!(error instanceof Error && 'constraint' in error)) return undefined;
  const name = CONSTRAINTS.find((each) => each === error.constraint);
  if (!name) return undefined;
  return new HouseError(name.replaceAll('_', '-') as 'grant-top-for-own-staff', {}, { cause: error });
}
