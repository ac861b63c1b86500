import { z } from 'zod';

/** 地方节假日: days that a place has off, or works, otherwise than the national notice has it. Paths are below `/api`. */

/** Days that are entered at once, at most. */
export const LOCAL_DAYS_AT_ONCE = 15;

const day = z.iso.date();

export const localDaySchema = z.object({
  id: z.uuid(),
  region: z.object({ code: z.string(), name: z.string() }),
  day,
  /** worked though the notice has it off; else off */
  working: z.boolean(),
  name: z.string(),
  ground: z.string(),
  setBy: z.string(),
  setAt: z.iso.datetime(),
  mayRemove: z.boolean(),
});
export type LocalDay = z.infer<typeof localDaySchema>;

/** `GET /local-days`: those that count, the latest first. */
export const localDaysSchema = z.object({
  rows: z.array(localDaySchema),
  /** the last year whose national notice is known */
  publishedUntil: z.int(),
  asOf: z.iso.datetime(),
});

/** `POST /local-days`: every day from one to another. */
export const newLocalDaysSchema = z.object({
  /** code of a region */
  region: z.string().regex(/^[0-9A-Za-z-]{1,20}$/),
  from: day,
  to: day,
  working: z.boolean(),
  name: z.string().trim().min(1).max(60),
  /** the paper that orders it: who, number, date */
  ground: z.string().trim().min(1).max(200),
});
export type NewLocalDays = z.infer<typeof newLocalDaysSchema>;
