import type { GrantArea, RoleName } from '@zhengdun/contract';
import { sql } from 'kysely';
import type { Transaction } from '../../kernel/database/index.ts';
import type { LiveGrant, Scope } from '../../kernel/tenancy/index.ts';

interface GrantRow {
  id: string;
  role: RoleName;
  area: GrantArea;
  place: string;
  unit_name: string | null;
  sector_path: string | null;
  region_name: string | null;
  region_path: string | null;
  starts_at: Date;
  ends_at: Date | null;
  ended_at: Date | null;
  approver: string | null;
  reason: string | null;
}

/** A grant with the names and paths of its place as they are now. */
export interface GrantRecord extends LiveGrant {
  readonly id: string;
  readonly area: GrantArea;
  readonly placeName: string;
  readonly startsAt: Date;
  /** its own end, or when it was ended */
  readonly endsAt: Date | undefined;
  readonly approver: string | undefined;
  readonly reason: string | undefined;
}

/** The grants of a person, newest first. Where a place is not seen, its scope is empty. */
export async function grantsOf(
  trx: Transaction,
  personId: string,
  liveAt?: Date,
): Promise<readonly GrantRecord[]> {
  const live = liveAt
    ? sql`AND g.starts_at <= ${liveAt} AND identity_grant_end(g.ends_at, g.ended_at) > ${liveAt}`
    : sql``;
  const { rows } = await sql<GrantRow>`
    SELECT g.id, g.role, g.area, g.place, g.starts_at, g.ends_at, g.ended_at, g.approver, g.reason,
           u.name AS unit_name, u.sector_path, r.name AS region_name, r.path AS region_path
      FROM identity_grant g
      LEFT JOIN registry_unit u ON u.id = CASE WHEN g.area <> 'region' THEN g.place::uuid END
      LEFT JOIN registry_region r ON g.area = 'region' AND r.code = g.place
     WHERE g.person_id = ${personId} ${live}
     ORDER BY g.given_at DESC, g.id`.execute(trx);
  return rows.map((row) => ({
    id: row.id,
    role: row.role,
    area: row.area,
    placeName: row.unit_name ?? row.region_name ?? '',
    scope: scopeOfRow(row),
    startsAt: row.starts_at,
    endsAt: earlier(row.ends_at, row.ended_at),
    approver: row.approver ?? undefined,
    reason: row.reason ?? undefined,
  }));
}

function scopeOfRow({ area, place, sector_path, region_path }: GrantRow): Scope {
  const scope = { regions: [] as string[], sectors: [] as string[], units: [] as string[] };
  if (area === 'unit') scope.units.push(place);
  if (area === 'sector' && sector_path !== null) scope.sectors.push(sector_path);
  if (area === 'region' && (place === '' || region_path !== null)) scope.regions.push(region_path ?? '');
  return scope;
}

function earlier(one: Date | null, other: Date | null): Date | undefined {
  if (!one || !other) return one ?? other ?? undefined;
  return one < other ? one : other;
}

/** When the last of the grants ends; undefined when one has no end, or there is none. */
export function lastEnd(grants: readonly GrantRecord[]): Date | undefined {
  if (grants.some(({ endsAt }) => endsAt === undefined)) return undefined;
  return grants
    .map(({ endsAt }) => endsAt)
    .reduce((last, end) => (end && (!last || end > last) ? end : last), undefined);
}
