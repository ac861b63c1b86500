import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { runProgram } from '../../kernel/cli/index.ts';
import { loadCommands } from '../index.ts';
import { exitCodeOf } from './exit-code.ts';
import { readOrder } from './read-order.ts';

const folder = mkdtempSync(join(tmpdir(), 'zhengdun-check-'));
afterAll(() => rmSync(folder, { recursive: true }));

const path = (name: string): string => join(folder, name);
function write(name: string, text: string): string {
  writeFileSync(path(name), text);
  return path(name);
}

/** Runs `zhengdun check` in this process; every line here ends before anything is looked at. */
async function check(...args: string[]) {
  let stdout = '';
  let stderr = '';
  const code = await runProgram({
    args: ['check', ...args],
    commands: await loadCommands(),
    version: '0.1.0',
    env: { ZHENGDUN_DATA: folder },
    stdout: { write: (chunk) => (stdout += chunk) },
    stderr: { write: (chunk) => (stderr += chunk) },
    signal: new AbortController().signal,
  });
  return { code, stdout, stderr };
}

describe('a command line of check that cannot be carried out', () => {
  it.each([
    [[], '没有给出要检测的网址。例：zhengdun check www.example.gov.cn'],
    [['ftp://www.a.gov.cn/'], '只能检测网页地址'],
    [['某某局'], '“某某局”缺少后缀'],
    [['www.a.gov.cn', '--pages', '很多'], '--pages 应为 1 至 500 的整数，现为 “很多”。例：--pages 20'],
    [['www.a.gov.cn', '--pages', '0'], '--pages 应为 1 至 500 的整数，现为 “0”'],
    [['www.a.gov.cn', '--pages', '501'], '--pages 应为 1 至 500 的整数，现为 “501”'],
    [['www.a.gov.cn', '--jobs', '0'], '--jobs 应为 1 至 256 的整数'],
    [['www.a.gov.cn', '--as-unit', '企业'], '--as-unit 应为 党政机关或事业单位，可加冒号和级别'],
    [['www.a.gov.cn', '--as-unit', '党政机关:村级'], '现为 “党政机关:村级”。例：--as-unit 党政机关:县级'],
    [['www.a.gov.cn', '--resolve', 'www.a.gov.cn:443'], '--resolve 有误：应为“主机名:端口:地址”'],
    [['www.a.gov.cn', '--resolve', 'www.a.gov.cn:0:192.0.2.1'], '--resolve 有误'],
    [['www.a.gov.cn', '--resolve', 'www.a.gov.cn:443:somewhere'], '--resolve 有误'],
    [['www.a.gov.cn', '--ca', '/nowhere.pem'], '--ca 应为 可读的PEM证书文件'],
    [['www.a.gov.cn', '--ca', write('no-certificate.pem', '没有证书')], 'openssl x509 -inform der'],
    [['--list', '/nowhere.csv'], '--list 应为 可以读取的文件，现为 “/nowhere.csv”'],
    [
      ['--list', write('list.txt', 'www.a.gov.cn\n'), 'www.b.gov.cn'],
      '网址、--list 和 --snapshot 每次只能给一种',
    ],
    [['--snapshot', folder], '--snapshot 要与 --as 同用'],
    [['--snapshot', '/nowhere', '--as', 'www.a.gov.cn'], '--snapshot 应为 已有的目录'],
    [['--as', 'www.a.gov.cn'], '--as 只与 --snapshot 同用'],
    [['--snapshot', folder, '--as', 'gov'], '“gov”缺少后缀'],
    [['www.a.gov.cn', '--order', ''], '--order 后面缺少值'],
    [['www.a.gov.cn', '--order', '甲'.repeat(201)], '--order 应为 下达检测任务的单位和文号'],
    [['www.a.gov.cn', '--jsn'], '没有选项 --jsn，是否想写 --json？'],
  ])('names what is wrong, the value and the cure: %j', async (args, words) => {
    const { code, stdout, stderr } = await check(...args);
    expect(stderr).toContain(words);
    expect({ code, stdout }).toEqual({ code: 64, stdout: '' });
  });

  it('is told all that is wrong at once', async () => {
    const { stderr } = await check('ftp://a.gov.cn', '--as', 'gov', '--html', path('none/a.html'));
    expect(stderr.trim().split('\n')).toHaveLength(4);
  });

  it('says the same in English', async () => {
    const { stderr } = await check('www.a.gov.cn', '--as-unit', 'enterprise', '--lang', 'en');
    expect(stderr).toContain('--as-unit must be organ or institution, with a colon and a level');
  });
});

describe('a list without sites', () => {
  it.each([
    ['empty.csv', ''],
    ['head.csv', '网址,单位名称\n'],
  ])('is a mistake of usage, never a clean result: %s', async (name, text) => {
    const { code, stderr } = await check('--list', write(name, text));
    expect(stderr).toContain('没有可检测的网站');
    expect(code).toBe(64);
  });

  it('nor is one with faults begun: each is told on its own line', async () => {
    const list = write('faulty.csv', '网址,单位性质\nwww.a.gov.cn,企业\nwww.b.gov.cn,党政机关\n某某局,\n');
    const { code, stderr } = await check('--list', list);
    expect(stderr.match(/^ {2}第\d行/gm)).toEqual(['  第2行', '  第4行']);
    expect(code).toBe(64);
  });
});

describe('where reports are to be written', () => {
  it.each(['html', 'docx', 'oscal'])('is looked at before the check: --%s', async (form) => {
    const into = (target: string, ...more: string[]) => check('www.a.gov.cn', `--${form}`, target, ...more);
    const missing = await into(path('none/report'));
    expect(missing.stderr).toContain(`mkdir -p "${path('none')}"`);
    const file = write('file', '');
    expect((await into(file, 'www.b.gov.cn')).stderr).toContain('在检测多个网站时应为目录');
    expect((await into(join(file, 'report'))).stderr).toContain('但那不是目录');
    expect((await into(path('长'.repeat(90)))).stderr).toContain('文件名过长');
    expect(missing.code).toBe(64);
  });

  it('is never a device or a pipe, which the report would replace', async () => {
    execFileSync('mkfifo', [path('pipe')]);
    for (const target of [path('pipe'), '/dev/null']) {
      const { code, stderr } = await check('www.a.gov.cn', '--html', target);
      expect(stderr).toContain('是设备或管道');
      expect(code).toBe(64);
    }
  });

  it.skipIf(process.getuid?.() === 0)('is a folder that may be written to', async () => {
    mkdirSync(path('closed'), { mode: 0o500 });
    const { stderr } = await check('www.a.gov.cn', '--html', path('closed/a.html'));
    expect(stderr).toContain('没有写入权限');
  });
});

describe('what a command line asks for', () => {
  const none = {
    list: undefined,
    'as-unit': undefined,
    'unit-name': undefined,
    order: undefined,
    resolve: [],
    ca: undefined,
    'allow-private': false,
    snapshot: undefined,
    as: undefined,
    pages: 20,
    'no-browser': false,
    jobs: undefined,
    anew: false,
    all: false,
    json: false,
    html: undefined,
    docx: undefined,
    oscal: undefined,
  };

  it('is a check of the own site unless an order is named', async () => {
    expect((await readOrder(none, ['www.a.gov.cn'], 'zh')).order.basis).toEqual({ kind: 'own-site' });
    const ordered = { ...none, order: '样例市网信办〔2026〕12号' };
    expect((await readOrder(ordered, ['www.a.gov.cn'], 'zh')).order.basis).toEqual({
      kind: 'order',
      order: '样例市网信办〔2026〕12号',
    });
  });

  it('is a list as soon as it names two sites, and each site once', async () => {
    const one = await readOrder(none, ['www.a.gov.cn'], 'zh');
    expect([one.isList, one.repeated]).toEqual([false, 0]);
    const named = ['www.b.gov.cn', 'www.a.gov.cn', ' WWW.B.gov.cn/ '];
    const list = await readOrder(none, named, 'zh');
    expect(list.sites.map(({ line, url }) => [line, url.host])).toEqual([
      [1, 'www.b.gov.cn'],
      [2, 'www.a.gov.cn'],
    ]);
    expect([list.isList, list.repeated]).toEqual([true, 1]);
  });
});

describe('the exit code', () => {
  it('is 1 for something unmet, 2 for something undetermined only, 0 for neither', () => {
    expect(exitCodeOf({ unmet: 1, unknown: 1 })).toBe(1);
    expect(exitCodeOf({ unmet: 1, unknown: 0 })).toBe(1);
    expect(exitCodeOf({ unmet: 0, unknown: 1 })).toBe(2);
    expect(exitCodeOf({ unmet: 0, unknown: 0 })).toBe(0);
  });

  it('is explained by the help', async () => {
    const { code, stdout } = await check('--help');
    expect(code).toBe(0);
    for (const each of ['0', '1', '2', '64', '70', '130'])
      expect(stdout).toMatch(new RegExp(`^ {2}${each} +\\S`, 'm'));
  });
});
