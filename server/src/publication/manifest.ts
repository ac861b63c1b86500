import type { DocumentKind, ItemKind, Repost } from '@zhengdun/contract';
import { canonicalJson } from '../kernel/canonical-json.ts';
import { digestsOf } from '../kernel/digests.ts';

/** Bytes by their digests. */
export interface DigestedFile {
  readonly name: string;
  readonly kind: DocumentKind;
  readonly bytes: number;
  readonly sha256: string;
  readonly sm3: string;
}

/** All that is approved of a version. */
export interface ManifestFacts {
  readonly item: string;
  readonly version: number;
  readonly unit: string;
  readonly application: string;
  readonly kind: ItemKind;
  readonly title: string;
  readonly urgent: boolean;
  readonly publishAt: Date | null;
  /** what was entered of a repost */
  readonly repost: Repost | undefined;
  readonly text: Pick<DigestedFile, 'bytes' | 'sha256' | 'sm3'>;
  readonly attachments: readonly DigestedFile[];
}

export interface Manifest {
  /** canonical JSON (RFC 8785) */
  readonly text: string;
  /** of its bytes in UTF-8, lower-case hex */
  readonly sha256: string;
  readonly sm3: string;
}

/**
 * One text with the digests of everything that a version consists of. Whoever changes a byte of text or attachment, their
 * order, the title, the source of a repost, or when it is published, makes another manifest, and what was approved is not that.
 */
export function manifestOf({ publishAt, text, attachments, ...facts }: ManifestFacts): Manifest {
  const digests = ({ bytes, sha256, sm3 }: ManifestFacts['text']) => ({ bytes, sha256, sm3 });
  const manifest = canonicalJson({
    v: 1,
    ...facts,
    publishAt: publishAt?.toISOString(),
    text: digests(text),
    attachments: attachments.map(({ name, kind, ...file }) => ({ name, kind, ...digests(file) })),
  });
  return { text: manifest, ...digestsOf(manifest) };
}

/** What was entered of a repost in a version; undefined: nothing, or it is none. */
export function enteredOf({ manifest }: { readonly manifest: string }): Repost | undefined {
  return (JSON.parse(manifest) as { readonly repost?: Repost }).repost;
}
