import { describe, expect, it } from 'vitest';
import { describeRule, type RuleCase } from '../../../test/rule-cases.ts';
import { pageOf, rendered, saw, viewOfPage } from '../../../test/site-view.ts';
import { judgeRule } from '../judge.ts';
import { originOf, repostLink, repostSource, repostTime } from './14-reposts.ts';

const ITEM = 'https://www.example.gov.cn/xw/202406/t20240613_1135415.html';

function item(line: string, of: { body?: string; meta?: string } = {}): string {
  const { body = '', meta = '' } = of;
  return `<head><meta name="SiteName" content="广陵市东山区人民政府">
    <meta name="ArticleTitle" content="某某会议召开">${meta}</head>
    <body><h1>某某会议召开</h1><div class="info">${line}</div><p>会议强调，要抓好落实。</p>${body}
    <div class="footer">主办：广陵市东山区人民政府办公室 网站地图</div></body>`;
}

function site(line: string, of: { body?: string; meta?: string } = {}) {
  return viewOfPage(item(line, of), ITEM);
}

const PRESS = '<span>来源：广陵日报</span><span>发布时间：2024-06-13 10:23</span>';
const LINKED = '<span>来源：<a href="https://news.example/1.html">新华社</a></span><span>2024-06-13</span>';
const META = '<meta name="ContentSource" content="新华社"><meta name="PubDate" content="2024-06-13 10:23">';
const BY_SCRIPT =
  '<span>来源：<script>var csource = "新华社"; document.write(csource)</script></span> 2024-06-13';

const NO_REPOST: readonly RuleCase[] = [
  ['none', 'for a page that is no item', viewOfPage('<p>首页</p>', 'https://www.example.gov.cn/')],
  ['none', 'for the site’s own text', site('来源：本网 2024-06-13')],
  ['none', 'for an office of the unit', site('来源：区政府办公室 2024-06-13')],
  ['none', 'for a department of the same region', site('来源：东山区审计局 2024-06-13')],
  [
    'none',
    'where only a picture is from the press',
    site('来源：本站 2024-06-13', { body: '<p>图片来源：新华社</p>' }),
  ],
  ['none', 'for a page whose label is empty', site('信息来源： 发布日期：2024-06-13')],
  ['unclear', 'for another organ', site('来源：外省某某县教育局 2024-06-13')],
];

describeRule(repostSource, [
  ...NO_REPOST,
  ['labelled', 'for a name behind 来源', site(PRESS)],
  [
    'labelled',
    'where an office entered an item that names the press within its text',
    site('来源：宣教中心 2024-06-13', { body: '<p>来源：人民网 记者：某某</p>' }),
  ],
  ['not-shown', 'where only the meta tag tells it', site('2024-06-13', { meta: META })],
  ['maybe-written', 'where a script stands behind the label', site(BY_SCRIPT, { meta: META })],
]);

describeRule(repostTime, [
  ...NO_REPOST,
  ['labelled', 'for a date beside the source', site(PRESS)],
  ['not-shown', 'without a date', site('来源：广陵日报')],
  [
    'maybe-written',
    'where a script writes the date',
    site('来源：广陵日报 发布时间：<script>document.write(time)</script>', { meta: META }),
  ],
]);

describeRule(repostLink, [
  ...NO_REPOST,
  ['labelled', 'where the name is a link', site(LINKED)],
  [
    'labelled',
    'where a link says that it leads to the original',
    site(PRESS, {
      body: '<p>原文链接：<a href="https://news.example/1.html">https://news.example/1.html</a></p>',
    }),
  ],
  ['not-shown', 'for a bare name', site(PRESS)],
  [
    'not-shown',
    'where the name is a link within the site',
    site('来源：<a href="/">广陵日报</a> 2024-06-13'),
  ],
  [
    'not-shown',
    'where the name is a link that does nothing',
    site('来源：<a href="javascript:;">广陵日报</a> 2024-06-13'),
  ],
  ['maybe-written', 'where a script writes the source', site(BY_SCRIPT, { meta: META })],
]);

describe('reposts', () => {
  it('are those of every page of the walk, and the example is one that lacks something', () => {
    const pages = [
      pageOf(item(LINKED), 'https://www.example.gov.cn/xw/202406/t20240614_1.html'),
      pageOf(item(PRESS), 'https://www.example.gov.cn/xw/202406/t20240614_2.html'),
    ];
    const crawl = saw({
      pages,
      failures: [],
      robots: { found: false, skipped: 0 },
      ended: 'all-seen' as const,
    });
    const view = viewOfPage('<p>首页</p>', 'https://www.example.gov.cn/', { crawl });
    const verdict = judgeRule(repostLink, view, 'zh');
    expect(verdict.code).toBe('not-shown');
    expect(verdict.facts).toMatchObject({ page: pages[1]?.url, count: 1 });
    expect(judgeRule(repostSource, view, 'zh')).toMatchObject({ code: 'labelled', facts: { count: 2 } });
  });

  it('lack what no script wrote into the rendered page', () => {
    const source = item(BY_SCRIPT, { meta: META });
    const view = viewOfPage(source, ITEM, { browser: rendered(source, ITEM) });
    expect(judgeRule(repostSource, view, 'zh').code).toBe('not-shown');
  });
});

describe('the origin of a text', () => {
  const own = { siteName: '广陵市东山区人民政府', entities: ['广陵市东山区人民政府办公室'] };

  it.each([
    ['新华社', 'media'],
    ['《廊桥日报》', 'media'],
    ['南方日报网络版', 'media'],
    ['湘江日报·新湘江客户端', 'media'],
    ['综合自学习强国、川观新闻', 'media'],
    ['某某微信公众号', 'media'],
    ['中国新闻网', 'media'],
    ['本站原创', 'own'],
    ['区融媒体中心', 'own'],
    ['广陵市东山区统计局', 'own'],
    ['东山区审计局', 'own'],
    ['省文化和旅游厅', 'own'],
    ['科研处', 'own'],
    ['网络安全和信息化办公室', 'own'],
    ['校园网', 'own'],
    ['外省某某市人民政府', 'other-organ'],
    ['某某市文化广电旅游局', 'other-organ'],
    ['某某县融媒体中心', 'other-organ'],
    ['国家广播电视总局', 'other-organ'],
    ['某某市广播电视台', 'media'],
    ['广陵市东山区电视台', 'media'],
    ['某某大学', 'other-organ'],
    ['春江镇', 'own'],
    ['东桥街道办事处', 'own'],
    ['某某县春江镇', 'other-organ'],
    ['某某市援建微信公众号', 'other-organ'],
    ['东山区发布公众号', 'own'],
  ])('%s is %s', (source, origin) => {
    expect(originOf(source, own)).toBe(origin);
  });
});

describe('the ways in which a page names its source', () => {
  const saysOf = (line: string, body = '') => judgeRule(repostSource, site(line, { body }), 'zh').text.fact;

  it.each([
    ['in the next element', '<b>来源：</b><i>广陵日报</i> 2024-06-13'],
    ['in the next block', '<p>来源：</p><p>广陵日报</p><p>发布时间：2024-06-13</p>'],
    ['as the source of a manuscript', '稿源：广陵日报 2024-06-13'],
    ['as the source of information', '【信息来源：广陵日报】 2024-06-13'],
    ['as the source of an article', '<span>文章来源：广陵日报</span> 2024-06-13'],
    ['as that from which it is taken', '转自：广陵日报 2024-06-13'],
    ['as that of a reposted item', '转载自：广陵日报 2024-06-13'],
    [
      'as markup that was escaped',
      '文章来源：&lt;a href=http://news.example&gt;广陵日报&lt;/a&gt; 2024-06-13',
    ],
  ])('%s', (_, line) => {
    expect(judgeRule(repostSource, site(line), 'zh').code).toBe('labelled');
    expect(saysOf(line)).toContain('广陵日报');
  });

  it('as the line with which an agency’s text begins', () => {
    const body = '<p>　　新华社北京5月17日电 记者从会上获悉，工作取得进展。</p>';
    for (const line of ['2024-06-13', '来源：区政府办公室 2024-06-13'])
      expect(saysOf(line, body)).toContain('新华社');
    const quoted = '<p>会议传达了新华社5月17日电文精神，据新华社报道，各地反响热烈。</p>';
    expect(judgeRule(repostSource, site('来源：本网 2024-06-13', { body: quoted }), 'zh').code).toBe('none');
  });

  it('not as the text behind an empty label', () => {
    const line = '<p>发布时间：2024-06-13 来源：</p><p>人民网等媒体报道，会议强调要抓好落实。</p>';
    expect(judgeRule(repostSource, site(line), 'zh').code).toBe('none');
  });

  it('not as the site’s own name in escaped markup', () => {
    const line = '文章来源：&lt;a href=https://www.example.gov.cn&gt;东山区人民政府&lt;/a&gt; 2024-06-13';
    expect(judgeRule(repostSource, site(line), 'zh').code).toBe('none');
  });
});

describe('an office of an autonomous region', () => {
  const own = { siteName: '东河哈尼族彝族自治州人民政府', entities: [] };

  it('writes for its own site under the short name of the region', () => {
    expect(originOf('东河州民宗委', own)).toBe('own');
    expect(originOf('西山州民宗委', own)).toBe('other-organ');
    expect(originOf('东河日报', own)).toBe('media');
  });
});
