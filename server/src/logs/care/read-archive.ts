import { join } from 'node:path';
import type { LOG_KIND_NAMES, LogArchive, LogArchiveQuery } from '@zhengdun/contract';
import { dayOf } from '../../kernel/clock/index.ts';
import { DAY_MS } from '../../kernel/durations.ts';
import { HouseError } from '../../kernel/errors/index.ts';
import { verifyNote } from '../../kernel/ledger/index.ts';
import type { Actor } from '../../kernel/tenancy/index.ts';
import type { Holding } from '../holdings.ts';
import { ownVerifiers } from '../keys.ts';
import { placesOf } from '../manifest.ts';
import { findEntry, findHeads } from '../shared/collector.repo.ts';
import { readIfThere } from '../verify/read-if-there.ts';
import { countCheckpoints, countRemoved, findCheckpoints, listCheckpoints } from './checkpoint.repo.ts';
import { readTasks } from './read-tasks.ts';
import type { Sealed, SealedReader } from './sealed.ts';
import { mayManageArchive } from './set-retention.ts';
import { newestStamps } from './stamp-task.ts';
import type { CareTools } from './tools.ts';

const CHECKPOINTS_SHOWN = 20;
const STAMPS_SHOWN = 20;

/**
 * 完整性: what is sealed, what the last verification said, and what was signed. One archive for all units, or what all receivers
 * have put into the common store.
 */
export async function readArchive(
  tools: CareTools & { readonly sealed: SealedReader },
  actor: Actor,
  { kind, page, size }: LogArchiveQuery,
): Promise<LogArchive> {
  const { db, now } = tools;
  const read = await tools.sealed.read();
  const isRead = read !== undefined && 'files' in read;
  const files = isRead ? read.files : [];
  const own = kind === 'all' ? files : files.filter((file) => file.kind === kind);
  const rows = [...own].sort((one, other) => other.received.to - one.received.to || other.entry - one.entry);
  const checkpoints = await listCheckpoints(db, CHECKPOINTS_SHOWN);
  const origin = isRead ? read.origin : checkpoints[0]?.origin;
  const of = (name: (typeof LOG_KIND_NAMES)[number]) => files.filter((file) => file.kind === name).length;
  return {
    ...(isRead && { sealed: await sealedOf(tools, read) }),
    ...(read && 'unreadable' in read && { unreadable: read.unreadable }),
    counts: {
      all: files.length,
      ...{ device: of('device'), access: of('access'), database: of('database') },
      ...{ mail: of('mail'), audit: of('audit') },
    },
    rows: rows.slice((page - 1) * size, page * size).map(rowOf),
    total: rows.length,
    verify: await readTasks(tools, 'verify', origin),
    checkpoints: {
      total: await countCheckpoints(db),
      rows: checkpoints.map(({ id, entries, last, signed_at }) => ({
        ...{ id, entries, last },
        at: signed_at.toISOString(),
      })),
    },
    stamps: await stampsOf(tools, actor, origin),
    asOf: now().toISOString(),
  };
}

async function stampsOf(
  tools: CareTools,
  actor: Actor,
  origin: string | undefined,
): Promise<LogArchive['stamps']> {
  const { place } = tools.stamps;
  const { total, rows } = await newestStamps(tools, STAMPS_SHOWN);
  return {
    ...(place !== undefined && { place }),
    tasks: await readTasks(tools, 'stamp', origin),
    total,
    rows: rows.map(({ entries, at, authority, trusted }) => ({
      ...{ entries, authority, trusted },
      at: new Date(at).toISOString(),
    })),
    may: place !== undefined && !tools.common && mayManageArchive(actor),
  };
}

async function sealedOf(
  { db, data, common }: CareTools,
  { origin, entries, events, at, note, roots, collectors, files }: Sealed,
): Promise<LogArchive['sealed']> {
  const keys = ownVerifiers(data, origin);
  const [ed25519, sm2] = keys.map((key) => verifyNote(note, key) === 'right');
  const from = files.reduce(
    (first, { received }) => Math.min(first, received.from),
    Number.POSITIVE_INFINITY,
  );
  const to = files.reduce((last, { received }) => Math.max(last, received.to), 0);
  return {
    ...{ origin, entries, events, files: files.length },
    removed: await countRemoved(db, collectors ? collectors.map((each) => each.origin) : [origin]),
    bytes: files.reduce((sum, { bytes }) => sum + bytes, 0),
    days: daysOf(files),
    ...(files.length > 0 && { from: new Date(from).toISOString(), to: new Date(to).toISOString() }),
    sealedAt: new Date(at).toISOString(),
    ...roots,
    ...(collectors && {
      store: common?.name ?? '',
      collectors: collectors.map(({ name, entries: own, last, sha256, sm3 }) => ({
        ...{ name, entries: own, events: last, sha256, sm3 },
      })),
    }),
    signatures: { ed25519: ed25519 === true, sm2: sm2 === true },
    keys: keys.map(({ vkey }) => vkey),
  };
}

function daysOf(files: readonly Holding[]): number {
  const days = new Set<string>();
  for (const { received } of files) {
    for (let at = received.from; at < received.to; at += DAY_MS) days.add(dayOf(new Date(at)));
    days.add(dayOf(new Date(received.to)));
  }
  return days.size;
}

function rowOf(file: Sealed['files'][number]): LogArchive['rows'][number] {
  const { collector, entry, kind, received, count, bytes, isSorted } = file;
  return {
    ...{ entry, kind, events: count, bytes, compacted: isSorted },
    ...(collector !== undefined && { collector }),
    from: new Date(received.from).toISOString(),
    to: new Date(received.to).toISOString(),
  };
}

/** A signed head as it was kept. @throws HouseError `logs-checkpoint-unknown` */
export async function readCheckpoint({ db }: Pick<CareTools, 'db'>, id: string): Promise<string> {
  const [found] = await findCheckpoints(db, [id]);
  if (!found) throw new HouseError('logs-checkpoint-unknown', {});
  return found.note;
}

/** The signed note of all receivers of a common store. @throws HouseError `logs-nothing-sealed-yet` */
export async function readHeadsNote({ db }: Pick<CareTools, 'db'>): Promise<string> {
  const note = await findHeads(db);
  if (note === undefined) throw new HouseError('logs-nothing-sealed-yet', {});
  return note;
}

/** The public keys of the archive, a line each. @throws HouseError `logs-nothing-sealed-yet` */
export async function readVerifiers({
  data,
  sealed,
}: Pick<CareTools, 'data'> & { readonly sealed: SealedReader }): Promise<string> {
  const read = await sealed.read();
  const own = read && 'origin' in read ? ownVerifiers(data, read.origin) : [];
  if (own.length > 0) return own.map(({ vkey }) => `${vkey}\n`).join('');
  throw new HouseError('logs-nothing-sealed-yet', {});
}

/**
 * A manifest of the history, byte for byte.
 *
 * @param asked.collector whose history it is of, in a common store
 * @throws HouseError `logs-checkpoint-unknown`
 */
export async function readEntry(
  { db, data }: Pick<CareTools, 'db' | 'data'>,
  { entry, collector }: { readonly entry: number; readonly collector?: string | undefined },
): Promise<string> {
  const text =
    collector === undefined
      ? await readIfThere(placesOf(join(data, 'logs')).manifest(entry))
      : await findEntry(db, collector, entry);
  if (text === undefined) throw new HouseError('logs-checkpoint-unknown', {});
  return text;
}
