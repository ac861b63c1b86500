import { execFile } from 'node:child_process';
import { accessSync, chmodSync, constants, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { startChromium } from '../server/src/kernel/chromium/index.ts';

const run = promisify(execFile);
const APT = '/usr/bin/apt-get';
/** Debian's Chromium makes its sandbox also where the kernel grants no user namespaces, as in a chroot. */
const PACKAGES = ['chromium', 'chromium-sandbox'];

/**
 * Sees to it that tests can open a browser: where the one from npm cannot start and we may install packages, Debian's is
 * fetched. @returns undefined when all is well, else why there is no browser
 */
export async function lackOfBrowser(): Promise<string | undefined> {
  const lack = await tryBrowser();
  if (lack === undefined || !mayInstall()) return lack;
  console.log(`${lack}: apt-get install ${PACKAGES.join(' ')}`);
  const environment = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  try {
    await run(APT, ['-qq', 'update'], { env: environment });
    await run(APT, ['-qq', 'install', '-y', '--no-install-recommends', ...PACKAGES], { env: environment });
  } catch {
    return lack;
  }
  return tryBrowser();
}

async function tryBrowser(): Promise<string | undefined> {
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

function mayInstall(): boolean {
  if (process.getuid?.() !== 0) return false;
  try {
    accessSync(APT, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
