import { describe, expect, it } from 'vitest';
import { describeRule, type RuleCase } from '../../../test/rule-cases.ts';
import { rendered, siteViewWith, viewOfPage } from '../../../test/site-view.ts';
import { entityNameShown, siteName } from './08-names.ts';
import { namesOf, usesEntityName } from './names.ts';

const HOME = 'https://www.example.gov.cn/';

function page(of: { name?: string; title?: string; footer?: string }): string {
  const tag = of.name === undefined ? '' : `<meta name="SiteName" content="${of.name}">`;
  return `<head><title>${of.title ?? ''}</title>${tag}</head><body><p>某某新闻</p><div class="footer">网站地图 联系我们 ${of.footer ?? ''}</div></body>`;
}

function site(of: Parameters<typeof page>[0]) {
  return viewOfPage(page(of), HOME);
}

describeRule(siteName, [
  [
    'entity-name',
    'for a portal that the office of the government runs',
    site({ name: '广陵市人民政府门户网站', footer: '<p>主办：广陵市人民政府办公室</p>' }),
  ],
  [
    'entity-name',
    'where the second of two organisers has the name',
    site({ name: '东山区人民政府网站', footer: '<p>主办：广陵开发区管委会　广陵市东山区人民政府</p>' }),
  ],
  [
    'entity-name',
    'for the short form of a department',
    site({ name: '国家民委门户网站', footer: '<p>版权所有：国家民族事务委员会</p>' }),
  ],
  [
    'entity-name',
    'where the title puts the site before the item',
    site({ title: '广陵市人民政府门户网站-文物-某某祠', footer: '<p>广陵市人民政府办公室主办</p>' }),
  ],
  [
    'entity-name',
    'where the name is that of a development zone in full',
    site({
      name: '广陵高新技术产业开发区管理委员会',
      footer: '<p>主办单位：广陵高新技术产业开发区管理委员会 地址：某某路8号</p>',
    }),
  ],
  [
    'other-name',
    'for a site named after its duty',
    site({ name: '广陵政府采购网', footer: '<p>主办单位：广陵市财政局</p>' }),
  ],
  [
    'other-name',
    'where the holder of the rights is the site itself',
    site({
      title: '新闻 - 广陵文明网',
      footer: '<p>广陵文明网©版权所有 主办：广陵市精神文明建设指导委员会办公室</p>',
    }),
  ],
  [
    'entity-name',
    'for a zone and a district under one roof, whose common office signs',
    site({
      name: '广陵国家高新区管委会（东山区人民政府）',
      footer: '<p>主办单位：广陵国家高新技术产业开发区（东山区）党政办公室</p>',
    }),
  ],
  [
    'entity-name',
    'where two bodies hold the rights and another keeps the site',
    site({
      name: '广陵省网络安全和信息化委员会办公室',
      footer:
        '<p><span>广陵省网络安全和信息化委员会办公室</span>　<span>广陵省互联网信息办公室 &copy; 版权所有</span></p><p>承办：广陵省应急中心</p>',
    }),
  ],
  [
    'other-name',
    'for a platform that only its title names',
    site({ title: '全省某某安全服务平台', footer: '<p>版权所有 广陵省公安厅</p>' }),
  ],
  ['entity-unknown', 'where nobody signs the page', site({ name: '广陵市人民政府' })],
  ['no-site-name', 'without tag and title', site({})],
  [
    'no-site-name',
    'where the title is the heading of an item',
    site({ title: '纺织学院——新生讲座顺利召开', footer: '<p>版权所有 @ 广陵大学</p>' }),
  ],
  [
    'no-site-name',
    'where the heading of an item names bodies',
    site({ title: '某某养护中心、某某公司二期项目成交公告', footer: '<p>主办单位：某某部国库司</p>' }),
  ],
  [
    'entity-name',
    'where a blank parts the heading of an item from the site',
    site({ title: '【不忘初心】我院举办技能大赛 广陵省中医院', footer: '<p>版权所有 广陵省中医院</p>' }),
  ],
]);

describe('names', () => {
  it('are taken from the foot, not from an article that names an organiser', () => {
    const view = site({
      name: '廊桥市人民政府',
      footer: '<p>由市委宣传部、市文明办主办的活动举行。</p><p>版权所有：廊桥市人民政府</p>',
    });
    expect(namesOf(view).entities[0]).toBe('廊桥市人民政府');
  });

  it('end where the next label begins', () => {
    const view = site({
      name: 'x',
      footer: '<span>版权所有：广陵市教育局</span><span>未经授权禁止复制</span>',
    });
    expect(namesOf(view).entities).toEqual(['广陵市教育局']);
  });

  it.each([
    ['国家民委', '国家民族事务委员会', true],
    ['广陵美术学院新闻网', '广陵美术学院信息中心', true],
    ['广陵市教育局网站', '广陵市教育局', true],
    ['广陵文明网', '广陵市精神文明建设指导委员会办公室', false],
    ['广陵市水利局', '广陵市教育局', false],
    ['网', '广陵市教育局', false],
  ])('%s uses the name of %s: %s', (name, entity, expected) => {
    expect(usesEntityName(name, entity)).toBe(expected);
  });
});

const DUTY = { name: '广陵政府采购网', footer: '<p>主办单位：广陵市财政局</p>' };
const AT_HEAD = { left: 0.1, top: 0.01, width: 0.2, height: 0.02 };
const AT_FOOT = { left: 0.1, top: 0.97, width: 0.2, height: 0.01 };

function shownAt(box: typeof AT_HEAD, fontPixels: number) {
  const source = page(DUTY);
  return viewOfPage(source, HOME, {
    browser: rendered(source, HOME, { names: [{ text: '广陵市财政局', box, fontPixels }] }),
  });
}

const SHOWN_CASES: readonly RuleCase[] = [
  ['shown', 'at the head of the page', shownAt(AT_HEAD, 14)],
  ['shown', 'in large letters further down', shownAt(AT_FOOT, 28)],
  ['not-prominent', 'in small letters at the foot', shownAt(AT_FOOT, 12)],
  [
    'not-shown',
    'where the name is nowhere to be seen',
    viewOfPage(page(DUTY), HOME, { browser: rendered(page(DUTY), HOME) }),
  ],
  [
    'not-needed',
    'where the site bears the name of the entity',
    viewOfPage(page({ name: '广陵市财政局', footer: '主办单位：广陵市财政局' }), HOME, {
      browser: rendered(page({ name: '广陵市财政局', footer: '主办单位：广陵市财政局' }), HOME),
    }),
  ],
  [
    'entity-unknown',
    'where nobody signs the page',
    viewOfPage(page({ name: '广陵政府采购网' }), HOME, {
      browser: rendered(page({ name: '广陵政府采购网' }), HOME),
    }),
  ],
  [
    'maybe-drawn',
    'where the head of the page has a banner',
    viewOfPage(page(DUTY), HOME, { browser: rendered(page(DUTY), HOME, { headPictures: 1 }) }),
  ],
  [
    'entity-unknown',
    'where only whoever keeps the site is named',
    viewOfPage(page({ name: '广陵政府采购网', footer: '<p>承办：广陵市数据局</p>' }), HOME, {
      browser: rendered(page({ name: '广陵政府采购网', footer: '<p>承办：广陵市数据局</p>' }), HOME),
    }),
  ],
  ['not-checked', 'without a browser', siteViewWith({}, { url: HOME, unit: { kind: 'organ' } })],
];
describeRule(entityNameShown, SHOWN_CASES);
