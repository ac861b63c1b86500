import { readFile } from 'node:fs/promises';
import type { SiteFile } from './site-store.ts';

/** Beside the pages, where those that lead to other sites refer to it. */
export const PROMPT_PATH = 'exit-prompt.js';

/** The prompt before a visitor leaves for a site that is no organ's (Art. 15), as portals take it home. */
export async function promptFile(): Promise<SiteFile> {
  const file = new URL('../../../../../edge/exit-prompt/exit-prompt.js', import.meta.url);
  return { bytes: await readFile(file), type: 'text/javascript; charset=utf-8' };
}
