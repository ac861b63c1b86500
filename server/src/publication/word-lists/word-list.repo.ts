import './tables.ts';
import { type Insertable, sql } from 'kysely';
import { type DocumentRecord, findDocuments } from '../../assurance/index.ts';
import type { Database, Tables, Transaction } from '../../kernel/database/index.ts';
import type { WordList } from '../../screening/index.ts';
import type { VersionRecord, WordListRecord } from './tables.ts';

const VERSION = [
  'list_id',
  'version',
  'digest',
  'count',
  'file_name',
  'made_by',
  'made_at',
  'tried_at',
] as const;

export type NamedList = WordListRecord & { readonly unit_name: string };

export async function listWordLists(trx: Transaction): Promise<NamedList[]> {
  return trx
    .selectFrom('publication_word_list as l')
    .innerJoin('registry_unit as u', 'u.id', 'l.unit_id')
    .selectAll('l')
    .select('u.name as unit_name')
    .orderBy('u.name')
    .orderBy('l.name')
    .limit(500)
    .execute();
}

export async function findWordList(
  trx: Transaction,
  by: { readonly id: string } | { readonly unitId: string; readonly name: string },
): Promise<WordListRecord | undefined> {
  const lists = trx.selectFrom('publication_word_list').selectAll().forUpdate();
  const found =
    'id' in by
      ? lists.where('id', '=', by.id)
      : lists.where('unit_id', '=', by.unitId).where('name', '=', by.name);
  return found.executeTakeFirst();
}

export async function insertWordList(
  trx: Transaction,
  row: Insertable<Tables['publication_word_list']>,
): Promise<void> {
  await trx.insertInto('publication_word_list').values(row).execute();
}

/** @throws Error with the constraint `word_list_untried` */
export async function putInForce(
  trx: Transaction,
  id: string,
  use: { readonly in_force: number | null; readonly below: boolean },
): Promise<void> {
  await trx.updateTable('publication_word_list').set(use).where('id', '=', id).execute();
}

/** Without their words, the newest first. */
export async function listVersions(trx: Transaction, ids: readonly string[]): Promise<VersionRecord[]> {
  return trx
    .selectFrom('publication_word_list_version')
    .select([...VERSION, 'unit_id', 'region_path', 'sector_path'])
    .where(sql<boolean>`list_id = ANY (${[...ids]}::uuid[])`)
    .orderBy('version', 'desc')
    .execute();
}

export async function insertVersionOfList(
  trx: Transaction,
  row: Insertable<Tables['publication_word_list_version']>,
): Promise<void> {
  await trx.insertInto('publication_word_list_version').values(row).execute();
}

export async function noteTrial(
  trx: Transaction,
  id: string,
  about: { version: number; at: Date },
): Promise<void> {
  await trx
    .updateTable('publication_word_list_version')
    .set({ tried_at: about.at })
    .where('list_id', '=', id)
    .where('version', '=', about.version)
    .execute();
}

/** The words of a version. */
export async function readWords(
  trx: Transaction,
  { id, version }: { readonly id: string; readonly version: number },
): Promise<WordList | undefined> {
  return trx
    .selectFrom('publication_word_list_version as v')
    .innerJoin('publication_word_list as l', 'l.id', 'v.list_id')
    .select(['l.name', 'v.digest as version', 'v.entries'])
    .where('v.list_id', '=', id)
    .where('v.version', '=', version)
    .executeTakeFirst();
}

/** A list that holds for a unit: its own, or that of a unit above which holds below. */
export interface ListInForce {
  readonly id: string;
  readonly version: number;
  readonly digest: string;
}

/** @param trx sees every unit */
export async function listsInForce(trx: Transaction, unitId: string): Promise<ListInForce[]> {
  return trx
    .selectFrom('publication_word_list as l')
    .innerJoin('publication_word_list_version as v', (join) =>
      join.onRef('v.list_id', '=', 'l.id').onRef('v.version', '=', 'l.in_force'),
    )
    .innerJoin('registry_unit as u', (join) => join.on('u.id', '=', unitId))
    .select(['l.id', 'v.version', 'v.digest'])
    .where(sql<boolean>`l.unit_id = u.id OR (l.below AND starts_with(u.sector_path, l.sector_path))`)
    .orderBy('l.id')
    .execute();
}

export interface TriedItem {
  readonly id: string;
  readonly title: string;
  readonly textFile: DocumentRecord | undefined;
}

/** Items of a unit, or of it and those below, whose newest version is not older; the newest first. */
export async function itemsSince(
  db: Database,
  about: {
    readonly list: WordListRecord;
    readonly below: boolean;
    readonly since: Date;
    readonly limit: number;
  },
): Promise<TriedItem[]> {
  const { list, below, since, limit } = about;
  const rows = await db
    .selectFrom('publication_item as i')
    .innerJoin('publication_version as v', (join) =>
      join.onRef('v.item_id', '=', 'i.id').onRef('v.version', '=', 'i.version'),
    )
    .select(['i.id', 'v.title', 'v.text_id'])
    .where(
      below
        ? sql<boolean>`starts_with(i.sector_path, ${list.sector_path})`
        : sql<boolean>`i.unit_id = ${list.unit_id}`,
    )
    .where('v.written_at', '>=', since)
    .orderBy('v.written_at', 'desc')
    .limit(limit)
    .execute();
  const files = await findDocuments(db, [...new Set(rows.map(({ text_id }) => text_id))]);
  return rows.map(({ id, title, text_id }) => ({
    id,
    title,
    textFile: files.find((file) => file.id === text_id),
  }));
}

/** Units within the scope of the transaction, by name. */
export async function listUnitsFor(trx: Transaction): Promise<{ id: string; name: string }[]> {
  return trx.selectFrom('registry_unit').select(['id', 'name']).orderBy('name').limit(200).execute();
}
