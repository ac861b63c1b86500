import { PROGRAM_CALLER, recordDone } from '../../kernel/audit/index.ts';
import type { Database } from '../../kernel/database/index.ts';
import { HouseError } from '../../kernel/errors/index.ts';
import { EVERYTHING, withinScope } from '../../kernel/tenancy/index.ts';
import type { Archive } from '../archive.ts';
import { leafOf } from '../chain/entry-leaf.ts';
import { type Head, placesOf } from '../manifest.ts';
import { growRoots } from '../rows/tree.ts';
import type { KeptHead } from '../verify/kept.ts';
import { readIfThere } from '../verify/read-if-there.ts';
import { gapOf, type RestoredGap } from '../verify/restored.ts';

/**
 * Enters in the history of an archive that an older backup of it was put back: who answers for it, why, and how far the history had
 * gone that is lost, by the newest head that somebody has kept. From then on verifications go on, and tell the gap each time.
 *
 * @param about.kept heads of before; those that are still a part of the history say nothing
 * @throws HouseError `logs-restored-nothing`: no kept head goes beyond the archive; `logs-nothing-sealed`
 */
export async function recordRestoration(
  archive: Pick<Archive, 'folder' | 'head' | 'enter'>,
  about: { readonly by: string; readonly reason: string; readonly kept: readonly KeptHead[] },
): Promise<RestoredGap> {
  const { by, reason, kept } = about;
  const head = archive.head();
  if (!head) throw new HouseError('logs-nothing-sealed', { folder: archive.folder });
  const roots = await rootsBySize(archive.folder, head);
  const isPart = (each: KeptHead) => roots.get(each.entries) === `${each.sha256} ${each.sm3}`;
  const own = kept.filter(({ origin }) => origin === head.origin);
  const lost = newest(own.filter((each) => !isPart(each)));
  if (!lost) throw new HouseError('logs-restored-nothing', { entries: head.entries });
  // Heads of what was written since are part of the history as well: they were signed behind what is lost.
  const before = own.filter((each) => isPart(each) && each.entries < lost.entries && !isBehind(each, lost));
  const { entries: upTo, last: lastSame } = newest(before) ?? { entries: 0, last: 0 };
  const { entries, last, sha256, sm3 } = lost;
  const same = { entries: upTo, last: lastSame };
  const entry = { type: 'restoration', by, reason, same, lost: { entries, last, sha256, sm3 } } as const;
  const next = await archive.enter(entry);
  return gapOf({ ...entry, version: 3, number: next.entries, at: Date.now(), previous: head.manifest });
}

/** The same in the audit log, where the installation has one: who answers for it and why stand in the signed history alone. */
export async function auditRestoration(db: Database, { entry, entries }: RestoredGap): Promise<void> {
  await withinScope(db, EVERYTHING, (trx) =>
    recordDone(trx, PROGRAM_CALLER, {
      act: 'log-restored',
      object: { kind: 'log-archive', id: 'archive' },
      detail: { entry, lostFrom: entries.from, lostTo: entries.to },
    }),
  );
}

const newest = (heads: readonly KeptHead[]): KeptHead | undefined =>
  [...heads].sort((one, other) => other.entries - one.entries)[0];

const isBehind = (one: KeptHead, other: KeptHead): boolean =>
  one.at !== undefined && other.at !== undefined && one.at > other.at;

/** Roots over the history up to each entry. */
async function rootsBySize(folder: string, head: Head): Promise<Map<number, string>> {
  const roots = growRoots();
  const found = new Map<number, string>();
  for (let number = 1; number <= head.entries; number += 1) {
    roots.add(leafOf((await readIfThere(placesOf(folder).manifest(number))) ?? ''));
    const { sha256, sm3 } = roots.roots();
    found.set(number, `${sha256} ${sm3}`);
  }
  return found;
}
