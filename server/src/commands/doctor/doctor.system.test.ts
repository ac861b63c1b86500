import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { programEnvironment, ROOT, startProgram } from '../../../test/program.ts';

const data = mkdtempSync(join(tmpdir(), 'zhengdun-doctor-'));
afterAll(() => rmSync(data, { recursive: true, force: true }));

async function doctor(args: string[], env: Record<string, string> = {}) {
  const program = startProgram([process.execPath, join(ROOT, 'bin', 'zhengdun'), 'doctor', ...args], {
    env: programEnvironment(data, env),
  });
  return { code: await program.ended, output: program.output() };
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
