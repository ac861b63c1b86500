import { z } from 'zod';
import { PAGE_QUERY } from '../page-query.ts';
import { FILING_KINDS } from '../registry/words.ts';
import { FORCE_WORDS, type Force, REASONS, VERDICTS } from '../vocabulary.ts';
import {
  DOCUMENT_KIND_NAMES,
  EXCEPTION_KINDS,
  EXCEPTION_STATES,
  EXPIRY_KINDS,
  EXPIRY_SPANS,
  PAPER_ACT_WORDS,
  PAPER_CLAIMS,
  PAPER_CODES,
  PAPER_STATES,
  type PaperAct,
} from './words.ts';

/** Papers, exceptions and what ends when: what console and server say to each other. Paths are below `/api`. */

const day = z.iso.date();
const text = (limit: number) => z.string().trim().min(1).max(limit);
const obligationId = z.string().max(80);

/** `POST /documents?unit=&name=`: the bytes of the file as they are, `application/octet-stream`. */
export const documentUploadSchema = z.object({ unit: z.uuid(), name: z.string().min(1).max(400) });
export type DocumentUpload = z.infer<typeof documentUploadSchema>;
/** `GET /documents/:id`; its content is at `/documents/:id/content`. */
export const documentSchema = z.object({
  id: z.uuid(),
  unitId: z.uuid(),
  name: z.string(),
  kind: z.enum(DOCUMENT_KIND_NAMES),
  bytes: z.int(),
  sha256: z.string(),
  sm3: z.string(),
  keptAt: z.iso.datetime(),
  /** the content is gone */
  destroyed: z.object({ at: z.iso.datetime(), orderNumber: z.string(), approver: z.string() }).optional(),
});
export type PaperDocument = z.infer<typeof documentSchema>;
/** `POST /documents/:id/destroy` */
export const destructionSchema = z.object({ orderNumber: text(100), approver: text(60) });
export type Destruction = z.infer<typeof destructionSchema>;

/** `POST /papers/:id/versions` */
export const paperInputSchema = z.object({
  claim: z.enum(PAPER_CLAIMS),
  statement: text(4_000),
  issuer: text(120),
  issuedOn: day,
  /** may be missing where a record alone decides */
  expiresOn: day.optional(),
  documents: z.array(z.uuid()).min(1).max(10),
});
export type PaperInput = z.infer<typeof paperInputSchema>;
/** `POST /papers`: about one application, or about the unit as a whole. */
export const newPaperSchema = paperInputSchema.extend({
  unitId: z.uuid(),
  applicationId: z.uuid().optional(),
  obligation: obligationId,
});
export type NewPaper = z.infer<typeof newPaperSchema>;
/** `POST /papers/:id/sign`: the version that was read. */
export const signatureSchema = z.object({ version: z.int().min(1) });
/** `POST /papers/:id/withdraw` */
export const withdrawalSchema = z.object({ ground: text(200) });

/** What a list says of an obligation. */
const toldObligation = {
  obligation: obligationId,
  citation: z.string(),
  title: z.string(),
};

export const paperVersionSchema = z.object({
  version: z.int(),
  state: z.enum(PAPER_STATES),
  claim: z.enum(PAPER_CLAIMS),
  statement: z.string(),
  issuer: z.string(),
  issuedOn: day,
  expiresOn: day.optional(),
  /** missing names are of people whom the reader does not see */
  writtenBy: z.object({ id: z.uuid(), name: z.string().optional() }),
  writtenAt: z.iso.datetime(),
  signed: z.object({ by: z.string().optional(), at: z.iso.datetime() }).optional(),
  documents: z.array(documentSchema),
});
export type PaperVersion = z.infer<typeof paperVersionSchema>;
/** `GET /papers/:id`, versions newest first. */
export const paperViewSchema = z.object({
  id: z.uuid(),
  unit: z.object({ id: z.uuid(), name: z.string() }),
  application: z.object({ id: z.uuid(), name: z.string() }).optional(),
  ...toldObligation,
  /** the sentence of the Regulation */
  basis: z.string(),
  /** what the obligation wants to see */
  asks: z.array(z.string()),
  endRequired: z.boolean(),
  withdrawn: z.object({ at: z.iso.datetime(), ground: z.string() }).optional(),
  versions: z.array(paperVersionSchema),
  asOf: z.iso.datetime(),
});
export type PaperView = z.infer<typeof paperViewSchema>;

/** An obligation on which something can be stated. */
export const paperObligationSchema = z.object({
  ...toldObligation,
  asks: z.array(z.string()),
  /** a statement of a named person is asked for: it has an end */
  endRequired: z.boolean(),
});
export type PaperObligation = z.infer<typeof paperObligationSchema>;

/** One obligation that is decided by papers and registered facts, and how it stands. */
export const paperVerdictSchema = paperObligationSchema.extend({
  article: z.int(),
  force: z.enum(Object.keys(FORCE_WORDS) as [Force, ...Force[]]),
  /** probes decide the other half of it */
  alsoProbed: z.boolean(),
  verdict: z.enum(VERDICTS),
  reason: z.enum(REASONS).optional(),
  code: z.enum(PAPER_CODES),
  told: z.string(),
  act: z.enum(Object.keys(PAPER_ACT_WORDS) as [PaperAct, ...PaperAct[]]).optional(),
  /** filings that decide it where there is no statement */
  filings: z.array(z.enum(FILING_KINDS)),
  paperId: z.uuid().optional(),
  /** a newer writing waits for its signature */
  waiting: z.boolean(),
  expiresOn: day.optional(),
  /** the verdict is the hosting platform's */
  inherited: z.boolean(),
});
export type PaperVerdictRow = z.infer<typeof paperVerdictSchema>;
/** `GET /applications/:id/papers` and `GET /units/:id/papers`, in the order of the text. */
export const paperVerdictListSchema = z.object({
  unit: z.object({ id: z.uuid(), name: z.string() }),
  application: z.object({ id: z.uuid(), name: z.string() }).optional(),
  rows: z.array(paperVerdictSchema),
  counts: z.record(z.enum(VERDICTS), z.int()),
  /** of a unit: what it may state besides, for all of its applications */
  others: z.array(paperObligationSchema),
  asOf: z.iso.datetime(),
});
export type PaperVerdictList = z.infer<typeof paperVerdictListSchema>;

/** `POST /exceptions` */
export const newExceptionSchema = z.object({
  applicationId: z.uuid(),
  obligation: obligationId,
  kind: z.enum(EXCEPTION_KINDS),
  ground: text(1_000),
  startsOn: day,
  endsOn: day,
});
export type NewException = z.infer<typeof newExceptionSchema>;
/** `POST /exceptions/:id/decide`; `POST /exceptions/:id/end` takes nothing. */
export const exceptionDecisionSchema = z.object({ decision: z.enum(['approved', 'refused']) });
export type ExceptionDecision = z.infer<typeof exceptionDecisionSchema>['decision'];

/** `GET /applications/:id/exceptions`, newest first. */
export const exceptionSchema = z.object({
  id: z.uuid(),
  ...toldObligation,
  kind: z.enum(EXCEPTION_KINDS),
  state: z.enum(EXCEPTION_STATES),
  ground: z.string(),
  startsOn: day,
  endsOn: day,
  askedBy: z.object({ id: z.uuid(), name: z.string().optional() }),
  decided: z.object({ by: z.string().optional(), at: z.iso.datetime() }).optional(),
  endedAt: z.iso.datetime().optional(),
});
export type ExceptionView = z.infer<typeof exceptionSchema>;
export const exceptionListSchema = z.object({
  application: z.object({ id: z.uuid(), name: z.string() }),
  rows: z.array(exceptionSchema),
  asOf: z.iso.datetime(),
});

/** `GET /expiries`, and `GET /expiries/calendar.ics` without page and size. A span holds what is overdue, or near. */
export const expiryFilterSchema = z.object({
  within: z.enum(EXPIRY_SPANS).default('30'),
  kind: z.enum(EXPIRY_KINDS).optional(),
  unit: z.uuid().optional(),
});
export type ExpiryFilter = z.infer<typeof expiryFilterSchema>;
export const expiryQuerySchema = expiryFilterSchema.extend({
  ...PAGE_QUERY,
});
export type ExpiryQuery = z.infer<typeof expiryQuerySchema>;
export const expirySchema = z.object({
  kind: z.enum(EXPIRY_KINDS),
  /** of the paper, the application or the person: what is opened to mend it */
  id: z.uuid(),
  /** what ends, in words */
  what: z.string(),
  unit: z.object({ id: z.uuid(), name: z.string() }),
  application: z.object({ id: z.uuid(), name: z.string() }).optional(),
  expiresOn: day,
  /** below 0 when it is past */
  daysLeft: z.int(),
});
export type Expiry = z.infer<typeof expirySchema>;
export const expiryListSchema = z.object({
  rows: z.array(expirySchema),
  total: z.int(),
  /** of every span, under the same kind and unit */
  spans: z.record(z.enum(EXPIRY_SPANS), z.int()),
  asOf: z.iso.datetime(),
});
export type ExpiryList = z.infer<typeof expiryListSchema>;
