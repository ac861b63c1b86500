import { openHeldFiles } from '../held-files.ts';
import type { Holding } from '../holdings.ts';
import { placesOf } from '../manifest.ts';
import type { LogQuestion } from './conditions.ts';

/** A file of rows, and where it lies while it is held. */
export interface ShelvedFile extends Holding {
  readonly path: string;
  /** whose history it is of: sequences are its own; '' where there is one alone */
  readonly collector: string;
}

/** Where a search finds files of rows. */
export interface Shelf {
  /** the only folder that they lie in; it need not be there yet */
  readonly folder: string;
  /** bytes of files that may be held at a time */
  readonly mostBytes: number;
  /** Those that may hold what is asked for, and maybe others. @returns the name of a file where it cannot be read */
  held(question: LogQuestion): Promise<readonly ShelvedFile[] | string>;
  /** From now on they can be read, until that is disposed of. */
  hold(files: readonly ShelvedFile[]): Promise<AsyncDisposable>;
}

const STAYS: AsyncDisposable = { [Symbol.asyncDispose]: () => Promise.resolve() };

/** The files of an archive, where they are. */
export function archiveShelf(folder: string): Shelf {
  const archive = openHeldFiles(folder);
  return {
    folder,
    mostBytes: Number.POSITIVE_INFINITY,
    async held() {
      const read = await archive.read();
      if (read && 'unreadable' in read) return read.unreadable;
      const places = placesOf(folder);
      return (read?.files ?? []).map((file) => ({
        ...file,
        path: places.segment(file.entry, file.kind),
        collector: '',
      }));
    },
    hold: () => Promise.resolve(STAYS),
  };
}
