import { describe, expect, it } from 'vitest';
import type { LinkFact, LinkKind } from '../html/page-facts.ts';
import { openFrontier } from './frontier.ts';

const HOME = 'https://www.a.gov.cn/';

function links(urls: readonly string[], kind: LinkKind = 'a', text = ''): LinkFact[] {
  return urls.map((url) => ({ kind, url: new URL(url, HOME).href, text, line: 1 }));
}

/** Everything that a frontier gives out, as paths. */
function walkOf(urls: readonly string[], kind?: LinkKind, text?: string): string[] {
  const frontier = openFrontier(HOME);
  frontier.add(links(urls, kind, text));
  const given: string[] = [];
  for (let url = frontier.next(); url !== undefined; url = frontier.next()) {
    given.push(url.replace(HOME, '/'));
  }
  return given;
}

describe('what is taken up', () => {
  it.each([
    ['the home page again', '/'],
    ['the home page by its file', '/index.html'],
    ['the home page in the clear', 'http://www.a.gov.cn/'],
    ['another host', 'https://b.gov.cn/news/'],
    ['a host that only begins alike', 'https://www.a.gov.cn.evil.test/'],
    ['another port', 'https://www.a.gov.cn:8443/'],
    ['a document', '/files/notice.pdf'],
    ['a picture', '/logo.PNG'],
    ['a way out of a session', '/user/logout.do'],
    ['an act of the back end', '/news.php?action=delete&id=3'],
    ['a very long address', `/?x=${'y'.repeat(1_000)}`],
  ])('is not %s', (_what, url) => {
    expect(walkOf([url])).toEqual([]);
  });

  it('is a page that is only called alike', () => {
    const pages = ['/model/', '/delegation/', '/zwgk/deleted-rules.html'];
    expect(walkOf(pages).sort()).toEqual(pages.sort());
  });

  it('is no form and no frame', () => {
    expect([...walkOf(['/do'], 'form'), ...walkOf(['/do'], 'frame')]).toEqual([]);
    expect(walkOf(['/map'], 'area')).toEqual(['/map']);
  });

  it.each([
    [['/news/', '/news/index.html', 'http://www.a.gov.cn/news/']],
    [['/list?a=1&b=2', '/list?b=2&a=1']],
    [['/list?a=1', '/list?a=1&PHPSESSID=0123', '/list?a=1&jsessionid=4', '/list;jsessionid=AB12?a=1']],
    [['/list', '/list?_=1732000000', '/list?timestamp=1']],
  ])('is one page of %j', (urls) => {
    expect(walkOf(urls)).toEqual([urls[0]]);
  });

  it('is a page once, whoever links to it, and where a redirect led once', () => {
    const frontier = openFrontier(HOME);
    frontier.add(links(['/a']));
    expect(frontier.next()).toBe(`${HOME}a`);
    frontier.add(links(['/a']));
    expect(frontier.next()).toBeUndefined();
    expect(frontier.claim(new URL('/b', HOME))).toBe(true);
    expect(frontier.claim(new URL('/b', HOME))).toBe(false);
    expect(frontier.claim(new URL('/a', HOME))).toBe(false);
    expect(frontier.claim(new URL('https://b.gov.cn/'))).toBe(false);
    frontier.add(links(['/b']));
    expect(frontier.next()).toBeUndefined();
  });
});

describe('the order', () => {
  it('shows columns, items and services in turn', () => {
    const items = ['/xw/202411/t20241101_1.html', '/xw/202411/t20241102_2.html'];
    expect(walkOf(['/zwgk/', '/jgsz/', ...items, '/login/'])).toEqual([
      '/zwgk/',
      items[0],
      '/login/',
      items[1],
      '/jgsz/',
    ]);
  });

  it('takes four items of a folder, and of other folders as well', () => {
    const of = (folder: string): string[] =>
      Array.from({ length: 10 }, (_, index) => `/${folder}/202411/t202411${10 + index}_${index}.html`);
    const walked = walkOf([...of('xw'), ...of('gg')]);
    expect(walked.filter((path) => path.startsWith('/xw/'))).toHaveLength(4);
    expect(walked.filter((path) => path.startsWith('/gg/'))).toHaveLength(4);
  });

  it('opens an endless calendar after everything else', () => {
    const calendar = Array.from({ length: 50 }, (_, index) => `/calendar?month=${index}`);
    const walked = walkOf([...calendar, '/zwgk/', '/jgsz/']);
    expect(walked.slice(0, 6)).toEqual(expect.arrayContaining(['/zwgk/', '/jgsz/']));
    expect(walked).toHaveLength(52);
  });
});

describe('the bounds', () => {
  it('hold against a million links', () => {
    const frontier = openFrontier(HOME);
    for (let page = 0; page < 250; page++)
      frontier.add(links(Array.from({ length: 4_000 }, (_, index) => `/p${page}/${index}/`)));
    let given = 0;
    while (frontier.next() !== undefined) given++;
    expect(given).toBeLessThanOrEqual(20_001);
  });
});
