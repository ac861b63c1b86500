import { join } from 'node:path';
import { findChromium } from '../src/kernel/chromium/index.ts';
import { unpackChromium } from '../src/kernel/chromium/unpack.ts';
import { onceARun } from './once-a-run.ts';

/** A data directory for the browsers of a run, in which Chromium is unpacked: that takes longer than most tests. */
export function browserFolder(): Promise<string> {
  return onceARun('browser', async (folder) => {
    const source = findChromium();
    if (source?.kind === 'package') await unpackChromium(source, join(folder, 'parts'));
  });
}
