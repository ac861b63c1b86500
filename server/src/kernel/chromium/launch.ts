import { chown, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { type ServiceUser, serviceUser } from '../service-user.ts';
import { type ChromiumSource, findChromium } from './find.ts';
import { prepareFonts, type ReadyChromium, unpackChromium, writeWhole } from './unpack.ts';

export interface ChromiumOptions {
  /** data directory of the installation */
  readonly dataDirectory: string;
  /** path of a program, or `packaged` */
  readonly wanted?: string | undefined;
  /** SHA-256 pins (base64) of the only certificates that are believed without an authority: our guard's */
  readonly trustedPins?: readonly string[];
  readonly extraArguments?: readonly string[];
}

/** Why no browser could be started. */
export type NoBrowser = {
  readonly ok: false;
  readonly reason: 'none-found' | 'cannot-start' | 'no-account' | 'no-sandbox';
  readonly detail: string;
};
export type Started = { readonly ok: true; readonly browser: Browser; readonly name: string };

/**
 * Starts Chromium in its sandbox, as root by way of an unprivileged account. The arguments are our own: those of
 * the npm package would switch off process separation and the same-origin policy.
 */
export async function startChromium(options: ChromiumOptions): Promise<Started | NoBrowser> {
  const source = findChromium(options.wanted);
  if (!source) return { ok: false, reason: 'none-found', detail: `${process.platform}-${process.arch}` };
  let wrapper: string;
  try {
    wrapper = await makeWrapper(source, options.dataDirectory);
  } catch (error) {
    const { code, syscall, message } = error as NodeJS.ErrnoException;
    // Only a program is spawned for the account; a file that is missing is another matter.
    const noAccount = code === 'ENOENT' && syscall?.startsWith('spawn') === true;
    return { ok: false, reason: noAccount ? 'no-account' : 'cannot-start', detail: message };
  }
  // Half of all code that a start would read, for the few programs that open a browser.
  const { chromium } = await import('playwright-core');
  try {
    const browser = await chromium.launch({
      executablePath: wrapper,
      chromiumSandbox: true,
      headless: true,
      handleSIGINT: false,
      handleSIGTERM: false,
      handleSIGHUP: false,
      args: [...ARGUMENTS, ...pinArguments(options.trustedPins ?? []), ...(options.extraArguments ?? [])],
      timeout: 30_000,
    });
    return { ok: true, browser, name: `Chromium ${browser.version()}` };
  } catch (error) {
    const { message } = error as Error;
    if (/sandboxing failed|No usable sandbox/.test(message))
      return { ok: false, reason: 'no-sandbox', detail: '' };
    return { ok: false, reason: 'cannot-start', detail: firstLines(message) };
  }
}

const ARGUMENTS = [
  '--lang=zh-CN',
  '--disable-gpu',
  '--disable-dev-shm-usage',
  '--disable-quic',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-domain-reliability',
  '--disable-sync',
  '--disable-breakpad',
  '--disable-file-system',
  '--deny-permission-prompts',
  '--mute-audio',
  '--no-first-run',
  '--no-pings',
  // Nothing goes past the guard: no direct connection for loopback names, none for WebRTC.
  '--proxy-bypass-list=<-loopback>',
  '--force-webrtc-ip-handling-policy=disable_non_proxied_udp',
  // A page that eats the memory loses its tab, not the machine.
  '--js-flags=--max-old-space-size=512',
];

/** Of each process, KB: what is not an object of a script (buffers, canvases, elements) has its bound as well. */
const PROCESS_KB = 1_500_000;

function pinArguments(pins: readonly string[]): string[] {
  return pins.length > 0 ? [`--ignore-certificate-errors-spki-list=${pins.join(',')}`] : [];
}

/** A small script that gives the browser its libraries, fonts and home, and takes root from it. */
async function makeWrapper(source: ChromiumSource, dataDirectory: string): Promise<string> {
  const user = serviceUser();
  const parts = join(dataDirectory, 'parts');
  const home = join(dataDirectory, 'run', 'browser');
  await mkdir(home, { recursive: true, mode: 0o755 });
  if (user) await chown(home, user.uid, user.gid);
  const fonts = await prepareFonts(parts, join(home, 'fontconfig'));
  const ready: ReadyChromium =
    source.kind === 'program' ? { program: source.path } : await unpackChromium(source, parts);
  const path = join(parts, `chromium-${source.kind}.sh`);
  // Without a UTF-8 locale Chromium calls a file with a Chinese name "download".
  const environment = [`HOME=${quote(home)}`, `FONTCONFIG_FILE=${quote(fonts)}`, 'LC_ALL=C.UTF-8'];
  if (ready.libraries) environment.push(`LD_LIBRARY_PATH=${quote(ready.libraries)}`);
  const giveProfile = user
    ? `for argument in "$@"; do case "$argument" in --user-data-dir=*) chown -R ${user.uid}:${user.gid} "\${argument#*=}" ;; esac; done\n`
    : '';
  const start = `env ${environment.join(' ')} ${quote(ready.program)} "$@"`;
  const script = `#!/bin/sh\nulimit -d ${PROCESS_KB}\n${user ? `${giveProfile}${asUser(user, start)}` : `exec ${start}`}\n`;
  await writeWhole(path, script, 0o755);
  return path;
}

/**
 * Takes root from a command for good. Where the kernel grants no user namespaces (in a chroot, by a setting), Debian's
 * package chromium-sandbox brings a helper that makes the sandbox by its setuid bit; it needs to be let.
 */
function asUser({ uid, gid }: ServiceUser, command: string): string {
  const drop = `setpriv --reuid=${uid} --regid=${gid} --clear-groups`;
  return `for_good=--no-new-privs\n${drop} unshare --user true 2>/dev/null || for_good=\nexec ${drop} $for_good -- ${command}`;
}

function quote(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

function firstLines(message: string): string {
  return message.split('\n').slice(0, 12).join(' ').slice(0, 600);
}
