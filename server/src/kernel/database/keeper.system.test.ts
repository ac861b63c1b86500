import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isAlive, processesOf, until } from '../../../test/program.ts';
import { HouseError } from '../errors/index.ts';
import { silentLog } from '../log.ts';
import { type DatabaseHold, databasePaths, embeddedConnection, holdDatabase, ROLES } from './index.ts';

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
  for (const hold of opened.splice(0)) hold.release();
  for (const parent of zombieParents.splice(0)) parent.kill();
  await until('the keeper gone', () => processesOf(folder).length === 0);
  rmSync(folder, { recursive: true, force: true });
});

const opened: DatabaseHold[] = [];
const zombieParents: ChildProcess[] = [];

async function open(): Promise<DatabaseHold> {
  const hold = await holdDatabase({ data, log, graceMs: 500 });
  opened.push(hold);
  return hold;
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
  throw outcome;
}

async function ask(hold: DatabaseHold, statement: string): Promise<unknown> {
  const client = new pg.Client({
    ...embeddedConnection(hold, 'test'),
    user: ROLES.owner,
    database: 'postgres',
  });
  await client.connect();
  const { rows } = await client.query(statement).finally(() => client.end());
  return Object.values(rows[0])[0];
}

/** A dead process whose parent goes on without asking for its end. Its parent is ended after the test. */
async function makeZombie(): Promise<number> {
  // The child ends with its standard input, which is closed only when its parent is no shell any more: a shell would
  // ask for its end.
  const parent = spawn('sh', ['-c', 'cat <&3 >/dev/null & echo $!; exec sleep 100'], {
    stdio: ['ignore', 'pipe', 'ignore', 'pipe'],
  });
  zombieParents.push(parent);
  const [line] = await once(parent.stdout as Readable, 'data');
  const pid = Number(String(line));
  await until(
    'a parent that is no shell',
    () => readFileSync(`/proc/${parent.pid}/comm`, 'utf8') === 'sleep\n',
  );
  (parent.stdio[3] as Writable).end();
  await until('a dead process', () => existsSync(`/proc/${pid}`) && !isAlive(pid));
  return pid;
}

describe('the embedded database', () => {
  it('is one for all who start it in the same moment', async () => {
    await Promise.all([open(), open(), open(), open()]);
    // A process that PostgreSQL has just forked has its parent's name for a moment.
    await expect
      .poll(() => processesOf(folder).filter((each) => each.command.includes('bin/postgres -D')))
      .toHaveLength(1);
  });

  it('is made so that nothing acknowledged is lost and nobody else gets in', async () => {
    const hold = await open();
    const settings = [
      'fsync',
      'full_page_writes',
      'data_checksums',
      'listen_addresses',
      'unix_socket_permissions',
    ];
    const values = [];
    for (const name of settings) values.push(await ask(hold, `SHOW ${name}`));
    expect(values).toEqual(['on', 'on', 'on', '', '0700']);
    expect(
      await ask(
        hold,
        'SELECT datlocprovider::text || datlocale FROM pg_database WHERE datname = current_database()',
      ),
    ).toBe('bC.UTF-8');
    expect(readFileSync(join(databasePaths(data).cluster, 'pg_hba.conf'), 'utf8')).toBe(
      'local all all peer map=zhengdun\n',
    );
  });

  it('works where the path is too long for a socket', async () => {
    data = join(folder, ...Array(4).fill('很长的目录名称'.repeat(4)));
    const hold = await open();
    expect(await ask(hold, 'SELECT 1')).toBe(1);
  });

  it('starts although the pid file of a dead server names a process that lives, or one that nobody has fetched', async () => {
    const cluster = await makeDatabase();
    const unfetched = await makeZombie();
    for (const pid of [process.pid, unfetched]) {
      const left = `${pid}\n${cluster}\n0\n5432\n../sockets\n\n0 0\nready\n`;
      writeFileSync(join(cluster, 'postmaster.pid'), left);
      writeFileSync(join(databasePaths(data).sockets, '.s.PGSQL.5432.lock'), left);
      const hold = await open();
      expect(await ask(hold, 'SELECT 1')).toBe(1);
      hold.release();
      await until('the keeper gone', () => processesOf(folder).length === 0);
    }
  });

  it('is made again when initdb was killed half-way', async () => {
    mkdirSync(join(databasePaths(data).root, 'cluster.unfinished', 'base'), { recursive: true });
    const hold = await open();
    expect(await ask(hold, 'SELECT 1')).toBe(1);
  });
});

describe('a database that cannot be started', () => {
  it('is named with what is wrong with it, and starts again once that is mended', async () => {
    const cluster = await makeDatabase();
    const control = join(cluster, 'global', 'pg_control');
    const version = join(cluster, 'PG_VERSION');

    renameSync(control, `${control}.away`);
    const { code, facts } = await refusal();
    expect([code, facts]).toEqual(['database-damaged', { path: cluster, detail: 'global/pg_control' }]);
    renameSync(`${control}.away`, control);

    writeFileSync(version, '17\n');
    expect(await refusal()).toMatchObject({
      code: 'database-other-version',
      facts: { found: '17', wanted: '18' },
    });
    writeFileSync(version, '18\n');

    const whole = readFileSync(control);
    truncateSync(control, 100);
    const broken = await refusal();
    expect(broken.code).toBe('database-start-failed');
    expect(broken.facts.detail).toMatch(/pg_control/);
    expect(readFileSync(String(broken.facts.log), 'utf8')).toMatch(/pg_control/);
    writeFileSync(control, whole);

    if (isRoot) {
      const { uid, gid } = statSync(cluster);
      chownSync(cluster, 0, 0);
      expect(await refusal()).toMatchObject({ code: 'database-other-owner', facts: { owner: 'root' } });
      chownSync(cluster, uid, gid);
    }
    expect(await ask(await open(), 'SELECT 1')).toBe(1);
  });

  it.runIf(isRoot)('names the folder that PostgreSQL may not pass through, and the cure', async () => {
    const closed = join(folder, 'closed');
    mkdirSync(closed, { mode: 0o700 });
    data = join(closed, 'data');
    const error = await refusal();
    expect(error).toMatchObject({ code: 'database-path-closed', facts: { path: closed } });
    expect(error.words('zh')).toContain(`chmod o+x ${closed}`);
  });

  it('is told when the data directory cannot be made', async () => {
    data = '/proc/zhengdun';
    expect(await refusal()).toMatchObject({ code: 'data-not-writable', facts: { path: '/proc/zhengdun' } });
  });
});
