import { describe, expect, it } from 'vitest';
import { siteViewWith, viewOfPage } from '../../../test/site-view.ts';
import { judgeRule } from '../judge.ts';
import { formNotice } from './22-form-notice.ts';

const PAGE = 'https://www.somecity.gov.cn/hd/xx.html';

function answerTo(body: string) {
  return judgeRule(formNotice, viewOfPage(`<meta charset="utf-8"><title>互动</title>${body}`, PAGE), 'zh');
}

const LETTER = `<form action="/mail/add" method="post"><table>
<tr><td>姓名：</td><td><input name="a1"></td></tr><tr><td>身份证号：</td><td><input name="a2"></td></tr>
<tr><td>联系电话：</td><td><input name="a3"></td></tr><tr><td>内容：</td><td><textarea name="a4"></textarea></td></tr>
</table><input type="submit" value="提交"></form>`;

describe('a form that takes personal data', () => {
  it.each([
    ['a letter to the office', LETTER],
    [
      'an application with placeholders',
      '<form method="post"><input placeholder="请输入姓名"><input placeholder="请输入手机号码"><input placeholder="家庭住址"><button>提交申请</button></form>',
    ],
    [
      'a registration',
      '<form action="/reg" method="post"><label>真实姓名</label><input name="x"><label>手机</label><input name="y"><input type="password" name="p"><input type="password" name="p2"><button>注册</button></form>',
    ],
    [
      'one with a code by SMS',
      '<form method="post"><input name="realname" placeholder="姓名"><input name="mobile"><button type="button">获取验证码</button><textarea placeholder="留言"></textarea><button>提交</button></form>',
    ],
    [
      'one without a form element',
      '<div><input placeholder="姓名"><input placeholder="手机号码"><input placeholder="身份证号码"><a onclick="send()">提交</a></div>',
    ],
    [
      'beside a link to news on the law',
      `<a href="/1">《个人信息保护法》宣传周启动</a><a href="/2">个人信息保护典型案例</a>${LETTER}`,
    ],
  ])('is without a notice: %s', (_, body) => {
    expect(answerTo(body)).toMatchObject({ code: 'without-notice', verdict: 'unmet' });
  });

  it.each([
    [
      'in the form',
      LETTER.replace(
        '<table>',
        '<p>您填写的个人信息仅用于回复来信，我们将予以保密。提交即视为同意收集上述个人信息。</p><table>',
      ),
    ],
    [
      'beside the form',
      `<div><h2>写信须知</h2><p>我们收集您的个人信息仅用于办理来信，不会向第三方提供。</p>${LETTER}</div>`,
    ],
    ['as a link', `${LETTER}<footer><a href="/ys">隐私声明</a></footer>`],
    ['as a link of another wording', `${LETTER}<footer><a href="/ys">隐私安全</a></footer>`],
    ['as a policy', `${LETTER}<a href="/p">个人信息保护政策</a>`],
    [
      'to be ticked',
      LETTER.replace(
        '</table>',
        '</table><input type="checkbox">我已阅读并同意《用户服务协议》和《隐私政策》',
      ),
    ],
  ])('has one %s', (_, body) => {
    expect(answerTo(body)).toMatchObject({ code: 'with-notice', verdict: 'met', facts: { count: 1 } });
  });

  it('is none where a name, a telephone number and a password let one in, whatever the button says', () => {
    const form =
      '<form method="post"><input placeholder="姓名"><input placeholder="手机号码"><input type="password"><button>确定</button></form>';
    expect(answerTo(form).code).toBe('no-forms');
  });

  it('is one that asks for nothing but a telephone number and a text', () => {
    const form =
      '<form method="post"><input name="tel" placeholder="联系电话"><textarea></textarea><button>提交</button></form>';
    expect(answerTo(form).code).toBe('without-notice');
  });

  it('tells what is asked, and where', () => {
    const { facts } = answerTo(`\n\n${LETTER}`);
    expect(facts).toMatchObject({ line: 3, count: 1 });
    expect(facts.asked).toEqual(
      expect.arrayContaining([
        { zh: '姓名', en: 'a name' },
        { zh: '证件号', en: 'an ID number' },
      ]),
    );
  });
});

describe('no such form is', () => {
  it.each([
    [
      'a search box',
      '<form action="/so/s" method="get"><select name="t"><option>标题</option></select><input name="qt" placeholder="请输入关键字"><button>搜索</button></form>',
    ],
    [
      'a search for an address',
      '<form action="/search"><input name="address" placeholder="请输入地址"><input name="kw"><button></button></form>',
    ],
    [
      'a login',
      '<form action="/login" method="post"><input name="username" placeholder="手机号/邮箱/身份证号"><input type="password"><input name="captcha" placeholder="验证码"><button>登录</button></form>',
    ],
    [
      'a login by a code',
      '<form method="post"><input name="mobile" placeholder="手机号"><input name="code" placeholder="短信验证码"><button type="button">获取验证码</button><button>登录</button></form>',
    ],
    [
      'a login to the mail',
      '<form action="//mail.somecity.gov.cn/login" method="post"><input name="email"><input type="password" name="pwd"><input type="submit" value="进入邮箱"></form>',
    ],
    [
      'a newsletter',
      '<form action="/rss" method="post"><input name="email" placeholder="输入邮箱"><button>订阅</button></form>',
    ],
    [
      'a query of marks',
      '<form action="/cx" method="post"><input name="xm" placeholder="姓名"><input name="sfz" placeholder="身份证号"><input placeholder="验证码"><button>查询</button></form>',
    ],
    [
      'a query of firms',
      '<form name="form1" action="/searchlist.jsp" method="post"><input name="CorpCode"><input name="CorpName"></form>',
    ],
    [
      'a forgotten password',
      '<form method="GET"><p>忘记密码</p><input id="userTel" placeholder="请输入注册手机号"><input placeholder="请输入验证码"><input type="button" value="获取验证码"><button>确定</button></form>',
    ],
    ['a captcha', '<form><input placeholder="验证码"><button>确定</button></form>'],
    [
      'a poll',
      '<form method="post"><input type="radio" name="q">满意<input type="radio" name="q">不满意<button>投票</button></form>',
    ],
    [
      'a hidden form of the program',
      '<form method="post"><input type="hidden" name="mobile" value="1"><input type="hidden" name="email"></form>',
    ],
    [
      'a login in a pop-up without a form',
      '<div style="display:none"><input name="phone" placeholder="请输入手机号"><input placeholder="请输入图片验证码"><input placeholder="请输入短信验证码"><a>登录</a></div>',
    ],
    [
      'a correction of the page with a contact',
      '<form action="/jiucuo"><textarea name="c"></textarea><button>提交</button></form>',
    ],
  ])('%s', (_, body) => {
    expect(answerTo(body)).toMatchObject({ code: 'no-forms', verdict: 'not-applicable' });
  });
});

it('leaves the question open when no page was read', () => {
  expect(judgeRule(formNotice, siteViewWith({}, { url: PAGE }), 'zh')).toMatchObject({ verdict: 'unknown' });
});

describe('fields that a script sends', () => {
  const MESSAGE =
    '<div><h3>联系电话：</h3><input type="text"></div><div><h3>电子邮箱：</h3><input type="text"></div><div><h3>留言内容：</h3><textarea></textarea></div><input type="button" value="提交">';
  const APART =
    '<table><tr><td>姓&nbsp;&nbsp;&nbsp;名</td><td><input></td></tr><tr><td>手&nbsp;&nbsp;&nbsp;机</td><td><input></td></tr><tr><td>邮&nbsp;&nbsp;&nbsp;箱</td><td><input></td></tr></table>';

  it.each([
    ['a box for messages', MESSAGE],
    ['labels written apart', APART],
  ])('are a form without a notice: %s', (_, body) => {
    expect(answerTo(body).code).toBe('without-notice');
  });

  it.each([
    ['a link to it', '<a href="/ysbh/">《隐私政策》</a>'],
    ['a frame with its name', '<iframe src="/a.html" title="个人信息保护声明"></iframe>'],
    ['a frame with its address', '<iframe src="/privacy.html"></iframe>'],
  ])('have a notice with %s', (_, notice) => {
    expect(answerTo(MESSAGE + notice).code).toBe('with-notice');
  });
});

describe('a field that must be filled in', () => {
  it('has its label in the cell before, not in the star behind it', () => {
    const row = (label: string) => `<tr><td>${label}</td><td><input type="text"><i>*</i></td></tr>`;
    const body = `<table>${row('姓名')}${row('手机')}${row('邮箱')}</table>`;
    expect(answerTo(body).code).toBe('without-notice');
  });
});
