import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ProbedWorld, startProbedWorld } from '../../../../test/browser-look.ts';
import { isAlive } from '../../../../test/program.ts';
import type { Observation } from '../../observation.ts';
import type { BrowserFacts } from './index.ts';

function page(script: string, body = ''): string {
  return `<!doctype html><html lang="zh"><meta charset="utf-8"><title>示例市人民政府</title>
    <body><h1>示例市人民政府</h1>${body}<script>${script}</script></body></html>`;
}

/** Pages that would hang, flood or rob a browser. */
const PAGES = {
  honest: page(''),
  alerts: page('for (;;) alert("1");'),
  confirms: page('while (!confirm("继续？")) {}'),
  prompts: page('while (prompt("x") === null) {}'),
  'unload-trap': page(
    'onbeforeunload = function (event) { event.preventDefault(); return "x"; }; onpagehide = onunload = function () { for (;;) alert("x"); };',
  ),
  redirects: page('location = "/" + Math.random();'),
  loop: page('for (;;) {}'),
  'late-loop': page('setTimeout(function () { for (;;) {} }, 300);'),
  memory: page('var kept = []; for (;;) kept.push(new Array(1e6).fill(Math.random()));'),
  buffers: page(
    'var kept = []; try { while (kept.length < 60) kept.push(new Uint8Array(1e8)); } catch (error) {} document.title = kept.length;',
  ),
  tall: page('', '<div style="height:200000px;background:linear-gradient(red,blue)"></div>'),
  download: page('location = "/all.zip";'),
  popups: page('var left = 40; setInterval(function () { if (left-- > 0) open("/inner?" + left); }, 5);'),
  chain: page('open(location.href);'),
  sockets: page(
    `new WebSocket("wss://" + location.host + "/socket"); new WebSocket("ws://127.0.0.1:9/");
     var peer = new RTCPeerConnection({ iceServers: [{ urls: "stun:127.0.0.1:3478" }] });
     peer.createDataChannel("x"); peer.createOffer().then(function (offer) { return peer.setLocalDescription(offer); });
     navigator.serviceWorker && navigator.serviceWorker.register("/worker.js");`,
  ),
  frames: page(
    'for (var i = 0; i < 10000; i++) { var f = document.createElement("iframe"); f.src = "/frame/" + i; document.body.appendChild(f); }',
  ),
  inside: page(
    'fetch("http://localhost/api").catch(function () {});',
    `<img src="http://127.0.0.1/a.png"><img src="http://10.0.0.1/b.png"><img src="http://[::1]/c.png">
     <img src="http://169.254.169.254/latest/meta-data/"><iframe src="http://192.168.1.1/"></iframe>
     <script src="https://rebound.example/d.js"></script><img src="file:///etc/hostname">
     <img src="https://redirects-inside.example/e.png">`,
  ),
  expired: page(''),
} as const;
type Name = keyof typeof PAGES;

const BURNING = new Set<Name>([
  'alerts',
  'confirms',
  'prompts',
  'redirects',
  'loop',
  'late-loop',
  'memory',
  'frames',
  // Never comes to rest: where it went, there is no page.
  'download',
  // Holds on to its tab whenever another page is to be opened in it.
  'unload-trap',
]);

let probed: ProbedWorld;
let burning: ProbedWorld;
const seen = new Map<Name, Observation<BrowserFacts>>();

beforeAll(async () => {
  const zip = {
    headers: { 'content-type': 'application/zip', 'content-disposition': 'attachment' },
    body: 'x',
  };
  const options: Parameters<typeof startProbedWorld>[0] = {
    concurrency: 3,
    sites: {
      ...Object.fromEntries(
        Object.entries(PAGES).map(([name, body]) => [
          `www.${name}.gov.cn`,
          {
            // Public to whoever asks for the name; the policy lets nothing private be reached.
            address: '203.0.113.7',
            pages: { '*': body, '/all.zip': zip },
            ...(name === 'expired' && {
              tls: { certificate: { names: ['other.example'], notAfter: new Date('2020-01-01') } },
            }),
          },
        ]),
      ),
      'redirects-inside.example': {
        address: '203.0.113.8',
        pages: { '*': { status: 302, headers: { location: 'http://169.254.169.254/latest/' } } },
      },
    },
    zones: {
      'rebound.example': {
        'rebound.example': {
          inTurn: [
            { a: ['203.0.113.9'], ttl: 0 },
            { a: ['127.0.0.1'], ttl: 0 },
          ],
        },
      },
    },
    policy: { allowNetworks: [] },
  };
  probed = await startProbedWorld(options);
  // Pages that never come to rest are waited for less long; they share a browser of their own with the honest one.
  burning = await startProbedWorld({ ...options, limits: { loadMs: 8_000, settleMs: 2_000, patience: 1 } });
  const lookAt = async (world: ProbedWorld, name: Name): Promise<void> => {
    seen.set(name, await world.look(`www.${name}.gov.cn`));
  };
  const restful = (Object.keys(PAGES) as Name[]).filter((name) => name !== 'honest' && !BURNING.has(name));
  await Promise.all(restful.map((name) => lookAt(probed, name)));
  await Promise.all([...BURNING].map((name) => lookAt(burning, name)));
  await lookAt(burning, 'honest');
}, 400_000);

afterAll(closeAll);

async function closeAll(): Promise<void> {
  await probed?.[Symbol.asyncDispose]();
  await burning?.[Symbol.asyncDispose]();
}

/** Processes of the browsers that this file started; other files have browsers of their own. */
function ownProcesses(): number[] {
  return readdirSync('/proc')
    .map(Number)
    .filter((pid) => pid > 0 && /chromium|chrome/.test(commandLine(pid)) && isBelowUs(pid));
}

function isBelowUs(pid: number): boolean {
  const parent = Number(/^PPid:\s+(\d+)/m.exec(statusOf(pid))?.[1] ?? 0);
  return parent === process.pid || (parent > 1 && isBelowUs(parent));
}

function statusOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/status`, 'utf8');
  } catch {
    return '';
  }
}

function commandLine(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    return '';
  }
}

function homeOf(name: Name): BrowserFacts['home'] {
  const observation = seen.get(name);
  if (observation?.outcome !== 'seen') throw new Error(`${name} was not seen`);
  return observation.facts.home;
}

describe('a hostile page', () => {
  it.each([
    ['alerts', /dialogs without end/],
    ['confirms', /dialogs without end/],
    ['prompts', /dialogs without end/],
    ['redirects', /without end|does not respond/],
    ['loop', /does not respond/],
    ['late-loop', /does not respond/],
    ['memory', /too much memory|does not respond/],
  ] as const)('(%s) is given up, and the reason is told', (name, reason) => {
    expect(seen.get(name)).toMatchObject({
      outcome: 'blocked',
      detail: { en: expect.stringMatching(reason) },
    });
  });

  it('gets two gigabytes of memory at most, also of the kinds that are not objects of its scripts', () => {
    expect(Number(homeOf('buffers').title)).toBeLessThan(20);
  });

  it('that is very long is seen, its picture is cut', () => {
    const { height, clipped, incidents, pictures } = homeOf('tall');
    expect(height).toBeGreaterThan(200_000);
    expect([clipped, incidents]).toEqual([true, ['very-long-page']]);
    expect(Math.max(...pictures.map(({ pixels }) => pixels?.height ?? 0))).toBeLessThanOrEqual(5_000);
  });

  it.each([
    ['download', 'download'],
    ['popups', 'popup'],
    ['chain', 'popup'],
    ['sockets', 'web-socket'],
  ] as const)('(%s) is seen, and what it tried is told', (name, incident) => {
    expect(homeOf(name).incidents).toContain(incident);
  });

  it('with ten thousand frames gets no more than its share of requests', () => {
    const asked = burning.world.sites.requests.filter(({ host }) => host === 'www.frames.gov.cn');
    expect(asked.length).toBeLessThanOrEqual(2 * 1_500);
  });

  it('reaches no address inside, by number, by name, by redirect or by rebinding', () => {
    const asked = probed.world.sites.requests.filter(({ host }) => !host.endsWith('.gov.cn'));
    expect([...new Set(asked.map(({ host }) => host))]).toEqual(['redirects-inside.example']);
    const { requests } = homeOf('inside');
    expect(requests.map(({ host }) => host)).toEqual(
      expect.arrayContaining(['127.0.0.1', '10.0.0.1', '169.254.169.254', '192.168.1.1', 'localhost']),
    );
  });

  it('behind a certificate that nobody believes is seen all the same: the certificate is judged elsewhere', () => {
    expect(homeOf('expired').title).toBe('示例市人民政府');
  });

  it('that traps whoever leaves is left, and seen without scripts in another tab', () => {
    expect(seen.get('unload-trap')).toMatchObject({
      facts: { home: { title: '示例市人民政府' }, withoutScripts: { textLength: 7 } },
    });
  });
});

describe('the browser', () => {
  it('is fit for the next site after all of these', () => {
    expect(homeOf('honest')).toMatchObject({ title: '示例市人民政府', incidents: [] });
  });

  it('runs its pages in the sandbox, as an account that is not root', async () => {
    const look = burning.look('www.honest.gov.cn');
    const renderersNow = () => ownProcesses().filter((pid) => commandLine(pid).includes('--type=renderer'));
    const sandboxes = () =>
      renderersNow().map((pid) => {
        const status = statusOf(pid);
        return {
          seccomp: /^Seccomp:\s+(\d)/m.exec(status)?.[1],
          noNewPrivileges: /^NoNewPrivs:\s+(\d)/m.exec(status)?.[1],
          isRoot: /^Uid:\s+0\s/m.test(status),
          without: commandLine(pid).includes('--no-sandbox'),
        };
      });
    // A renderer shuts itself in before it takes up a page.
    await expect
      .poll(sandboxes, { interval: 20 })
      .toContainEqual({ seccomp: '2', noNewPrivileges: '1', isRoot: false, without: false });
    await look;
  });

  it('leaves no process behind', async () => {
    const started = ownProcesses();
    expect(started.length).toBeGreaterThan(2);
    await closeAll();
    await expect.poll(() => started.filter(isAlive)).toEqual([]);
  });
});
