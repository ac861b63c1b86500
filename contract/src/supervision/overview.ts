import { z } from 'zod';
import { PAGE_QUERY } from '../page-query.ts';
import { narrowedSchema, placeFilterSchema } from '../registry/registry.ts';
import { VERDICTS } from '../vocabulary.ts';
import { findingRowSchema } from './finding.ts';

/** 监督总览: what console and server say to each other. Paths are below `/api`. */

export const OVERVIEW_WAYS = ['region', 'sector'] as const;
/** 块 or 条: by administrative division, or by superior unit. */
export type OverviewWay = (typeof OVERVIEW_WAYS)[number];

/** Where one stands in the overview: one place at most, and what of the Regulation. */
export const overviewFocusSchema = z.object({
  by: z.enum(OVERVIEW_WAYS).default('region'),
  region: placeFilterSchema.shape.region,
  sector: placeFilterSchema.shape.sector,
  chapter: z.coerce.number().int().min(1).max(8).optional(),
  article: z.coerce.number().int().min(1).max(44).optional(),
});
export type OverviewFocus = z.infer<typeof overviewFocusSchema>;
export const OVERVIEW_SORTS = ['name', 'unmet', 'unknown', 'unseen'] as const;
/** `GET /overview` */
export const overviewQuerySchema = overviewFocusSchema.extend({
  sort: z.enum(OVERVIEW_SORTS).default('name'),
});
export type OverviewQuery = z.infer<typeof overviewQuerySchema>;

/** Numbers of findings and of what machines are to look at, an application and a rule each. */
export const overviewCellSchema = z.object({
  unmet: z.int(),
  unknown: z.int(),
  /** 应查: what a machine decides for the applications that are there */
  due: z.int(),
  /** of that, what belongs to applications that a check has seen */
  seen: z.int(),
});
export type OverviewCell = z.infer<typeof overviewCellSchema>;

const lineShape = {
  /** one for each column */
  cells: z.array(overviewCellSchema),
  /** of all columns together */
  unmet: z.int(),
  unknown: z.int(),
  /** applications that are not closed, and those of them that no check has seen */
  applications: z.int(),
  unseen: z.int(),
};

export const overviewRowSchema = z.object({
  /** what the lists behind the row are narrowed to */
  place: placeFilterSchema,
  name: z.string(),
  /** the row stands for the division or unit itself, without those below it */
  own: z.boolean(),
  ...lineShape,
});
export type OverviewRow = z.infer<typeof overviewRowSchema>;

export const overviewSchema = z.object({
  /** where the reader may begin */
  areas: z.array(z.object({ place: placeFilterSchema, name: z.string() })),
  /** from the area down to where one stands; empty where several areas are shown beside each other */
  path: z.array(z.object({ place: placeFilterSchema, name: z.string() })),
  columns: z.array(
    z.object({
      /** of a chapter or an article, or an obligation's id */
      key: z.string(),
      title: z.string(),
      /** what narrows the lists behind the column */
      filter: z.object({
        chapter: z.int().optional(),
        article: z.int().optional(),
        obligation: z.string().optional(),
      }),
    }),
  ),
  rows: z.array(overviewRowSchema),
  /** rows that there are; those after the first thousand are not sent */
  total: z.int(),
  sum: z.object(lineShape),
  asOf: z.iso.datetime(),
});
export type Overview = z.infer<typeof overviewSchema>;

/** `GET /overview/gravest`: the ten unmet findings of the highest consequence. */
export const gravestSchema = z.object({ rows: z.array(findingRowSchema), asOf: z.iso.datetime() });

/** `GET /overview/trend`: twelve months, the oldest first; the last one is the present month as it stands now. */
export const trendSchema = z.object({
  months: z.array(
    z.object({
      /** `2026-11` */
      month: z.string(),
      /** null: nothing was counted in that month */
      unmet: z.int().nullable(),
      unknown: z.int().nullable(),
    }),
  ),
  asOf: z.iso.datetime(),
});
export type Trend = z.infer<typeof trendSchema>;

/** Steps of the shade of a cell. */
export const SHADES = [1, 2, 3, 4, 5] as const;
export type CellLook =
  /** nothing is to be looked at */
  | { readonly kind: 'none' }
  /** 「—」 */
  | { readonly kind: 'never' }
  /** `shade` 0: nothing is unmet */
  | { readonly kind: 'seen'; readonly shade: 0 | (typeof SHADES)[number]; readonly mostlyUnknown: boolean };

/** Shares of what was seen from which a shade begins. Our own steps: they say how much, and are no judgement. */
const STEPS = [0.4, 0.2, 0.1, 0.05];

/** How a cell looks. Where most could not be determined, that is what it says. */
export function lookOf({ unmet, unknown, due, seen }: OverviewCell): CellLook {
  if (due === 0 && unmet + unknown === 0) return { kind: 'none' };
  if (seen === 0 && unmet + unknown === 0) return { kind: 'never' };
  const of = Math.max(seen, unmet + unknown);
  const step = STEPS.findIndex((least) => unmet / of >= least);
  const shade = unmet === 0 ? 0 : (SHADES[step < 0 ? 0 : STEPS.length - step] ?? 1);
  return { kind: 'seen', shade, mostlyUnknown: unknown * 2 > of };
}

/** `GET /overview/due`: the list behind 应查, an application in use and a machine's check each. */
export const dueQuerySchema = placeFilterSchema.extend({
  chapter: overviewFocusSchema.shape.chapter,
  article: overviewFocusSchema.shape.article,
  obligation: z.string().max(60).optional(),
  ...PAGE_QUERY,
});
export type DueQuery = z.infer<typeof dueQuerySchema>;
export const dueRowSchema = z.object({
  application: z.object({ id: z.uuid(), name: z.string() }),
  unit: z.object({ id: z.uuid(), name: z.string() }),
  rule: z.string(),
  title: z.string(),
  citation: z.string(),
  /** missing: no check has looked yet */
  verdict: z.enum(VERDICTS).optional(),
  /** what the check saw is settled by a platform, a paper or an exception */
  settled: z.boolean(),
  findingId: z.uuid().optional(),
  checkedAt: z.iso.datetime().optional(),
});
export type DueRow = z.infer<typeof dueRowSchema>;
export const dueListSchema = z.object({
  rows: z.array(dueRowSchema),
  total: z.int(),
  narrowed: z.array(narrowedSchema),
  asOf: z.iso.datetime(),
});
export type DueList = z.infer<typeof dueListSchema>;
