import { z } from 'zod';
import { HANDLERS, REASONS, STEPS, UNIT_KINDS, UNIT_LEVELS, VERDICTS } from './vocabulary.ts';

/**
 * The result of a check: what `zhengdun check --json` prints, what the report embeds, what the console shows.
 * Times are ISO 8601 in UTC; sizes bytes; durations milliseconds; box fractions are of the page's width and height.
 */

/** Measured place of a thing in the rendered page, as fractions of its width and height, 0 to 1. */
export const boxSchema = z.object({
  left: z.number(),
  top: z.number(),
  width: z.number(),
  height: z.number(),
});
export type Box = z.infer<typeof boxSchema>;

export const evidenceSchema = z.object({
  kind: z.enum(['page', 'picture', 'header', 'dns', 'handshake', 'click', 'request']),
  /** the address that was looked at */
  url: z.string(),
  at: z.iso.datetime(),
  /** line of the page's source, counted from 1 */
  line: z.int().positive().optional(),
  /** what was seen there: plain text, cut to 300 characters; never text of a possible secret */
  excerpt: z.string().max(300).optional(),
  /** digests of the kept object, lower-case hex */
  sha256: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .optional(),
  sm3: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .optional(),
  mediaType: z.string().optional(),
  bytes: z.int().nonnegative().optional(),
  /** size of a picture in pixels */
  pixels: z.object({ width: z.int(), height: z.int() }).optional(),
  box: boxSchema.optional(),
  caption: z.string().optional(),
});
export type Evidence = z.infer<typeof evidenceSchema>;

export const verdictSchema = z.object({
  /** stable anchor within a report: `<rule>` */
  anchor: z.string(),
  article: z.int().min(1).max(44),
  obligation: z.string(),
  rule: z.string(),
  verdict: z.enum(VERDICTS),
  /** member of the rule's closed set of results */
  code: z.string(),
  /** only with `unknown` */
  reason: z.enum(REASONS).optional(),
  /** 1 gravest; our own weight */
  severity: z.int().min(1).max(4),
  effort: z.int().min(1).max(3).optional(),
  handler: z.enum(HANDLERS).optional(),
  /** one line in the language of the run */
  message: z.string(),
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
  /** the values that decided, machine-readable */
  facts: z.record(z.string(), z.json()),
  evidence: z.array(evidenceSchema),
  /** id of the reading that was applied, with its side: `R8a` */
  reading: z.string().optional(),
});
export type CheckVerdict = z.infer<typeof verdictSchema>;

export const unitSchema = z.object({
  name: z.string().optional(),
  kind: z.enum(UNIT_KINDS).optional(),
  level: z.enum(UNIT_LEVELS).optional(),
  /** where kind and level come from */
  from: z.object({
    kind: z.enum(['given', 'suffix', 'page', 'none']),
    level: z.enum(['given', 'code', 'page', 'none']),
  }),
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
  /** why it was blocked or left out, in the language of the run */
  detail: z.string().optional(),
});
export type CheckStep = z.infer<typeof stepSchema>;

export const basisSchema = z.object({
  /** own site, or somebody's order */
  kind: z.enum(['own-site', 'order']),
  /** who ordered it, with the number of the paper */
  order: z.string().optional(),
});
export type Basis = z.infer<typeof basisSchema>;

export const comparisonSchema = z.object({
  previousId: z.string(),
  previousAt: z.iso.datetime(),
  /** anchors: 新增, 已改, 仍存在 */
  added: z.array(z.string()),
  mended: z.array(z.string()),
  remaining: z.array(z.string()),
});
export type Comparison = z.infer<typeof comparisonSchema>;

export const checkResultSchema = z.object({
  schema: z.literal('zhengdun/check-result/1'),
  id: z.uuid(),
  lang: z.enum(['zh', 'en']),
  tool: z.object({ name: z.literal('zhengdun'), version: z.string() }),
  rulebook: z.object({
    edition: z.string(),
    obligations: z.int(),
    /** obligations that a machine can decide for a website, and the checks that do it */
    decidable: z.int(),
    checks: z.int(),
  }),
  target: z.object({
    url: z.string(),
    host: z.string(),
    /** the host in Unicode where it is an IDN */
    displayHost: z.string(),
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
    /** name and version of the browser, or null where none was used */
    browser: z.string().nullable(),
    /** what was not looked at, in the language of the run */
    notChecked: z.array(z.string()),
  }),
  verdicts: z.array(verdictSchema),
  summary: summarySchema,
  comparison: comparisonSchema.optional(),
  disclaimer: z.string(),
});
export type CheckResult = z.infer<typeof checkResultSchema>;
