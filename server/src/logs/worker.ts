import { type SortedRows, type SortRowsTask, sortRows } from './compact/sort-rows.ts';
import { type SealedRows, type SealRowsTask, sealRows } from './seal-rows.ts';
import { type CheckedRows, type CheckRowsTask, checkRows } from './verify/check-rows.ts';
import { type CheckedSorted, type CheckSortedTask, checkSorted } from './verify/check-sorted.ts';

/** What is done in threads of their own: everything that goes through rows one by one. */
export type RowTask =
  | { readonly seal: SealRowsTask }
  | { readonly check: CheckRowsTask }
  | { readonly sorted: CheckSortedTask }
  | { readonly sort: SortRowsTask };

/** Entry of the threads behind `row-threads.ts`. */
export async function work(task: RowTask): Promise<SealedRows | CheckedRows | CheckedSorted | SortedRows> {
  if ('sort' in task) return sortRows(task.sort);
  if ('sorted' in task) return checkSorted(task.sorted);
  return 'seal' in task ? sealRows(task.seal) : checkRows(task.check);
}
