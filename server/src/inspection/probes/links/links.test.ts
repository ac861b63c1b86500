import { describe, expect, it } from 'vitest';
import {
  abruptClose,
  endlessBody,
  garbage,
  type Handler,
  handlesBeyond,
  neverAnswers,
  openHandles,
  redirectLoop,
  redirectTo,
  type Site,
  startWorld,
  type World,
  type WorldOptions,
} from '../../../../test/world/index.ts';
import { openNetworkWeb } from '../../../kernel/web/index.ts';
import { type LinksTarget, type TriagedLink, triageLinks } from './index.ts';

const ON = [{ page: 'https://www.a.test/', line: 3, text: 'link' }];

async function triage(
  options: WorldOptions,
  urls: readonly string[],
  more: Partial<LinksTarget> = {},
): Promise<{ links: readonly TriagedLink[]; world: World; found: number }> {
  await using world = await startWorld(options);
  await using web = openNetworkWeb(world);
  const observation = await triageLinks(web, {
    exits: urls.map((url) => ({ url, on: ON })),
    userAgent: 'Zhengdun/test',
    maxLinks: 300,
    timeLimitMs: 60_000,
    ...more,
  });
  if (observation.outcome !== 'seen') throw new Error(observation.outcome);
  return { ...observation.facts, world };
}

/** State and detail of one link to a site that answers so. */
async function stateOf(site: Site, url = 'http://www.b.test/'): Promise<string> {
  const { links } = await triage({ sites: { 'www.b.test': site } }, [url]);
  return links.map(({ state, status }) => `${state} ${status}`).join();
}

const page = (title: string, text = ''): Site => ({
  pages: { '*': `<!doctype html><title>${title}</title><body>${text}</body>` },
});

describe('the target of a link', () => {
  it('that shows a page is alive', async () => {
    expect(await stateOf(page('某某出版社', '图书目录'))).toBe('alive 200');
    expect(await stateOf({ pages: { '*': { body: '' } } })).toBe('alive 200');
    expect(
      await stateOf({ pages: { '*': { headers: { 'content-type': 'application/pdf' }, body: '404' } } }),
    ).toBe('alive 200');
  });

  it.each([404, 410])('that answers %i is dead', async (status) => {
    expect(await stateOf({ pages: { '*': { status, body: 'x' } } })).toBe(`dead ${status}`);
  });

  it.each([401, 403, 405, 406, 412, 418, 429, 444, 451, 521, 999])(
    'that sends programs away by %i is a wall: not dead, not alive',
    async (status) => {
      expect(await stateOf({ pages: { '*': { status, body: 'x' } } })).toBe(`bot-wall ${status}`);
    },
  );

  it.each([400, 408, 500, 502, 503])('that fails by %i gives no answer', async (status) => {
    expect(await stateOf({ pages: { '*': { status, body: 'x' } } })).toBe(`no-answer ${status}`);
  });

  it.each([
    ['soft-404', page('404 Not Found')],
    ['soft-404', page('提示', '您访问的页面不存在')],
    ['soft-404', page('公告', '该网站已关闭')],
    ['parked', page('example', '此域名正在出售')],
    ['parked', page('b.test', 'This domain is for sale')],
    ['hijacked', page('澳门葡京娱乐官网')],
    ['bot-wall', page('Just a moment...')],
    ['bot-wall', page('安全验证', '请完成验证')],
    ['alive', page('关于404号文件的通知', '正文'.repeat(400))],
    ['alive', page('图书馆', `${'馆藏介绍'.repeat(200)}您访问的页面不存在`)],
  ])('is %s by what its page says', async (state, site) => {
    expect(await stateOf(site)).toBe(`${state} 200`);
  });

  it('is read in its own encoding', async () => {
    const gbk = Buffer.concat([
      Buffer.from('<title>'),
      Buffer.from([0xd2, 0xb3, 0xc3, 0xe6, 0xb2, 0xbb, 0xb4, 0xe6, 0xd4, 0xda]), // 页面不存在
      Buffer.from('</title>'),
    ]);
    expect(await stateOf({ pages: { '*': { headers: { 'content-type': 'text/html' }, body: gbk } } })).toBe(
      'soft-404 200',
    );
  });

  it('that leads to another owner has moved; to a neighbour of the same owner it is alive', async () => {
    const sites = {
      'www.b.test': { pages: { '*': redirectTo('http://www.c.test/') } },
      'old.b.test': { pages: { '*': redirectTo('http://new.b.test/') } },
      'new.b.test': page('new'),
      'www.c.test': page('somebody else'),
    };
    const { links } = await triage({ sites }, ['http://www.b.test/', 'http://old.b.test/']);
    expect(links).toMatchObject([
      { state: 'moved', finalUrl: 'http://www.c.test/', detail: 'c.test', host: 'www.b.test' },
      { state: 'alive', finalUrl: 'http://new.b.test/' },
    ]);
  });

  it('whose name is gone is dead, one in a private network is nobody’s to tell', async () => {
    const zones = {
      test: { 'empty.test': {}, 'inside.test': { a: ['10.0.0.1'] }, 'shut.test': { a: ['127.0.0.9'] } },
    };
    const { links } = await triage({ zones }, [
      'http://gone.test/',
      'http://empty.test/',
      'http://inside.test/',
      'http://shut.test/',
      'http://inside.test:25/',
    ]);
    expect(Object.fromEntries(links.map(({ url, state, detail }) => [url, `${state}: ${detail}`]))).toEqual({
      'http://gone.test/': 'dead: no-such-name',
      'http://empty.test/': 'dead: no-address',
      'http://inside.test/': 'no-answer: address-refused',
      'http://shut.test/': 'dead: connect-refused',
      'http://inside.test:25/': 'no-answer: port-refused',
    });
  });

  it('that our own network does not reach is not called dead', async () => {
    const web = {
      fetch: ({ url }: { url: string }) =>
        Promise.resolve({ ok: false as const, url, code: 'unreachable' as const }),
    };
    const observation = await triageLinks(web, {
      exits: [{ url: 'http://www.b.test/', on: ON }],
      userAgent: 'Zhengdun/test',
      maxLinks: 10,
      timeLimitMs: 1_000,
    });
    expect(observation).toMatchObject({ facts: { links: [{ state: 'no-answer' }] } });
  });

  it.each([
    ['no-answer', garbage()],
    ['no-answer', redirectLoop()],
    ['alive', endlessBody()],
    ['alive', abruptClose()],
  ])('is %s where its server misbehaves so', async (state, handler) => {
    expect(await stateOf({ pages: { '*': handler } })).toMatch(new RegExp(`^${state}`));
  });

  it('with a bad certificate is alive all the same: the connection is not what is asked', async () => {
    const expired = {
      ...page('b'),
      tls: { certificate: { names: ['other.test'], notAfter: new Date('2020-01-01') } },
    };
    expect(await stateOf(expired, 'https://www.b.test/')).toBe('alive 200');
  });

  it('whose first connection is cut is asked once more before it counts', async () => {
    let times = 0;
    const flaky: Handler = (request, response) => {
      if (times++ === 0) request.socket.destroy();
      else response.end('<title>there</title>');
    };
    expect(await stateOf({ pages: { '*': flaky } })).toBe('alive 200');
    expect(times).toBe(2);
  });
});

describe('the questions', () => {
  it('are one GET to each address, with few bytes read, and at most two of one host at once', async () => {
    let at = 0;
    let most = 0;
    const slow: Handler = (_request, response) => {
      most = Math.max(most, ++at);
      setTimeout(() => {
        at--;
        response.end('<title>b</title>');
      }, 5);
    };
    const urls = Array.from({ length: 30 }, (_, index) => `http://www.b.test/${index}`);
    const { links, world } = await triage({ sites: { 'www.b.test': { pages: { '*': slow } } } }, urls);
    expect(links).toHaveLength(30);
    expect(most).toBeLessThanOrEqual(2);
    expect(world.sites.requests.map(({ method, path }) => `${method} ${path}`).toSorted()).toEqual(
      urls.map((url) => `GET ${new URL(url).pathname}`).toSorted(),
    );
    expect(world.sites.requests.some(({ path }) => path === '/robots.txt')).toBe(false);
  });

  it('to many hosts do not wait for a host that is silent', async () => {
    const sites: Record<string, Site> = Object.fromEntries(
      Array.from({ length: 20 }, (_, index) => [`h${index}.b.test`, page('b')]),
    );
    const stop = new AbortController();
    await using world = await startWorld({
      sites: { ...sites, 'silent.test': { pages: { '*': neverAnswers() } } },
    });
    await using web = openNetworkWeb(world);
    const silent = Array.from({ length: 10 }, (_, index) => `http://silent.test/${index}`);
    const looking = triageLinks(web, {
      exits: [...silent, ...Object.keys(sites).map((host) => `http://${host}/`)].map((url) => ({
        url,
        on: ON,
      })),
      userAgent: 'Zhengdun/test',
      maxLinks: 300,
      timeLimitMs: 60_000,
      signal: stop.signal,
    });
    await expect
      .poll(() => world.sites.requests.filter(({ host }) => host.endsWith('b.test')).length)
      .toBe(20);
    expect(world.sites.requests.filter(({ host }) => host === 'silent.test')).toHaveLength(2);
    stop.abort(new Error('enough'));
    await expect(looking).rejects.toThrow('enough');
  });

  it('end at the limit of links and of time; what was not asked is told by the number found', async () => {
    const urls = Array.from({ length: 9 }, (_, index) => `http://www.b.test/${index}`);
    const limited = await triage({ sites: { 'www.b.test': page('b') } }, urls, { maxLinks: 4 });
    expect([limited.links.length, limited.found]).toEqual([4, 9]);
    const late = await triage({ sites: { 'www.b.test': page('b') } }, urls, { timeLimitMs: -1 });
    expect([late.links.length, late.found]).toEqual([0, 9]);
    expect(late.world.sites.requests).toHaveLength(0);
  });

  it('leave no handle behind', async () => {
    const before = openHandles();
    await triage({ sites: { 'www.b.test': { pages: { '*': endlessBody() } } } }, [
      'http://www.b.test/1',
      'http://www.b.test/2',
    ]);
    expect(await handlesBeyond(before)).toEqual([]);
  });
});
