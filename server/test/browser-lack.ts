import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startChromium } from '../src/kernel/chromium/index.ts';

/**
 * Whether this machine can open a browser as the product opens one: in a chroot, for one, an ordinary user gets no
 * sandbox. @returns undefined when it can, else why not
 */
export async function tryBrowser(): Promise<string | undefined> {
  const dataDirectory = mkdtempSync(join(tmpdir(), 'zhengdun-browser-'));
  // The browser runs as an account of its own.
  chmodSync(dataDirectory, 0o755);
  try {
    const started = await startChromium({ dataDirectory });
    if (!started.ok) return `no browser (${started.reason}${started.detail && `: ${started.detail}`})`;
    await started.browser.close();
    return undefined;
  } finally {
    rmSync(dataDirectory, { recursive: true, force: true, maxRetries: 5 });
  }
}
