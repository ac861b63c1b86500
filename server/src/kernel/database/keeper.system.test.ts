import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { processesOf, until } from '../../../test/program.ts';
import { HouseError } from '../errors/index.ts';
import { silentLog } from '../log.ts';
import { connectOnce, type DatabaseServer, databasePaths, openServer } from './index.ts';

const log = silentLog();
const isRoot = process.getuid?.() === 0;

let folder: string;
let data: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'zhengdun-keeper-'));
  chmodSync(folder, 0o755);
  data = join(folder, 'data');
});
afterEach(async () => {
  await until('the keeper gone', () => processesOf(folder).length === 0);
  rmSync(folder, { recursive: true, force: true });
});

function open(): Promise<DatabaseServer> {
  const config = { data, databaseUrl: undefined, migratorUrl: undefined };
  return openServer({ config, program: 'test', log });
}

/** Makes a database and stops it again. */
async function makeDatabase(): Promise<string> {
  (await open()).release();
  await until('the keeper gone', () => processesOf(folder).length === 0);
  return databasePaths(data).cluster;
}

async function refusal(): Promise<HouseError> {
  const outcome = await open().catch((error) => error);
  if (outcome instanceof HouseError) return outcome;
  if (!(outcome instanceof Error)) outcome.release();
  throw outcome;
}

async function ask(server: DatabaseServer, statement: string): Promise<unknown> {
  const client = await connectOnce(server, 'app');
  const { rows } = await client.query(statement).finally(() => client.end());
  return Object.values(rows[0])[0];
}

describe('the embedded database', () => {
  it('is one for all who start it in the same moment', async () => {
    const servers = await Promise.all([open(), open(), open(), open()]);
    expect(processesOf(folder).filter((each) => each.command.includes('bin/postgres -D'))).toHaveLength(1);
    for (const server of servers) server.release();
  });

  it('is made so that nothing acknowledged is lost and nobody else gets in', async () => {
    const server = await open();
    const settings = [
      'fsync',
      'full_page_writes',
      'data_checksums',
      'listen_addresses',
      'unix_socket_permissions',
    ];
    const values = [];
    for (const name of settings) values.push(await ask(server, `SHOW ${name}`));
    expect(values).toEqual(['on', 'on', 'on', '', '0700']);
    expect(
      await ask(
        server,
        'SELECT datlocprovider || datlocale FROM pg_database WHERE datname = current_database()',
      ),
    ).toBe('bC.UTF-8');
    expect(readFileSync(join(databasePaths(data).cluster, 'pg_hba.conf'), 'utf8')).toBe(
      'local all all peer map=zhengdun\n',
    );
    server.release();
  });

  it('works where the path is too long for a socket', async () => {
    data = join(folder, ...Array(4).fill('很长的目录名称'.repeat(4)));
    const server = await open();
    expect(await ask(server, 'SELECT 1')).toBe(1);
    server.release();
  });

  it('starts although the pid file of a dead server names a process that lives', async () => {
    const cluster = await makeDatabase();
    writeFileSync(
      join(cluster, 'postmaster.pid'),
      `${process.pid}\n${cluster}\n0\n5432\n../sockets\n\n0 0\nready\n`,
    );
    const server = await open();
    expect(await ask(server, 'SELECT 1')).toBe(1);
    server.release();
  });

  it('is made again when initdb was killed half-way', async () => {
    mkdirSync(join(databasePaths(data).root, 'cluster.unfinished', 'base'), { recursive: true });
    const server = await open();
    expect(await ask(server, 'SELECT 1')).toBe(1);
    server.release();
  });
});

describe('a database that cannot be started', () => {
  it('is named as damaged when files are missing', async () => {
    const cluster = await makeDatabase();
    rmSync(join(cluster, 'global', 'pg_control'));
    const { code, facts } = await refusal();
    expect([code, facts]).toEqual(['database-damaged', { path: cluster, detail: 'global/pg_control' }]);
  });

  it('tells what PostgreSQL says when its files are broken', async () => {
    const cluster = await makeDatabase();
    truncateSync(join(cluster, 'global', 'pg_control'), 100);
    const { code, facts } = await refusal();
    expect(code).toBe('database-start-failed');
    expect(facts.detail).toMatch(/pg_control/);
    expect(readFileSync(String(facts.log), 'utf8')).toMatch(/pg_control/);
  });

  it('is named as made by another version', async () => {
    const cluster = await makeDatabase();
    writeFileSync(join(cluster, 'PG_VERSION'), '17\n');
    expect(await refusal()).toMatchObject({
      code: 'database-other-version',
      facts: { found: '17', wanted: '18' },
    });
  });

  it.runIf(isRoot)('names the folder that PostgreSQL may not pass through, and the cure', async () => {
    const closed = join(folder, 'closed');
    mkdirSync(closed, { mode: 0o700 });
    data = join(closed, 'data');
    const error = await refusal();
    expect(error).toMatchObject({ code: 'database-path-closed', facts: { path: closed } });
    expect(error.words('zh')).toContain(`chmod o+x ${closed}`);
  });

  it.runIf(isRoot)('names whose it is when it is somebody else’s', async () => {
    const cluster = await makeDatabase();
    const { chownSync } = await import('node:fs');
    chownSync(cluster, 0, 0);
    expect(await refusal()).toMatchObject({ code: 'database-other-owner', facts: { owner: 'root' } });
  });

  it('is told when the data directory cannot be made', async () => {
    data = '/proc/zhengdun';
    expect(await refusal()).toMatchObject({ code: 'data-not-writable', facts: { path: '/proc/zhengdun' } });
  });

  it('leaves no copy of the programs half-made', async () => {
    await makeDatabase();
    expect(readdirSync(databasePaths(data).programs).filter((name) => name.includes('unfinished'))).toEqual(
      [],
    );
  });
});
