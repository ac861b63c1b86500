/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
import { join } from 'node:path';
import axe from 'axe-core';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { inject } from 'vitest';
import { startChromium } from '../../server/src/kernel/chromium/index.ts';
import { browserFolder } from '../../server/test/browser-folder.ts';
import type { World } from '../../server/test/world/index.ts';

/** A browser for the tests of one file. */
export interface TestBrowser extends AsyncDisposable {
  readonly browser: Browser;
  /** a page whose complaints are kept: errors in its log, mistakes of scripts, violations of its policy */
  open(url: string, options?: BrowserContextOptions): Promise<WatchedPage>;
}

export interface WatchedPage extends AsyncDisposable {
  readonly page: Page;
  readonly complaints: string[];
}

/**
 * @param options.wanted path of a program; the system's or the packaged Chromium without it
 * @param options.sites where the browser finds the sites of a test's own Internet
 */
export async function startTestBrowser({
  wanted,
  sites,
}: {
  readonly wanted?: string | undefined;
  readonly sites?: World['sites'] | undefined;
} = {}): Promise<TestBrowser> {
  // What starts a program lies there by its kind: two programs are not started from one folder.
  const dataDirectory = wanted ? join(inject('testData'), 'old-browser') : await browserFolder();
  const extraArguments = sites ? [`--host-resolver-rules=MAP *.test:443 127.0.0.1:${sites.httpsPort}`] : [];
  const started = await startChromium({ dataDirectory, wanted, extraArguments });
  if (!started.ok) throw new Error(`no browser: ${started.reason} ${started.detail}`);
  const { browser } = started;
  return {
    browser,
    async open(url, options) {
      const context = await browser.newContext({
        viewport: { width: 1280, height: 800 },
        ...options,
      });
      const page = await context.newPage();
      const complaints: string[] = [];
      page.on('pageerror', (error) => complaints.push(`script: ${error.message}`));
      page.on('console', (message) => {
        if (message.type() === 'error' || message.type() === 'warning')
          complaints.push(`log: ${message.text()}`);
      });
      await page.goto(url);
      return { page, complaints, [Symbol.asyncDispose]: () => context.close() };
    },
    [Symbol.asyncDispose]: () => browser.close(),
  };
}

/** Violations of WCAG 2.1 A and AA that axe calls serious or critical, one line each. */
export async function seriousFaults(page: Page): Promise<string[]> {
  // Through the debugger, not as a script of the page: its policy would refuse that.
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source);
  return page.evaluate(async () => {
    const { axe: checker } = window as unknown as { axe: typeof axe };
    const { violations } = await checker.run({
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice'],
      // What holds need not be told, and no rule of these reads style sheets.
      resultTypes: ['violations'],
      preload: false,
    });
    return violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .flatMap(({ id, nodes }) =>
        nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary}`),
      );
  });
}

/** How many pixels the page is wider than its window. */
export function sidewaysPixels(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}
