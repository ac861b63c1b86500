import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { LOG_KINDS, type LogKind, type Received } from './event.ts';
import { readFrames } from './frame.ts';
import { readLine } from './lines/read-line.ts';
import type { SegmentFile } from './manifest.ts';
import { writeTable } from './parquet/write-table.ts';
import { openLeafWriter } from './rows/leaf.ts';
import { type GrowingTable, growTable, utf8Of } from './rows/table.ts';
import { type GrowingRoots, growRoots } from './rows/tree.ts';

export interface SealRowsTask {
  /** the spool file */
  readonly path: string;
  /** sequence of its first event */
  readonly first: number;
  /** where the files go, by kind */
  readonly into: Readonly<Record<LogKind, string>>;
}

export interface SealedRows {
  readonly count: number;
  readonly received: { readonly from: number; readonly to: number };
  readonly happened?: { readonly from: number; readonly to: number } | undefined;
  readonly sources: Readonly<Record<string, number>>;
  readonly files: readonly SegmentFile[];
  /** byte of the spool file up to which it was whole */
  readonly end: number;
  /** whether an event stood there that does not continue the one before */
  readonly broken: boolean;
}

/** Makes the Parquet files of a spool file, one for each kind. Returns when they are on disk. */
export async function sealRows({ path, first, into }: SealRowsTask): Promise<SealedRows> {
  const kinds = new Map<LogKind, { table: GrowingTable; roots: GrowingRoots }>();
  const sources = new Map<string, { readonly name: string; count: number }>();
  const leafOf = openLeafWriter();
  const place = { end: 0 };
  let sequence = first;
  const received = openRange();
  const happened = openRange();
  let lastSource: { readonly name: string; count: number } | undefined;

  function add(event: Received): void {
    const access = event.kind === undefined || event.kind === 'access' ? kinds.get('access') : undefined;
    let at = access?.table.addKnown(event);
    if (access && at !== undefined) access.roots.add(leafOf(event));
    else at = addRead(event);
    received.widen(event.receivedAt);
    if (at !== undefined) happened.widen(at);
    if (lastSource?.name !== event.source) lastSource = sourceOf(event.source);
    lastSource.count += 1;
  }

  /** Adds a line that must be read. @returns when it happened */
  function addRead(event: Received): number | undefined {
    const text = utf8Of(event.raw);
    const read = readLine(event, text);
    let kind = kinds.get(read.kind);
    if (!kind) {
      kind = { table: growTable(read.kind), roots: growRoots() };
      kinds.set(read.kind, kind);
    }
    kind.table.add(event, read, text);
    kind.roots.add(leafOf(event));
    return read.at;
  }

  function sourceOf(name: string) {
    const source = sources.get(name) ?? { name, count: 0 };
    sources.set(name, source);
    return source;
  }

  const told = () => ({
    count: sequence - first,
    received: received.get() ?? { from: 0, to: 0 },
    happened: happened.get(),
    sources: Object.fromEntries([...sources.values()].map(({ name, count }) => [name, count])),
    end: place.end,
  });
  for await (const events of readFrames(path, place))
    for (const event of events) {
      if (event.sequence !== sequence) return { ...told(), files: [], broken: true };
      sequence += 1;
      add(event);
    }
  const files: SegmentFile[] = [];
  for (const kind of LOG_KINDS) {
    const rows = kinds.get(kind);
    if (!rows) continue;
    const parts = writeTable(rows.table.table());
    const written = await writeParts(into[kind], parts);
    files.push({ kind, count: rows.table.rows, ...written, rows: rows.roots.roots() });
  }
  return { ...told(), files, broken: false };
}

async function writeParts(path: string, parts: readonly Buffer[]) {
  const sha256 = createHash('sha256');
  const sm3 = createHash('sm3');
  let bytes = 0;
  for (const part of parts) {
    sha256.update(part);
    sm3.update(part);
    bytes += part.length;
  }
  await pipeline(Readable.from(parts), createWriteStream(path, { mode: 0o600, flush: true }));
  return { bytes, sha256: sha256.digest('hex'), sm3: sm3.digest('hex') };
}

/** The smallest and the largest number that came; nothing before the first. */
function openRange() {
  let from = Number.POSITIVE_INFINITY;
  let to = Number.NEGATIVE_INFINITY;
  return {
    widen(at: number) {
      if (at < from) from = at;
      if (at > to) to = at;
    },
    get: () => (from <= to ? { from, to } : undefined),
  };
}
