import { describe, expect, it } from 'vitest';
import { rendered, siteViewWith, viewOfPage } from '../../../test/site-view.ts';
import { judgeRule } from '../judge.ts';
import { clientDemanded, deadPlugins, installDemanded, worksWithoutScripts } from './11-standards.ts';
import type { Rule } from './rule.ts';

const PAGE = 'https://www.somecity.gov.cn/';

function answerTo(rule: Rule, body: string, url = PAGE) {
  return judgeRule(
    rule,
    viewOfPage(`<!doctype html><meta charset="utf-8"><title>某市</title>${body}`, url),
    'zh',
  );
}

/** An article page: its title, date and source make it one. */
function article(text: string): string {
  return `<meta name="ArticleTitle" content="关于报名的通知"><meta name="PubDate" content="2026-03-01 09:00"><meta name="ContentSource" content="某局"><h1>关于报名的通知</h1><div class="info">来源：某局 发布时间：2026-03-01</div><p>${text}</p>`;
}

describe('a certain browser, plug-in or office program', () => {
  it.each([
    '请使用IE浏览器访问本系统。',
    '请使用IE8.0以上版本浏览器登录。',
    '本系统仅支持IE9及以上版本浏览器。',
    '此功能仅支持IE浏览器',
    '本网站必须使用谷歌浏览器访问',
    '只能使用360浏览器兼容模式填报',
    '请在IE浏览器下操作，其他浏览器无法提交。',
    '登录前请先安装安全控件。',
    '首次使用需安装数字证书插件',
    '您尚未安装签章控件，请下载安装后再打开本页',
    '需安装ActiveX控件才能查看',
    '观看视频需要安装Flash Player',
    '附件请下载PDF阅读器打开',
    '请下载CEB阅读器阅读本文',
    '附件须使用WPS打开',
    '申报表必须用Microsoft Office 2010填写',
    '请安装Adobe Reader后查看附件',
    '本站只支持IE内核浏览器，请更换浏览器',
    '为了您能正常办理业务，请使用IE11浏览器',
  ])('is demanded by “%s”', (sentence) => {
    expect(answerTo(clientDemanded, `<p>${sentence}</p>`)).toMatchObject({
      code: 'demanded',
      verdict: 'unmet',
    });
  });

  it.each([
    '建议使用IE9.0以上版本浏览器',
    '推荐使用谷歌浏览器、360浏览器极速模式访问',
    '为确保最佳浏览效果，建议您使用以下浏览器版本：IE浏览器9.0版本及以上；',
    '请使用IE7以上版本或Firefox浏览器以获得最佳浏览效果',
    '为保证最佳浏览质量请使用IE8及更高版本',
    '您在使用旧版本浏览器，为了能查看到最佳效果，请使用ie8以上的浏览器浏览该站，或使用最新版360浏览器或谷歌查看！',
    '您的浏览器版本过低，请升级浏览器，可使用Chrome、Firefox、Edge等',
    '您的浏览器版本太低，请使用IE9及以上版本浏览器',
    '请使用IE浏览器11.0以上版本，360浏览器10.0以上版本，火狐浏览器，谷歌浏览器',
    '请使用Chrome、Firefox、Edge、360等主流浏览器访问',
    '本网站支持IE10、Chrome、Firefox等浏览器',
    '如无法打开附件，请下载Adobe Reader',
    '如您未安装阅读器，请点此下载福昕阅读器',
    '最佳浏览：1024×768分辨率，IE8.0及以上',
    '本站最佳浏览效果：1024*768分辨率/建议使用Chrome浏览器',
    '若浏览器不兼容，请切换至极速模式',
    '附件可使用WPS或Word打开',
  ])('is only advised by “%s”', (sentence) => {
    expect(answerTo(clientDemanded, `<p>${sentence}</p>`)).toMatchObject({
      code: 'suggested',
      verdict: 'met',
    });
  });

  it.each([
    '点击右上角 选择在浏览器中打开',
    '请在浏览器中打开本链接',
    '您的浏览器禁用了JavaScript脚本，请启用JavaScript',
    '请使用Ctrl+D收藏本站，或手动在浏览器里进行设置',
    '请扫描二维码，在手机浏览器中打开',
    '不得要求用户使用特定浏览器、办公软件等用户端软硬件系统访问。',
    '禁止要求用户必须使用IE浏览器',
    '本系统支持各种浏览器，不需要安装任何插件',
    '无需安装控件即可使用',
    '学习使用Word、Excel等办公软件',
    '考试内容包括：Word 2016的使用、Excel 2016的使用',
    '市财政局采购Microsoft Office软件中标公告',
    'WPS公司与市政府签署战略合作协议',
    '会议要求，必须加强控件管理',
    '谷歌公司发布新版浏览器',
    '来源：360浏览器新闻',
    '提交材料请使用A4纸打印',
    '附件：申请表.docx（请用黑色签字笔填写）',
    '报名表须报送Word版和PDF版',
    '请提交电子版（Word格式）和纸质版各一份',
    '请将Excel表格发送至邮箱',
  ])('is not spoken of by “%s”', (sentence) => {
    const { code, facts } = answerTo(clientDemanded, `<p>${sentence}</p>`);
    expect({ code, text: facts.text }).toEqual({ code: 'none', text: undefined });
  });

  it('names the line, and counts', () => {
    const verdict = answerTo(clientDemanded, '\n<p>请使用IE浏览器访问。</p>\n<p>需安装控件后才能使用</p>');
    expect(verdict.facts).toMatchObject({ line: 2, count: 2, text: '请使用IE浏览器访问' });
  });
});

describe('an app or a platform as the precondition of a service', () => {
  it.each([
    '请关注公众号后办理预约',
    '请下载“某某通”APP后办理',
    '须下载手机APP注册后方可申请',
    '本业务只能通过微信公众号预约',
    '仅支持微信小程序办理',
    '请在微信客户端打开链接',
    '关注“某市发布”微信公众号后才能查询结果',
    '必须使用支付宝扫码登录',
    '办理前请先关注“某某人社”公众号并完成注册',
  ])('is demanded by “%s”', (sentence) => {
    expect(answerTo(installDemanded, `<p>${sentence}</p>`)).toMatchObject({
      code: 'demanded',
      verdict: 'unmet',
    });
  });

  it('needs a person where an item says so', () => {
    expect(
      answerTo(
        installDemanded,
        article('考生须下载“某某学习”APP注册后方可参加考试报名。'),
        `${PAGE}art/2026/3/1/1.html`,
      ),
    ).toMatchObject({ code: 'in-article', verdict: 'unknown' });
  });

  it.each([
    '请扫描二维码下载APP，可在线办理',
    '可通过微信公众号、网站或者窗口办理',
    '关注公众号，查询办理进度更方便',
    '也可以使用支付宝缴费',
  ])('is only offered by “%s”', (sentence) => {
    expect(['suggested', 'none']).toContain(answerTo(installDemanded, `<p>${sentence}</p>`).code);
    expect(answerTo(installDemanded, `<p>${sentence}</p>`).verdict).toBe('met');
  });

  it.each([
    '用微信“扫一扫”，点击右上角分享按钮，即可将网页分享给您的微信好友',
    '微信公众号 政务微博 移动客户端 手机版',
    '扫一扫在手机打开当前页',
    '打开微信“扫一扫”，打开网页后点击屏幕右上角分享按钮',
    '下载“穗好办”APP',
    '使用微信“扫一扫”即可将网页分享到朋友圈',
    '不得将用户下载安装、注册使用特定互联网平台作为获取服务的前提条件。',
    '新浪微博、博客、邮箱帐号，请直接登录',
    '公安机关提醒：必须警惕冒充微信客服的诈骗',
  ])('is not spoken of by “%s”', (sentence) => {
    const { code, facts } = answerTo(installDemanded, `<p>${sentence}</p>`);
    expect({ code, text: facts.text }).toEqual({ code: 'none', text: undefined });
  });
});

describe('dead plug-ins', () => {
  it.each([
    [
      'Flash',
      '<object classid="clsid:D27CDB6E-AE6D-11cf-96B8-444553540000"><param name="movie" value="/a.swf"></object>',
    ],
    ['Flash', '<embed src="banner.swf" width="100">'],
    [
      'Flash',
      '<object classid="" codebase="http://download.macromedia.com/x"><param name="movie" value="res/a.swf"></object>',
    ],
    [
      'Flash',
      `<script>AC_FL_RunContent('codebase','http://download.macromedia.com/x','width','100','src','banner','movie','banner');</script>`,
    ],
    ['Flash', `<script>swfobject.embedSWF("/js/player.swf","box","600","400","9.0.0");</script>`],
    [
      'Windows Media Player',
      '<object classid="clsid:6bf52a52-394a-11d3-b153-00c04f79faa6"><embed type="application/x-mplayer2" src="a.mp4"></object>',
    ],
    [
      'ActiveX',
      '<object id="ocx" classid="clsid:00000000-1111-2222-3333-444444444444" codebase="/cab/ca.cab"></object>',
    ],
    [
      'ActiveX',
      `<script>function out(){var word=new ActiveXObject("Word.Application");word.Documents.Add();}</script>`,
    ],
    [
      'Silverlight',
      '<object data="data:application/x-silverlight-2," type="application/x-silverlight-2"></object>',
    ],
    ['Java', '<applet code="Sign.class" archive="sign.jar"></applet>'],
    ['Windows Media Player', '<embed type="application/x-mplayer2" src="news.wmv">'],
    ['RealPlayer', '<embed src="news.rmvb">'],
  ])('%s is found', (name, markup) => {
    expect(answerTo(deadPlugins, markup)).toMatchObject({
      code: 'found',
      verdict: 'unmet',
      facts: { types: [name] },
    });
  });

  it.each([
    [
      'a video with Flash for old browsers',
      '<video src="a.mp4"><object classid="clsid:D27CDB6E-AE6D-11cf-96B8-444553540000"><embed src="a.swf"></object></video>',
    ],
    [
      'a PDF',
      '<object data="a.pdf" type="application/pdf"></object><embed src="b.pdf" type="application/pdf">',
    ],
    [
      'a drawing',
      '<embed src="https://seal.example/x.svg" type="image/svg+xml" pluginspage="//www.adobe.com/svg/viewer/install/">',
    ],
    ['a film in a folder of that name', '<embed src="/static/flash/news.mp4" type="video/mp4">'],
    ['a page', '<object type="text/html" data="/flash/index.html"></object>'],
    [
      'what old browsers are given in a comment',
      '<!--[if IE]><object classid="clsid:D27CDB6E-AE6D-11cf-96B8-444553540000"></object><![endif]-->',
    ],
    [
      'scripts that only ask what the browser has',
      `<script>var x=window.ActiveXObject?new ActiveXObject("Microsoft.XMLHTTP"):0;try{new ActiveXObject("ShockwaveFlash.ShockwaveFlash");new ActiveXObject("AgControl.AgControl");new ActiveXObject("JavaWebStart.IsInstalled");new ActiveXObject("WMPlayer.OCX.7")}catch(e){}</script>`,
    ],
    [
      'a player that uses the browser’s own',
      `<script>var player=videojs('v',{techOrder:['html5','flash']});</script>`,
    ],
    [
      'an uploader that may use Flash',
      `<script>WebUploader.create({swf:'/js/Uploader.swf',server:'/up'});</script>`,
    ],
    ['a warning in words', '<p>Flash、ActiveX 已被淘汰</p>'],
  ])('%s is none', (_, markup) => {
    expect(answerTo(deadPlugins, markup)).toMatchObject({ code: 'none', verdict: 'met' });
  });
});

describe('the home page without scripts', () => {
  function withText(without: number | null, full: number) {
    const browser = rendered('<p>某市</p>', PAGE);
    if (browser.outcome !== 'seen') throw new Error('the page was not read');
    const { home } = browser.facts;
    const facts = {
      ...browser.facts,
      home: { ...home, facts: { ...home.facts, textLength: full } },
      withoutScripts: without === null ? null : { textLength: without, linkCount: 3 },
    };
    const view = siteViewWith({ browser: { ...browser, facts } }, { url: PAGE });
    return judgeRule(worksWithoutScripts, view, 'zh');
  }

  it('is usable, empty or not known', () => {
    expect(withText(900, 1_000)).toMatchObject({ code: 'usable', verdict: 'met' });
    expect(withText(12, 1_000)).toMatchObject({ code: 'empty', verdict: 'unmet' });
    expect(withText(12, 100)).toMatchObject({ code: 'usable' });
    expect(withText(null, 1_000)).toMatchObject({ code: 'unclear', verdict: 'unknown' });
  });
});

it('leaves the questions open when no page was read', () => {
  const view = siteViewWith({}, { url: PAGE });
  for (const rule of [clientDemanded, installDemanded, deadPlugins, worksWithoutScripts])
    expect(judgeRule(rule, view, 'zh')).toMatchObject({ verdict: 'unknown', code: 'not-checked' });
});

describe('a browser that is recommended by its version', () => {
  it.each([
    '建议使用IE8以上浏览器',
    '建议使用IE6.0版本以上浏览器1024*768像素',
    '推荐使用Internet Explorer 7.0以上，1024*768分辨率浏览本站点',
    '建议使用1024×768分辨率 16位以上颜色 IE8.0版本以上浏览器',
  ])('is told as a wish: %s', (text) => {
    expect(answerTo(clientDemanded, `<p>${text}</p>`).code).toBe('suggested');
  });

  it('is a demand where it is one', () => {
    expect(answerTo(clientDemanded, '<p>请使用IE8以上浏览器访问</p>').code).toBe('demanded');
  });
});
