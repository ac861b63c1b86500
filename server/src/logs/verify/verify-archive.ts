import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Cosigner, NoteVerifier } from '../../kernel/ledger/index.ts';
import type { Certificate } from '../../kernel/x509/index.ts';
import { LOG_KINDS } from '../event.ts';
import { readFrames } from '../frame.ts';
import { type Head, type Manifest, placesOf, type Segment, textOf } from '../manifest.ts';
import { openRowThreads, READING_MB } from '../row-threads.ts';
import { listSpool } from '../spool-files.ts';
import { readStamps, type Stamp } from '../stamp/read-stamps.ts';
import { type Cosigned, readCosigned } from '../witness/read-cosigned.ts';
import { readChain } from './chain.ts';
import { checkCompacted } from './check-compacted.ts';
import { checkSegment } from './check-segment.ts';
import type { LogFault } from './fault.ts';
import type { KeptHead } from './kept.ts';
import { isThere, listIfThere, readIfThere } from './read-if-there.ts';
import { type Replayed, replay } from './replay.ts';
import { gapsIn, type RestoredGap } from './restored.ts';
import { type RowsElsewhere, takeRows } from './rows-elsewhere.ts';

export interface LogReport {
  /** of the history */
  readonly entries: number;
  /** that were sealed */
  readonly segments: number;
  /** files that stand instead of those of segments */
  readonly compacted: number;
  readonly events: number;
  /** events whose time was over and that were deleted */
  readonly removed: number;
  /** events that are taken in and not sealed yet */
  readonly waiting: number;
  /** files that are not here: they are verified with the common store that has them */
  readonly elsewhere: number;
  readonly head?: Head;
  /** the keys came with the archive: somebody who holds none of his own cannot see that all was written anew */
  readonly ownKeys: boolean;
  /** ms since 1970: of the first and the last event received */
  readonly received?: { readonly from: number; readonly to: number };
  /** older backups that were put back, with what was lost: the gap is never silent */
  readonly restored: readonly RestoredGap[];
  /** heads that time-stamping authorities have seen: all are a part of the history */
  readonly stamps: readonly Stamp[];
  /** heads that the instance of a superior has cosigned, by the keys that were given */
  readonly cosigned: readonly Cosigned[];
  /** cosigned heads that lie in the archive, whether or not a key was given */
  readonly cosignedHeads: number;
  /** entries whose clock stood before that of the one before: it was turned back */
  readonly clockTurnedBack: readonly number[];
  /** the first thing that is wrong */
  readonly fault?: LogFault;
}

interface Question {
  readonly folder: string;
  /** of the archive, held by whoever verifies; without any those that lie in it are taken */
  readonly keys?: readonly NoteVerifier[];
  /** heads that somebody else has kept, with their names */
  readonly kept: readonly KeptHead[];
  /** of time-stamping authorities that are trusted */
  readonly roots?: readonly Certificate[] | undefined;
  /** of superiors whose instances cosign heads */
  readonly witnesses?: readonly Cosigner[] | undefined;
  /** files behind the signed head are part of nothing: it was copied while somebody wrote */
  readonly isCopy?: boolean;
  /** files of rows that are not in the folder */
  readonly elsewhere?: RowsElsewhere | undefined;
  readonly signal: AbortSignal;
  /** called after each file or segment */
  readonly done?: (number: number, of: number) => void;
}

/**
 * Holds an archive against its manifests, and these against each other from the signed head backwards, so that the manifest
 * which is named is the one that was changed. Reads only.
 */
export async function verifyArchive(question: Question): Promise<LogReport> {
  const { folder, kept, keys = [], isCopy = false } = question;
  const empty = {
    ...{ entries: 0, segments: 0, compacted: 0, events: 0, removed: 0 },
    ...{ waiting: 0, elsewhere: 0 },
    ...{ restored: [], stamps: [], cosigned: [], cosignedHeads: 0, clockTurnedBack: [], ownKeys: false },
  };
  const stamped = await readStamps(folder, question.roots ?? []);
  if ('code' in stamped) return { ...empty, fault: stamped };
  const seen = await readCosigned(folder, question.witnesses ?? []);
  if ('code' in seen) return { ...empty, fault: seen };
  const start = await readChain(folder, { keys, kept: [...kept, ...stamped.kept, ...seen.kept] });
  if ('code' in start) return { ...empty, fault: start };
  const { head, manifests, ownKeys } = start;
  const replayed = replay(folder, manifests);
  if ('code' in replayed) return { ...empty, fault: replayed };
  const segments = [...replayed.segments.values()];
  const report = {
    ...empty,
    entries: manifests.length,
    segments: segments.length,
    compacted: replayed.compactions.size,
    events: head?.last ?? 0,
    removed: replayed.removed,
    restored: gapsIn(manifests),
    stamps: stamped.stamps,
    cosigned: seen.cosigned,
    cosignedHeads: seen.kept.length,
    clockTurnedBack: turnedBack(manifests),
    ownKeys,
    ...(head && { head }),
    ...rangeOf(segments),
  };
  const { fault, elsewhere } = await checkFiles(question, replayed);
  const checked = { ...report, elsewhere };
  // Somebody compacts or deletes meanwhile: what was held is held no longer.
  const isSame = async () => !head || (await readIfThere(placesOf(folder).head)) === textOf(head);
  if (fault)
    return fault.code.endsWith('missing') && !(await isSame())
      ? verifyArchive(question)
      : { ...checked, fault };
  // Somebody seals meanwhile: what lies behind the head that was read is already another.
  if (head && !(await isSame())) return checked;
  const spool = await checkSpool(folder, report.events);
  const { waiting } = spool;
  const added =
    spool.fault ??
    (await findAdded(folder, {
      head,
      manifests,
      isCopy,
      there: question.elsewhere?.names ?? [],
      making: waiting > 0 || (await isThere(placesOf(folder).compacting)),
    }));
  return { ...checked, waiting, ...(added && { fault: added }) };
}

/** Several at a time, and told in their order. */
async function checkFiles(
  { folder, elsewhere, signal, done }: Question,
  { holdings, segments, compactions }: Replayed,
): Promise<{ readonly fault?: LogFault; readonly elsewhere: number }> {
  let there = 0;
  await using threads = openRowThreads(READING_MB);
  const kinds = Map.groupBy(holdings.list(), ({ entry }) => entry);
  const numbers = [...kinds.keys()].sort((one, other) => one - other);
  const check = async (number: number) => {
    await using rows = await takeRows(folder, kinds.get(number) ?? [], elsewhere);
    there += rows.there;
    if (rows.kinds.length === 0) return undefined;
    const place = { folder, threads, pathOf: rows.pathOf };
    const segment = segments.get(number);
    if (segment) return await checkSegment(place, segment, rows.kinds);
    const compaction = compactions.get(number);
    if (!compaction) return undefined;
    const own = compaction.replaces.flatMap((each) => segments.get(each) ?? []);
    return await checkCompacted(place, compaction, own);
  };
  const checking = new Map<number, Promise<LogFault | undefined>>();
  const begin = (number: number | undefined) => {
    if (number === undefined) return;
    const checked = check(number);
    // What goes wrong is told when its turn comes.
    checked.catch(() => undefined);
    checking.set(number, checked);
  };
  for (const number of numbers.slice(0, threads.width)) begin(number);
  try {
    for (const [index, number] of numbers.entries()) {
      signal.throwIfAborted();
      const fault = await checking.get(number);
      if (fault) return { fault, elsewhere: there };
      checking.delete(number);
      begin(numbers[index + threads.width]);
      done?.(index + 1, numbers.length);
    }
    return { elsewhere: there };
  } finally {
    await Promise.allSettled(checking.values());
  }
}

/** What is taken in and not sealed. A torn end of the newest file is no fault: nobody was told that it was taken in. */
async function checkSpool(folder: string, sealed: number): Promise<{ waiting: number; fault?: LogFault }> {
  const files = await listSpool(placesOf(folder).spool);
  let next = sealed + 1;
  for (const file of files) {
    // Sealed and not removed yet.
    if (file.first <= sealed) continue;
    const place = { end: 0 };
    const from = next;
    for await (const events of readFrames(file.path, place))
      for (const event of events) {
        if (event.sequence !== next) break;
        next += 1;
      }
    const torn = place.end < (await stat(file.path)).size && file !== files.at(-1);
    if (file.first !== from || torn)
      return {
        waiting: next - sealed - 1,
        fault: { code: 'spool-damaged', where: file.path, sequence: next },
      };
  }
  return { waiting: next - sealed - 1 };
}

/** The name of a file that is not written to its end. */
const UNFINISHED = /^\d{8,}[\w.-]*\.[0-9a-f]{8}-[0-9a-f-]{27}$/;

/** Files among the segments that nobody sealed; the next one may be in the making while events wait or days are compacted. */
async function findAdded(
  folder: string,
  about: {
    readonly head: Head | undefined;
    readonly manifests: readonly Manifest[];
    readonly making: boolean;
    readonly isCopy: boolean;
    /** what lies elsewhere is looked at as if it lay here */
    readonly there: readonly string[];
  },
): Promise<LogFault | undefined> {
  const places = placesOf(folder);
  const next = about.manifests.length + 1;
  // A file of rows that are held elsewhere or were deleted may still lie there: the program died before it removed it.
  const own = about.manifests.flatMap((manifest) => [
    places.manifest(manifest.number),
    ...(manifest.type === 'segment'
      ? manifest.files.map(({ kind }) => places.segment(manifest.number, kind))
      : manifest.type === 'compaction'
        ? [places.segment(manifest.number, manifest.kind)]
        : []),
  ]);
  const making = about.making
    ? [...LOG_KINDS.map((kind) => places.segment(next, kind)), places.manifest(next)]
    : [];
  const known = new Set([...own, ...making].map((path) => basename(path)));
  // What is written at this moment, or was when a program was killed: nothing reads it.
  const isUnfinished = (name: string) =>
    UNFINISHED.test(name) &&
    (about.isCopy || (about.making && name.startsWith(basename(places.manifest(next)))));
  const isBehind = (name: string) => about.isCopy && Number(/^\d{8,}/.exec(name)?.[0] ?? 0) >= next;
  const added = [...new Set([...(await listIfThere(places.segments)), ...about.there])]
    .sort()
    .find((name) => !known.has(name) && !isBehind(name) && !isUnfinished(name));
  return added === undefined ? undefined : { code: 'segment-added', where: added };
}

/** Two clocks: that of receiving, and that of whoever makes an entry. */
function turnedBack(manifests: readonly Manifest[]): number[] {
  let received = 0;
  let at = 0;
  return manifests.flatMap((manifest) => {
    const isBack = manifest.at < at || (manifest.type === 'segment' && manifest.received.from < received);
    at = manifest.at;
    if (manifest.type === 'segment') received = manifest.received.to;
    return isBack ? [manifest.number] : [];
  });
}

function rangeOf(segments: readonly Segment[]) {
  const first = segments[0];
  const last = segments.at(-1);
  return first && last ? { received: { from: first.received.from, to: last.received.to } } : {};
}
