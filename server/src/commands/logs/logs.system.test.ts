import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { ROOT, until } from '../../../test/program.ts';
import { runProgram } from '../../kernel/cli/index.ts';
import { loadCommands } from '../index.ts';

const data = mkdtempSync(join(tmpdir(), 'zhengdun-logs-'));
afterAll(() => rmSync(data, { recursive: true }));

async function logs(...args: string[]) {
  let stdout = '';
  let stderr = '';
  const code = await runProgram({
    args: ['logs', ...args],
    commands: await loadCommands(),
    version: '0.1.0',
    env: { ZHENGDUN_DATA: data },
    stdout: { write: (chunk) => (stdout += chunk) },
    stderr: { write: (chunk) => (stderr += chunk) },
    signal: new AbortController().signal,
  });
  return { code, stdout, stderr };
}

const VERIFIER = join(ROOT, 'server/src/logs/outside/verify-logs.mjs');
const LINE = '203.0.113.7 - - [28/Nov/2026:09:12:05 +0800] "GET /zwgk/ HTTP/1.1" 200 5120 "-" "curl/8"\n';
const file = join(data, 'access.log');
writeFileSync(file, LINE.repeat(1_000));

/** `zhengdun logs take` as a process of its own, by a shell that may bound it. */
function takeApart(folder: string, before = '') {
  const main = join(ROOT, 'server/src/main.ts');
  const line = `${before} exec "$0" "$1" logs take --source web --folder "$2" -`;
  return spawn('bash', ['-c', line, process.execPath, main, folder], {
    env: { ...process.env, ZHENGDUN_DATA: data },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
}

function spooled(folder: string): number {
  try {
    const spool = join(folder, 'spool');
    return readdirSync(spool).reduce((sum, name) => sum + statSync(join(spool, name)).size, 0);
  } catch {
    return 0;
  }
}

describe('zhengdun logs', () => {
  it('takes files in, seals them, and says that they are whole', async () => {
    expect(await logs('verify')).toMatchObject({ code: 2, stdout: '还没有封存的日志\n' });
    const took = await logs('take', '--source', 'nginx-01', file, file);
    expect(took.stderr).toBe('');
    expect(took).toMatchObject({ code: 0 });
    expect(took.stdout).toContain('已接收 2000 条');
    const { code, stdout } = await logs('verify');
    expect(stdout).toMatch(/^日志完整，共 1 段、2000 条，接收于 20/);
    expect(code).toBe(0);
    const english = await logs('verify', '--lang', 'en', '--head', join(data, 'logs/head.note'));
    expect(english.stdout).toMatch(/^The logs are whole: 2000 events in 1 segments/);
    expect(english.stdout).not.toMatch(/\p{sc=Han}/u);
  });

  it('names what was changed and ends with 1', async () => {
    const folder = join(data, 'changed');
    expect((await logs('take', '--source', 'web', '--folder', folder, file)).code).toBe(0);
    rmSync(join(folder, 'segments/00000001-access.parquet'));
    const { code, stdout } = await logs('verify', folder);
    expect(stdout.replaceAll(/\n\s*/g, '')).toMatch(/^日志有误 {2}第 1 段缺失/);
    expect(code).toBe(1);
    const json = JSON.parse((await logs('verify', folder, '--json', '--lang', 'en')).stdout);
    expect(json).toMatchObject({ whole: false, fault: { code: 'segment-missing', segment: 1, sequence: 1 } });
  });

  it('is believed by an outside verifier, and a changed archive is not', async () => {
    const folder = join(data, 'outside');
    const outside = () =>
      spawnSync(process.execPath, [VERIFIER, folder], { encoding: 'utf8', timeout: 60_000 });
    const mixed = join(data, 'mixed.log');
    writeFileSync(
      mixed,
      Buffer.concat([
        Buffer.from(LINE.repeat(500)),
        Buffer.from('Nov 28 09:12:05 web1 sshd[811]: 接受 {公钥}\n\ufeffmark\n'),
        Buffer.from('<34>1 2026-11-28T01:12:05.123456Z host app 12 - - done\n'),
        Buffer.from([0xff, 0xfe, 0, 0x0a]),
      ]),
    );
    for (const each of [file, mixed, file])
      await logs('take', '--source', '边界-1', '--folder', folder, each);
    expect(outside()).toMatchObject({
      status: 0,
      stdout: expect.stringMatching(/^2504 events in 3 segments, by sha256 and sm3\nsigned by 2 keys at 20/),
    });
    const manifest = join(folder, 'segments/00000002.json');
    const text = readFileSync(manifest, 'utf8');
    writeFileSync(manifest, text.replace('边界', '边缘'));
    expect(outside()).toMatchObject({
      status: 1,
      stderr: 'manifest 2 was changed\n',
    });
    expect((await logs('verify', folder)).code).toBe(1);
    writeFileSync(manifest, text);
    const segment = join(folder, 'segments/00000001-access.parquet');
    const bytes = readFileSync(segment);
    bytes.writeUInt8(bytes.readUInt8(900) ^ 1, 900);
    writeFileSync(segment, bytes);
    expect(outside()).toMatchObject({ status: 1, stderr: expect.stringContaining('segment 1') });
    expect((await logs('verify', folder)).code).toBe(1);
  });

  it('is backed up, and the backup is restored and verified', async () => {
    const folder = join(data, 'kept');
    const place = join(data, 'backup');
    const drill = () =>
      logs('restore-drill', '--from', place, '--into', join(data, 'drill'), '--folder', folder);
    await logs('take', '--source', 'web', '--folder', folder, file);
    expect((await logs('backup', '--folder', folder)).code).toBe(64);
    expect(await logs('backup', '--to', place, '--folder', folder)).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('已备份到第 1000 条'),
    });
    expect(await drill()).toMatchObject({ code: 0, stdout: expect.stringContaining('恢复用时（RTO）') });
    expect((await drill()).stderr).toContain('不是空目录');
    expect(await logs('prune', '--folder', folder)).toMatchObject({ code: 0 });
    expect(await logs('compact', '--folder', folder)).toMatchObject({ stdout: '没有需要合并的日志\n' });
    const short = await logs('retention', '--folder', folder, '--set', 'access=100');
    expect(short).toMatchObject({ code: 64, stderr: expect.stringContaining('第二十条') });
    rmSync(join(data, 'drill'), { recursive: true });
    rmSync(join(place, 'segments/00000001-access.parquet'));
    expect(await drill()).toMatchObject({ code: 1, stdout: expect.stringContaining('第 1 段缺失') });
  });

  it('says what is missing on the line and keeps what came before', async () => {
    expect((await logs('take', file)).stderr).toContain('--source');
    expect((await logs('verify', join(data, 'nowhere'))).code).toBe(64);
    expect((await logs('verify', '--head', file)).code).toBe(64);
    const folder = join(data, 'half');
    const half = await logs('take', '--source', 'web', '--folder', folder, file, join(data, 'none.log'));
    expect(half).toMatchObject({ code: 64, stderr: expect.stringContaining('已接收 1000 条') });
    expect((await logs('verify', folder)).stdout).toContain('1 段、1000 条');
  });

  it('loses nothing that is on disk to kill -9, and goes on', async () => {
    const folder = join(data, 'killed');
    const program = takeApart(folder);
    const ended = new Promise((resolve) => program.once('exit', resolve));
    program.stdin.on('error', () => undefined);
    program.stdin.write(LINE.repeat(20_000));
    await until('something on disk', () => spooled(folder) > 1_000_000);
    program.kill('SIGKILL');
    await ended;
    const { waiting } = JSON.parse((await logs('verify', folder, '--json')).stdout) as { waiting: number };
    expect(waiting).toBeGreaterThan(5_000);
    expect((await logs('take', '--source', 'web', '--folder', folder, file)).code).toBe(0);
    expect((await logs('verify', folder)).stdout).toContain(`、${waiting + 1_000} 条`);
  });

  it('refuses when there is no room, and keeps what it has', async () => {
    const folder = join(data, 'full');
    // A shell counts blocks of 1024 bytes: no file of it grows beyond 2 MB.
    const program = takeApart(folder, 'ulimit -f 2000;');
    let stderr = '';
    program.stderr.on('data', (chunk) => (stderr += chunk));
    const ended = new Promise((resolve) => program.once('exit', resolve));
    program.stdin.on('error', () => undefined);
    program.stdin.end(LINE.repeat(40_000));
    expect(await ended).toBe(70);
    expect(stderr).toContain('磁盘空间不足');
    const told = Number(/已接收 (\d+) 条/.exec(stderr)?.[1]);
    expect(told).toBeGreaterThan(1_000);
    expect((await logs('verify', folder)).stdout).toContain(`、${told} 条`);
    expect((await logs('take', '--source', 'web', '--folder', folder, file)).code).toBe(0);
    expect((await logs('verify', folder)).stdout).toContain(`、${told + 1_000} 条`);
  });
});
