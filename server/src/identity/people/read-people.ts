import {
  type Employment,
  type Grant,
  type People,
  type PeopleQuery,
  type PersonRow,
  type PersonView,
  PLACES_LISTED,
  type Places,
  type RoleName,
} from '@zhengdun/contract';
import { sql } from 'kysely';
import { DAY_MS } from '../../kernel/durations.ts';
import { HouseError } from '../../kernel/errors/index.ts';
import { type Actor, mayDo, scopeOf, withinScope } from '../../kernel/tenancy/index.ts';
import { type GrantRecord, grantsOf } from '../grants/grant.repo.ts';
import type { IdentityTools } from '../tools.ts';

/** 即将到期: within so many days. */
const ENDING_DAYS = 30;

interface Row {
  id: string;
  name: string;
  login_name: string;
  unit_name: string;
  employment: Employment;
  employment_confirmed_on: string | null;
  last_sign_in_at: Date | null;
  roles: RoleName[] | null;
  grants_end: Date | null;
  total: number;
}

/** 人员 within what the actor reaches, by name. */
export async function readPeople(tools: IdentityTools, actor: Actor, query: PeopleQuery): Promise<People> {
  const rows = await withinScope(tools.db, scopeOf(actor, 'person.read'), async (trx) => {
    const now = tools.now();
    const named = query.q
      ? sql`AND (strpos(p.name, ${query.q}) > 0 OR strpos(p.login_name, ${query.q.toLowerCase()}) > 0)`
      : sql``;
    const ending = query.preset === 'ending' ? endingSoon(now) : { first: sql`WITH`, where: sql`` };
    const order = sql`p.name COLLATE "zh-Hans-x-icu", p.id`;
    // The page is chosen first; what is granted is looked up for its few rows.
    return (
      await sql<Row>`
        ${ending.first} page AS MATERIALIZED (
          SELECT p.id, count(*) OVER () AS total FROM identity_person p
           WHERE p.closed_at IS NULL ${named} ${ending.where}
           ORDER BY ${order} LIMIT ${query.size} OFFSET ${(query.page - 1) * query.size})
        SELECT ${COLUMNS}, page.total
          FROM page JOIN identity_person p ON p.id = page.id JOIN registry_unit u ON u.id = p.unit_id ${liveGrants(now)}
         ORDER BY ${order}`.execute(trx)
    ).rows;
  });
  return { rows: rows.map(toRow), total: rows[0]?.total ?? 0, asOf: tools.now().toISOString() };
}

/** One person, with the grants for whoever may see them. @throws HouseError `person-unknown` */
export async function readPerson(tools: IdentityTools, actor: Actor, id: string): Promise<PersonView> {
  const person = await withinScope(tools.db, scopeOf(actor, 'person.read'), async (trx) => {
    const { rows } = await sql<Row>`
      SELECT ${COLUMNS}
        FROM identity_person p JOIN registry_unit u ON u.id = p.unit_id ${liveGrants(tools.now())}
       WHERE p.id = ${id} AND p.closed_at IS NULL`.execute(trx);
    return rows[0] && toRow(rows[0]);
  });
  if (!person) throw new HouseError('person-unknown', {});
  if (!mayDo(actor, 'grant.read')) return person;
  const grants = await withinScope(tools.db, scopeOf(actor, 'grant.read'), (trx) => grantsOf(trx, id));
  return { ...person, grants: grants.map((grant) => viewGrant(grant, tools.now())) };
}

/** Units and regions that somebody may be put in. */
export async function readPlaces(tools: IdentityTools, actor: Actor, q: string): Promise<Places> {
  return withinScope(tools.db, scopeOf(actor, 'unit.read'), async (trx) => {
    const named = sql<boolean>`strpos(name, ${q}) > 0`;
    const units = await trx
      .selectFrom('registry_unit')
      .select(['id', 'name'])
      .where('closed_at', 'is', null)
      .where(named)
      .orderBy('name')
      .limit(PLACES_LISTED)
      .execute();
    const regions = await trx
      .selectFrom('registry_region')
      .select(['code', 'name'])
      .where(named)
      .orderBy('code')
      .limit(PLACES_LISTED)
      .execute();
    return { units, regions };
  });
}

const COLUMNS = sql`p.id, p.name, p.login_name, u.name AS unit_name, p.employment, p.employment_confirmed_on,
                    p.last_sign_in_at, g.roles, g.grants_end`;

/** Who holds a grant that ends soon, and none beyond that day. Grants that end soon are few, and found by their end. */
function endingSoon(now: Date) {
  const soon = new Date(now.getTime() + ENDING_DAYS * DAY_MS);
  return {
    first: sql`WITH soon AS MATERIALIZED (
      SELECT person_id FROM identity_grant
       WHERE ended_at IS NULL AND starts_at <= ${now} AND ends_at > ${now} AND ends_at <= ${soon}),`,
    where: sql`AND p.id IN (SELECT person_id FROM soon) AND NOT EXISTS (SELECT FROM identity_grant
      WHERE person_id = p.id AND starts_at <= ${now} AND identity_grant_end(ends_at, ended_at) > ${soon})`,
  };
}

/** The roles that hold now; their last end is null when one has none. */
function liveGrants(now: Date) {
  return sql`LEFT JOIN LATERAL (
    SELECT array_agg(DISTINCT role) AS roles,
           nullif(max(identity_grant_end(ends_at, ended_at)), 'infinity') AS grants_end
      FROM identity_grant
     WHERE person_id = p.id AND starts_at <= ${now} AND identity_grant_end(ends_at, ended_at) > ${now}
  ) g ON true`;
}

function toRow(row: Row): PersonRow {
  return {
    id: row.id,
    name: row.name,
    loginName: row.login_name,
    unitName: row.unit_name,
    employment: row.employment,
    ...(row.employment_confirmed_on && { confirmedOn: row.employment_confirmed_on }),
    roles: row.roles ?? [],
    ...(row.grants_end && { grantsEndAt: row.grants_end.toISOString() }),
    ...(row.last_sign_in_at && { lastSignInAt: row.last_sign_in_at.toISOString() }),
  };
}

function viewGrant(grant: GrantRecord, now: Date): Grant {
  const { id, role, area, placeName, startsAt, endsAt, approver, reason } = grant;
  const ended = endsAt !== undefined && endsAt <= now;
  return {
    id,
    role,
    area,
    placeName,
    startsAt: startsAt.toISOString(),
    ...(endsAt && { endsAt: endsAt.toISOString() }),
    ...(approver && { approver }),
    ...(reason && { reason }),
    state: ended ? 'ended' : startsAt > now ? 'coming' : 'live',
  };
}
