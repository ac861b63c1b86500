import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CheckResult } from '@zhengdun/contract';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { beforeAll, describe, expect, it } from 'vitest';
import { tryBrowser } from '../../../test/browser-lack.ts';
import { type Ended, useCheckHouse } from '../../../test/check-house.ts';
import { ROOT, until } from '../../../test/program.ts';
import { neverAnswers } from '../../../test/world/index.ts';
import { displayWidth } from '../../kernel/cli/index.ts';

const page = (title: string, body: string): string =>
  `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>${title}</title></head><body>${body}</body></html>`;
const HOME = page(
  '样例县教育局',
  '<h1>样例县教育局</h1><p>2026-11-20 <a href="/1.html">通知</a> <a href="/2.html">公告</a> <a href="https://www.out.example/">某某协会</a></p>',
);
const MENDED = HOME.replace(
  '</body>',
  '<footer><a href="https://beian.miit.gov.cn/">京ICP备00000000号-1</a></footer></body>',
);

const house = useCheckHouse({
  sites: {
    'www.a.gov.cn': { pages: { '/': HOME, '/1.html': page('通知', '一'), '/2.html': page('公告', '二') } },
    'www.b.gov.cn': {},
    'www.slow.gov.cn': { pages: { '*': neverAnswers() } },
    'www.out.example': { pages: { '/': page('某某协会', '协会') } },
  },
});

const AMBIGUOUS = /[“”‘’…—–·×→●─│]/u;
const ESCAPE = /\u001b/;
const ADDRESS = /[a-z]+:\/\/\S{20,}/;

function isValid(result: unknown): void {
  const ajv = new Ajv2020({ strict: true, allErrors: true });
  addFormats.default(ajv);
  const validate = ajv.compile(JSON.parse(readFileSync(join(ROOT, 'docs/check-result.schema.json'), 'utf8')));
  validate(result);
  expect(validate.errors).toBeNull();
}

describe('a check of one site', () => {
  /** why this machine opens no browser; then the check says so and goes on */
  let lack: string | undefined;
  let ended: Ended;
  let result: CheckResult;
  const reports = ['自查.html', '自查.docx', '自查.oscal.json'];
  const order = '样例市网信办〔2026〕12号';

  beforeAll(async () => {
    lack = await tryBrowser();
    const [html = '', docx = '', oscal = ''] = reports.map((name) => join(house.folder, name));
    const files = ['--html', html, '--docx', docx, '--oscal', oscal];
    const unit = ['--as-unit', '党政机关:县级部门', '--unit-name', '样例县教育局', '--order', order];
    ended = await house.run(
      ['check', house.urlOf('www.a.gov.cn'), '--json', '--pages', '1', ...unit, ...files],
      { ZHENGDUN_CONTACT: 'wlaq@example.gov.cn' },
    );
    result = JSON.parse(ended.stdout);
  });

  it('prints with --json one line that the schema in docs describes, and nothing else', () => {
    expect(ended.stdout.trimEnd().split('\n')).toHaveLength(1);
    isValid(result);
    expect(result.summary.total).toBe(result.verdicts.length);
    expect(ended.code).toBe(1);
  });

  it('tells its progress on stderr, a line for each finished step', () => {
    const lines = ended.stderr.trimEnd().split('\n');
    expect(lines).toHaveLength(7);
    for (const step of ['域名解析', '网页读取', '内容分析', '加密连接', '所在地', '外链核查']) {
      expect(lines.filter((line) => line.startsWith(`${step} 完成 `))).toHaveLength(1);
    }
    const browser = lack === undefined ? /^浏览器检测 完成 / : /^浏览器检测 受阻 /;
    expect(lines.find((line) => line.startsWith('浏览器检测 '))).toMatch(browser);
    expect(ended.stderr).not.toMatch(ESCAPE);
  });

  it('records on whose order it was made, as whom it asked, and within which limits', () => {
    expect(result.basis).toEqual({ kind: 'order', order });
    expect(result.unit).toEqual({
      name: '样例县教育局',
      kind: 'organ',
      level: 'county-department',
      from: { kind: 'given', level: 'given' },
    });
    expect(result.conditions).toMatchObject({
      userAgent: expect.stringMatching(/Zhengdun\/[\d.]+; wlaq@example\.gov\.cn/),
      resolvers: [house.world.dns.address],
      pagesOpened: 2,
      pagesLimit: 2,
      browser: lack === undefined ? expect.stringContaining('Chrom') : null,
    });
    const notChecked = result.conditions.notChecked.join();
    expect(notChecked).toContain('只打开了限定数量的页面');
    expect(notChecked.includes('没有用浏览器打开页面')).toBe(lack !== undefined);
  });

  it('declares itself in every request, and only reads', () => {
    const { requests } = house.world.sites;
    expect(requests.length).toBeGreaterThan(5);
    expect([...new Set(requests.map(({ method }) => method))].toSorted()).not.toContain('POST');
    const silent = requests.filter(({ headers }) => !headers['user-agent']?.includes('Zhengdun/'));
    expect(silent.map(({ path }) => path)).toEqual([]);
  });

  it('is in the database when it is told, with its reports beside it', async () => {
    expect(await house.checksOf('www.a.gov.cn')).toEqual([result]);
    const [html = '', docx = '', oscal = ''] = reports.map((name) => join(house.folder, name));
    expect(readFileSync(html, 'utf8')).toContain(ended.stdout.trimEnd());
    expect(readFileSync(docx).subarray(0, 2).toString()).toBe('PK');
    expect(JSON.parse(readFileSync(oscal, 'utf8'))).toHaveProperty('assessment-results');
  });

  it('leaves no process behind', () => {
    expect(house.processes()).toEqual([]);
  });
});

describe('the next check of it', () => {
  let ended: Ended;

  beforeAll(async () => {
    house.world.sites.set('www.a.gov.cn', { pages: { '/': MENDED.replace('2026-11-20', '') } });
    ended = await house.run([
      'check',
      house.urlOf('www.a.gov.cn'),
      '--no-browser',
      '--as-unit',
      '党政机关:县级部门',
      '--html',
      '再查.html',
    ]);
  });

  it('shows on stdout the result and nothing of the progress', () => {
    expect(ended.stdout).toMatch(
      /^政盾 [\d.]+, 规则库 .*\n检测 https:\/\/www\.a\.gov\.cn:\d+\/ 按党政机关检测/,
    );
    expect(ended.stdout).not.toContain('网页读取 完成');
    expect(ended.stderr).toContain('网页读取 完成');
    expect(ended.stderr).toContain('浏览器检测 未做: 本次没有使用浏览器');
  });

  it('says what was mended, what is still there, and what it could not determine this time', async () => {
    const [first, second] = await house.checksOf('www.a.gov.cn');
    expect(second?.comparison).toMatchObject({
      previousId: first?.id,
      mended: expect.arrayContaining(['icp-number']),
      remaining: expect.arrayContaining(['mark-present']),
    });
    const { added = [], mended = [], remaining = [] } = second?.comparison ?? {};
    expect(ended.stdout.replaceAll('\n', '')).toContain(
      `比较: 新增 ${added.length}, 已改 ${mended.length}, 仍存在 ${remaining.length}`,
    );
    expect(ended.stdout).toContain('  已改  ICP备案编号');
  });

  it('names its report as a person there would', () => {
    expect(ended.stdout).toMatch(/^报告 再查\.html \(\d+ KB\)$/m);
    expect(readFileSync(join(house.folder, '再查.html'), 'utf8')).toContain('样例县教育局');
  });

  it('ends with the counts and the next step', () => {
    const lines = ended.stdout.trimEnd().split('\n');
    expect(lines.at(-1)).toBe('下一步 改好后重新运行本命令, 报告将标出已改和新增的问题');
    expect(ended.stdout).toMatch(/^合计 \d+ 项: 不符合 \d+, 无法判定 \d+, 符合 \d+, 不适用 \d+$/m);
    expect(ended.code).toBe(1);
  });

  it('keeps to eighty cells, without signs of uncertain width and without colour where there is no terminal', () => {
    const wide = ended.stdout.split('\n').filter((line) => displayWidth(line) > 80 && !ADDRESS.test(line));
    expect(wide).toEqual([]);
    expect(ended.stdout).not.toMatch(AMBIGUOUS);
    expect(ended.stdout + ended.stderr).not.toMatch(ESCAPE);
  });
});

describe('sites that cannot be looked at', () => {
  it('are not checked, with the reason; a private address that nobody allowed is not even asked', async () => {
    const before = house.world.sites.connections();
    const args = ['check', house.urlOf('www.a.gov.cn'), 'www.nowhere.gov.cn', '--no-browser'];
    const { code, stdout } = await house.run(args, { ZHENGDUN_ALLOW_NETWORKS: '' });
    expect(stdout).toMatch(/^\[\d\/2\] www\.a\.gov\.cn:\d+ 未检测 \(.+\) /m);
    expect(stdout).toMatch(/^\[\d\/2\] www\.nowhere\.gov\.cn 未检测 \(域名不存在\) /m);
    expect(stdout).toContain('合计 2 个网站, 已检测 0 个, 未检测 2 个');
    expect(house.world.sites.connections()).toBe(before);
    expect(code).toBe(2);
  });
});

describe('a report that cannot be written', () => {
  it('takes nothing away from the result: that is told and kept', async () => {
    const folder = join(house.folder, '报告');
    mkdirSync(folder);
    house.world.sites.set('www.b.gov.cn', {
      pages: {
        // While the site is looked at, a file takes the place of the folder.
        '/': (_, response) => {
          rmSync(folder, { recursive: true, force: true });
          writeFileSync(folder, '');
          response.end(HOME);
        },
      },
    });
    const args = ['check', house.urlOf('www.b.gov.cn'), '--no-browser', '--html', join(folder, '自查.html')];
    const { stdout, stderr, code } = await house.run(args);
    expect(stdout).toMatch(/合计 \d+ 项/);
    expect(stderr).toContain('（路径中有一段不是目录）。检测结果没有丢失');
    expect(await house.checksOf('www.b.gov.cn')).toHaveLength(1);
    expect(code).toBe(70);
  });
});

describe('a site before it goes live', () => {
  it('is checked under its future name with --resolve and --ca, as with curl', async () => {
    const url = house.urlOf('www.future.gov.cn');
    house.world.sites.set('www.future.gov.cn', { pages: { '/': HOME } });
    const port = new URL(url).port;
    const resolve = [
      '--resolve',
      `*:${port}:192.0.2.1`,
      '--resolve',
      `+WWW.future.gov.cn:${port}:[::1],127.0.0.1`,
    ];
    const { stdout } = await house.run(
      ['check', url, ...resolve, '--ca', house.ca, '--no-browser', '--json'],
      {
        ZHENGDUN_CA: '',
        ZHENGDUN_ALLOW_NETWORKS: '',
      },
    );
    const { conditions, verdicts } = JSON.parse(stdout) as CheckResult;
    expect(conditions.pagesOpened).toBeGreaterThan(0);
    expect(verdicts.find(({ rule }) => rule === 'certificate-trust')?.verdict).toBe('met');
  });
});

describe('a saved page', () => {
  const saved = (): string => {
    const folder = join(house.folder, '保存的页面');
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'index.html'), HOME);
    return folder;
  };
  const args = (): string[] => ['check', '--snapshot', saved(), '--as', 'www.saved.gov.cn', '--no-browser'];
  /** Under a terminal of its own, as `script` of util-linux makes one. */
  const inTerminal = (env: NodeJS.ProcessEnv): Promise<Ended> => {
    const line = [process.execPath, join(ROOT, 'server/src/main.ts'), ...args()]
      .map((each) => `'${each}'`)
      .join(' ');
    return house.runOther(['script', '-qec', line, '/dev/null'], { TERM: 'xterm-256color', ...env });
  };

  it('is checked without a network, and told in the charset of the locale with what could not be seen in it', async () => {
    const before = house.world.sites.connections();
    const { bytes, code } = await house.run(args(), { LC_ALL: 'zh_CN.GBK' });
    const text = new TextDecoder('gb18030', { fatal: true }).decode(bytes);
    expect(text).toContain('检测 https://www.saved.gov.cn/ (保存的页面) 按党政机关检测');
    expect(text).toContain('看到  检测的是保存的页面');
    expect(text).toContain('补齐  请本单位办公室用网址对在线的网站再检测一次');
    expect(house.world.sites.connections()).toBe(before);
    expect(code).toBe(1);
  });

  it('is told even when there is no database to keep it in', async () => {
    const { stdout, stderr, code } = await house.run(args(), {
      DATABASE_URL: 'postgresql://zhengdun_app:x@127.0.0.1:1/zhengdun',
    });
    expect(stderr).toContain('本次结果没有存入数据库，也不与上次比较：');
    expect(stdout).toMatch(/合计 \d+ 项/);
    expect(code).toBe(1);
  });

  it('shows in a terminal one line of progress that is rewritten, and colours that repeat the words', async () => {
    const { stdout, code } = await inTerminal({});
    expect(stdout).toContain('\r\u001b[2K');
    expect(stdout).toMatch(/\u001b\[31m不符合\u001b\[0m/);
    expect(stdout).not.toContain('内容分析 完成');
    expect(code).toBe(1);
  });

  it('is refused where the folder holds no page', async () => {
    const empty = join(house.folder, '空目录');
    mkdirSync(empty);
    const { code, stderr } = await house.run(['check', '--snapshot', empty, '--as', 'www.a.gov.cn']);
    expect(stderr).toContain('没有网页。请放入 index.html');
    expect(code).toBe(64);
  });
});

describe('Ctrl-C', () => {
  it('ends a check at once, says so, and leaves nothing running', async () => {
    const program = house.start(['check', house.urlOf('www.slow.gov.cn')]);
    await until('the site is asked', () =>
      house.world.sites.requests.some(({ host }) => host === 'www.slow.gov.cn'),
    );
    process.kill(-(program.child.pid ?? 0), 'SIGINT');
    expect(await program.ended).toBe(130);
    expect(program.stderr().toString()).toContain('已中断，本次检测没有结果');
    expect(program.stdout().toString()).toBe('');
    expect(await house.checksOf('www.slow.gov.cn')).toEqual([]);
    await until('nothing running', () => house.processes().length === 0);
  });
});
