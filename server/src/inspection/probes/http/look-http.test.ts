import { describe, expect, it } from 'vitest';
import {
  abruptClose,
  endlessBody,
  endlessRedirects,
  garbage,
  hugeHeaders,
  neverAnswers,
  redirectLoop,
  redirectTo,
  type Site,
  startWorld,
} from '../../../../test/world/index.ts';
import { openNetworkWeb } from '../../../kernel/web/index.ts';
import { lookHttp } from './index.ts';

const HOST = 'www.a.test';
const USER_AGENT = 'Mozilla/5.0 (compatible; Zhengdun/test)';

/** Looks at `https://www.a.test/`, or another address of that site. */
async function look(site: Site, url = `https://${HOST}/`, others: Readonly<Record<string, Site>> = {}) {
  await using world = await startWorld({ sites: { [HOST]: site, ...others } });
  await using web = openNetworkWeb(world);
  const seen = await lookHttp(web, { url: new URL(url), userAgent: USER_AGENT, snapshot: false });
  const asked = world.sites.requests.map(({ secure, path }) => `${secure ? 'https' : 'http'} ${path}`);
  return { ...seen, asked, requests: world.sites.requests };
}

function homeOf({ http, home }: Awaited<ReturnType<typeof look>>): string {
  if (http.outcome !== 'seen') return http.detail.en;
  return `${http.facts.home.status} ${http.facts.home.url} ${Buffer.from(home?.body ?? []).toString()}`;
}

function doorsOf({ doors }: Awaited<ReturnType<typeof look>>) {
  if (doors.outcome !== 'seen') throw new Error(doors.detail.en);
  return doors.facts;
}

describe('the two doors of a site', () => {
  it('are both opened, under our own name, and the page behind the secure one is the home page', async () => {
    const seen = await look({ pages: { '/': 'home' }, http: 'redirect' });
    expect(homeOf(seen)).toBe(`200 https://${HOST}/ home`);
    expect(doorsOf(seen)).toMatchObject({
      secure: { url: `https://${HOST}/`, status: 200, hops: [] },
      plain: { url: `https://${HOST}/`, status: 200, hops: [{ status: 301, location: `https://${HOST}/` }] },
    });
    expect(seen.requests.every(({ headers }) => headers['user-agent'] === USER_AGENT)).toBe(true);
    expect(seen.requests.every(({ method }) => method === 'GET')).toBe(true);
  });

  it('that lead to one page fetch it once', async () => {
    const seen = await look({ pages: { '/': 'home' }, http: 'redirect' });
    expect(seen.asked.toSorted()).toEqual(['http /', 'https /']);
    const third = await look({
      pages: { '/': redirectTo('/portal/'), '/portal/': 'home' },
      http: 'redirect',
    });
    expect(third.asked.toSorted()).toEqual(['http /', 'https /', 'https /portal/']);
    expect(doorsOf(third).plain.hops).toHaveLength(2);
  });

  it('are fetched apart where a cookie makes another page', async () => {
    const seen = await look({
      pages: {
        '/': (request, response) => {
          if (request.headers.cookie) response.end('home');
          else response.writeHead(302, { location: `https://${HOST}/`, 'set-cookie': 'a=1' }).end();
        },
      },
    });
    expect(homeOf(seen)).toBe(`200 https://${HOST}/ home`);
  });

  it('may be closed, one or both', async () => {
    const plainOnly = await look({ pages: { '/': 'home' }, tls: false });
    expect(homeOf(plainOnly)).toBe(`200 http://${HOST}/ home`);
    expect(doorsOf(plainOnly).secure).toMatchObject({ status: null, code: 'reset' });
    const secureOnly = await look({ pages: { '/': 'home' }, http: 'none' });
    expect(homeOf(secureOnly)).toBe(`200 https://${HOST}/ home`);
    expect(doorsOf(secureOnly).plain).toMatchObject({ status: null, code: 'reset' });
    const neither = await look({ http: 'none', tls: false });
    expect(neither.http).toMatchObject({ outcome: 'blocked', detail: { en: 'the connection was cut' } });
    expect(neither.doors.outcome).toBe('blocked');
    expect(neither.home).toBeUndefined();
  });

  it('of a saved page are not opened', async () => {
    await using world = await startWorld({ sites: { [HOST]: { pages: { '/': 'home' } } } });
    await using web = openNetworkWeb(world);
    const target = { url: new URL(`https://${HOST}/`), userAgent: USER_AGENT, snapshot: true };
    expect((await lookHttp(web, target)).doors.outcome).toBe('left-out');
    expect(world.sites.requests).toHaveLength(1);
  });

  it('tell where a redirect leads that was not followed to an end', async () => {
    const seen = await look({ pages: { '/': 'home' }, http: 'redirect' }, undefined, {});
    expect(doorsOf(seen).plain.code).toBeUndefined();
    const looping = await look({ pages: { '/': redirectLoop() } });
    expect(doorsOf(looping)).toMatchObject({
      secure: { code: 'loop', status: 302 },
      plain: { code: 'loop' },
    });
    const endless = await look({ pages: { '*': endlessRedirects() } });
    expect(doorsOf(endless).secure).toMatchObject({ code: 'too-many', status: 302 });
    expect(doorsOf(endless).secure.hops).toHaveLength(11);
    const nowhere = await look({ pages: { '/': redirectTo('javascript:alert(1)') } });
    expect(doorsOf(nowhere).secure).toMatchObject({ code: 'bad-location', status: 301 });
  });

  it('keep of an address and of a header only what can be printed', async () => {
    const seen = await look({
      pages: {
        '/': redirectTo(`/${'x'.repeat(3_000)}`),
        '*': { headers: { server: `nginx ${'s'.repeat(5_000)}`, 'x-secret': 'not kept' }, body: 'home' },
      },
    });
    const { secure } = doorsOf(seen);
    expect(secure.url.length).toBeLessThanOrEqual(500);
    expect(secure.hops.every(({ url, location }) => url.length <= 500 && location.length <= 500)).toBe(true);
    expect(secure.headers.map(([name]) => name)).toEqual(
      ['content-type', 'server'].filter((name) => secure.headers.some(([each]) => each === name)),
    );
    expect(secure.headers.every(([, value]) => value.length <= 300)).toBe(true);
    expect(secure.headers.some(([name]) => name === 'x-secret')).toBe(false);
  });
});

describe('the home page', () => {
  it('is the asked address where one was given', async () => {
    const seen = await look(
      { pages: { '/': 'root', '/county/?id=1': 'county' } },
      `https://${HOST}/county/?id=1`,
    );
    expect(homeOf(seen)).toBe(`200 https://${HOST}/county/?id=1 county`);
    expect(seen.asked).toContain('https /');
  });

  it('is behind the plain door where that was asked for and both are open', async () => {
    expect(homeOf(await look({ pages: { '/': 'home' } }, `http://${HOST}/`))).toBe(
      `200 http://${HOST}/ home`,
    );
  });

  it('is behind the other door where the wanted one shows an error or goes round in a circle', async () => {
    const bySide =
      (
        secure: (response: {
          writeHead(status: number, headers?: object): { end(text?: string): void };
        }) => void,
      ) =>
      (request: { socket: object }, response: Parameters<typeof secure>[0]) => {
        if ('encrypted' in request.socket) secure(response);
        else response.writeHead(200).end('home');
      };
    const broken = await look({ pages: { '/': bySide((response) => response.writeHead(500).end('oops')) } });
    expect(homeOf(broken)).toBe(`200 http://${HOST}/ home`);
    const looping = await look({
      pages: { '/': bySide((response) => response.writeHead(302, { location: '/' }).end()) },
    });
    expect(homeOf(looping)).toBe(`200 http://${HOST}/ home`);
  });

  it('does not exist where every way goes round in a circle: a redirect is no page', async () => {
    const looping = await look({ pages: { '*': redirectLoop() } });
    expect(looping.home).toBeUndefined();
    expect(looping.http).toMatchObject({
      outcome: 'blocked',
      detail: { zh: '跳转来回循环', en: 'its redirects go round in a circle' },
    });
    const endless = await look({ pages: { '*': endlessRedirects() } });
    expect(endless.http).toMatchObject({ outcome: 'blocked', detail: { zh: '跳转次数过多，没有终点' } });
    const nowhere = await look({ pages: { '*': redirectTo('mailto:office@a.test') } });
    expect(nowhere.http).toMatchObject({ outcome: 'blocked', detail: { zh: '跳转地址无法打开' } });
  });

  it('that lies in a private network is refused, and the refusal named', async () => {
    await using world = await startWorld({
      sites: { [HOST]: { pages: { '*': redirectTo('http://169.254.169.254/latest/meta-data/') } } },
    });
    await using web = openNetworkWeb(world);
    const seen = await lookHttp(web, {
      url: new URL(`https://${HOST}/`),
      userAgent: USER_AGENT,
      snapshot: false,
    });
    expect(seen.http).toMatchObject({
      outcome: 'blocked',
      detail: { zh: '域名指向内网或保留地址，按本机设置不予连接' },
      cause: 'address-refused',
    });
    expect(seen.home).toBeUndefined();
  });

  it.each([404, 403, 500, 503, 429])('that answers %i is told with its status', async (status) => {
    expect(homeOf(await look({ pages: { '*': { status, body: 'x' } } }))).toBe(
      `${status} https://${HOST}/ x`,
    );
  });

  it.each([
    ['noise', garbage(), 'the answer of the server does not follow HTTP'],
    ['a head of 100 KB', hugeHeaders(100, 1000), 'the head of the answer is too large'],
  ])('of %s is told as such', async (_what, handler, words) => {
    expect(homeOf(await look({ pages: { '*': handler } }))).toBe(words);
  });

  it('of a body without end is cut at 5 MB', async () => {
    const { home } = await look({ pages: { '*': endlessBody() } });
    expect(home).toMatchObject({ cut: true, fault: 'too-large' });
    expect(home?.body.length).toBe(5_000_000);
  });

  it('that breaks off is kept up to there', async () => {
    const { home } = await look({ pages: { '*': abruptClose(10_000, 500) } });
    expect(home).toMatchObject({ cut: true, fault: 'broken-off' });
    expect(home?.body.length).toBe(500);
  });

  it('is not waited for after the signal', async () => {
    await using world = await startWorld({ sites: { [HOST]: { pages: { '*': neverAnswers() } } } });
    await using web = openNetworkWeb(world);
    const stop = new AbortController();
    const looking = lookHttp(web, {
      url: new URL(`https://${HOST}/`),
      userAgent: USER_AGENT,
      snapshot: false,
      signal: stop.signal,
    });
    await expect.poll(() => world.sites.requests.length).toBe(2);
    stop.abort(new Error('enough'));
    await expect(looking).rejects.toThrow('enough');
  });
});
