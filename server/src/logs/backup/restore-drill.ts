import { appendFile, readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { makeFolderDurably, writeDurably } from '../../kernel/durable-file.ts';
import { HouseError } from '../../kernel/errors/index.ts';
import type { NoteVerifier } from '../../kernel/ledger/index.ts';
import { placesOf } from '../manifest.ts';
import { isShared, verifyShared } from '../shared/verify-shared.ts';
import type { KeptHead } from '../verify/kept.ts';
import { type LogReport, verifyArchive } from '../verify/verify-archive.ts';
import type { BackupStore } from './store.ts';

/** What a drill found. */
export interface Drill {
  /** of a common store: over all its collectors */
  readonly report: Pick<LogReport, 'entries' | 'events' | 'received' | 'fault'>;
  readonly files: number;
  readonly bytes: number;
  /** how old the newest event of the backup is: what would be lost now (RPO), ms; undefined where there is none */
  readonly lostMs: number | undefined;
  /** how long it took until everything was there and verified (RTO), ms */
  readonly tookMs: number;
}

/**
 * Restores a backup into an empty folder and verifies it there. What came about is noted down, below the archive that the backup is
 * of where one is named.
 *
 * @throws HouseError `logs-folder-not-empty`, `logs-store-fails`
 */
export async function restoreDrill(about: {
  readonly store: BackupStore;
  readonly into: string;
  readonly keys: readonly NoteVerifier[];
  readonly kept: readonly KeptHead[];
  /** the archive that the backup is of */
  readonly archive?: string;
  readonly now: () => number;
  readonly signal: AbortSignal;
  readonly told?: (done: number, of: number) => void;
}): Promise<Drill> {
  const { store, into, keys, kept, now, signal, told } = about;
  const start = now();
  await makeFolderDurably(into);
  if ((await readdir(into)).length > 0) throw new HouseError('logs-folder-not-empty', { folder: into });
  const there = await store.list();
  let done = 0;
  let bytes = 0;
  for (const name of there.keys()) {
    signal.throwIfAborted();
    const content = await store.read(name);
    if (!content) throw new HouseError('logs-store-fails', { store: store.name, detail: name });
    const path = join(into, name);
    await makeFolderDurably(dirname(path));
    await writeDurably(path, content);
    bytes += content.length;
    done += 1;
    told?.(done, there.size);
  }
  const question = { folder: into, keys, kept, signal };
  const report = (await isShared(into)) ? await verifyAll(question) : await verifyArchive(question);
  const drill: Drill = {
    report,
    files: done,
    bytes,
    lostMs: report.received && Math.max(0, start - report.received.to),
    tookMs: now() - start,
  };
  if (about.archive !== undefined) await note(about.archive, store, drill);
  return drill;
}

async function verifyAll(question: {
  readonly folder: string;
  readonly keys: readonly NoteVerifier[];
  readonly kept: readonly KeptHead[];
  readonly signal: AbortSignal;
}): Promise<Drill['report']> {
  const { collectors, fault } = await verifyShared({ ...question, heads: [] });
  const reports = collectors.map(({ report }) => report);
  const spans = reports.flatMap(({ received }) => received ?? []);
  return {
    entries: reports.reduce((sum, { entries }) => sum + entries, 0),
    events: reports.reduce((sum, { events }) => sum + events, 0),
    ...(spans.length > 0 && {
      received: {
        from: spans.reduce((first, { from }) => Math.min(first, from), Number.POSITIVE_INFINITY),
        to: spans.reduce((last, { to }) => Math.max(last, to), 0),
      },
    }),
    ...(fault && { fault }),
  };
}

async function note(
  archive: string,
  store: BackupStore,
  { report, files, bytes, lostMs, tookMs }: Drill,
): Promise<void> {
  const { entries, events, fault } = report;
  const at = new Date().toISOString();
  const record = {
    type: 'drill',
    at,
    from: store.name,
    entries,
    events,
    files,
    bytes,
    lostMs,
    tookMs,
    fault,
  };
  await makeFolderDurably(archive);
  await appendFile(placesOf(archive).drills, `${JSON.stringify(record)}\n`, { flush: true, mode: 0o600 });
}
