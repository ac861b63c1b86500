/// <reference lib="dom" />
import type { Page } from 'playwright-core';

/** So many presses lead round any page of ours. */
const ONCE_ROUND = 60;
/** How often it is gone round while parts of the page are still coming. */
const ROUNDS = 40;

/** Presses Tab until what has that name has the focus. */
async function reach(page: Page, name: string): Promise<void> {
  for (let round = 0; round < ROUNDS; round += 1) {
    for (let presses = 0; presses < ONCE_ROUND; presses += 1) {
      const found = await page.evaluate(() => {
        const focused = document.activeElement as HTMLInputElement | null;
        return (
          focused?.labels?.[0]?.textContent ??
          focused?.getAttribute('aria-label') ??
          focused?.textContent ??
          ''
        );
      });
      if (found === name) return;
      await page.keyboard.press('Tab');
    }
    await page.waitForTimeout(100);
  }
  throw new Error(`no way by Tab to ${name}`);
}

/** Goes on by the keyboard alone: to the field of that label, then types. */
export async function type(page: Page, label: string, text: string): Promise<void> {
  await reach(page, label);
  await page.keyboard.type(text);
}

export async function press(page: Page, name: string): Promise<void> {
  await reach(page, name);
  await page.keyboard.press('Enter');
}
