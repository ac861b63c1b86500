import { digestFile, type FileDigests } from '../digest-file.ts';
import type { LogKind } from '../event.ts';
import { openLeafWriter } from '../rows/leaf.ts';
import { readRows } from '../rows/read-rows.ts';
import { growRoots, type Roots } from '../rows/tree.ts';

export interface CheckRowsTask {
  readonly path: string;
  readonly kind: LogKind;
}

/** What a file of a segment is now. */
export type CheckedRows =
  | { readonly state: 'missing' }
  | {
      readonly state: 'read' | 'unreadable';
      readonly file: FileDigests;
      readonly roots: Roots;
      /** of its rows, in the order of the file; up to where it could be read */
      readonly sequences: Float64Array;
    };

/** Reads a file through: its digests, the roots over its rows, their sequences. */
export async function checkRows({ path, kind }: CheckRowsTask): Promise<CheckedRows> {
  const file = await digestFile(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  if (!file) return { state: 'missing' };
  const leafOf = openLeafWriter();
  const roots = growRoots();
  const sequences: number[] = [];
  let state: 'read' | 'unreadable' = 'read';
  try {
    for await (const events of readRows(path, kind))
      for (const event of events) {
        roots.add(leafOf(event));
        sequences.push(event.sequence);
      }
  } catch {
    state = 'unreadable';
  }
  return { state, file, roots: roots.roots(), sequences: Float64Array.from(sequences) };
}
