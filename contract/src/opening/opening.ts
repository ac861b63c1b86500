import { z } from 'zod';
import { documentSchema } from '../assurance/paper.ts';
import { PAGE_QUERY } from '../page-query.ts';
import { APPLICATION_KINDS, UNIT_KINDS } from '../vocabulary.ts';
import {
  CONFIRMATIONS,
  NAME_FORMS,
  OPENING_DOERS,
  OPENING_EVENTS,
  OPENING_FIELD_NAMES,
  OPENING_PAPERS,
  OPENING_SOURCES,
  OPENING_STATES,
  OPENING_STEP_STATES,
  OPENING_STEPS,
} from './words.ts';

/** Opening of applications (Art. 4 to 9): what console and server say to each other. Paths are below `/api`. */

const field = z.enum(OPENING_FIELD_NAMES);
const formSchema = z.partialRecord(field, z.string());
const written = z.string().trim().min(1);

/** `POST /openings`: begins a case. */
export const newOpeningSchema = z.object({ unitId: z.uuid(), kind: z.enum(APPLICATION_KINDS) });
export type NewOpening = z.infer<typeof newOpeningSchema>;

/** `POST /openings/:id/draft`: the fields that were typed, whatever is in them. */
export const openingDraftSchema = z.object({ fields: z.partialRecord(field, z.string().max(2000)) });

/** `POST /openings/:id/submit`. `mended`: after a return, every item of it, ticked. */
export const openingSubmitSchema = z.object({ mended: z.array(field).default([]) });

/**
 * `POST /openings/:id/decision`. A return ticks all that is to be corrected, at once (一次性告知); a refusal has its ground
 * and the obligation that it rests on.
 */
export const openingDecisionSchema = z.discriminatedUnion('decision', [
  z.object({ decision: z.literal('grant'), ground: z.string().trim().max(1000).default('') }),
  z.object({
    decision: z.literal('return'),
    items: z
      .array(z.object({ field, note: written.max(300) }))
      .min(1)
      .max(OPENING_FIELD_NAMES.length),
  }),
  z.object({
    decision: z.literal('refuse'),
    ground: written.max(1000),
    obligation: z.string().max(60),
  }),
]);
export type OpeningDecisionInput = z.infer<typeof openingDecisionSchema>;

/** `POST /openings/:id/override`: a leader's approval in writing of what the text asks 原则上 only. */
export const openingOverrideSchema = z.object({
  /** an obstacle's code, or a step */
  subject: z.string().max(60),
  ground: written.max(1000),
  /** number of the paper that the leader signed */
  paper: written.max(120),
});
export type OpeningOverride = z.infer<typeof openingOverrideSchema>;

/** `POST /openings/:id/steps/:step`: what was done outside of this system. */
export const openingRecordSchema = z.object({
  number: z.string().trim().max(120).default(''),
  issuer: z.string().trim().max(120).default(''),
  appliedOn: z.iso.date().optional(),
  doneOn: z.iso.date(),
  /** where the receipt is kept, or its number */
  receipt: z.string().trim().max(200).default(''),
  /** its scan: a document of the unit, told by its content and encrypted */
  documentId: z.uuid().optional(),
});
export type OpeningRecord = z.infer<typeof openingRecordSchema>;

/** What stands against a case, with the sentence of the Regulation. */
export const obstacleSchema = z.object({
  code: z.string(),
  field: field.optional(),
  /** 原则上: a leader may approve otherwise in writing; `remark`: nothing stands against it */
  weight: z.enum(['hard', 'in-principle', 'remark']),
  fact: z.string(),
  basis: z.string(),
  advice: z.string(),
  obligation: z.string(),
  overridden: z.boolean(),
});
export type Obstacle = z.infer<typeof obstacleSchema>;

export const openingStepViewSchema = z.object({
  step: z.enum(OPENING_STEPS),
  state: z.enum(OPENING_STEP_STATES),
  doer: z.enum(OPENING_DOERS),
  /** decided here; else recorded here after it was done outside */
  inSystem: z.boolean(),
  obligation: z.string(),
  basis: z.string(),
  /** may a leader let the case go on without it */
  overridable: z.boolean(),
  /** what is recorded besides the day */
  asks: z.array(z.enum(['number', 'issuer', 'receipt'])),
  waitsFor: z.array(z.enum(OPENING_STEPS)),
  record: openingRecordSchema
    .partial({ doneOn: true })
    .omit({ documentId: true })
    .extend({ document: documentSchema.pick({ id: true, name: true }).optional() })
    .optional(),
  /** calendar days from the application for it, else from the day it could begin, to its end or today */
  days: z.int().optional(),
  due: z.object({ on: z.iso.date(), source: z.string(), confirmed: z.boolean() }).optional(),
  confirmation: z.enum(CONFIRMATIONS).optional(),
});
export type OpeningStepView = z.infer<typeof openingStepViewSchema>;

export const openingRowSchema = z.object({
  id: z.uuid(),
  name: z.string(),
  kind: z.enum(APPLICATION_KINDS),
  unit: z.object({ id: z.uuid(), name: z.string() }),
  state: z.enum(OPENING_STATES),
  /** the step that is next, once granted */
  next: z.enum(OPENING_STEPS).optional(),
  dueOn: z.iso.date().optional(),
  /** since when it stands in its state */
  since: z.iso.datetime(),
});
export type OpeningRow = z.infer<typeof openingRowSchema>;

/** 我的事项: what waits for the asker; 在办: all that is not ended. */
export const OPENING_SHOWS = ['mine', 'open', 'all'] as const;
/** `GET /openings`: by time left, what has a day first. */
export const openingQuerySchema = z.object({
  show: z.enum(OPENING_SHOWS).default('mine'),
  state: z.enum(OPENING_STATES).optional(),
  kind: z.enum(APPLICATION_KINDS).optional(),
  unit: z.uuid().optional(),
  search: z.string().trim().max(60).optional(),
  ...PAGE_QUERY,
});
export type OpeningQuery = z.infer<typeof openingQuerySchema>;
export const openingListSchema = z.object({
  rows: z.array(openingRowSchema),
  total: z.int(),
  /** without any filter */
  registered: z.int(),
  asOf: z.iso.datetime(),
});

/** `GET /openings/:id`; every act on a case answers with it. */
export const openingViewSchema = openingRowSchema.extend({
  unit: z.object({
    id: z.uuid(),
    name: z.string(),
    kind: z.enum(UNIT_KINDS),
    regionName: z.string(),
    creditCode: z.string().optional(),
  }),
  form: formSchema,
  sources: z.partialRecord(field, z.enum(OPENING_SOURCES)),
  /** fields that the case has, in the order of the form */
  fields: z.array(field),
  /** what is still missing or cannot be so */
  problems: z.array(z.object({ field, text: z.string() })),
  obstacles: z.array(obstacleSchema),
  steps: z.array(openingStepViewSchema),
  /** of the latest return, with what has been typed since */
  toMend: z.array(z.object({ field, note: z.string(), changed: z.boolean() })),
  applicationId: z.uuid().optional(),
  papers: z.array(z.enum(OPENING_PAPERS)),
  /** what the asker may do now */
  acts: z.object({
    fill: z.boolean(),
    submit: z.boolean(),
    withdraw: z.boolean(),
    accept: z.boolean(),
    decide: z.boolean(),
    override: z.boolean(),
    record: z.boolean(),
  }),
  events: z.array(
    z.object({
      event: z.enum(OPENING_EVENTS),
      at: z.iso.datetime(),
      actor: z.string(),
      step: z.enum(OPENING_STEPS).optional(),
      text: z.string(),
    }),
  ),
  asOf: z.iso.datetime(),
});
export type OpeningView = z.infer<typeof openingViewSchema>;

/** `GET /names/advice`: while a name or a domain is typed. */
export const nameQuerySchema = z.object({
  unitId: z.uuid(),
  kind: z.enum(APPLICATION_KINDS),
  name: z.string().trim().max(120).default(''),
  domain: z.string().trim().max(200).default(''),
});
export type NameQuery = z.infer<typeof nameQuerySchema>;
export const nameAdviceSchema = z.object({
  names: z.array(z.object({ name: z.string(), form: z.enum(NAME_FORMS) })),
  domains: z.array(z.string()),
  form: z.enum(NAME_FORMS).optional(),
  obstacles: z.array(obstacleSchema),
});
export type NameAdvice = z.infer<typeof nameAdviceSchema>;
