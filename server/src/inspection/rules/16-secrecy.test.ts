import { describe, expect, it } from 'vitest';
import { siteViewWith, viewOfPage } from '../../../test/site-view.ts';
import { judgeRule } from '../judge.ts';
import { secrecyMarks, workSecretMarks } from './16-secrecy.ts';
import type { Rule } from './rule.ts';

const PAGE = 'https://www.somecity.gov.cn/';

/** All papers here are invented. */
function answerTo(rule: Rule, body: string) {
  return judgeRule(
    rule,
    viewOfPage(`<!doctype html><meta charset="utf-8"><title>某市</title>${body}`, PAGE),
    'zh',
  );
}
const PAPER =
  '<p>关于召开某次会议的通知</p><p>某发〔2026〕3号</p><p>各区县：</p><p>现将有关事项通知如下。</p>';

describe('classification marks', () => {
  it.each([
    ['秘密★1年', `<p>秘密★1年</p>${PAPER}`],
    ['机密★10年 特急', `<p>机密★10年　特急</p>${PAPER}`],
    ['绝密★长期', `<p>&nbsp;绝密★长期</p>${PAPER}`],
    ['机密★', `<div>机密★</div>${PAPER}`],
    ['a copy number before it', `<p>000012　机密★5年</p>${PAPER}`],
    ['split over elements', `<p><b>机</b><b>密</b><span>★</span><i>１０</i>年</p>${PAPER}`],
    ['a typed asterisk with a term', `<p>秘密*6个月</p>${PAPER}`],
    ['a hollow star', `<p>秘密☆3年</p>${PAPER}`],
    ['a label before it', `<p>密级：机密★20年</p>${PAPER}`],
    ['a condition', `<p>机密★会议开始前</p>${PAPER}`],
    [
      'the level alone over an official paper',
      `<p>机密</p><p>某某县委文件</p><p>某发〔2026〕12号</p><p>签发人：某某</p>`,
    ],
    ['a term in Chinese figures behind a point', `<p>机密·三年</p>${PAPER}`],
    ['hidden by a style', `<div style="display:none"><p>秘密★2年</p>${PAPER}</div>`],
  ])('are possible: %s', (_, body) => {
    expect(answerTo(secrecyMarks, body)).toMatchObject({ code: 'possible', verdict: 'unmet' });
  });

  it.each([
    ['an examination paper that was used', '<p>绝密★启用前</p><p>某省普通高中学业水平考试</p>'],
    [
      'a sample in an article on the form of papers',
      '<h1>公文格式示例</h1><p>份号：6位阿拉伯数字。密级和保密期限，3号黑体，顶格编排在版心左上角第二行。</p><p>机密★1年</p><p>版头中的分隔线</p>',
    ],
    [
      'a question of a quiz',
      '<h1>保密知识竞赛题</h1><p>国家秘密标志由密级、标识和保密期限组成。</p><p>定密责任人是谁？保密期限如何确定？</p><p>秘密★10年</p>',
    ],
  ])('need an officer: %s', (_, body) => {
    expect(answerTo(secrecyMarks, body)).toMatchObject({ code: 'weak', verdict: 'unknown' });
  });

  it.each([
    ['a declassified paper', '<p>机密★10年　解密</p><p>某发〔1998〕3号</p>'],
    ['running text', '<p>该文件左上角标有“机密★3年”字样，被其拍照后发送至微信群。</p>'],
    ['商业秘密', '<p>不得侵犯他人商业秘密。</p><h2>商业秘密</h2>'],
    [
      'the law',
      '<p>第十四条　国家秘密的密级分为绝密、机密、秘密三级。绝密级国家秘密是最重要的国家秘密。</p>',
    ],
    ['an item on the law', '<p>保守国家秘密法宣传月</p><p>机密级事项保密期限不超过二十年</p>'],
    ['news', '<p>泄露国家秘密罪案件一审宣判</p>'],
    ['a decorated title', '<a href="/1">健康的秘密★★★★★</a><p>古城的秘密★收藏本站</p>'],
    ['the levels of a search form', '<ul><li>绝密</li><li>机密</li><li>秘密</li></ul><p>某发〔2026〕3号</p>'],
    ['a rule for examination', '<p>试卷在启用前属于绝密材料</p>'],
    ['a film', '<p>秘密</p><p>主演：某某</p>'],
    ['wordings of rules for work secrets', '<p>工作秘密管理办法</p>'],
  ])('are none: %s', (_, body) => {
    expect(answerTo(secrecyMarks, body)).toMatchObject({ code: 'none', verdict: 'met' });
  });

  it('tell the place, the time and a salted digest, and nothing else', () => {
    const { facts } = answerTo(secrecyMarks, `\n\n<p>机密★10年</p>${PAPER}`);
    expect(Object.keys(facts).sort()).toEqual(['at', 'count', 'line', 'page', 'places']);
    expect(facts).toMatchObject({ page: PAGE, line: 3, count: 1 });
    expect(facts.places).toEqual([{ page: PAGE, line: 3, digest: expect.stringMatching(/^[0-9a-f]{64}$/) }]);
  });

  it('have other digests under another salt', async () => {
    const { readPage } = await import('../probes/html/read-page.ts');
    const digests = ['one salt', 'another'].map(
      (salt) =>
        readPage(
          { url: PAGE, status: 200, body: Buffer.from('<p>机密★10年</p>') },
          { salt, today: '2026-11-23' },
        ).secrecy[0]?.digest,
    );
    expect(new Set(digests).size).toBe(2);
  });
});

describe('work-secret and internal marks', () => {
  it.each([
    ['内部资料　注意保存', `<p>内部资料　注意保存</p>${PAPER}`],
    ['in brackets', `<p>（内部资料，注意保存）</p>${PAPER}`],
    ['in heavy brackets', `<p>【内部文件 注意保管】</p>${PAPER}`],
    ['此件不公开', `${PAPER}<p>（此件不公开）</p>`],
    ['此件不予公开', `${PAPER}<p>此件不予公开</p>`],
    ['仅供内部使用', `<p>仅供内部使用</p>${PAPER}`],
    ['工作秘密 over an official paper', `<p>工作秘密</p><p>某发〔2026〕3号</p>${PAPER}`],
    ['此件不登报', `${PAPER}<p>（此件不登报）</p>`],
    ['a field of publication', `${PAPER}<p>公开方式：不予公开</p>`],
    ['a cell of a table', `${PAPER}<table><tr><th>公开属性</th><td>不公开</td></tr></table>`],
    ['a field behind a bar', `${PAPER}<p>公开属性 | 不予公开</p>`],
    ['工作秘密 with a star', `<p>工作秘密★3年</p>${PAPER}`],
  ])('are found: %s', (_, body) => {
    expect(answerTo(workSecretMarks, body)).toMatchObject({ code: 'found', verdict: 'unmet' });
  });

  it.each([
    ['a duty in a list', '<li>内部资料不得外传</li>'],
    ['a short sentence', '<p>该手册仅供内部参考，不作为执法依据。</p>'],
  ])('need a person: %s', (_, body) => {
    expect(answerTo(workSecretMarks, body)).toMatchObject({ code: 'weak', verdict: 'unknown' });
  });

  it.each([
    ['a menu', '<ul><li><a href="/a">内部资料</a></li><li><a href="/b">内部文件</a></li></ul>'],
    [
      'an explanation',
      '<h3>工作秘密</h3><p>工作秘密是指机关、单位在履行职能过程中产生或者获取的不属于国家秘密的事项。</p>',
    ],
    ['rules for publications', '<p>内部资料性出版物管理办法</p><p>《内部资料性出版物准印证》核发</p>'],
    [
      'news of a case',
      '<p>经查，某某违反工作纪律，将标有“内部资料，注意保存”字样的会议材料通过手机拍照后转发给亲属，造成不良影响，受到党内警告处分，并在全市范围内通报。</p>',
    ],
    ['the opposite', `${PAPER}<p>（此件公开发布）</p><p>（此件主动公开）</p>`],
    ['a car park', '<p>地下停车场内部使用面积三千平方米</p>'],
  ])('are none: %s', (_, body) => {
    expect(answerTo(workSecretMarks, body)).toMatchObject({ code: 'none', verdict: 'met' });
  });

  it('are told masked', () => {
    const { facts } = answerTo(workSecretMarks, `<p>内部资料　注意保存</p>${PAPER}`);
    expect(JSON.stringify(facts)).not.toContain('资料');
    expect(facts.masked).toMatch(/^内部\*+保存$/);
  });
});

it('leaves both questions open when no page was read', () => {
  const view = siteViewWith({}, { url: PAGE });
  for (const rule of [secrecyMarks, workSecretMarks])
    expect(judgeRule(rule, view, 'zh')).toMatchObject({ verdict: 'unknown', code: 'not-checked' });
});
