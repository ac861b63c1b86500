import type { RoleName } from '@zhengdun/contract';
import { sql } from 'kysely';
import type { Database } from '../../../server/src/kernel/database/index.ts';
import type { Http } from '../../../server/src/kernel/http/index.ts';
import { EVERYTHING, withinScope } from '../../../server/src/kernel/tenancy/index.ts';
import { CROWDED } from '../registry/fill.ts';

/** Who asks, and over how much. A unit's own people see less and are many. */
export const SCOPES = {
  unit: CROWDED,
  county: CROWDED,
  province: '330000/',
  country: '',
} as const;
export type ScopeName = keyof typeof SCOPES;

/** Whom the questions are asked by: each scope has so many of each. */
export const CAST_ROLES = [
  'supervisor',
  'security-admin',
  'audit-admin',
  'liaison',
] as const satisfies RoleName[];
export type CastRole = (typeof CAST_ROLES)[number];
const MOST_USERS = 50;

const loginName = (scope: ScopeName, role: CastRole, n: number): string => `cast.${scope}.${role}.${n}`;

/** Everybody of the bench who may enter without a password: its database holds nothing real. */
export const CAST = Object.keys(SCOPES).flatMap((scope) =>
  CAST_ROLES.flatMap((role) =>
    Array.from({ length: MOST_USERS }, (_, n) => ({
      loginName: loginName(scope as ScopeName, role, n),
      shown: false,
    })),
  ),
);

/** Writes them with their grants, into the unit of the crowded district. @param db of the owner */
export async function fillCast(db: Database): Promise<void> {
  const grants = Object.entries(SCOPES).flatMap(([scope, path]) =>
    CAST_ROLES.map((role) => ({ scope, role, code: path.split('/').at(-2) ?? '' })),
  );
  await withinScope(db, EVERYTHING, async (trx) => {
    await sql`WITH given AS (
        SELECT gen_random_uuid() AS id, g.*, n, u.id AS unit_id, u.region_path, u.sector_path
        FROM jsonb_to_recordset(${JSON.stringify(grants)}::jsonb) AS g (scope text, role text, code text)
        CROSS JOIN generate_series(0, ${MOST_USERS - 1}) AS n
        JOIN registry_unit u ON u.region_path = ${SCOPES.county}
      ), person AS (
        INSERT INTO identity_person (id, unit_id, region_path, sector_path, name, login_name, employment,
          employment_confirmed_on)
        SELECT id, unit_id, region_path, sector_path, '样例', 'cast.' || scope || '.' || role || '.' || n, 'civil-servant',
          '2026-01-05' FROM given
      ), credential AS (
        INSERT INTO identity_credential (person_id, password) SELECT id, '$argon2id$none' FROM given)
      INSERT INTO identity_grant (id, person_id, role, area, place)
      SELECT gen_random_uuid(), id, role, CASE WHEN scope = 'unit' OR role = 'liaison' THEN 'unit' ELSE 'region' END,
        CASE WHEN scope = 'unit' OR role = 'liaison' THEN unit_id::text ELSE code END FROM given`.execute(
      trx,
    );
  });
}

/** Somebody who has signed in. */
export interface User {
  /** Asks for a page's data. @returns bytes of the answer @throws Error where it is no success */
  ask(url: string): Promise<number>;
}

/** Signs in as one of the cast: session, grants and rate limits are those of anybody. */
export async function enter(
  http: Http,
  who: { readonly scope: ScopeName; readonly role: CastRole; readonly n: number },
): Promise<User> {
  const remoteAddress = `127.1.${who.n}.1`;
  const answer = await http.inject({
    method: 'POST',
    url: '/api/session/demo',
    payload: { loginName: loginName(who.scope, who.role, who.n % MOST_USERS) },
    headers: { 'x-zhengdun': '1' },
    remoteAddress,
  });
  if (answer.statusCode !== 200) throw new Error(`nobody enters: ${answer.statusCode} ${answer.body}`);
  const cookie = answer.cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
  return {
    async ask(url) {
      const { statusCode, rawPayload, body } = await http.inject({
        method: 'GET',
        url,
        headers: { cookie },
        remoteAddress,
      });
      if (statusCode !== 200) throw new Error(`${url}: ${statusCode} ${body.slice(0, 300)}`);
      return rawPayload.length;
    },
  };
}
