import type { CheckedUnit } from '@zhengdun/contract';
import { READINGS } from '@zhengdun/rulebook';
import type { Observation } from '../src/inspection/observation.ts';
import { registrableDomain } from '../src/inspection/organ-hosts.ts';
import type { BrowserFacts, RenderedPage } from '../src/inspection/probes/browser/browser-facts.ts';
import type { PageFacts } from '../src/inspection/probes/html/page-facts.ts';
import { readPage } from '../src/inspection/probes/html/read-page.ts';
import type { Observations, SiteView } from '../src/inspection/site-view.ts';
import { settleUnit } from '../src/inspection/unit-guess.ts';

const NOW = '2026-11-23T02:12:05.000Z';

/** Observations in which nothing was looked at, with some in their place. */
function observationsWith(some: Partial<Observations>): Observations {
  const none: Observation<never> = {
    outcome: 'left-out',
    at: NOW,
    ms: 0,
    detail: { zh: '未检', en: 'not looked at' },
  };
  return {
    dns: none,
    http: none,
    doors: none,
    html: none,
    tls: none,
    place: none,
    crawl: none,
    exposure: none,
    entrances: none,
    browser: none,
    links: none,
    record: none,
    ...some,
  };
}

/** An observation that saw these facts. */
export function saw<Facts>(facts: Facts): Observation<Facts> {
  return { outcome: 'seen', at: NOW, ms: 1, facts, evidence: [] };
}

/** What rules see of a site. */
export function siteViewWith(
  some: Partial<Observations>,
  of: { url: string; unit?: Partial<CheckedUnit>; snapshot?: boolean; readings?: Record<string, 'a' | 'b'> },
): SiteView {
  const url = new URL(of.url);
  const observations = observationsWith(some);
  const html = observations.html.outcome === 'seen' ? observations.html.facts : undefined;
  return {
    host: url.hostname,
    url: url.href,
    domain: registrableDomain(url.hostname),
    snapshot: of.snapshot ?? false,
    unit: { ...settleUnit({}, url.hostname, html), ...of.unit },
    closed: false,
    probeAddress: undefined,
    observations,
    readings: { ...Object.fromEntries(READINGS.map(({ id, preset }) => [id, preset])), ...of.readings },
    now: NOW,
  };
}

/** Facts of a page with this source. */
export function pageOf(body: Uint8Array | string, url: string): PageFacts {
  return readPage(
    { url, status: 200, body: typeof body === 'string' ? Buffer.from(body) : body, contentType: 'text/html' },
    { salt: 'test salt', today: '2026-11-23' },
  );
}

/** What rules see of a saved page that no browser opened. */
export function viewOfPage(
  body: Uint8Array | string,
  url: string,
  more: Partial<Observations> = {},
): SiteView {
  return siteViewWith({ html: saw(pageOf(body, url)), ...more }, { url, snapshot: true });
}

/** What a browser saw of a page, which then had this source. */
export function rendered(
  body: string,
  url: string,
  more: Partial<RenderedPage> = {},
): Observation<BrowserFacts> {
  const facts = pageOf(body, url);
  const home: RenderedPage = {
    url,
    title: facts.title,
    loadMs: 100,
    width: 1280,
    height: 2_000,
    clipped: false,
    facts,
    frames: [],
    marks: [],
    names: [],
    headPictures: 0,
    hiddenLinks: [],
    requests: [],
    missingScripts: [],
    markScriptMissing: false,
    dialogs: [],
    incidents: [],
    pictures: [],
    ...more,
  };
  return saw({ browser: 'Chromium 140', home, withoutScripts: null, exits: null });
}
