import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { freePort } from '../../../test/free-port.ts';
import { programEnvironment, ROOT, startProgram, until } from '../../../test/program.ts';
import { readVersion } from '../../version.ts';
import type { Finding } from './finding.ts';

const data = mkdtempSync(join(tmpdir(), 'zhengdun-doctor-'));
afterAll(() => rmSync(data, { recursive: true, force: true }));

async function doctor(args: string[], env: Record<string, string> = {}) {
  const program = startProgram([process.execPath, join(ROOT, 'bin', 'zhengdun'), 'doctor', ...args], {
    env: programEnvironment(data, env),
  });
  return { code: await program.ended, output: program.output() };
}

/** What is said about a port that something of this machine listens on. */
async function portOf(port: number, env: Record<string, string> = {}): Promise<Finding | undefined> {
  const { output } = await doctor(['--json'], { ZHENGDUN_PORT: String(port), ...env });
  return (JSON.parse(output) as { findings: Finding[] }).findings.find(({ id }) => id === 'port');
}

async function startServer(env: Record<string, string>) {
  const port = await freePort();
  const program = startProgram([process.execPath, join(ROOT, 'bin', 'zhengdun'), 'serve'], {
    env: programEnvironment(data, { ZHENGDUN_PORT: String(port), ...env }),
  });
  await until(
    () => `an address in: ${program.output()}`,
    () => /https?:\/\/[\d.]+:\d+\//.test(program.output()),
  );
  return {
    port,
    async [Symbol.asyncDispose]() {
      program.child.kill('SIGTERM');
      await program.ended;
    },
  };
}

describe('zhengdun doctor', () => {
  it('says of everything whether it is there, each with a state and, where it is not, a cure', async () => {
    const { code, output } = await doctor(['--json']);
    const { findings } = JSON.parse(output) as { findings: { id: string; state: string; cure?: unknown }[] };
    expect(findings.map((each) => each.id)).toEqual([
      'settings',
      'node',
      'npm',
      'data',
      'disk',
      'postgresql',
      'ledger',
      'chromium',
      'fonts',
      'pictures',
      'port',
      'clock',
      'locale',
    ]);
    for (const each of findings) if (each.state !== 'ok') expect(each).toHaveProperty('cure');
    expect(code).toBe(findings.some((each) => each.state === 'missing') ? 1 : 0);
  });

  it('knows our own program on the port of the settings, with its version and address', async () => {
    await using server = await startServer({});
    const finding = await portOf(server.port);
    expect(finding).toMatchObject({ state: 'ok' });
    expect(finding?.detail.zh).toBe(
      `政盾 ${readVersion()} 正在运行：http://127.0.0.1:${server.port}/，进程 ${finding?.detail.zh.match(/\d+$/)?.[0]}`,
    );
    expect(finding).not.toHaveProperty('cure');
  });

  it('knows it behind its own certificate, where others than this machine are served', async () => {
    await using server = await startServer({ ZHENGDUN_LISTEN: '0.0.0.0' });
    const finding = await portOf(server.port, { ZHENGDUN_LISTEN: '0.0.0.0' });
    expect(finding).toMatchObject({ state: 'ok' });
    expect(finding?.detail.en).toContain(
      `zhengdun ${readVersion()} is running: https://127.0.0.1:${server.port}/`,
    );
  });

  it.each([
    ['answers something else', (_: unknown, answer: ServerResponse) => answer.end('{"status":"ok"}')],
    ['does not answer at all', () => undefined],
  ])('names another program that has the port and %s', async (_, listener) => {
    const other = createServer(listener).listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    try {
      const finding = await portOf(port);
      expect(finding).toMatchObject({ state: 'notice' });
      expect(finding?.detail.zh).toBe(
        `127.0.0.1:${port} 被 node（进程 ${process.pid}）占用，启动时将改用后面的端口`,
      );
    } finally {
      other.closeAllConnections();
      other.close();
    }
  });

  it('makes a link for the first administrator, in words and in a file of its own', async () => {
    const { code, output } = await doctor(['--admin-link'], { ZHENGDUN_PORT: '18600' });
    expect(code).toBe(0);
    const [link] = /http:\/\/127\.0\.0\.1:18600\/claim#[A-Za-z0-9_-]{43}/.exec(output) ?? [];
    const file = join(data, 'first-administrator-link');
    expect(readFileSync(file, 'utf8')).toBe(`${link}\n`);
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  it('lists mistakes of the settings and goes on with the rest', async () => {
    writeFileSync(join(data, 'zhengdun.conf'), 'ZHENGDUN_PORT=x\nZHENGDUN_LANGUAGE=en\n');
    const { code, output } = await doctor([]);
    expect(code).toBe(1);
    expect(output).toMatch(/^缺少 {2}设置 /m);
    expect(output).toContain('ZHENGDUN_PORT 应为 1 至 65535 的整数');
    expect(output).toMatch(/没有名为 ZHENGDUN_LANGUAGE 的设置/);
    expect(output).toMatch(/^正常 {2}Node/m);
    expect(output).toMatch(/共 13 项：缺少 \d/);
  });
});
