import { z } from 'zod';
import { PAGE_QUERY } from '../page-query.ts';
import { UNIT_KINDS, UNIT_LEVELS } from '../vocabulary.ts';
import {
  basisSchema,
  checkResultSchema,
  stepSchema,
  summarySchema,
  unitSchema,
  verdictSchema,
} from './check-result.ts';

/** What console and server say to each other. Paths are below `/api`. */

/** `POST /checks`: an address as a person types it – blanks, full-width dots, no scheme – and what is known of the unit. */
export const checkRequestSchema = z.object({
  address: z.string().trim().min(1).max(2_000),
  unitName: z.string().trim().max(100).optional(),
  unitKind: z.enum(UNIT_KINDS).optional(),
  unitLevel: z.enum(UNIT_LEVELS).optional(),
  /** pages to open besides the home page */
  pages: z.int().min(0).max(500).optional(),
  basis: basisSchema.optional(),
});
export type CheckRequest = z.infer<typeof checkRequestSchema>;

export const CHECK_STATE_WORDS = {
  waiting: { zh: '等待检测', en: 'waiting' },
  running: { zh: '检测中', en: 'running' },
  done: { zh: '已完成', en: 'done' },
  broken: { zh: '未能完成', en: 'not completed' },
} as const;
export type CheckState = keyof typeof CHECK_STATE_WORDS;

/** A row of 最近检测. `POST /checks` answers with the new one, `GET /checks` with a list of them, newest first. */
export const checkRowSchema = z.object({
  id: z.uuid(),
  state: z.enum(['waiting', 'running', 'done', 'broken']),
  url: z.string(),
  displayHost: z.string(),
  siteName: z.string().optional(),
  unit: unitSchema,
  requestedAt: z.iso.datetime(),
  finishedAt: z.iso.datetime().optional(),
  summary: summarySchema.optional(),
});
export type CheckRow = z.infer<typeof checkRowSchema>;

/** `GET /checks?page=&size=` */
export const checkListQuerySchema = z.object({
  ...PAGE_QUERY,
});
export type CheckListQuery = z.infer<typeof checkListQuerySchema>;

export const checkListSchema = z.object({
  rows: z.array(checkRowSchema),
  total: z.int(),
  /** time of the answer: 「数据截至」 */
  asOf: z.iso.datetime(),
});
export type CheckList = z.infer<typeof checkListSchema>;

/** `GET /checks/:id`: while it runs, the steps and the verdicts so far; afterwards the whole result. */
export const checkViewSchema = checkRowSchema.extend({
  steps: z.array(stepSchema),
  /** verdicts that have been reached so far; empty when the result is there */
  early: z.array(verdictSchema),
  result: checkResultSchema.optional(),
  /** with `broken`: what happened, in the language of the request */
  failure: z.string().optional(),
});
export type CheckView = z.infer<typeof checkViewSchema>;

/**
 * `POST /checks/:id/unit`: corrected facts about the unit; the kept observations are judged again. Answers with the
 * view of the check that holds the new result.
 */
export const unitCorrectionSchema = z.object({
  unitName: z.string().trim().max(100).optional(),
  unitKind: z.enum(UNIT_KINDS).optional(),
  unitLevel: z.enum(UNIT_LEVELS).optional(),
});
export type UnitCorrection = z.infer<typeof unitCorrectionSchema>;

/** `GET /guess?address=`: what the address alone tells, before anything is fetched. */
export const guessSchema = z.object({ url: z.string(), displayHost: z.string(), unit: unitSchema });
export type Guess = z.infer<typeof guessSchema>;

/** Reports of a finished check: `GET /checks/:id/report.<form>`. */
export const REPORT_FORMS = ['docx', 'html', 'json', 'oscal'] as const;
export type ReportForm = (typeof REPORT_FORMS)[number];
