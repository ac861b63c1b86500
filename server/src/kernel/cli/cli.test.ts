import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { HouseError } from '../errors/index.ts';
import { plainWords, wholeNumber } from '../value.ts';
import { defineCommand, defineGroup, Ending, runProgram } from './index.ts';

const data = mkdtempSync(join(tmpdir(), 'zhengdun-cli-'));
afterAll(() => rmSync(data, { recursive: true }));

const text = (zh: string) => ({ zh, en: `en:${zh}` });

const check = defineCommand({
  name: 'check',
  summary: text('检查网站'),
  options: {
    pages: {
      ...wholeNumber({ min: 1, max: 500, example: 20 }),
      placeholder: 'N',
      default: 20,
      help: text('最多打开的页面数'),
    },
    name: {
      ...plainWords({ allowed: text('单位名称'), example: '某某局' }),
      placeholder: 'NAME',
      repeatable: true,
      help: text('单位名称'),
    },
    json: { flag: true, short: 'j', help: text('输出 JSON') },
  },
  operands: { placeholder: 'URL', help: text('网址'), min: 1, max: 2, example: 'www.example.gov.cn' },
  examples: [{ line: 'zhengdun check www.example.gov.cn', does: text('检查一个网站') }],
  exits: { 1: text('有不符合') },
  run: async ({ options, operands, terminal }) => {
    // Typed: a number, a list and a flag.
    const pages: number = options.pages;
    const names: readonly string[] = options.name;
    const json: boolean = options.json;
    terminal.raw(JSON.stringify({ pages, names, json, operands }));
    return 1;
  },
});

function failing(error: () => unknown, runsUntilStopped = false) {
  return defineCommand({
    name: 'fail',
    summary: text('出错'),
    options: {},
    examples: [],
    runsUntilStopped,
    run: async () => {
      throw error();
    },
  });
}

const rulebook = defineGroup({
  name: 'rulebook',
  summary: text('规则库'),
  commands: [
    defineCommand({ name: 'list', summary: text('列出'), options: {}, examples: [], run: async () => 0 }),
  ],
});

async function run(
  args: string[],
  options: {
    commands?: Parameters<typeof runProgram>[0]['commands'];
    env?: Record<string, string>;
    signal?: AbortSignal;
  } = {},
) {
  let stdout = '';
  let stderr = '';
  const code = await runProgram({
    args,
    commands: options.commands ?? [check, rulebook],
    version: '0.1.0',
    env: { ZHENGDUN_DATA: data, ...options.env },
    stdout: { write: (chunk) => (stdout += chunk) },
    stderr: { write: (chunk) => (stderr += chunk) },
    signal: options.signal ?? new AbortController().signal,
  });
  return { code, stdout, stderr };
}

describe('the command line', () => {
  it('gives a command its typed options and operands, and ends with its code', async () => {
    const done = await run([
      'check',
      'a.gov.cn',
      '--pages',
      '7',
      '--name=甲',
      '--name',
      '乙',
      '-j',
      'b.gov.cn',
    ]);
    expect(JSON.parse(done.stdout)).toEqual({
      pages: 7,
      names: ['甲', '乙'],
      json: true,
      operands: ['a.gov.cn', 'b.gov.cn'],
    });
    expect(done.code).toBe(1);
  });

  it('names argument, value, cure and example of a bad value', async () => {
    const done = await run(['check', 'a.gov.cn', '--pages', '很多']);
    expect(done.stderr).toContain('--pages 应为 1 至 500 的整数，现为 “很多”。例：--pages 20');
    expect(done).toMatchObject({ code: 64, stdout: '' });
  });

  it('says it in English when asked', async () => {
    const done = await run(['check', 'a.gov.cn', '--pages=0', '--lang', 'en']);
    expect(done.stderr).toContain(
      '--pages must be a whole number from 1 to 500, not "0". Example: --pages 20',
    );
  });

  it('takes the language from the settings, also from those in the file', async () => {
    const file = join(data, 'english.conf');
    writeFileSync(file, 'ZHENGDUN_LANG=en\n');
    expect((await run(['nonsense'], { env: { ZHENGDUN_CONFIG: file } })).stderr).toContain(
      'There is no command',
    );
    expect((await run(['nonsense'], { env: { ZHENGDUN_LANG: 'en' } })).stderr).toContain(
      'There is no command',
    );
  });

  it('lists every mistake of a line at once', async () => {
    const done = await run(['check', '--pages', '--jsn', '--json=yes']);
    expect(done.stderr.split('\n')).toEqual([
      '--pages 后面缺少值，应为 1 至 500 的整数。例：--pages 20',
      '没有选项 --jsn，是否想写 --json？',
      '--json 后面不写值。例：--json',
      '缺少 URL（网址）。例：zhengdun check www.example.gov.cn',
      '用法见：zhengdun check --help',
      '',
    ]);
    expect(done.code).toBe(64);
  });

  it('names an option that was typed with one dash, or with those of a Chinese keyboard, once', async () => {
    const one = await run(['check', 'a', '-pages', '-www.a.gov.cn:443']);
    expect(one.stderr.split('\n').slice(0, 2)).toEqual([
      '没有选项 -pages，是否想写 --pages？',
      '没有选项 -www.a.gov.cn:443',
    ]);
    for (const dashes of ['——', '—-', '－－', '–']) {
      const wide = await run(['check', `${dashes}json`, 'a.gov.cn']);
      expect(wide).toMatchObject({ code: 64, stderr: expect.stringContaining('是否想写 --json？') });
    }
  });

  it('shows a missing operand in the line as it is typed', async () => {
    const show = defineCommand({
      name: 'show',
      summary: text('显示'),
      options: {},
      operands: { placeholder: 'N', help: text('序号'), min: 1, max: 1, example: '15' },
      examples: [],
      run: async () => 0,
    });
    const group = defineGroup({ name: 'rulebook', summary: text('规则库'), commands: [show] });
    expect((await run(['rulebook', 'show'], { commands: [group] })).stderr).toContain(
      '例：zhengdun rulebook show 15',
    );
  });

  it('suggests the command that was meant', async () => {
    expect(await run(['chekc', 'x'])).toMatchObject({
      code: 64,
      stderr: expect.stringContaining('是否想写 check？'),
    });
    expect(await run(['rulebook', 'lst'])).toMatchObject({
      code: 64,
      stderr: expect.stringContaining('是否想写 list？'),
    });
  });

  it('refuses surplus operands', async () => {
    expect(await run(['check', 'a', 'b', 'c'])).toMatchObject({
      code: 64,
      stderr: expect.stringContaining('多余的参数 “c”'),
    });
  });

  it('does not take names of built-in object properties for options', async () => {
    expect((await run(['check', 'a', '--constructor', '--__proto__=1'])).code).toBe(64);
  });

  it('shows help everywhere, with options, examples and exit codes', async () => {
    const overview = await run([]);
    expect(overview).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/check .*检查网站[\s\S]*rulebook/),
    });
    expect((await run(['rulebook'])).stdout).toContain('list');
    const help = (await run(['check', '--help'])).stdout;
    expect(help).toContain('用法  zhengdun check URL… [选项]');
    expect(help).toMatch(/--pages N\s+最多打开的页面数（默认 20）/);
    expect(help).toContain('zhengdun check www.example.gov.cn');
    expect(help).toMatch(/64\s+命令行或设置有误/);
    expect((await run(['help', 'check'])).stdout).toBe(help);
    expect((await run(['--lang', 'en', 'check', '-h'])).stdout).toContain('Exit codes');
    expect((await run(['--version'])).stdout).toBe('0.1.0\n');
  });

  it('lists the mistakes of the settings before a command runs', async () => {
    const done = await run(['check', 'a'], { env: { ZHENGDUN_PORT: 'x', ZHENGDUN_LNAG: 'en' } });
    expect(done.code).toBe(64);
    expect(done.stderr).toContain('设置有 2 处有误：');
    expect(done.stderr).toContain('是否想写 ZHENGDUN_LANG？');
  });
});

describe('how a command ends', () => {
  it('prints a known error in words and ends with its code', async () => {
    const done = await run(['fail'], {
      commands: [failing(() => new HouseError('no-free-port', { first: 1, last: 2 }))],
    });
    expect(done.code).toBe(70);
    expect(done.stderr).toContain('端口 1 至 2 都已被占用');
  });

  it('gives an unexpected error an incident number, and its stack to the log only', async () => {
    const done = await run(['fail'], { commands: [failing(() => new TypeError('secret detail'))] });
    expect(done.code).toBe(70);
    const incident = /\d{8}-[2-9A-Z]{6}/.exec(done.stderr)?.[0] ?? 'none';
    expect(done.stderr).not.toContain('secret detail');
    const log = readdirSync(join(data, 'log'))
      .map((name) => readFileSync(join(data, 'log', name), 'utf8'))
      .join('');
    const line = log.split('\n').find((each) => each.includes(incident)) ?? '{}';
    expect(JSON.parse(line)).toMatchObject({
      program: 'fail',
      error: { message: 'secret detail', stack: expect.any(String) },
    });
  });

  it('shows the stack with --debug', async () => {
    const done = await run(['fail', '--debug', '--lang=en'], {
      commands: [failing(() => new TypeError('detail'))],
    });
    expect(done.stderr).toMatch(/TypeError: detail\n\s+at /);
  });

  it('ends with 130 when a job is interrupted, and with 0 when a server is stopped', async () => {
    const controller = new AbortController();
    const ending = new Ending(130);
    controller.abort(ending);
    const stop = (runsUntilStopped: boolean) =>
      run(['fail'], { commands: [failing(() => ending, runsUntilStopped)], signal: controller.signal });
    expect((await stop(false)).code).toBe(130);
    expect((await stop(true)).code).toBe(0);
  });
});
