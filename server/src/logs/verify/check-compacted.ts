import { type Compaction, placesOf, type Segment } from '../manifest.ts';
import type { RowThreads } from '../row-threads.ts';
import type { LogFault } from './fault.ts';
import type { PathsOfRows } from './rows-elsewhere.ts';

/** Holds a compacted file against its manifest and, row by row, against the manifests of the segments whose rows stand in it. */
export async function checkCompacted(
  place: {
    readonly folder: string;
    readonly threads: Pick<RowThreads, 'checkSorted'>;
    readonly pathOf?: PathsOfRows;
  },
  compaction: Compaction,
  segments: readonly Segment[],
): Promise<LogFault | undefined> {
  const { number, kind, count } = compaction;
  const where = placesOf(place.folder).segment(number, kind);
  const path = place.pathOf?.(number, kind);
  return checkSortedFile({ ...place, where, path }, { kind, count, file: compaction, segments });
}

export async function checkSortedFile(
  {
    where,
    path = where,
    threads,
  }: {
    readonly where: string;
    /** where it lies at the moment, if it is not there */
    readonly path?: string | undefined;
    readonly threads: Pick<RowThreads, 'checkSorted'>;
  },
  about: Pick<Compaction, 'kind' | 'count'> & {
    readonly segments: readonly Segment[];
    /** undefined: whatever the file is, its rows must be those */
    readonly file: Pick<Compaction, 'number' | 'bytes' | 'sha256' | 'sm3'> | undefined;
  },
): Promise<LogFault | undefined> {
  const { kind, count, segments, file } = about;
  const sequence = segments[0]?.first ?? 0;
  const last = segments.at(-1)?.last ?? 0;
  const now = await threads.checkSorted({
    path,
    kind,
    count,
    segments: segments.map((segment) => [segment.first, segment.last] as const),
  });
  if (now.state === 'missing') return { code: 'compacted-missing', sequence, last, where };
  if (now.state === 'unreadable') return { code: 'compacted-unreadable', sequence, last, where };
  for (const [index, segment] of segments.entries()) {
    const old = segment.files.find((each) => each.kind === kind);
    const found = now.segments[index];
    const isSame = found?.roots.sha256 === old?.rows.sha256 && found?.roots.sm3 === old?.rows.sm3;
    if (!isSame || found?.count !== old?.count)
      return {
        code: 'compacted-rows',
        segment: segment.number,
        sequence: segment.first,
        last: segment.last,
        where,
      };
  }
  if (now.strange > 0)
    return { code: 'compacted-rows', segment: segments[0]?.number ?? 0, sequence, last, where };
  if (!file) return undefined;
  const { bytes, sha256, sm3 } = now.file;
  return bytes === file.bytes && sha256 === file.sha256 && sm3 === file.sm3
    ? undefined
    : { code: 'file-changed', segment: file.number, where };
}
