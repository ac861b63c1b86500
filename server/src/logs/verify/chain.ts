import { basename } from 'node:path';
import { digestsOf } from '../../kernel/digests.ts';
import { type Head, headSchema, type Manifest, manifestSchema, placesOf, readExactly } from '../manifest.ts';
import { listSpool } from '../spool-files.ts';
import type { LogFault } from './fault.ts';
import { listIfThere, readIfThere } from './read-if-there.ts';

/** A head that somebody else has kept, with the name of its file. */
export interface KeptHead {
  readonly name: string;
  readonly head: Head;
}

export interface Chain {
  readonly head: Head | undefined;
  readonly manifests: readonly Manifest[];
}

/** Manifests from the head backwards, so that the one that is named is the one that was changed. */
export async function readChain(folder: string): Promise<Chain | LogFault> {
  const places = placesOf(folder);
  const text = await readIfThere(places.head);
  if (text === undefined) {
    const sealed = (await listIfThere(places.segments)).some((name) => name.endsWith('.json'));
    // The first segment of all may be in the making.
    const making = sealed && (await listSpool(places.spool))[0]?.first === 1;
    return sealed && !making
      ? { code: 'head-missing', where: places.head }
      : { head: undefined, manifests: [] };
  }
  const head = readExactly(headSchema, text);
  if (!head) return { code: 'head-changed', where: places.head };
  const manifests: Manifest[] = [];
  let expected: Head['manifest'] | null = head.manifest;
  for (let number = head.segments; number >= 1; number -= 1) {
    const where = places.manifest(number);
    const found = await readIfThere(where);
    if (found === undefined) return missing(folder, number);
    const own = digestsOf(found);
    if (own.sha256 !== expected?.sha256 || own.sm3 !== expected.sm3)
      return { code: 'manifest-changed', segment: number, where };
    const manifest = readExactly(manifestSchema, found);
    if (!manifest) return { code: 'manifest-changed', segment: number, where };
    manifests.unshift(manifest);
    expected = manifest.previous;
  }
  return contradiction(folder, manifests, head) ?? { head, manifests };
}

async function missing(folder: string, number: number): Promise<LogFault> {
  const places = placesOf(folder);
  const before = readExactly(manifestSchema, (await readIfThere(places.manifest(number - 1))) ?? '');
  const names = await listIfThere(places.segments);
  const gone = !names.some((name) => name.startsWith(`${basename(places.manifest(number), '.json')}-`));
  return {
    code: gone ? 'segment-missing' : 'manifest-missing',
    segment: number,
    sequence: (before?.last ?? 0) + 1,
    where: places.manifest(number),
  };
}

/** Numbers that no program of ours has written, though the digests fit. */
function contradiction(folder: string, manifests: readonly Manifest[], head: Head): LogFault | undefined {
  let first = 1;
  for (const [index, manifest] of manifests.entries()) {
    const { number, last, count } = manifest;
    const fits = number === index + 1 && manifest.first === first && count === last - first + 1;
    if (!fits || (number === 1) !== (manifest.previous === null))
      return {
        code: 'manifest-contradicts',
        segment: index + 1,
        where: placesOf(folder).manifest(index + 1),
      };
    first = last + 1;
  }
  return first === head.last + 1 ? undefined : { code: 'head-changed', where: placesOf(folder).head };
}

/** A head that somebody else has kept must be a part of the chain. */
export function againstKept({ head, manifests }: Chain, kept: readonly KeptHead[]): LogFault | undefined {
  for (const { name, head: old } of kept) {
    if (old.segments > manifests.length)
      return { code: 'cut-off', where: name, last: old.last, sequence: head?.last ?? 0 };
    const now = old.segments === head?.segments ? head.manifest : manifests[old.segments]?.previous;
    if (now?.sha256 !== old.manifest.sha256 || now.sm3 !== old.manifest.sm3)
      return { code: 'rewritten', where: name, segment: old.segments };
  }
  return undefined;
}
