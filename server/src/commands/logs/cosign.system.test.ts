import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { until } from '../../../test/program.ts';
import { runProgram } from '../../kernel/cli/index.ts';
import { loadCommands } from '../index.ts';

const root = mkdtempSync(join(tmpdir(), 'zhengdun-cosign-'));
afterAll(() => rmSync(root, { recursive: true }));

/** Two installations that share nothing but an address. */
const [unit, superior] = ['unit', 'superior'].map((name) => {
  const data = join(root, name);
  const open = (args: readonly string[], signal = new AbortController().signal) => {
    const told = { stdout: '', stderr: '' };
    const ended = loadCommands().then((commands) =>
      runProgram({
        ...{ args: ['logs', ...args], commands, version: '0.1.0', signal },
        env: { ZHENGDUN_DATA: data, ZHENGDUN_ALLOW_NETWORKS: '127.0.0.0/8' },
        stdout: { write: (chunk) => (told.stdout += chunk) },
        stderr: { write: (chunk) => (told.stderr += chunk) },
      }),
    );
    return { told, ended };
  };
  const run = async (...args: string[]) => {
    const { told, ended } = open(args);
    return { code: await ended, ...told };
  };
  return { data, open, run };
});

it("a unit's logs are cosigned by its superior's instance, and what its administrator wrote anew is refused and told on both sides", async () => {
  if (!unit || !superior) return expect.unreachable();
  const lines = join(root, 'lines.log');
  writeFileSync(lines, 'one\ntwo\n');
  expect((await unit.run('take', lines, '--source', 'web')).code).toBe(0);
  const key = join(root, 'superior.txt');
  writeFileSync(key, (await superior.run('witness')).stdout);
  const added = await superior.run('witness', '--add', join(unit.data, 'logs/keys/verifiers.txt'));
  const registered = readFileSync(join(unit.data, 'logs/keys/verifiers.txt'), 'utf8');
  expect(added.stdout).toContain(registered.trim());

  const stopping = new AbortController();
  const serving = superior.open(['witness', '--listen', 'http://127.0.0.1:0'], stopping.signal);
  await until('the superior listens', () => serving.told.stdout.includes('http://'));
  const [address = ''] = /http:\/\/127\.0\.0\.1:\d+/.exec(serving.told.stdout) ?? [];
  const cosign = () => unit.run('cosign', '--witness', address, '--witness-key', key);
  expect(await cosign()).toMatchObject({ code: 0, stdout: expect.stringContaining('第 1 份清单') });

  cpSync(join(unit.data, 'logs'), join(root, 'before'), { recursive: true });
  await unit.run('take', lines, '--source', 'web');
  expect(await cosign()).toMatchObject({ code: 0, stdout: expect.stringContaining('第 2 份清单') });
  const whole = await unit.run('verify', '--witness-key', key);
  expect(whole).toMatchObject({ code: 0, stdout: expect.stringContaining('有 2 个检查点由上级会签') });
  expect((await superior.run('witness')).code).toBe(0);

  // The second segment anew, by the unit's own program and keys.
  rmSync(join(unit.data, 'logs'), { recursive: true });
  cpSync(join(root, 'before'), join(unit.data, 'logs'), { recursive: true });
  await unit.run('take', lines, '--source', 'forged');
  expect((await unit.run('verify')).code).toBe(0);
  expect(await cosign()).toMatchObject({ code: 1, stderr: expect.stringContaining('拒绝会签') });
  const listed = await superior.run('witness', '--lang', 'en');
  expect(listed).toMatchObject({ code: 1, stdout: expect.stringContaining('was written anew or cut off') });
  expect(serving.told.stderr).toContain('与会签过的检查点不符');
  stopping.abort();
  expect(await serving.ended).toBe(0);
});
