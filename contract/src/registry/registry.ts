import { z } from 'zod';
import type { Condition } from '../obligation.ts';
import { PAGE_QUERY } from '../page-query.ts';
import { APPLICATION_KINDS, UNIT_KINDS, UNIT_LEVELS } from '../vocabulary.ts';
import {
  APPLICATION_FLAGS,
  APPLICATION_STATES,
  type ApplicationFlag,
  FATES,
  FILING_KINDS,
  REGISTRY_ACT_WORDS,
  type RegistryAct,
  UNIT_POSTS,
} from './words.ts';

/** Units and applications: what console and server say to each other. Paths are below `/api`. */

const day = z.iso.date();
const name = z.string().trim().min(1).max(120);
/** Which part of the two trees of units a list is narrowed to; several hold together. */
export const placeFilterSchema = z.object({
  /** a division with all below it */
  region: z.string().max(12).optional(),
  /** a division alone */
  regionOnly: z.string().max(12).optional(),
  /** a unit with all below it */
  sector: z.uuid().optional(),
  /** a unit alone */
  unit: z.uuid().optional(),
});
export type PlaceFilter = z.infer<typeof placeFilterSchema>;
/** What a list is narrowed to, by name: whoever opens it from a number is told which part of the truth it is. */
export const narrowedSchema = z.object({
  by: z.enum(['region', 'regionOnly', 'sector', 'unit']),
  name: z.string(),
});
export type Narrowed = z.infer<typeof narrowedSchema>;

/** A division: `GET /regions?parent=` lists those below one, `GET /regions?search=` finds by name or code. */
export const regionSchema = z.object({
  code: z.string(),
  name: z.string(),
  /** names from the province downwards */
  fullName: z.string(),
  /** codes from the province downwards, each ended by `/` */
  path: z.string(),
  local: z.boolean(),
});
export type Region = z.infer<typeof regionSchema>;
export const regionQuerySchema = z.object({
  parent: z.string().max(12).optional(),
  search: z.string().trim().max(40).optional(),
});
export const regionListSchema = z.object({ rows: z.array(regionSchema) });

/** `POST /regions`: a local division (开发区) below one of GB/T 2260. */
export const localRegionSchema = z.object({
  code: z.string().regex(/^[0-9A-Z]{6,12}$/),
  name: z.string().trim().min(1).max(60),
  parentCode: z.string().regex(/^[0-9A-Z]{6,12}$/),
});
export type LocalRegion = z.infer<typeof localRegionSchema>;

export const contactSchema = z.object({
  post: z.enum(UNIT_POSTS),
  name: z.string().trim().min(1).max(60),
  title: z.string().trim().max(60).default(''),
  phone: z.string().trim().max(40).default(''),
});
export type UnitContact = z.infer<typeof contactSchema>;

/** `POST /units` and `POST /units/:id`: place and superior of a unit that is there change by `/units/:id/move`. */
export const unitInputSchema = z.object({
  name,
  kind: z.enum(UNIT_KINDS),
  level: z.enum(UNIT_LEVELS),
  creditCode: z
    .string()
    .trim()
    .toUpperCase()
    .regex(/^[0-9A-HJ-NPQRTUWXY]{18}$/)
    .optional(),
  contacts: z.array(contactSchema).max(UNIT_POSTS.length).default([]),
});
export type UnitInput = z.infer<typeof unitInputSchema>;
export const newUnitSchema = unitInputSchema.extend({
  regionCode: z.string().max(12),
  superiorId: z.uuid().optional(),
});
export type NewUnit = z.infer<typeof newUnitSchema>;

/** `POST /units/:id/move`: 机构调整. What is not given stays; `superiorId: null` makes it stand alone. */
export const unitMoveSchema = z.object({
  regionCode: z.string().max(12).optional(),
  superiorId: z.uuid().nullable().optional(),
});
export type UnitMove = z.infer<typeof unitMoveSchema>;

/** A node of the tree at the left. `GET /units?superior=&search=&page=&size=`; without a superior those at the top. */
export const unitNodeSchema = z.object({
  id: z.uuid(),
  name: z.string(),
  kind: z.enum(UNIT_KINDS),
  level: z.enum(UNIT_LEVELS),
  regionName: z.string(),
  subordinates: z.int(),
});
export type UnitNode = z.infer<typeof unitNodeSchema>;
export const unitQuerySchema = z.object({
  superior: z.uuid().optional(),
  search: z.string().trim().max(60).optional(),
  ...PAGE_QUERY,
});
export type UnitQuery = z.infer<typeof unitQuerySchema>;
export const unitListSchema = z.object({
  rows: z.array(unitNodeSchema),
  total: z.int(),
  asOf: z.iso.datetime(),
});

/** `GET /units/:id` */
export const unitViewSchema = z.object({
  id: z.uuid(),
  name: z.string(),
  kind: z.enum(UNIT_KINDS),
  level: z.enum(UNIT_LEVELS),
  creditCode: z.string().optional(),
  /** the check digit does not fit: such codes exist, so it is a remark */
  creditCodeDoubtful: z.boolean(),
  region: regionSchema,
  /** superiors from the top; those outside of the reader's scope are left out */
  superiors: z.array(z.object({ id: z.uuid(), name: z.string() })),
  contacts: z.array(contactSchema),
  subordinates: z.int(),
  applications: z.int(),
  changedAt: z.iso.datetime(),
  asOf: z.iso.datetime(),
});
export type UnitView = z.infer<typeof unitViewSchema>;

export const filingSchema = z.object({
  kind: z.enum(FILING_KINDS),
  number: z.string().trim().max(120).default(''),
  filedOn: day.optional(),
  expiresOn: day.optional(),
});
export type Filing = z.infer<typeof filingSchema>;

/** `POST /applications/:id` */
export const applicationInputSchema = z.object({
  name,
  kind: z.enum(APPLICATION_KINDS),
  state: z.enum(APPLICATION_STATES).default('running'),
  /** the main one first */
  addresses: z.array(z.string().trim().min(1).max(500)).max(20).default([]),
  flags: z.array(z.enum(APPLICATION_FLAGS)).default([]),
  mlpsLevel: z.int().min(1).max(5).optional(),
  openedOn: day.optional(),
  hostId: z.uuid().optional(),
  isPlatform: z.boolean().default(false),
  filings: z.array(filingSchema).max(FILING_KINDS.length).default([]),
});
export type ApplicationInput = z.infer<typeof applicationInputSchema>;
/** `POST /applications` */
export const newApplicationSchema = applicationInputSchema.extend({ unitId: z.uuid() });
export type NewApplication = z.infer<typeof newApplicationSchema>;

/**
 * 有问题的 is what is looked at first: with something unmet or undetermined. `open` is what is not closed; `unchecked` of
 * that what no check has seen.
 */
export const APPLICATION_SHOWS = ['problem', 'unchecked', 'open', 'all'] as const;
export const applicationQuerySchema = placeFilterSchema.extend({
  search: z.string().trim().max(60).optional(),
  kind: z.enum(APPLICATION_KINDS).optional(),
  state: z.enum(APPLICATION_STATES).optional(),
  show: z.enum(APPLICATION_SHOWS).default('problem'),
  ...PAGE_QUERY,
});
export type ApplicationQuery = z.infer<typeof applicationQuerySchema>;

export const applicationRowSchema = z.object({
  id: z.uuid(),
  name: z.string(),
  unit: z.object({ id: z.uuid(), name: z.string() }),
  kind: z.enum(APPLICATION_KINDS),
  state: z.enum(APPLICATION_STATES),
  mainAddress: z.string().optional(),
  /** missing: never checked */
  checked: z
    .object({ at: z.iso.datetime(), unmet: z.int(), unknown: z.int(), checkId: z.uuid().optional() })
    .optional(),
});
export type ApplicationRow = z.infer<typeof applicationRowSchema>;
/** What is listed and counted of a search over everything whose words much of it has in its name. */
export const SEARCH_LISTED = 500;
export const applicationListSchema = z.object({
  rows: z.array(applicationRowSchema),
  total: z.int(),
  /** there are more than `total`, which is what is listed */
  more: z.boolean(),
  /** without any filter: tells an empty register from a filter that matches nothing */
  registered: z.int(),
  narrowed: z.array(narrowedSchema),
  asOf: z.iso.datetime(),
});
export type ApplicationList = z.infer<typeof applicationListSchema>;

export const platformSchema = z.object({
  id: z.uuid(),
  name: z.string(),
  kind: z.enum(APPLICATION_KINDS),
  unitName: z.string(),
  address: z.string(),
});
export type Platform = z.infer<typeof platformSchema>;
/** `GET /platforms?search=` */
export const platformListSchema = z.object({ rows: z.array(platformSchema) });

/** A registered field that obligations depend on. */
export const fieldDutySchema = z.object({
  field: z.string(),
  obligations: z.array(z.object({ id: z.string(), citation: z.string(), title: z.string() })),
});

/** `GET /applications/:id` */
export const applicationViewSchema = applicationInputSchema.extend({
  id: z.uuid(),
  unit: z.object({ id: z.uuid(), name: z.string(), regionName: z.string() }),
  /** the unit's 联络员, or whoever is named */
  contact: contactSchema.optional(),
  host: platformSchema.optional(),
  checked: applicationRowSchema.shape.checked,
  fieldDuties: z.array(fieldDutySchema),
  changedAt: z.iso.datetime(),
  asOf: z.iso.datetime(),
});
export type ApplicationView = z.infer<typeof applicationViewSchema>;

/** `GET /units/:id/changes` and `GET /applications/:id/changes`, newest first, at most 200. */
export const changeListSchema = z.object({
  rows: z.array(
    z.object({
      id: z.int(),
      at: z.iso.datetime(),
      actor: z.string(),
      act: z.enum(Object.keys(REGISTRY_ACT_WORDS) as [RegistryAct, ...RegistryAct[]]),
      /** field, what it was, what it is */
      fields: z.array(z.object({ field: z.string(), before: z.string(), after: z.string() })),
    }),
  ),
  asOf: z.iso.datetime(),
});

/** `POST /applications/from-check`: only what a check cannot know is asked. */
export const takeOverSchema = z.object({
  checkId: z.uuid(),
  unitName: name,
  unitKind: z.enum(UNIT_KINDS),
  unitLevel: z.enum(UNIT_LEVELS),
  regionCode: z.string().max(12),
});
export type TakeOver = z.infer<typeof takeOverSchema>;
export const createdSchema = z.object({ id: z.uuid() });

/** `POST /short-list`: the four questions of the first use. */
export const shortListQuestionSchema = z.object({
  kind: z.enum(UNIT_KINDS),
  level: z.enum(UNIT_LEVELS),
  /** which applications there are, and whether they run on a superior's platform */
  applications: z
    .array(
      z.object({
        kind: z.enum(APPLICATION_KINDS),
        hosted: z.boolean().default(false),
        mlpsLevel: z.int().min(1).max(5).optional(),
        closed: z.boolean().default(false),
        flags: z.array(z.enum(APPLICATION_FLAGS)).default([]),
      }),
    )
    .max(200),
});
export type ShortListQuestion = z.infer<typeof shortListQuestionSchema>;

export const shortListSchema = z.object({
  rows: z.array(
    z.object({
      id: z.string(),
      citation: z.string(),
      title: z.string(),
      advice: z.string(),
      fate: z.enum(FATES),
    }),
  ),
  counts: z.record(z.enum(FATES), z.int()),
});
export type ShortList = z.infer<typeof shortListSchema>;

export function isApplicationFlag(condition: Condition): condition is ApplicationFlag {
  return (APPLICATION_FLAGS as readonly Condition[]).includes(condition);
}

/** Files of import and export. */
export const SHEET_FORMS = ['csv', 'xlsx'] as const;
export type SheetForm = (typeof SHEET_FORMS)[number];

/** `POST /units/import` and `/applications/import`: the file, base64; without `dryRun` a file without faults is imported. */
export const importRequestSchema = z.object({
  name: z.string().max(200),
  content: z.base64().max(10_000_000),
  dryRun: z.boolean(),
});
export type ImportRequest = z.infer<typeof importRequestSchema>;

/** `GET /applications/export.csv`, `.xlsx`: the whole filter. */
export const applicationExportSchema = applicationQuerySchema.omit({ page: true, size: true });
