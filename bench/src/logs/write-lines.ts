import { closeSync, openSync, readdirSync, statSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { nginxLines } from './nginx-lines.ts';

/** As nginx sends a line by syslog. */
const HEADER = '<190>Nov 28 09:12:05 web nginx: ';

/** Invented lines as they are sent. @param about.from, about.to ms since 1970 @returns bytes */
export function writeLines(
  file: string,
  about: { readonly seed: number; readonly events: number; readonly from: number; readonly to: number },
): number {
  const handle = openSync(file, 'w');
  let bytes = 0;
  for (const { text } of nginxLines({ ...about, count: about.events }))
    bytes += writeSync(handle, text.replaceAll(/^/gm, HEADER).slice(0, -HEADER.length));
  closeSync(handle);
  return bytes;
}

/** Bytes of the files in a folder. */
export function sizeOf(folder: string): number {
  return readdirSync(folder).reduce((sum, name) => sum + statSync(join(folder, name)).size, 0);
}
