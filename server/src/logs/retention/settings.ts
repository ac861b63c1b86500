import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { writeDurably } from '../../kernel/durable-file.ts';
import { HouseError } from '../../kernel/errors/index.ts';
import { LOG_KINDS, type LogKind } from '../event.ts';
import { type Asked, type Holding, mayHold } from '../holdings.ts';
import { placesOf } from '../manifest.ts';
import { LEAST_DAYS } from './least.ts';

const MOST_HOLDS = 1_000;

const holdSchema = z.strictObject({
  id: z.string().regex(/^[0-9a-f]{8}$/),
  /** whose request, and what for */
  reason: z.string().min(1).max(200),
  number: z.string().min(1).max(60).optional(),
  approver: z.string().min(1).max(60).optional(),
  /** when it was ordered, ms since 1970 */
  since: z.int(),
  /** what is held: everything that may fit; without any condition all */
  from: z.int().optional(),
  to: z.int().optional(),
  kinds: z.array(z.enum(LOG_KINDS)).optional(),
  sources: z.array(z.string().max(200)).max(100).optional(),
});

/** An order that logs be kept beyond their time, until it is lifted (for an investigation, say). */
export type Hold = z.infer<typeof holdSchema>;

const settingsSchema = z.strictObject({
  version: z.literal(1),
  days: z.partialRecord(z.enum(LOG_KINDS), z.int().min(LEAST_DAYS)),
  holds: z.array(holdSchema).max(MOST_HOLDS),
});

/** How long an archive keeps what. A kind without days is kept for good. */
export type Retention = z.infer<typeof settingsSchema>;

/** @throws HouseError `logs-retention-damaged`: then nothing may be deleted */
export async function readRetention(folder: string): Promise<Retention> {
  const file = placesOf(folder).retention;
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  if (text === undefined) return { version: 1, days: {}, holds: [] };
  try {
    return settingsSchema.parse(JSON.parse(text));
  } catch (error) {
    throw new HouseError('logs-retention-damaged', { file }, { cause: error });
  }
}

/**
 * Sets for how many days a kind is kept; undefined keeps it for good.
 *
 * @throws HouseError `logs-retention-short`: less than a year (Art. 20)
 */
export async function setDays(folder: string, kind: LogKind, days: number | undefined): Promise<Retention> {
  if (days !== undefined && days < LEAST_DAYS) throw new HouseError('logs-retention-short', { days });
  const { days: before, ...others } = await readRetention(folder);
  const { [kind]: _, ...rest } = before;
  return write(folder, { ...others, days: days === undefined ? rest : { ...rest, [kind]: days } });
}

export async function addHold(folder: string, hold: Omit<Hold, 'id'>): Promise<Hold> {
  const settings = await readRetention(folder);
  if (settings.holds.length >= MOST_HOLDS) throw new HouseError('logs-holds-many', { most: MOST_HOLDS });
  const added = { ...hold, id: randomBytes(4).toString('hex') };
  await write(folder, { ...settings, holds: [...settings.holds, added] });
  return added;
}

/** @throws HouseError `logs-hold-unknown` */
export async function releaseHold(folder: string, id: string): Promise<Hold> {
  const settings = await readRetention(folder);
  const hold = settings.holds.find((each) => each.id === id);
  if (!hold) throw new HouseError('logs-hold-unknown', { id: id.slice(0, 20) });
  await write(folder, { ...settings, holds: settings.holds.filter((each) => each !== hold) });
  return hold;
}

/** Whether a file may hold rows that somebody ordered to be kept: then all of it is kept. */
export function isOnHold(holding: Holding, { holds }: Pick<Retention, 'holds'>): boolean {
  return holds.some((hold) => mayHold(holding, hold satisfies Asked));
}

async function write(folder: string, settings: Retention): Promise<Retention> {
  await writeDurably(placesOf(folder).retention, `${JSON.stringify(settings, null, 2)}\n`);
  return settings;
}
