import { summarise } from '@zhengdun/contract';
import { describe, expect, it } from 'vitest';
import { resultWith } from '../../../test/check-results.ts';
import { viewOfPage } from '../../../test/site-view.ts';
import { unzip } from '../../../test/unzip.ts';
import { judgeRule } from '../judge.ts';
import { renderReport } from '../render-report.ts';
import { renderTerminal } from '../reports/index.ts';
import { RULES } from './index.ts';

/** An invented paper. No word of it may be found in anything that a check keeps or prints. */
const WORDS = [
  '青蒿峪',
  '鹭鸶湾',
  '榆钱渡',
  '石榴坳',
  '柘木滩',
  '槭树坪',
  '蓼花汀',
  '苇叶塘',
  '楝子岗',
  '杞柳洼',
] as const;
const [IN_TITLE, IN_META, IN_LINK, IN_TEXT, IN_BUTTON, IN_FORM, IN_DEMAND, IN_FOOTER, IN_QUERY, IN_VICE] =
  WORDS;
const PAGE = `<!doctype html><html><head><meta charset="utf-8"><title>关于${IN_TITLE}工程的通知</title>
<meta name="ArticleTitle" content="关于${IN_META}工程的通知"><meta name="Keywords" content="${IN_META}">
<meta name="ContentSource" content="${IN_META}办"><meta name="SiteName" content="某市人民政府"></head><body>
<h1>关于${IN_TITLE}工程的通知</h1><div>来源：${IN_META}办　发布时间：2026-03-01</div>
<p>机密★10年</p><p>${IN_TEXT}工程定于三月开工，联系电话另告。仅供${IN_TEXT}内部使用。</p>
<p>请使用IE浏览器打开${IN_DEMAND}附件</p>
<a href="/1.html">${IN_LINK}附件</a><a href="http://share.example/?title=${encodeURIComponent(IN_QUERY)}">分享</a>
<div style="display:none"><a href="http://b.example/">${IN_VICE}真人百家乐</a></div>
<form action="/send?t=${encodeURIComponent(IN_QUERY)}" method="post"><h3>${IN_FORM}意见</h3>姓名<input name="realname">手机<input name="mobile"><button>${IN_BUTTON}提交</button></form>
<iframe src="http://share.example/frame?title=${encodeURIComponent(IN_QUERY)}"></iframe>
<footer>主办单位：${IN_FOOTER}办公室　版权所有：${IN_FOOTER}办公室</footer></body></html>`;

const view = viewOfPage(PAGE, 'https://www.somecity.gov.cn/a/1.html');
const verdicts = RULES.map((rule) => judgeRule(rule, view, 'zh'));
const result = { ...resultWith(verdicts), verdicts, summary: summarise(verdicts) };

function leaked(text: string): string[] {
  return WORDS.filter((word) => text.includes(word) || text.includes(encodeURIComponent(word)));
}

describe('a page that may carry a state secret', () => {
  it('is told as such', () => {
    expect(verdicts.find(({ rule }) => rule === 'secrecy-marks')).toMatchObject({ code: 'possible' });
  });

  it('leaves no word of its own in the observations, which are kept', () => {
    expect(leaked(JSON.stringify(view.observations))).toEqual([]);
  });

  it('leaves none in the verdicts of any rule, in either language', () => {
    const english = RULES.map((rule) => judgeRule(rule, view, 'en'));
    expect(leaked(JSON.stringify([verdicts, english]))).toEqual([]);
  });

  it.each(['html', 'json', 'oscal'] as const)('leaves none in the report as %s', async (form) => {
    const { bytes, pictures, files } = await renderReport(result, form, { read: async () => undefined });
    expect({ leaked: leaked(String(bytes)), pictures, files }).toEqual({
      leaked: [],
      pictures: 0,
      files: [],
    });
  });

  it('leaves none in the report as docx', async () => {
    const { bytes } = await renderReport(result, 'docx', { read: async () => undefined });
    const members = unzip(Buffer.from(bytes as Uint8Array));
    expect(members.size).toBeGreaterThan(3);
    expect(leaked([...members.values()].map((member) => member.toString('utf8')).join('\n'))).toEqual([]);
  });

  it('leaves none on the terminal', () => {
    const text = renderTerminal(result, { lang: 'zh', width: 80, colour: false, all: true });
    expect(text).toContain('www.somecity.gov.cn');
    expect(leaked(text)).toEqual([]);
  });

  it('would leave them without the mark, so that the test can fail', () => {
    const open = viewOfPage(PAGE.replace('机密★10年', ''), 'https://www.somecity.gov.cn/a/1.html');
    expect(leaked(JSON.stringify(open.observations)).length).toBeGreaterThan(5);
  });
});
