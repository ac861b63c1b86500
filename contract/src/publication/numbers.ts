import { z } from 'zod';
import type { LocalText } from '../local-text.ts';
import { PAGE_QUERY } from '../page-query.ts';
import { ITEM_KINDS, ITEM_STATES } from './words.ts';

/** 信息发布: its calendar and its numbers. Paths are below `/api`. */

const named = z.object({ id: z.uuid(), name: z.string() });
/** `2026-11`, in Beijing */
const monthSchema = z.string().regex(/^20\d\d-(0[1-9]|1[0-2])$/);

/** What a day of the calendar has. */
export const CALENDAR_MATTER_WORDS = {
  publish: { zh: '定时发布', en: 'to be published' },
  embargo: { zh: '不得早于此时发布', en: 'not to be published before' },
  'later-review': { zh: '补审期限', en: 'later review due' },
  published: { zh: '已发布', en: 'published' },
} as const satisfies Record<string, LocalText>;
export type CalendarMatter = keyof typeof CALENDAR_MATTER_WORDS;
export const CALENDAR_MATTERS = Object.keys(CALENDAR_MATTER_WORDS) as [CalendarMatter, ...CalendarMatter[]];

/** `GET /publications/calendar` */
export const itemCalendarQuerySchema = z.object({
  /** missing: the present one */
  month: monthSchema.optional(),
  unit: z.uuid().optional(),
});
export type ItemCalendarQuery = z.infer<typeof itemCalendarQuerySchema>;
export const itemCalendarSchema = z.object({
  month: monthSchema,
  /** in the order of time */
  entries: z.array(
    z.object({
      day: z.iso.date(),
      /** where a time of the day was set */
      at: z.iso.datetime().optional(),
      matter: z.enum(CALENDAR_MATTERS),
      item: z.object({ id: z.uuid(), title: z.string() }),
      application: named,
      state: z.enum(ITEM_STATES),
    }),
  ),
  /** there are more than are listed */
  more: z.boolean(),
  today: z.iso.date(),
  asOf: z.iso.datetime(),
});
export type ItemCalendar = z.infer<typeof itemCalendarSchema>;

export const ITEM_NUMBER_VIEWS = ['units', 'months'] as const;
/** `GET /publications/numbers` */
export const itemNumbersQuerySchema = z.object({
  by: z.enum(ITEM_NUMBER_VIEWS).default('units'),
  ...PAGE_QUERY,
});
export type ItemNumbersQuery = z.infer<typeof itemNumbersQuerySchema>;
const count = z.int().min(0);
/** Each number is that of the list which the same filter gives. */
export const itemNumbersSchema = z.object({
  /** by unit: how many of its items stand in each state, units by their names */
  units: z
    .array(z.object({ unit: named, states: z.record(z.enum(ITEM_STATES), count), all: count }))
    .optional(),
  /** by month of the last publication, the newest first, and kind */
  months: z
    .array(z.object({ month: monthSchema, kinds: z.record(z.enum(ITEM_KINDS), count), all: count }))
    .optional(),
  total: count,
  asOf: z.iso.datetime(),
});
export type ItemNumbers = z.infer<typeof itemNumbersSchema>;
