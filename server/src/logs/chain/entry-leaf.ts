import { digestsOf } from '../../kernel/digests.ts';
import type { Head } from '../manifest.ts';
import { growRoots } from '../rows/tree.ts';

/** What the tree over a history has for a manifest (RFC 6962, 2.1). */
export function leafOf(text: string): Buffer {
  return Buffer.concat([Buffer.of(0), Buffer.from(text)]);
}

/** The head behind one more manifest. */
export function grown(
  head: Head | undefined,
  entry: { readonly text: string; readonly last: number; readonly origin: string },
): Head {
  const entries = head?.entries ?? 0;
  const roots = growRoots(head && { size: entries, subtrees: head.tree });
  roots.add(leafOf(entry.text));
  return {
    version: 3,
    origin: entry.origin,
    entries: entries + 1,
    last: entry.last,
    manifest: digestsOf(entry.text),
    tree: roots.subtrees(),
  };
}
