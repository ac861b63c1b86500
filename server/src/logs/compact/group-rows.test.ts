import { describe, expect, it } from 'vitest';
import { groupRows } from './group-rows.ts';

/** The keys of each group, in the order of its rows, with the numbers of the rows. */
function grouped(keys: readonly string[], bytes: number, apart = new Uint8Array(keys.length)) {
  const { groups, groupOf, placeOf } = groupRows({ keys, apart }, { rows: keys.length, bytes });
  const found = groups.map((rows) => Array<number>(rows).fill(-1));
  for (let row = 0; row < keys.length; row += 1) {
    const group = found[groupOf[row] ?? -1] ?? [];
    group[placeOf[row] ?? -1] = row;
  }
  return found;
}

describe('rows of a day that are put together', () => {
  const rows = 100_000;
  const keys = Array.from({ length: rows }, (_, row) =>
    row % 3 === 0 ? '10.0.0.1' : `10.${Math.imul(row, 7_919) & 63}.0.9`,
  );

  it('stand in groups that do not overlap by what is looked for, each in the order in which they came', () => {
    // Long lines: groups of few rows.
    const found = grouped(keys, rows * 2_000);
    expect(found.length).toBeGreaterThan(10);
    expect(found.flat().sort((one, other) => one - other)).toEqual(keys.map((_, row) => row));
    let before = '';
    for (const group of found) {
      expect(group).toEqual([...group].sort((one, other) => one - other));
      const own = group.map((row) => keys[row] ?? '').sort();
      expect((own[0] ?? '') >= before).toBe(true);
      before = own.at(-1) ?? '';
    }
  });

  it('stand in groups of their own where they are errors, and in those of all others in a small file', () => {
    const apart = Uint8Array.from(keys, (_, row) => (row % 250 === 0 ? 1 : 0));
    const found = grouped(keys, rows * 10, apart);
    expect(found.map((group) => new Set(group.map((row) => apart[row])))).toEqual([
      new Set([0]),
      new Set([1]),
    ]);
    expect(found[1]).toEqual(keys.flatMap((_, row) => (row % 250 === 0 ? [row] : [])));
    expect(grouped(keys.slice(0, 1_000), 90, apart.subarray(0, 1_000))).toHaveLength(1);
  });

  it('are one group where they are few, and none where there are none', () => {
    expect(grouped(['b', 'a', 'b'], 90)).toEqual([[0, 1, 2]]);
    expect(grouped([], 0)).toEqual([]);
  });
});
