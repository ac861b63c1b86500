import { join } from 'node:path';
import { type Cosigner, parseNote } from '../../kernel/ledger/index.ts';
import { placesOf } from '../manifest.ts';
import type { LogFault } from '../verify/fault.ts';
import { type KeptHead, readKept } from '../verify/kept.ts';
import { listIfThere, readIfThere } from '../verify/read-if-there.ts';

/** A signed head that the instance of a superior has cosigned (C2SP tlog-cosignature). */
export interface Cosigned {
  /** entries of the history up to it */
  readonly entries: number;
  /** by whom */
  readonly name: string;
  /** when, ms since 1970 */
  readonly at: number;
}

/**
 * Cosigned heads that lie in an archive. Each is held against the history, as a head that somebody else has kept; that somebody
 * else has seen it is shown by a key that whoever verifies has got from there.
 *
 * @param keys of superiors
 */
export async function readCosigned(
  folder: string,
  keys: readonly Cosigner[],
): Promise<{ readonly cosigned: readonly Cosigned[]; readonly kept: readonly KeptHead[] } | LogFault> {
  const { cosigned: place } = placesOf(folder);
  const names = (await listIfThere(place)).filter((each) => each.endsWith('.note')).sort();
  const cosigned: Cosigned[] = [];
  const kept: KeptHead[] = [];
  for (const name of names) {
    const where = join(place, name);
    const text = (await readIfThere(where)) ?? '';
    const note = parseNote(text);
    const head = readKept(where, text);
    if (!note || !head) return { code: 'cosignature-wrong', where };
    for (const key of keys) {
      const at = key.cosigned(note);
      if (at === 'wrong') return { code: 'cosignature-wrong', where };
      if (at !== 'none') cosigned.push({ entries: head.entries, name: key.name, at });
    }
    kept.push(head);
  }
  return { cosigned, kept };
}
