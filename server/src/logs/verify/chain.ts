import { basename } from 'node:path';
import { digestsOf } from '../../kernel/digests.ts';
import { type NoteVerifier, parseVerifier } from '../../kernel/ledger/index.ts';
import { leafOf } from '../chain/entry-leaf.ts';
import { isSignedBy, rootsOf } from '../chain/head-note.ts';
import { type ReadHead, readHead } from '../chain/read-head.ts';
import { type Head, type Manifest, manifestSchema, placesOf, readExactly } from '../manifest.ts';
import { growRoots } from '../rows/tree.ts';
import { listSpool } from '../spool-files.ts';
import type { LogFault } from './fault.ts';
import type { KeptHead } from './kept.ts';
import { listIfThere, readIfThere } from './read-if-there.ts';
import { gapsIn, isOfGap, type RestoredGap } from './restored.ts';

export interface Chain {
  readonly head: Head | undefined;
  readonly manifests: readonly Manifest[];
  /** when the head was signed, ms since 1970 */
  readonly signedAt: number | undefined;
  /** the keys that had signed came with the archive: they show no more than that it is of a piece */
  readonly ownKeys: boolean;
}

/**
 * Manifests from the signed head backwards, so that the one that is named is the one that was changed.
 *
 * @param keys that somebody holds; those that lie in the archive where there are none
 */
export async function readChain(
  folder: string,
  about: { readonly keys: readonly NoteVerifier[]; readonly kept: readonly KeptHead[] },
): Promise<Chain | LogFault> {
  const read = await readHead(folder);
  const keys = about.keys.length > 0 ? about.keys : await keysOf(folder);
  if (read.state !== 'read') return withoutHead(folder, read, keys);
  const { head, note } = read;
  const places = placesOf(folder);
  if (!isSignedBy(note, keys)) return { code: 'note-forged', where: places.note };
  const manifests: Manifest[] = [];
  const texts: string[] = [];
  let expected: Head['manifest'] | null = head.manifest;
  for (let number = head.entries; number >= 1; number -= 1) {
    const where = places.manifest(number);
    const found = await readIfThere(where);
    if (found === undefined) return missing(folder, number);
    const own = digestsOf(found);
    if (own.sha256 !== expected?.sha256 || own.sm3 !== expected.sm3)
      return { code: 'manifest-changed', segment: number, where };
    const manifest = readExactly(manifestSchema, found);
    if (!manifest) return { code: 'manifest-changed', segment: number, where };
    manifests.push(manifest);
    texts.push(found);
    expected = manifest.previous;
  }
  const chain = {
    head,
    manifests: manifests.reverse(),
    signedAt: note.at,
    ownKeys: about.keys.length === 0,
  };
  return (
    contradiction(folder, chain.manifests, head) ??
    againstSigned(folder, texts.reverse(), { head, kept: about.kept, gaps: gapsIn(chain.manifests) }) ??
    chain
  );
}

async function keysOf(folder: string): Promise<NoteVerifier[]> {
  const text = (await readIfThere(placesOf(folder).keys)) ?? '';
  return text.split('\n').flatMap((line) => parseVerifier(line) ?? []);
}

async function withoutHead(
  folder: string,
  read: Exclude<ReadHead, { readonly state: 'read' }>,
  keys: readonly NoteVerifier[],
): Promise<Chain | LogFault> {
  const places = placesOf(folder);
  if (read.state === 'note-contradicts')
    return read.note && isSignedBy(read.note, keys)
      ? { code: 'head-changed', where: places.head }
      : { code: 'note-forged', where: places.note };
  if (read.state !== 'empty') return { code: read.state, where: read.where };
  const sealed = (await listIfThere(places.segments)).some((name) => name.endsWith('.json'));
  // The first segment of all may be in the making.
  const making = sealed && (await listSpool(places.spool))[0]?.first === 1;
  return sealed && !making
    ? { code: 'head-missing', where: places.head }
    : { head: undefined, manifests: [], signedAt: undefined, ownKeys: false };
}

async function missing(folder: string, number: number): Promise<LogFault> {
  const places = placesOf(folder);
  const before = readExactly(manifestSchema, (await readIfThere(places.manifest(number - 1))) ?? '');
  const names = await listIfThere(places.segments);
  const gone = !names.some((name) => name.startsWith(`${basename(places.manifest(number), '.json')}-`));
  const last = before?.type === 'segment' ? before.last : undefined;
  return {
    code: gone && (number === 1 || last !== undefined) ? 'segment-missing' : 'manifest-missing',
    segment: number,
    sequence: (last ?? 0) + 1,
    where: places.manifest(number),
  };
}

/** Numbers that no program of ours has written, though the digests fit. */
function contradiction(folder: string, manifests: readonly Manifest[], head: Head): LogFault | undefined {
  let first = 1;
  for (const [index, manifest] of manifests.entries()) {
    const { number } = manifest;
    const fits = number === index + 1 && (number === 1) === (manifest.previous === null);
    const goesOn =
      manifest.type !== 'segment' ||
      (manifest.first === first &&
        manifest.count === manifest.last - first + 1 &&
        manifest.count === manifest.files.reduce((sum, { count }) => sum + count, 0));
    if (!fits || !goesOn)
      return {
        code: 'manifest-contradicts',
        segment: index + 1,
        where: placesOf(folder).manifest(index + 1),
      };
    if (manifest.type === 'segment') first = manifest.last + 1;
  }
  return first === head.last + 1 ? undefined : { code: 'head-changed', where: placesOf(folder).head };
}

/** The tree over the manifests is the one that was signed, and heads that somebody else has kept are a part of it. */
function againstSigned(
  folder: string,
  texts: readonly string[],
  about: {
    readonly head: Head;
    readonly kept: readonly KeptHead[];
    readonly gaps: readonly RestoredGap[];
  },
): LogFault | undefined {
  const { head, kept, gaps } = about;
  const roots = growRoots();
  const old = new Map(kept.map(({ entries }) => [entries, '']));
  for (const [index, text] of texts.entries()) {
    roots.add(leafOf(text));
    if (old.has(index + 1)) old.set(index + 1, Object.values(roots.roots()).join());
  }
  const signed = rootsOf(head);
  const now = roots.roots();
  if (now.sha256 !== signed.sha256 || now.sm3 !== signed.sm3)
    return { code: 'head-changed', where: placesOf(folder).head };
  for (const each of kept) {
    const isSame = old.get(each.entries) === [each.sha256, each.sm3].join();
    // What is lost by a restoration is told, each time; it is no part of this history.
    if (!isSame && each.origin === head.origin && isOfGap(each, gaps)) continue;
    if (each.entries > texts.length)
      return { code: 'cut-off', where: each.name, last: each.last, sequence: head.last };
    if (!isSame || each.origin !== head.origin)
      return { code: 'rewritten', where: each.name, segment: each.entries };
  }
  return undefined;
}
