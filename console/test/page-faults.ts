import { join } from 'node:path';
import { seriousFaults, sidewaysPixels, type WatchedPage } from './browser.ts';

/** A refusal that a person sees in words is a line of the browser's log too. */
const REFUSAL = /the server responded with a status of 4(01|03|04|09|10|29)/;

/**
 * What a page is not that every page has to be, at the design width and on a telephone, one line each. Where
 * ZHENGDUN_PICTURES names a folder, pictures in both languages are put there.
 */
export async function faultsOf({ page, complaints }: WatchedPage, name: string): Promise<string[]> {
  await page.waitForLoadState('networkidle');
  const faults = (await seriousFaults(page)).map((fault) => `${name}: ${fault}`);
  for (const width of [360, 1280]) {
    await page.setViewportSize({ width, height: 800 });
    const beyond = await sidewaysPixels(page);
    if (beyond > 0) faults.push(`${name}: ${beyond} pixels beyond ${width}`);
  }
  const told = complaints.filter((line) => !REFUSAL.test(line));
  await keepPictures(page, name);
  return [...faults, ...told.map((line) => `${name}: ${line}`)];
}

async function keepPictures(page: WatchedPage['page'], name: string): Promise<void> {
  const folder = process.env.ZHENGDUN_PICTURES;
  if (!folder) return;
  for (const lang of ['en', 'zh']) {
    await page.locator('header a[hreflang]').click();
    await page.waitForLoadState('networkidle');
    for (const width of [360, 1280]) {
      await page.setViewportSize({ width, height: 800 });
      await page.screenshot({ path: join(folder, `${name}-${lang}-${width}.png`), fullPage: true });
    }
  }
}
