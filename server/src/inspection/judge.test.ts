import { describe, expect, it } from 'vitest';
import { variedVerdicts, verdictOf } from '../../test/check-results.ts';
import { viewOfPage } from '../../test/site-view.ts';
import { judgeRule, toldIn } from './judge.ts';
import { notCheckedWords } from './not-checked.ts';
import { markPresent } from './rules/09-mark.ts';

describe('an inner page that is checked by itself', () => {
  const page = (head: string) =>
    viewOfPage(
      Buffer.from(
        `<html><head><title>样例县人民政府</title>${head}</head><body><p>通知</p><footer>主办：样例县人民政府 冀ICP备12345678号</footer></body></html>`,
      ),
      'https://www.example.gov.cn/art/2026/1/2/art_1_2.html',
    );
  const item =
    '<meta name="ArticleTitle" content="关于放假的通知"><meta name="ContentSource" content="本站">';

  it('is not called the home page, which nobody opened, in either language', () => {
    const verdict = judgeRule(markPresent, page(item), 'zh');
    expect(verdict.message).toBe('本页底部未加注网上标识');
    expect(verdict.text.fact).toMatch(/打开本页，.*所检的是内页，首页未看。$/);
    expect(toldIn(verdict, 'en').text.fact).toMatch(/neither the page.*the home page was not looked at\.$/i);
    expect(notCheckedWords(page(item).observations, 'zh')[0]).toContain('首页没有打开');
    expect(judgeRule(markPresent, page(''), 'zh').message).toBe('首页底部未加注网上标识');
  });
});

describe('a kept verdict', () => {
  it('is told in the language of the reader, whatever the language of the check', () => {
    const [zh, en] = [variedVerdicts('zh'), variedVerdicts('en')];
    expect(zh.length).toBeGreaterThan(40);
    expect(zh.map((verdict) => toldIn(verdict, 'en'))).toEqual(en);
    expect(en.map((verdict) => toldIn(verdict, 'zh'))).toEqual(zh);
  });

  it('stays as it was told where another version kept it', () => {
    const kept = verdictOf('site-code', 'differ', 'zh');
    for (const other of [
      { ...kept, facts: {} },
      { ...kept, code: 'a result of another version' },
      { ...kept, rule: 'a-rule-of-another-version' },
    ])
      expect(toldIn(other, 'en')).toEqual(other);
  });
});
