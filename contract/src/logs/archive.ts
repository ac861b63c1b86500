import { z } from 'zod';
import { type LocalText, localTextSchema } from '../local-text.ts';
import { PAGE_QUERY } from '../page-query.ts';
import { LOG_KIND_NAMES } from './words.ts';

/** 日志留存，完整性: what is sealed, how it was verified, and what was signed. Paths are below `/api`. */

/** What is done for the archive of logs by itself, and when somebody asks for it. */
export const LOG_TASK_WORDS = {
  verify: { zh: '核验', en: 'verification' },
  backup: { zh: '备份', en: 'backup' },
  drill: { zh: '恢复演练', en: 'drill of restoring' },
  stamp: { zh: '时间戳', en: 'time-stamp' },
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
  /** receivers of a common store */
  collectors: z.int().optional(),
  /** files that are not on this machine, and were verified in the common store */
  elsewhere: z.int().optional(),
  /** files of a common store that were read on another day, and were seen to be there */
  earlier: z.int().optional(),
  /** how often an older backup was put back, and when last, ms since 1970: something was lost each time */
  restored: z.int().optional(),
  restoredAt: z.int().optional(),
  /** entries whose clock stood before that of the one before */
  clockTurnedBack: z.int().optional(),
  /** checkpoints kept in the database that it was compared with */
  compared: z.int().optional(),
  /** heads with a time-stamp, which are part of the history */
  stamps: z.int().optional(),
  /** files that were copied or restored, and how much they are */
  files: z.int().optional(),
  bytes: z.int().optional(),
  /** files that the backup had already */
  kept: z.int().optional(),
  /** how old the newest event of the backup was: what would have been lost (RPO) */
  lostMs: z.int().optional(),
  /** how long restoring and verifying took (RTO) */
  tookMs: z.int().optional(),
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
  ...PAGE_QUERY,
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
      /** roots over the manifests; of a common store each receiver has its own */
      sha256: hex.optional(),
      sm3: hex.optional(),
      /** the common store that it lies in, and what each receiver has put there */
      store: z.string().optional(),
      collectors: z
        .array(z.object({ name: z.string(), entries: z.int(), events: z.int(), sha256: hex, sm3: hex }))
        .optional(),
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
      /** whose history it is of, in a common store */
      collector: z.string().optional(),
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
  /** time-stamps of signed heads (RFC 3161), the newest first */
  stamps: z.object({
    /** who stamps each day; missing: nobody does */
    place: z.string().optional(),
    tasks: logTasksSchema,
    total: z.int(),
    rows: z.array(
      z.object({ entries: z.int(), at: z.iso.datetime(), authority: z.string(), trusted: z.boolean() }),
    ),
    /** whether the reader may have one made */
    may: z.boolean(),
  }),
  asOf: z.iso.datetime(),
});
export type LogArchive = z.infer<typeof logArchiveSchema>;

/** `GET /logs/archive/retention` */
export const logHoldSchema = z.object({
  id: z.string(),
  number: z.string().optional(),
  reason: z.string(),
  approver: z.string().optional(),
  since: z.iso.datetime(),
  from: z.iso.datetime().optional(),
  to: z.iso.datetime().optional(),
  kinds: z.array(z.enum(LOG_KIND_NAMES)),
  sources: z.array(z.string()),
});
export type LogHold = z.infer<typeof logHoldSchema>;

export const logRetentionSchema = z.object({
  kinds: z.array(
    z.object({
      kind: z.enum(LOG_KIND_NAMES),
      /** missing: it is not deleted */
      days: z.int().optional(),
      from: z.iso.datetime().optional(),
      events: z.int(),
      bytes: z.int(),
    }),
  ),
  /** the settings cannot be read: nothing is deleted */
  damaged: localTextSchema.optional(),
  /** orders that something be kept; what they say is for those who reach all units */
  holds: z.object({ total: z.int(), rows: z.array(logHoldSchema).optional() }),
  /** what was deleted after its time, the newest first */
  tombstones: z.object({
    total: z.int(),
    rows: z.array(
      z.object({
        entry: z.int(),
        /** whose history tells of it, in a common store */
        collector: z.string().optional(),
        at: z.iso.datetime(),
        files: z.int(),
        events: z.int(),
        /** when the newest of what was deleted had been received */
        newestAt: z.iso.datetime(),
        kinds: z.array(z.object({ kind: z.enum(LOG_KIND_NAMES), days: z.int() })),
        /** the first kept head that signs it */
        checkpoint: z.string().optional(),
      }),
    ),
  }),
  place: z.string().optional(),
  hour: z.int(),
  drillDays: z.int(),
  backup: logTasksSchema,
  drill: logTasksSchema,
  may: z.boolean(),
  asOf: z.iso.datetime(),
});
export type LogRetention = z.infer<typeof logRetentionSchema>;

const code = z.string().trim().max(200).default('');
/** `POST /logs/archive/retention`. The server refuses less than a year, and says why. */
export const logRetentionChangeSchema = z.object({
  kind: z.enum(LOG_KIND_NAMES),
  /** null: it is not deleted */
  days: z.int().min(1).max(36_500).nullable(),
  /** of the second factor */
  code,
});
export type LogRetentionChange = z.infer<typeof logRetentionChangeSchema>;

/** `POST /logs/archive/holds` */
export const logHoldInputSchema = z.object({
  number: z.string().trim().min(1).max(60),
  reason: z.string().trim().min(1).max(200),
  approver: z.string().trim().min(1).max(60),
  /** days of Beijing time, both included */
  from: z.iso.date().optional(),
  to: z.iso.date().optional(),
  kinds: z.array(z.enum(LOG_KIND_NAMES)).max(5).default([]),
  sources: z.array(z.string().trim().min(1).max(63)).max(100).default([]),
});
export type LogHoldInput = z.infer<typeof logHoldInputSchema>;
/** `POST /logs/archive/holds/:hold/lift` */
export const logHoldLiftSchema = z.object({ code });
