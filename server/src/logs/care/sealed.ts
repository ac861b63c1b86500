import { join } from 'node:path';
import type { Database } from '../../kernel/database/index.ts';
import type { SignedNote } from '../../kernel/ledger/index.ts';
import { openHeldFiles } from '../held-files.ts';
import type { Holding } from '../holdings.ts';
import { findHeads, listFiles } from '../shared/collector.repo.ts';
import { type CollectorHead, readHeads } from '../shared/heads-note.ts';
import type { CareTools } from './tools.ts';

/** What is sealed: of the archive of this machine, or of all collectors of the common store. */
export interface Sealed {
  readonly origin: string;
  readonly entries: number;
  /** events that were ever sealed */
  readonly events: number;
  /** when it was signed, ms since 1970 */
  readonly at: number;
  readonly note: SignedNote;
  /** over the manifests, in hex; a common store has those of each collector */
  readonly roots?: { readonly sha256: string; readonly sm3: string };
  readonly collectors?: readonly CollectorHead[];
  readonly files: readonly (Holding & { readonly collector?: string })[];
}

/** What is sealed, read again only where something was sealed since. */
export interface SealedReader {
  /** @returns undefined where nothing is sealed yet */
  read(): Promise<Sealed | { readonly unreadable: string } | undefined>;
}

export function openSealed({ db, data, common }: Pick<CareTools, 'db' | 'data' | 'common'>): SealedReader {
  const own = ownSealed(join(data, 'logs'));
  const all = commonSealed(db);
  return { read: async () => (common && (await all.read())) ?? own.read() };
}

function ownSealed(folder: string): SealedReader {
  const held = openHeldFiles(folder);
  return {
    async read() {
      const read = await held.read();
      if (!read || 'unreadable' in read) return read;
      const { head, note, files } = read;
      const { sha256, sm3 } = note;
      return {
        ...{ origin: head.origin, entries: head.entries, events: head.last, at: note.at, note: note.note },
        ...{ roots: { sha256, sm3 }, files },
      };
    },
  };
}

/** By the register: whatever is sealed anywhere changes the note of all collectors. */
function commonSealed(db: Database): SealedReader {
  let known: { readonly text: string; readonly sealed: Sealed } | undefined;
  return {
    async read() {
      const text = await findHeads(db);
      const heads = text === undefined ? undefined : readHeads(text);
      if (text === undefined || !heads) return undefined;
      if (known?.text === text) return known.sealed;
      const { origin, at, note, collectors } = heads;
      const sum = (of: (each: CollectorHead) => number) =>
        collectors.reduce((total, each) => total + of(each), 0);
      const sealed = {
        ...{ origin, at, note, collectors },
        ...{ entries: sum(({ entries }) => entries), events: sum(({ last }) => last) },
        files: await listFiles(db, {}),
      };
      known = { text, sealed };
      return sealed;
    },
  };
}
