import { describe, expect, it } from 'vitest';
import { rendered, siteViewWith, viewOfPage } from '../../../test/site-view.ts';
import { judgeRule } from '../judge.ts';
import { hiddenLinks } from './03-hidden-links.ts';

/** Hosts are invented. The shapes are those of pages that were broken into, and of clean ones that hide in good faith. */
const CASINO =
  '<a href="http://www.casino-a.example/">澳门新葡京娱乐</a><a href="http://b.example/">时时彩平台</a>';
const PLAIN =
  '<a href="http://www.press-a.example/">压滤机</a><a href="http://www.press-b.example/">高空作业车</a>';

function answerTo(body: string, head = '') {
  const page = `<!doctype html><html><head><meta charset="utf-8"><title>某市人民政府</title>${head}</head><body>${body}<p>版权所有 某市人民政府</p></body></html>`;
  return judgeRule(hiddenLinks, viewOfPage(page, 'https://www.somecity.gov.cn/'), 'zh');
}

describe('a help for readers who cannot see', () => {
  const bar = (text: string) =>
    `<div style="width:1px;height:1px;overflow:hidden"><a href="https://aid.example/">${text}</a></div>`;

  it('is no hidden link, though it stands out of sight until it is called for', () => {
    expect(answerTo(bar('无障碍操作说明')).code).toBe('none');
    expect(answerTo(bar('操作说明')).code).toBe('suspicious');
  });
});

describe('vice advertised in links that readers do not see', () => {
  const HIDDEN: Readonly<Record<string, string>> = {
    'a block without display': `<div style="display:none">${CASINO}</div>`,
    'a block far to the left': `<div style="position: absolute; top: -999px; left: -9999px;">${CASINO}</div>`,
    'a far place written as an expression': `<div style="position:absolute;left:expression(1-900);top:expression(3-999)">${CASINO}</div>`,
    'a block far away in ems': `<div style="position:absolute;left:-999em">${CASINO}</div>`,
    'an indented text': `<div style="text-indent:-9999px">${CASINO}</div>`,
    'a marquee of one pixel': `<marquee height=1 width=4 scrollamount=3000 scrolldelay=20000>${CASINO}</marquee>`,
    'a marquee that is one pixel wide': `<marquee width="1" height="200">${CASINO}</marquee>`,
    'a marquee that runs too fast to be read': `<marquee scrollamount="10000" height="20">${CASINO}</marquee>`,
    'letters of no size': `<font style="font-size:0">${CASINO}</font>`,
    'letters of one pixel': `<div style="font-size:1px;line-height:1px">${CASINO}</div>`,
    'no opacity': `<div style="filter:alpha(opacity=0);opacity:0">${CASINO}</div>`,
    'a box of no height': `<div style="height:0;overflow:hidden">${CASINO}</div>`,
    'a box of one pixel': `<div style="width:1px;height:1px;overflow:hidden;float:left">${CASINO}</div>`,
    'a hidden attribute': `<div hidden>${CASINO}</div>`,
    'a rule of the page’s own style sheet': `<style>#wrap9 { position:absolute; left:-9999px }</style><div id="wrap9">${CASINO}</div>`,
    'a class of the page’s own style sheet': `<style>.a{color:red}.xx1,.xx2{display:none}</style><ul class="b xx2"><li>${CASINO}</ul>`,
    'a style that a script writes': `<script>document.write("<style>#zz7{display:none}</style>")</script><div id="zz7">${CASINO}</div>`,
    'an opening tag that a script writes': `<script>document.write("<div style='display:none'>");</script>${CASINO}<script>document.write("</div>");</script>`,
    'a tag that a script writes far away': `<script language="javascript">document.writeln('<div style="position:absolute;left:-5000px;">')</script>${CASINO}<script>document.writeln('</div>')</script>`,
    'a script that switches the block off': `<div id="zoulao">${CASINO}</div><script>document.getElementById("zoulao").style.display="none"</script>`,
    'a script that switches it off by jQuery': `<div id="fl2">${CASINO}</div><script>$("#fl2").hide();</script>`,
  };

  it.each(Object.entries(HIDDEN))('is found in %s', (_, body) => {
    const verdict = answerTo(body);
    expect(verdict.code).toBe('found');
    expect(verdict.facts).toMatchObject({ hosts: expect.arrayContaining(['www.casino-a.example']) });
  });

  it('is told with every host once', () => {
    const { facts } = answerTo(`<div style="display:none">${CASINO}${CASINO}</div>`);
    expect(facts.count).toBe(2);
    expect(facts.hosts).toEqual(['www.casino-a.example', 'b.example']);
  });
});

describe('outside links in places where no menu stands', () => {
  it.each([
    ['far away', `<div style="position:absolute;left:-9999px">${PLAIN}</div>`],
    ['in a box of no height', `<div style="overflow:hidden;height:0px">${PLAIN}</div>`],
    ['in a marquee of one pixel', `<marquee height="1">${PLAIN}</marquee>`],
  ])('%s need a person', (_, body) => {
    expect(answerTo(body)).toMatchObject({ code: 'suspicious', verdict: 'unknown' });
  });
});

describe('what clean sites hide', () => {
  const CLEAN: Readonly<Record<string, string>> = {
    'a drop-down menu with its outside links': `<ul><li><a href="/zwgk/">政务公开</a><ul class="sub" style="display:none"><li><a href="http://www.news.example/">新华网</a><li><a href="http://www.paper.example/">人民网</a></ul></ul>`,
    'tab panes of friendly links': `<div class="tab" style="display:none"><a href="http://www.lottery.example/">中国福利彩票</a><a href="http://www.sports.example/">国家体育彩票管理中心</a><a href="http://www.chess.example/">中国棋牌协会</a></div>`,
    'a menu to schools for adults': `<div style="display:none"><a href="http://www.school.example/">成人高等教育</a><a href="http://www.nursing.example/">成人护理学院</a></div>`,
    'links to tax services': `<div style="display:none"><a href="https://inv.tax.example/">发票查验</a><a href="https://e.tax.example/">代开发票申请</a></div>`,
    'a hidden English menu': `<div style="display:none"><a href="http://a.example/">Better Business Essex</a><a href="http://b.example/">Alphabet</a><a href="http://c.example/">Time slots for appointments</a><a href="http://d.example/">Betty Sexton Library</a></div>`,
    'warnings of the police in a hidden pane': `<div style="display:none"><a href="http://www.antifraud.example/">严厉打击网络赌博违法犯罪</a><a href="http://www.antifraud.example/2">远离黄赌毒，拒绝色情网站</a></div>`,
    'a select of friendly links': `<select style="display:none"><option value="http://www.a.example/">甲公司</option></select>`,
    'a mobile navigation that slides in': `<style>.m-nav{position:fixed;left:-9999px}</style><div class="m-nav"><a href="http://www.news.example/">新华网</a></div>`,
    'a pane switched off by a script': `<div id="tab2"><a href="http://www.news.example/">新华网</a></div><script>document.getElementById("tab2").style.display="none"</script>`,
    'the maker’s link': `<a href="http://www.cms-maker.example" style="display:none"></a>`,
    'links of its own far away': `<div style="position:absolute;left:-9999px"><a href="/wap/">手机版</a><a href="https://mail.somecity.gov.cn/">邮箱</a><a href="https://www.beijing.gov.cn/">北京市</a></div>`,
    'a skip link': `<a style="position:absolute;left:-9999px" href="#main">跳到主要内容</a>`,
    'a lightbox': `<div id="lightbox" style="display:none;opacity:0"><a href="http://www.maps.example/">查看地图</a></div>`,
    'pictures in a box of no letter size': `<div style="font-size:0"><a href="http://www.a.example/"><img src="a.png" alt="甲"></a></div>`,
    'boxes without gaps between them': `<div style="font-size:0"><a class="box" href="http://www.a.example/">甲公司</a></div>`,
    'a slider whose next pictures stand aside': `<div style="overflow:hidden;height:300px"><ul style="position:absolute;left:-1920px"><li><a href="http://www.a.example/"><img src="1.jpg"></a><li><a href="http://www.b.example/"><img src="2.jpg"></a></ul></div>`,
    'a ticker': `<marquee height="20" scrollamount="3"><a href="http://www.news.example/">新华网</a></marquee>`,
    'statistics in a noscript': `<noscript><a href="http://www.stats.example/"><img src="http://www.stats.example/x.gif"></a></noscript>`,
    'a box of the same name as a class that is hidden only on phones': `<style>@media (max-width:600px){.pc{display:none}}</style><div class="pc"><a href="http://b.example/">时时彩宣传教育</a></div>`,
  };

  it.each(Object.entries(CLEAN))('is no hidden link: %s', (_, body) => {
    const { code, facts } = answerTo(body);
    expect({ code, links: facts.links }).toEqual({ code: 'none', links: undefined });
  });
});

describe('the rendered home page', () => {
  it('counts what the browser found hidden', () => {
    const url = 'https://www.somecity.gov.cn/';
    const source = '<a href="/">首页</a>';
    const hidden = [{ url: 'http://c.example/', text: '真人百家乐', manner: 'off-page' }];
    const view = viewOfPage(source, url, { browser: rendered(source, url, { hiddenLinks: hidden }) });
    expect(judgeRule(hiddenLinks, view, 'zh')).toMatchObject({ code: 'found', facts: { line: 1 } });
  });

  it('leaves the question open when no page was read', () => {
    const view = siteViewWith({}, { url: 'https://www.somecity.gov.cn/' });
    expect(judgeRule(hiddenLinks, view, 'zh')).toMatchObject({ verdict: 'unknown', code: 'not-checked' });
  });
});

describe('many foreign sites in one hidden block', () => {
  const farm = (count: number, tag = 'span') =>
    Array.from(
      { length: count },
      (_, at) => `<${tag}><a href="https://www.site${at}.example${at}/">外地公司${at}</a></${tag}>`,
    ).join('');

  it('are suspicious where the block has no name by which a script could show it', () => {
    expect(answerTo(`<div style="display:none">${farm(5)}</div>`).code).toBe('suspicious');
    expect(answerTo(`<div style="display:none">${farm(4)}</div>`).code).toBe('none');
    const apart = farm(5).replaceAll('<span>', '<div style="display:none">').replaceAll('</span>', '</div>');
    expect(answerTo(apart).code).toBe('suspicious');
  });

  it('are no farm where they are news sites and platforms to which portals link', () => {
    const names = 'www.news.cn www.people.com.cn www.cctv.com www.gmw.cn www.ce.cn weibo.com www.youth.cn';
    const links = names.split(' ').map((host) => `<a href="https://${host}/">${host}</a> `);
    expect(answerTo(`<div style="display:none">${links.join('')}</div>`).code).toBe('none');
    expect(answerTo(`<div style="display:none">${links.join('')}${farm(5)}</div>`).code).toBe('suspicious');
  });

  it('are a menu where the block has a class or the links are a list', () => {
    expect(answerTo(`<div class="links" style="display:none">${farm(12)}</div>`).code).toBe('none');
    expect(answerTo(`<ul style="display:none">${farm(12, 'li')}</ul>`).code).toBe('none');
  });
});

describe('a single hidden link', () => {
  it.each([
    'replica handbags sale',
    'air jordan shoes 11 for cheap',
    'Buy Leads , RDP , SMTP , Cpanel',
    'weight loss program',
    'payday loans online',
  ])('is found by what intruders sell: %s', (text) => {
    expect(
      answerTo(`<div style="display:none"><a href="http://www.shop.example/">${text}</a></div>`).code,
    ).toBe('found');
  });

  it.each(['在线客服', 'Live Chat Software', '网站统计', 'free joomla templates', '安全联盟'])(
    'is a maker of parts that names itself: %s',
    (text) => {
      expect(
        answerTo(`<div style="display:none"><a href="http://www.maker.example/">${text}</a></div>`).code,
      ).toBe('none');
    },
  );
});

describe('a closed shadow root that the source declares', () => {
  it('is drawn: what stands in it is not hidden, what it hides itself is', () => {
    const root = (body: string) => `<div><template shadowrootmode="closed">${body}</template></div>`;
    expect(answerTo(root('<a href="http://www.press-a.example/">压滤机</a>')).code).toBe('none');
    expect(answerTo(root(`<p style="display:none">${CASINO}</p>`)).code).toBe('found');
  });
});
