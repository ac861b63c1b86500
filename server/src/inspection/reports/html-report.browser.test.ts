/// <reference lib="dom" />

import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { CheckResult } from '@zhengdun/contract';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { browserFolder } from '../../../test/browser-folder.ts';
import {
  HOSTILE_TEXTS,
  hostileResult,
  PICTURE,
  pictureEvidence,
  resultWith,
  variedVerdicts,
} from '../../../test/check-results.ts';
import { startChromium } from '../../kernel/chromium/index.ts';
import { renderHtmlReport, resultJson } from './index.ts';

let folder: string;
let browser: Browser;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'zhengdun-report-'));
  // the browser runs as an account of its own
  await chmod(folder, 0o755);
  const started = await startChromium({ dataDirectory: await browserFolder() });
  if (!started.ok) throw new Error(`no browser: ${started.reason} ${started.detail}`);
  browser = started.browser;
});

afterAll(async () => {
  await browser?.close();
  await rm(folder, { recursive: true, force: true });
});

interface Opened {
  readonly page: Page;
  /** what the browser fetched, said or asked beside showing the file */
  readonly incidents: string[];
}

/** Writes a report to the disk and opens it as a person would. */
async function open(result: CheckResult, width: number): Promise<Opened> {
  const report = await renderHtmlReport(result, { pictures: async () => PICTURE });
  const file = join(folder, `report-${width}.html`);
  await writeFile(file, report.html, { mode: 0o644 });
  const page = await browser.newPage({ viewport: { width, height: 900 } });
  const incidents: string[] = [];
  const address = pathToFileURL(file).href;
  page.on('console', (message) => incidents.push(`console: ${message.text()}`));
  page.on('pageerror', (error) => incidents.push(`error: ${error.message}`));
  page.on('dialog', (dialog) => {
    incidents.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('request', (request) => {
    const url = request.url();
    if (url !== address && !url.startsWith('data:')) incidents.push(`request: ${url}`);
  });
  await page.goto(address);
  return { page, incidents };
}

const [first, ...rest] = variedVerdicts('zh');
const result = resultWith(first ? [{ ...first, evidence: [pictureEvidence(PICTURE)] }, ...rest] : []);
const hostile = hostileResult(HOSTILE_TEXTS.length * 4);

describe('the HTML report in a browser', () => {
  it.each([
    ['a check', result, 1280],
    ['a check', result, 390],
    ['a hostile page', hostile, 1280],
    ['a hostile page', hostile, 390],
  ] as const)('of %s fetches nothing, runs nothing and never scrolls sideways', async (_, shown, width) => {
    const { page, incidents } = await open(shown, width);
    const seen = await page.evaluate(() => ({
      scrollWidth: document.documentElement.scrollWidth,
      scripts: document.scripts.length,
      pictures: Array.from(document.images, ({ naturalWidth }) => naturalWidth),
      data: document.querySelector('#zhengdun-result')?.textContent,
      end: document.querySelector('footer strong')?.textContent,
    }));
    expect(incidents).toEqual([]);
    expect(seen.scripts).toBe(1);
    expect(seen.scrollWidth).toBeLessThanOrEqual(width);
    expect(seen.pictures).toEqual(shown === result ? [8] : []);
    expect(seen.data).toBe(resultJson(shown));
    expect(seen.end).toBe(shown.disclaimer);
    await page.close();
  });

  it('prints on A4', async () => {
    const { page } = await open(result, 1280);
    const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
    const sizes = [...pdf.matchAll(/\/MediaBox \[([\d. ]+)\]/g)].map(([, box]) =>
      box?.split(' ').map(Number),
    );
    expect(sizes.length).toBeGreaterThan(3);
    for (const [, , width = 0, height = 0] of sizes.map((box) => box ?? [])) {
      expect(width).toBeCloseTo(595, 0);
      expect(height).toBeCloseTo(842, 0);
    }
    await page.close();
  });
});
