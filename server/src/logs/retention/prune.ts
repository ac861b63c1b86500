import { rm } from 'node:fs/promises';
import { DAY_MS } from '../../kernel/durations.ts';
import { HouseError } from '../../kernel/errors/index.ts';
import type { Archive } from '../archive.ts';
import { removeReplaced } from '../compact/remove-replaced.ts';
import type { LogKind } from '../event.ts';
import type { Holding } from '../holdings.ts';
import { manifestSchema, placesOf, readExactly } from '../manifest.ts';
import { readIfThere } from '../verify/read-if-there.ts';
import { isOnHold, type Retention, readRetention } from './settings.ts';

/** Files that one tombstone tells of. */
const MOST_FILES = 5_000;
/** An archive that nothing was added to for so long is not pruned by the clock alone: the clock may be wrong. */
const MOST_SILENT_MS = 30 * DAY_MS;

export interface Pruned {
  files: number;
  events: number;
  bytes: number;
  /** files whose time is over and that are kept by an order */
  held: number;
}

/**
 * Which files are over: the last of their rows was received longer ago than the kind is kept, and a whole year of the calendar
 * ago. A file with one row that must stay stays whole.
 *
 * @param now ms since 1970
 */
function planPruning(
  holdings: readonly Holding[],
  settings: Retention,
  now: number,
): { readonly over: readonly Holding[]; readonly held: readonly Holding[] } {
  const done = holdings.filter(({ kind, received }) => {
    const days = settings.days[kind];
    return days !== undefined && now - received.to >= days * DAY_MS && now >= aYearAfter(received.to);
  });
  return {
    over: done.filter((holding) => !isOnHold(holding, settings)),
    held: done.filter((holding) => isOnHold(holding, settings)),
  };
}

/** In a leap year a year has 366 days. */
function aYearAfter(at: number): number {
  const date = new Date(at);
  return date.setUTCFullYear(date.getUTCFullYear() + 1);
}

/**
 * Deletes files whose time is over. An entry of the signed history tells which, before they go; their manifests stay, so that a
 * verifier still sees what there was.
 *
 * @param about.isClockRight somebody answers for the clock
 * @throws HouseError `logs-clock-doubtful`: nothing was added for a month by this clock; `logs-retention-damaged`
 */
export async function pruneLogs(
  archive: Pick<Archive, 'folder' | 'head' | 'holdings' | 'enter'>,
  about: { readonly now: number; readonly isClockRight?: boolean; readonly isTrial?: boolean },
): Promise<Pruned> {
  const { folder } = archive;
  const settings = await readRetention(folder);
  const { over, held } = planPruning(archive.holdings(), settings, about.now);
  const pruned: Pruned = { files: 0, events: 0, bytes: 0, held: held.length };
  if (over.length > 0 && !about.isClockRight) await checkClock(archive, about.now);
  if (!about.isTrial) await removeReplaced(archive);
  for (let at = 0; at < over.length; at += MOST_FILES) {
    const files = over.slice(at, at + MOST_FILES);
    if (!about.isTrial) await remove(archive, files, settings);
    pruned.files += files.length;
    pruned.events += files.reduce((sum, { count }) => sum + count, 0);
    pruned.bytes += files.reduce((sum, { bytes }) => sum + bytes, 0);
  }
  return pruned;
}

async function remove(
  archive: Pick<Archive, 'folder' | 'enter'>,
  files: readonly Holding[],
  settings: Retention,
): Promise<void> {
  const kinds = [...new Set(files.map(({ kind }) => kind))];
  const days: Partial<Record<LogKind, number>> = {};
  for (const kind of kinds) {
    const own = settings.days[kind];
    if (own !== undefined) days[kind] = own;
  }
  const removed = files.map(({ entry, kind, count, received }) => ({ entry, kind, count, to: received.to }));
  await archive.enter({ type: 'tombstone', days, removed });
  for (const { entry, kind } of files)
    await rm(placesOf(archive.folder).segment(entry, kind), { force: true });
}

async function checkClock({ folder, head }: Pick<Archive, 'folder' | 'head'>, now: number): Promise<void> {
  const text = (await readIfThere(placesOf(folder).manifest(head()?.entries ?? 0))) ?? '';
  const last = readExactly(manifestSchema, text)?.at ?? 0;
  if (now - last > MOST_SILENT_MS) throw new HouseError('logs-clock-doubtful', { folder });
}
