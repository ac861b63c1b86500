import { z } from 'zod';
import { documentSchema } from '../assurance/paper.ts';
import { CONFIRMATIONS } from '../opening/words.ts';
import { PAGE_QUERY } from '../page-query.ts';
import { APPLICATION_KINDS } from '../vocabulary.ts';
import {
  CLOSING_DOERS,
  CLOSING_EVENTS,
  CLOSING_OCCASIONS,
  CLOSING_OUTCOMES,
  CLOSING_STATES,
  CLOSING_STEP_STATES,
  CLOSING_STEPS,
} from './words.ts';

/** Change and closure of applications (Art. 12): what console and server say to each other. Paths are below `/api`. */

/**
 * `POST /closings`: begins a case for each of these applications of a unit. Of a unit that is merged or abolished every
 * application is named.
 */
export const newClosingSchema = z.object({
  unitId: z.uuid(),
  occasion: z.enum(CLOSING_OCCASIONS),
  /** since when it is not used any more, or the reorganisation holds */
  since: z.iso.date(),
  /** number of the paper that decided it */
  paper: z.string().trim().min(1).max(120),
  /** who takes over what is handed over */
  successorId: z.uuid().optional(),
  applications: z
    .array(z.object({ id: z.uuid(), outcome: z.enum(CLOSING_OUTCOMES) }))
    .min(1)
    .max(200),
});
export type NewClosing = z.infer<typeof newClosingSchema>;
export const closingsBegunSchema = z.object({ ids: z.array(z.uuid()) });

/** `GET /closings/successors`: names of units, of whichever scope: what is handed over goes to another one. */
export const successorQuerySchema = z.object({ search: z.string().trim().min(2).max(60) });
export const successorListSchema = z.object({ rows: z.array(z.object({ id: z.uuid(), name: z.string() })) });

/** `POST /closings/:id/steps/:step`: what was done outside of this system, or why the step is none of this case. */
export const closingRecordSchema = z.discriminatedUnion('how', [
  z.object({
    how: z.literal('done'),
    number: z.string().trim().max(120).default(''),
    issuer: z.string().trim().max(120).default(''),
    doneOn: z.iso.date(),
    /** receipts, lists, statements: documents of the unit */
    documents: z.array(z.uuid()).max(20).default([]),
  }),
  z.object({ how: z.literal('not-needed'), ground: z.string().trim().min(1).max(500) }),
]);
export type ClosingRecordInput = z.infer<typeof closingRecordSchema>;

/** `POST /closings/:id/withdraw` */
export const closingWithdrawSchema = z.object({ ground: z.string().trim().min(1).max(500) });

export const closingStepViewSchema = z.object({
  step: z.enum(CLOSING_STEPS),
  state: z.enum(CLOSING_STEP_STATES),
  doer: z.enum(CLOSING_DOERS),
  /** told by the register here; else recorded after it was done outside */
  inSystem: z.boolean(),
  obligation: z.string(),
  basis: z.string(),
  /** a term that a companion rule sets, in words */
  term: z.string().optional(),
  /** it may be none of a case */
  optional: z.boolean(),
  asks: z.array(z.enum(['number', 'issuer'])),
  /** without a document it is not recorded */
  needsDocument: z.boolean(),
  waitsFor: z.array(z.enum(CLOSING_STEPS)),
  record: z
    .object({
      number: z.string(),
      issuer: z.string(),
      doneOn: z.iso.date().optional(),
      ground: z.string(),
      documents: z.array(documentSchema.pick({ id: true, name: true })),
      by: z.string(),
    })
    .optional(),
  /** calendar days since the occasion, while it is not done */
  days: z.int().optional(),
  confirmation: z.enum(CONFIRMATIONS).optional(),
});
export type ClosingStepView = z.infer<typeof closingStepViewSchema>;

export const closingRowSchema = z.object({
  id: z.uuid(),
  name: z.string(),
  kind: z.enum(APPLICATION_KINDS),
  unit: z.object({ id: z.uuid(), name: z.string() }),
  occasion: z.enum(CLOSING_OCCASIONS),
  outcome: z.enum(CLOSING_OUTCOMES),
  state: z.enum(CLOSING_STATES),
  since: z.iso.date(),
  /** the step that is next */
  next: z.enum(CLOSING_STEPS).optional(),
  /** of another unit, seen by the one that takes over */
  received: z.boolean(),
});
export type ClosingRow = z.infer<typeof closingRowSchema>;

/** 办理中: all that is not ended. 移交接收: what is handed over to a unit of the asker's. */
export const CLOSING_SHOWS = ['open', 'sealed', 'received', 'all'] as const;
/** `GET /closings`: the longest under way first. */
export const closingQuerySchema = z.object({
  show: z.enum(CLOSING_SHOWS).default('open'),
  unit: z.uuid().optional(),
  application: z.uuid().optional(),
  search: z.string().trim().max(60).optional(),
  ...PAGE_QUERY,
});
export type ClosingQuery = z.infer<typeof closingQuerySchema>;
export const closingListSchema = z.object({
  rows: z.array(closingRowSchema),
  total: z.int(),
  /** without any filter */
  registered: z.int(),
  asOf: z.iso.datetime(),
});

/** `GET /closings/:id`; every act on a case answers with it. */
export const closingViewSchema = closingRowSchema.extend({
  applicationId: z.uuid(),
  /** main address, for a check */
  address: z.string().optional(),
  successor: z.string().optional(),
  paper: z.string(),
  begunAt: z.iso.datetime(),
  steps: z.array(closingStepViewSchema),
  sealed: z
    .object({
      at: z.iso.datetime(),
      by: z.string(),
      /** of the record's text: what the ledger holds */
      sha256: z.string(),
      sm3: z.string(),
    })
    .optional(),
  /** what the asker may do now */
  acts: z.object({ record: z.boolean(), check: z.boolean(), seal: z.boolean(), withdraw: z.boolean() }),
  events: z.array(
    z.object({
      event: z.enum(CLOSING_EVENTS),
      at: z.iso.datetime(),
      actor: z.string(),
      step: z.enum(CLOSING_STEPS).optional(),
      text: z.string(),
    }),
  ),
  asOf: z.iso.datetime(),
});
export type ClosingView = z.infer<typeof closingViewSchema>;
