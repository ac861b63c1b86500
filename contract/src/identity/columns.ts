import { z } from 'zod';

/** Lists whose columns everybody chooses for themselves. */
export const COLUMN_LISTS = [
  'applications',
  'audit',
  'closings',
  'due',
  'expiries',
  'findings',
  'items',
  'links',
  'log-archive',
  'log-sources',
  'notices',
  'numbers-months',
  'numbers-units',
  'openings',
  'people',
  'tokens',
  'watch',
] as const;
export type ColumnList = (typeof COLUMN_LISTS)[number];

const columnKeys = z.array(z.string().regex(/^[A-Za-z][A-Za-z0-9-]{0,39}$/)).max(20);

/** `POST /me/columns`: which columns of a list are put away. None: all are shown again. */
export const columnChoiceSchema = z.object({ list: z.enum(COLUMN_LISTS), hidden: columnKeys });
export type ColumnChoice = z.infer<typeof columnChoiceSchema>;

/** The choices of one person, by list. */
export const columnChoicesSchema = z.partialRecord(z.enum(COLUMN_LISTS), columnKeys);
export type ColumnChoices = z.infer<typeof columnChoicesSchema>;
