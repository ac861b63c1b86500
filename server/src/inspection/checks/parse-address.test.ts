import { describe, expect, it } from 'vitest';
import { parseAddress } from './parse-address.ts';

function read(typed: string): string {
  const parsed = parseAddress(typed);
  return parsed.ok ? parsed.url.href : parsed.problem.zh;
}

describe('an address as people write it', () => {
  it.each([
    ['www.a.gov.cn', 'https://www.a.gov.cn/'],
    ['WWW.A.GOV.CN/index.html#top', 'https://www.a.gov.cn/index.html'],
    ['http://www.a.gov.cn/新闻/1.html?x=1', 'http://www.a.gov.cn/%E6%96%B0%E9%97%BB/1.html?x=1'],
    ['  www . a . gov . cn ', 'https://www.a.gov.cn/'],
    ['ww w.a.gov.cn', 'https://www.a.gov.cn/'],
    ['ｗｗｗ．ａ．ｇｏｖ．ｃｎ', 'https://www.a.gov.cn/'],
    ['www。a。gov。cn', 'https://www.a.gov.cn/'],
    ['https：／／www.a.gov.cn／', 'https://www.a.gov.cn/'],
    ['http:/www.a.gov.cn', 'http://www.a.gov.cn/'],
    ['http//www.a.gov.cn', 'http://www.a.gov.cn/'],
    ['https;//www.a.gov.cn', 'https://www.a.gov.cn/'],
    ['http:\\\\www.a.gov.cn\\x', 'http://www.a.gov.cn/x'],
    ['http://http://www.a.gov.cn', 'http://www.a.gov.cn/'],
    ['www.a.gov.cn:8443/x', 'https://www.a.gov.cn:8443/x'],
    ['localhost:8600', 'https://localhost:8600/'],
    ['192.0.2.7', 'https://192.0.2.7/'],
    ['[2001:db8::7]:8443', 'https://[2001:db8::7]:8443/'],
    ['\ufeffwww.a.\u200bgov.cn\u202c', 'https://www.a.gov.cn/'],
  ])('reads %j', (typed, href) => {
    expect(read(typed)).toBe(href);
  });

  it.each([
    ['样例.政务', 'https://xn--fsq541d.xn--zfr164b/'],
    ['样例。政务', 'https://xn--fsq541d.xn--zfr164b/'],
    ['样例 . 政务', 'https://xn--fsq541d.xn--zfr164b/'],
    ['www.样例.公益', 'https://www.xn--fsq541d.xn--55qw42g/'],
  ])('knows a Chinese name from Chinese words: %j', (typed, href) => {
    expect(read(typed)).toBe(href);
  });

  it.each([
    '《www.a.gov.cn》',
    '“www.a.gov.cn”。',
    '<https://www.a.gov.cn/>',
    '网址：www.a.gov.cn',
    'URL: www.a.gov.cn',
    '某某县政府 www.a.gov.cn',
    '某某县政府www.a.gov.cn',
    'www.a.gov.cn。',
    'www.a.gov.cn，请检测',
    'https://www.a.gov.cn/，请检测',
    'www.a.gov.cn 负责人电话',
    'www.a.gov.cn负责人',
    'www.a.gov.cn（某某县政府）',
    'www.a.gov.cn(某某县政府)',
    'https://www.a.gov.cn./',
  ])('leaves out what was pasted along: %j', (typed) => {
    expect(read(typed)).toBe('https://www.a.gov.cn/');
  });
});

describe('what is no address', () => {
  it.each([
    ['', '请输入网址'],
    ['  《》 ', '请输入网址'],
    ['某某县政府', '缺少后缀'],
    ['gov', '缺少后缀'],
    ['www..a.gov.cn', '不是网址'],
    ['.a.gov.cn', '不是网址'],
    ['www.a,gov.cn', '不是网址'],
    ['www.a.gov.cn:99999', '不是网址'],
    [`${'a'.repeat(64)}.gov.cn`, '不是网址'],
    ['a.'.repeat(200_000), '不是网址'],
    ['www.a.gov.cn www.b.gov.cn', '一次只写一个网址'],
    ['https://user:secret@www.a.gov.cn/', '不能带用户名和口令'],
    ['ftp://www.a.gov.cn/', '现为“ftp:”'],
    ['file:///etc/passwd', '现为“file:”'],
    ['javascript:alert(1)', '现为“javascript:”'],
    ['mailto:a@b.gov.cn', '现为“mailto:”'],
  ])('is refused with what is wrong: %j', (typed, words) => {
    const parsed = parseAddress(typed);
    expect(parsed.ok ? parsed.url.href : parsed.problem.zh).toContain(words);
    expect(parsed.ok || parsed.problem.en.length > 0).toBe(true);
  });

  it('never tells a password again', () => {
    expect(read('https://user:secret@www.a.gov.cn/')).not.toContain('secret');
  });
});
