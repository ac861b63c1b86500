import { describe, expect, it } from 'vitest';
import { pageOf } from '../../../../test/site-view.ts';
import { isoDate } from './article.ts';

const ITEM = 'https://www.example.gov.cn/xw/202406/t20240613_1135415.html';

function articleOf(body: string, url = ITEM, head = '') {
  return pageOf(`<head>${head}</head><body><h1>某某会议召开</h1>${body}</body>`, url).article;
}

describe('an item page', () => {
  it.each([
    ['<span>来源：广陵日报</span><span>2024-06-13</span>', '广陵日报'],
    ['<td>文章来源: 广陵日报　发布时间：2024-06-13</td>', '广陵日报'],
    ['<span>来 源：广陵日报</span>', '广陵日报'],
    ['<span>来源 : 广陵日报</span>', '广陵日报'],
    ['<dl><dt>来源：</dt><dd>广陵日报</dd></dl>', '广陵日报'],
    ['<li>来源：<b>广陵日报</b></li>', '广陵日报'],
    ['<p>【来源： 广陵日报 】 发布日期：2024-06-13</p>', '广陵日报'],
    ['<p>来源：广陵日报 作者：某某</p>', '广陵日报'],
    ['<p>信息来源：广陵日报 | 发布时间：2024-06-13</p>', '广陵日报'],
    ['<p>出处：广陵日报</p>', '广陵日报'],
    ['<p>来源：广陵日报 转载时间：2024-06-13</p>', '广陵日报'],
    ['<p>转载自：广陵日报</p>', '广陵日报'],
    ['<p>信息来源:<!--begin-->广陵日报<!--end--></p>', '广陵日报'],
    ['<p>来源：广陵日报&nbsp;&nbsp;浏览次数：12</p>', '广陵日报'],
  ])('names its source: %s', (line, source) => {
    expect(articleOf(line)).toMatchObject({ source, sourceWhere: 'text' });
  });

  it.each([
    '<p>图片来源：新华社</p>',
    '<p>媒体转载时必须注明“稿件来源：广陵新闻网”，违者追究责任。</p>',
    '<p>数据来源：某某统计局</p>',
    '<p>信息来源： 发布日期：2024-06-13</p>',
    '<p>来源:  | 发布时间: 2024-06-13</p>',
  ])('names none: %s', (line) => {
    expect(articleOf(line)?.source).toBeUndefined();
  });

  it('takes the source from the tag where the text shows none', () => {
    const head = '<meta name="ContentSource" content="广陵日报">';
    expect(articleOf('<p>正文</p>', ITEM, head)).toMatchObject({ source: '广陵日报', sourceWhere: 'meta' });
  });

  it('tells what a script may write', () => {
    const head = '<meta name="ContentSource" content="广陵日报">';
    const body = '来源：<script>document.write(s)</script> 发布时间：<script>document.write(t)</script>';
    expect(articleOf(body, ITEM, head)?.writtenByScript).toEqual(['source', 'date']);
  });

  it('tells a second source that stands in a line of its own', () => {
    const body = '<p>来源：宣教中心 2024-06-13</p><p>来源：广陵日报 记者：某某</p><p>正文</p>';
    expect(articleOf(body)).toMatchObject({ source: '宣教中心', sourceInText: '广陵日报' });
  });

  it('has the date that stands beside its source', () => {
    const text = '<p>会期为2023年1月2日。</p>'.repeat(20);
    const body = `${text}<p>来源：广陵日报 时间：2024年6月13日</p>`;
    expect(articleOf(body)?.shownDate).toBe('2024-06-13');
  });

  it('has the link of its source, but none that stays within the site', () => {
    expect(articleOf('来源：<a href="https://news.example/1.html">广陵日报</a>')?.sourceLink).toBe(
      'https://news.example/1.html',
    );
    expect(articleOf('来源：<a href="/index.html">广陵日报</a>')?.sourceLink).toBeUndefined();
  });
});

describe('a page that is no item', () => {
  it('is not taken for one because it speaks of sources', () => {
    const list = '<ul><li>招聘信息来源：人才网</li></ul>';
    expect(articleOf(list, 'https://www.example.gov.cn/')).toBeNull();
  });
});

describe('a date', () => {
  it.each([
    ['2024年6月13日', '2024-06-13'],
    ['2024-06-13 14:54', '2024-06-13'],
    ['2024.6.13', '2024-06-13'],
    ['2024/06/13', '2024-06-13'],
    ['2024-02-30', undefined],
    ['2024-13-01', undefined],
    ['12345678', undefined],
  ])('%s is %s', (text, expected) => {
    expect(isoDate(text)).toBe(expected);
  });
});
