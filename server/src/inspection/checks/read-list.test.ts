import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import iconv from 'iconv-lite';
import { afterAll, describe, expect, it } from 'vitest';
import { HouseError } from '../../kernel/errors/index.ts';
import { readList } from './read-list.ts';

const folder = mkdtempSync(join(tmpdir(), 'zhengdun-list-'));
afterAll(() => rmSync(folder, { recursive: true }));

let files = 0;
function fileWith(content: string | Uint8Array, ending = '.csv'): string {
  files += 1;
  const file = join(folder, `名单${files}${ending}`);
  writeFileSync(file, content);
  return file;
}

/** Rows as `line host name kind level`. */
async function sitesOf(content: string | Uint8Array, ending?: string): Promise<string[]> {
  const sites = await readList(fileWith(content, ending), 'zh');
  return sites.map(({ line, url, unitName, unitKind, unitLevel }) =>
    [line, url.host, unitName ?? '-', unitKind ?? '-', unitLevel ?? '-'].join(' '),
  );
}

async function refusalOf(
  content: string | Uint8Array,
  lang: 'zh' | 'en' = 'zh',
  ending?: string,
): Promise<string> {
  const error = await readList(fileWith(content, ending), lang).catch((caught: unknown) => caught);
  if (error instanceof HouseError) return error.words(lang);
  throw new Error('the list was not refused');
}

async function sheetWith(rows: ExcelJS.CellValue[][]): Promise<Buffer> {
  const book = new ExcelJS.Workbook();
  const sheet = book.addWorksheet('名单');
  for (const row of rows) sheet.addRow(row);
  return Buffer.from(await book.xlsx.writeBuffer());
}

const TABLE =
  '网址,单位名称,单位性质,行政级别\nwww.a.gov.cn,某某县教育局,党政机关,县级部门\nwww.b.edu.cn,某某县第一中学,事业单位,\n';
const READ = [
  '2 www.a.gov.cn 某某县教育局 organ county-department',
  '3 www.b.edu.cn 某某县第一中学 institution -',
];

describe('a list of sites', () => {
  it.each([
    ['in UTF-8', Buffer.from(TABLE)],
    ['in UTF-8 with a mark, as Excel saves it', Buffer.from(`\ufeff${TABLE}`)],
    ['in GB18030, as Excel saves it on Chinese Windows', iconv.encode(TABLE, 'gb18030')],
    [
      'in UTF-16, the “Unicode text” of Excel',
      iconv.encode(TABLE.replaceAll(',', '\t'), 'utf-16le', { addBOM: true }),
    ],
    ['with semicolons', Buffer.from(TABLE.replaceAll(',', ';'))],
    ['with tabs', Buffer.from(TABLE.replaceAll(',', '\t'))],
    ['with full-width commas', Buffer.from(TABLE.replaceAll(',', '，'))],
    ['with line ends of Windows', Buffer.from(TABLE.replaceAll('\n', '\r\n'))],
    ['with quotation marks', Buffer.from(TABLE.replaceAll(/[^,\n]+/g, (cell) => `"${cell}"`))],
  ])('is read %s', async (_, bytes) => {
    expect(await sitesOf(bytes)).toEqual(READ);
  });

  it('is one address a line, with blank lines and remarks between them', async () => {
    expect(await sitesOf('# 县直单位\n\nwww.a.gov.cn\n  www.b.gov.cn 某某局\n', '.txt')).toEqual([
      '3 www.a.gov.cn - - -',
      '4 www.b.gov.cn - - -',
    ]);
  });

  it('needs no head row; columns are then address, name, kind, level', async () => {
    expect(await sitesOf('www.a.gov.cn,甲局,organ,county\nwww.b.gov.cn\n')).toEqual([
      '1 www.a.gov.cn 甲局 organ county',
      '2 www.b.gov.cn - - -',
    ]);
  });

  it('knows its columns by name in any order, with remarks in the head and columns of no use', async () => {
    const rows = '序号,单位名称*,网站域名（必填）,联系电话\n1,甲局,www.a.gov.cn,0000\n';
    expect(await sitesOf(rows)).toEqual(['2 www.a.gov.cn 甲局 - -']);
  });

  it('is parted by the sign that parts its first line', async () => {
    expect(await sitesOf('网址;单位名称\nwww.a.gov.cn;教育局,体育局\n')).toEqual([
      '2 www.a.gov.cn 教育局,体育局 - -',
    ]);
  });

  it('counts lines as an editor does, also after blank ones and cells of several lines', async () => {
    expect(await sitesOf('网址,单位名称\n\n"www.a.gov.cn","甲\n局"\nwww.b.gov.cn,乙局\n')).toEqual([
      '3 www.a.gov.cn 甲 局 - -',
      '5 www.b.gov.cn 乙局 - -',
    ]);
  });

  it('is a sheet, whatever it is called, with links and words in several fonts', async () => {
    const bytes = await sheetWith([
      ['网址', '单位名称', '单位性质'],
      [{ text: 'www.a.gov.cn', hyperlink: 'http://www.a.gov.cn/' }, '甲局', '党政机关'],
      [],
      [{ text: '乙局', hyperlink: 'https://www.b.gov.cn/' }, { richText: [{ text: '乙' }, { text: '局' }] }],
    ]);
    const read = ['2 www.a.gov.cn 甲局 organ -', '4 www.b.gov.cn 乙局 - -'];
    expect(await sitesOf(bytes, '.xlsx')).toEqual(read);
    expect(await sitesOf(bytes, '.csv')).toEqual(read);
  });
});

describe('a list with faults', () => {
  it('is refused with all of them at once, each with its cell and the cure', async () => {
    const text = await refusalOf('网址,性质,级别\nwww.a.gov.cn,企业,村级\n某某局,,\nwww.b.gov.cn,,\n');
    expect(text.split('\n')).toEqual([
      expect.stringMatching(/^名单 .* 有 3 处错误，没有开始检测。请改正后重新运行：$/),
      '  第2行单位性质：应为党政机关或事业单位，现为“企业”',
      '  第2行行政级别：应为中央和国家机关、省级、地市级、县级、县级部门或乡镇，现为“村级”',
      '  第3行网址：“某某局”缺少后缀。例：www.xxx.gov.cn',
    ]);
    expect(await refusalOf('url,kind\nx,enterprise\n', 'en')).toMatch(
      /line 2, url: .*\n {2}line 2, kind: must be Party or government organ or/,
    );
  });

  it('names the cell of a sheet', async () => {
    const bytes = await sheetWith([
      ['单位名称', '网址'],
      ['甲局', '没有'],
    ]);
    expect(await refusalOf(bytes, 'zh', '.xlsx')).toContain('第2行网址（单元格B2）：');
  });

  it('tells two hundred of a thousand faults, and how many more there are', async () => {
    const lines = (await refusalOf('错\n'.repeat(1000))).split('\n');
    expect(lines).toHaveLength(202);
    expect(lines.at(-1)).toBe('  另有 800 处');
  });

  it('prints nothing of it that a terminal would obey', async () => {
    expect(await refusalOf('www.a.gov.cn,甲,\u001b[2J\n')).not.toContain('\u001b');
    expect(await refusalOf('\u001b[2J甲\n')).not.toContain('\u001b');
  });

  it.each([
    ['nothing', ''],
    ['blank lines', '\n \n,,\n'],
    ['remarks only', '# www.a.gov.cn\n'],
    ['a head only', '网址,单位名称\n'],
  ])('is refused when it holds %s', async (_, content) => {
    expect(await refusalOf(content)).toContain('没有网址，没有可检测的网站');
  });

  it('is refused when its head names no column of addresses', async () => {
    expect(await refusalOf('单位名称,单位性质\n甲局,党政机关\n')).toContain('没有“网址”一列');
  });

  it.each([
    ['a sheet that is cut off', Buffer.from('PK\x03\x04 no more'), '请用表格软件打开后重新另存为'],
    ['an XLS sheet', Buffer.from('d0cf11e0a1b11ae1', 'hex'), '旧格式的 XLS'],
    ['a program', Buffer.from([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1, 0, 0, 0, 0, 0]), '既不是表格，也不是文字'],
    ['an open quotation mark', Buffer.from('网址,名称\nwww.a.gov.cn,"甲\n'), '双引号没有成对'],
  ])('says in words why it cannot read %s', async (_, bytes, words) => {
    const text = await refusalOf(bytes);
    expect(text).toContain(words);
    expect(text.replace(/名单 \S+/, '')).not.toMatch(/[A-Za-z]{5,}/);
  });

  it('is refused when it is endless', async () => {
    expect(await refusalOf('www.a.gov.cn\n'.repeat(200_002))).toContain('超过 200000 行');
    expect(await refusalOf(Buffer.alloc(30_000_001, 'a'))).toContain('超过 30 MB');
  });
});
