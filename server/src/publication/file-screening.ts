import { contentOf, type DocumentRecord } from '../assurance/index.ts';
import type { Transaction } from '../kernel/database/index.ts';
import { ownedAs, withinScope } from '../kernel/tenancy/index.ts';
import { fileHit, type ScreenedFile } from './screening.ts';
import type { FileHit } from './tables.ts';
import type { PublicationTools, Screen, ScreenedDocumentHit } from './tools.ts';

const UNREADABLE = 'unreadable';

/** What a screening has found in the bytes of a file. */
export interface FileScreening {
  readonly edition: string;
  readonly hits: readonly ScreenedDocumentHit[];
}

/**
 * Keeps what was found in a file, so that its bytes are not read again under the same edition of the rules. What could not be read
 * wholly is tried again: a machine that was short of memory may have it by then.
 */
export async function keepFileScreening(
  trx: Transaction,
  file: Pick<DocumentRecord, 'id' | 'unit_id' | 'region_path' | 'sector_path'>,
  about: { readonly edition: string; readonly hits: readonly FileHit[]; readonly at: Date },
): Promise<void> {
  const { edition, hits, at } = about;
  if (hits.some(({ category }) => category === UNREADABLE)) return;
  await trx
    .insertInto('publication_file_screening')
    .values({ document_id: file.id, edition, ...ownedAs(file), at, hits: JSON.stringify(hits) })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/**
 * Attachments of a version with what was found in each: as it is kept of the same bytes under this edition, else screened now.
 * Those whose content was destroyed are left out.
 */
export async function screenFiles(
  { db, vault, now }: PublicationTools,
  screen: Screen,
  { files, edition }: { readonly files: readonly DocumentRecord[]; readonly edition: string },
): Promise<ScreenedFile[]> {
  const screened: ScreenedFile[] = [];
  for (const file of files) {
    const unit = { regions: [], sectors: [], units: [file.unit_id] };
    const there = await withinScope(db, unit, async (trx) => {
      const hits = await findFileHits(trx, file.id, edition);
      return hits ? { hits } : { bytes: await contentOf({ vault }, trx, file) };
    });
    if (there.hits) screened.push({ id: file.id, hits: there.hits });
    else if (there.bytes) {
      const found = await screen.file(there.bytes);
      const hits = found.hits.map(fileHit);
      await withinScope(db, unit, (trx) =>
        keepFileScreening(trx, file, { edition: found.edition, hits, at: now() }),
      );
      screened.push({ id: file.id, hits });
    }
  }
  return screened;
}

async function findFileHits(
  trx: Transaction,
  documentId: string,
  edition: string,
): Promise<readonly FileHit[] | undefined> {
  const row = await trx
    .selectFrom('publication_file_screening')
    .select('hits')
    .where('document_id', '=', documentId)
    .where('edition', '=', edition)
    .executeTakeFirst();
  return row?.hits;
}
