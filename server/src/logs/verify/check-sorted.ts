import { digestFile, type FileDigests } from '../digest-file.ts';
import type { LogKind } from '../event.ts';
import { openLeafWriter } from '../rows/leaf.ts';
import { readRows } from '../rows/read-rows.ts';
import { growRoots, hashOf, type Roots } from '../rows/tree.ts';

export interface CheckSortedTask {
  readonly path: string;
  readonly kind: LogKind;
  /** how many rows there should be */
  readonly count: number;
  /** first and last sequence of each segment whose rows stand in the file, rising */
  readonly segments: readonly (readonly [first: number, last: number])[];
}

/** What a file of rows that are not in their order is now. */
export type CheckedSorted =
  | { readonly state: 'missing' }
  | { readonly state: 'unreadable' }
  | {
      readonly state: 'read';
      readonly file: FileDigests;
      /** of each segment: its rows put in their order */
      readonly segments: readonly { readonly count: number; readonly roots: Roots }[];
      /** rows that belong to no segment of those */
      readonly strange: number;
    };

const HASH = 32;
/** Rows beside those that there should be are counted, not kept. */
const MOST_ROWS = 2 ** 22;

/** Reads a file through and takes its rows back into the order of their sequence: its digests, and the roots over each segment. */
export async function checkSorted(task: CheckSortedTask): Promise<CheckedSorted> {
  const { path, kind, count, segments } = task;
  const file = await digestFile(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  if (!file) return { state: 'missing' };
  const base = segments[0]?.[0] ?? 0;
  const room = Math.min(count, MOST_ROWS);
  const hashes = Buffer.alloc(room * 2 * HASH);
  /** sequence behind the base and number of the row, in one number: sorting them needs no comparison of ours */
  const order = new Float64Array(room);
  let rows = 0;
  let strange = 0;
  try {
    const leafOf = openLeafWriter();
    for await (const events of readRows(path, kind))
      for (const event of events) {
        const behind = event.sequence - base;
        if (rows >= room || behind < 0 || behind >= 2 ** 31) {
          strange += 1;
          continue;
        }
        const leaf = leafOf(event);
        hashes.write(hashOf('sha256', leaf), rows * 2 * HASH, 'latin1');
        hashes.write(hashOf('sm3', leaf), (rows * 2 + 1) * HASH, 'latin1');
        order[rows] = behind * MOST_ROWS + rows;
        rows += 1;
      }
  } catch {
    return { state: 'unreadable' };
  }
  const sorted = order.subarray(0, rows).sort();
  let at = 0;
  const checked = segments.map(([first, last]) => {
    const roots = growRoots();
    let own = 0;
    for (; at < rows; at += 1) {
      const key = sorted[at] ?? 0;
      const sequence = base + Math.floor(key / MOST_ROWS);
      if (sequence > last) break;
      if (sequence < first) {
        strange += 1;
        continue;
      }
      const row = (key % MOST_ROWS) * 2 * HASH;
      roots.addHashed(
        hashes.toString('latin1', row, row + HASH),
        hashes.toString('latin1', row + HASH, row + 2 * HASH),
      );
      own += 1;
    }
    return { count: own, roots: roots.roots() };
  });
  return { state: 'read', file, segments: checked, strange: strange + rows - at };
}
