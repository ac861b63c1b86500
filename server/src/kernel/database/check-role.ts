import type pg from 'pg';
import { HouseError } from '../errors/index.ts';

/** Oldest PostgreSQL that this program is tried with. */
const MIN_MAJOR = 15;

interface RoleRow {
  readonly role: string;
  readonly database: string;
  readonly major: number;
  readonly version: string;
  readonly strong: string | null;
  readonly owned: string | null;
}

/** What the role may do by itself or through a role that it belongs to. */
const QUERY = `
  SELECT current_user AS role,
         current_database() AS database,
         current_setting('server_version_num')::int / 10000 AS major,
         current_setting('server_version') AS version,
         (SELECT r.rolname || CASE WHEN r.rolsuper THEN ': SUPERUSER' ELSE ': BYPASSRLS' END
            FROM pg_roles r
           WHERE (r.rolsuper OR r.rolbypassrls) AND pg_has_role(current_user, r.oid, 'MEMBER')
           LIMIT 1) AS strong,
         (SELECT c.oid::regclass::text
            FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
           WHERE c.relkind IN ('r', 'p') AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
             AND pg_has_role(current_user, c.relowner, 'MEMBER')
           LIMIT 1) AS owned`;

/**
 * Refuses a role that row-level security would not hold for: a superuser, one that may bypass it, an owner of
 * tables, or a member of such a role.
 *
 * @returns the server's version
 * @throws HouseError `database-role-too-strong`, `database-too-old`
 */
export async function checkAppRole(client: pg.Client | pg.PoolClient): Promise<string> {
  const { rows } = await client.query<RoleRow>(QUERY);
  const row = rows[0];
  if (!row) throw new Error('the role query gives one row');
  if (row.major < MIN_MAJOR) throw new HouseError('database-too-old', { found: row.version });
  const why = row.strong ?? (row.owned ? `OWNER: ${row.owned}` : undefined);
  if (why) throw new HouseError('database-role-too-strong', { role: row.role, why, database: row.database });
  return row.version;
}
