import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { LOG_KINDS } from '../event.ts';
import { readFrames } from '../frame.ts';
import { type Head, type Manifest, placesOf, textOf } from '../manifest.ts';
import { openRowThreads } from '../row-threads.ts';
import { listSpool } from '../spool-files.ts';
import { againstKept, type KeptHead, readChain } from './chain.ts';
import { checkSegment } from './check-segment.ts';
import type { LogFault } from './fault.ts';
import { listIfThere, readIfThere } from './read-if-there.ts';

export interface LogReport {
  readonly segments: number;
  readonly events: number;
  /** events that are taken in and not sealed yet */
  readonly waiting: number;
  readonly head?: Head;
  /** ms since 1970: of the first and the last event received */
  readonly received?: { readonly from: number; readonly to: number };
  /** segments whose clock stood before that of the segment before: it was turned back */
  readonly clockTurnedBack: readonly number[];
  /** the first thing that is wrong */
  readonly fault?: LogFault;
}

interface Question {
  readonly folder: string;
  /** heads that somebody else has kept, with their names */
  readonly kept: readonly KeptHead[];
  readonly signal: AbortSignal;
  /** called after each segment */
  readonly done?: (segment: number, of: number) => void;
}

/**
 * Holds an archive against its manifests, and these against each other from the head backwards, so that the manifest which is
 * named is the one that was changed. Reads only.
 */
export async function verifyArchive(question: Question): Promise<LogReport> {
  const { folder, kept } = question;
  const empty = { segments: 0, events: 0, waiting: 0, clockTurnedBack: [] };
  const start = await readChain(folder);
  if ('code' in start) return { ...empty, fault: start };
  const { head, manifests } = start;
  const report = {
    ...empty,
    segments: manifests.length,
    events: head?.last ?? 0,
    clockTurnedBack: turnedBack(manifests),
    ...(head && { head }),
    ...rangeOf(manifests),
  };
  const outside = againstKept({ head, manifests }, kept);
  if (outside) return { ...report, fault: outside };
  const fault = await checkSegments(question, manifests);
  if (fault) return { ...report, fault };
  // Somebody seals meanwhile: what lies behind the head that was read is already another.
  if (head && (await readIfThere(placesOf(folder).head)) !== textOf(head)) return report;
  const spool = await checkSpool(folder, report.events);
  const { waiting } = spool;
  const added = spool.fault ?? (await findAdded(folder, manifests.length, waiting > 0));
  return { ...report, waiting, ...(added && { fault: added }) };
}

/** Several at a time, and told in their order. */
async function checkSegments(
  { folder, signal, done }: Question,
  manifests: readonly Manifest[],
): Promise<LogFault | undefined> {
  await using threads = openRowThreads();
  const checking = new Map<Manifest, Promise<LogFault | undefined>>();
  const begin = (manifest: Manifest | undefined) => {
    if (!manifest) return;
    const check = checkSegment({ folder, threads }, manifest);
    // What goes wrong is told when its turn comes.
    check.catch(() => undefined);
    checking.set(manifest, check);
  };
  for (const manifest of manifests.slice(0, threads.width)) begin(manifest);
  try {
    for (const [index, manifest] of manifests.entries()) {
      signal.throwIfAborted();
      const fault = await checking.get(manifest);
      if (fault) return fault;
      checking.delete(manifest);
      begin(manifests[index + threads.width]);
      done?.(manifest.number, manifests.length);
    }
    return undefined;
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

/** Files among the segments that nobody sealed; the next one may be in the making while events wait. */
async function findAdded(folder: string, segments: number, making: boolean): Promise<LogFault | undefined> {
  const places = placesOf(folder);
  const upTo = segments + (making ? 1 : 0);
  const own = Array.from({ length: upTo }, (_, index) => [
    ...LOG_KINDS.map((kind) => places.segment(index + 1, kind)),
    places.manifest(index + 1),
  ]);
  const known = new Set(own.flat().map((path) => basename(path)));
  const added = (await listIfThere(places.segments)).sort().find((name) => !known.has(name));
  return added === undefined ? undefined : { code: 'segment-added', where: added };
}

function turnedBack(manifests: readonly Manifest[]): number[] {
  return manifests.flatMap(({ number, received }, index) => {
    const before = manifests[index - 1];
    return before && received.from < before.received.to ? [number] : [];
  });
}

function rangeOf(manifests: readonly Manifest[]) {
  const first = manifests[0];
  const last = manifests.at(-1);
  return first && last ? { received: { from: first.received.from, to: last.received.to } } : {};
}
