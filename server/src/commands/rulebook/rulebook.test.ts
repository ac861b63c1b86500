import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DUTIES, OBLIGATIONS } from '@zhengdun/rulebook';
import { afterAll, describe, expect, it } from 'vitest';
import { displayWidth, runProgram } from '../../kernel/cli/index.ts';
import { loadCommands } from '../index.ts';
import { ARTICLES, readArticle } from './read-article.ts';

const data = mkdtempSync(join(tmpdir(), 'zhengdun-rulebook-'));
afterAll(() => rmSync(data, { recursive: true }));

async function rulebook(...args: string[]) {
  let stdout = '';
  let stderr = '';
  const code = await runProgram({
    args: ['rulebook', ...args],
    commands: await loadCommands(),
    version: '0.1.0',
    env: { ZHENGDUN_DATA: data },
    stdout: { write: (chunk) => (stdout += chunk) },
    stderr: { write: (chunk) => (stderr += chunk) },
    signal: new AbortController().signal,
  });
  return { code, stdout, stderr };
}

const LANGS = ['zh', 'en'] as const;
const tooWide = (text: string): string[] => text.split('\n').filter((line) => displayWidth(line) > 80);

describe('the number of an article', () => {
  it.each([
    '15',
    '１５',
    ' 15 ',
    '第15条',
    '第十五条',
    '第 15 条',
    '十五',
    '第十五条第一款',
    'Article 15',
    'Art. 15',
  ])('is read from %j', (text) => {
    expect(readArticle(text)).toBe(15);
  });

  it.each(['', '0', '45', '015', '第四十五条', '十十', '1.5', '-1', '15a', '条'])('is not in %j', (text) => {
    expect(readArticle(text)).toBeUndefined();
  });

  it('is known of every article in figures and in words', () => {
    expect([readArticle('第一条'), readArticle('二十'), readArticle('第四十四条')]).toEqual([
      1,
      20,
      ARTICLES,
    ]);
  });
});

describe('rulebook list', () => {
  it('lists every obligation with where it stands and how it is decided', async () => {
    const { code, stdout } = await rulebook('list');
    expect(code).toBe(0);
    for (const { id, title } of OBLIGATIONS) {
      expect(stdout).toContain(id);
      expect(stdout.replaceAll(/\s/g, '')).toContain(title.zh.replaceAll(/\s/g, ''));
    }
    expect(stdout).toContain(`共 ${OBLIGATIONS.length} 项`);
    expect(stdout).toContain(`另有监管部门的职责 ${DUTIES.length} 项`);
  });

  it('narrows to an article and to a way of deciding, in either language', async () => {
    const ids = async (...args: string[]): Promise<string[]> =>
      JSON.parse((await rulebook('list', '--json', ...args)).stdout).map(({ id }: { id: string }) => id);
    const own = OBLIGATIONS.filter(({ position }) => position.article === 9).map(({ id }) => id);
    expect(await ids('--article', '9')).toEqual(own);
    expect(await ids('--article', '第九条')).toEqual(own);
    const probed = await ids('--means', 'probe');
    expect(probed.length).toBeGreaterThan(10);
    expect(await ids('--means', '机器检测')).toEqual(probed);
    expect(await ids('--article', '9', '--means', 'probe')).toEqual(own.filter((id) => probed.includes(id)));
  });

  it('says where nothing is listed that there is nothing, and where to read', async () => {
    const { code, stdout } = await rulebook('list', '--article', '1');
    expect(stdout).toBe('第一条没有义务。全文：zhengdun rulebook show 1\n');
    expect(code).toBe(0);
    expect((await rulebook('list', '--article', '40', '--means', 'probe')).stdout).toContain(
      '没有符合条件的义务',
    );
  });

  it.each([
    [['--article', '45'], '--article 应为 条的序号，1 至 44，现为 “45”。例：--article 15'],
    [['--article', '九百'], '现为 “九百”'],
    [
      ['--means', '猜测'],
      '--means 应为 probe（机器检测）、record（登记）或attestation（情况说明），现为 “猜测”',
    ],
    [['--mean', 'probe'], '没有选项 --mean，是否想写 --means？'],
    [['15'], '多余的参数 “15”，请删除'],
  ])('names what is wrong and the cure: %j', async (args, words) => {
    const { code, stdout, stderr } = await rulebook('list', ...args);
    expect(stderr).toContain(words);
    expect({ code, stdout }).toEqual({ code: 64, stdout: '' });
  });
});

describe('rulebook show', () => {
  it('shows an article whole, with its obligations, and the file that shows how', async () => {
    const { code, stdout } = await rulebook('show', '第十五条');
    expect(stdout).toMatch(/^第十五条 机关事业单位发布信息内容/);
    expect(stdout).toContain('A15.4-exit-prompt');
    expect(stdout).toContain('zhengdun rulebook show 15 --example > exit-prompt.js');
    expect(code).toBe(0);
    expect((await rulebook('show', '15', '--example')).stdout).toMatch(/gov\.cn/);
  });

  it('shows one obligation, however its id is written', async () => {
    const { stdout } = await rulebook('show', 'A15.4-exit-prompt');
    expect(stdout).not.toContain('A15.1-link-relevant');
    expect((await rulebook('show', 'a15.4-EXIT-prompt')).stdout).toBe(stdout);
    expect(JSON.parse((await rulebook('show', 'A15.4-exit-prompt', '--json')).stdout)).toMatchObject({
      article: 15,
      obligations: [{ id: 'A15.4-exit-prompt' }],
    });
  });

  it.each(LANGS)('shows articles of every kind in eighty cells, in %s', async (lang) => {
    for (const article of [1, 5, 9, 15, 16, 23, 29, 40, ARTICLES]) {
      const { code, stdout } = await rulebook('show', String(article), '--lang', lang);
      expect(code).toBe(0);
      expect(tooWide(stdout).filter((line) => !/https?:\/\//.test(line))).toEqual([]);
      expect(stdout).not.toMatch(/undefined|\{\w+\}/);
    }
  });

  it('says of an article without obligations that it has none', async () => {
    expect((await rulebook('show', '44')).stdout).toContain('本条没有单列的义务');
  });

  it.each([
    [[], '例：zhengdun rulebook show 15'],
    [['45'], '应为条的序号（1 至 44）或义务编号，现为 “45”'],
    [['A99.1-nothing'], '全部编号：zhengdun rulebook list'],
    [['\u001b[2J'], '应为条的序号'],
    [['15', '16'], '多余的参数 “16”'],
    [['9', '--example'], '第 9 条没有示例文件。目前有示例的：第 15 条'],
  ])('names what is wrong and the cure: %j', async (args, words) => {
    const { code, stdout, stderr } = await rulebook('show', ...args);
    expect(stderr).toContain(words);
    expect(stderr).not.toContain('\u001b');
    expect({ code, stdout }).toEqual({ code: 64, stdout: '' });
  });
});

describe('rulebook export', () => {
  it('gives the OSCAL catalog as JSON and nothing else', async () => {
    for (const lang of LANGS) {
      const { code, stdout, stderr } = await rulebook('export', '--oscal', '--lang', lang);
      expect(JSON.parse(stdout)).toMatchObject({ catalog: { metadata: { version: expect.any(String) } } });
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    }
  });

  it('asks for the form', async () => {
    const { code, stderr } = await rulebook('export');
    expect(stderr).toContain('例：zhengdun rulebook export --oscal');
    expect(code).toBe(64);
    expect((await rulebook('export', '--osal')).stderr).toContain('是否想写 --oscal？');
  });
});
