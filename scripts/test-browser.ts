import { execFile } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { promisify } from 'node:util';
import { tryBrowser } from '../server/test/browser-lack.ts';

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

function mayInstall(): boolean {
  if (process.getuid?.() !== 0) return false;
  try {
    accessSync(APT, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
