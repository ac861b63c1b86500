import { type Holding, type Holdings, openHoldings } from '../holdings.ts';
import {
  type Compaction,
  type Manifest,
  placesOf,
  type Restoration,
  type Segment,
  type Tombstone,
} from '../manifest.ts';
import { LEAST_DAYS_MS } from '../retention/least.ts';
import type { LogFault } from './fault.ts';

export interface Replayed {
  readonly holdings: Holdings;
  readonly segments: ReadonlyMap<number, Segment>;
  readonly compactions: ReadonlyMap<number, Compaction>;
  /** rows that were deleted because their time was over */
  readonly removed: number;
}

/** Goes through a history, entry by entry, and names the first that no program of ours has written. */
export function replay(folder: string, manifests: readonly Manifest[]): Replayed | LogFault {
  const holdings = openHoldings({ entries: 0, files: [] });
  const segments = new Map<number, Segment>();
  const compactions = new Map<number, Compaction>();
  let removed = 0;
  /** sequence of the last row behind each entry */
  const lasts = [0];
  for (const manifest of manifests) {
    const { number } = manifest;
    const where = placesOf(folder).manifest(number);
    const gone = holdings.apply(manifest);
    if (!gone) return { code: 'manifest-contradicts', segment: number, where };
    lasts.push(manifest.type === 'segment' ? manifest.last : (lasts.at(-1) ?? 0));
    switch (manifest.type) {
      case 'segment':
        segments.set(number, manifest);
        break;
      case 'compaction':
        if (manifest.count !== countOf(gone) || gone.some(({ isSorted }) => isSorted))
          return { code: 'manifest-contradicts', segment: number, where };
        compactions.set(number, manifest);
        break;
      case 'restoration':
        if (!isRestoration(manifest, lasts)) return { code: 'manifest-contradicts', segment: number, where };
        break;
      case 'tombstone': {
        const fault = removedWrongly(manifest, gone);
        if (fault) return { code: fault, segment: number, where };
        removed += countOf(gone);
      }
    }
  }
  return { holdings, segments, compactions, removed };
}

/** What is lost had come behind what is told to be the same, and that is as it is told. */
function isRestoration({ number, same, lost }: Restoration, lasts: readonly number[]): boolean {
  const isSame = same.entries < number && same.last === lasts[same.entries];
  return isSame && lost.entries > same.entries && lost.last >= same.last;
}

function removedWrongly(
  { at, removed }: Tombstone,
  gone: readonly Holding[],
): 'manifest-contradicts' | 'removed-early' | undefined {
  for (const [index, holding] of gone.entries()) {
    const told = removed[index];
    if (told?.count !== holding.count || told.to !== holding.received.to) return 'manifest-contradicts';
    if (at - holding.received.to < LEAST_DAYS_MS) return 'removed-early';
  }
  return undefined;
}

const countOf = (files: readonly Holding[]) => files.reduce((sum, { count }) => sum + count, 0);
