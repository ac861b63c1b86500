import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { addDays, type Day, dayOf } from '../kernel/clock/index.ts';
import { DAY_MS, HOUR_MS } from '../kernel/durations.ts';
import { HouseError } from '../kernel/errors/index.ts';
import type { Note, Unnumbered } from './frame.ts';

/** Names of notes that begin so pass: of them the newest are kept, of others all. */
export const PASSING = 'batch/';
const MOST_PASSING = 10_000;
/** How long it is remembered what was taken in on a day: so long may whoever counts be away. */
const TALLY_DAYS = 10;

/** Sources that are counted apart on a day: addresses of datagrams cost nothing to invent. The rest is counted together. */
const MOST_SOURCES = 5_000;
const OTHERS = '*';

const whole = z.int().min(0);
const tallySchema = z.strictObject({
  ...{ events: whole, bytes: whole, first: whole, last: whole },
  /** of each hour; what an older version counted has none */
  hours: z.array(whole).length(24).optional(),
});

/** What a source sent on a day of Beijing time: times of receiving in ms since 1970, bytes of lines, lines of each hour. */
type Tally = z.infer<typeof tallySchema>;

const stateSchema = z.strictObject({
  version: z.literal(1),
  /** everything before this sequence is in here */
  next: z.int().min(1),
  notes: z.array(z.tuple([z.string(), z.string()])),
  tally: z.record(z.string(), z.record(z.string(), tallySchema)),
});

/** What a spool remembers beyond its files: notes, and how much each source sent on which day. */
export interface SpoolState {
  note(name: string): string | undefined;
  /** names that begin so, with their texts */
  notes(prefix: string): readonly Note[];
  /** by day and source @param from only this day and those behind it */
  tally(from?: Day): Readonly<Record<Day, Readonly<Record<string, Tally>>>>;
  takeIn(events: readonly Unnumbered[], notes: readonly Note[]): void;
  text(next: number): string;
}

export function openState(kept: z.infer<typeof stateSchema> | undefined): SpoolState {
  const notes = new Map(kept?.notes);
  const tally = new Map<Day, Map<string, Tally>>(
    Object.entries(kept?.tally ?? {}).map(([day, sources]) => [day, new Map(Object.entries(sources))]),
  );
  let passing = [...notes.keys()].filter((name) => name.startsWith(PASSING)).length;
  /** the day of the event before, and when it ends: a date is costly */
  let today = { from: 0, to: 0, sources: new Map<string, Tally>() };

  function sourcesAt(moment: number): Map<string, Tally> {
    if (moment >= today.from && moment < today.to) return today.sources;
    const day = dayOf(new Date(moment));
    const from = Date.parse(`${day}T00:00:00+08:00`);
    const sources = tally.get(day) ?? new Map<string, Tally>();
    if (!tally.has(day)) {
      tally.set(day, sources);
      for (const old of tally.keys()) if (old < addDays(day, -TALLY_DAYS)) tally.delete(old);
    }
    today = { from, to: from + DAY_MS, sources };
    return sources;
  }

  function remember({ name, text }: Note): void {
    const isPassing = name.startsWith(PASSING);
    if (notes.delete(name) && isPassing) passing -= 1;
    if (text === '') return;
    notes.set(name, text);
    if (isPassing) passing += 1;
    if (passing <= MOST_PASSING) return;
    for (const oldest of notes.keys())
      if (oldest.startsWith(PASSING)) {
        notes.delete(oldest);
        passing -= 1;
        return;
      }
  }

  return {
    note: (name) => notes.get(name),
    notes: (prefix) =>
      [...notes].filter(([name]) => name.startsWith(prefix)).map(([name, text]) => ({ name, text })),
    tally: (from = '') =>
      Object.fromEntries(
        [...tally].flatMap(([day, sources]) => (day < from ? [] : [[day, Object.fromEntries(sources)]])),
      ),
    takeIn(events, added) {
      for (const { source, receivedAt, raw } of events) {
        const sources = sourcesAt(receivedAt);
        const name = sources.size < MOST_SOURCES || sources.has(source) ? source : OTHERS;
        const sum = sources.get(name) ?? { events: 0, bytes: 0, first: receivedAt, last: receivedAt };
        if (sum.events === 0) sources.set(name, sum);
        sum.events += 1;
        sum.bytes += raw.length;
        sum.first = Math.min(sum.first, receivedAt);
        sum.last = Math.max(sum.last, receivedAt);
        sum.hours ??= new Array<number>(24).fill(0);
        const hour = Math.min(23, Math.floor((receivedAt - today.from) / HOUR_MS));
        sum.hours[hour] = (sum.hours[hour] ?? 0) + 1;
      }
      for (const each of added) remember(each);
    },
    text(next) {
      return `${JSON.stringify({ version: 1, next, notes: [...notes], tally: this.tally() } satisfies z.infer<typeof stateSchema>)}\n`;
    },
  };
}

/** @throws HouseError `logs-spool-damaged`: it was changed; without it nobody knows what was read already */
export async function readState(file: string): Promise<z.infer<typeof stateSchema> | undefined> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  if (text === undefined) return undefined;
  try {
    return stateSchema.parse(JSON.parse(text));
  } catch (error) {
    throw new HouseError('logs-spool-damaged', { file, at: 0 }, { cause: error });
  }
}
