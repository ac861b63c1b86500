import { describe, expect, it } from 'vitest';
import { faultText, readSentRows } from '../../kernel/sheet/index.ts';
import { readSourceList } from './read-source-list.ts';

async function listOf(text: string) {
  const { rows, faults } = readSourceList(await readSentRows(Buffer.from(text), '名单.csv', 'zh'));
  return {
    rows: rows.map(({ name, host }) => `${name} ${host}`),
    faults: faults.map((each) => faultText(each, 'zh')),
  };
}

describe('a list of sources', () => {
  it.each([
    ['序号,网站名称,网址\n1,样例网,https://www.sample.example/\n2,样例报,paper.example'],
    ['网址,名称\nwww.sample.example/index.html,样例网\npaper.example,样例报'],
    ['样例网 www.sample.example\n样例报 http://paper.example/a'],
  ])('is read with names and addresses in any order: %s', async (text) => {
    expect(await listOf(text)).toEqual({
      rows: ['样例网 www.sample.example', '样例报 paper.example'],
      faults: [],
    });
  });

  it('of addresses alone names sites by their hosts', async () => {
    expect((await listOf('www.sample.example\npaper.example\n')).rows).toEqual([
      'www.sample.example www.sample.example',
      'paper.example paper.example',
    ]);
  });

  it('tells every row without an address and every one that stands there twice', async () => {
    const { faults } = await listOf('名称,网址\n样例网,a.example\n某某报,\n样例网,https://a.example/1');
    expect(faults).toEqual([
      '第3行网址：这一行没有网址。例：样例网，www.example.cn',
      '第4行网址：a.example与第 2 行重复，请删去一行',
    ]);
  });

  it('that is none is refused', async () => {
    expect((await listOf('这不是名单')).faults).toHaveLength(1);
  });
});
