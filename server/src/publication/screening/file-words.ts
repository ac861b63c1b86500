import { contentOf, type DocumentRecord, openBeside, sealBeside } from '../../assurance/index.ts';
import type { Database, Transaction } from '../../kernel/database/index.ts';
import { EVERYTHING, withinScope } from '../../kernel/tenancy/index.ts';
import { findReadings } from '../readings/reading.repo.ts';
import type { PublicationTools, Screen } from '../tools.ts';

/** Characters of a file that are kept and looked through, at most. */
const MOST_CHARACTERS = 2_000_000;

/** What was read in a file, sealed under its key, so that it need not be read again; of what may be a state secret nothing. */
export async function sealWords(
  { vault }: Pick<PublicationTools, 'vault'>,
  trx: Transaction,
  about: { readonly id: string; readonly found: Pick<Awaited<ReturnType<Screen['file']>>, 'words' | 'hits'> },
): Promise<Buffer | undefined> {
  const { id, found } = about;
  if (found.words === undefined || found.hits.some(({ category }) => category === 'state-secret'))
    return undefined;
  return sealBeside({ vault }, trx, {
    id,
    bytes: Buffer.from(found.words.slice(0, MOST_CHARACTERS), 'utf8'),
  });
}

/** The words of an attachment as they were kept when it was read; undefined: none are, or its content was destroyed. */
export async function keptWords(
  { vault }: Pick<PublicationTools, 'vault'>,
  db: Database,
  { id }: Pick<DocumentRecord, 'id'>,
): Promise<string | undefined> {
  const read = (await findReadings(db, [id])).get(id)?.words;
  const sealed = read ?? (await findScreenedWords(db, id));
  const kept = sealed && (await openBeside({ vault }, db, { id, sealed }));
  return kept?.toString('utf8');
}

async function findScreenedWords(db: Database, documentId: string): Promise<Buffer | undefined> {
  const row = await db
    .selectFrom('publication_file_screening')
    .select('words')
    .where('document_id', '=', documentId)
    .where('words', 'is not', null)
    .limit(1)
    .executeTakeFirst();
  return row?.words ?? undefined;
}

/** What of a file can be looked through. */
interface LookedThrough {
  /** undefined: its content was destroyed */
  readonly words: string | undefined;
  /** about how many pictures were left unread */
  readonly pictures: number;
}

/** The same; where none were kept, it is read now, but for its pictures. */
export async function wordsOfFile(
  { db, vault }: Pick<PublicationTools, 'db' | 'vault'>,
  screen: Screen,
  file: DocumentRecord,
): Promise<LookedThrough> {
  const there = await withinScope(db, EVERYTHING, async (trx) => {
    const kept = await keptWords({ vault }, trx, file);
    return kept === undefined ? { bytes: await contentOf({ vault }, trx, file) } : { kept };
  });
  if (there.kept !== undefined) return { words: there.kept, pictures: 0 };
  if (!there.bytes) return { words: undefined, pictures: 0 };
  const { words = '', pictures = 0 } = await screen.file(there.bytes, { pictures: 'later' });
  return { words: words.slice(0, MOST_CHARACTERS), pictures };
}
