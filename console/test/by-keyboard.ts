/// <reference lib="dom" />
import type { Page } from 'playwright-core';

/** Presses Tab until what has that name has the focus. */
async function reach(page: Page, name: string): Promise<void> {
  for (let presses = 0; presses < 60; presses += 1) {
    const found = await page.evaluate(() => {
      const focused = document.activeElement as HTMLInputElement | null;
      return (
        focused?.labels?.[0]?.textContent ?? focused?.getAttribute('aria-label') ?? focused?.textContent ?? ''
      );
    });
    if (found === name) return;
    await page.keyboard.press('Tab');
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
