import pg from 'pg';
import { ROLES } from './roles.ts';

/** Any number that nobody else uses: two programs may start in the same moment. */
const LOCK = 0x5a44_0001;

/**
 * Makes the roles and a database of the embedded server, where they are missing. Nobody but the app role may
 * connect to the database, and only the migrator may create in it.
 *
 * @param owner a connection as the cluster's owner, without a database
 */
export async function prepareRoles(owner: pg.ClientConfig, database: string): Promise<void> {
  const client = new pg.Client({ ...owner, database: 'postgres' });
  await client.connect();
  try {
    await client.query('SELECT pg_advisory_lock($1)', [LOCK]);
    await makeRole(client, ROLES.migrator);
    await makeRole(client, ROLES.app);
    const found = await client.query('SELECT FROM pg_database WHERE datname = $1', [database]);
    if (found.rowCount === 0) await makeDatabase(client, database);
  } finally {
    await client.end();
  }
}

async function makeRole(client: pg.Client, name: string): Promise<void> {
  const found = await client.query('SELECT FROM pg_roles WHERE rolname = $1', [name]);
  if (found.rowCount !== 0) return;
  await client.query(
    `CREATE ROLE ${name} LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE NOREPLICATION`,
  );
}

async function makeDatabase(client: pg.Client, name: string): Promise<void> {
  const database = pg.escapeIdentifier(name);
  await client.query(`CREATE DATABASE ${database} OWNER ${ROLES.migrator}`);
  await client.query(`REVOKE ALL ON DATABASE ${database} FROM PUBLIC`);
  await client.query(`GRANT CONNECT ON DATABASE ${database} TO ${ROLES.app}`);
}
