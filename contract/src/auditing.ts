import { z } from 'zod';
import { type LocalText, localTextSchema } from './local-text.ts';
import { PAGE_QUERY } from './page-query.ts';

/** How an act ended. */
export const ACT_RESULT_WORDS = {
  done: { zh: '完成', en: 'done' },
  refused: { zh: '被拒绝', en: 'refused' },
  failed: { zh: '未完成', en: 'failed' },
} as const satisfies Record<string, LocalText>;
export type ActResultName = keyof typeof ACT_RESULT_WORDS;
export const ACT_RESULTS = Object.keys(ACT_RESULT_WORDS) as ActResultName[];

/** Who acts, as the audit log tells it. */
export const AGENT_WORDS = {
  person: { zh: '人员', en: 'person' },
  token: { zh: '访问令牌', en: 'token' },
  program: { zh: '本程序', en: 'the program' },
  anonymous: { zh: '未登录者', en: 'nobody signed in' },
} as const satisfies Record<string, LocalText>;
export type AgentKind = keyof typeof AGENT_WORDS;
export const AGENT_KINDS = Object.keys(AGENT_WORDS) as AgentKind[];

/** What the list of acts is restricted to; what is left out does not restrict. Days are of Beijing time. */
export const actFilterSchema = z.object({
  since: z.iso.date().optional(),
  /** inclusive */
  until: z.iso.date().optional(),
  /** part of a name or of a user name */
  person: z.string().trim().max(60).optional(),
  act: z.string().max(60).optional(),
  object: z.string().max(60).optional(),
  result: z.enum(ACT_RESULTS).optional(),
});
export type ActFilter = z.infer<typeof actFilterSchema>;

/** `GET /audit` */
export const actsQuerySchema = actFilterSchema.extend({
  ...PAGE_QUERY,
  size: PAGE_QUERY.size.removeDefault().default(50),
});
export type ActsQuery = z.infer<typeof actsQuerySchema>;

export const actRowSchema = z.object({
  id: z.uuid(),
  at: z.iso.datetime(),
  actor: z.object({
    kind: z.enum(AGENT_KINDS),
    /** of a person, or of the owner of a token */
    personId: z.string().optional(),
    name: z.string().optional(),
    unitName: z.string().optional(),
  }),
  /** address of the network, or `terminal` */
  from: z.string(),
  act: z.object({ code: z.string(), words: localTextSchema }),
  object: z
    .object({ kind: z.string(), id: z.string(), words: localTextSchema, name: z.string().optional() })
    .optional(),
  result: z.enum(ACT_RESULTS),
  /** codes, counts and ids, as canonical text; empty when there are none */
  detail: z.string(),
});
export type ActRow = z.infer<typeof actRowSchema>;

const choiceSchema = z.object({ code: z.string(), words: localTextSchema });
/** Records that a list shows and counts; of a filter that finds more these are the newest. */
export const ACTS_LISTED = 10_000;
export const actsSchema = z.object({
  rows: z.array(actRowSchema),
  total: z.int(),
  /** there are more than `total`, which is what is listed */
  more: z.boolean(),
  /** what may be chosen in the filter */
  acts: z.array(choiceSchema),
  objects: z.array(choiceSchema),
  asOf: z.iso.datetime(),
});
export type Acts = z.infer<typeof actsSchema>;

/** `GET /ledger` and `POST /ledger/verify`: what the last verification said. */
export const ledgerViewSchema = z.object({
  last: z
    .object({
      at: z.iso.datetime(),
      size: z.int(),
      checkpoints: z.int(),
      pending: z.int(),
      /** the first thing that is wrong; left out when the ledger is whole */
      fault: localTextSchema.optional(),
    })
    .optional(),
  /** somebody has asked for one that has not ended yet */
  running: z.boolean(),
  /** name of the log, and its public keys in force as `name+id+base64`; left out before anything was sealed */
  log: z
    .object({
      origin: z.string(),
      ed25519: z.string(),
      sm2: z.string(),
      /** how often the keys were replaced: the old ones have signed a tree of so many entries last */
      rotations: z.array(z.object({ number: z.int(), size: z.int(), at: z.iso.datetime() })),
    })
    .optional(),
  asOf: z.iso.datetime(),
});
export type LedgerView = z.infer<typeof ledgerViewSchema>;
