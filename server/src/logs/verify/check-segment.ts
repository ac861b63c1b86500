import type { LogKind } from '../event.ts';
import { placesOf, type Segment, type SegmentFile } from '../manifest.ts';
import type { RowThreads } from '../row-threads.ts';
import type { CheckedRows } from './check-rows.ts';
import type { LogFault } from './fault.ts';
import type { PathsOfRows } from './rows-elsewhere.ts';

type Checked = Exclude<CheckedRows, { readonly state: 'missing' }>;

/**
 * Holds the files of a segment against its manifest, and names the first thing that is wrong.
 *
 * @param kinds of the files that are still there: others were compacted or deleted
 */
export async function checkSegment(
  place: { readonly folder: string; readonly threads: RowThreads; readonly pathOf?: PathsOfRows },
  manifest: Segment,
  kinds: readonly LogKind[],
): Promise<LogFault | undefined> {
  const { folder, threads, pathOf = placesOf(folder).segment } = place;
  const { number: segment, first, last } = manifest;
  const found: { readonly file: SegmentFile; readonly where: string; readonly now: Checked }[] = [];
  for (const file of manifest.files) {
    if (!kinds.includes(file.kind)) continue;
    const where = placesOf(folder).segment(segment, file.kind);
    const now = await threads.check({ path: pathOf(segment, file.kind), kind: file.kind });
    if (now.state === 'missing') return { code: 'segment-missing', segment, sequence: first, where };
    found.push({ file, where, now });
  }
  // Where a kind is missing its sequences are not known; the roots speak for the others.
  const misplaced =
    found.length < manifest.files.length
      ? undefined
      : findMisplaced(
          manifest,
          found.map(({ now, where }) => ({ sequences: now.sequences, where })),
        );
  const unreadable = found.find(({ now }) => now.state === 'unreadable');
  if (unreadable)
    return {
      code: 'segment-unreadable',
      segment,
      sequence: misplaced?.sequence ?? first,
      where: unreadable.where,
    };
  if (misplaced) return misplaced;
  for (const { file, where, now } of found) {
    const sameRows = now.roots.sha256 === file.rows.sha256 && now.roots.sm3 === file.rows.sm3;
    if (!sameRows || now.sequences.length !== file.count)
      return { code: 'rows-changed', segment, sequence: first, last, where };
    const { bytes, sha256, sm3 } = now.file;
    if (bytes !== file.bytes || sha256 !== file.sha256 || sm3 !== file.sm3)
      return { code: 'file-changed', segment, where };
  }
  return undefined;
}

/** Every sequence of the segment stands in one of its files, in its order. */
function findMisplaced(
  { number: segment, first, last }: Segment,
  files: readonly { readonly sequences: Float64Array; readonly where: string }[],
): LogFault | undefined {
  const places = files.map(() => 0);
  for (let sequence = first; sequence <= last; sequence += 1) {
    const index = files.findIndex(({ sequences }, file) => sequences[places[file] ?? 0] === sequence);
    if (index >= 0) {
      places[index] = (places[index] ?? 0) + 1;
      continue;
    }
    const strange = files.find(({ sequences }, file) => {
      const now = sequences[places[file] ?? 0];
      return now !== undefined && (now < sequence || now > last || sequences.includes(sequence));
    });
    const where = (strange ?? files[0])?.where ?? '';
    return { code: strange ? 'row-misplaced' : 'row-missing', segment, sequence, where };
  }
  const added = files.find(({ sequences }, file) => (places[file] ?? 0) < sequences.length);
  return added && { code: 'row-misplaced', segment, sequence: last, where: added.where };
}
