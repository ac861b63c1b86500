import type { Transaction } from '../kernel/database/index.ts';
import { idOf } from './chance.ts';
import { belongingOf, personId } from './city.repo.ts';
import type { DemoSource } from './logs-lines.ts';

const sourceId = (name: string): string => idOf(`log source ${name}`);

/** What came of a source on a day of Beijing time, by the hour. */
export interface DemoDay {
  readonly source: DemoSource;
  /** as `2026-11-28` */
  readonly day: string;
  readonly hours: readonly number[];
}

/** Declares the sources, with what came of them and since when one is silent. @param trx sees every unit */
export async function insertLogSources(
  trx: Transaction,
  about: {
    readonly sources: readonly DemoSource[];
    readonly days: readonly DemoDay[];
    readonly since: Date;
    /** of each source's last line, by its name */
    readonly heard: ReadonlyMap<string, Date>;
    readonly now: Date;
  },
): Promise<void> {
  const { sources, days, since, heard, now } = about;
  const silentSince = (source: DemoSource) => (source.isSilent ? (heard.get(source.name) ?? null) : null);
  await trx
    .insertInto('logs_source')
    .values(
      sources.map((source) => ({
        ...{ id: sourceId(source.name), ...belongingOf(source.unit) },
        ...{ name: source.name, way: source.way, kind: source.kind, addresses: [source.address] },
        ...{ host: null, app: source.app ?? null, key: null, silence_minutes: 60, since, until: null },
        ...{ created_by: personId('demo.system'), created_at: since },
        ...{ heard_at: heard.get(source.name) ?? null, said_at: heard.get(source.name) ?? null },
        silent_since: silentSince(source),
      })),
    )
    .execute();
  await trx
    .insertInto('logs_day')
    .values(
      days.map(({ source, day, hours }) => ({
        ...{ source_id: sourceId(source.name), ...belongingOf(source.unit), day: new Date(day) },
        ...{ hours: [...hours], events: hours.reduce((sum, each) => sum + each, 0) },
      })),
    )
    .execute();
  const silent = sources.filter(({ isSilent }) => isSilent);
  await trx
    .insertInto('logs_silence')
    .values(
      silent.map((source) => ({
        ...{ source_id: sourceId(source.name), ...belongingOf(source.unit) },
        ...{ began_at: silentSince(source) ?? now, noticed_at: now, ended_at: null },
      })),
    )
    .execute();
}
