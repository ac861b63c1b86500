import ExcelJS from 'exceljs';
import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { card, id } from '../../test/screening/invented.ts';
import { screenByRules } from './index.ts';

const screen = screenByRules('salt');
const rulesIn = async (bytes: Uint8Array) => {
  const { hits } = await screen.file(bytes);
  return hits.map(({ rule, place }) => `${rule} ${place.part}`);
};
const page = (body: string) =>
  Buffer.from(
    `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>样例</title><body>${body}</body></html>`,
  );

describe('what is split', () => {
  it('by tags of a page is found: marks, numbers and passwords', async () => {
    const number = id('330199', '19870312', '018');
    const text = [
      '<p>机<b>密</b><span>★</span>10<i>年</i></p>',
      `<p>身份证号：${number.slice(0, 6)}<span>${number.slice(6, 14)}</span><b>${number.slice(14)}</b></p>`,
      '<p>初始密<em>码</em>：<code>Abc@</code><code>1234x</code></p>',
    ].join('');
    expect(new Set(await rulesIn(page(text)))).toEqual(
      new Set(['state-secret-mark body', 'resident-id body', 'password body']),
    );
  });

  it('by lines of a page is found: a mark that is written downwards, a number that goes on in the next line', async () => {
    const number = id('330199', '19870312', '018');
    const text = `<p>机<br>密<br>★<br>十<br>年</p><p>身份证号：${number.slice(0, 10)}<br>${number.slice(10)}</p>`;
    expect(await rulesIn(page(text))).toEqual(['state-secret-mark body', 'resident-id body']);
  });

  it('by the cells of a sheet is found below its heading', async () => {
    const book = new ExcelJS.Workbook();
    const sheet = book.addWorksheet('台账');
    sheet.addRow(['系统', '账号', '密码']);
    sheet.addRow(['样例门户', 'zhangsan', 'Tb_sample_1']);
    const papers = book.addWorksheet('文件');
    papers.addRow(['序号', '标题', '密级', '份数']);
    papers.addRow([1, '样例方案', '绝密', 3]);
    papers.addRow([2, '样例通知', '公开', 5]);
    const bytes = Buffer.from(await book.xlsx.writeBuffer());
    expect(await rulesIn(bytes)).toEqual(['password sheet', 'state-secret-mark sheet']);
  });
});

describe('a line of a million characters', () => {
  it('is judged in seconds, with what stands at its end', async () => {
    const number = card('621700330000045678');
    const long = `${'样例工作按计划推进'.repeat(111_111)}银行卡号${number}`;
    expect(long.length).toBeGreaterThan(1_000_000);
    const begun = process.cpuUsage();
    expect(await rulesIn(Buffer.from(long))).toEqual(['bank-card body']);
    const { user } = process.cpuUsage(begun);
    expect(user / 1e6).toBeLessThan(10);
    const packed = zipSync({ '长行.txt': Buffer.from(long) });
    expect(await rulesIn(packed)).toEqual(['bank-card body']);
  });
});
