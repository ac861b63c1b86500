import { accessSync, constants, existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** A Chromium that can be started, or the archive from which one can be unpacked. */
export type ChromiumSource =
  | { readonly kind: 'program'; readonly path: string }
  | { readonly kind: 'package'; readonly folder: string; readonly version: string };

const SYSTEM_PROGRAMS = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome-stable',
  '/usr/bin/google-chrome',
  '/usr/lib/chromium/chromium',
];

/**
 * Which Chromium is used: the one that the setting names, else the system's, else the one in the npm package.
 * `wanted` may also be the word `packaged`. Undefined where there is none for this processor.
 */
export function findChromium(wanted?: string): ChromiumSource | undefined {
  if (wanted && wanted !== 'packaged') return { kind: 'program', path: wanted };
  const system = wanted === 'packaged' ? undefined : SYSTEM_PROGRAMS.find(isProgram);
  return system ? { kind: 'program', path: system } : packaged();
}

function packaged(): ChromiumSource | undefined {
  if (process.arch !== 'x64' || process.platform !== 'linux') return undefined;
  try {
    const root = dirname(dirname(createRequire(import.meta.url).resolve('@sparticuz/chromium')));
    const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
    const folder = join(root, 'bin');
    return existsSync(join(folder, 'chromium.br')) ? { kind: 'package', folder, version } : undefined;
  } catch {
    return undefined;
  }
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
