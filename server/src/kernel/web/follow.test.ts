import { describe, expect, it } from 'vitest';
import {
  endlessRedirects,
  type Handler,
  neverAnswers,
  redirectLoop,
  redirectTo,
  type Site,
  startWorld,
  type World,
} from '../../../test/world/index.ts';
import { type Followed, follow, openNetworkWeb, type WebRequest } from './index.ts';

interface Walked {
  readonly followed: Followed;
  readonly world: World;
}

/** Follows from `/` of `www.a.test`; the world is closed again, its record of requests stays. */
async function walk(
  pages: NonNullable<Site['pages']>,
  request: Partial<WebRequest> = {},
  mayGo?: (next: URL) => boolean,
): Promise<Walked> {
  await using world = await startWorld({
    sites: { 'www.a.test': { pages }, 'www.b.test': { pages: { '/': 'page of b' } } },
  });
  await using web = openNetworkWeb(world);
  const followed = await follow(web, { url: 'http://www.a.test/', timeoutMs: 60_000, ...request }, mayGo);
  return { followed, world };
}

function endOf({ followed: { end, answer } }: Walked): string {
  return end === 'answer' ? (answer.ok ? Buffer.from(answer.body).toString() : answer.code) : end;
}

function pathsOf({ world }: Walked): string[] {
  return world.sites.requests.map(({ path }) => path);
}

describe('a redirect', () => {
  it.each([301, 302, 303, 307, 308])('by %i is followed and remembered', async (status) => {
    const walked = await walk({ '/': redirectTo('/next', status), '/next': 'there' });
    expect(endOf(walked)).toBe('there');
    expect(walked.followed.hops).toMatchObject([
      { url: 'http://www.a.test/', status, location: 'http://www.a.test/next', address: '127.0.0.1' },
    ]);
    expect(pathsOf(walked)).toEqual(['/', '/next']);
  });

  it.each([
    ['next', '/next'],
    ['./next', '/next'],
    ['../../next', '/next'],
    ['?page=2', '/?page=2'],
    ['//www.a.test/next', '/next'],
    ['https://www.a.test/next', '/next'],
    ['HTTP://WWW.A.TEST/next', '/next'],
    ['  /next  ', '/next'],
    ['/next#part', '/next'],
    ['http://somebody:secret@www.a.test/next', '/next'],
    ['/中文', '/%E4%B8%AD%E6%96%87'],
    ['\\next', '/next'],
  ])('to %j leads to %j', async (location, path) => {
    const raw = Buffer.from(location).toString('latin1');
    const walked = await walk({ '/': redirectTo(raw), [path]: 'there' });
    expect(endOf(walked)).toBe('there');
    expect(pathsOf(walked)).toEqual(['/', path]);
    expect(walked.world.sites.requests.every(({ headers }) => headers.authorization === undefined)).toBe(
      true,
    );
  });

  it.each([
    'http://',
    'http://[::bad',
    'javascript:alert(1)',
    'ftp://www.a.test/',
    'data:text/html,x',
    'mailto:a@b.test',
  ])('to %j leads nowhere', async (location) => {
    const walked = await walk({ '/': redirectTo(location) });
    expect(endOf(walked)).toBe('bad-location');
    expect(pathsOf(walked)).toEqual(['/']);
  });

  it('without an address is an answer', async () => {
    expect(endOf(await walk({ '/': { status: 302, body: 'moved' } }))).toBe('moved');
  });

  it('with an address of many kilobytes leads nowhere, and little of it is kept', async () => {
    const walked = await walk({ '/': redirectTo(`/${'x'.repeat(30_000)}`), '*': 'there' });
    expect(endOf(walked)).toBe('bad-location');
    expect(walked.followed.hops[0]?.location.length).toBeLessThanOrEqual(300);
  });

  it('to itself is a loop, after one request', async () => {
    const walked = await walk({ '*': redirectLoop() });
    expect(endOf(walked)).toBe('loop');
    expect(pathsOf(walked)).toHaveLength(1);
  });

  it('there and back is a loop', async () => {
    expect(endOf(await walk({ '/': redirectTo('/b'), '/b': redirectTo('/') }))).toBe('loop');
  });

  it('that never ends is left after ten hops', async () => {
    const walked = await walk({ '*': endlessRedirects() });
    expect(endOf(walked)).toBe('too-many');
    expect(pathsOf(walked)).toHaveLength(11);
  });

  it('to where the caller does not want to go is not followed', async () => {
    const walked = await walk(
      { '/': redirectTo('http://www.b.test/') },
      {},
      ({ hostname }) => hostname === 'www.a.test',
    );
    expect(endOf(walked)).toBe('elsewhere');
    expect(walked.followed.hops).toHaveLength(1);
    expect(pathsOf(walked)).toEqual(['/']);
  });

  it.each([
    'http://127.0.0.2/',
    'http://[::ffff:10.0.0.1]/',
    'http://169.254.169.254/latest/',
    'http://2130706434/',
    'http://inside.test/',
  ])('that smuggles in %s is refused at the door', async (location) => {
    await using world = await startWorld({
      sites: { 'www.a.test': { pages: { '/': redirectTo(location) } } },
      zones: { 'inside.test': { 'inside.test': { a: ['10.0.0.1'] } } },
      policy: { allowNetworks: ['127.0.0.1/32'] },
    });
    await using web = openNetworkWeb(world);
    const followed = await follow(web, { url: 'http://www.a.test/' });
    expect(followed).toMatchObject({ end: 'answer', answer: { ok: false, code: 'address-refused' } });
    expect(followed.hops).toHaveLength(1);
    expect(world.sites.connections()).toBe(1);
  });

  it('to another port is followed where pages stand there, and refused where none do', async () => {
    const walked = await walk({ '/': redirectTo('http://www.b.test:22/') });
    expect(endOf(walked)).toBe('port-refused');
  });
});

describe('cookies on the way', () => {
  it('are sent back to the host that set them, so that a site which insists on its cookie opens', async () => {
    const walked = await walk({
      '/': (request, response) => {
        if (request.headers.cookie === 'pass=1; lang=zh') response.end('there');
        else
          response
            .writeHead(302, { location: '/', 'set-cookie': ['pass=1; Path=/; HttpOnly', 'lang=zh'] })
            .end();
      },
    });
    expect(endOf(walked)).toBe('there');
    expect(pathsOf(walked)).toEqual(['/', '/']);
  });

  it('stay at home: another host does not see them', async () => {
    const walked = await walk({
      '/': { status: 302, headers: { location: 'http://www.b.test/', 'set-cookie': 'pass=1' } },
    });
    expect(endOf(walked)).toBe('page of b');
    expect(walked.world.sites.requests.map(({ headers }) => headers.cookie)).toEqual([undefined, undefined]);
  });

  it('that are marked Secure stay off plain connections, and those taken back are gone', async () => {
    const walked = await walk({
      '/': { status: 302, headers: { location: '/2', 'set-cookie': ['a=1; Secure', 'b=2', 'c=3'] } },
      '/2': { status: 302, headers: { location: '/3', 'set-cookie': 'b=; Max-Age=0' } },
      '/3': 'there',
    });
    expect(walked.world.sites.requests.map(({ headers }) => headers.cookie)).toEqual([
      undefined,
      'b=2; c=3',
      'c=3',
    ]);
  });

  it('are bounded in number and size', async () => {
    const flood = Array.from({ length: 60 }, (_, index) => `n${index}=${'x'.repeat(900)}`);
    const walked = await walk({
      '/': { status: 302, headers: { location: '/2', 'set-cookie': flood } },
      '/2': 'there',
    });
    const sent = walked.world.sites.requests[1]?.headers.cookie ?? '';
    expect(endOf(walked)).toBe('there');
    expect(sent.length).toBeGreaterThan(0);
    expect(sent.length).toBeLessThanOrEqual(8_000);
  });
});

describe('the whole way', () => {
  it('has one patience, not one for each hop', async () => {
    const slow =
      (location: string): Handler =>
      (_request, response) =>
        void setTimeout(() => response.writeHead(302, { location }).end(), 80);
    const pages = Object.fromEntries(
      Array.from({ length: 9 }, (_, step) => [step === 0 ? '/' : `/${step}`, slow(`/${step + 1}`)]),
    );
    const walked = await walk({ ...pages, '/9': neverAnswers() }, { timeoutMs: 300 });
    expect(endOf(walked)).toBe('response-timeout');
    expect(walked.followed.hops.length).toBeLessThan(5);
  });

  it('is broken off by the signal', async () => {
    await using world = await startWorld({
      sites: { 'www.a.test': { pages: { '/': redirectTo('/2'), '/2': neverAnswers() } } },
    });
    await using web = openNetworkWeb(world);
    const stop = new AbortController();
    const followed = follow(web, { url: 'http://www.a.test/', signal: stop.signal });
    await expect.poll(() => world.sites.requests.length).toBe(2);
    stop.abort(new Error('enough'));
    await expect(followed).rejects.toThrow('enough');
  });
});
