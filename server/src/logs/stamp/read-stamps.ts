import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readTimeStamp, type TimeStamp } from '../../kernel/time-stamp/index.ts';
import type { Certificate } from '../../kernel/x509/index.ts';
import { placesOf } from '../manifest.ts';
import type { LogFault } from '../verify/fault.ts';
import { type KeptHead, readKept } from '../verify/kept.ts';
import { listIfThere } from '../verify/read-if-there.ts';

/** A signed head that a time-stamping authority has seen (RFC 3161). */
export interface Stamp extends TimeStamp {
  /** entries of the history up to it */
  readonly entries: number;
}

/**
 * Time-stamped heads that lie in an archive. Each is as good as a head that somebody else has kept: nobody makes one afterwards.
 *
 * @param roots of authorities that are trusted
 * @param newest so many alone; all without it
 */
export async function readStamps(
  folder: string,
  roots: readonly Certificate[],
  newest = Number.POSITIVE_INFINITY,
): Promise<
  { readonly stamps: readonly Stamp[]; readonly kept: readonly KeptHead[]; readonly total: number } | LogFault
> {
  const { stamps: place } = placesOf(folder);
  const names = (await listIfThere(place)).filter((each) => each.endsWith('.tsr')).sort();
  const stamps: Stamp[] = [];
  const kept: KeptHead[] = [];
  for (const name of names.slice(Math.max(0, names.length - newest))) {
    const where = join(place, name);
    const bytes = await readFile(where.replace(/\.tsr$/, '.note')).catch(() => undefined);
    const stamp = bytes && readTimeStamp(await readFile(where), { bytes, roots });
    const head = bytes && readKept(where, bytes.toString('utf8'));
    if (!stamp || !head) return { code: 'stamp-wrong', where };
    stamps.push({ ...stamp, entries: head.entries });
    kept.push(head);
  }
  return { stamps, kept, total: names.length };
}

/** Whether the head of so many entries has a stamp. */
export async function hasStamp(folder: string, entries: number): Promise<boolean> {
  const { stamps } = placesOf(folder);
  return (await listIfThere(stamps)).includes(`${String(entries).padStart(8, '0')}.tsr`);
}
