/** Rows that one statistics and one dictionary are of; fewer where the lines are long. */
const GROUP_ROWS = 131_072;
const LEAST_GROUP_ROWS = 2_048;
const GROUP_BYTES = 16 * 1024 * 1024;
/** More rows than a file ever has; a number of a key and of a row are one number below 2^53. */
const MOST_ROWS = 2 ** 24;
/** In a file of fewer rows nothing stands apart: a group costs some kilobytes of its own. */
const LEAST_WITH_APART = 32_768;

/** Where each row goes. */
export interface RowOrder {
  /** rows of each group */
  readonly groups: readonly number[];
  /** of each row, as they came */
  readonly groupOf: Uint16Array;
  /** its place in its group */
  readonly placeOf: Uint32Array;
}

/** What a row is looked for by. */
export interface RowKeys {
  /** of the rows, in the order of their sequence */
  readonly keys: readonly string[];
  /** 1 for rows that are looked for by what they are and not by their key: errors. They get groups of their own. */
  readonly apart: Uint8Array;
}

/**
 * Puts rows of one key into one group, or into neighbours, and keeps the order in which they came within each: a search opens the
 * groups whose statistics hold the key, and the sequence and both times still rise. Sorted by the key to the end, each of those
 * three would cost as much as the key does.
 */
export function groupRows(
  { keys, apart }: RowKeys,
  size: { readonly rows: number; readonly bytes: number },
): RowOrder {
  const ranks = new Map([...new Set(keys)].sort().map((key, rank) => [key, rank]));
  // Ranks are below that of what stands apart.
  const rankOf = (key: string, row: number) => (ranks.get(key) ?? 0) + (apart[row] === 1 ? MOST_ROWS : 0);
  const order = Float64Array.from(keys, (key, row) => rankOf(key, row) * MOST_ROWS + row).sort();
  const others = order.findIndex((each) => each >= MOST_ROWS ** 2);
  const first = others < 0 || order.length < LEAST_WITH_APART ? order.length : others;
  const most = rowsOfGroup(size);
  const groupOf = new Uint16Array(keys.length);
  const placeOf = new Uint32Array(keys.length);
  const groups: number[] = [];
  let to = 0;
  for (let from = 0; from < order.length; from = to) {
    to = Math.min(from + most, from < first ? first : order.length);
    const rows = Uint32Array.from(order.subarray(from, to), (each) => each % MOST_ROWS).sort();
    for (let place = 0; place < rows.length; place += 1) {
      const row = rows[place] ?? 0;
      groupOf[row] = groups.length;
      placeOf[row] = place;
    }
    groups.push(rows.length);
  }
  return { groups, groupOf, placeOf };
}

function rowsOfGroup({ rows, bytes }: { readonly rows: number; readonly bytes: number }): number {
  const fitting = Math.floor(GROUP_BYTES / Math.max(bytes / rows, 1));
  return Math.max(LEAST_GROUP_ROWS, Math.min(GROUP_ROWS, fitting));
}
