import { describe, expect, it } from 'vitest';
import { readPage, readPageBlocks } from '../../inspection/index.ts';
import { repostMarks } from './repost-marks.ts';

const REPOST = {
  source: '广陵日报',
  url: 'https://news.example/2026/11/28/1.html',
  days: ['2026-11-29', '2026-11-30'],
};

function marksOf(line: string): (string | undefined)[][] {
  const body = Buffer.from(
    `<!doctype html><meta charset="utf-8"><h1>样例标题</h1><div class="info">${line}</div><p>正文一段。</p>`,
  );
  const page = { url: 'https://www.example.gov.cn/xw/202611/t20261129_1.html', status: 200, body };
  const facts = readPage(page, { salt: '', today: '9999-12-31' });
  const { blocks } = readPageBlocks(body, undefined);
  return repostMarks(REPOST, { ...facts, blocks }).map(({ kind, pieces }) => [
    kind,
    ...pieces.map(({ change, text }) => `${change === 'added' ? '+' : '-'}${text}`),
  ]);
}
const LINK = `<a href="${REPOST.url}">原文链接</a>`;

describe('the page of a repost', () => {
  it.each([
    ['来源：广陵日报 转载时间：2026-11-29'],
    ['<span>来源：《广陵日报》</span> <span>发布时间：2026年11月30日 10:22</span>'],
    ['<table><tr><td>信息来源</td><td>广陵日报</td><td>日期</td><td>2026.11.29</td></tr></table>'],
    ['转自 广陵日报<br>转载日期 2026/11/29'],
  ])('shows all three with %s and a link', (line) => {
    expect(marksOf(`${line} ${LINK}`)).toEqual([]);
  });

  it.each([
    ['转载时间：2026-11-29', [['repost-source', '-广陵日报']]],
    ['来源：湘江日报 转载时间：2026-11-29', [['repost-source', '-广陵日报', '+湘江日报']]],
    ['来源：广陵日报', [['repost-time', '-2026-11-29']]],
    // The day on which the original appeared is not when it was reposted.
    ['来源：广陵日报 发布时间：2026-11-28', [['repost-time', '-2026-11-29', '+2026-11-28']]],
    ['<span hidden>来源：广陵日报</span> 转载时间：2026-11-29', [['repost-source', '-广陵日报']]],
  ])('lacks what is missing, other or hidden in %s', (line, expected) => {
    expect(marksOf(`${line} ${LINK}`)).toEqual(expected);
  });

  it.each([
    ['', [['repost-link', `-${REPOST.url}`]]],
    [
      '<a href="https://other.example/1.html">原文链接</a>',
      [['repost-link', `-${REPOST.url}`, '+https://other.example/1.html']],
    ],
    [`<a href="${REPOST.url}" style="display:none">原文</a>`, [['repost-link', `-${REPOST.url}`]]],
    [`<a href="${REPOST.url.replace('https', 'http')}#top">原文</a>`, []],
    [`转载链接：${REPOST.url}`, []],
  ])('has the link in %s', (link, expected) => {
    expect(marksOf(`来源：广陵日报 转载时间：2026-11-29 ${link}`)).toEqual(expected);
  });
});
