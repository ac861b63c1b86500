import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runProgram } from '../../kernel/cli/index.ts';
import { loadCommands } from '../index.ts';

const data = mkdtempSync(join(tmpdir(), 'zhengdun-search-'));
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

const line = (index: number) =>
  `203.0.113.${index % 5} - - [28/Nov/2026:09:${String(index % 60).padStart(2, '0')}:05 +0800] "GET /zwgk/${index} HTTP/1.1" 200 5 "-" "=cmd"\n`;

describe('zhengdun logs search', () => {
  beforeAll(async () => {
    writeFileSync(join(data, 'access.log'), Array.from({ length: 300 }, (_, index) => line(index)).join(''));
    expect((await logs('take', '--source', 'nginx-01', join(data, 'access.log'))).code).toBe(0);
  });

  it('prints what was found, how much it looked through, and how long it took', async () => {
    const found = await logs('search', '--ip', '203.0.113.3', '--from', '2026-11-28T09:00', '/zwgk/13');
    expect(found.stderr).toBe('');
    expect(found.code).toBe(0);
    expect(found.stdout).toContain(
      'nginx-01 203.0.113.3 - - [28/Nov/2026:09:13:05 +0800] "GET /zwgk/133 HTTP/1.1"',
    );
    expect(found.stdout).toMatch(/\n共 3 条。检索 1 段、300 条（0\.0 MB），用时 \d+\.\d\d 秒\n$/);
    const english = await logs('search', '--lang', 'en', '--limit', '2', '--histogram');
    expect(english.stdout).toMatch(/300 found, the newest 2 given/);
    expect(english.stdout.split('\n').length).toBeGreaterThan(60);
    expect(english.stdout).not.toMatch(/\p{sc=Han}/u);
  });

  it('ends with 2 where nothing was found, and says what is wrong on the line', async () => {
    expect(await logs('search', 'nobody')).toMatchObject({
      code: 2,
      stdout: expect.stringContaining('共 0 条'),
    });
    expect(await logs('search', '--ip', '10.0.0.0/40')).toMatchObject({
      code: 64,
      stderr: expect.stringContaining('10.0.0.0/40'),
    });
    expect((await logs('search', '--from', 'yesterday')).code).toBe(64);
    expect((await logs('search', '--field', 'status')).code).toBe(64);
  });

  it('writes CSV that no sheet program executes, and JSON', async () => {
    const csv = join(data, 'found.csv');
    expect((await logs('search', '--csv', csv, '/zwgk/29')).code).toBe(0);
    const rows = readFileSync(csv, 'utf8').trimEnd().split('\r\n');
    expect(rows[0]).toBe('\ufeff序号,时间,来源,种类,格式,内容');
    expect(rows).toHaveLength(12);
    expect(rows[1]).toMatch(/^300,2026-11-28 09:59:05,nginx-01,access,combined,"203/);
    const { count, lines } = JSON.parse((await logs('search', '--json', '/zwgk/299')).stdout);
    expect({ count, sequence: lines[0].sequence }).toEqual({ count: 1, sequence: 300 });
  });
});

describe('zhengdun logs sql', () => {
  it('answers a SELECT over a view of each kind, also of those that nothing came of', async () => {
    const counted = await logs(
      'sql',
      'select client, count(*) as n from access group by client order by client',
    );
    expect(counted).toMatchObject({ code: 0, stderr: '' });
    expect(counted.stdout.split('\n').slice(0, 2)).toEqual(['client\tn', '203.0.113.0\t60']);
    expect(await logs('sql', 'select message from device')).toMatchObject({ code: 2, stdout: 'message\n' });
    const few = await logs('sql', '--lang', 'en', '--limit', '2', 'select sequence from access order by 1');
    expect(few.stdout).toBe('sequence\n1\n2\nThe first 2 rows; use --limit, or narrow it\n');
    const asked = 'select happened, status from access order by sequence limit 1';
    expect(JSON.parse((await logs('sql', '--json', asked)).stdout)).toEqual([
      { happened: expect.stringContaining('2026-11-28'), status: 200 },
    ]);
  });

  it.each([
    "copy (select 1) to 'segments/x.csv'",
    'drop view access',
    'select 1; select 2',
    "attach 'x.db'",
    'set threads = 1',
    'insert into access select * from access',
  ])('takes nothing but one SELECT: %s', async (statement) => {
    expect(await logs('sql', statement)).toMatchObject({ code: 64, stdout: '' });
  });

  it('reads nothing beside the archive, and says what is wrong with a statement', async () => {
    writeFileSync(join(data, 'secret.txt'), 'hidden');
    for (const asked of [
      `select * from read_text('${join(data, 'secret.txt')}')`,
      "select * from '/etc/passwd'",
    ])
      expect(await logs('sql', asked)).toMatchObject({
        ...{ code: 64, stdout: '' },
        stderr: expect.not.stringContaining('hidden'),
      });
    expect((await logs('sql', 'select nothing from access')).stderr).toContain('nothing');
  });
});
