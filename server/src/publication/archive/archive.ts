import { z } from 'zod';

/** The names of the files of an archive. */
export const ARCHIVE_FILES = {
  readme: 'README.txt',
  index: 'archive.json',
  sums: 'SHA256SUMS',
  entries: 'ledger/entries.json',
  checkpoint: 'ledger/checkpoint',
  verifiers: 'ledger/verifiers.txt',
  text: (version: number) => `versions/${version}/text.txt`,
  manifest: (version: number) => `versions/${version}/manifest.json`,
  file: ({ sha256, kind }: { readonly sha256: string; readonly kind: string }) => `files/${sha256}.${kind}`,
} as const;

const digest = z.string().regex(/^[0-9a-f]{64}$/);
const digests = { bytes: z.int(), sha256: digest, sm3: digest };
const file = z.object({
  ...digests,
  document: z.uuid(),
  name: z.string(),
  kind: z.string(),
  destroyed: z.boolean(),
});
const version = z.int().min(1);

/** `archive.json`, as far as it is verified; what else stands in it is for people. */
export const archiveIndexSchema = z.object({
  v: z.literal(1),
  item: z.uuid(),
  title: z.string(),
  versions: z.array(z.object({ version, textDestroyed: z.boolean(), files: z.array(file) })),
  decisions: z.array(
    z.object({
      facts: z.looseObject({
        id: z.uuid(),
        version,
        decision: z.enum(['approve', 'return']),
        manifest: z.object({ sha256: digest, sm3: digest }),
      }),
    }),
  ),
  scans: z.array(file),
  /** copies of a repost's source; archives of earlier versions of the program have none */
  sources: z.array(file).default([]),
  published: z.object({ version }).loose().nullable(),
});

/** A manifest, as `manifestOf` writes it. */
export const archivedManifestSchema = z.object({
  item: z.uuid(),
  version,
  text: z.object(digests),
  attachments: z.array(z.object({ ...digests, name: z.string(), kind: z.string() })),
});

/** `ledger/entries.json` */
export const archivedEntriesSchema = z.object({
  entries: z.array(
    z.object({
      index: z.int().min(0),
      entry: z.string().max(8_192),
      leafHash: z.string(),
      proof: z.array(z.string()).max(64),
    }),
  ),
  waiting: z.array(z.string()),
});
