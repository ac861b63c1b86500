import { z } from 'zod';
import { PAGE_QUERY } from '../page-query.ts';
import { LOG_DAY_STATES, LOG_KIND_NAMES, LOG_STATES, LOG_WAYS } from './words.ts';

/** 日志留存: what console and server say to each other. Paths are below `/api`. */

const named = z.object({ id: z.uuid(), name: z.string() });
const headerWord = z
  .string()
  .trim()
  .regex(/^[^\s[\]:]{1,255}$/);

/** It stands beside every line for ever: letters, digits and `. _ : -`. */
export const LOG_SOURCE_NAME = /^[\p{L}\p{N}][\p{L}\p{N}._:-]{0,62}$/u;
export const MOST_LOG_ADDRESSES = 100;
/** A week. */
export const MOST_SILENCE = 10_080;

const changeable = {
  kind: z.enum(LOG_KIND_NAMES).optional(),
  /** addresses and networks that it sends from */
  addresses: z.array(z.string().trim().min(2).max(45)).max(MOST_LOG_ADDRESSES).default([]),
  host: headerWord.optional(),
  app: headerWord.optional(),
  /** minutes without a line after which people are told; 0: they are not */
  silence: z.int().min(0).max(MOST_SILENCE),
};
/** `POST /log-sources/:id` */
export const logSourceChangeSchema = z.object(changeable);
export type LogSourceChange = z.infer<typeof logSourceChangeSchema>;
/** `POST /log-sources` */
export const logSourceInputSchema = z.object({
  unit: z.uuid(),
  name: z.string().trim().regex(LOG_SOURCE_NAME),
  way: z.enum(LOG_WAYS),
  ...changeable,
  /** first day from which its lines are expected; today where it is missing */
  since: z.iso.date().optional(),
});
export type LogSourceInput = z.infer<typeof logSourceInputSchema>;
/** The key is told this once. */
export const logSourceMadeSchema = z.object({ id: z.uuid(), key: z.string().optional() });
export type LogSourceMade = z.infer<typeof logSourceMadeSchema>;
export const logKeySchema = z.object({ key: z.string() });

/** `GET /log-sources` */
export const logSourceQuerySchema = z.object({
  show: z.enum([...LOG_STATES, 'all']).default('all'),
  unit: z.uuid().optional(),
  ...PAGE_QUERY,
});
export type LogSourceQuery = z.infer<typeof logSourceQuerySchema>;

const sourceFields = {
  id: z.uuid(),
  name: z.string(),
  unit: named,
  way: z.enum(LOG_WAYS),
  kind: z.enum(LOG_KIND_NAMES).optional(),
  state: z.enum(LOG_STATES),
  /** when its last line came; missing: none ever did */
  heardAt: z.iso.datetime().optional(),
  /** what its last line says of the time, less when it came, ms */
  skewMs: z.int().optional(),
  silence: z.int(),
  /** lines of today, Beijing time */
  today: z.int(),
};
export const logSourceRowSchema = z.object(sourceFields);
export type LogSourceRow = z.infer<typeof logSourceRowSchema>;
export const logSourcesSchema = z.object({
  rows: z.array(logSourceRowSchema),
  total: z.int(),
  counts: z.record(z.enum([...LOG_STATES, 'all']), z.int()),
  /** senders that nobody has declared; for whoever may declare them */
  strangers: z.array(z.object({ name: z.string(), lastAt: z.iso.datetime(), events: z.int() })),
  /** when a receiver was last seen at work; missing: never */
  receiverAt: z.iso.datetime().optional(),
  may: z.boolean(),
  asOf: z.iso.datetime(),
});
export type LogSources = z.infer<typeof logSourcesSchema>;

/** `GET /log-sources/:id` */
export const logSourceViewSchema = z.object({
  ...sourceFields,
  addresses: z.array(z.string()),
  host: z.string().optional(),
  app: z.string().optional(),
  since: z.iso.datetime(),
  until: z.iso.datetime().optional(),
  /** what goes into which file of the sender */
  paste: z.array(z.object({ file: z.string(), text: z.string() })),
  /** nothing listens for its way */
  deaf: z.boolean(),
  /** the newest first */
  silences: z.array(z.object({ from: z.iso.datetime(), to: z.iso.datetime().optional() })),
  receiverAt: z.iso.datetime().optional(),
  may: z.boolean(),
  asOf: z.iso.datetime(),
});
export type LogSourceView = z.infer<typeof logSourceViewSchema>;

/** `GET /logs/coverage` */
export const logCoverageQuerySchema = z.object({
  /** `2026-11` */
  month: z
    .string()
    .regex(/^20\d\d-(0[1-9]|1[0-2])$/)
    .optional(),
  unit: z.uuid().optional(),
});
export type LogCoverageQuery = z.infer<typeof logCoverageQuerySchema>;
export const logCoverageSchema = z.object({
  month: z.string(),
  days: z.array(z.iso.date()),
  rows: z.array(
    z.object({
      id: z.uuid(),
      name: z.string(),
      unit: z.string(),
      days: z.array(
        z.object({
          day: z.iso.date(),
          state: z.enum(LOG_DAY_STATES),
          events: z.int(),
          /** hours without a line while it was declared, as hour of the day, Beijing time */
          missing: z.array(z.int()),
        }),
      ),
    }),
  ),
  asOf: z.iso.datetime(),
});
export type LogCoverage = z.infer<typeof logCoverageSchema>;
