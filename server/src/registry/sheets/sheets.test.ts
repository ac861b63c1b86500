import type { NewApplication } from '@zhengdun/contract';
import ExcelJS from 'exceljs';
import { beforeAll, describe, expect, it } from 'vitest';
import { useTestDatabase } from '../../../test/database.ts';
import { actorWithin, putRegions, REGIONS } from '../../../test/registry.ts';
import { readSentRows, writeTemplate } from '../../kernel/sheet/index.ts';
import { PROGRAM } from '../../kernel/tenancy/index.ts';
import { readApplications } from '../applications/read-applications.ts';
import { registerApplication } from '../applications/save-application.ts';
import { readUnit, readUnits } from '../units/read-units.ts';
import { registerUnit } from '../units/register-unit.ts';
import { exportApplications } from './export-applications.ts';
import { exportUnits } from './export-units.ts';
import { importApplications } from './import-applications.ts';
import { reportOf } from './import-report.ts';
import { importUnits } from './import-units.ts';
import { UNIT_COLUMNS } from './unit-sheet.ts';

const database = useTestDatabase();
beforeAll(() => putRegions(database.db));

const QUERY = { page: 1, size: 20 } as const;

async function units(text: string | Buffer, { dryRun = false, actor = PROGRAM } = {}) {
  const rows = await readSentRows(Buffer.from(text), '单位.csv', 'zh');
  return reportOf(await importUnits(database.db, actor, { rows, dryRun }), 'zh');
}

async function applications(text: string | Buffer, { dryRun = false, actor = PROGRAM } = {}) {
  const rows = await readSentRows(Buffer.from(text), '应用.csv', 'zh');
  return reportOf(await importApplications(database.db, actor, { rows, dryRun }), 'zh');
}

async function idOf(name: string): Promise<string> {
  const { rows } = await readUnits(database.db, PROGRAM, { ...QUERY, search: name });
  return rows.find((row) => row.name === name)?.id ?? 'none';
}

describe('an import of units', () => {
  it('registers them all, superiors before or after those below them', async () => {
    const file = `单位名称,单位性质,行政级别,行政区划,主管部门,联络员,联络员电话
甲学校,事业单位,县级,990101,甲县教育局,丙某,000-0000001
甲县教育局,党政机关,县级部门,990101 样例省样例市样例县,甲市教育局,,
甲市教育局,党政机关,地市级,样例省样例市,,,
`;
    expect(await units(file, { dryRun: true })).toMatchObject({ done: false, added: 3, faultCount: 0 });
    expect(await idOf('甲学校')).toBe('none');
    expect(await units(file)).toMatchObject({ done: true, rows: 3, added: 3, changed: 0 });
    expect(await readUnit(database.db, PROGRAM, await idOf('甲学校'))).toMatchObject({
      superiors: [{ name: '甲市教育局' }, { name: '甲县教育局' }],
      contacts: [{ post: 'liaison', name: '丙某', phone: '000-0000001' }],
    });
  });

  it('tells every fault at once, each with its cell and the cure, and then does nothing', async () => {
    const report = await units(`单位名称（必填）,单位性质,行政级别,行政区划,统一社会信用代码,主管部门
乙一局,企业,县级部门,990101,,
,党政机关,村级,000000,12345,不存在的局
乙二局,党政机关,县级部门,990101,91350100M0001TGQXM,
乙三局,党政机关,县级部门,990101,91350100M0001TGQXM,
乙四局,党政机关,县级部门,990101,,乙五局
乙五局,党政机关,县级部门,990101,,乙四局
`);
    expect(report).toMatchObject({ done: false, rows: 6, faultCount: 9 });
    expect(report.faults.map(({ line, column, problem }) => `${line} ${column}：${problem}`)).toEqual([
      '2 单位性质：应为党政机关或事业单位，现为“企业”',
      '3 单位名称：不能为空。单位全称，不超过120字。',
      expect.stringMatching(/^3 行政级别：应为.*现为“村级”$/),
      expect.stringMatching(/^3 行政区划：没有这个行政区划/),
      expect.stringMatching(/^3 统一社会信用代码：应为18位/),
      expect.stringMatching(/^3 主管部门：没有登记这个单位/),
      '5 统一社会信用代码：与第4行重复，请删除一行',
      expect.stringMatching(/^6 主管部门：.*循环/),
      expect.stringMatching(/^7 主管部门：.*循环/),
    ]);
    expect(report.warnings[0]).toMatchObject({ line: 4, problem: expect.stringContaining('校验码不符') });
    expect(await idOf('乙二局')).toBe('none');
  });

  it('asks to look again at a division whose name does not belong to its code', async () => {
    const report = await units(
      `单位名称,单位性质,行政级别,行政区划
丁一局,党政机关,县级部门,${REGIONS.county.code} ${REGIONS.county.name}
丁二局,党政机关,县级部门,${REGIONS.county.code} 别处市
`,
      { dryRun: true },
    );
    expect(report.faultCount).toBe(0);
    expect(report.warnings).toEqual([
      expect.objectContaining({
        line: 3,
        column: '行政区划',
        problem: expect.stringContaining('与所写名称不符'),
      }),
    ]);
  });

  it('knows its columns: a strange one, one twice, and one that is missing are faults', async () => {
    const report = await units('单位名称,单位名称,电话,单位性质,行政级别\n丙局,丙局,0,党政机关,县级\n');
    expect(report.faults.map(({ column }) => column).sort()).toEqual(['单位名称', '电话', '行政区划'].sort());
  });

  it('names the cell of a sheet', async () => {
    const book = new ExcelJS.Workbook();
    const sheet = book.addWorksheet('x');
    sheet.addRow(['单位名称', '单位性质', '行政级别', '行政区划']);
    sheet.addRow(['丁局', '公司', '县级', '990101']);
    const report = await units(Buffer.from(await book.xlsx.writeBuffer()));
    expect(report.faults).toMatchObject([{ line: 2, cell: 'B2', column: '单位性质' }]);
  });

  it('refuses what is registered already, and what lies outside of the scope', async () => {
    const row = '单位名称,单位性质,行政级别,行政区划\n戊局,党政机关,县级,990101\n';
    await units(row);
    expect((await units(row)).faults[0]?.problem).toContain(await idOf('戊局'));
    const stranger = actorWithin({ regions: [REGIONS.otherCity.path] });
    expect((await units(row.replace('戊局', '己局'), { actor: stranger })).faults[0]?.problem).toContain(
      '不在您负责的地区或系统内',
    );
  });

  it.each(['csv', 'xlsx'] as const)('of what was exported as %s changes nothing', async (form) => {
    await registerUnit(database.db, PROGRAM, {
      name: `=cmd|' /C calc'!A${form}`,
      kind: 'organ',
      level: 'county',
      regionCode: REGIONS.county.code,
      contacts: [{ post: 'principal', name: '"甲,某"；乙', title: '-1+1', phone: '+86 000' }],
    });
    const file = await exportUnits(database.db, PROGRAM, { form, lang: 'zh' });
    if (form === 'csv') expect(file.bytes.toString()).not.toMatch(/(^|,|")[=+\-@]/m);
    const report = await units(file.bytes);
    expect(report).toMatchObject({ done: true, added: 0, changed: 0, faultCount: 0 });
    expect(report.unchanged).toBeGreaterThan(4);
  });

  it('changes facts and place of those that it names by their ids, and only columns that it has', async () => {
    const id = await idOf('甲学校');
    const other = await idOf('戊局');
    const file = `编号,单位名称,单位性质,行政级别,行政区划,主管部门编号\n${id},甲学校改,事业单位,县级,990102,${other}\n`;
    expect(await units(file)).toMatchObject({ done: true, changed: 1, added: 0 });
    expect(await readUnit(database.db, PROGRAM, id)).toMatchObject({
      name: '甲学校改',
      region: { code: '990102' },
      superiors: [{ name: '戊局' }],
      contacts: [{ name: '丙某' }],
    });
  });

  it('takes the template as it is, and five thousand rows at once', async () => {
    const template = await writeTemplate(UNIT_COLUMNS, 'zh');
    expect(await units(template.bytes)).toMatchObject({ rows: 0, faultCount: 0 });
    const lines = Array.from({ length: 5_000 }, (_, index) => `大批${index}局,党政机关,县级部门,990101`);
    const file = ['单位名称,单位性质,行政级别,行政区划', ...lines].join('\n');
    expect(await units(file)).toMatchObject({ done: true, added: 5_000 });
  }, 60_000);
});

describe('an import of applications', () => {
  const HEAD = '应用名称,单位,应用类型,地址,应用情况,等级保护级别,ICP备案编号,ICP备案日期\n';

  it('registers them with flags, addresses and filings', async () => {
    await units('单位名称,单位性质,行政级别,行政区划\n应用局,党政机关,县级,990101\n');
    const file = `${HEAD}应用局网站,应用局,网站,"www.yingyong.gov.cn\nhttps://m.yingyong.gov.cn/",有转载信息；有用户注册,2,某ICP备00000000号,2024年7月1日
应用局发布,应用局,公众账号,某平台 应用局发布,,,,
`;
    expect(await applications(file, { dryRun: true })).toMatchObject({ done: false, added: 2 });
    expect(await applications(file)).toMatchObject({ done: true, added: 2, faultCount: 0 });
    const list = await readApplications(database.db, PROGRAM, { ...QUERY, show: 'all', search: 'yingyong' });
    expect(list.rows).toMatchObject([{ name: '应用局网站', mainAddress: 'www.yingyong.gov.cn' }]);
  });

  it('tells every fault at once', async () => {
    const report = await applications(
      `${HEAD}错一,没有的局,网站,www.x.gov.cn,,,,\n错二,应用局,网页,某某,有鱼,9,,去年\n,应用局,网站,某某,,,,\n应用局网站,应用局,网站,www.yingyong.gov.cn,,,,\n`,
    );
    expect(report.done).toBe(false);
    expect(report.faults.map(({ line, column }) => `${line} ${column}`)).toEqual([
      '2 单位',
      '3 应用类型',
      '3 应用情况',
      '3 等级保护级别',
      '3 ICP备案日期',
      '4 应用名称',
      '4 地址',
      '5 应用名称',
    ]);
  });

  it.each(['csv', 'xlsx'] as const)('of what was exported as %s changes nothing', async (form) => {
    const unitId = await idOf('应用局');
    const input: NewApplication = {
      unitId,
      name: `@平台${form}`,
      kind: 'website',
      state: 'running',
      addresses: ['=www.a.gov.cn'.slice(1), 'https://b.gov.cn/a;b,c'],
      flags: ['uses-cdn', 'reposts'],
      mlpsLevel: 3,
      openedOn: '2024-02-29',
      isPlatform: true,
      filings: [{ kind: 'mlps-test', number: '', filedOn: '2026-01-01', expiresOn: '2026-12-31' }],
    };
    const hostId = await registerApplication(database.db, PROGRAM, input);
    await registerApplication(database.db, PROGRAM, {
      ...input,
      name: '栏目',
      kind: 'column',
      hostId,
      isPlatform: false,
    });
    const file = await exportApplications(database.db, PROGRAM, { query: { show: 'all' }, form, lang: 'zh' });
    expect(await applications(file.bytes)).toMatchObject({ done: true, added: 0, changed: 0, faultCount: 0 });
  });
});
