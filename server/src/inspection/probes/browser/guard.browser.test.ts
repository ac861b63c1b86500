import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ProbedWorld, startProbedWorld } from '../../../../test/browser-look.ts';
import { EXIT_HOSTS, exitPage } from '../../../../test/exit-pages.ts';
import type { SeenRequest, Site } from '../../../../test/world/index.ts';
import type { ExitFacts } from './index.ts';

const HOST = 'www.tricky.gov.cn';
const ELSEWHERE = 'counter.example';

/** Everything that a click could set off beside leaving; `tell` leaves a trace that a click has happened. */
const SCRIPT = `
function attempt(act) { try { act(); } catch (error) {} }
function leave(url, aside) {
  attempt(function () { fetch('/clicked'); });
  attempt(function () { fetch('/api/save', { method: 'POST', body: 'x' }); });
  attempt(function () { fetch('/api/save', { method: 'PUT', body: 'x', keepalive: true }); });
  attempt(function () { fetch('/api/save', { method: 'DELETE' }); });
  attempt(function () { navigator.sendBeacon('/beacon', 'x'); });
  attempt(function () { navigator.sendBeacon('https://${ELSEWHERE}/beacon', 'x'); });
  attempt(function () { var request = new XMLHttpRequest(); request.open('POST', '/api/old'); request.send('x'); });
  attempt(function () { new Image().src = 'https://${ELSEWHERE}/pixel.gif?clicked'; });
  attempt(function () { fetch('https://${ELSEWHERE}/clicked', { mode: 'no-cors' }); });
  attempt(function () { new WebSocket('wss://${HOST}/socket'); });
  attempt(function () { new WebSocket('wss://${ELSEWHERE}/socket'); });
  attempt(function () { new EventSource('https://${ELSEWHERE}/events'); });
  attempt(function () { fetch('/user/login?name=x&password=y'); });
  attempt(function () { fetch('/api/logout'); });
  attempt(function () {
    var hint = document.createElement('link');
    hint.rel = 'prefetch'; hint.href = '/sso/login'; document.head.appendChild(hint);
    var far = document.createElement('link');
    far.rel = 'prefetch'; far.href = 'https://${ELSEWHERE}/next'; document.head.appendChild(far);
  });
  attempt(function () { document.forms[0].submit(); });
  attempt(function () { document.forms[0].requestSubmit(); });
  attempt(function () {
    var form = document.createElement('form');
    form.action = '/search'; form.innerHTML = '<input name="q" value="x">'; document.body.appendChild(form);
    form.submit();
    form.method = 'post'; form.target = 'inner'; form.submit();
  });
  attempt(function () {
    var link = document.createElement('a');
    link.href = '/files/report.docx'; link.download = 'report.docx'; document.body.appendChild(link); link.click();
  });
  attempt(function () {
    var frame = document.createElement('iframe');
    frame.name = 'inner'; frame.src = '/files/all.zip'; document.body.appendChild(frame);
  });
  attempt(function () { navigator.serviceWorker.register('/worker.js'); });
  setTimeout(function () { go(url, aside); }, 300);
}
addEventListener('pagehide', function () { navigator.sendBeacon('/goodbye', 'x'); });
addEventListener('visibilitychange', function () { navigator.sendBeacon('/hidden', 'x'); });`;

let probed: ProbedWorld;
let exits: ExitFacts;
let asked: readonly SeenRequest[];

beforeAll(async () => {
  const anything: Site = { pages: { '*': 'anything' } };
  const outside = [...Object.values(EXIT_HOSTS), ELSEWHERE].map((host) => [host, anything] as const);
  probed = await startProbedWorld({
    sites: {
      ...Object.fromEntries(outside),
      [HOST]: { pages: { '/': exitPage(['link', 'blank', 'button', 'open'], SCRIPT), '*': 'anything' } },
    },
    limits: { watchMs: 10_000, stayMs: 400, quietMs: 150 },
  });
  exits = await probed.exits(HOST);
  asked = [...probed.world.sites.requests];
});

afterAll(() => probed?.[Symbol.asyncDispose]());

function paths(host: string): string[] {
  return [...new Set(asked.filter((request) => request.host === host).map(({ path }) => path))].sort();
}

describe('while exits are clicked', () => {
  it('each of them was really clicked, and seen to leave', () => {
    expect(exits.trials.map(({ outcome }) => outcome)).toEqual(['left', 'left', 'left', 'left']);
    expect(paths(HOST)).toContain('/clicked');
  });

  it('the page is asked for once: what leaves is stopped before the page is gone', () => {
    expect(asked.filter(({ host, path }) => host === HOST && path === '/')).toHaveLength(1);
  });

  it('the site gets nothing but GET', () => {
    expect([...new Set(asked.map(({ method }) => method))]).toEqual(['GET']);
  });

  it('no form is sent, nobody logs in or out, nothing is downloaded, no socket is opened', () => {
    // The picture of a site, which a whole Chromium asks for and its headless shell does not, sends nothing.
    expect(paths(HOST).filter((path) => path !== '/favicon.ico')).toEqual(['/', '/clicked']);
  });

  it('nobody else is asked for anything', () => {
    expect([...new Set(asked.map(({ host }) => host))]).toEqual([HOST]);
  });
});
