import { join } from 'node:path';
import { LOG_KIND_NAMES, type LocalText, type LogHold, type LogRetention } from '@zhengdun/contract';
import { HouseError } from '../../kernel/errors/index.ts';
import { type Actor, scopeOf } from '../../kernel/tenancy/index.ts';
import type { LogKind } from '../event.ts';
import type { Holding } from '../holdings.ts';
import { type Hold, type Retention, readRetention as readSettings } from '../retention/settings.ts';
import { listCheckpoints, listTombstones } from './checkpoint.repo.ts';
import { readTasks } from './read-tasks.ts';
import type { SealedReader } from './sealed.ts';
import { mayManageArchive } from './set-retention.ts';
import type { CareTools } from './tools.ts';

const TOMBSTONES_SHOWN = 20;

/** 保存与备份: how long each kind is kept, what is held, what was deleted, and the last backup and drill. */
export async function readRetention(
  tools: CareTools & { readonly sealed: SealedReader },
  actor: Actor,
): Promise<LogRetention> {
  const { db, data, now, backup, sealed } = tools;
  const settings = await settingsOf(join(data, 'logs'));
  const read = await sealed.read();
  const files = read && 'files' in read ? read.files : [];
  const [newest] = await listCheckpoints(db, 1);
  const origin = (read && 'origin' in read ? read.origin : undefined) ?? newest?.origin;
  const tombstones = await listTombstones(db, TOMBSTONES_SHOWN);
  const seesHolds = scopeOf(actor, 'log-archive.verify').regions.includes('');
  return {
    kinds: LOG_KIND_NAMES.map((kind) => kindOf(kind, files, settings.days[kind])),
    ...(settings.damaged && { damaged: settings.damaged }),
    holds: { total: settings.holds.length, ...(seesHolds && { rows: settings.holds.map(holdOf) }) },
    tombstones: {
      total: tombstones.total,
      rows: tombstones.rows.map(({ entry, at, files: count, events, days, newest_at, ...of }) => ({
        ...{ entry, files: count, events },
        ...(of.collector !== null && { collector: of.collector }),
        at: at.toISOString(),
        newestAt: newest_at.toISOString(),
        kinds: LOG_KIND_NAMES.flatMap((kind) => {
          const own = days[kind];
          return own === undefined ? [] : [{ kind, days: own }];
        }),
        ...(of.checkpoint !== null && { checkpoint: of.checkpoint }),
      })),
    },
    ...(backup.place !== undefined && { place: backup.place }),
    ...{ hour: backup.hour, drillDays: backup.drillDays },
    backup: await readTasks(tools, 'backup', origin),
    drill: await readTasks(tools, 'drill', origin),
    may: mayManageArchive(actor),
    asOf: now().toISOString(),
  };
}

async function settingsOf(
  folder: string,
): Promise<Pick<Retention, 'days' | 'holds'> & { readonly damaged: LocalText | undefined }> {
  try {
    return { ...(await readSettings(folder)), damaged: undefined };
  } catch (error) {
    if (!(error instanceof HouseError)) throw error;
    return { days: {}, holds: [], damaged: { zh: error.words('zh'), en: error.words('en') } };
  }
}

function kindOf(
  kind: LogKind,
  files: readonly Holding[],
  days: number | undefined,
): LogRetention['kinds'][number] {
  const own = files.filter((file) => file.kind === kind);
  const first = own.reduce((at, { received }) => Math.min(at, received.from), Number.POSITIVE_INFINITY);
  return {
    kind,
    ...(days !== undefined && { days }),
    ...(own.length > 0 && { from: new Date(first).toISOString() }),
    events: own.reduce((sum, { count }) => sum + count, 0),
    bytes: own.reduce((sum, { bytes }) => sum + bytes, 0),
  };
}

function holdOf({ id, number, reason, approver, since, from, to, kinds, sources }: Hold): LogHold {
  return {
    ...{ id, reason, kinds: kinds ?? [], sources: sources ?? [] },
    ...(number !== undefined && { number }),
    ...(approver !== undefined && { approver }),
    since: new Date(since).toISOString(),
    ...(from !== undefined && { from: new Date(from).toISOString() }),
    ...(to !== undefined && { to: new Date(to).toISOString() }),
  };
}
