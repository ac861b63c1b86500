import { z } from 'zod';
import { HANDLERS, REASONS, STEPS, UNIT_KINDS, UNIT_LEVELS, VERDICTS } from '../vocabulary.ts';

/**
 * The result of a check: what `zhengdun check --json` prints, what the report embeds, what the console shows.
 * Times are ISO 8601 in UTC; sizes bytes; durations milliseconds; box fractions are of the page's width and height.
 */

export const boxSchema = z
  .object({ left: z.number(), top: z.number(), width: z.number(), height: z.number() })
  .describe('measured place in the rendered page, as fractions of its width and height, 0 to 1');
export type Box = z.infer<typeof boxSchema>;

const digest = z.string().regex(/^[0-9a-f]{64}$/);

export const evidenceSchema = z.object({
  kind: z.enum(['page', 'picture', 'header', 'dns', 'handshake', 'click', 'request']),
  url: z.string().describe('the address that was looked at'),
  at: z.iso.datetime(),
  line: z.int().positive().optional().describe("line of the page's source, counted from 1"),
  excerpt: z
    .string()
    .max(300)
    .optional()
    .describe('what was seen there: plain text, cut to 300 characters; never text of a possible secret'),
  sha256: digest.optional().describe('digests of the kept object, lower-case hex'),
  sm3: digest.optional(),
  mediaType: z.string().optional(),
  bytes: z.int().nonnegative().optional(),
  pixels: z.object({ width: z.int(), height: z.int() }).optional().describe('size of a picture in pixels'),
  box: boxSchema.optional(),
  caption: z.string().optional(),
});
export type Evidence = z.infer<typeof evidenceSchema>;

export const verdictSchema = z.object({
  anchor: z.string().describe('stable anchor within a report: `<rule>`'),
  article: z.int().min(1).max(44),
  obligation: z.string(),
  rule: z.string(),
  verdict: z.enum(VERDICTS),
  code: z.string().describe("member of the rule's closed set of results"),
  reason: z.enum(REASONS).optional().describe('only with `unknown`'),
  severity: z.int().min(1).max(4).describe('1 gravest; our own weight'),
  effort: z
    .int()
    .min(1)
    .max(3)
    .optional()
    .describe('1 within an hour, 2 within a day, 3 needs a project; our own estimate'),
  handler: z.enum(HANDLERS).optional(),
  message: z.string().describe('one line in the language of the run'),
  text: z.object({
    title: z.string(),
    problem: z.string().optional(),
    basis: z.string(),
    fact: z.string(),
    remedy: z.string().optional(),
    handler: z.string().optional(),
    recheck: z.string().optional(),
    technical: z.string().optional(),
  }),
  facts: z.record(z.string(), z.json()).describe('the values that decided, machine-readable'),
  evidence: z.array(evidenceSchema),
  reading: z.string().optional().describe('id of the reading that was applied, with its side: `R8a`'),
});
export type CheckVerdict = z.infer<typeof verdictSchema>;

export const unitSchema = z.object({
  name: z.string().optional(),
  kind: z.enum(UNIT_KINDS).optional(),
  level: z.enum(UNIT_LEVELS).optional(),
  from: z
    .object({
      kind: z.enum(['given', 'suffix', 'page', 'none']),
      level: z.enum(['given', 'code', 'page', 'none']),
    })
    .describe('where kind and level come from'),
});
export type CheckedUnit = z.infer<typeof unitSchema>;

export const summarySchema = z.object({
  unmet: z.int(),
  unknown: z.int(),
  met: z.int(),
  'not-applicable': z.int(),
  total: z.int(),
});
export type Summary = z.infer<typeof summarySchema>;

export const stepSchema = z.object({
  step: z.enum(STEPS),
  state: z.enum(['waiting', 'running', 'done', 'blocked', 'skipped']),
  ms: z.int().nonnegative().optional(),
  detail: z.string().optional().describe('why it was blocked or left out, in the language of the run'),
});
export type CheckStep = z.infer<typeof stepSchema>;

export const basisSchema = z.object({
  kind: z.enum(['own-site', 'order']).describe("own site, or somebody's order"),
  order: z.string().optional().describe('who ordered it, with the number of the paper'),
});
export type Basis = z.infer<typeof basisSchema>;

export const comparisonSchema = z.object({
  previousId: z.string(),
  previousAt: z.iso.datetime(),
  added: z.array(z.string()).describe('anchors: 新增, 已改, 仍存在'),
  mended: z.array(z.string()),
  remaining: z.array(z.string()),
  undetermined: z
    .array(z.string())
    .optional()
    .describe('found last time, and not to be determined now: neither mended nor still there'),
});
export type Comparison = z.infer<typeof comparisonSchema>;

/** On what order, by whom and when something was destroyed. */
export const destroyedSchema = z.object({
  at: z.iso.datetime(),
  orderNumber: z.string(),
  approver: z.string(),
});
export type Destroyed = z.infer<typeof destroyedSchema>;

/** `GET /evidence/:sha256/about`: a kept object of a check. */
export const keptObjectSchema = z.object({
  sha256: digest,
  sm3: digest,
  mediaType: z.string(),
  bytes: z.int().nonnegative(),
  keptAt: z.iso.datetime(),
  destroyed: destroyedSchema.optional(),
});
export type KeptObject = z.infer<typeof keptObjectSchema>;

export const checkResultSchema = z.object({
  schema: z.literal('zhengdun/check-result/1'),
  id: z.uuid(),
  lang: z.enum(['zh', 'en']),
  tool: z.object({ name: z.literal('zhengdun'), version: z.string() }),
  rulebook: z.object({
    edition: z.string(),
    obligations: z.int(),
    decidable: z
      .int()
      .describe('obligations that a machine can decide for a website, and the checks that do it'),
    checks: z.int(),
  }),
  target: z.object({
    url: z.string(),
    host: z.string(),
    displayHost: z.string().describe('the host in Unicode where it is an IDN'),
    finalUrl: z.string().optional(),
    siteName: z.string().optional(),
    snapshot: z.boolean(),
  }),
  unit: unitSchema,
  basis: basisSchema,
  startedAt: z.iso.datetime(),
  finishedAt: z.iso.datetime(),
  steps: z.array(stepSchema),
  conditions: z.object({
    userAgent: z.string(),
    resolvers: z.array(z.string()),
    pagesOpened: z.int(),
    pagesLimit: z.int(),
    linksChecked: z.int(),
    linksFound: z.int(),
    browser: z.string().nullable().describe('name and version of the browser, or null where none was used'),
    notChecked: z.array(z.string()).describe('what was not looked at, in the language of the run'),
  }),
  verdicts: z.array(verdictSchema),
  summary: summarySchema,
  comparison: comparisonSchema.optional(),
  disclaimer: z.string(),
  destroyed: z
    .array(destroyedSchema.extend({ sha256: digest }))
    .optional()
    .describe(
      'evidence that was destroyed on an order of the secrecy office; said by reports that were made afterwards. The ledger holds the digest of the result without this',
    ),
});
export type CheckResult = z.infer<typeof checkResultSchema>;
