import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { run } from './child.cjs';
import { findNode } from './find-node.cjs';
import { acquireLock, processMark, tryLock } from './lock.cjs';
import { chooseWords } from './words.cjs';

const BIN = fileURLToPath(new URL('..', import.meta.url));

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'zhengdun 启动 '));
});
afterEach(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));

/** A checkout with the real launcher, one script, and an npm of our own that is found first. */
function makeCheckout(npm: string): { root: string; env: NodeJS.ProcessEnv; calls: () => string[] } {
  const root = join(folder, 'checkout');
  const tools = join(folder, 'tools');
  const calls = join(folder, 'calls');
  mkdirSync(tools, { recursive: true });
  cpSync(BIN, join(root, 'bin'), { recursive: true });
  writeFileSync(
    join(root, 'package-lock.json'),
    JSON.stringify({ packages: { 'node_modules/a': { version: '1.0.0' } } }),
  );
  writeFileSync(
    join(root, 'script.ts'),
    'const said: string = process.argv.slice(2).join(" ");\nconsole.log(said);\n',
  );
  writeFileSync(join(tools, 'npm'), `#!/bin/sh\necho "$*" >> '${calls}'\n${npm}\n`);
  chmodSync(join(tools, 'npm'), 0o755);
  const { npm_execpath: _, npm_lifecycle_event: __, ...inherited } = process.env;
  return {
    root,
    env: {
      ...inherited,
      PATH: `${tools}:${process.env.PATH}`,
      ZHENGDUN_DATA: join(folder, 'data'),
      LANG: 'C.UTF-8',
    },
    calls: () => (existsSync(calls) ? readFileSync(calls, 'utf8').trim().split('\n') : []),
  };
}

const INSTALLS = `mkdir -p node_modules && sleep 0.4`;

function launch(checkout: { root: string; env: NodeJS.ProcessEnv }, args: string[] = ['script.ts', '好']) {
  const child = spawn(process.execPath, [join(checkout.root, 'bin', 'launch'), ...args], {
    env: checkout.env,
  });
  return { child, ended: collect(child) };
}

async function collect(
  child: ChildProcess,
): Promise<{ code: number | null; stdout: string; stderr: string }> {
  let stdout = '';
  let stderr = '';
  child.stdout?.on('data', (data) => (stdout += data));
  child.stderr?.on('data', (data) => (stderr += data));
  const [code] = await once(child, 'close');
  return { code, stdout, stderr };
}

describe('the launcher', () => {
  it('installs once, passes arguments and output through, and does not call npm again', async () => {
    const checkout = makeCheckout(INSTALLS);
    for (let run = 0; run < 2; run += 1) {
      expect(await launch(checkout).ended).toEqual({ code: 0, stdout: '好\n', stderr: '' });
    }
    expect(checkout.calls()).toHaveLength(1);
    expect(checkout.calls()[0]).toMatch(/^ci .*--ignore-scripts/);
  });

  it('installs again when the lock file has changed', async () => {
    const checkout = makeCheckout(INSTALLS);
    await launch(checkout).ended;
    writeFileSync(join(checkout.root, 'package-lock.json'), '{"packages":{}}');
    await launch(checkout).ended;
    expect(checkout.calls()).toHaveLength(2);
  });

  it('believes npm that it has already installed the lock file', async () => {
    const checkout = makeCheckout(INSTALLS);
    mkdirSync(join(checkout.root, 'node_modules'));
    cpSync(
      join(checkout.root, 'package-lock.json'),
      join(checkout.root, 'node_modules', '.package-lock.json'),
    );
    await launch(checkout).ended;
    expect(checkout.calls()).toEqual([]);
  });

  it('lets the second of two starts wait for the first, and says so', async () => {
    const go = join(folder, 'go');
    const checkout = makeCheckout(`while [ ! -e '${go}' ]; do sleep 0.05; done; mkdir -p node_modules`);
    const both = [launch(checkout), launch(checkout)];
    let said = '';
    for (const { child } of both) child.stderr.on('data', (data) => (said += data));
    while (!/另一个进程（\d+）正在做这一步，等待其完成\n/.test(said)) {
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    writeFileSync(go, '');
    expect((await Promise.all(both.map((each) => each.ended))).map((each) => each.code)).toEqual([0, 0]);
    expect(checkout.calls()).toHaveLength(1);
  });

  it('takes over after a start that was killed, but not while its npm still runs', async () => {
    const checkout = makeCheckout(`mkdir -p node_modules; sleep 1; echo end >> '${folder}/calls'`);
    const first = launch(checkout);
    while (checkout.calls().length === 0) await new Promise((resolve) => setTimeout(resolve, 20));
    first.child.kill('SIGKILL');
    expect((await launch(checkout).ended).code).toBe(0);
    expect(checkout.calls().map((line) => line.split(' ')[0])).toEqual(['ci', 'end', 'ci', 'end']);
  });

  it('lets no program begin before the lock that it shares has been taken for it', async () => {
    const began = join(folder, 'began');
    const seen: boolean[] = [];
    const command = ['sh', '-c', 'echo $$ > "$1"; cat', 'sh', began];
    let noted = 0;
    const done = await run(command, {
      env: process.env,
      beforeStart: (pid) => {
        noted = pid;
        // Long enough for any shell: the thread stands still, as it would at the worst moment to be killed.
        Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 500);
        seen.push(existsSync(began));
      },
    });
    expect(done).toEqual({ code: 0, stdout: '', stderr: '' });
    expect(seen).toEqual([false]);
    expect(readFileSync(began, 'utf8')).toBe(`${noted}\n`);
  });

  it('names what is missing and the cure when there is no network', async () => {
    const checkout = makeCheckout('echo "npm error code ENOTFOUND" >&2; exit 1');
    const done = await launch(checkout).ended;
    expect(done).toMatchObject({ code: 70, stdout: '' });
    expect(done.stderr).toContain('依赖尚未安装，且连不上 npm 软件源');
  });

  it('shows the end of what npm said when it fails for another reason', async () => {
    const checkout = makeCheckout('echo "npm error code EUSAGE" >&2; exit 1');
    const done = await launch({ ...checkout, env: { ...checkout.env, ZHENGDUN_LANG: 'en' } }).ended;
    expect(done.code).toBe(70);
    expect(done.stderr).toMatch(/npm ci did not finish[\s\S]*EUSAGE/);
  });

  it('says when npm itself is missing', async () => {
    const checkout = makeCheckout('');
    const done = await launch({ ...checkout, env: { ...checkout.env, PATH: join(folder, 'nothing') } }).ended;
    expect(done).toMatchObject({ code: 70, stderr: expect.stringContaining('没有找到 npm') });
  });

  it('ends as the program ends', async () => {
    const checkout = makeCheckout(INSTALLS);
    writeFileSync(join(checkout.root, 'script.ts'), 'process.exit(Number(process.argv[2]));');
    expect((await launch(checkout, ['script.ts', '3']).ended).code).toBe(3);
    writeFileSync(join(checkout.root, 'script.ts'), 'process.kill(process.pid, "SIGKILL");');
    expect((await launch(checkout).ended).code).toBe(137);
  });
});

describe('finding Node', () => {
  const wait = () => {};

  function setting(npm: string) {
    const checkout = makeCheckout(npm);
    return {
      running: { path: '/usr/bin/node', version: 'v20.19.0' },
      root: folder,
      data: join(folder, 'data'),
      env: checkout.env,
      words: chooseWords([], {}),
      signal: new AbortController().signal,
      calls: checkout.calls,
    };
  }

  it('takes the running one when it is new enough', async () => {
    const given = { ...setting('exit 1'), running: { path: '/n', version: 'v24.0.0' } };
    expect(await findNode(given, wait)).toBe('/n');
  });

  it('fetches one through npm, remembers where it lies, and does not ask again', async () => {
    const given = setting(`echo '${process.execPath}'`);
    mkdirSync(join(given.data, 'cache'), { recursive: true });
    expect(await findNode(given, wait)).toBe(process.execPath);
    expect(await findNode(given, wait)).toBe(process.execPath);
    expect(given.calls()).toHaveLength(1);
  });

  it('does not believe a package that gives the old Node', async () => {
    const old = join(folder, 'old-node');
    writeFileSync(old, '#!/bin/sh\necho v20.19.0\n', { mode: 0o755 });
    const given = setting(
      `case "$*" in *package=node@*) echo '${process.execPath}';; *) echo '${old}';; esac`,
    );
    mkdirSync(join(given.data, 'cache'), { recursive: true });
    expect(await findNode(given, wait)).toBe(process.execPath);
    expect(given.calls()).toHaveLength(2);
  });

  it('forgets a Node that is gone', async () => {
    const given = setting(`echo '${process.execPath}'`);
    mkdirSync(join(given.data, 'cache'), { recursive: true });
    writeFileSync(
      join(given.data, 'cache', 'node-24.json'),
      JSON.stringify({ path: '/gone/node', size: 1, mtimeMs: 1 }),
    );
    expect(await findNode(given, wait)).toBe(process.execPath);
  });

  it('says what is missing when there is no network', async () => {
    const given = setting('echo "npm error code EAI_AGAIN" >&2; exit 1');
    mkdirSync(join(given.data, 'cache'), { recursive: true });
    await expect(findNode(given, wait)).rejects.toThrow(/缺少 Node 24，且连不上 npm 软件源/);
  });
});

describe('the lock', () => {
  it('is held by one of many contenders at a time', async () => {
    const script = `
      const { acquireLock } = require(${JSON.stringify(join(BIN, 'launcher', 'lock.cjs'))});
      const fs = require('node:fs');
      (async () => {
        for (let turn = 0; turn < 5; turn += 1) {
          const lock = await acquireLock(${JSON.stringify(join(folder, 'lock'))});
          fs.mkdirSync(${JSON.stringify(join(folder, 'inside'))});
          await new Promise((resolve) => setTimeout(resolve, 5));
          fs.rmdirSync(${JSON.stringify(join(folder, 'inside'))});
          lock.release();
        }
      })();`;
    const done = await Promise.all([1, 2, 3, 4].map(() => collect(spawn(process.execPath, ['-e', script]))));
    expect(done.map((each) => [each.code, each.stderr])).toEqual(Array(4).fill([0, '']));
  });

  it('is free again when its holder was killed', async () => {
    const path = join(folder, 'lock');
    const holder = spawn(process.execPath, [
      '-e',
      `require(${JSON.stringify(join(BIN, 'launcher', 'lock.cjs'))}).tryLock(${JSON.stringify(path)}); console.log(); setInterval(() => {}, 1000)`,
    ]);
    await once(holder.stdout, 'data');
    expect(tryLock(path)).toEqual({ holder: holder.pid });
    holder.kill('SIGKILL');
    const lock = await acquireLock(path);
    lock.release();
  });

  it('is not fooled by a pid that was given to another process', () => {
    const path = join(folder, 'lock');
    mkdirSync(path);
    const [pid, , boot] = (processMark(process.ppid) ?? '').split('.');
    writeFileSync(join(path, `${pid}.1.${boot}`), '');
    expect(tryLock(path)).toHaveProperty('release');
  });

  it('stops waiting when told', async () => {
    const path = join(folder, 'lock');
    mkdirSync(path);
    writeFileSync(join(path, processMark(process.ppid) ?? ''), '');
    const controller = new AbortController();
    const waiting = acquireLock(path, {
      signal: controller.signal,
      onWait: () => controller.abort(new Error('told')),
    });
    await expect(waiting).rejects.toThrow('told');
  });
});
