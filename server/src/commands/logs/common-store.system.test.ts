import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freePort } from '../../../test/free-port.ts';
import { programEnvironment, ROOT, startProgram, until } from '../../../test/program.ts';
import { S3_KEYS, s3Server } from '../../../test/s3.ts';
import { STRICT_POLICY } from '../../kernel/egress/index.ts';
import { openStoreAt } from '../../logs/index.ts';

const BUCKET = 'logs-system';
const MAIN = join(ROOT, 'server/src/main.ts');
const root = mkdtempSync(join(tmpdir(), 'zhengdun-common-store-'));
const keys = join(root, 's3.json');
// The database runs as a user of its own.
chmodSync(root, 0o711);
let server: Awaited<ReturnType<typeof s3Server>>;
let env: NodeJS.ProcessEnv;

beforeAll(async () => {
  server = await s3Server(BUCKET);
  writeFileSync(keys, JSON.stringify({ endpoint: server.url, region: 'cn', ...S3_KEYS }));
  env = programEnvironment(join(root, 'data'), { ZHENGDUN_ALLOW_NETWORKS: '127.0.0.0/8' });
});
afterAll(async () => {
  await server.close();
  rmSync(root, { recursive: true, force: true });
});

const store = ['--store', `s3://${BUCKET}/zw`, '--s3', keys];
/** The object storage is a server of this process: it must go on meanwhile. */
async function logs(...args: string[]) {
  const program = startProgram([process.execPath, MAIN, 'logs', ...args], { env });
  const status = await program.ended;
  return { status, stdout: String(program.stdout()), stderr: String(program.stderr()) };
}

/** A receiver that takes in some lines by syslog over TCP, and is stopped. */
async function receive(name: string, count: number): Promise<void> {
  const port = await freePort();
  const listen = ['--listen', `tcp://127.0.0.1:${port}`, '--folder', join(root, name)];
  const program = startProgram(
    [process.execPath, MAIN, 'logs', 'serve', '--registered', ...store, '--collector', name, ...listen],
    { env },
  );
  await until(
    () => `the collector: ${program.output()}`,
    () => program.output().includes(`:${port}`),
    60_000,
  );
  const lines = Array.from({ length: count }, (_, line) => `<13>1 - ${name} app - - - ${name} 第${line}条\n`);
  const socket = connect(port, '127.0.0.1');
  await new Promise<void>((resolve) => socket.end(lines.join(''), () => resolve()));
  program.child.kill('SIGTERM');
  expect(await program.ended, program.output()).toBe(0);
}

describe('receivers that share object storage', () => {
  it('put what they seal there, where it is searched, verified and backed up from one machine', async () => {
    await receive('dmz-1', 20);
    await receive('office', 30);
    const found = await logs('search', ...store, '--json', '条');
    expect(found.stderr).toBe('');
    expect(JSON.parse(found.stdout)).toMatchObject({ count: 50, scanned: { events: 50 } });
    expect((await logs('search', ...store, 'office', '第29条')).stdout).toContain('共 1 条');
    const whole = await logs('verify', ...store);
    expect([whole.status, whole.stderr]).toEqual([0, '']);
    expect(whole.stdout).toContain('dmz-1：完整，1 段、20 条');
    expect(whole.stdout).toContain('共用存储完整，共 2 个接收程序');
    env = { ...env, ZHENGDUN_LOG_STORE: `s3://${BUCKET}/zw`, ZHENGDUN_LOG_STORE_KEYS: keys };
    const backup = join(root, 'backup');
    expect((await logs('backup', '--to', backup)).stdout).toContain('已备份到第 50 条');
    const drill = await logs('restore-drill', '--from', backup, '--into', join(root, 'drill'));
    expect(drill.stdout).toContain('50 条，核验无误');

    const policy = { ...STRICT_POLICY, allowNetworks: ['127.0.0.0/8'] };
    await using own = await openStoreAt({ bucket: BUCKET, prefix: 'zw/' }, { file: keys, policy });
    const name = 'collectors/office/segments/00000001-device.parquet';
    const bytes = (await own.read(name)) ?? expect.unreachable();
    bytes.writeUInt8(bytes.readUInt8(40) ^ 1, 40);
    await own.write(name, bytes);
    const broken = await logs('verify', '--lang', 'en');
    expect(broken.status).toBe(1);
    expect(broken.stdout).toContain('dmz-1: whole');
    expect(broken.stdout.replace(/\s+/g, '')).toContain(name);
  });
});
