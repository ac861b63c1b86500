import { createHash } from 'node:crypto';
import { contentOf, type DocumentRecord } from '../../assurance/index.ts';
import type { Transaction } from '../../kernel/database/index.ts';
import { type Digests, digestsOf } from '../../kernel/digests.ts';
import { HouseError } from '../../kernel/errors/index.ts';
import { findDecisions } from '../review/decision.repo.ts';
import type { ItemRecord } from '../tables.ts';
import type { PublicationTools } from '../tools.ts';
import { findVersion, type VersionFiles } from '../version.repo.ts';

/** What may go out of an item: the version that was approved and is not public yet, or the one that is. */
function approvedVersion({ state, version, live, published_version }: ItemRecord): number | undefined {
  if (state === 'approved') return version;
  return live ? (published_version ?? undefined) : undefined;
}

/** Its time has come. */
export function isReady({ state, publish_at }: ItemRecord, now: Date): boolean {
  return state !== 'approved' || publish_at === null || publish_at <= now;
}

/**
 * The files of what is approved, each held against the manifest, and the manifest against the decisions about it.
 *
 * @throws HouseError `approved-bytes-differ` where the database says something else than was approved
 */
export async function approvedFiles(trx: Transaction, item: ItemRecord): Promise<VersionFiles | undefined> {
  const version = approvedVersion(item);
  if (version === undefined) return undefined;
  const files = await findVersion(trx, item.id, version);
  if (!files) throw new HouseError('approved-bytes-differ', {});
  const decided = (await findDecisions(trx, item.id)).filter(
    (each) => each.version === version && each.decision === 'approve',
  );
  const digest = createHash('sha256').update(files.manifest).digest('hex');
  const said = manifestFiles(files.manifest);
  const kept = [files.textFile, ...files.attachments];
  const agrees =
    decided.every((each) => each.manifest_sha256 === digest) &&
    said.length === kept.length &&
    said.every(({ sha256, sm3 }, at) => sha256 === kept[at]?.sha256 && sm3 === kept[at]?.sm3);
  if (decided.length === 0 || !agrees) throw new HouseError('approved-bytes-differ', {});
  return files;
}

/** The text first, then the attachments in their order. */
function manifestFiles(manifest: string): Digests[] {
  const { text, attachments } = JSON.parse(manifest) as { text: Digests; attachments: Digests[] };
  return [text, ...attachments];
}

/**
 * The bytes of an approved file.
 *
 * @throws HouseError `document-destroyed`; `approved-bytes-differ` where they are not those that were approved
 */
export async function approvedBytes(
  { vault }: Pick<PublicationTools, 'vault'>,
  trx: Transaction,
  file: DocumentRecord,
): Promise<Buffer> {
  const bytes = await contentOf({ vault }, trx, file);
  if (!bytes) throw new HouseError('document-destroyed', { order: file.destruction?.order_number ?? '' });
  const { sha256, sm3 } = digestsOf(bytes);
  if (sha256 !== file.sha256 || sm3 !== file.sm3) throw new HouseError('approved-bytes-differ', {});
  return bytes;
}
