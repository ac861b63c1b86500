import { describe, expect, it } from 'vitest';
import { siteViewWith, viewOfPage } from '../../../test/site-view.ts';
import { judgeRule } from '../judge.ts';
import type { TriedEntrance } from '../probes/entrances/index.ts';
import { mailEntrance, staffEntrance } from './19-entrances.ts';
import type { Rule } from './rule.ts';

const PAGE = 'https://www.somecity.gov.cn/';

function answerTo(rule: Rule, body: string, tried?: readonly Partial<TriedEntrance>[]) {
  const source = viewOfPage(`<meta charset="utf-8"><title>某市</title>${body}`, PAGE);
  if (!tried) return judgeRule(rule, source, 'zh');
  const facts = { tried, found: tried.length };
  const entrances = { outcome: 'seen', at: source.now, ms: 1, facts, evidence: [] };
  const { html } = source.observations;
  return judgeRule(rule, siteViewWith({ html, entrances: entrances as never }, { url: PAGE }), 'zh');
}
const link = (url: string, text: string): string => `<a href="${url}">${text}</a>`;

describe('doors for staff on public pages', () => {
  it.each([
    ['OA系统', 'https://oa.somecity.gov.cn/'],
    ['OA', 'http://10.example.somecity.gov.cn/seeyon/'],
    ['网站后台', '/admin/login.aspx'],
    ['后台管理', '/system/'],
    ['管理员登录', '/user/ad.jsp'],
    ['协同办公', 'https://xt.somecity.gov.cn/'],
    ['办公系统', '/oa/'],
    ['VPN登录', 'https://sslvpn.somecity.gov.cn/'],
    ['', 'https://webvpn.somecity.gov.cn/'],
    ['信息报送系统', 'https://bs.somecity.gov.cn/'],
    ['公文传输', 'https://gw.somecity.gov.cn/'],
    ['内容管理系统', 'https://cms.somecity.gov.cn/login'],
    ['厅机关办公系统', 'http://oa.otherdomain.gov.cn:7003/index.jsp'],
    ['编辑入口', '/content_some_city/'],
    ['后台登陆', '/initlogin'],
    ['管理登录', '/webcms'],
    ['办公入口', 'http://info.somecity.gov.cn/'],
    ['信息员登录', '/xxy/'],
    ['内网入口', '/nw/'],
    ['财务管理系统', 'https://cw.somecity.gov.cn/'],
    ['督查督办系统', 'https://db.somecity.gov.cn/'],
    ['移动办公', '/mobile/'],
    ['工作人员登录', '/gzry/'],
    ['进入', '/back/adminlogin.jsp'],
    ['进入', '/some_city_office/Admin_index.asp'],
  ])('are linked: %s %s', (text, url) => {
    expect(answerTo(staffEntrance, link(url, text))).toMatchObject({
      code: 'linked',
      verdict: 'unknown',
      reason: 'not-checked',
    });
  });

  it('are told in words where what leads there has none', () => {
    const { facts, message, text } = answerTo(mailEntrance, link('http://mail.somecity.gov.cn/', ''));
    expect(facts).toMatchObject({ text: { zh: '没有文字的链接' } });
    expect(`${message} ${text.fact}`).toContain('“没有文字的链接”（http://mail.somecity.gov.cn/）');
  });

  it('are linked by a form that sends to them', () => {
    const form =
      '<form style="display:none" action="http://oa.otherdomain.gov.cn/oa/login" method="post"><input name="uid"><input type="password"></form>';
    expect(answerTo(staffEntrance, form).code).toBe('linked');
  });

  it('are a page of the site that asks staff for a password', () => {
    const view = viewOfPage(
      '<title>网站内容管理系统</title><form><input name="u"><input type="password"></form>',
      `${PAGE}admin/login.jsp`,
    );
    expect(judgeRule(staffEntrance, view, 'zh').code).toBe('linked');
  });

  it.each([
    ['用户登录', '/user/login'],
    ['财务公开', '/cwgk/'],
    ['移动办公平台采购公告', '/cg/1.html'],
    ['网站管理制度', '/zd/'],
    ['投稿登录', '/tg/'],
    ['个人登录', 'https://zwfw.somecity.gov.cn/login'],
    ['法人登录', 'https://zwfw.somecity.gov.cn/login?type=2'],
    ['登录个人中心', 'https://ucenter.somecity.gov.cn/people/login/index'],
    ['政府网站管理办法', '/zc/1.html'],
    ['网站管理', '/wzgl/index.html'],
    ['城市管理', '/en/management/index.html'],
    ['预警信息发布平台', 'https://yj.somecity.gov.cn/'],
    ['市政府办公室', 'https://bgs.somecity.gov.cn/'],
    ['国务院办公厅', 'https://www.gov.cn/'],
    ['行政执法人员信息公示平台', '/zf/'],
    ['通知附件', 'https://cms.somecity.gov.cn/upload/2026/a.jpg'],
    ['FAOA', 'https://www.somecity.gov.cn/faoa/'],
    ['网上办事大厅', 'https://zwfw.somecity.gov.cn/'],
    ['某公司OA系统', 'https://www.oa-maker.example/'],
    ['编辑部', '/bjb/'],
    ['行政许可', '/administration/index.html'],
    ['会员管理登录说明', '/hy/1.html'],
    ['管理服务', '/adminservice/index.html'],
  ])('are not seen in %s %s', (text, url) => {
    const { code, facts } = answerTo(staffEntrance, link(url, text));
    expect({ code, url: facts.url }).toEqual({ code: 'none-seen', url: undefined });
  });
});

describe('doors to the e-mail', () => {
  it.each([
    ['政务邮箱', 'https://mail.somecity.gov.cn/'],
    ['电子邮局', 'http://mail.somecity.gov.cn/'],
    ['', 'http://mail.somecity.gov.cn'],
    ['邮箱登录', '/coremail/'],
    ['公务邮箱', 'https://mail.sd.someprovince.cn/'],
    ['省政务云邮件系统', 'http://mail.otherdomain.gov.cn/'],
    ['企业邮箱', 'https://exmail.qq.com/login'],
    ['邮件', 'http://mail.branchdomain.gov.cn/'],
    ['', 'http://mail.branchdomain.gov.cn/'],
  ])('are linked: %s %s', (text, url) => {
    expect(answerTo(mailEntrance, link(url, text))).toMatchObject({ code: 'linked', verdict: 'unknown' });
  });

  it('are linked by a form', () => {
    const form =
      '<form action="//mail.somecity.gov.cn/mailmain?type=login" method="post"><input name="u"><input type="password"></form>';
    expect(answerTo(mailEntrance, form).code).toBe('linked');
  });

  it.each([
    ['市长信箱', 'https://mail.somecity.gov.cn/sz/'],
    ['局长信箱', 'https://mail.branchdomain.gov.cn/jz/'],
    ['友情链接', 'https://www.branchdomain.gov.cn/'],
    ['书记市长信箱', '/szxx/'],
    ['投稿邮箱', '/lx/'],
    ['举报邮箱', '/jb/'],
    ['联系邮箱', '/about/'],
    ['验证邮箱', '/user/center'],
    ['意见征集邮箱', '/yj/'],
    ['163邮箱', 'https://mail.163.com/'],
    ['QQ邮箱', 'https://mail.qq.com/'],
    ['邮箱大师', 'https://mail.163.com/client/dl.html'],
    ['电子邮件', 'mailto:web@somecity.gov.cn'],
  ])('are not seen in %s %s', (text, url) => {
    const { code, facts } = answerTo(mailEntrance, link(url, text));
    expect({ code, url: facts.url }).toEqual({ code: 'none-seen', url: undefined });
  });
});

describe('doors that were tried', () => {
  const detail = { zh: '服务器返回403', en: 'the server answered 403' };
  const door = {
    kind: 'staff',
    url: 'https://oa.somecity.gov.cn/',
    text: 'OA',
    page: PAGE,
    line: 1,
    status: 200,
    detail,
  } as const;

  it.each([
    ['login', 'login', 'unknown'],
    ['opens', 'opens', 'unknown'],
    ['refused', 'closed', 'met'],
    ['silent', 'closed', 'met'],
  ] as const)('answer %s and are told as %s', (answer, code, verdict) => {
    expect(answerTo(staffEntrance, link(door.url, 'OA'), [{ ...door, answer }])).toMatchObject({
      code,
      verdict,
    });
    const mail = { ...door, kind: 'mail' as const, url: 'https://mail.somecity.gov.cn/' };
    expect(answerTo(mailEntrance, link(mail.url, '邮箱'), [{ ...mail, answer }])).toMatchObject({
      code,
      verdict,
    });
  });

  it('are told by the one that lets most in', () => {
    const doors = [
      { ...door, answer: 'refused' as const },
      { ...door, answer: 'login' as const, url: 'https://www.somecity.gov.cn/admin/' },
    ];
    expect(answerTo(staffEntrance, link(door.url, 'OA'), doors).facts).toMatchObject({
      url: 'https://www.somecity.gov.cn/admin/',
    });
  });
});

it('leaves both questions open when no page was read', () => {
  for (const rule of [staffEntrance, mailEntrance])
    expect(judgeRule(rule, siteViewWith({}, { url: PAGE }), 'zh')).toMatchObject({
      verdict: 'unknown',
      code: 'not-checked',
    });
});

describe('a door named as one', () => {
  it.each([
    ['OA入口', '/oaxnrk'],
    ['后台管理', 'http://203.0.113.35:9000/wcm/'],
  ])('is one: %s at %s', (text, url) => {
    expect(answerTo(staffEntrance, link(url, text)).code).toBe('linked');
  });

  it('is another’s where it leads to a name of another’s', () => {
    expect(answerTo(staffEntrance, link('http://www.maker.example/admin', '后台管理')).code).toBe(
      'none-seen',
    );
  });
});
