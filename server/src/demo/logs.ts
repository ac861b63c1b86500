import { join } from 'node:path';
import { dayOf, momentOf } from '../kernel/clock/index.ts';
import type { Database } from '../kernel/database/index.ts';
import { DAY_MS, HOUR_MS } from '../kernel/durations.ts';
import { EVERYTHING, withinScope } from '../kernel/tenancy/index.ts';
import { compactDays, logKeys, openArchive } from '../logs/index.ts';
import { chance } from './chance.ts';
import { type DemoDay, insertLogSources } from './logs.repo.ts';
import { type DemoSource, demoLine, LOG_SOURCES } from './logs-lines.ts';

const DAYS = 40;
/** Lines that are sealed together. */
const SEALED = 2_000;

interface DemoEvent {
  readonly at: number;
  readonly source: DemoSource;
  readonly raw: Buffer;
}

/**
 * 日志留存 of the invented city: sources of three units, one of which has fallen silent and one has never sent anything, a day and
 * some hours that are missing, and the sealed lines of forty days, those of days that are over compacted.
 *
 * @param tools.data where the archive goes: `logs/`
 */
export async function loadLogs(
  { db, data }: { readonly db: Database; readonly data: string },
  now: Date,
): Promise<void> {
  const today = momentOf(dayOf(now), '00:00').getTime();
  const since = today - DAYS * DAY_MS;
  const days: DemoDay[] = [];
  const events: DemoEvent[] = [];
  for (const source of LOG_SOURCES)
    for (let begins = since; begins <= today; begins += DAY_MS) {
      const own = eventsOf(source, begins, { today, now: now.getTime() });
      if (own.length === 0) continue;
      events.push(...own);
      const hours = Array.from({ length: 24 }, () => 0);
      for (const { at } of own)
        hours[Math.floor((at - begins) / HOUR_MS)] = (hours[Math.floor((at - begins) / HOUR_MS)] ?? 0) + 1;
      days.push({ source, day: dayOf(new Date(begins)), hours });
    }
  events.sort((one, other) => one.at - other.at);
  await keepEvents(data, events, now);
  const heard = new Map(events.map(({ source, at }) => [source.name, new Date(at)]));
  await withinScope(db, EVERYTHING, (trx) =>
    insertLogSources(trx, { sources: LOG_SOURCES, days, heard, since: new Date(since), now }),
  );
}

/** What a source sent on a day. */
function eventsOf(
  source: DemoSource,
  begins: number,
  { today, now }: { readonly today: number; readonly now: number },
): DemoEvent[] {
  const back = Math.round((today - begins) / DAY_MS);
  if ((source.isSilent && back < 2) || (source.isSilent && back === 16)) return [];
  const events: DemoEvent[] = [];
  for (let hour = 0; hour < 24; hour += 1) {
    // A disk that was full.
    if (source.kind === 'database' && back === 9 && hour >= 2 && hour < 6) continue;
    const busy = hour >= 8 && hour < 20 ? source.busy : source.busy / 3;
    const count =
      source.busy === 0
        ? 0
        : Math.max(1, Math.round(busy * (0.5 + chance(`${source.name} ${back} ${hour}`))));
    for (let index = 0; index < count; index += 1) {
      const seed = `${source.name} ${back} ${hour} ${index}`;
      const at = begins + hour * HOUR_MS + Math.floor(chance(`at ${seed}`) * HOUR_MS);
      if (at < now) events.push({ at, source, raw: Buffer.from(demoLine(source, new Date(at), seed)) });
    }
  }
  return events;
}

async function keepEvents(data: string, events: readonly DemoEvent[], now: Date): Promise<void> {
  const archive = await openArchive({
    ...{ folder: join(data, 'logs'), keys: logKeys(data) },
    limits: { events: SEALED, bytes: 1 << 30, ms: 60_000_000 },
  });
  try {
    for (let from = 0; from < events.length; from += SEALED) {
      await archive.append(
        events.slice(from, from + SEALED).map(({ at, source, raw }) => ({
          ...{ raw, receivedAt: at, source: source.name, kind: source.kind },
        })),
      );
      await archive.seal({ all: true });
    }
    await compactDays(archive, { now: now.getTime(), signal: new AbortController().signal });
  } finally {
    await archive.close();
  }
}
