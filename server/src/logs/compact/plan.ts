import { dayOf } from '../../kernel/clock/index.ts';
import type { Holding } from '../holdings.ts';

/** Rows that are put together in a file, at most: whoever verifies it holds 64 bytes of each in memory, and sorting has to fit. */
const MOST_ROWS = 1_000_000;
const MOST_BYTES = 64 * 1024 * 1024;
/** A day is over so long after midnight: what was received before has been sealed. */
const GRACE_MS = 10 * 60_000;

/**
 * Which files become one: those of a kind whose rows were received on the same day of Beijing, once it is over, as long as they
 * have few enough rows. What was compacted stays as it is.
 *
 * @param now ms since 1970
 * @returns files that become one together, the earliest first
 */
export function planCompactions(holdings: readonly Holding[], now: number): readonly (readonly Holding[])[] {
  const today = dayOf(new Date(now - GRACE_MS));
  const lots: Holding[][] = [];
  const open = new Map<string, { readonly day: string; lot: Holding[]; rows: number; bytes: number }>();
  for (const holding of [...holdings].sort((one, other) => one.entry - other.entry)) {
    if (holding.isSorted) continue;
    const day = dayOf(new Date(holding.received.to));
    // A clock that was turned back to a day that is to come leaves it for then.
    if (day >= today) continue;
    const { kind, count, bytes } = holding;
    const last = open.get(kind);
    const fits = last?.day === day && last.rows + count <= MOST_ROWS && last.bytes + bytes <= MOST_BYTES;
    if (last && fits) {
      last.lot.push(holding);
      last.rows += count;
      last.bytes += bytes;
    } else {
      const lot = [holding];
      lots.push(lot);
      open.set(kind, { day, lot, rows: count, bytes });
    }
  }
  return lots;
}
