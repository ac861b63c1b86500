import type { HeadNote } from './chain/head-note.ts';
import { readHead } from './chain/read-head.ts';
import { type Holding, type Holdings, readHoldings } from './holdings.ts';
import type { Head } from './manifest.ts';

/** What an archive holds, read again only where something was sealed since. */
export interface HeldFiles {
  /** @returns undefined where nothing is sealed yet; the name of a file where it cannot be read */
  read(): Promise<
    | { readonly head: Head; readonly note: HeadNote; readonly files: readonly Holding[] }
    | { readonly unreadable: string }
    | undefined
  >;
}

/** @param folder of an archive, which need not be there yet */
export function openHeldFiles(folder: string): HeldFiles {
  let known: { readonly manifest: string; readonly holdings: Holdings } | undefined;
  return {
    async read() {
      const read = await readHead(folder);
      if (read.state === 'empty') return undefined;
      if (read.state !== 'read') return { unreadable: read.where };
      const { head, note } = read;
      const { sha256 } = head.manifest;
      if (known?.manifest !== sha256) {
        const holdings = await readHoldings(folder, head);
        if (typeof holdings === 'string') return { unreadable: holdings };
        known = { manifest: sha256, holdings };
      }
      return { head, note, files: known.holdings.list() };
    },
  };
}
