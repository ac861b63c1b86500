import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type CheckResult, checkResultSchema } from '@zhengdun/contract';
import ExcelJS from 'exceljs';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { useCheckHouse } from '../../../test/check-house.ts';
import { type RunningProgram, until } from '../../../test/program.ts';
import type { Handler, Site } from '../../../test/world/index.ts';

const HOME =
  '<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>样例县教育局</title><h1>样例县教育局</h1></html>';
const HOSTS = [1, 2, 3, 4].map((number) => `www.s${number}.gov.cn`);
/** Hosts that do not answer until they are taken out. */
const held = new Set<string>();

const answer: Handler = async (request, response) => {
  const host = (request.headers.host ?? '').replace(/:\d+$/, '');
  await until(`${host} let go`, () => !held.has(host) || request.socket.destroyed, 100_000);
  response.end(HOME);
};
const site: Site = { pages: { '/': answer } };

const house = useCheckHouse({ sites: Object.fromEntries(HOSTS.map((host) => [host, site])) });

/** As Excel on Chinese Windows saves it, with a row that nobody answers to. */
function listFile(name: string): string {
  const rows = HOSTS.map((host) => `${house.urlOf(host)};样例县教育局;党政机关;县级部门`);
  const text = ['网址;单位名称;单位性质;行政级别', ...rows, 'www.nowhere.gov.cn;;;', ''].join('\r\n');
  const file = join(house.folder, name);
  writeFileSync(file, iconv.encode(text, 'gb18030'));
  return file;
}

const run = (list: string, ...more: string[]): RunningProgram =>
  house.start(['check', '--list', list, '--no-browser', '--jobs', '1', ...more]);
const lines = (program: RunningProgram): string[] => program.stdout().toString().split('\n');
const linesOf = (program: RunningProgram): string[] =>
  lines(program).filter((line) => /^\[\d+\/5\] /.test(line));
const homesAsked = (host: string): number =>
  house.world.sites.requests.filter((each) => each.host === host && each.path === '/' && each.secure).length;
const countOf = async (host: string): Promise<number> => (await house.checksOf(host)).length;

describe('a list run', () => {
  it('goes on where it was killed: nothing is checked twice, nothing that was told is lost', async () => {
    const list = listFile('名单.csv');
    held.add('www.s3.gov.cn');
    const first = run(list);
    await until('two lines', () => linesOf(first).length === 2);
    await until('the third site is asked', () => homesAsked('www.s3.gov.cn') > 0);
    process.kill(-(first.child.pid ?? 0), 'SIGKILL');
    expect(await first.ended).toBe(137);
    for (const host of HOSTS) expect(await countOf(host)).toBe(HOSTS.indexOf(host) < 2 ? 1 : 0);
    const asked = homesAsked('www.s1.gov.cn');

    const second = run(list);
    await until('the third site is asked again', () => second.stderr().includes('接着'));
    await until('what is done is told', () => linesOf(second).length === 2);
    const third = run(list);
    expect(await third.ended).toBe(70);
    expect(third.stderr().toString()).toContain('另一个窗口正在检测同一份名单');
    expect(third.stdout().toString()).toBe('');

    held.clear();
    expect(await second.ended).toBe(1);
    expect(second.stderr().toString()).toMatch(/接着 [\d :-]+ 开始、没有做完的检测：已完成 2\/5/);
    expect(homesAsked('www.s1.gov.cn')).toBe(asked);
    for (const host of HOSTS) expect(await countOf(host)).toBe(1);
    expect(linesOf(second)).toEqual([
      ...HOSTS.map((host, index) =>
        expect.stringMatching(
          new RegExp(`^\\[${index + 1}/5\\] ${host.replaceAll('.', '\\.')}:\\d+ 不符合 \\d+ 无法判定 \\d+ `),
        ),
      ),
      expect.stringMatching(/^\[5\/5\] www\.nowhere\.gov\.cn 未检测 \(域名不存在\) /),
    ]);
    expect(lines(second)).toContain('最常见的问题');
    expect(lines(second)).toContain('  www.nowhere.gov.cn  域名不存在');
    expect(lines(second)).toContain('合计 5 个网站, 已检测 4 个, 未检测 1 个');
    const [kept] = await house.checksOf('www.s1.gov.cn');
    expect(kept?.unit).toMatchObject({ name: '样例县教育局', kind: 'organ', level: 'county-department' });
  });

  it('says when it is interrupted how it goes on, and ends at once', async () => {
    held.add('www.s2.gov.cn');
    const program = run(listFile('名单二.csv'));
    await until('a line', () => linesOf(program).length === 1);
    process.kill(-(program.child.pid ?? 0), 'SIGINT');
    expect(await program.ended).toBe(130);
    expect(program.stderr().toString()).toContain('已中断，完成 1/5，重新运行同一命令接着做\n');
    held.clear();
    await until('nothing running', () => house.processes().length === 0);
  });

  it('stops when nobody reads it any more, without the code of a clean result', async () => {
    held.add('www.s2.gov.cn');
    const program = run(listFile('名单三.csv'), '--anew');
    await until('a line', () => linesOf(program).length === 1);
    program.child.stdout?.destroy();
    held.clear();
    expect(await program.ended).toBe(141);
    expect(program.stderr().toString()).toMatch(/已中断，完成 \d\/5/);
    await until('nothing running', () => house.processes().length === 0);
  });

  it('takes a sheet, and gives a line of JSON and a report for each site', async () => {
    const book = new ExcelJS.Workbook();
    const sheet = book.addWorksheet('名单');
    sheet.addRow(['单位名称', '网站域名']);
    for (const host of HOSTS.slice(0, 2))
      sheet.addRow(['样例县教育局', { text: house.urlOf(host), hyperlink: house.urlOf(host) }]);
    const file = join(house.folder, '名单.xlsx');
    writeFileSync(file, Buffer.from(await book.xlsx.writeBuffer()));
    const reports = join(house.folder, '报告');
    mkdirSync(reports);
    const { code, stdout, stderr } = await house.run([
      'check',
      '--list',
      file,
      '--no-browser',
      '--json',
      '--html',
      reports,
    ]);
    const results = stdout
      .trimEnd()
      .split('\n')
      .map((line): CheckResult => checkResultSchema.parse(JSON.parse(line)));
    expect(results.map(({ target }) => target.host).toSorted()).toEqual(HOSTS.slice(0, 2));
    expect(stderr.match(/^\[\d\/2\] www\.s\d\.gov\.cn:\d+ 不符合 /gm)).toHaveLength(2);
    expect(readdirSync(reports).toSorted()).toEqual([
      '0002-自查-www.s1.gov.cn.html',
      '0003-自查-www.s2.gov.cn.html',
    ]);
    expect(code).toBe(1);
  });
});
