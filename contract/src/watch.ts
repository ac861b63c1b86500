import { z } from 'zod';
import { PAGE_QUERY } from './page-query.ts';
import { GRANT_AREAS } from './roles.ts';

/** 定期检测: what console and server say to each other. Paths are below `/api`. */

/** Days between two checks of one host that a setting may choose; `usual` where nothing is set. */
export const INTERVAL_DAYS = { least: 1, most: 90, usual: 7 } as const;
/** Days that a period of 重保 may last. */
export const LONGEST_PAUSE_DAYS = 60;

/** Where an interval or a pause holds: as a grant names its area and place. */
const placeShape = {
  area: z.enum(GRANT_AREAS),
  /** id of a unit, or code of a region; empty for everything */
  place: z.string().max(60),
};

/** 全部, 已暂停 (a pause covers now or the next time), 尚未检测 */
export const SCHEDULE_SHOWS = ['all', 'paused', 'unchecked'] as const;
export const scheduleQuerySchema = z.object({
  search: z.string().trim().max(60).optional(),
  show: z.enum(SCHEDULE_SHOWS).default('all'),
  ...PAGE_QUERY,
});
export type ScheduleQuery = z.infer<typeof scheduleQuerySchema>;

export const scheduleRowSchema = z.object({
  /** of the application */
  id: z.uuid(),
  name: z.string(),
  unit: z.object({ id: z.uuid(), name: z.string() }),
  host: z.string(),
  /** days between two checks */
  days: z.int(),
  /** the last check of the host, whoever asked for it */
  checkedAt: z.iso.datetime().optional(),
  checkId: z.uuid().optional(),
  /** after all pauses that are known; missing until the host has got its place */
  nextAt: z.iso.datetime().optional(),
  /** the pause that covers now, or the time at which it was due */
  pause: z.object({ name: z.string(), endsAt: z.iso.datetime() }).optional(),
});
export type ScheduleRow = z.infer<typeof scheduleRowSchema>;

/** `GET /watch/schedule`: running applications with a host, by the time of their next check. */
export const scheduleSchema = z.object({
  rows: z.array(scheduleRowSchema),
  total: z.int(),
  /** there are more than `total`, which is what is listed */
  more: z.boolean(),
  asOf: z.iso.datetime(),
});
export type Schedule = z.infer<typeof scheduleSchema>;

const placeViewShape = {
  ...placeShape,
  /** missing where the reader does not see that unit; empty for everything */
  placeName: z.string().optional(),
};

/** `GET /watch/settings`: intervals and pauses that hold for units the reader sees. */
export const watchSettingsSchema = z.object({
  intervals: z.array(z.object({ ...placeViewShape, days: z.int(), mayChange: z.boolean() })),
  pauses: z.array(
    z.object({
      id: z.uuid(),
      name: z.string(),
      ...placeViewShape,
      startsAt: z.iso.datetime(),
      endsAt: z.iso.datetime(),
      state: z.enum(['coming', 'running', 'over']),
      mayEnd: z.boolean(),
    }),
  ),
  asOf: z.iso.datetime(),
});
export type WatchSettings = z.infer<typeof watchSettingsSchema>;

/** `POST /watch/intervals`; without days the setting is taken away, and what is set above it holds again. */
export const newIntervalSchema = z.object({
  ...placeShape,
  days: z.int().min(INTERVAL_DAYS.least).max(INTERVAL_DAYS.most).optional(),
});
export type NewInterval = z.infer<typeof newIntervalSchema>;

/** `POST /watch/pauses` */
export const newPauseSchema = z.object({
  ...placeShape,
  name: z.string().trim().min(1).max(60),
  startsAt: z.iso.datetime(),
  endsAt: z.iso.datetime(),
});
export type NewPause = z.infer<typeof newPauseSchema>;
