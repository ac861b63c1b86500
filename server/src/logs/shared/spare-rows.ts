import { basename } from 'node:path';
import type { LogKind } from '../event.ts';
import { placesOf } from '../manifest.ts';
import type { SharedSource } from './verify-shared.ts';

/** A file of rows of a common store. */
export interface StoredRows {
  readonly collector: string;
  readonly entry: number;
  readonly kind: LogKind;
}

/** Of what was verified before so many parts are read again, a part a day: each file within a month. */
const PARTS = 30;

/**
 * Which files need not be read today.
 *
 * @param verified that were verified before, what was longest ago first
 */
export function sparedOf(verified: readonly StoredRows[]): ReadonlySet<string> {
  return new Set(verified.slice(Math.ceil(verified.length / PARTS)).map(keyOf));
}

/**
 * A store of which some files of rows are only seen to be there. Manifests and signatures are all read.
 *
 * @param read is called with each file whose rows were read
 */
export function sparingSource(
  source: SharedSource,
  { spared, read }: { readonly spared: ReadonlySet<string>; readonly read: (file: StoredRows) => void },
): SharedSource {
  return {
    names: source.names,
    async bring(collector) {
      const rows = await source.bring(collector);
      const there = new Set(rows.names);
      return {
        names: rows.names,
        async take(file) {
          const { entry, kind } = file;
          const isThere = there.has(basename(placesOf('').segment(entry, kind)));
          if (isThere && spared.has(keyOf({ collector, entry, kind }))) return 'verified-there';
          const taken = await rows.take(file);
          if (taken) read({ collector, entry, kind });
          return taken;
        },
      };
    },
  };
}

const keyOf = ({ collector, entry, kind }: StoredRows) => `${collector}/${entry}-${kind}`;
