import { describe, expect, it } from 'vitest';
import { pageOf } from '../../../../test/site-view.ts';

const NEWS = '<p>某某市召开重点工作推进会，研究部署下一阶段工作任务。</p>'.repeat(30);

function footerOf(foot: string) {
  return pageOf(`<body>${NEWS}${foot}</body>`, 'https://www.example.gov.cn/').footer;
}

const FOOT = '<p>版权所有：广陵市教育局</p>';

describe('the foot of a page', () => {
  it.each([
    ['主办单位：广陵市教育局 网站地图', '广陵市教育局'],
    [
      '<span>主办：广陵市人民政府办公室</span><span>承办：广陵市数据局</span>网站地图',
      '广陵市人民政府办公室',
    ],
    ['网站地图 广陵市人民政府办公室主办 广陵市电子政务中心承办', '广陵市人民政府办公室'],
    [
      '<div>中共东山区委、东山区人民政府主办、东山区信息化办公室承办<br>网站地图</div>',
      '中共东山区委、东山区人民政府',
    ],
    [
      '<div>主办单位：广陵高新技术产业开发区管委会<br>地址：某某路8号</div>网站地图',
      '广陵高新技术产业开发区管委会',
    ],
  ])('names who runs the site: %s', (foot, organiser) => {
    expect(footerOf(foot).organiser).toBe(organiser);
  });

  it.each([
    ['版权所有：广陵市教育局', '广陵市教育局'],
    ['<p>广陵美术学院版权所有</p>', '广陵美术学院'],
    ['<div>版权所有 @ 广陵大学 计算机学院</div>', '广陵大学'],
    ['<p>广陵市网信办 ©版权所有</p><p>承办：广陵市应急中心</p>', '广陵市网信办'],
    ['<p>版权所有 广陵市商务局 Copyright example.gov.cn</p>', '广陵市商务局'],
    ['Copyright © 2024 广陵省档案馆. All Rights Reserved', '广陵省档案馆'],
    ['<p>广陵市发展和改革委员会 版权所有　中文网址：广陵市发展和改革委员会</p>', '广陵市发展和改革委员会'],
  ])('names who holds the rights: %s', (foot, holder) => {
    expect(footerOf(foot).holder).toBe(holder);
  });

  it('lists further names behind its labels', () => {
    const { others } = footerOf('主办：广陵开发区管委会　广陵市东山区人民政府<br>版权所有：广陵市数据局');
    expect(others).toContain('广陵市东山区人民政府');
  });

  it.each([
    '<iframe src="/foot.html" width="100%" height="200"></iframe>',
    '<script src="/script/1708171610342270.js"></script>',
    '<script src="/js/0123456789abcdef0123456789abcdef.js"></script>',
    '<script src="/common/footer.js"></script>',
    '<div class="dzjg j-gov" data-setting="{}"></div>',
    '<div id="footer"></div>',
  ])('may be written in part by %s', (piece) => {
    expect(footerOf(FOOT + piece)).toMatchObject({ seen: true, partsMayBeWritten: true });
  });

  it.each([
    '<script src="/js/jquery.min.js"></script>',
    '<script src="https://hm.baidu.com/hm.js?1"></script>',
    '<script id="kpyfx_js_id_10000001" src="/js/10000001.js"></script>',
    '<script src="/js/footscroll.js"></script>',
    '<iframe src="https://share.example/x" style="display:none"></iframe>',
    '<iframe src="/stat.html" width="0" height="0"></iframe>',
    '<p class="copyright"></p>',
    '<div class="dzjg"><img src="red.png"></div>',
    `<div class="footer">\n${' '.repeat(200)}\n<p>联系我们</p></div>`,
  ])('is not taken for one with a gap because of %s', (piece) => {
    expect(footerOf(FOOT + piece).partsMayBeWritten).toBe(false);
  });

  it('is looked for in the source within bounds, however long the page', () => {
    const long = '<p>主办</p>'.repeat(20_000);
    expect(footerOf(long + FOOT).holder).toBe('广陵市教育局');
  });
});
