import { describe, expect, it } from 'vitest';
import { describeRule, type RuleCase } from '../../../test/rule-cases.ts';
import { rendered, viewOfPage } from '../../../test/site-view.ts';
import { judgeRule } from '../judge.ts';
import { icpNumber, policeNumber } from './04-filing-numbers.ts';

const HOME = 'https://www.example.gov.cn/';
const LINE = '<p>主办单位：某某市人民政府办公室 联系我们 网站地图</p>';

/** A home page with more text than a page that only leads on, and this in its footer. */
function home(footer: string, head = ''): string {
  const news = '<p>某某市召开重点工作推进会，研究部署下一阶段工作任务。</p>'.repeat(20);
  return `<html><head><title>某某市人民政府</title>${head}</head><body>${news}<div class="footer">${LINE}${footer}</div></body></html>`;
}

function site(footer: string) {
  return viewOfPage(home(footer), HOME);
}

function shownWith(footer: string) {
  return viewOfPage(home(footer), HOME, { browser: rendered(home(footer), HOME) });
}

const ICP_LINK = 'https://beian.miit.gov.cn/';
const POLICE_LINK = 'http://www.beian.gov.cn/portal/registerSystemInfo?recordcode=';

const ICP_CASES: readonly RuleCase[] = [
  [
    'well-formed',
    'for a linked number',
    site(`<a href="${ICP_LINK}#/Integrated/index">京ICP备12345678号-1</a>`),
  ],
  [
    'well-formed',
    'where the serial stands before 号',
    site(`<a href="//beian.miit.gov.cn">鄂ICP备12345678-2号</a>`),
  ],
  ['well-formed', 'where the label alone is the link', site(`<a href="${ICP_LINK}">京ICP备</a>12345678号`)],
  [
    'well-formed',
    'where a click on the number opens the system',
    site(`<a href="javascript:;" onclick="window.open('https://beian.miit.gov.cn/')">京ICP备12345678号</a>`),
  ],
  [
    'well-formed',
    'for the old address and for one under a province’s name',
    site(
      `<a href="http://www.beian.miit.gov.cn/state/outPortal/loginPortal.action">ICP备案号： 冀ICP备12345678号</a>`,
    ),
  ],
  [
    'well-formed',
    'where digits are split over elements',
    site(`<a href="${ICP_LINK}"><span>京<span>ICP</span>备</span><span>12345678</span>号<span>-1</span></a>`),
  ],
  [
    'well-formed',
    'for two sites of one filing subject',
    site(`<a href="${ICP_LINK}">京ICP备12345678号-1</a><p>京ICP备12345678号</p>`),
  ],
  ['not-linked', 'for a number without a link', site('京ICP备12345678号')],
  [
    'maybe-linked',
    'where a frame in the footer may hold it once more',
    site('京ICP备12345678号<iframe src="/columns/foot/index.html" width="100%" height="200"></iframe>'),
  ],
  [
    'not-linked',
    'where it leads to another host, whatever a frame holds',
    site(
      '<a href="https://beian.miit.gov.cn.ipv6.gateway.example/">京ICP备12345678号</a><iframe src="/columns/foot/index.html" width="100%" height="200"></iframe>',
    ),
  ],
  [
    'well-formed',
    'for a link behind the prompt of the site',
    site(`<a href="javascript:leave('https://beian.miit.gov.cn/')">京ICP备12345678号-1</a>`),
  ],
  [
    'well-formed',
    'for a link behind its page in between',
    site('<a href="/go?url=https%3A%2F%2Fbeian.miit.gov.cn%2F">京ICP备12345678号-1</a>'),
  ],
  ['not-linked', 'for a link without an address', site('<a target="_blank">京ICP备12345678号-1</a>')],
  [
    'not-linked',
    'for an address without its scheme, which leads into the site',
    site('<a href="beian.miit.gov.cn">京ICP备12345678号-1</a>'),
  ],
  [
    'several-numbers',
    'where the telephone footer has kept an old one',
    site(
      `<a href="${ICP_LINK}">粤ICP备2023123456号-1</a><div class="wap"><a href="${ICP_LINK}">粤ICP备12345678号-3</a></div>`,
    ),
  ],
  ['malformed', 'where a dash stands before the digits', site('苏ICP备-12345678')],
  [
    'malformed',
    'where the number of a licence follows in the next line',
    site('<p>沪ICP备</p><p>B2-12345678-49</p>'),
  ],
  ['malformed', 'where the letters are swapped', site('苏IPC备12345678号')],
  ['malformed', 'where digits are missing', site('京ICP备1234567号')],
  ['malformed', 'where 备 is left out', site('版权所有：某某中心 京ICP12345678　技术支持：某某公司')],
  ['malformed', 'where the province is missing', site('ICP备12345678号')],
  ['only-commented', 'where the number stands in a comment', site('<!-- 京ICP备12345678号 -->')],
  [
    'hidden',
    'where a rendered page keeps it hidden',
    shownWith('<p style="display:none">京ICP备12345678号</p>'),
  ],
  [
    'maybe-written',
    'where a hidden element holds it and no browser looked',
    site('<p style="display:none">京ICP备12345678号</p>'),
  ],
  ['missing', 'where the footer has none', site('')],
  [
    'missing',
    'where only a licence stands there',
    site('京ICP证150476号 增值电信业务经营许可证：粤B2-20090059'),
  ],
  [
    'maybe-drawn',
    'where only the description of a picture has it',
    site('<img src="beian.png" alt="京ICP备12345678号">'),
  ],
  [
    'maybe-drawn',
    'where a picture leads to the filing system',
    site(`<a href="${ICP_LINK}"><img src="icp.png"></a>`),
  ],
  [
    'maybe-written',
    'where a script of the page holds the number',
    site(
      `<script>document.getElementById('b').innerText = "京ICP备12345678号 网站标识码:1101010001"</script>`,
    ),
  ],
  [
    'maybe-written',
    'where the footer is an empty holder',
    viewOfPage(
      '<body><p>某某市召开重点工作推进会</p><div id="footer"></div><script src="/js/common.js"></script></body>',
      HOME,
    ),
  ],
  [
    'maybe-written',
    'where a frame stands in the footer',
    site('<iframe src="/columns/foot/index.html" width="100%" height="200"></iframe>'),
  ],
  [
    'maybe-written',
    'where a content system keeps pieces of the footer as scripts',
    site('<script src="/script/0/1910231743103653.js"></script>'),
  ],
  [
    'maybe-written',
    'of a page that only leads on to another',
    viewOfPage(
      '<html><head><meta http-equiv="refresh" content="0;url=/cn/"></head><body></body></html>',
      HOME,
    ),
  ],
  [
    'maybe-written',
    'of a page that is made of frames',
    viewOfPage(
      '<html><title>某某局</title><frameset rows="*"><frame src="main.htm"></frameset></html>',
      HOME,
    ),
  ],
  [
    'maybe-written',
    'of a page that a program fills',
    viewOfPage(
      '<head><script type="module" src="/assets/index.js"></script></head><div id="app"></div>',
      HOME,
    ),
  ],
];

describeRule(icpNumber, ICP_CASES);

const POLICE_CASES: readonly RuleCase[] = [
  [
    'consistent',
    'where text and link have one code',
    site(`<a href="${POLICE_LINK}11010102000001">京公网安备 11010102000001号</a>`),
  ],
  [
    'consistent',
    'where 号 stands before the digits and only these are the link',
    site(
      `粤公网安备号<a href="https://beian.mps.gov.cn/#/query/webSearch?code=44010102000001">44010102000001</a>`,
    ),
  ],
  [
    'consistent',
    'where 号 is missing',
    site(`<a href="${POLICE_LINK}45010102000001">桂公网安备 45010102000001</a>`),
  ],
  [
    'consistent',
    'where the link leads to the entrance of the system',
    site('<a href="http://www.beian.gov.cn/portal/index.do">京公网安备11010102000001号</a>'),
  ],
  [
    'consistent',
    'where the badge beside the number is the link',
    site(`<a href="${POLICE_LINK}11010102000001"><img src="ghs.png"></a>京公网安备11010102000001号`),
  ],
  ['not-linked', 'for a number without a link', site('苏公网安备 32010102000001号')],
  [
    'maybe-linked',
    'where a frame in the footer may hold it once more',
    site(
      '苏公网安备 32010102000001号<iframe src="/columns/foot/index.html" width="100%" height="200"></iframe>',
    ),
  ],
  [
    'link-mismatch',
    'where text and link differ',
    site(`<a href="${POLICE_LINK}11010102000002">京公网安备11010102000001号</a>`),
  ],
  [
    'province-mismatch',
    'where the digits are of another province',
    site(`<a href="${POLICE_LINK}34060002000001">陕公网安备 34060002000001号</a>`),
  ],
  [
    'other-form',
    'where 公安机关备案号 stands for the form',
    site(`<a href="${POLICE_LINK}36010102000001">公安机关备案号：36010102000001</a>`),
  ],
  [
    'other-form',
    'where the link holds the bare digits behind a badge',
    site(`<a href="${POLICE_LINK}11010102000001"><img src="ghs.png">11010102000001号</a>`),
  ],
  ['other-form', 'for 公安备', site('沪公安备：31010102000001号')],
  ['other-form', 'for 公安网备', site('湘公安网备号43010102000001号')],
  [
    'link-mismatch',
    'where digits of another form are not those of the link',
    site(`<a href="${POLICE_LINK}36010102000002">公安机关备案号：36010102000001</a>`),
  ],
  ['malformed', 'for fourteen digits of no province', site('公安机关备案号：99010102000001')],
  ['malformed', 'for 公网备案号 with too few digits', site('冀公网备案号:1300000000000')],
  ['malformed', 'for the short numbers of former years', site('[京公网安备:110102003042-1]')],
  [
    'only-commented',
    'where the number stands in a comment',
    site('<!--<p>新公网安备 65010202000001号</p>-->'),
  ],
  [
    'hidden',
    'where a rendered page keeps it hidden',
    shownWith('<p style="display:none">京公网安备11010102000001号</p>'),
  ],
  [
    'maybe-written',
    'where a hidden element holds it and no browser looked',
    site('<p style="display:none">京公网安备11010102000001号</p>'),
  ],
  [
    'not-linked',
    'where a link of the site’s own carries some code',
    site('<a href="/about?code=12">京公网安备11010102000001号</a>'),
  ],
  [
    'missing',
    'where the footer has none',
    site('<a href="/db.html">信息系统安全等级保护备案证明13101018888-00001</a>'),
  ],
  [
    'maybe-drawn',
    'where a link in words carries the code',
    site(`<a href="${POLICE_LINK}15010102000001">公安备案</a>`),
  ],
  [
    'maybe-drawn',
    'where a badge without words leads to the record',
    site(`<a href="${POLICE_LINK}15010102000001"><img src="guohui.png"></a>`),
  ],
  [
    'maybe-written',
    'where a script writes it in two pieces',
    site(`<script>foot += '<a>粤公网安备' + ' 44010102000001号</a>';</script>`),
  ],
];

describeRule(policeNumber, POLICE_CASES);

describe('numbers of a rendered page', () => {
  const source = home('<div id="wb"></div><script src="/script/0/1910231743103653.js"></script>');

  it('are those that a visitor reads', () => {
    const view = viewOfPage(source, HOME, {
      browser: rendered(home(`<a href="${ICP_LINK}">京ICP备12345678号</a>`), HOME),
    });
    expect(judgeRule(icpNumber, view, 'zh').code).toBe('well-formed');
  });

  it('are missing where all scripts arrived and wrote none', () => {
    const view = viewOfPage(source, HOME, { browser: rendered(source, HOME) });
    expect(judgeRule(icpNumber, view, 'zh').code).toBe('missing');
  });

  it('are unknown where a script that may write them did not arrive', () => {
    const missingScripts = [{ url: `${HOME}footer.js`, own: true }];
    const view = viewOfPage(source, HOME, { browser: rendered(source, HOME, { missingScripts }) });
    expect(judgeRule(icpNumber, view, 'zh').code).toBe('maybe-written');
  });

  it('are unknown where the page had not come to its end in time', () => {
    const view = viewOfPage(source, HOME, { browser: rendered(source, HOME, { incidents: ['unfinished'] }) });
    expect(judgeRule(icpNumber, view, 'zh').code).toBe('maybe-written');
  });
});

describe('what stands where a number should', () => {
  it('is malformed: the form of earlier years, and what a template holds', () => {
    expect(judgeRule(policeNumber, site('网警备案号:11010202000173'), 'zh')).toMatchObject({
      code: 'other-form',
      severity: 4,
      text: { fact: expect.stringContaining('规范写法为“京公网安备11010202000173号”') },
    });
    expect(judgeRule(icpNumber, site('冀ICP备:XXXXXX号-1'), 'zh').code).toBe('malformed');
  });
});
