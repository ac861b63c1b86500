import { addDays, dayOf } from '../../kernel/clock/index.ts';
import type { Database } from '../../kernel/database/index.ts';
import { DAY_MS, HOUR_MS } from '../../kernel/durations.ts';
import { keepDoing } from '../../kernel/keep-doing.ts';
import type { Log } from '../../kernel/log.ts';
import { EVERYTHING, withinScope } from '../../kernel/tenancy/index.ts';
import type { Collector } from '../inputs/collect.ts';
import type { Declared } from '../inputs/declared.ts';
import { placeOf } from '../inputs/listen.ts';
import { isOwnAudit } from '../own-audit/own-audit.ts';
import { forgetStrangers, type HeardDay, keepHeard, keepReceiver, listDeclared } from './receiver.repo.ts';

const DECLARED_MS = 2_000;
const HEARD_MS = 3_000;
const STRANGER_DAYS = 30;
/** Rows that are written in one go. */
const LOT = 2_000;

type Receiving = Pick<Collector, 'archive' | 'intake' | 'endpoints' | 'declare'>;

/** The sources of the register, as they hold now. */
export function readDeclared(db: Database): Promise<Declared[]> {
  return withinScope(db, EVERYTHING, (trx) => listDeclared(trx));
}

/**
 * Ties a receiver to the register until the signal fires: whoever is declared or ended is told apart within seconds, and what
 * came from whom is kept where the console sees it. Receiving itself needs no database: while it is away lines are taken in as
 * the register said last, and what was counted meanwhile is kept afterwards.
 *
 * @param about.beside sources that a file declares, besides the register
 * @param about.known those that the receiver was opened with
 */
export async function keepRegister(about: {
  readonly db: Database;
  readonly collector: Receiving;
  readonly beside: readonly Declared[];
  readonly known: readonly Declared[];
  /** its name, where several share a store */
  readonly name?: string | undefined;
  readonly log: Log;
  readonly signal: AbortSignal;
}): Promise<void> {
  const { db, collector, beside, name = '', log, signal } = about;
  const startedAt = new Date();
  let known = JSON.stringify(about.known);
  const written = new Map<string, number>();

  async function declare(): Promise<void> {
    const declared = await readDeclared(db);
    const text = JSON.stringify(declared);
    if (text === known) return;
    collector.declare([...beside, ...declared]);
    known = text;
    // Whose lines were whose nobody's may have become somebody's: their counts are looked at anew.
    written.clear();
    log.info({ sources: declared.length }, 'the sources of logs have changed');
  }

  async function report(): Promise<void> {
    const now = new Date();
    // At first everything that is remembered: whoever counts may have been away.
    const from = written.size === 0 ? undefined : addDays(dayOf(now), -1);
    const heard = heardDays(collector, from).filter(
      ({ day, source, events }) => written.get(`${day} ${source}`) !== events,
    );
    for (let at = 0; at < heard.length; at += LOT)
      await withinScope(db, EVERYTHING, (trx) => keepHeard(trx, heard.slice(at, at + LOT), name));
    const { fullSince } = collector.intake;
    await withinScope(db, EVERYTHING, async (trx) => {
      await forgetStrangers(trx, new Date(now.getTime() - STRANGER_DAYS * DAY_MS));
      await keepReceiver(trx, {
        collector: name,
        at: now,
        started_at: startedAt,
        places: collector.endpoints.map(placeOf),
        full_since: fullSince === undefined ? null : new Date(fullSince),
      });
    });
    for (const { day, source, events } of heard) written.set(`${day} ${source}`, events);
    const yesterday = addDays(dayOf(now), -1);
    for (const key of written.keys()) if (key < yesterday) written.delete(key);
  }

  const rhythm = { log, signal, afterFaultMs: 10_000 };
  await Promise.all([
    keepDoing(declare, {
      ...rhythm,
      everyMs: DECLARED_MS,
      fault: 'the sources of logs could not be read: those that were read last hold',
    }),
    keepDoing(report, {
      ...rhythm,
      everyMs: HEARD_MS,
      fault: 'counts of logs could not be kept: they are kept later',
    }),
  ]);
  // What came since the last report.
  await report().catch((error: unknown) => log.error({ error }, 'the last counts of logs could not be kept'));
}

function heardDays({ archive, intake }: Receiving, from: string | undefined): HeardDay[] {
  return Object.entries(archive.state.tally(from)).flatMap(([day, sources]) =>
    Object.entries(sources)
      .filter(([source]) => !isOwnAudit(source))
      .map(([source, { events, last, hours }]) => ({
        ...{ source, day, events, last, said: saidOf(intake, source, last) },
        hours: hours ?? allAt(last, events),
      })),
  );
}

/** What the line that was looked into last says of the time, moved to when the last one came. */
function saidOf(intake: Receiving['intake'], source: string, last: number): number | undefined {
  const seen = intake.seen.get(source);
  return seen?.at === undefined ? undefined : seen.at + (last - seen.receivedAt);
}

function allAt(last: number, events: number): number[] {
  const hours = new Array<number>(24).fill(0);
  hours[new Date(last + 8 * HOUR_MS).getUTCHours()] = events;
  return hours;
}
