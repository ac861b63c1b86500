import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  abruptClose,
  endlessBody,
  endlessRedirects,
  floodOfHints,
  garbage,
  gzipBomb,
  type Handler,
  handlesBeyond,
  hugeHeaders,
  neverAnswers,
  openHandles,
  redirectLoop,
  redirectTo,
  type Site,
  slowDrip,
  slowHeaders,
  startWorld,
  type World,
} from '../../test/world/index.ts';
import { openGate } from '../kernel/gate.ts';
import { openNetworkWeb } from '../kernel/web/index.ts';
import type { EvidenceStore } from './evidence.ts';
import { type Inspected, inspectSite } from './inspect-site.ts';
import { openPageReader, type PageReader } from './probes/html/page-reader.ts';
import { openPlaceData, type PlaceData } from './probes/place/index.ts';

/** The whole line, without a browser, against sites that mean ill. Each check must end with a result that says why. */

const MB = 1_000_000;
const NOTHING_KEPT: EvidenceStore = {
  keep: () => Promise.reject(new Error('without a browser nothing is kept')),
  read: () => Promise.resolve(undefined),
};

let reader: PageReader;
let place: PlaceData;
beforeAll(async () => {
  // Long beyond any load of the machine: the limit itself has its own test.
  reader = openPageReader({ salt: 'test salt', timeLimitMs: 60_000 });
  place = await openPlaceData();
});
afterAll(() => reader[Symbol.asyncDispose]());

/** One check as the program makes it, with a network of its own. */
async function check(world: World, address: string, signal?: AbortSignal): Promise<Inspected> {
  await using web = openNetworkWeb(world);
  return await inspectSite(
    { egress: world, web, reader, place, evidence: NOTHING_KEPT, browser: null },
    {
      target: {
        url: new URL(address),
        snapshot: false,
        maxPages: 10,
        maxLinks: 50,
        userAgents: { plain: 'Zhengdun/test', browser: 'Zhengdun/test', robot: 'Zhengdun' },
        signal,
      },
      unit: { kind: 'organ', level: 'county' },
      basis: { kind: 'own-site' },
      lang: 'zh',
      readings: {},
    },
  );
}

const only = (page: string | Handler): Site => ({ pages: { '/': page }, http: 'redirect' });
const all = (page: Handler): Site => ({ pages: { '*': page } });

const trap: Handler = (request, response) => {
  const links = Array.from(
    { length: 300 },
    (_, index) => `<a href="${request.url}${index}/?a=${index}">x</a>`,
  );
  const exits = Array.from({ length: 20 }, (_, index) => `<a href="http://www.exit.test/${index}">y</a>`);
  response.writeHead(200, { 'content-type': 'text/html' }).end([...links, ...exits].join('\n'));
};

interface Expected {
  readonly site: Site;
  /** what the steps http and html say where they did not see */
  readonly http?: string;
  readonly html?: string;
  /** whether the home page was read only in part */
  readonly cut?: boolean;
  /** requests at most, robots.txt and every redirect among them */
  readonly requests: number;
}

/** Home page, robots.txt, the 24 names of the look for exposed files, and a second door. */
const ORDINARY = 28;

const FLEET: Readonly<Record<string, Expected>> = {
  silent: { site: all(neverAnswers()), http: '服务器在规定时间内没有给出答复', requests: 2 },
  'slow-head': { site: all(slowHeaders()), http: '服务器在规定时间内没有给出答复', requests: 2 },
  hints: { site: all(floodOfHints()), http: '服务器在规定时间内没有给出答复', requests: 2 },
  drip: { site: only(slowDrip(20, '<p>慢</p>')), cut: true, requests: ORDINARY },
  noise: { site: all(garbage()), http: '服务器的答复不符合网页协议', requests: 2 },
  'huge-head': { site: all(hugeHeaders(200, 1000)), http: '答复的头部过大', requests: 2 },
  circle: { site: all(redirectLoop()), http: '跳转来回循环', requests: 2 },
  redirects: { site: all(endlessRedirects()), http: '跳转次数过多，没有终点', requests: 22 },
  nowhere: {
    site: { pages: { '*': redirectTo('file:///etc/passwd') } },
    http: '跳转地址无法打开',
    requests: 2,
  },
  smuggler: {
    site: { pages: { '*': redirectTo('http://169.254.169.254/latest/meta-data/') } },
    http: '域名指向内网或保留地址，按本机设置不予连接',
    requests: 2,
  },
  decimal: {
    site: { pages: { '*': redirectTo('http://167772161/') } },
    http: '域名指向内网或保留地址，按本机设置不予连接',
    requests: 2,
  },
  mapped: {
    site: { pages: { '*': redirectTo('http://[::ffff:10.0.0.1]/') } },
    http: '域名指向内网或保留地址，按本机设置不予连接',
    requests: 2,
  },
  ports: {
    site: { pages: { '*': redirectTo('http://www.exit.test:25/') } },
    http: '该端口不是网站端口，不予连接',
    requests: 2,
  },
  shut: { site: { http: 'none', tls: false }, http: '连接被中断', requests: 2 },
  wall: {
    site: { pages: { '*': { status: 412, body: '<p>请稍候</p>' } } },
    html: '首页返回412',
    requests: 2,
  },
  error: { site: { pages: { '*': { status: 500, body: '<p>错误</p>' } } }, html: '首页返回500', requests: 2 },
  'broken-coding': {
    site: { pages: { '/': { headers: { 'content-encoding': 'br' }, body: Buffer.alloc(300, 7) } } },
    html: '首页内容没有传完整，无法读取',
    requests: 2,
  },
  endless: { site: only(endlessBody()), cut: true, requests: ORDINARY },
  bomb: { site: only(gzipBomb(300)), cut: true, requests: ORDINARY },
  'cut-off': { site: only(abruptClose(50_000, 5_000)), cut: true, requests: ORDINARY },
  deep: { site: only('<div>'.repeat(100_000)), cut: true, requests: ORDINARY },
  nul: {
    site: only((_request, response) => {
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-16' });
      response.end(
        Buffer.concat([
          Buffer.from('<meta charset=big5><p>a\0b\u001b[31m'),
          Buffer.alloc(100_000),
          Buffer.from([0xff, 0xc3, 0x28]),
        ]),
      );
    }),
    requests: ORDINARY,
  },
  trap: {
    site: { pages: { '/robots.txt': { status: 404 }, '*': trap }, http: 'redirect' },
    requests: ORDINARY + 10 + 8,
  },
  'catch-all': {
    site: { pages: { '*': '<!doctype html><title>首页</title><p>APP_KEY=x' }, http: 'redirect' },
    requests: ORDINARY,
  },
  limited: {
    site: {
      pages: {
        '/': '<a href="/a/">a</a><a href="/b/">b</a>',
        '/robots.txt': { status: 404 },
        '*': { status: 429 },
      },
    },
    requests: 5,
  },
  expired: {
    site: {
      ...only('<p>x'),
      tls: { certificate: { names: ['other.test'], notAfter: new Date('2020-01-01') } },
    },
    requests: ORDINARY,
  },
};

describe('a fleet of hostile sites', () => {
  it('ends with a result for each, in bounded bytes and requests, and leaves nothing open', async () => {
    const before = openHandles();
    const hosts = Object.keys(FLEET);
    const checked = new Map<string, Inspected>();
    let requests = new Map<string, number>();
    let sent = 0;
    {
      await using world = await startWorld({
        sites: {
          ...Object.fromEntries(hosts.map((name) => [`${name}.a.test`, FLEET[name]?.site ?? {}])),
          'www.exit.test': { pages: { '*': '<title>出口</title>' } },
        },
        zones: {
          'b.test': { 'inside.b.test': { a: ['10.0.0.1'] }, 'mapped.b.test': { aaaa: ['64:ff9b::a00:1'] } },
        },
        policy: { allowNetworks: ['127.0.0.1/32'] },
      });
      const names = [
        ...hosts.map((name) => `https://${name}.a.test/`),
        'https://inside.b.test/',
        'https://mapped.b.test/',
        'https://gone.b.test/',
        'https://[::ffff:127.0.0.2]/',
      ];
      // The silent ones stand first in the fleet: they wait while the others are checked.
      const gate = openGate(8);
      await Promise.all(
        names.map((name) => gate(async () => checked.set(new URL(name).hostname, await check(world, name)))),
      );
      requests = new Map(
        hosts.map((name) => [
          name,
          world.sites.requests.filter(({ host }) => host === `${name}.a.test`).length,
        ]),
      );
      sent = world.sites.bytesSent();
    }
    const told = Object.fromEntries(
      hosts.map((name) => {
        const { observations, result } = checked.get(`${name}.a.test`) ?? {};
        const { http, html } = observations ?? {};
        return [
          name,
          {
            ...(http && http.outcome !== 'seen' && { http: http.detail.zh }),
            ...(html && html.outcome !== 'seen' && http?.outcome === 'seen' && { html: html.detail.zh }),
            ...(html?.outcome === 'seen' && html.facts.cut && { cut: true }),
            verdicts: result?.verdicts.length,
          },
        ];
      }),
    );
    const rules = checked.get('expired.a.test')?.result.verdicts.length;
    expect(told).toEqual(
      Object.fromEntries(
        Object.entries(FLEET).map(([name, { http, html, cut }]) => [
          name,
          {
            ...(http !== undefined && { http }),
            ...(html !== undefined && { html }),
            ...(cut && { cut }),
            verdicts: rules,
          },
        ]),
      ),
    );
    const tooMany = Object.entries(FLEET).filter(
      ([name, expected]) => (requests.get(name) ?? 0) > expected.requests,
    );
    expect(tooMany.map(([name]) => `${name} ${requests.get(name)}`)).toEqual([]);
    expect(sent).toBeLessThan(100 * MB);

    const codes = (host: string, ...rules: string[]): (string | undefined)[] =>
      rules.map((rule) => checked.get(host)?.result.verdicts.find((verdict) => verdict.rule === rule)?.code);
    // What was not seen is never called absent.
    for (const host of [
      'wall.a.test',
      'error.a.test',
      'circle.a.test',
      'broken-coding.a.test',
      'noise.a.test',
    ])
      expect(codes(host, 'mark-present', 'icp-number')).toEqual(['blocked', 'blocked']);
    expect(codes('wall.a.test', 'home-reachable')).toEqual(['wall']);
    expect(codes('error.a.test', 'home-reachable')).toEqual(['error-page']);
    expect(codes('circle.a.test', 'home-reachable')).toEqual(['blocked']);
    expect(codes('catch-all.a.test', 'exposed-files')).toEqual(['none']);
    expect(codes('limited.a.test', 'exposed-files')).toEqual(['blocked']);
    expect(codes('expired.a.test', 'certificate-trust', 'certificate-expiry')).toEqual([
      'name-mismatch',
      'expired',
    ]);
    for (const host of ['inside.b.test', 'mapped.b.test', '[::ffff:7f00:2]'])
      expect(codes(host, 'home-reachable', 'https-served'), host).toEqual([
        'address-refused',
        'address-refused',
      ]);
    expect(checked.get('gone.b.test')?.observations.http).toMatchObject({ detail: { zh: '域名不存在' } });
    // Of a name that does not exist nothing is known, not even that it has no place or uses no services.
    expect(
      codes('gone.b.test', 'home-reachable', 'hsts', 'site-place', 'third-party-place', 'cdn-place'),
    ).toEqual(Array.from({ length: 5 }, () => 'name-unresolved'));
    // Nothing from a page may carry a control character into a result.
    expect(JSON.stringify([...checked.values()].map(({ result }) => result))).not.toMatch(
      /\\u00(0[0-8bcef]|1[0-9a-f]|7f)/,
    );
    expect(await handlesBeyond(before)).toEqual([]);
  });

  it('ends with the signal, wherever it stood', async () => {
    const before = openHandles();
    {
      await using world = await startWorld({ sites: { 'www.a.test': all(neverAnswers()) } });
      const stop = new AbortController();
      const checking = check(world, 'https://www.a.test/', stop.signal);
      await expect.poll(() => world.sites.requests.length).toBe(2);
      stop.abort(new Error('enough'));
      await expect(checking).rejects.toThrow('enough');
    }
    expect(await handlesBeyond(before)).toEqual([]);
  });

  it('whose check has used up its time keeps what was seen until then', async () => {
    await using world = await startWorld({
      sites: {
        'www.a.test': {
          pages: {
            '/': '<title>某某县</title><a href="/a/">a</a><a href="http://www.exit.test/">e</a>',
            '*': neverAnswers(),
          },
        },
      },
    });
    const stop = new AbortController();
    const checking = check(world, 'https://www.a.test/', stop.signal);
    await expect.poll(() => world.sites.requests.some(({ path }) => path === '/robots.txt')).toBe(true);
    stop.abort(new DOMException('over', 'TimeoutError'));
    const { observations, result } = await checking;
    expect(observations.html).toMatchObject({ outcome: 'seen', facts: { title: '某某县' } });
    for (const name of ['crawl', 'exposure', 'links'] as const)
      expect(observations[name]).toMatchObject({ outcome: 'blocked', detail: { zh: '检测时间用完' } });
    expect(result.verdicts.find(({ rule }) => rule === 'exposed-files')).toMatchObject({
      verdict: 'unknown',
      code: 'blocked',
    });
  });
});

describe('an honest site', () => {
  it('is asked for each page once, by all probes together', async () => {
    const columns = Array.from({ length: 12 }, (_, index) => `/column${index}/`);
    const home = `<!doctype html><title>某某县人民政府</title><a href="/admin/login.html">后台管理</a><a href="/old/">旧</a><img src="/images/a.png">${columns
      .map((path) => `<a href="${path}">栏目</a>`)
      .join('')}<a href="http://www.exit.test/a">a</a><a href="http://www.exit.test/a#b">b</a>`;
    await using world = await startWorld({
      sites: {
        'www.a.test': {
          http: 'redirect',
          pages: {
            '/': redirectTo('/portal/'),
            '/portal/': home,
            '/old/': redirectTo('/column1/'),
            '/admin/login.html': '<title>后台管理</title><form><input type="password"></form>',
            ...Object.fromEntries(
              columns.map((path) => [path, `<a href="/">首页</a><a href="http://www.exit.test/a">a</a>`]),
            ),
          },
        },
        'www.exit.test': { pages: { '*': '<title>出口</title>' } },
      },
    });
    const { observations } = await check(world, 'https://www.a.test/');
    const asked = world.sites.requests.map(
      ({ host, path, secure }) => `${secure ? 'https' : 'http'}://${host}${path}`,
    );
    expect(asked.filter((url, index) => asked.indexOf(url) !== index)).toEqual([]);
    expect(observations.entrances).toMatchObject({ facts: { tried: [{ answer: 'login' }] } });
    expect(observations.crawl).toMatchObject({ facts: { ended: 'page-limit' } });
    // both doors, the portal, robots.txt, ten pages with a redirect, and the look for exposed files
    expect(asked.filter((url) => url.includes('www.a.test')).length).toBeLessThanOrEqual(3 + 1 + 11 + 21);
  });
});
