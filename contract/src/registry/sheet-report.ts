import { z } from 'zod';

/** A faulty cell of an imported sheet, or one that deserves a look; the words are in the language of the request. */
export const sheetRemarkSchema = z.object({
  /** line of the file, counted from 1; the head is line 1 */
  line: z.int(),
  /** name of the cell in a sheet: `C3` */
  cell: z.string(),
  column: z.string(),
  /** what is wrong and the cure */
  problem: z.string(),
});
export type SheetRemark = z.infer<typeof sheetRemarkSchema>;

/** What an import would do, or has done. With a single fault nothing is done. */
export const importReportSchema = z.object({
  /** false: it was a dry run, or there are faults */
  done: z.boolean(),
  rows: z.int(),
  added: z.int(),
  changed: z.int(),
  unchanged: z.int(),
  faults: z.array(sheetRemarkSchema),
  /** faults in all; `faults` holds the first of them */
  faultCount: z.int(),
  warnings: z.array(sheetRemarkSchema),
});
export type ImportReport = z.infer<typeof importReportSchema>;
