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
import type { BrowserFacts } from './browser-facts.ts';
import { clickExits } from './exits.ts';
import { failureWords } from './failure-words.ts';
import { openGuard } from './guard.ts';
import { measurePage } from './in-page/measure.ts';
import { renderPage } from './render.ts';
import { openSession, type PageSession } from './session.ts';

export type * from './browser-facts.ts';

export interface BrowserLook {
  readonly url: string;
  /** names of the unit to look for on the page */
  readonly names: readonly string[];
  readonly ownSuffix: string;
  readonly web: Web;
  readonly evidence: EvidenceStore;
  readonly reader: PageReader;
  /** Art. 16: the page's source may carry a state secret, so no picture of it is kept */
  readonly sealed: boolean;
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
  readonly limits?: Partial<BrowserLimits>;
}

/** How long a look takes at most, ms. */
export interface BrowserLimits {
  /** until a page's own document has come */
  readonly loadMs: number;
  /** from then until everything that belongs to it has come */
  readonly settleMs: number;
  /** a page to which nothing has come for so long stands still */
  readonly quietMs: number;
  /** from a click until a prompt has opened */
  readonly watchMs: number;
  /** after 取消, so long the page must stay */
  readonly stayMs: number;
  /** all clicks of one page */
  readonly clicksMs: number;
  /** factor on every wait for an answer of a tab: 1, and more where the machine is overloaded */
  readonly patience: number;
}

export const BROWSER_LIMITS: BrowserLimits = {
  loadMs: 25_000,
  settleMs: 6_000,
  quietMs: 600,
  watchMs: 3_500,
  stayMs: 800,
  clicksMs: 60_000,
  patience: 1,
};

export function openBrowserProbe(options: BrowserProbeOptions): BrowserProbe {
  const certificate = selfSigned('zhengdun guard');
  const limits = { ...BROWSER_LIMITS, ...options.limits };
  const gate = openGate(options.concurrency);
  let current: Promise<Browser | NoBrowser> | undefined;

  function start(): Promise<Browser | NoBrowser> {
    return startChromium({
      dataDirectory: options.dataDirectory,
      wanted: options.wanted,
      trustedPins: [certificate.spkiSha256],
    }).then((started) => (started.ok ? started.browser : started));
  }

  /** The one that runs; looks that come at the same time wait for the same one. */
  async function browser(): Promise<Browser | NoBrowser> {
    const found = current;
    const running = await found;
    const hasDied = running && 'isConnected' in running && !running.isConnected();
    if (current === found && (!running || hasDied)) current = start();
    return current ?? start();
  }

  async function look(target: BrowserLook): Promise<Observation<BrowserFacts>> {
    const at = new Date().toISOString();
    const started = performance.now();
    const running = await browser();
    const ms = (): number => Math.round(performance.now() - started);
    if (!('isConnected' in running))
      return { outcome: 'no-means', at, ms: ms(), detail: noBrowserWords(running) };
    const facts = await lookWith({ browser: running, certificate, limits }, target);
    if ('detail' in facts) return { outcome: 'blocked', at, ms: ms(), detail: facts.detail };
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

interface Tools {
  readonly browser: Browser;
  readonly certificate: SelfSigned;
  readonly limits: BrowserLimits;
}

async function lookWith(tools: Tools, target: BrowserLook): Promise<BrowserFacts | { detail: LocalText }> {
  const { browser, certificate, limits } = tools;
  const openTab = async (): Promise<PageSession> => {
    const guard = await openGuard(target.web, certificate);
    return openSession(browser, guard, { userAgent: userAgentOf(browser, target.product), ...limits });
  };
  // Each look in a tab of its own: a page may hold on to the one that it stands in, and remember whoever was there.
  const inTab = async <Seen>(look: (tab: PageSession) => Promise<Seen>): Promise<Seen> => {
    await using tab = await openTab();
    return await look(tab);
  };
  const home = await inTab(
    async (tab) => (await renderPage(tab, target.url, target)) ?? { detail: failureWords(tab.incidents) },
  );
  if ('detail' in home) return home;
  const withoutScripts = await inTab((tab) => openWithoutScripts(tab, target));
  const exits = target.clicks
    ? await inTab((tab) =>
        clickExits(tab, {
          url: home.url,
          ownSuffix: target.ownSuffix,
          deadline: Date.now() + limits.clicksMs,
          limits,
          openTab,
        }),
      )
    : null;
  return { browser: `Chromium ${browser.version()}`, home, withoutScripts, exits };
}

/** The same page for a visitor whose browser runs no scripts. */
async function openWithoutScripts(
  session: PageSession,
  target: BrowserLook,
): Promise<BrowserFacts['withoutScripts']> {
  await session.stopScripts();
  if ((await session.open(target.url)) !== 'page') return null;
  const measured = await session.ask(measurePage, { names: [], ownSuffix: target.ownSuffix });
  const linkCount = await session.ask(countLinks, null);
  return measured && linkCount !== undefined ? { textLength: measured.textLength, linkCount } : null;
}

function countLinks(): number {
  return document.querySelectorAll('a[href]').length;
}
