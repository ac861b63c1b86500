import { type PermissionName, type RoleName, rolesWith } from '@zhengdun/contract';
import { sql } from 'kysely';
import type { Transaction } from '../../kernel/database/index.ts';
import type { Belonging } from '../../kernel/tenancy/index.ts';

/** People of a unit who hold a permission at that moment, by name. Sees whom the transaction sees. */
export async function peopleWith(
  trx: Transaction,
  about: { readonly unitId: string; readonly permission: PermissionName; readonly now: Date },
): Promise<{ id: string; name: string }[]> {
  const { unitId, permission, now } = about;
  const { rows } = await sql<{ id: string; name: string }>`
    SELECT p.id, p.name FROM identity_person p
    WHERE p.unit_id = ${unitId} AND p.closed_at IS NULL AND EXISTS (
      SELECT FROM identity_grant g
      WHERE g.person_id = p.id AND g.role = ANY (${rolesWith(permission)}::text[]) AND g.starts_at <= ${now}
        AND identity_grant_end(g.ends_at, g.ended_at) > ${now})
    ORDER BY p.name COLLATE "zh-Hans-x-icu", p.id`.execute(trx);
  return rows;
}

/**
 * Of the people who hold a permission over a unit, wherever they belong, those who stand nearest to it: of its own county
 * before the province. By region and by sector apart. Ask it beyond any scope.
 *
 * @param about.notOf people of this unit are left out: they do not decide on their own affair
 */
export async function nearestWith(
  trx: Transaction,
  about: {
    readonly over: Belonging;
    readonly permission: PermissionName;
    readonly notOf?: string;
    readonly now: Date;
  },
): Promise<string[]> {
  const { over, permission, notOf, now } = about;
  const { rows } = await sql<{ id: string }>`
    SELECT DISTINCT id FROM (
      SELECT id, rank() OVER (PARTITION BY area ORDER BY depth DESC) AS nearness
      FROM (${holdersOver(over, rolesWith(permission), now)}) holder
      WHERE unit_id IS DISTINCT FROM ${notOf ?? null}::uuid) AS ranked
    WHERE nearness = 1 ORDER BY id`.execute(trx);
  return rows.map(({ id }) => id);
}

/** How many people hold one of the roles over a unit, wherever they belong. Ask it beyond any scope. */
export async function countHoldersOver(
  trx: Transaction,
  about: { readonly over: Belonging; readonly roles: readonly RoleName[]; readonly now: Date },
): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    SELECT count(DISTINCT id)::int AS count FROM (${holdersOver(about.over, about.roles, about.now)}) holder`.execute(
    trx,
  );
  return rows[0]?.count ?? 0;
}

/** People and the area of their grant, with how far down the path its place is. */
function holdersOver(over: Belonging, roles: readonly RoleName[], now: Date) {
  return sql`
    SELECT p.id, p.unit_id, g.area, reach.depth
    FROM jsonb_to_recordset(${JSON.stringify(reachesOver(over))}::jsonb) AS reach (area text, place text, depth integer)
    JOIN identity_grant g ON g.place = reach.place AND g.area = reach.area
    JOIN identity_person p ON p.id = g.person_id
    WHERE g.role = ANY (${roles}::text[]) AND g.starts_at <= ${now}
      AND identity_grant_end(g.ends_at, g.ended_at) > ${now} AND p.closed_at IS NULL`;
}

/** Where a grant that reaches a unit may be given: for itself, for it and for each unit above, for each of its divisions, for everything. */
function reachesOver({ unit_id, region_path, sector_path }: Belonging) {
  const along = (area: 'sector' | 'region', path: string) =>
    path
      .split('/')
      .slice(0, -1)
      .map((place, at, all) => ({ area, place, depth: all.slice(0, at + 1).join('/').length + 1 }));
  return [
    { area: 'unit', place: unit_id, depth: sector_path.length },
    ...along('sector', sector_path),
    { area: 'region', place: '', depth: 0 },
    ...along('region', region_path),
  ] as const;
}
