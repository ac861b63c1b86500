import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readPageBlocks } from '../../inspection/index.ts';
import { decodePage } from '../../kernel/decode.ts';
import { comparePage } from './compare-page.ts';

const PAGES = new URL('../../../test/pages/', import.meta.url);
const names = readdirSync(PAGES, { withFileTypes: true }).flatMap((each) =>
  each.isDirectory() ? each.name : [],
);

function blocksOf(source: string) {
  return readPageBlocks(Buffer.from(source), 'text/html; charset=utf-8').blocks;
}

/** A saved page with its body: what stands visibly in the element that holds most text. */
function saved(name: string) {
  const source = decodePage(readFileSync(new URL(`${name}/index.html`, PAGES)), undefined).text;
  const blocks = blocksOf(source).filter(({ hidden }) => hidden === undefined);
  const rows = Map.groupBy(blocks, ({ around }) => around);
  const lengthOf = (row: typeof blocks): number =>
    row.reduce((sum, { text }) => sum + text.replace(/\s/g, '').length, 0);
  const [body = []] = [...rows.values()]
    .filter(({ length }) => length > 2)
    .sort((one, other) => lengthOf(other) - lengthOf(one));
  const lines = body.map(({ text }) => text.replace(/\s+/g, ' ').trim());
  return { source, lines, text: lines.join('\n') };
}

function compared(source: string, text: string, title = '') {
  const { outcome, differences, similarity } = comparePage({ title, text }, blocksOf(source));
  const told = differences.map(({ kind, line, pieces }) => [
    kind,
    line,
    ...pieces.flatMap(({ change, text: words }) => (change === 'same' ? [] : `${change} ${words}`)),
  ]);
  return { outcome, told, similarity };
}

describe.each(names)('the saved page of %s', (name) => {
  const { source, lines, text } = saved(name);
  /** a long line in the middle, with the words that the source has as they are */
  const middle = Math.floor(lines.length / 2);
  const line = lines.findIndex(
    (each, at) => at >= middle && each.length > 20 && source.includes(each.slice(2, 14)),
  );
  const words = (lines[line] ?? '').slice(2, 14);

  it('is as approved, whatever the template around its body says', () => {
    expect(compared(source, text)).toMatchObject({ outcome: 'same', told: [], similarity: 100 });
    const other = source
      .replace(/<body[^>]*>/i, '$&<div><p>今日要闻：样例标题一</p><a href="/">首页</a></div>')
      .replace(/<\/body>/i, '<div><p>版权所有 样例单位 2026</p></div>$&');
    expect(compared(other, text)).toMatchObject({ outcome: 'same', told: [] });
  });

  it('is told to differ where a word of it has changed', () => {
    expect(line).toBeGreaterThanOrEqual(0);
    const at = source.indexOf(words);
    const changed = `${source.slice(0, at + 5)}癶${source.slice(at + 6)}`;
    const { outcome, told } = compared(changed, text);
    expect(outcome).toBe('different');
    expect(told).toEqual([['changed', line + 1, `removed ${words[5]}`, 'added 癶']]);
  });

  it('is told to lack a line, and to have one too many', () => {
    const more = [
      ...lines.slice(0, line),
      '经审定的样例段落，页面上并没有这一段。',
      ...lines.slice(line),
    ].join('\n');
    expect(compared(source, more).told).toEqual([
      ['removed', line + 1, 'removed 经审定的样例段落，页面上并没有这一段。'],
    ]);
    const fewer = lines.toSpliced(line, 1).join('\n');
    const { told } = compared(source, fewer);
    expect(told).toHaveLength(1);
    expect(told[0]?.slice(0, 2)).toEqual(['inserted', undefined]);
    expect(String(told[0]?.[2])).toContain(words);
  });

  it('is not found to carry another text', () => {
    const other = '关于样例平台停机维护的公告\n本平台定于下月第一个星期日停机，届时各项业务暂停受理。';
    expect(compared(source, other)).toMatchObject({ outcome: 'not-found', told: [] });
  });
});

const TEXT = [
  '各科室、各直属单位：',
  '经研究，2026年样例补贴标准为每人每月320元，自3月1日起执行，共计1,280人。',
  '一、申请人须为本市户籍，且连续缴纳社会保险满12个月。',
  '二、申请材料报样例科，联系电话见附件。',
  '特此通知。',
].join('\n');
const TITLE = '关于样例补贴标准的通知';

function page(body: string, title = TITLE): string {
  return `<html><head><title>${TITLE}_样例网</title><style>.gone{display:none}</style></head><body>
    <div class="nav"><a href="/">首页</a> <a href="/tz">通知公告</a></div>
    <h1>${title}</h1><div class="meta">来源：样例局　时间：2026-03-02 字体：大 中 小</div>
    <div class="text">${body}</div><div class="share">分享到：</div>
    <div class="foot"><p>样例局主办 网站标识码：9900000001</p></div></body></html>`;
}
const paragraphs = (text = TEXT): string =>
  text
    .split('\n')
    .map((each) => `<p>　　${each}</p>`)
    .join('\n');

describe('a page', () => {
  it.each([
    ['paragraphs of its own', paragraphs()],
    ['lines parted by breaks', TEXT.replaceAll('\n', '<br>&nbsp;&nbsp;')],
    ['boxes for paragraphs', paragraphs().replaceAll('p>', 'div>')],
    ['letters split over elements', paragraphs().replace('320', '<b>3</b><span>20</span>')],
    ['full-width signs and other blanks', paragraphs().replace('1,280', '１，２８０').replace('：', ': ')],
    ['two paragraphs in one', paragraphs().replace('执行，共计1,280人。</p>\n<p>', '执行，共计1,280人。')],
    ['a word that nobody sees the borders of', paragraphs().replace('户籍', '户&#8203;籍')],
  ])('with %s says the same', (_, body) => {
    expect(compared(page(body), TEXT, TITLE)).toMatchObject({ outcome: 'same', told: [], similarity: 100 });
  });

  it.each<[string, string, unknown[]]>([
    ['a changed number', paragraphs().replace('320', '820'), ['changed', 2, 'removed 320', 'added 820']],
    [
      'a changed number with separators',
      paragraphs().replace('1,280', '1,380'),
      ['changed', 2, 'removed 1,280', 'added 1,380'],
    ],
    [
      'a number that became longer',
      paragraphs().replace('12个月', '120个月'),
      ['changed', 3, 'removed 12', 'added 120'],
    ],
    ['a removed word', paragraphs().replace('须为', '为'), ['changed', 3, 'removed 须']],
    [
      'a removed line',
      paragraphs(TEXT.replace(/\n二、.*/, '')),
      ['removed', 4, 'removed 二、申请材料报样例科，联系电话见附件。'],
    ],
    [
      'a removed first line',
      paragraphs(TEXT.replace(/^.*\n/, '')),
      ['removed', 1, 'removed 各科室、各直属单位：'],
    ],
    ['a removed last line', paragraphs(TEXT.replace(/\n特.*/, '')), ['removed', 5, 'removed 特此通知。']],
    [
      'a changed first line',
      paragraphs(TEXT.replace('各科室', '各处室')),
      ['changed', 1, 'removed 科', 'added 处'],
    ],
    [
      'a changed last line',
      paragraphs(TEXT.replace('特此通知', '特此公告')),
      ['changed', 5, 'removed 通知', 'added 公告'],
    ],
    [
      'a paragraph within',
      paragraphs(TEXT.replace('\n二、', '\n一、费用先付至样例账户。\n二、')),
      ['inserted', undefined, 'added 一、费用先付至样例账户。'],
    ],
    [
      'a paragraph at the end',
      `${paragraphs()}<p>详情请加微信样例。</p>`,
      ['inserted', undefined, 'added 详情请加微信样例。'],
    ],
    [
      'a paragraph before',
      `<p>样例广告一则。</p>${paragraphs()}`,
      ['inserted', undefined, 'added 样例广告一则。'],
    ],
    [
      'a line behind a break',
      `${TEXT.replaceAll('\n', '<br>')}<br>详情请加微信样例。`,
      ['inserted', undefined, 'added 详情请加微信样例。'],
    ],
    [
      'a hidden paragraph',
      paragraphs().replace('<p>　　二、', '<p style="display:none">样例博彩网</p><p>　　二、'),
      ['hidden', undefined, 'added 样例博彩网'],
    ],
    [
      'a paragraph of no size',
      paragraphs().replace('<p>　　二、', '<p style="font-size:0">样例博彩网</p><p>　　二、'),
      ['hidden', undefined, 'added 样例博彩网'],
    ],
    [
      'white letters',
      paragraphs().replace('<p>　　二、', '<p><font color="#FFFFFF">样例博彩网</font></p><p>　　二、'),
      ['hidden', undefined, 'added 样例博彩网'],
    ],
    [
      'a line that a sheet hides',
      paragraphs().replace('<p>　　二、', '<p class="gone">　　二、'),
      ['hidden', 4, 'removed 二、申请材料报样例科，联系电话见附件。'],
    ],
  ])('with %s is told to differ by it and nothing else', (_, body, difference) => {
    const found = compared(page(body), TEXT, TITLE);
    expect(found.told).toEqual([difference]);
    expect(found.outcome).toBe('different');
    expect(found.similarity).toBeLessThanOrEqual(100);
  });

  it('with another title is told so, whatever its tab says', () => {
    const { outcome, told } = compared(page(paragraphs(), '关于样例补助标准的通知'), TEXT, TITLE);
    expect([outcome, told]).toEqual(['different', [['title', undefined, 'removed 贴', 'added 助']]]);
  });

  it('that hides the whole text is told to', () => {
    const { outcome, told } = compared(page(paragraphs().replaceAll('<p>', '<p hidden>')), TEXT, TITLE);
    expect([outcome, told.map(([kind]) => kind)]).toEqual(['different', Array(5).fill('hidden')]);
  });

  it('that repeats the text for other screens, or its beginning as a lead, is compared with one copy', () => {
    const lead = `<p>${TEXT.slice(0, 60)}…</p>`;
    const twice = page(paragraphs()).replace(
      '<div class="foot">',
      `<div>${paragraphs()}</div><div class="foot">`,
    );
    expect(compared(twice, TEXT, TITLE).told).toEqual([]);
    expect(compared(page(paragraphs()).replace('<h1>', `${lead}<h1>`), TEXT, TITLE).told).toEqual([]);
  });

  it('that carries an advertisement within a notice shows it', () => {
    const { source, lines } = saved('wjmoe.gov.cn');
    const at = lines.findIndex((each) => each.startsWith('关于专家组'));
    const { told } = compared(source, lines.toSpliced(at, 1).join('\n'));
    expect(told.map(([kind]) => kind)).toEqual(['inserted']);
    expect(told[0]?.[2]).toContain('关于专家组');
  });

  it('of a text without a word is judged by its title', () => {
    expect(compared(page(''), '', TITLE).outcome).toBe('same');
    expect(compared(page('', '另一件事'), '', TITLE).outcome).toBe('not-found');
  });
});

describe('a hostile page', () => {
  it.each([
    ['one sign a million times', '一'.repeat(1_000_000)],
    ['a hundred thousand paragraphs of the text', '<p>特此通知。'.repeat(100_000)],
    ['the text with a sign behind every other one', TEXT.replace(/./gu, '$&<i>样</i>').repeat(300)],
    ['hidden paragraphs without end', '<p hidden>特此通知。</p>'.repeat(100_000)],
  ])('of %s ends in an outcome and a bounded list', (_, body) => {
    const { differences } = comparePage(
      { title: TITLE, text: `${TEXT}\n`.repeat(800) },
      blocksOf(page(body)),
    );
    expect(differences.length).toBeLessThanOrEqual(100);
    expect(JSON.stringify(differences).length).toBeLessThan(200_000);
  });
});
