import { digestFile, type FileDigests } from '../digest-file.ts';
import type { LogKind } from '../event.ts';
import { openLeafWriter } from '../rows/leaf.ts';
import { openLeafHashes } from '../rows/leaf-hashes.ts';
import { readRows } from '../rows/read-rows.ts';
import { growRoots, type Roots } from '../rows/tree.ts';

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
  const hashes = { sha256: Buffer.alloc(room * HASH), sm3: Buffer.alloc(room * HASH) };
  /** sequence behind the base and number of the row, in one number: sorting them needs no comparison of ours */
  const order = new Float64Array(room);
  let rows = 0;
  let strange = 0;
  try {
    const leafOf = openLeafWriter();
    let hashed = 0;
    const leaves = openLeafHashes((sha256, sm3) => {
      hashes.sha256.set(sha256, hashed);
      hashes.sm3.set(sm3, hashed);
      hashed += sha256.length;
    });
    for await (const events of readRows(path, kind))
      for (const event of events) {
        const behind = event.sequence - base;
        if (rows >= room || behind < 0 || behind >= 2 ** 31) {
          strange += 1;
          continue;
        }
        leaves.add(leafOf(event));
        order[rows] = behind * MOST_ROWS + rows;
        rows += 1;
      }
    leaves.flush();
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
      const row = (key % MOST_ROWS) * HASH;
      roots.addHashed(hashes.sha256.subarray(row, row + HASH), hashes.sm3.subarray(row, row + HASH));
      own += 1;
    }
    return { count: own, roots: roots.roots() };
  });
  return { state: 'read', file, segments: checked, strange: strange + rows - at };
}
