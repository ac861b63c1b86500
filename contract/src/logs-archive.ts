import { z } from 'zod';
import { type LocalText, localTextSchema } from './local-text.ts';
import { LOG_KIND_NAMES } from './logs-words.ts';

/** 日志留存，完整性: what is sealed, how it was verified, and what was signed. Paths are below `/api`. */

/** What is done for the archive of logs by itself, and when somebody asks for it. */
export const LOG_TASK_WORDS = {
  verify: { zh: '核验', en: 'verification' },
} as const satisfies Record<string, LocalText>;
export type LogTaskWork = keyof typeof LOG_TASK_WORDS;
export const LOG_TASK_WORKS = Object.keys(LOG_TASK_WORDS) as [LogTaskWork, ...LogTaskWork[]];

/** `broken`: it has found something wrong; `failed`: it could not be done. */
export const LOG_TASK_OUTCOMES = ['whole', 'empty', 'broken', 'failed'] as const;
export type LogTaskOutcome = (typeof LOG_TASK_OUTCOMES)[number];

/** What came about, as far as it was counted. Times are ms. */
export const logTaskNumbersSchema = z.object({
  entries: z.int().optional(),
  segments: z.int().optional(),
  events: z.int().optional(),
  /** events deleted after their time */
  removed: z.int().optional(),
  /** events that were taken in and not sealed */
  waiting: z.int().optional(),
  /** entries whose clock stood before that of the one before */
  clockTurnedBack: z.int().optional(),
  /** checkpoints kept in the database that it was compared with */
  compared: z.int().optional(),
});
export type LogTaskNumbers = z.infer<typeof logTaskNumbersSchema>;

export const logTaskSchema = z.object({
  work: z.enum(LOG_TASK_WORKS),
  askedAt: z.iso.datetime(),
  /** by nobody, but because it was due */
  scheduled: z.boolean(),
  startedAt: z.iso.datetime().optional(),
  progress: z.object({ done: z.int(), of: z.int() }).optional(),
  endedAt: z.iso.datetime().optional(),
  outcome: z.enum(LOG_TASK_OUTCOMES).optional(),
  /** the first thing that is wrong, or why it could not be done */
  told: localTextSchema.optional(),
  numbers: logTaskNumbersSchema,
});
export type LogTask = z.infer<typeof logTaskSchema>;

/** The last that has ended, and the one that waits or runs. */
export const logTasksSchema = z.object({
  last: logTaskSchema.optional(),
  running: logTaskSchema.optional(),
  /** when it is next due by itself */
  next: z.iso.datetime().optional(),
});
export type LogTasks = z.infer<typeof logTasksSchema>;

/** `GET /logs/archive` */
export const logArchiveQuerySchema = z.object({
  kind: z.enum([...LOG_KIND_NAMES, 'all']).default('all'),
  page: z.coerce.number().int().min(1).max(100_000).default(1),
  size: z.coerce
    .number()
    .pipe(z.literal([20, 50, 100]))
    .default(20),
});
export type LogArchiveQuery = z.infer<typeof logArchiveQuerySchema>;

const hex = z.string().regex(/^[0-9a-f]{64}$/);
export const logCheckpointSchema = z.object({
  /** SHA-256 of the note */
  id: hex,
  entries: z.int(),
  last: z.int(),
  at: z.iso.datetime(),
});
export type LogCheckpoint = z.infer<typeof logCheckpointSchema>;

export const logArchiveSchema = z.object({
  /** missing: nothing is sealed yet */
  sealed: z
    .object({
      origin: z.string(),
      entries: z.int(),
      /** sequence of the last event */
      events: z.int(),
      /** of these, deleted after their time */
      removed: z.int(),
      files: z.int(),
      bytes: z.int(),
      /** days, Beijing time, of which something is kept */
      days: z.int(),
      from: z.iso.datetime().optional(),
      to: z.iso.datetime().optional(),
      sealedAt: z.iso.datetime(),
      sha256: hex,
      sm3: hex,
      /** whether each key of this installation has signed rightly */
      signatures: z.object({ ed25519: z.boolean(), sm2: z.boolean() }),
      /** `name+id+base64` */
      keys: z.array(z.string()),
    })
    .optional(),
  /** the file from which on the archive could not be read */
  unreadable: z.string().optional(),
  counts: z.record(z.enum([...LOG_KIND_NAMES, 'all']), z.int()),
  /** files that hold rows, the newest first */
  rows: z.array(
    z.object({
      entry: z.int(),
      kind: z.enum(LOG_KIND_NAMES),
      from: z.iso.datetime(),
      to: z.iso.datetime(),
      events: z.int(),
      bytes: z.int(),
      /** put together and sorted, once its days were over */
      compacted: z.boolean(),
    }),
  ),
  total: z.int(),
  verify: logTasksSchema,
  /** signed heads in the database and the ledger, the newest first */
  checkpoints: z.object({ total: z.int(), rows: z.array(logCheckpointSchema) }),
  asOf: z.iso.datetime(),
});
export type LogArchive = z.infer<typeof logArchiveSchema>;
