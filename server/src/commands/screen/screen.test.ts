import { mkdirSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { screenResultSchema, screenTogetherSchema } from '@zhengdun/contract';
import iconv from 'iconv-lite';
import { afterAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { displayWidth, runProgram } from '../../kernel/cli/index.ts';
import { loadCommands } from '../index.ts';

const folder = mkdtempSync(join(tmpdir(), 'zhengdun-screen-'));
afterAll(() => rmSync(folder, { recursive: true }));

function file(name: string, content: string | Buffer): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

async function screen(...args: string[]) {
  let stdout = '';
  let stderr = '';
  const code = await runProgram({
    args: ['screen', ...args],
    commands: await loadCommands(),
    version: '0.1.0',
    env: { ZHENGDUN_DATA: join(folder, 'data') },
    stdout: { write: (chunk) => (stdout += chunk) },
    stderr: { write: (chunk) => (stderr += chunk) },
    signal: new AbortController().signal,
  });
  return { code, stdout, stderr };
}

const NOTICE = '关于召开座谈会的通知\n国办发[2024]012号\n联系人：张某 13800001234，初始密码为Abc@1234\n';
const SECRET = '000001\n机密★10年\n样例工程选址方案\n联系人：张某 13800001234\n';

describe('zhengdun screen', () => {
  it('says what was found, where, why and what to write, and ends with 1', async () => {
    const { code, stdout } = await screen(file('通知.txt', NOTICE));
    expect(code).toBe(1);
    expect(stdout).toContain('红线  口令  第 3 行第 25 字 "A******4"');
    expect(stdout).toContain('轻微  发文字号格式  第 2 行第 4 字 "[2024]012号"，改为 "〔2024〕12号"');
    expect(stdout).not.toContain('13800001234');
    expect(stdout).toContain('合计 1 个文件，命中 3 处');
    expect(stdout.split('\n').filter((line) => displayWidth(line) > 80 && !line.includes(folder))).toEqual(
      [],
    );
  });

  it('says it in English without a Chinese character but what it quotes', async () => {
    const { stdout } = await screen(file('notice.txt', NOTICE), '--lang', 'en');
    expect(stdout.replaceAll(/[“"][^”"]*[”"]/g, '').replaceAll(folder, '')).not.toMatch(/\p{sc=Han}/u);
  });

  it.each([[], ['--json'], ['--all'], ['--lang', 'en'], ['--debug']])(
    'keeps no text of what may be a state secret, nor of what stands beside it (%j)',
    async (...options) => {
      const { code, stdout, stderr } = await screen(file('a.txt', SECRET), ...options);
      expect(code).toBe(1);
      for (const words of ['★', '10年', '样例工程', '选址', '1380', '张某'])
        expect(stdout + stderr).not.toContain(words);
      expect(stdout).toMatch(/24/);
    },
  );

  it('gives place, time and a salted digest of it', async () => {
    const { stdout } = await screen(file('a.txt', SECRET), '--json');
    const result = screenResultSchema.parse(JSON.parse(stdout));
    expect(result.hits[0]).toMatchObject({
      rule: 'state-secret-mark',
      place: { part: 'body', line: 2, column: 1, length: 0 },
      digest: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    expect(result.sha256).toBeUndefined();
    expect(result.notice).toContain('保密员');
  });

  it('masks marks of work secrets, and keeps no excerpt at all where that is asked', async () => {
    const paper = file('内部.txt', '内部资料 注意保存\n联系人：张某 13800001234\n');
    const masked = (await screen(paper)).stdout;
    expect(masked).toContain('"内部*****保存"');
    expect(masked).toContain('"13*******34"');
    const { code, stdout } = await screen(paper, '--excerpts', 'none');
    expect(code).toBe(1);
    expect(stdout).toContain('内部标志  第 1 行第 1 字\n');
    expect(stdout).toContain('手机号码  第 2 行第 8 字\n');
    expect(stdout).not.toMatch(/"|13\*/);
  });

  it('ends with 0 where nothing has to be done', async () => {
    const { code, stdout } = await screen(file('好.txt', '经研究，同意你局关于样例项目的请示。\n'));
    expect(code).toBe(0);
    expect(stdout).toContain('没有发现');
  });

  it('screens every file of a folder, also in the folders below it, and says where there is none', async () => {
    mkdirSync(join(folder, '稿件', '附件'), { recursive: true });
    mkdirSync(join(folder, '空目录'));
    const first = file('稿件/一.txt', '关于召开座谈会的通知\n');
    const second = file('稿件/附件/二.txt', NOTICE);
    const { code, stdout } = await screen(join(folder, '稿件'));
    expect(code).toBe(1);
    expect(stdout).toContain(first);
    expect(stdout).toContain(second);
    expect(stdout).toContain('合计 2 个文件，命中 3 处');
    const none = await screen(join(folder, '空目录'));
    expect(none.code).toBe(64);
    expect(none.stderr).toContain('没有文件，没有检查');
  });

  it('ends with 2 and says why where something cannot be read', async () => {
    const large = file('大.txt', '');
    truncateSync(large, 400_000_000);
    const { code, stdout } = await screen(
      large,
      file('坏.bin', Buffer.from(Array.from({ length: 999 }, (_, n) => n % 32))),
      join(folder, '没有.txt'),
    );
    expect(code).toBe(2);
    expect(stdout).toContain('文件太大');
    expect(stdout).toContain('不认识的格式');
    expect(stdout).toContain('没有这个文件');
  });

  it('says in which part of a document a hit stands', async () => {
    const page = '<!doctype html><html><body><p>通知</p><!-- 联系人：张某 13800001234 --></body></html>';
    const { stdout } = await screen(file('页.html', page));
    expect(stdout).toMatch(/手机号码 {2}批注 第 1 行第 \d+ 字 "13\*+34"/);
  });

  it.each(['gb18030', 'utf-16le', 'big5'])('reads a text in %s', async (encoding) => {
    const words = encoding === 'big5' ? '絕密★30年\n關於樣例工作的報告\n' : '绝密★30年\n关于样例工作的报告\n';
    const { stdout } = await screen(
      file(`${encoding}.txt`, iconv.encode(words, encoding, { addBOM: encoding === 'utf-16le' })),
      '--json',
    );
    expect(JSON.parse(stdout).hits[0]).toMatchObject({
      rule: 'state-secret-mark',
      place: { line: 1, column: 1 },
    });
  });

  it("looks for the unit's own words, and names the list and its version", async () => {
    const list = file('词库.csv', '词语,类别,级别,改为\n座谈会,会议用语,严重,协商会\n');
    const { code, stdout } = await screen(file('通知.txt', NOTICE), '--list', list, '--json');
    const { lists, hits } = screenResultSchema.parse(JSON.parse(stdout));
    expect(code).toBe(1);
    expect(lists).toEqual([{ name: '词库.csv', version: expect.stringMatching(/^[0-9a-f]{12}$/) }]);
    expect(hits.find(({ rule }) => rule === 'word')).toMatchObject({
      excerpt: '座谈会',
      instead: '协商会',
      ownCategory: '会议用语',
    });
  });

  it('names every faulty row of a list and uses none of it', async () => {
    const { code, stderr } = await screen(
      file('通知.txt', NOTICE),
      '--list',
      file('坏.csv', '词语,级别\n某,重\n'),
    );
    expect(code).toBe(64);
    expect(stderr).toContain('第2行词语：只有一个字');
    expect(stderr).toContain('第2行级别：应为红线');
  });

  it('tries a list out without a verdict, and shows no word of a secret paper', async () => {
    const list = file('试.txt', '座谈会\n选址方案\n从不出现\n');
    const { code, stdout } = await screen(
      file('通知.txt', NOTICE),
      file('a.txt', SECRET),
      '--list',
      list,
      '--try',
    );
    expect(code).toBe(0);
    expect(stdout).toContain('共 3 条');
    expect(stdout).toMatch(/1 {2}座谈会/);
    expect(stdout).not.toContain('选址');
    expect((await screen(file('通知.txt', NOTICE), '--try')).code).toBe(64);
  });

  it('tries a list beside the one in use, and tells new and lost hits apart', async () => {
    const notice = file('通知.txt', NOTICE);
    const args = [
      '--list',
      file('新.txt', '座谈会\n联系人\n'),
      '--try',
      '--against',
      file('旧.txt', '座谈会\n关于召开\n'),
    ];
    const { code, stdout } = await screen(notice, ...args);
    expect(code).toBe(0);
    expect(stdout).toMatch(/新增命中 1\n +1 {2}联系人\n不再命中 1\n +1 {2}关于召开/);
    expect((await screen(notice, '--against', join(folder, '旧.txt'))).code).toBe(64);
  });

  it('takes files together, and names which of them says what of one subject', async () => {
    const files = [
      file('志愿者.txt', '姓名：王小样\n现住样例路12号\n'),
      file('救助.txt', '王小样，患有慢性病，就读于样例中学。\n'),
    ];
    const { code, stdout } = await screen(...files, '--together');
    expect(code).toBe(1);
    expect(stdout).toMatch(
      /合并检查 2 个文件\n {2}同一人的情况拼合“王小样”\n {4}住址 +\S*志愿者\.txt\s+第\s+2\s+行/,
    );
    const json = (await screen(...files, '--together', '--json', '--excerpts', 'none')).stdout;
    const together = screenTogetherSchema.parse(JSON.parse(json.trim().split('\n').at(-1) ?? ''));
    expect(together.combinations).toMatchObject([{ id: 'person-profile' }]);
    expect(json).not.toContain('王小样');
    expect((await screen(...files, '--together', '--lang', 'en')).stdout).toContain(
      'Taken together: 2 files',
    );
  });

  it("takes the unit's own combinations, and says what is wrong with them", async () => {
    const files = [file('甲.txt', '样例工程埋深35米。\n'), file('乙.txt', '样例工程明年竣工。\n')];
    const own = {
      id: 'sample',
      title: '样例工程',
      subject: 'place',
      subjects: ['样例工程'],
      facts: ['depth', { name: '工期', words: ['竣工'] }],
      atLeast: 2,
    };
    const right = file('组合.json', JSON.stringify([own]));
    expect((await screen(...files, '--together', '--combinations', right)).stdout).toContain('工期');
    const wrong = file('错.json', JSON.stringify([{ ...own, facts: ['nothing', 'depth'] }]));
    const { code, stderr } = await screen(...files, '--together', '--combinations', wrong);
    expect(code).toBe(64);
    expect(stderr).toContain('0.facts.0');
  });

  it('leaves a file that may hold a state secret out of what is taken together', async () => {
    const secret = file('密.txt', '机密★10年\n关于王小样的报告\n王小样，患有慢性病，就读于样例中学。\n');
    const { stdout } = await screen(
      file('志愿者.txt', '姓名：王小样\n现住样例路12号\n'),
      secret,
      '--together',
    );
    expect(stdout).toMatch(/合并检查 1 个文件\n {2}没有发现/);
    expect(stdout).not.toContain('王小样');
  });

  it('prints what docs/screen-result.schema.json says', async () => {
    const schema = {
      title: 'zhengdun screen --json',
      description: 'What was found in one file. Times are ISO 8601 in UTC; offsets are UTF-16 code units.',
      ...z.toJSONSchema(screenResultSchema),
    };
    await expect(`${JSON.stringify(schema, null, 2)}\n`).toMatchFileSnapshot(
      '../../../../docs/screen-result.schema.json',
    );
  });
});
