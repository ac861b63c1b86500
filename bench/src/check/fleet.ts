import { setTimeout as pause } from 'node:timers/promises';
import { BoundedMap } from '../../../server/src/kernel/bounded-map.ts';
import { type Page, type Site, startWorld, type Zone } from '../../../server/test/world/index.ts';
import { work } from '../child.ts';
import { articlePage, EXIT_HOST_NAMES, homePage, hostOf, ZONE } from './pages.ts';

/** How a checker reaches the fleet. Serialisable. */
export interface Fleet {
  readonly dns: string;
  readonly rootPem: string;
  readonly httpPort: number;
  readonly httpsPort: number;
  /** nobody answers these: their names do not exist, and connections that are tried all the same are refused */
  readonly dead: readonly string[];
}

/** Some of a hundred each kind of trouble: redirects, slow answers, no HTTPS, dead names, sites that hang. */
type Kind = 'ordinary' | 'redirects' | 'slow' | 'plain-only' | 'dead' | 'silent';

function kindOf(number: number): Kind {
  const at = number % 100;
  if (at < 5) return 'redirects';
  if (at < 9) return 'slow';
  if (at < 12) return 'plain-only';
  if (at < 14) return 'dead';
  return at < 15 ? 'silent' : 'ordinary';
}

const IMAGE = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==',
  'base64',
);
const EXIT_PAGE = `<!doctype html><title>示例机构</title><p>${'这是一个虚构机构的网站。'.repeat(80)}`;

work<{ sites: number }, never>(async ({ sites }) => {
  const zone: Record<string, Zone[string]> = {};
  const dead: string[] = [];
  for (let number = 0; number < sites; number++) {
    // Public addresses, so that the place probe has something to tell; connections end on loopback all the same.
    if (kindOf(number) === 'dead') dead.push(hostOf(number));
    else zone[hostOf(number)] = { a: [`202.106.${(number >> 8) & 255}.${number & 255}`] };
  }
  const world = await startWorld({
    zones: {
      [ZONE]: zone,
      'example.com': Object.fromEntries(EXIT_HOST_NAMES.map((host) => [host, { a: ['110.242.68.4'] }])),
    },
  });
  const certificate = world.pki.issue({ names: ['*.example.com', `*.${ZONE}`] });
  for (const [index, host] of EXIT_HOST_NAMES.entries()) {
    const pages: Site['pages'] = {
      '*': index % 20 === 0 ? { status: 404, body: '<title>404</title>页面不存在' } : EXIT_PAGE,
    };
    world.sites.set(host, { tls: { certificate }, pages });
  }
  for (let number = 0; number < sites; number++)
    world.sites.set(hostOf(number), { tls: { certificate }, ...siteOf(number) });
  const fleet: Fleet = {
    dns: world.dns.address,
    rootPem: world.pki.rootPem,
    httpPort: world.sites.httpPort,
    httpsPort: world.sites.httpsPort,
    dead,
  };
  process.send?.({ result: fleet });
  return await new Promise<never>(() => undefined);
});

/** As real servers have it, a page that was just asked for is ready to be sent. */
const homes = new BoundedMap<number, Buffer>(256);

function homeOf(number: number): Buffer {
  const home = homes.get(number) ?? Buffer.from(homePage(number));
  homes.set(number, home);
  return home;
}

function siteOf(number: number): Site {
  const kind = kindOf(number);
  const answer = (path: string): Page => {
    if (path === '/' || /^\/lm\d\/$/.test(path)) return { body: homeOf(number) };
    if (/^\/xw\/t/.test(path)) return { body: articlePage(number, path) };
    if (path === '/css/main.css')
      return { headers: { 'content-type': 'text/css' }, body: 'body{font:16px sans-serif}.box{margin:4px}' };
    if (path === '/js/main.js')
      return { headers: { 'content-type': 'text/javascript' }, body: 'window.started=Date.now()' };
    if (path === '/img/red.png') return { headers: { 'content-type': 'image/png' }, body: IMAGE };
    return { status: 404, body: '<!doctype html><title>404</title>页面不存在' };
  };
  return {
    ...(kind === 'plain-only' && { tls: false as const }),
    http: kind === 'redirects' ? 'redirect' : 'serve',
    pages: {
      '*': async (request, response) => {
        if (kind === 'silent') return;
        if (kind === 'slow') await pause(300);
        const { status = 200, headers, body = '' } = answer(request.url ?? '/');
        response.writeHead(status, {
          'content-type': 'text/html; charset=utf-8',
          'content-length': Buffer.byteLength(body),
          ...(headers as Record<string, string>),
        });
        response.end(body);
      },
    },
  };
}
