import { readdir, readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import type { LogFault } from './fault.ts';
import { readFrames } from './frame.ts';
import {
  digestsOf,
  type Head,
  headSchema,
  type Manifest,
  manifestSchema,
  placesOf,
  readExactly,
  textOf,
} from './manifest.ts';
import { growRoots, sequenceOf } from './row.ts';
import { digestFile, readSegment } from './segment-file.ts';
import { listSpool } from './spool-files.ts';

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
  readonly kept: readonly { readonly name: string; readonly head: Head }[];
  readonly signal: AbortSignal;
  /** called after each segment */
  readonly done?: (segment: number, of: number) => void;
}

/**
 * Holds an archive against its manifests, and these against each other from the head backwards, so that the manifest which is
 * named is the one that was changed. Reads only.
 */
export async function verifyArchive(question: Question): Promise<LogReport> {
  const { folder, kept, signal } = question;
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
  for (const manifest of manifests) {
    signal.throwIfAborted();
    const fault = await checkSegment(folder, manifest);
    if (fault) return { ...report, fault };
    question.done?.(manifest.number, manifests.length);
  }
  // Somebody seals meanwhile: what lies behind the head that was read is already another.
  if (head && (await readIfThere(placesOf(folder).head)) !== textOf(head)) return report;
  const { waiting, fault } = await checkSpool(folder, report.events);
  const added = fault ?? (await findAdded(folder, manifests.length, waiting > 0));
  return { ...report, waiting, ...(added && { fault: added }) };
}

interface Chain {
  readonly head: Head | undefined;
  readonly manifests: readonly Manifest[];
}

async function readChain(folder: string): Promise<Chain | LogFault> {
  const places = placesOf(folder);
  const text = await readIfThere(places.head);
  if (text === undefined) {
    const sealed = (await listIfThere(places.segments)).some((name) => name.endsWith('.json'));
    // The first segment of all may be in the making.
    const making = sealed && (await listSpool(places.spool))[0]?.first === 1;
    return sealed && !making
      ? { code: 'head-missing', where: places.head }
      : { head: undefined, manifests: [] };
  }
  const head = readExactly(headSchema, text);
  if (!head) return { code: 'head-changed', where: places.head };
  const manifests: Manifest[] = [];
  let expected: Head['manifest'] | null = head.manifest;
  for (let number = head.segments; number >= 1; number -= 1) {
    const where = places.manifest(number);
    const found = await readIfThere(where);
    if (found === undefined) return missing(folder, number);
    const own = digestsOf(found);
    if (own.sha256 !== expected?.sha256 || own.sm3 !== expected.sm3)
      return { code: 'manifest-changed', segment: number, where };
    const manifest = readExactly(manifestSchema, found);
    if (!manifest) return { code: 'manifest-changed', segment: number, where };
    manifests.unshift(manifest);
    expected = manifest.previous;
  }
  return contradiction(folder, manifests, head) ?? { head, manifests };
}

async function missing(folder: string, number: number): Promise<LogFault> {
  const places = placesOf(folder);
  const before = readExactly(manifestSchema, (await readIfThere(places.manifest(number - 1))) ?? '');
  const gone = await stat(places.segment(number)).then(
    () => false,
    () => true,
  );
  return {
    code: gone ? 'segment-missing' : 'manifest-missing',
    segment: number,
    sequence: (before?.last ?? 0) + 1,
    where: gone ? places.segment(number) : places.manifest(number),
  };
}

/** Numbers that no program of ours has written, though the digests fit. */
function contradiction(folder: string, manifests: readonly Manifest[], head: Head): LogFault | undefined {
  let first = 1;
  for (const [index, manifest] of manifests.entries()) {
    const { number, last, count } = manifest;
    const fits = number === index + 1 && manifest.first === first && count === last - first + 1;
    if (!fits || (number === 1) !== (manifest.previous === null))
      return {
        code: 'manifest-contradicts',
        segment: index + 1,
        where: placesOf(folder).manifest(index + 1),
      };
    first = last + 1;
  }
  return first === head.last + 1 ? undefined : { code: 'head-changed', where: placesOf(folder).head };
}

function againstKept({ head, manifests }: Chain, kept: Question['kept']): LogFault | undefined {
  for (const { name, head: old } of kept) {
    if (old.segments > manifests.length)
      return { code: 'cut-off', where: name, last: old.last, sequence: head?.last ?? 0 };
    const now = old.segments === head?.segments ? head.manifest : manifests[old.segments]?.previous;
    if (now?.sha256 !== old.manifest.sha256 || now.sm3 !== old.manifest.sm3)
      return { code: 'rewritten', where: name, segment: old.segments };
  }
  return undefined;
}

async function checkSegment(folder: string, manifest: Manifest): Promise<LogFault | undefined> {
  const { number: segment, first, last } = manifest;
  const where = placesOf(folder).segment(segment);
  const file = await digestFile(where).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  if (!file) return { code: 'segment-missing', segment, sequence: first, where };
  const roots = growRoots();
  let read = 0;
  let misplaced: LogFault | undefined;
  try {
    for await (const leaves of readSegment(where))
      for (const leaf of leaves) {
        roots.add(leaf);
        // Rows are looked into only where the file is not the one that was sealed.
        if (!misplaced && file.sha256 !== manifest.file.sha256) {
          const found = sequenceOf(leaf);
          const sequence = first + read;
          if (found === undefined)
            misplaced = { code: 'rows-changed', segment, sequence, last: sequence, where };
          else if (found === sequence + 1 && found <= last)
            misplaced = { code: 'row-missing', segment, sequence, where };
          else if (found !== sequence) misplaced = { code: 'row-misplaced', segment, sequence, where };
        }
        read += 1;
      }
  } catch {
    return misplaced ?? { code: 'segment-unreadable', segment, sequence: first + read, where };
  }
  const { sha256, sm3 } = roots.roots();
  if (sha256 !== manifest.rows.sha256 || sm3 !== manifest.rows.sm3) {
    if (misplaced) return misplaced;
    if (read < manifest.count) return { code: 'row-missing', segment, sequence: first + read, where };
    return { code: 'rows-changed', segment, sequence: first, last, where };
  }
  const same = file.sha256 === manifest.file.sha256 && file.sm3 === manifest.file.sm3;
  return same && file.bytes === manifest.file.bytes ? undefined : { code: 'file-changed', segment, where };
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
    places.segment(index + 1),
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

async function readIfThere(path: string): Promise<string | undefined> {
  return readFile(path, 'utf8').catch(noneWhereMissing);
}

async function listIfThere(path: string): Promise<string[]> {
  return (await readdir(path).catch(noneWhereMissing)) ?? [];
}

function noneWhereMissing(error: NodeJS.ErrnoException): undefined {
  if (error.code === 'ENOENT') return undefined;
  throw error;
}
