import { setTimeout as pause } from 'node:timers/promises';
import type { Browser, BrowserContext, CDPSession, Dialog, Page, Request } from 'playwright-core';
import type { Incident } from './browser-facts.ts';
import type { Guard } from './guard.ts';
import { openTab, type Tab, within } from './tab.ts';

export const VIEW = { width: 1280, height: 800 };

export interface SeenDialog {
  readonly kind: 'alert' | 'confirm' | 'prompt' | 'beforeunload';
  readonly text: string;
}

/** One tab in a context of its own, behind a guard, with everything that could hang or pop up taken care of. */
export interface PageSession extends Tab, AsyncDisposable {
  readonly guard: Guard;
  /** what dialogs said, in the page and in windows that it opened */
  readonly dialogs: readonly SeenDialog[];
  readonly incidents: Set<Incident>;
  /** addresses that were asked for as scripts */
  readonly scripts: ReadonlySet<string>;
  /** what was asked for to write on the page and has not come so far */
  readonly awaited: ReadonlySet<Request>;
  /** addresses that scripts and clicks of the page have asked a window for, in the order in which they did */
  readonly departures: readonly string[];
  /** windows that the page opened and that still stand; closed at once unless kept */
  readonly popups: readonly Page[];
  /** lets a few windows stand that the page opens from now on */
  keepPopups(): void;
  /** how the next questions are answered */
  answerDialogs(how: 'accept' | 'dismiss'): void;
  /** pages that are opened next run no scripts */
  stopScripts(): Promise<void>;
  /** text of a script that runs in every page that is opened next, before the page's own */
  addInitScript(script: string): Promise<void>;
  /** loads an address and waits until it stands still */
  open(url: string): Promise<Opened>;
  /** gives the page a turn: true once it has done what it had to do before */
  takeTurn(): Promise<boolean>;
}

/**
 * What came of an address: nothing; a page of which the end had not come when time was up – what it lacks may stand
 * in the rest; or the page.
 */
export type Opened = 'nothing' | 'part' | 'page';

export interface SessionOptions {
  readonly userAgent: string;
  /** for the page's own document, ms */
  readonly loadMs: number;
  /** until everything that belongs to it has come, ms */
  readonly settleMs: number;
  /** nothing came or went for so long: it stands still, ms */
  readonly quietMs: number;
  /** factor on every wait for an answer of the tab */
  readonly patience: number;
}

const MAX_DIALOGS = 20;
/** A page that goes on by itself so often never stands still. */
const MAX_MOVES = 15;
const MAX_POPUPS = 3;
const MAX_SCRIPTS = 2_000;
const MAX_DEPARTURES = 500;
/** A page at rest on a machine at rest answers within a few milliseconds. */
const PROMPT_MS = 250;
/** On a busy machine a page gets so many times the usual time to stand still. */
const BUSY_FACTOR = 3;

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
    acceptDownloads: false,
    serviceWorkers: 'block',
    permissions: [],
  });
  const page = await context.newPage();
  const departures: string[] = [];
  const depart = ({ url }: { url: string }): void => {
    if (departures.length < MAX_DEPARTURES) departures.push(url);
  };
  const onPart = async (cdp: CDPSession): Promise<void> => {
    cdp.on('Page.windowOpen', guard.expectWindow);
    cdp.on('Page.windowOpen', depart);
    cdp.on('Page.frameRequestedNavigation', depart);
    await within(cdp.send('Page.enable'), 5_000);
  };
  const tab = await openTab(page, { patience: options.patience, onPart });
  const watched = watch(context, page);

  async function takeTurn(): Promise<boolean> {
    return (await tab.ask(() => true, null, { timeoutMs: 2_000 })) === true;
  }

  async function open(url: string): Promise<Opened> {
    watched.startCounting();
    try {
      await page.goto(url, { waitUntil: 'domcontentloaded', timeout: options.loadMs });
    } catch (error) {
      // A page that holds on to the tab is still there: then nothing has moved.
      if (page.isClosed() || !/^https?:/.test(page.url()) || !watched.hasMoved()) {
        if ((error as Error).name === 'TimeoutError') watched.incidents.add('stuck');
        return 'nothing';
      }
    }
    await standStill({ guard, page, takeTurn }, options);
    if (page.isClosed()) return 'nothing';
    const state = await tab.ask(() => document.readyState, null);
    if (state === undefined) {
      watched.incidents.add('stuck');
      return 'nothing';
    }
    return state === 'loading' ? 'part' : 'page';
  }

  return {
    ...tab,
    ...watched,
    guard,
    departures,
    open,
    takeTurn,
    async stopScripts() {
      await within(tab.cdp.send('Emulation.setScriptExecutionDisabled', { value: true }), 2_000);
    },
    async addInitScript(script) {
      await context.addInitScript({ content: script });
    },
    async ask(question, argument, asked) {
      const answer = await tab.ask(question, argument, asked);
      if (answer === undefined) watched.incidents.add('stuck');
      return answer;
    },
    async [Symbol.asyncDispose]() {
      // A tab in an endless loop does not close by itself; the browser ends it with the context.
      await within(context.close(), 5_000);
      await guard[Symbol.asyncDispose]();
    },
  };
}

type Watched = Pick<
  PageSession,
  'dialogs' | 'incidents' | 'popups' | 'scripts' | 'awaited' | 'keepPopups' | 'answerDialogs'
> & {
  startCounting(): void;
  /** whether the tab has gone to another page since the counting started */
  hasMoved(): boolean;
};

function watch(context: BrowserContext, page: Page): Watched {
  const dialogs: SeenDialog[] = [];
  const popups: Page[] = [];
  const incidents = new Set<Incident>();
  const scripts = new Set<string>();
  const awaited = new Set<Request>();
  let kept = 0;
  let moves = 0;
  let answer: 'accept' | 'dismiss' = 'dismiss';

  const giveUp = (why: Incident): void => {
    incidents.add(why);
    page.close({ runBeforeUnload: false }).catch(() => undefined);
  };
  const onDialog = (dialog: Dialog): void => {
    const kind = dialog.type() as SeenDialog['kind'];
    if (dialogs.length < MAX_DIALOGS) dialogs.push({ kind, text: dialog.message().slice(0, 1_000) });
    else giveUp('dialog-flood');
    // Whoever wants to leave a page may leave it.
    const accept = kind === 'beforeunload' || answer === 'accept';
    (accept ? dialog.accept() : dialog.dismiss()).catch(() => undefined);
  };

  context.on('dialog', onDialog);
  context.on('request', (request) => {
    const type = request.resourceType();
    if (type === 'script' && scripts.size < MAX_SCRIPTS) scripts.add(request.url());
    if (WRITING.has(type) && awaited.size < MAX_SCRIPTS) awaited.add(request);
  });
  context.on('requestfinished', (request) => awaited.delete(request));
  context.on('requestfailed', (request) => awaited.delete(request));
  page.on('crash', () => incidents.add('crashed'));
  page.on('download', (download) => {
    incidents.add('download');
    download.cancel().catch(() => undefined);
  });
  page.on('framenavigated', (frame) => {
    if (frame !== page.mainFrame()) return;
    moves += 1;
    if (moves > MAX_MOVES) giveUp('endless-moves');
  });
  context.on('page', (popup) => {
    if (popup === page) return;
    incidents.add('popup');
    popups.push(popup);
    popup.once('close', () => popups.splice(popups.indexOf(popup), 1));
    if (popups.length > kept) popup.close().catch(() => undefined);
  });
  return {
    dialogs,
    popups,
    incidents,
    scripts,
    awaited,
    startCounting() {
      moves = 0;
      dialogs.length = 0;
    },
    hasMoved: () => moves > 0,
    keepPopups() {
      kept = MAX_POPUPS;
    },
    answerDialogs(how) {
      answer = how;
    },
  };
}

/** What may write or open something on a page: its pictures do not. */
const WRITING = new Set(['document', 'script', 'xhr', 'fetch']);

interface Standing {
  readonly guard: Guard;
  readonly page: Page;
  takeTurn(): Promise<boolean>;
}

/**
 * Waits until the guard has been quiet for a while and the page has nothing more to do, at most some seconds: pages
 * with endless polling never are. A page that is slow to answer may be quiet because the machine is busy: it is given
 * more time.
 */
async function standStill(
  { guard, page, takeTurn }: Standing,
  { settleMs, quietMs }: Pick<SessionOptions, 'settleMs' | 'quietMs'>,
): Promise<void> {
  const started = Date.now();
  let limit = started + settleMs;
  await page.waitForLoadState('load', { timeout: settleMs }).catch(() => undefined);
  while (Date.now() < limit && !page.isClosed()) {
    const last = guard.log.at(-1)?.at ?? 0;
    if (!guard.busy() && Date.now() - last > quietMs) {
      const asked = performance.now();
      if (!(await takeTurn()) || performance.now() - asked < PROMPT_MS) return;
      limit = started + settleMs * BUSY_FACTOR;
    }
    await pause(50);
  }
}
