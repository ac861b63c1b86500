import { describe, expect, it } from 'vitest';
import { exitsInText } from './links-in-text.ts';

const urls = (text: string) =>
  exitsInText(text, ['www.shili.gov.cn', 'zs.shili.example']).map(({ url }) => url);

describe('links in a text', () => {
  it('end where Chinese punctuation or brackets begin, and are told once with their line', () => {
    const text =
      '各科室：\n详见https://www.a.example/1.html。\n（http://b.example/路?x=1），再见https://www.a.example/1.html.';
    expect(exitsInText(text, [])).toEqual([
      { url: 'https://www.a.example/1.html', line: 2 },
      { url: 'http://b.example/%E8%B7%AF?x=1', line: 3 },
    ]);
  });

  it('to organs and to sites of the unit itself are no exits; letters in an address make no organ', () => {
    expect(
      urls('https://www.gov.cn/ http://x.政务/ https://zwfw.shili.gov.cn/ https://m.shili.example/'),
    ).toEqual([]);
    expect(urls('https://evil.example/?gov.cn http://x.政府/')).toEqual([
      'https://evil.example/?gov.cn',
      'http://x.xn--mxtq1m/',
    ]);
  });

  it('with names and passwords in them, or without end, are none', () => {
    expect(urls(`https://www.gov.cn@evil.example/ https://a.example/${'x'.repeat(1_000)}`)).toEqual([]);
  });
});
