import { describe, expect, it } from 'vitest';
import {
  endlessBody,
  type Handler,
  neverAnswers,
  type Page,
  redirectTo,
  type Site,
  startWorld,
} from '../../../../test/world/index.ts';
import { openNetworkWeb } from '../../../kernel/web/index.ts';
import { lookForExposure } from './index.ts';

async function look(pages: NonNullable<Site['pages']>, folders: readonly string[] = []) {
  await using world = await startWorld({ sites: { 'www.a.test': { pages } } });
  await using web = openNetworkWeb(world);
  const target = { origin: 'http://www.a.test', userAgent: 'Zhengdun/test', folders, paceMs: 1 };
  const observation = await lookForExposure(web, target);
  if (observation.outcome !== 'seen') throw new Error(observation.outcome);
  return {
    ...observation.facts,
    hits: observation.facts.found.map(({ url, kind }) => `${kind} ${new URL(url).pathname}`),
    requests: world.sites.requests,
  };
}

const text = (body: string | Buffer, type = 'application/octet-stream'): Page => ({
  headers: { 'content-type': type },
  body,
});
const ZIP = Buffer.from('PK\x03\x04rest of an archive', 'latin1');

describe('the look for exposed files', () => {
  it('is one small GET for each well-known name, and finds nothing on an ordinary site', async () => {
    const { asked, hits, stopped, requests } = await look({ '/': 'home' });
    expect({ hits, stopped }).toEqual({ hits: [], stopped: false });
    expect(requests).toHaveLength(asked);
    expect(asked).toBeLessThanOrEqual(24);
    expect(new Set(requests.map(({ method }) => method))).toEqual(new Set(['GET']));
    expect(new Set(requests.map(({ path }) => path)).size).toBe(asked);
    expect(requests.every(({ headers }) => headers.range === 'bytes=0-599')).toBe(true);
  });

  it.each<[string, string, Page]>([
    ['repository', '/.git/HEAD', text('ref: refs/heads/main\n')],
    ['repository', '/.git/HEAD', text('0123456789abcdef0123456789abcdef01234567\n', 'text/plain')],
    ['repository', '/.svn/entries', text('12\n')],
    ['secrets', '/.env', text('APP_NAME=portal\nDB_PASSWORD=invented\n', 'text/plain')],
    ['listing', '/.DS_Store', text(Buffer.from('\0\0\0\x01Bud1\0', 'latin1'))],
    ['configuration', '/WEB-INF/web.xml', text('<?xml version="1.0"?><web-app>', 'text/xml')],
    ['configuration', '/web.config', text('<configuration><system.web/>', 'text/xml')],
    ['backup', '/www.zip', text(ZIP)],
    ['backup', '/a.test.zip', { ...text(ZIP), status: 206 }],
    ['backup', '/web.rar', text(Buffer.from('Rar!\x1a\x07\0', 'latin1'))],
    ['backup', '/www.tar.gz', text(Buffer.from([0x1f, 0x8b, 8, 0, 0]))],
    ['database-dump', '/backup.sql', text('-- MySQL dump 10.13\nCREATE TABLE a (b int);')],
    ['diagnosis', '/phpinfo.php', text('<html><title>PHP 7.4.3 - phpinfo()</title>', 'text/html')],
    ['diagnosis', '/actuator/env', text('{"activeProfiles":[]}', 'application/json')],
    ['diagnosis', '/druid/index.html', text('<html><title>Druid Stat Index</title>', 'text/html')],
    ['diagnosis', '/server-status', text('<html><title>Apache Status</title>', 'text/html')],
  ])(
    'knows a %s at %s by its form, and compares it once with a place that cannot exist',
    async (kind, path, page) => {
      const { hits, found, asked, requests } = await look({ [path]: page });
      expect(hits).toEqual([`${kind} ${path}`]);
      expect(found[0]?.status).toBe(page.status ?? 200);
      expect(requests).toHaveLength(asked + 1);
      expect(requests.filter((request) => request.path.endsWith(path))).toHaveLength(2);
    },
  );

  it.each([
    ['Apache', '<html><head><title>Index of /images</title>'],
    ['nginx', '<html>\r\n<head><title>Index of /images/</title></head>'],
    ['Tomcat', '<!doctype html><title>Directory Listing For [/images/]</title>'],
    ['Python', '<!DOCTYPE HTML><html><title>Directory listing for /images/</title>'],
    [
      'IIS',
      '<html><head><title>www.a.test - /images/</title></head><body><H1>www.a.test - /images/</H1><hr>',
    ],
  ])('knows a folder that %s lists', async (_server, markup) => {
    const shown = text(markup, 'text/html');
    expect((await look({ '/images/': shown }, ['/images/'])).hits).toEqual(['listing /images/']);
  });

  it.each([
    '<title>目录导航 - 信息公开</title>',
    '<title>图片新闻</title>',
    '<title>a - /b/</title><h2>no listing</h2>',
  ])('takes %s for an ordinary page', async (markup) => {
    expect((await look({ '/images/': text(markup, 'text/html') }, ['/images/'])).hits).toEqual([]);
  });

  it('looks into four folders at most', async () => {
    const folders = Array.from({ length: 9 }, (_, index) => `/f${index}/`);
    const { requests } = await look({}, folders);
    expect(requests.filter(({ path }) => path.startsWith('/f'))).toHaveLength(4);
  });
});

describe('no hit', () => {
  it.each<[string, Page]>([
    ['its own page', text('<!doctype html><title>首页</title>', 'text/html')],
    [
      'its page without a type',
      text('  <html><title>404</title>APP_NAME=x\nref: refs/', 'application/octet-stream'),
    ],
    ['an archive', text(ZIP)],
    ['settings', text('APP_NAME=portal\n', 'text/plain')],
    ['nothing', text('')],
    ['a redirect', redirectTo('/login')],
  ])('is on a site that answers everything with %s', async (_what, page) => {
    expect((await look({ '*': page }, ['/images/'])).hits).toEqual([]);
  });

  it('is what only looks like a dump in its name', async () => {
    expect((await look({ '/backup.zip': text('no archive at all') })).hits).toEqual([]);
  });

  it('is what asks for a password', async () => {
    const shut = { status: 401, headers: { 'www-authenticate': 'Basic' }, body: 'ref: refs/heads/main' };
    expect(await look({ '/.git/HEAD': shut })).toMatchObject({ hits: [], stopped: false });
  });
});

describe('the site’s patience', () => {
  it('is not at an end because a well-kept server forbids dot files and settings', async () => {
    const forbidden: Page = { status: 403, body: 'Forbidden' };
    const guarded = ['/.git/HEAD', '/.svn/entries', '/.env', '/.DS_Store', '/WEB-INF/web.xml', '/web.config'];
    const rest = ['/phpinfo.php', '/server-status', '/actuator/env', '/backup.sql', '/db.sql'];
    const pages = Object.fromEntries([...guarded, ...rest].map((path) => [path, forbidden]));
    expect(await look(pages)).toMatchObject({ hits: [], stopped: false });
  });

  it('is at an end after three refusals of ordinary names', async () => {
    const { stopped, requests } = await look({ '*': { status: 403, body: 'blocked' } });
    expect(stopped).toBe(true);
    expect(requests).toHaveLength(9);
  });

  it('is at an end with the first 429', async () => {
    const { stopped, requests } = await look({ '*': { status: 429, body: '' } });
    expect(stopped).toBe(true);
    expect(requests).toHaveLength(1);
  });

  it('is at an end after three cut connections', async () => {
    const cut: Handler = (request) => void request.socket.destroy();
    const { stopped, asked } = await look({ '*': cut });
    expect([stopped, asked]).toEqual([true, 3]);
  });

  it('costs the site no more than the first bytes of an endless archive', async () => {
    let sent = 0;
    const endless = endlessBody(Buffer.concat([ZIP, Buffer.alloc(60_000)]));
    const { hits } = await look({
      '/www.zip': (request, response) => {
        response.on('close', () => {
          sent = response.socket?.bytesWritten ?? request.socket.bytesWritten;
        });
        return endless(request, response);
      },
    });
    expect(hits).toEqual([]);
    expect(sent).toBeLessThan(30_000_000);
  });

  it('is not tried further after the signal', async () => {
    await using world = await startWorld({ sites: { 'www.a.test': { pages: { '*': neverAnswers() } } } });
    await using web = openNetworkWeb(world);
    const stop = new AbortController();
    const looking = lookForExposure(web, {
      origin: 'http://www.a.test',
      userAgent: 'Zhengdun/test',
      folders: [],
      signal: stop.signal,
    });
    await expect.poll(() => world.sites.requests.length).toBe(1);
    stop.abort(new Error('enough'));
    await expect(looking).rejects.toThrow('enough');
  });
});
