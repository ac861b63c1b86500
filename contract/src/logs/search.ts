import { z } from 'zod';
import { LOG_KIND_NAMES } from './words.ts';

/** 日志检索: what console and server say to each other. Paths are below `/api`. */

/** Most lines of a page of results; files hold more. */
export const LOG_LINES_SHOWN = 200;
export const LOG_LINES_EXPORTED = 100_000;

const moment = z.iso.datetime({ offset: true });

const text = z.string().trim().max(200);
/** `GET /logs/search`. Everything that is given must hold; times are of the event, else of its receiving. */
export const logQuestionSchema = z.object({
  from: moment.optional(),
  /** not included */
  to: moment.optional(),
  source: z.uuid().optional(),
  kind: z.enum(LOG_KIND_NAMES).optional(),
  /** an IP address or a network */
  address: z.string().trim().max(60).optional(),
  /** `status=5xx`; several lines are several fields */
  field: text.optional(),
  /** with blanks between them; all must stand in the line */
  words: text.optional(),
});
export type LogQuestionInput = z.infer<typeof logQuestionSchema>;
export const LOG_EXPORT_FORMS = ['csv', 'parquet'] as const;
export type LogExportForm = (typeof LOG_EXPORT_FORMS)[number];

export const logLineSchema = z.object({
  sequence: z.int(),
  at: z.iso.datetime(),
  receivedAt: z.iso.datetime(),
  source: z.string(),
  kind: z.enum(LOG_KIND_NAMES),
  line: z.string(),
});
export type LogLine = z.infer<typeof logLineSchema>;
export const logAnswerSchema = z.object({
  lines: z.array(logLineSchema),
  /** how many there are altogether */
  count: z.int(),
  /** parts without any are left out */
  histogram: z.array(z.object({ from: z.iso.datetime(), count: z.int() })),
  /** ms that a part spans */
  part: z.int(),
  scanned: z.object({ events: z.int(), bytes: z.int() }),
  ms: z.int(),
  /** personal data is covered: the reader may not see it */
  masked: z.boolean(),
  sources: z.array(z.object({ id: z.uuid(), name: z.string() })),
  asOf: z.iso.datetime(),
});
export type LogSearchAnswer = z.infer<typeof logAnswerSchema>;

/** `POST /logs/searches` */
export const logSavedInputSchema = z.object({
  name: z.string().trim().min(1).max(60),
  /** as it stands in the address of the page, without its times */
  question: logQuestionSchema.omit({ from: true, to: true }),
});
export type LogSavedInput = z.infer<typeof logSavedInputSchema>;
/** `GET /logs/searches` */
export const logSavedSchema = z.object({
  rows: z.array(z.object({ id: z.uuid(), name: z.string(), question: logSavedInputSchema.shape.question })),
  /** among which is searched */
  sources: z.array(z.object({ id: z.uuid(), name: z.string() })),
  masked: z.boolean(),
});
export type LogSaved = z.infer<typeof logSavedSchema>;
