import { afterAll, describe, expect, it } from 'vitest';
import {
  endlessBody,
  garbage,
  type Handler,
  neverAnswers,
  redirectLoop,
  redirectTo,
  type Site,
  startWorld,
} from '../../../../test/world/index.ts';
import { openNetworkWeb, type Web } from '../../../kernel/web/index.ts';
import { openPageReader } from '../html/page-reader.ts';
import { readPage } from '../html/read-page.ts';
import { type CrawlFacts, type CrawlTarget, walkSite } from './index.ts';

const reader = openPageReader({ salt: 'test salt', timeLimitMs: 60_000 });
afterAll(() => reader[Symbol.asyncDispose]());

const HOME = 'http://www.a.test/';

function page(...addresses: string[]): string {
  return `<!doctype html><title>p</title>${addresses.map((url) => `<a href="${url}">x</a>`).join('\n')}`;
}

function homeOf(markup: string, url = HOME): CrawlTarget['home'] {
  return readPage(
    { url, status: 200, body: Buffer.from(markup), contentType: 'text/html' },
    { salt: 'test salt', today: '2026-11-23' },
  );
}

const TARGET: Omit<CrawlTarget, 'home'> = {
  userAgent: 'Mozilla/5.0 (compatible; Zhengdun/test)',
  robotName: 'Zhengdun',
  maxPages: 20,
  timeLimitMs: 60_000,
  paceMs: 1,
  opened: [],
};

/** Walks from a home page with these links through a site with these pages. */
async function walk(
  home: readonly string[],
  pages: NonNullable<Site['pages']>,
  more: Partial<CrawlTarget> = {},
  http: Site['http'] = 'serve',
) {
  await using world = await startWorld({
    sites: { 'www.a.test': { pages, http }, 'www.b.test': { pages: { '*': page() } } },
  });
  await using web = openNetworkWeb(world);
  const observation = await walkSite(web, reader, {
    ...TARGET,
    home: homeOf(page(...home)),
    ...more,
  });
  if (observation.outcome !== 'seen') throw new Error(observation.outcome);
  const facts: CrawlFacts = observation.facts;
  const asked = world.sites.requests.map(({ path }) => path).filter((path) => path !== '/robots.txt');
  return {
    facts,
    asked,
    read: facts.pages.map(({ url }) => new URL(url).pathname),
    requests: world.sites.requests,
  };
}

const robots = (body: string) => ({ headers: { 'content-type': 'text/plain' }, body });

describe('a walk through a site', () => {
  it('opens what the pages link to, each page once, and robots.txt once', async () => {
    const { facts, asked, requests } = await walk(['/a/', '/b/'], {
      '/a/': page('/b/', '/c/', '/', '/a/index.html'),
      '/b/': page('/a/', '/c/#part'),
      '/c/': page(),
    });
    expect(asked.toSorted()).toEqual(['/a/', '/b/', '/c/']);
    expect(facts).toMatchObject({ ended: 'all-seen', failures: [], robots: { found: false, skipped: 0 } });
    expect(requests.filter(({ path }) => path === '/robots.txt')).toHaveLength(1);
    expect(requests.every(({ method }) => method === 'GET')).toBe(true);
  });

  it('does not ask again for the addresses that led to the home page', async () => {
    const { asked } = await walk(['/asked/', '/a/'], { '*': page('/asked/') }, { opened: [`${HOME}asked/`] });
    expect(asked).toEqual(['/a/']);
  });

  it('ends at the limit of pages, and says so only when some are left', async () => {
    const limited = await walk(['/a/', '/b/', '/c/'], { '*': page() }, { maxPages: 2 });
    expect([limited.asked.length, limited.facts.ended]).toEqual([2, 'page-limit']);
    const all = await walk(['/a/', '/b/'], { '*': page() }, { maxPages: 2 });
    expect([all.asked.length, all.facts.ended]).toEqual([2, 'all-seen']);
    const none = await walk(['/a/'], { '*': page() }, { maxPages: 0 });
    expect([none.asked.length, none.facts.ended]).toEqual([0, 'page-limit']);
  });

  it('ends when its time is over', async () => {
    const { facts, asked } = await walk(['/a/', '/b/'], { '*': page() }, { timeLimitMs: -1 });
    expect([asked.length, facts.ended]).toEqual([0, 'time-limit']);
  });

  it('never asks more than two pages at once', async () => {
    let at = 0;
    let most = 0;
    const slow: Handler = (_request, response) => {
      most = Math.max(most, ++at);
      setTimeout(() => {
        at--;
        response.writeHead(200, { 'content-type': 'text/html' }).end(page());
      }, 80);
    };
    const addresses = Array.from({ length: 8 }, (_, index) => `/c${index}/`);
    const { asked } = await walk(addresses, { '/robots.txt': { status: 404 }, '*': slow });
    expect(asked).toHaveLength(8);
    expect(most).toBeLessThanOrEqual(2);
  });

  it('asks no faster than its pace, however fast the answers are', async () => {
    const starts: number[] = [];
    const web: Web = {
      fetch: async ({ url }) => {
        if (!url.endsWith('/robots.txt')) starts.push(performance.now());
        const body = new Uint8Array();
        return { ok: true, url, status: 404, headers: [], body, cut: false, address: '', headMs: 1, ms: 1 };
      },
    };
    const addresses = Array.from({ length: 6 }, (_, index) => `/c${index}/`);
    const begun = performance.now();
    await walkSite(web, reader, { ...TARGET, home: homeOf(page(...addresses)), paceMs: 100 });
    expect(starts).toHaveLength(6);
    // Five pauses lie between the first and the last; a timer may be late, never early by more than a millisecond.
    expect((starts.at(-1) ?? 0) - begun).toBeGreaterThanOrEqual(5 * 100 - 5);
  });
});

describe('robots.txt', () => {
  it('keeps pages from us, under either scheme and behind redirects; they are counted', async () => {
    const { facts, asked } = await walk(['/a/', '/shut/', 'https://www.a.test/shut/2/', '/leads/'], {
      '/robots.txt': robots('User-agent: *\nDisallow: /shut/'),
      '/leads/': redirectTo('/shut/3/'),
      '*': page(),
    });
    expect(asked.toSorted()).toEqual(['/a/', '/leads/']);
    expect(facts.robots).toEqual({ found: true, skipped: 2 });
  });

  it('that addresses us by name goes before what it says to everybody', async () => {
    const { asked, facts } = await walk(['/a/'], {
      '/robots.txt': robots('User-agent: *\nDisallow:\n\nUser-agent: Zhengdun\nDisallow: /'),
      '*': page(),
    });
    expect(asked).toEqual([]);
    expect(facts).toMatchObject({ ended: 'all-seen', robots: { skipped: 1 } });
  });

  it('that fails forbids the walk, and the facts say why', async () => {
    const { asked, facts } = await walk(['/a/'], { '/robots.txt': { status: 500 }, '*': page() });
    expect(asked).toEqual([]);
    expect(facts.ended).toBe('robots-unreachable');
  });

  it('that asks for more time than there is ends the walk after one page', async () => {
    const { asked, facts } = await walk(['/a/', '/b/', '/c/'], {
      '/robots.txt': robots('User-agent: *\nCrawl-delay: 3600'),
      '*': page(),
    });
    expect(asked).toHaveLength(1);
    expect(facts.ended).toBe('time-limit');
  });

  it('that forbids everything on a site of thousands of links is believed after some hundred', async () => {
    const { asked, facts } = await walk(
      Array.from({ length: 3_900 }, (_, index) => `/c${index}/`),
      {
        '/robots.txt': robots('User-agent: *\nDisallow: /'),
      },
    );
    expect(asked).toEqual([]);
    expect(facts.robots.skipped).toBeLessThanOrEqual(302);
  });
});

describe('a site that has had enough', () => {
  it.each([
    ['429', { status: 429, headers: { 'retry-after': '120' } }, '120'],
    ['429 without a time', { status: 429 }, ''],
    [
      '503 with a time',
      { status: 503, headers: { 'retry-after': 'Wed, 25 Nov 2026 00:00:00 GMT' } },
      'Wed, 25 Nov 2026 00:00:00 GMT',
    ],
  ])('says so by %s, and is left alone', async (_what, refusal, retryAfter) => {
    const { facts, asked } = await walk(
      Array.from({ length: 10 }, (_, index) => `/c${index}/`),
      { '/robots.txt': { status: 404 }, '*': refusal },
    );
    expect(facts).toMatchObject({ ended: 'rate-limited', retryAfter });
    expect(asked.length).toBeLessThanOrEqual(2);
  });

  it('is not meant by a single 503', async () => {
    const { facts, read } = await walk(['/a/', '/b/'], { '/a/': { status: 503 }, '/b/': page() });
    expect(facts).toMatchObject({
      ended: 'all-seen',
      failures: [{ url: `${HOME}a/`, status: 503, reason: 'HTTP 503' }],
    });
    expect(read).toEqual(['/b/']);
  });
});

describe('a page', () => {
  it('of the same site under the other scheme is read', async () => {
    const { read, facts } = await walk(['https://www.a.test/a/', '/b/'], { '*': page() }, {}, 'redirect');
    expect(read.toSorted()).toEqual(['/a/', '/b/']);
    expect(facts.pages.every(({ url }) => url.startsWith('https:'))).toBe(true);
  });

  it('to which two addresses lead is read once', async () => {
    const { read, asked } = await walk(['/old/', '/older/'], {
      '/old/': redirectTo('/new/'),
      '/older/': redirectTo('/new/'),
      '/new/': page(),
    });
    expect(read).toEqual(['/new/']);
    expect(asked.filter((path) => path === '/new/')).toHaveLength(1);
  });

  it('that leads to another site, or is no page, is left out without a failure', async () => {
    const { facts, requests } = await walk(['/out/', '/data/'], {
      '/out/': redirectTo('http://www.b.test/'),
      '/data/': { headers: { 'content-type': 'application/json' }, body: '{}' },
    });
    expect(facts).toMatchObject({ pages: [], failures: [] });
    expect(requests.some(({ host }) => host === 'www.b.test')).toBe(false);
  });

  it('behind a cookie is read', async () => {
    const { read } = await walk(['/a/'], {
      '/a/': (request, response) => {
        if (request.headers.cookie) response.writeHead(200, { 'content-type': 'text/html' }).end(page());
        else response.writeHead(302, { location: '/a/', 'set-cookie': 'a=1' }).end();
      },
    });
    expect(read).toEqual(['/a/']);
  });

  it('that cannot be opened is told with the reason, and the walk goes on', async () => {
    const { facts, read } = await walk(['/noise/', '/circle/', '/gone/', '/good/'], {
      '/robots.txt': { status: 404 },
      '/noise/': garbage(),
      '/circle/': redirectLoop(),
      '/gone/': { status: 404 },
      '/good/': page(),
    });
    expect(read).toEqual(['/good/']);
    expect(
      Object.fromEntries(facts.failures.map(({ url, reason }) => [new URL(url).pathname, reason])),
    ).toEqual({
      '/noise/': 'bad-response',
      '/circle/': 'loop',
      '/gone/': 'HTTP 404',
    });
  });

  it('without end is cut at 3 MB and read up to there', async () => {
    const { facts } = await walk(['/a/'], { '/robots.txt': { status: 404 }, '/a/': endlessBody() });
    expect(facts.pages).toMatchObject([{ cut: true, bytes: 3_000_000 }]);
  });

  it('in every trap costs no more than the limit of pages', async () => {
    let step = 0;
    const trap: Handler = (_request, response) => {
      step++;
      const links = Array.from({ length: 100 }, (_, index) => `/trap/${step}/${index}/?a=${index}&b=${step}`);
      response
        .writeHead(200, { 'content-type': 'text/html' })
        .end(page(...links, ...links.map((url) => `${url}&sid=${step}`)));
    };
    const { asked, facts } = await walk(
      ['/trap/'],
      { '/robots.txt': { status: 404 }, '*': trap },
      { maxPages: 12 },
    );
    expect([asked.length, facts.ended]).toEqual([12, 'page-limit']);
    expect(new Set(asked).size).toBe(12);
  });

  it('with a hundred thousand tags inside one another is read', async () => {
    const { read } = await walk(['/deep/'], {
      '/robots.txt': { status: 404 },
      '/deep/': `${'<div>'.repeat(100_000)}<a href="/next/">x</a>`,
      '/next/': page(),
    });
    expect(read[0]).toBe('/deep/');
  });

  it('is not waited for after the signal', async () => {
    await using world = await startWorld({
      sites: { 'www.a.test': { pages: { '/robots.txt': { status: 404 }, '*': neverAnswers() } } },
    });
    await using web = openNetworkWeb(world);
    const stop = new AbortController();
    const walking = walkSite(web, reader, {
      home: homeOf(page('/a/')),
      userAgent: 'x',
      robotName: 'Zhengdun',
      maxPages: 5,
      timeLimitMs: 60_000,
      opened: [],
      signal: stop.signal,
    });
    await expect.poll(() => world.sites.requests.length).toBe(2);
    stop.abort(new Error('enough'));
    await expect(walking).rejects.toThrow('enough');
  });
});
