import { randomUUID } from 'node:crypto';
import {
  type GrantArea,
  type RoleName,
  SMALL_UNIT_MOST_DAYS,
  type SmallUnit,
  type SmallUnitInput,
} from '@zhengdun/contract';
import { sql } from 'kysely';
import { type Caller, recordDone } from '../../kernel/audit/index.ts';
import { addDays, dayOf, momentOf } from '../../kernel/clock/index.ts';
import type { Transaction } from '../../kernel/database/index.ts';
import { HouseError } from '../../kernel/errors/index.ts';
import { type Actor, scopeOf, withinScope } from '../../kernel/tenancy/index.ts';
import type { IdentityTools } from '../tools.ts';

/** 小单位模式 of a unit: whether it runs, why, until when, and who is both administrators. @throws HouseError `place-unknown` */
export async function readSmallUnit(tools: IdentityTools, actor: Actor, unitId: string): Promise<SmallUnit> {
  return withinScope(tools.db, scopeOf(actor, 'grant.read'), async (trx) => {
    await demandUnit(trx, unitId);
    const mode = await modeOf(trx, unitId);
    const merged = await mergedGrants(trx, unitId, tools.now());
    return {
      running: mode !== undefined && mode.ends_at > tools.now(),
      ...(mode && {
        startsAt: mode.starts_at.toISOString(),
        endsAt: mode.ends_at.toISOString(),
        approver: mode.approver,
        reason: mode.reason,
      }),
      merged: [...new Set(merged.map(({ name }) => name))],
    };
  });
}

/**
 * Begins the mode, or renews one that runs: one person may then be system and security administrator, the audit lies
 * with the superior. A grant that would have ended with the old mode is given again until the new end, in the name of
 * the approver: the only administrator could give it to nobody else, and to himself nobody gives.
 *
 * @throws HouseError `place-unknown`, `small-unit-end-refused`, `small-unit-has-auditor`
 */
export async function beginSmallUnit(
  tools: IdentityTools,
  caller: Caller,
  { unitId, ...input }: SmallUnitInput & { readonly unitId: string },
): Promise<void> {
  const now = tools.now();
  const today = dayOf(now);
  if (input.endsOn < today || input.endsOn > addDays(today, SMALL_UNIT_MOST_DAYS))
    throw new HouseError('small-unit-end-refused', { days: SMALL_UNIT_MOST_DAYS });
  const endsAt = momentOf(input.endsOn, '24:00');
  try {
    await withinScope(tools.db, scopeOf(caller.actor, 'grant.give'), async (trx) => {
      await demandUnit(trx, unitId);
      const before = await modeOf(trx, unitId);
      const runs = before !== undefined && before.ends_at > now;
      const depending = runs ? await dependingGrants(trx, { unitId, now, endsAt: before.ends_at }) : [];
      for (const { id } of depending) await endOne(trx, id, { by: caller.actor.id, now });
      const mode = { starts_at: now, ends_at: endsAt, approver: input.approver, reason: input.reason };
      await trx
        .insertInto('identity_small_unit')
        .values({ unit_id: unitId, ...mode })
        .onConflict((conflict) => conflict.column('unit_id').doUpdateSet(mode))
        .execute();
      for (const { person_id, role, area, place } of depending) {
        await trx
          .insertInto('identity_grant')
          .values({
            id: randomUUID(),
            person_id,
            role,
            area,
            place,
            ...mode,
            given_by: person_id === caller.actor.id ? null : caller.actor.id,
            given_at: now,
          })
          .execute();
      }
      await recordDone(trx, caller, {
        act: runs ? 'small-unit-renewed' : 'small-unit-begun',
        object: { kind: 'unit', id: unitId },
        unit: unitId,
        detail: { until: input.endsOn, grants: depending.length },
      });
    });
  } catch (error) {
    throw hasAuditor(error) ? new HouseError('small-unit-has-auditor', {}, { cause: error }) : error;
  }
}

/**
 * Ends the mode before its time. Whoever is both administrators keeps one of the two: the database ends the other.
 *
 * @throws HouseError `place-unknown`, `small-unit-not-running`
 */
export async function endSmallUnit(tools: IdentityTools, caller: Caller, unitId: string): Promise<void> {
  await withinScope(tools.db, scopeOf(caller.actor, 'grant.give'), async (trx) => {
    await demandUnit(trx, unitId);
    const mode = await modeOf(trx, unitId);
    if (!mode || mode.ends_at <= tools.now()) throw new HouseError('small-unit-not-running', {});
    await sql`UPDATE identity_small_unit SET ends_at = greatest(${tools.now()}, starts_at + interval '1 second')
               WHERE unit_id = ${unitId}`.execute(trx);
    await recordDone(trx, caller, {
      act: 'small-unit-ended',
      object: { kind: 'unit', id: unitId },
      unit: unitId,
      detail: {},
    });
  });
}

async function demandUnit(trx: Transaction, unitId: string): Promise<void> {
  const unit = await trx
    .selectFrom('registry_unit')
    .select('id')
    .where('id', '=', unitId)
    .where('closed_at', 'is', null)
    .executeTakeFirst();
  if (!unit) throw new HouseError('place-unknown', {});
}

function modeOf(trx: Transaction, unitId: string) {
  return trx
    .selectFrom('identity_small_unit')
    .selectAll()
    .where('unit_id', '=', unitId)
    .forUpdate()
    .executeTakeFirst();
}

interface MergedGrant {
  id: string;
  person_id: string;
  name: string;
  role: RoleName;
  area: GrantArea;
  place: string;
  ends_at: Date | null;
}

/** The grants of those of a unit who are system and security administrator at once. */
async function mergedGrants(trx: Transaction, unitId: string, now: Date): Promise<MergedGrant[]> {
  const { rows } = await sql<MergedGrant>`
    WITH live AS (
      SELECT g.*, p.name FROM identity_grant g JOIN identity_person p ON p.id = g.person_id
       WHERE p.unit_id = ${unitId} AND g.role IN ('system-admin', 'security-admin')
         AND g.starts_at <= ${now} AND identity_grant_end(g.ends_at, g.ended_at) > ${now}
    )
    SELECT id, person_id, name, role, area, place, ends_at FROM live
     WHERE EXISTS (SELECT FROM live other WHERE other.person_id = live.person_id AND other.role <> live.role)
     ORDER BY name, role`.execute(trx);
  return rows;
}

/** Those of them that would end with the mode. */
async function dependingGrants(
  trx: Transaction,
  about: { readonly unitId: string; readonly now: Date; readonly endsAt: Date },
): Promise<MergedGrant[]> {
  const merged = await mergedGrants(trx, about.unitId, about.now);
  return merged.filter(({ ends_at }) => ends_at !== null && ends_at <= about.endsAt);
}

async function endOne(
  trx: Transaction,
  id: string,
  { by, now }: { readonly by: string; readonly now: Date },
): Promise<void> {
  await trx.updateTable('identity_grant').set({ ended_at: now, ended_by: by }).where('id', '=', id).execute();
}

function hasAuditor(error: unknown): boolean {
  return error instanceof Error && 'constraint' in error && error.constraint === 'small_unit_has_auditor';
}
