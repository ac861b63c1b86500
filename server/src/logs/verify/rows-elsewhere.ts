import type { LogKind } from '../event.ts';
import type { Holding } from '../holdings.ts';
import { placesOf } from '../manifest.ts';
import { isThere } from './read-if-there.ts';

/** Where a file of rows lies, by its entry and kind. */
export type PathsOfRows = (entry: number, kind: LogKind) => string;

/** Files of rows that do not lie in the folder of their archive: a common store has them. */
export interface RowsElsewhere {
  /** all that lie there: `00000001-access.parquet` */
  readonly names: readonly string[];
  /**
   * Puts a file on the disk until that is disposed of, as it is there: nothing of it is verified.
   *
   * @returns `verified-there` where that is done with the common store; undefined where it is not there
   * @throws HouseError `logs-store-fails`
   */
  take(file: Holding): Promise<(AsyncDisposable & { readonly path: string }) | 'verified-there' | undefined>;
}

/** The files of an entry, on the disk until that is disposed of. */
export interface TakenRows extends AsyncDisposable {
  readonly pathOf: PathsOfRows;
  /** of the files that are to be looked at here */
  readonly kinds: readonly LogKind[];
  /** of the others: they are verified where they lie */
  readonly there: number;
}

/** @param files of one entry */
export async function takeRows(
  folder: string,
  files: readonly Holding[],
  elsewhere: RowsElsewhere | undefined,
): Promise<TakenRows> {
  const places = placesOf(folder);
  await using stack = new AsyncDisposableStack();
  const paths = new Map<LogKind, string>();
  let there = 0;
  for (const file of files) {
    const own = places.segment(file.entry, file.kind);
    const taken = elsewhere && !(await isThere(own)) ? await elsewhere.take(file) : undefined;
    if (taken === 'verified-there') there += 1;
    else paths.set(file.kind, taken ? stack.use(taken).path : own);
  }
  const held = stack.move();
  return {
    pathOf: (entry, kind) => paths.get(kind) ?? places.segment(entry, kind),
    kinds: [...paths.keys()],
    there,
    [Symbol.asyncDispose]: () => held.disposeAsync(),
  };
}
