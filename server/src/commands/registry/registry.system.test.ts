import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { programEnvironment, ROOT, startProgram } from '../../../test/program.ts';

const data = mkdtempSync(join(tmpdir(), 'zhengdun-registry-'));
// As root, PostgreSQL runs as another user.
chmodSync(data, 0o711);
afterAll(() => rmSync(data, { recursive: true, force: true, maxRetries: 10 }));

async function registry(...args: string[]) {
  const program = startProgram([process.execPath, join(ROOT, 'bin', 'zhengdun'), 'registry', ...args], {
    env: programEnvironment(join(data, 'data')),
  });
  const code = await program.ended;
  return { code, text: program.stdout().toString(), faults: program.stderr().toString() };
}

it('imports what it may, tells what it may not, and exports a file that imports again, without any account', async () => {
  const file = join(data, '单位.csv');
  const head = '单位名称,单位性质,行政级别,行政区划\n';
  writeFileSync(file, `${head}样例区教育局,党政机关,县级部门,330102\n样例区小学,企业,县级,330102\n`);
  const refused = await registry('import', 'units', file);
  expect(refused.code).toBe(64);
  expect(refused.text).toMatch(
    /有 1 处错误，没有导入。.*\n {2}第3行单位性质（单元格B3）：应为党政机关或事业单位/,
  );

  writeFileSync(file, `${head}样例区教育局,党政机关,县级部门,330102\n`);
  expect((await registry('import', 'units', file, '--dry-run')).text).toContain(
    '可以导入，尚未导入：共 1 个单位',
  );
  expect((await registry('import', '单位', file)).text).toContain('已导入：共 1 个单位，新增 1');

  const exported = join(data, '导出.csv');
  expect((await registry('export', 'units', exported)).code).toBe(0);
  expect(readFileSync(exported, 'utf8')).toContain('330102 浙江省杭州市上城区');
  expect((await registry('import', 'units', exported)).text).toContain('新增 0，修改 0，不变 1');

  const applications = join(data, '应用.csv');
  writeFileSync(applications, '应用名称,单位,应用类型,地址\n样例网站,样例区教育局,网站,www.yangli.gov.cn\n');
  expect((await registry('import', 'applications', applications)).text).toContain('新增 1');

  const strange = await registry('import', 'people', file);
  expect([strange.code, strange.faults]).toEqual([64, expect.stringContaining('应写 units（单位）')]);
  expect((await registry('export', 'units', '单位.pdf')).faults).toContain('.csv 或 .xlsx');
}, 400_000);
