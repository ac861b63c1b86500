import { describeRule, type RuleCase } from '../../../test/rule-cases.ts';
import { viewOfPage } from '../../../test/site-view.ts';
import { siteCode } from './04-site-code.ts';

const HOME = 'https://www.example.gov.cn/';
const FILLER = '<p>某某市召开重点工作推进会，研究部署下一阶段工作任务。</p>'.repeat(20);

function site(parts: { head?: string; body?: string; footer?: string }) {
  const { head = '', body = '', footer = '' } = parts;
  const foot = `<div class="footer">主办单位：某某市人民政府办公室 ${footer}</div>`;
  return viewOfPage(`<html><head>${head}</head><body>${FILLER}${body}${foot}</body></html>`, HOME);
}

const META = '<meta name="SiteIDCode" content="4400000106">';

const CASES: readonly RuleCase[] = [
  [
    'agree',
    'where meta tag, footer and 找错 have one code',
    site({
      head: META,
      footer: `网站标识码：4400000106 <script id="_jiucuo_" sitecode='4400000106' src='/js/jiucuo.js'></script>`,
    }),
  ],
  ['agree', 'for 网站标识号', site({ footer: '网站标识号：1500000007' })],
  ['agree', 'for 网站识别码', site({ footer: '网站识别码：4400000106' })],
  [
    'agree',
    'where the prefix bm is written large',
    site({ head: '<meta name="siteidcode" content="bm14000002">', footer: '网站标识码BM14000002' }),
  ],
  [
    'agree',
    'for a 找错 entry that opens on a click',
    site({
      head: META,
      footer: `<a href="#" onclick='window.open("http://www.example.gov.cn/api/jiucuo.php?site_code=4400000106&url="+location.href)'><img src="jiucuo.png"></a>`,
    }),
  ],
  [
    'agree',
    'for a holder that a content system fills',
    site({ head: META, footer: '<div class="jiucuo j-jiucuo" data-setting="{sitecode:4400000106}"></div>' }),
  ],
  [
    'agree',
    'where an article speaks of the codes of other things',
    site({
      head: META,
      body: `<p>产品标识码：81234567</p>${FILLER}${'<p>年度工作报告全文如下，供各单位参阅。</p>'.repeat(150)}`,
    }),
  ],
  [
    'differ',
    'where the 找错 entry is that of another site',
    site({
      head: META,
      footer: '<a href="https://zfwzgl.www.gov.cn/exposure/jiucuo.html?site_code=4400000131&url=x">找错</a>',
    }),
  ],
  ['malformed', 'for a code of two digits', site({ head: '<meta name="SiteIDCode" content="28">' })],
  ['missing', 'where no place states one', site({})],
  [
    'maybe-written',
    'where scripts may write the footer',
    viewOfPage('<body><p>某某市</p><div id="footer"></div><script src="/js/foot.js"></script></body>', HOME),
  ],
  ['not-government', 'for an institution', viewOfPage('<p>某某大学</p>', 'https://www.example.edu.cn/')],
];

describeRule(siteCode, CASES);
