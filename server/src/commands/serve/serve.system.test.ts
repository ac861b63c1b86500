import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  copyFileSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { freePort } from '../../../test/free-port.ts';
import {
  groupOf,
  isAlive,
  processesOf,
  programEnvironment,
  ROOT,
  type RunningProgram,
  startProgram,
  until,
} from '../../../test/program.ts';
import { connectOnce, embeddedServer, holdDatabase } from '../../kernel/database/index.ts';
import { silentLog } from '../../kernel/log.ts';

const isRoot = process.getuid?.() === 0;

// A path with a blank and Chinese characters throughout.
const folder = mkdtempSync(join(tmpdir(), 'zhengdun 系统测试 '));
const data = join(folder, '数据');
chmodSync(folder, 0o755);

afterAll(async () => {
  await until('nothing left', () => processesOf(data).length === 0);
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
});

interface Served extends RunningProgram {
  readonly port: number;
  readonly npm: number;
  readonly launcher: number;
  readonly server: number;
}

/** `npm start`, until it answers. */
async function startServing(more: { env?: NodeJS.ProcessEnv; cwd?: string } = {}): Promise<Served> {
  const port = Number(more.env?.ZHENGDUN_PORT ?? (await freePort()));
  const program = startProgram(['npm', 'start'], {
    env: programEnvironment(data, { ZHENGDUN_PORT: String(port), ...more.env }),
    ...(more.cwd ? { cwd: more.cwd } : {}),
  });
  const address = /http:\/\/127\.0\.0\.1:(\d+)\//;
  const shown = await until(
    () => `an address in: ${program.output()}`,
    () => address.exec(program.output())?.[1],
  );
  const server = pidOf(program, 'main.ts serve');
  return {
    ...program,
    port: Number(shown),
    npm: program.child.pid ?? 0,
    launcher: pidOf(program, 'bin/zhengdun serve'),
    server,
  };
}

/** A process of this start: of its process group. */
function pidOf(program: RunningProgram, command: string): number {
  const found = processesOf(data).find(
    (each) => each.command.includes(command) && groupOf(each.pid) === program.child.pid,
  );
  if (!found) throw new Error(`no process ${command}`);
  return found.pid;
}

function keeper(): number | undefined {
  return processesOf(data).find((each) => each.command.includes('keeper.ts'))?.pid;
}

function postmaster(): number | undefined {
  return processesOf(data).find((each) => each.command.includes('bin/postgres -D'))?.pid;
}

/** `kill -9`; that it has ended by itself meanwhile, as a launcher does behind its server, is as good. */
function endAtOnce(pid: number | undefined): void {
  // 0 would be this test and all its kin.
  if (!pid) throw new Error('no such process was found');
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

async function isHealthy(port: number): Promise<boolean> {
  try {
    const answer = await fetch(`http://127.0.0.1:${port}/api/health`, {
      signal: AbortSignal.timeout(60_000),
    });
    return answer.status === 200;
  } catch {
    return false;
  }
}

async function nothingIsLeft(): Promise<void> {
  await until('no process left', () => processesOf(data).length === 0);
}

/** Connects as the owner of the tables; holds the database itself, as any program does. */
async function withDatabase<T>(work: (client: pg.Client) => Promise<T>): Promise<T> {
  const hold = await holdDatabase({ data, log: silentLog() });
  try {
    const client = await connectOnce(
      embeddedServer(hold, { program: 'test', database: 'zhengdun' }),
      'migrator',
    );
    return await work(client).finally(() => client.end());
  } finally {
    hold.release();
  }
}

let rows = 0;

/** Writes a row; when this returns the database has acknowledged it. */
async function acknowledgeRow(): Promise<void> {
  rows += 1;
  await withDatabase(async (client) => {
    await client.query('CREATE TABLE IF NOT EXISTS acknowledged (id int)');
    await client.query('INSERT INTO acknowledged VALUES ($1)', [rows]);
  });
}

/** Of this test and those before it. */
async function everyRowIsThere(): Promise<void> {
  if (rows === 0) return;
  const { rows: found } = await withDatabase((client) =>
    client.query('SELECT count(*)::int AS count FROM acknowledged'),
  );
  expect(found[0].count).toBe(rows);
}

describe('npm start', () => {
  it('prints its steps, the address, where the data lies and how to stop, and leaves nothing running after Ctrl-C', async () => {
    const served = await startServing();
    const output = await until('the last line', () => served.output().includes('Ctrl-C') && served.output());
    for (const step of [
      '1/6 准备 Node 24',
      '2/6 安装依赖',
      '3/6 准备数据库',
      '4/6 更新数据库结构',
      '5/6 构建界面',
      '6/6 启动服务',
    ]) {
      expect(output).toMatch(new RegExp(`^${step} \\d+\\.\\d 秒$`, 'm'));
    }
    expect(output).toContain(`http://127.0.0.1:${served.port}/`);
    expect(output).toContain(data);
    expect(await isHealthy(served.port)).toBe(true);
    await acknowledgeRow();
    process.kill(-(served.child.pid ?? 0), 'SIGINT');
    await served.ended;
    expect(served.output()).toContain('已停止');
    await nothingIsLeft();
  });

  it.each([
    ['SIGTERM to npm', (served: Served) => process.kill(served.npm, 'SIGTERM')],
    // Those further below end by SIGTERM to the server.
    ['kill -9 of npm', (served: Served) => process.kill(served.npm, 'SIGKILL')],
    ['kill -9 of the launcher', (served: Served) => process.kill(served.launcher, 'SIGKILL')],
    ['kill -9 of the server', (served: Served) => process.kill(served.server, 'SIGKILL')],
  ])('leaves nothing running after %s, and loses no acknowledged row', async (_, end) => {
    const served = await startServing();
    await everyRowIsThere();
    await acknowledgeRow();
    end(served);
    await served.ended;
    await nothingIsLeft();
  });

  it('goes on when its keeper is killed, and then PostgreSQL; mends what is left of a kill of all others, and of all', async () => {
    const served = await startServing();
    await everyRowIsThere();
    const [first, database] = [keeper(), postmaster()];
    endAtOnce(first);
    await until('another keeper', () => keeper() && keeper() !== first);
    expect(await isHealthy(served.port)).toBe(true);
    expect(postmaster()).toBe(database);
    await acknowledgeRow();

    endAtOnce(database);
    await until('another server', () => postmaster() && postmaster() !== database);
    await until('health', () => isHealthy(served.port));
    await everyRowIsThere();
    await acknowledgeRow();

    const left = postmaster() ?? 0;
    // The server first: it would start another keeper.
    for (const pid of [served.server, keeper(), served.launcher, served.npm]) endAtOnce(pid);
    await served.ended;
    expect(isAlive(left)).toBe(true);
    const second = await startServing();
    expect(postmaster()).toBe(left);
    await everyRowIsThere();
    await acknowledgeRow();

    for (const { pid } of processesOf(data)) endAtOnce(pid);
    await second.ended;
    const third = await startServing();
    await everyRowIsThere();
    process.kill(third.server, 'SIGTERM');
    await third.ended;
    await nothingIsLeft();
  });

  it('can be started twice at once: one database, two ports, and one ending leaves the other alone', async () => {
    const port = await freePort();
    const env = { ZHENGDUN_PORT: String(port) };
    const both = await Promise.all([startServing({ env }), startServing({ env })]);
    const [first, second] = both;
    expect(new Set(both.map((each) => each.port)).size).toBe(2);
    expect(both.map((each) => each.output()).join()).toMatch(
      new RegExp(`端口 ${port} 已被 \\S+（进程 \\d+）占用，改用 \\d+`),
    );
    expect(processesOf(data).filter((each) => each.command.includes('keeper.ts'))).toHaveLength(1);
    await acknowledgeRow();
    process.kill(first.npm, 'SIGKILL');
    await first.ended;
    await until('the first one gone', () => !isAlive(first.server));
    expect(await isHealthy(second.port)).toBe(true);
    await everyRowIsThere();
    process.kill(second.npm, 'SIGTERM');
    await second.ended;
    await nothingIsLeft();
  });
});

describe('starting elsewhere', () => {
  it('works from a checkout whose path has a blank and Chinese characters', async () => {
    const checkout = join(folder, '检出 目录');
    for (const name of ['bin', 'contract', 'rulebook', 'server', 'package.json', 'package-lock.json']) {
      cpSync(join(ROOT, name), join(checkout, name), {
        recursive: true,
        filter: (from) => !from.includes('node_modules'),
      });
    }
    symlinkSync(join(ROOT, 'node_modules'), join(checkout, 'node_modules'));
    const served = await startServing({ cwd: checkout });
    expect(await isHealthy(served.port)).toBe(true);
    process.kill(served.npm, 'SIGTERM');
    await served.ended;
    await nothingIsLeft();
  });

  it('ends with 64 and all mistakes when the settings are wrong', async () => {
    const program = startProgram([process.execPath, join(ROOT, 'bin', 'zhengdun'), 'serve'], {
      env: programEnvironment(data, { ZHENGDUN_PORT: 'x', ZHENGDUN_LISTEN: 'everywhere' }),
    });
    expect(await program.ended).toBe(64);
    expect(program.output()).toContain('设置有 2 处有误');
  });

  it.runIf(isRoot)('needs no network at the second start', async () => {
    const program = startProgram(['unshare', '-n', 'npx', '--no', 'zhengdun', 'worker'], {
      env: programEnvironment(data),
    });
    await until('the worker', () => program.output().includes('后台任务处理已启动'));
    process.kill(-(program.child.pid ?? 0), 'SIGINT');
    await program.ended;
    await nothingIsLeft();
  });
});

describe.runIf(isRoot)('as an ordinary user', () => {
  const name = 'zdtest';
  const home = join(folder, '家');
  const node = join(folder, 'node');
  let ids: [string, string] = ['', ''];

  beforeAll(() => {
    spawnSync('useradd', ['--system', '--user-group', '--no-create-home', '--home-dir', home, name]);
    const id = (flag: string) => spawnSync('id', [flag, name], { encoding: 'utf8' }).stdout.trim();
    ids = [id('-u'), id('-g')];
    mkdirSync(home);
    chownSync(home, Number(ids[0]), Number(ids[1]));
    chmodSync(home, 0o700);
    // Ours may lie below a home that nobody else may enter.
    copyFileSync(process.execPath, node);
    chmodSync(node, 0o755);
  });
  afterAll(() => {
    spawnSync('userdel', [name]);
  });

  const asUser = (command: readonly string[]) => [
    'setpriv',
    `--reuid=${ids[0]}`,
    `--regid=${ids[1]}`,
    '--clear-groups',
    '--',
    ...command,
  ];

  it('serves from a data directory below a home that nobody else may enter', async ({ skip }) => {
    const readable =
      spawnSync('setpriv', asUser(['test', '-x', join(ROOT, 'node_modules')]).slice(1)).status === 0;
    if (!readable) skip('the checkout cannot be read by other users');
    const own = join(home, '数据');
    const port = await freePort();
    const program = startProgram(asUser([node, join(ROOT, 'bin', 'zhengdun'), 'serve']), {
      cwd: '/',
      env: { ...programEnvironment(own, { ZHENGDUN_PORT: String(port) }), HOME: home },
    });
    await until(
      () => `health after: ${program.output()}`,
      () => isHealthy(port),
    );
    const database = processesOf(own).find((each) => each.command.includes('bin/postgres -D'));
    expect(statSync(`/proc/${database?.pid}`).uid).toBe(Number(ids[0]));
    process.kill(program.child.pid ?? 0, 'SIGTERM');
    expect(await program.ended).toBe(0);
    await until('no process left', () => processesOf(own).length === 0);
  });
});

afterEach(() => {
  // A test that did not get to its end must not leave its processes to the next one.
  for (const { pid } of processesOf(data)) endAtOnce(pid);
});
