import { z } from 'zod';
import { localTextSchema } from '../local-text.ts';
import { PAGE_QUERY } from '../page-query.ts';
import {
  LINK_CAUSE_WORDS,
  LINK_CHANGES,
  LINK_RELEVANCES,
  LINK_SHOWS,
  LINK_STATE_NAMES,
  type LinkCause,
} from './words.ts';

/** 外链台账: what console and server say to each other. Paths are below `/api`. */

const named = z.object({ id: z.uuid(), name: z.string() });
/** missing names are of people whom nobody knows any more */
const person = z.object({ id: z.uuid(), name: z.string().optional() });

/** An exit link of a text: where it leads, in which line it stands, and what was decided about it. */
export const textExitSchema = z.object({
  url: z.string(),
  /** from 1 */
  line: z.int(),
  /** `open`: nobody has decided yet whether it has to do with the unit's duties */
  relevance: z.enum(LINK_RELEVANCES),
  /** in the register; missing: it is not there yet */
  link: z.uuid().optional(),
});
export type TextExit = z.infer<typeof textExitSchema>;

/** `GET /links` */
export const linkQuerySchema = z.object({
  show: z.enum(LINK_SHOWS).default('trouble'),
  unit: z.uuid().optional(),
  application: z.uuid().optional(),
  /** in the address, or in the words of the link */
  search: z.string().trim().max(100).optional(),
  ...PAGE_QUERY,
});
export type LinkQuery = z.infer<typeof linkQuerySchema>;
/** `GET /links/export.xlsx`: the whole filter */
export const linkExportSchema = linkQuerySchema.omit({ page: true, size: true });
export type LinkFilter = z.infer<typeof linkExportSchema>;
/** Rows of a file. */
export const LINK_FILE_ROWS = 20_000;

const placeSchema = z.object({
  application: named,
  /** missing: it was seen on a page by a check */
  item: z.uuid().optional(),
  page: z.string(),
  line: z.int(),
  text: z.string(),
  seenAt: z.iso.datetime(),
});

const rowFields = {
  id: z.uuid(),
  url: z.string(),
  unit: named,
  state: z.enum(LINK_STATE_NAMES),
  cause: z.enum(Object.keys(LINK_CAUSE_WORDS) as [LinkCause, ...LinkCause[]]),
  detail: localTextSchema,
  finalUrl: z.string().optional(),
  since: z.iso.datetime(),
  /** missing: not looked at yet */
  checkedAt: z.iso.datetime().optional(),
  dueAt: z.iso.datetime(),
  /** since when it stands nowhere any more */
  goneAt: z.iso.datetime().optional(),
  relevance: z.enum(LINK_RELEVANCES),
  ground: z.string(),
  handler: person.optional(),
  /** the newest place, and how many there are */
  place: placeSchema.optional(),
  places: z.int(),
};
export const linkRowSchema = z.object(rowFields);
export type LinkRow = z.infer<typeof linkRowSchema>;
export const linkListSchema = z.object({
  rows: z.array(linkRowSchema),
  total: z.int(),
  counts: z.record(z.enum(LINK_SHOWS), z.int()),
  asOf: z.iso.datetime(),
});
export type LinkList = z.infer<typeof linkListSchema>;

const certificateSchema = z.object({
  subject: z.string(),
  subjectOrganisation: z.string().optional(),
  issuer: z.string(),
  issuerOrganisation: z.string().optional(),
  notAfter: z.string(),
  trusted: z.boolean(),
});

/** `GET /links/:id` */
export const exitLinkViewSchema = z.object({
  ...rowFields,
  foundAt: z.iso.datetime(),
  decided: z.object({ by: person, at: z.iso.datetime() }).optional(),
  /** how it looked when all was well last */
  good: z
    .object({
      at: z.iso.datetime(),
      title: z.string(),
      domain: z.string(),
      certificate: certificateSchema.optional(),
      /** digest of the picture from then: `GET /links/:id/pictures/:sha256` */
      picture: z.object({ sha256: z.string(), at: z.iso.datetime() }).optional(),
      /** why there is none */
      noPicture: z.string().optional(),
    })
    .optional(),
  allPlaces: z.array(placeSchema),
  checks: z.array(
    z.object({
      id: z.int(),
      at: z.iso.datetime(),
      state: z.enum(LINK_STATE_NAMES),
      cause: rowFields.cause,
      detail: localTextSchema,
      status: z.int().optional(),
      finalUrl: z.string().optional(),
      title: z.string().optional(),
      changes: z.array(z.enum(LINK_CHANGES)),
    }),
  ),
  /** who may take it on */
  handlers: z.array(named),
  may: z.boolean(),
  asOf: z.iso.datetime(),
});
export type ExitLinkView = z.infer<typeof exitLinkViewSchema>;

/** `POST /links/:id/decide` */
export const linkDecisionSchema = z.object({
  relevance: z.enum(LINK_RELEVANCES).exclude(['open']),
  ground: z.string().trim().min(1).max(500),
});
export type LinkDecision = z.infer<typeof linkDecisionSchema>;
/** `POST /links/:id/assign` */
export const linkAssignSchema = z.object({ handler: z.uuid() });
/** `POST /links/:id/accept`: as it looks since then it is the site that is meant */
export const linkAcceptSchema = z.object({ ground: z.string().trim().min(1).max(500) });

/** `POST /exits`: links of an application's pages that are to lead to the page in between */
export const exitSigningSchema = z.object({
  applicationId: z.uuid(),
  links: z.array(z.string().max(2_000)).min(1).max(500),
});
export type ExitSigning = z.infer<typeof exitSigningSchema>;
export const signedExitsSchema = z.object({
  links: z.array(
    z.object({
      url: z.string(),
      /** path and query of the page in between, below this system's address */
      exit: z.string().optional(),
      /** why there is none: `organ` – no prompt is asked for; `unfit` – no address that visitors may be led to */
      without: z.enum(['organ', 'unfit']).optional(),
    }),
  ),
  /** what is signed today is good until the end of this day at least */
  goodUntil: z.iso.date(),
});
export type SignedExits = z.infer<typeof signedExitsSchema>;
