import { setTimeout as pause } from 'node:timers/promises';
import type { Browser, BrowserContext, CDPSession, Page } from 'playwright-core';
import type { Incident } from './browser-facts.ts';
import type { Guard } from './guard.ts';

export const VIEW = { width: 1280, height: 800 };

/** One tab in a context of its own, behind a guard, with everything that could hang or pop up taken care of. */
export interface PageSession extends AsyncDisposable {
  readonly page: Page;
  readonly guard: Guard;
  readonly dialogs: string[];
  readonly incidents: Set<Incident>;
  /** windows that the page opened and that still stand; closed after a while unless kept */
  readonly popups: Page[];
  /** lets windows stand that the page opens from now on */
  keepPopups(): void;
  /** how the next dialogs are answered, and what they said */
  answerDialogs(how: 'accept' | 'dismiss'): void;
  /** loads an address and waits until it stands still; false when nothing came */
  open(url: string): Promise<boolean>;
  /**
   * Runs a function in the page's top frame, in a world apart from the page's own scripts.
   * Undefined when the page does not answer within the time (endless loops, crashed tabs).
   */
  ask<Argument, Result>(
    ask: (argument: Argument) => Result,
    argument: Argument,
    timeoutMs?: number,
  ): Promise<Result | undefined>;
  readonly cdp: CDPSession;
}

export interface SessionOptions {
  readonly userAgent: string;
  readonly scripts?: boolean;
  readonly initScript?: string;
  readonly loadTimeoutMs?: number;
}

const MAX_DIALOGS = 20;
/** Quiet for so long counts as standing still. */
const QUIET_MS = 600;
const SETTLE_LIMIT_MS = 6_000;

export async function openSession(
  browser: Browser,
  guard: Guard,
  options: SessionOptions,
): Promise<PageSession> {
  const context = await browser.newContext({
    proxy: { server: guard.proxy, bypass: '<-loopback>' },
    viewport: VIEW,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    userAgent: options.userAgent,
    javaScriptEnabled: options.scripts !== false,
    acceptDownloads: false,
    serviceWorkers: 'block',
    permissions: [],
  });
  if (options.initScript) await context.addInitScript({ content: options.initScript });
  const page = await context.newPage();
  const cdp = await context.newCDPSession(page);
  const session = watch(context, page);
  const limit = options.loadTimeoutMs ?? 25_000;

  async function open(url: string): Promise<boolean> {
    try {
      await page.goto(url, { waitUntil: 'domcontentloaded', timeout: limit });
    } catch {
      if (page.isClosed() || page.url() === 'about:blank') return false;
      if (!/^https?:/.test(page.url())) return false;
    }
    await standStill(guard, page);
    return true;
  }

  async function ask<Argument, Result>(
    question: (argument: Argument) => Result,
    argument: Argument,
    timeoutMs = 5_000,
  ): Promise<Result | undefined> {
    const asked = evaluateApart(cdp, `(${question.toString()})(${JSON.stringify(argument)})`, timeoutMs);
    const answer = await within(asked, timeoutMs + 1_000);
    if (answer === undefined) session.incidents.add('stuck');
    return answer as Result | undefined;
  }

  return {
    ...session,
    page,
    guard,
    cdp,
    open,
    ask,
    async [Symbol.asyncDispose]() {
      // A tab in an endless loop does not close by itself; the browser ends it with the context.
      await within(context.close(), 5_000);
      await guard[Symbol.asyncDispose]();
    },
  };
}

type Watched = Pick<PageSession, 'dialogs' | 'incidents' | 'popups' | 'keepPopups' | 'answerDialogs'>;

function watch(context: BrowserContext, page: Page): Watched {
  const dialogs: string[] = [];
  const popups: Page[] = [];
  let keep = false;
  const incidents = new Set<Incident>();
  let answer: 'accept' | 'dismiss' = 'dismiss';
  page.on('dialog', (dialog) => {
    if (dialogs.length < MAX_DIALOGS) dialogs.push(`${dialog.type()}: ${dialog.message()}`);
    const given =
      dialog.type() === 'beforeunload' || answer === 'accept' ? dialog.accept() : dialog.dismiss();
    given.catch(() => undefined);
    if (dialogs.length < MAX_DIALOGS) return;
    incidents.add('dialog-flood');
    page.close({ runBeforeUnload: false }).catch(() => undefined);
  });
  page.on('crash', () => incidents.add('crashed'));
  page.on('download', (download) => {
    incidents.add('download');
    download.cancel().catch(() => undefined);
  });
  context.on('page', (popup) => {
    if (popup === page) return;
    incidents.add('popup');
    popup.on('dialog', (dialog) => dialog.dismiss().catch(() => undefined));
    popups.push(popup);
    popup.once('close', () => popups.splice(popups.indexOf(popup), 1));
    if (!keep) popup.close().catch(() => undefined);
  });
  return {
    dialogs,
    popups,
    incidents,
    keepPopups() {
      keep = true;
    },
    answerDialogs(how) {
      answer = how;
    },
  };
}

/** Waits until the guard has been quiet for a while, at most some seconds: pages with endless polling never are. */
async function standStill(guard: Guard, page: Page): Promise<void> {
  const limit = Date.now() + SETTLE_LIMIT_MS;
  await page.waitForLoadState('load', { timeout: SETTLE_LIMIT_MS }).catch(() => undefined);
  while (Date.now() < limit) {
    const last = guard.log.at(-1)?.at ?? 0;
    if (!guard.busy() && Date.now() - last > QUIET_MS) return;
    await pause(100);
  }
}

async function evaluateApart(cdp: CDPSession, expression: string, timeoutMs: number): Promise<unknown> {
  const { frameTree } = await cdp.send('Page.getFrameTree');
  const { executionContextId } = await cdp.send('Page.createIsolatedWorld', {
    frameId: frameTree.frame.id,
    worldName: 'zhengdun',
  });
  const { result, exceptionDetails } = await cdp.send('Runtime.evaluate', {
    expression,
    contextId: executionContextId,
    returnByValue: true,
    timeout: timeoutMs,
  });
  return exceptionDetails ? undefined : result.value;
}

/** The value of a promise, or undefined when it fails or takes too long. */
export async function within<T>(promise: Promise<T>, ms: number): Promise<T | undefined> {
  const settled = new AbortController();
  const late = pause(ms, undefined, { signal: settled.signal }).catch(() => undefined);
  try {
    return await Promise.race([promise.catch(() => undefined), late]);
  } finally {
    settled.abort();
  }
}
