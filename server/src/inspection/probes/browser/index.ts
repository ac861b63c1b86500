/// <reference lib="dom" />
import type { Evidence, LocalText } from '@zhengdun/contract';
import type { Browser } from 'playwright-core';
import { type NoBrowser, startChromium } from '../../../kernel/chromium/index.ts';
import { openGate } from '../../../kernel/gate.ts';
import { type SelfSigned, selfSigned } from '../../../kernel/self-signed.ts';
import type { Web } from '../../../kernel/web/index.ts';
import type { EvidenceStore } from '../../evidence.ts';
import type { Observation } from '../../observation.ts';
import type { PageReader } from '../html/page-reader.ts';
import type { BrowserFacts, RenderedPage } from './browser-facts.ts';
import { clickExits } from './exits.ts';
import { openGuard } from './guard.ts';
import { measurePage } from './in-page/measure.ts';
import { renderPage } from './render.ts';
import { openSession } from './session.ts';

export type * from './browser-facts.ts';

export interface BrowserLook {
  readonly url: string;
  /** names of the unit to look for on the page */
  readonly names: readonly string[];
  readonly ownSuffix: string;
  readonly web: Web;
  readonly evidence: EvidenceStore;
  readonly reader: PageReader;
  /** name and version of the program, put behind the browser's own User-Agent */
  readonly product: string;
  /** whether exits are clicked */
  readonly clicks: boolean;
}

/** One browser for many looks, started when first needed, started again when it has died. */
export interface BrowserProbe extends AsyncDisposable {
  look(target: BrowserLook): Promise<Observation<BrowserFacts>>;
}

export interface BrowserProbeOptions {
  readonly dataDirectory: string;
  readonly wanted?: string | undefined;
  /** looks at the same time; more wait */
  readonly concurrency: number;
}

const CLICK_BUDGET_MS = 60_000;
/** A look in all, clicks included; then its tabs are closed and what is there is told. */
const LOOK_LIMIT_MS = 120_000;

export function openBrowserProbe(options: BrowserProbeOptions): BrowserProbe {
  const certificate = selfSigned('zhengdun guard');
  const gate = openGate(options.concurrency);
  let current: Promise<Browser | NoBrowser> | undefined;

  async function browser(): Promise<Browser | NoBrowser> {
    const running = await current;
    if (!running || ('isConnected' in running && !running.isConnected())) {
      current = startChromium({
        dataDirectory: options.dataDirectory,
        wanted: options.wanted,
        trustedPins: [certificate.spkiSha256],
      }).then((started) => (started.ok ? started.browser : started));
    }
    return (await current) as Browser | NoBrowser;
  }

  async function look(target: BrowserLook): Promise<Observation<BrowserFacts>> {
    const at = new Date().toISOString();
    const started = performance.now();
    const running = await browser();
    const ms = (): number => Math.round(performance.now() - started);
    if (!('isConnected' in running))
      return { outcome: 'no-means', at, ms: ms(), detail: noBrowserWords(running) };
    const facts = await lookWith(running, certificate, target);
    if (!facts) return { outcome: 'blocked', at, ms: ms(), detail: NOT_OPENED };
    const evidence: Evidence[] = [...facts.home.pictures];
    return { outcome: 'seen', at, ms: ms(), facts, evidence };
  }

  return {
    look(target) {
      return gate(() => look(target));
    },
    async [Symbol.asyncDispose]() {
      const running = await current;
      if (running && 'isConnected' in running) await running.close().catch(() => undefined);
    },
  };
}

const NOT_OPENED: LocalText = {
  zh: '浏览器没有能打开首页',
  en: 'the browser could not open the home page',
};

function noBrowserWords({ reason, detail }: NoBrowser): LocalText {
  const words = {
    'none-found': { zh: '没有找到可用的浏览器程序', en: 'no browser program was found' },
    'no-account': {
      zh: '无法建立运行浏览器所需的系统账号',
      en: 'the system account for the browser could not be made',
    },
    'no-sandbox': {
      zh: '本机不允许浏览器建立沙箱',
      en: 'this machine does not let the browser make its sandbox',
    },
    'cannot-start': { zh: '浏览器程序无法启动', en: 'the browser program does not start' },
  }[reason];
  return detail === '' ? words : { zh: `${words.zh}（${detail}）`, en: `${words.en} (${detail})` };
}

/** What this Chromium says of itself, without the word Headless, and who drives it. */
function userAgentOf(browser: Browser, product: string): string {
  const [major = '0'] = browser.version().split('.');
  return `Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/${major}.0.0.0 Safari/537.36 ${product}`;
}

async function lookWith(
  browser: Browser,
  certificate: SelfSigned,
  target: BrowserLook,
): Promise<BrowserFacts | undefined> {
  const deadline = Date.now() + LOOK_LIMIT_MS;
  const home = await renderHome(browser, certificate, target);
  if (!home) return undefined;
  const withoutScripts = await openWithoutScripts(browser, certificate, target);
  const budgetMs = Math.min(CLICK_BUDGET_MS, deadline - Date.now());
  const exits = target.clicks
    ? await clickExits(browser, {
        url: home.url,
        ownSuffix: target.ownSuffix,
        userAgent: userAgentOf(browser, target.product),
        budgetMs,
        openGuard: () => openGuard(target.web, certificate),
      })
    : null;
  return { browser: `Chromium ${browser.version()}`, home, withoutScripts, exits };
}

async function renderHome(
  browser: Browser,
  certificate: SelfSigned,
  target: BrowserLook,
): Promise<RenderedPage | undefined> {
  const guard = await openGuard(target.web, certificate);
  await using session = await openSession(browser, guard, {
    userAgent: userAgentOf(browser, target.product),
  });
  return await renderPage(session, target.url, target);
}

/** The same page for a visitor whose browser runs no scripts. */
async function openWithoutScripts(
  browser: Browser,
  certificate: SelfSigned,
  target: BrowserLook,
): Promise<BrowserFacts['withoutScripts']> {
  const guard = await openGuard(target.web, certificate);
  await using session = await openSession(browser, guard, {
    userAgent: userAgentOf(browser, target.product),
    scripts: false,
  });
  if (!(await session.open(target.url))) return null;
  const measured = await session.ask(measurePage, { names: [], ownSuffix: target.ownSuffix });
  const linkCount = await session.ask(countLinks, null);
  return measured && linkCount !== undefined ? { textLength: measured.textLength, linkCount } : null;
}

function countLinks(): number {
  return document.querySelectorAll('a[href]').length;
}
