import { z } from 'zod';
import { importRequestSchema } from '../registry/registry.ts';
import { sheetRemarkSchema } from '../registry/sheet-report.ts';

/** 词库: a unit's own lists of words. Paths are below `/api`. */

const named = z.object({ id: z.uuid(), name: z.string() });
const version = z.int().min(1);

/** `POST /word-lists`: a file of words; under a name that is there already it becomes the next version of that list. */
export const wordListUploadSchema = z.object({
  unitId: z.uuid(),
  name: z.string().trim().min(1).max(60),
  file: importRequestSchema.omit({ dryRun: true }),
});
export type WordListUpload = z.infer<typeof wordListUploadSchema>;
/** With a single fault nothing is kept. */
export const wordListTakenSchema = z.object({
  id: z.uuid().optional(),
  version: version.optional(),
  entries: z.int(),
  /** the newest version holds the same already */
  isKnown: z.boolean(),
  faults: z.array(sheetRemarkSchema),
  faultCount: z.int(),
});
export type WordListTaken = z.infer<typeof wordListTakenSchema>;

export const wordListVersionSchema = z.object({
  version,
  entries: z.int(),
  fileName: z.string(),
  madeAt: z.iso.datetime(),
  madeBy: z.string(),
  triedAt: z.iso.datetime().optional(),
});
export type WordListVersion = z.infer<typeof wordListVersionSchema>;
export const wordListSchema = named.extend({
  unit: named,
  inForce: version.optional(),
  below: z.boolean(),
  /** the newest first, at most 20 */
  versions: z.array(wordListVersionSchema),
  may: z.object({ manage: z.boolean() }),
});
export type WordListRow = z.infer<typeof wordListSchema>;
/** `GET /word-lists` */
export const wordListsSchema = z.object({
  rows: z.array(wordListSchema),
  /** for which units the reader may add lists, at most 200 */
  units: z.array(named),
  asOf: z.iso.datetime(),
});
export type WordLists = z.infer<typeof wordListsSchema>;

/** `POST /word-lists/:id/try` */
export const wordListTrialSchema = z.object({ version });
const found = z.object({
  word: z.string(),
  category: z.string(),
  hits: z.int(),
  /** in the version that is in use */
  before: z.int(),
});
/** What a version finds in the items of the last thirty days, beside the version that is in use. */
export const wordListTriedSchema = z.object({
  version,
  inForce: version.optional(),
  items: z.int(),
  /** there were more, which were not looked at */
  isCut: z.boolean(),
  itemsHit: z.int(),
  hits: z.int(),
  added: z.int(),
  lost: z.int(),
  /** those with the greatest change first, at most 100 */
  words: z.array(found),
  /** items whose hits change, at most 50 */
  changed: z.array(
    z.object({ id: z.uuid(), title: z.string(), added: z.array(z.string()), lost: z.array(z.string()) }),
  ),
  asOf: z.iso.datetime(),
});
export type WordListTried = z.infer<typeof wordListTriedSchema>;

/** `POST /word-lists/:id/use`: a version that was tried, or none */
export const wordListUseSchema = z.object({ version: version.nullable(), below: z.boolean() });
export type WordListUse = z.infer<typeof wordListUseSchema>;
