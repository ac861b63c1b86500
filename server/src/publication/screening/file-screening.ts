import { contentOf, type DocumentRecord } from '../../assurance/index.ts';
import type { Transaction } from '../../kernel/database/index.ts';
import { ownedAs, withinScope } from '../../kernel/tenancy/index.ts';
import { findReadHits } from '../readings/reading.repo.ts';
import type { FileHit } from '../tables.ts';
import type { PublicationTools, Screen, ScreenedDocumentHit } from '../tools.ts';
import { sealWords } from './file-words.ts';
import { fileHits, type ScreenedFile } from './screening.ts';

const UNREADABLE = 'unreadable';

/** What a screening has found in the bytes of a file. */
export interface FileScreening {
  readonly edition: string;
  readonly hits: readonly ScreenedDocumentHit[];
  /** left to be read by a job: about how many */
  readonly pictures?: number;
  /** all that was read of it */
  readonly words?: string;
}

/**
 * Keeps what was found in a file, so that its bytes are not read again under the same edition of the rules. What could not be read
 * wholly is tried again: a machine that was short of memory may have it by then.
 */
export async function keepFileScreening(
  trx: Transaction,
  file: Pick<DocumentRecord, 'id' | 'unit_id' | 'region_path' | 'sector_path'>,
  about: {
    readonly edition: string;
    readonly hits: readonly FileHit[];
    readonly words?: Buffer | undefined;
    readonly at: Date;
  },
): Promise<void> {
  const { edition, hits, words = null, at } = about;
  if (hits.some(({ category }) => category === UNREADABLE)) return;
  await trx
    .insertInto('publication_file_screening')
    .values({ document_id: file.id, edition, ...ownedAs(file), at, hits: JSON.stringify(hits), words })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** Attachments of a version: what was found in each, and which of them are still to be read by a job. */
interface Screened {
  readonly files: readonly ScreenedFile[];
  readonly unread: readonly UnreadFile[];
}

/** A file with pictures that were not read under the present rules. */
export interface UnreadFile {
  readonly file: DocumentRecord;
  /** about how many */
  readonly pictures: number;
}

/**
 * Attachments of a version with what was found in each: as it is kept of the same bytes under this edition, else screened now,
 * but for pictures. Those whose content was destroyed are left out.
 */
export async function screenFiles(
  { db, vault, now }: PublicationTools,
  screen: Screen,
  { files, edition }: { readonly files: readonly DocumentRecord[]; readonly edition: string },
): Promise<Screened> {
  const screened: ScreenedFile[] = [];
  const unread: UnreadFile[] = [];
  for (const file of files) {
    const unit = { regions: [], sectors: [], units: [file.unit_id] };
    const there = await withinScope(db, unit, async (trx) => {
      const hits = await keptFileHits(trx, { id: file.id, edition });
      return hits ? { hits } : { bytes: await contentOf({ vault }, trx, file) };
    });
    if (there.hits) screened.push({ id: file.id, hits: there.hits });
    else if (there.bytes) {
      const found = await screen.file(there.bytes, { pictures: 'later' });
      if (found.pictures) {
        unread.push({ file, pictures: found.pictures });
        continue;
      }
      const hits = fileHits(found.hits);
      await withinScope(db, unit, async (trx) => {
        const words = await sealWords({ vault }, trx, { id: file.id, found });
        await keepFileScreening(trx, file, { edition: found.edition, hits, words, at: now() });
      });
      screened.push({ id: file.id, hits });
    }
  }
  return { files: screened, unread };
}

/** What was found in a file under an edition of the rules; undefined: it was not screened wholly under these. */
export async function keptFileHits(
  trx: Transaction,
  { id, edition }: { readonly id: string; readonly edition: string },
): Promise<readonly FileHit[] | undefined> {
  return (await findFileHits(trx, id, edition)) ?? (await findReadHits(trx, { id, edition }));
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
