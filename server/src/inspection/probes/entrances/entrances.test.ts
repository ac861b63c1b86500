import { afterAll, describe, expect, it } from 'vitest';
import {
  endlessBody,
  endlessRedirects,
  garbage,
  redirectLoop,
  redirectTo,
  type Site,
  startWorld,
} from '../../../../test/world/index.ts';
import { openNetworkWeb } from '../../../kernel/web/index.ts';
import type { EntranceLink } from '../../entrance-links.ts';
import type { PageFacts } from '../html/page-facts.ts';
import { openPageReader } from '../html/page-reader.ts';
import { readPage } from '../html/read-page.ts';
import { tryEntrances } from './index.ts';

const reader = openPageReader({ salt: 'test salt', timeLimitMs: 60_000 });
afterAll(() => reader[Symbol.asyncDispose]());

function linkTo(url: string): EntranceLink {
  return { kind: 'staff', url, text: '后台管理', page: 'https://www.a.test/', line: 1 };
}

async function tryOut(
  pages: NonNullable<Site['pages']>,
  paths: readonly string[],
  known: readonly PageFacts[] = [],
) {
  await using world = await startWorld({ sites: { 'www.a.test': { pages } } });
  await using web = openNetworkWeb(world);
  const observation = await tryEntrances(web, reader, {
    links: paths.map((path) => linkTo(`http://www.a.test${path}`)),
    known,
    userAgent: 'Zhengdun/test',
  });
  if (observation.outcome !== 'seen') throw new Error(observation.outcome);
  const { tried, found } = observation.facts;
  return {
    tried: tried.map(({ answer, status }) => `${answer} ${status}`),
    found,
    requests: world.sites.requests,
  };
}

const LOGIN = '<form method="post" action="/do"><input name="u"><input type="password" name="p"></form>';

describe('an entrance', () => {
  it.each([
    ['login 200', LOGIN],
    ['opens 200', '<h1>办公平台</h1>'],
    ['login 401', { status: 401, headers: { 'www-authenticate': 'Basic realm="oa"' } }],
    ['refused 403', { status: 403, body: LOGIN }],
    ['refused 404', { status: 404 }],
    ['refused 503', { status: 503 }],
    ['login 200', redirectTo('/login')],
    ['silent null', garbage()],
    ['silent 302', redirectLoop()],
    ['silent 302', endlessRedirects()],
    ['opens 200', endlessBody()],
  ] as const)('is told as “%s”', async (answer, page) => {
    const { tried } = await tryOut({ '/login': LOGIN, '*': page }, ['/admin/']);
    expect(tried).toEqual([answer]);
  });

  it('is opened once, by GET, and never filled in', async () => {
    const { requests } = await tryOut({ '*': LOGIN }, ['/admin/', '/oa/']);
    expect(requests.map(({ method, path }) => `${method} ${path}`)).toEqual(['GET /admin/', 'GET /oa/']);
  });

  it('that was read on the walk is not opened again', async () => {
    const url = 'http://www.a.test/admin/';
    const known = readPage(
      { url, status: 200, body: Buffer.from(LOGIN), contentType: 'text/html' },
      { salt: 'test salt', today: '2026-11-23' },
    );
    const { tried, requests } = await tryOut({ '*': LOGIN }, ['/admin/', '/oa/'], [known]);
    expect(tried).toEqual(['login 200', 'login 200']);
    expect(requests.map(({ path }) => path)).toEqual(['/oa/']);
  });

  it('beyond the eighth is counted, not opened', async () => {
    const { tried, found, requests } = await tryOut(
      { '*': 'x' },
      Array.from({ length: 20 }, (_, index) => `/oa/${index}`),
    );
    expect([tried.length, found, requests.length]).toEqual([8, 20, 8]);
  });

  it('is the last where the site asks to slow down', async () => {
    const { tried, requests } = await tryOut({ '*': { status: 429 } }, ['/admin/', '/oa/']);
    expect(tried).toEqual(['refused 429']);
    expect(requests).toHaveLength(1);
  });

  it('in a private network stays closed to us', async () => {
    await using world = await startWorld({ zones: { 'oa.test': { 'oa.test': { a: ['10.0.0.8'] } } } });
    await using web = openNetworkWeb(world);
    const observation = await tryEntrances(web, reader, {
      links: [linkTo('http://oa.test/')],
      known: [],
      userAgent: 'x',
    });
    expect(observation).toMatchObject({
      facts: {
        tried: [
          { answer: 'silent', status: null, detail: { zh: '域名指向内网或保留地址，按本机设置不予连接' } },
        ],
      },
    });
  });
});
