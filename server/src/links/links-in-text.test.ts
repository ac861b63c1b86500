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

  it('are found in HTML as a browser follows them, with the line of their element', () => {
    const html = [
      '<p>详见<a href="//a.example/1?x=1&amp;y=2">样例</a>、<a',
      ' href="https:&#x2F;&#47;b.example/">样例</a></p>',
      '<form action=http://c.example/go><button formaction="\\\\d.example/">提交</button></form>',
      '<map><area href=" ht\ttps://e.example/ "></map><select><option value="https://f.example/">样例</option></select>',
      '<a href="/own.html">本站</a><a href="https://zwfw.shili.gov.cn/">服务</a><a href="javascript:open(&quot;https://g.example/&quot;)">窗口</a>',
      '<a href="mailto:a@h.example">邮箱</a>',
    ].join('\n');
    expect(exitsInText(html, ['www.shili.gov.cn']).map(({ url, line }) => [line, url])).toEqual([
      [1, 'https://a.example/1?x=1&y=2'],
      [1, 'https://b.example/'],
      [3, 'http://c.example/go'],
      [3, 'https://d.example/'],
      [4, 'https://f.example/'],
      [4, 'https://e.example/'],
      [5, 'https://g.example/'],
    ]);
  });

  it('below a base of another site leave for it, and a sign of less in a plain text hides none', () => {
    expect(urls('<base href="https://a.example/x/"><a href="1.html">样例</a>')).toEqual([
      'https://a.example/x/',
      'https://a.example/x/1.html',
    ]);
    expect(urls('当x<y时，见https://b.example/，下同')).toEqual(['https://b.example/']);
  });

  it('in hostile HTML are read in the time of its length', () => {
    const long = '<a href="//a.example/">'.repeat(20_000).slice(0, 200_000);
    const begun = performance.now();
    expect(urls(`${'<'.repeat(200_000)}`)).toEqual([]);
    expect(urls(long)).toEqual(['https://a.example/']);
    expect(performance.now() - begun).toBeLessThan(5_000);
  });
});
