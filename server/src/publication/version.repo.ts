import type { Insertable } from 'kysely';
import { type DocumentRecord, findDocuments } from '../assurance/index.ts';
import type { Database, Tables, Transaction } from '../kernel/database/index.ts';
import { ownedAs } from '../kernel/tenancy/index.ts';
import type { CommentRow, HitRow, ItemRecord, NewHit, VersionRow } from './tables.ts';

/** A version with its files. */
export interface VersionFiles extends VersionRow {
  readonly textFile: DocumentRecord;
  readonly attachments: readonly DocumentRecord[];
}

export async function insertVersion(
  trx: Transaction,
  item: Pick<ItemRecord, 'id' | 'unit_id' | 'region_path' | 'sector_path'>,
  {
    row,
    attachments,
  }: {
    readonly row: Omit<
      Insertable<Tables['publication_version']>,
      'item_id' | keyof ReturnType<typeof ownedAs>
    >;
    readonly attachments: readonly string[];
  },
): Promise<void> {
  const of = { item_id: item.id, ...ownedAs(item) };
  await trx
    .insertInto('publication_version')
    .values({ ...of, ...row })
    .execute();
  if (attachments.length === 0) return;
  const rows = attachments.map((document_id, index) => ({
    ...of,
    version: row.version,
    position: index + 1,
    document_id,
  }));
  await trx.insertInto('publication_attachment').values(rows).execute();
}

/** Titles, texts and attachments that a unit has on its pages, newest first. */
export async function findPublished(
  db: Database,
  about: { readonly unitId: string; readonly but: string; readonly since: Date; readonly limit: number },
): Promise<
  {
    readonly title: string;
    readonly textFile: DocumentRecord;
    readonly attachments: readonly DocumentRecord[];
  }[]
> {
  const rows = await db
    .selectFrom('publication_item as i')
    .innerJoin('publication_version as v', (join) =>
      join.onRef('v.item_id', '=', 'i.id').onRef('v.version', '=', 'i.published_version'),
    )
    .select(['v.title', 'v.text_id', 'v.item_id', 'v.version'])
    .where('i.unit_id', '=', about.unitId)
    .where('i.id', '!=', about.but)
    .where('i.live', '=', true)
    .where('i.published_at', '>=', about.since)
    .orderBy('i.published_at', 'desc')
    .limit(about.limit)
    .execute();
  const attached = await attachmentsOf(db, rows);
  const files = await findDocuments(db, [
    ...new Set([...rows.map(({ text_id }) => text_id), ...attached.map(({ document_id }) => document_id)]),
  ]);
  const byId = new Map(files.map((file) => [file.id, file]));
  return rows.flatMap(({ title, text_id, item_id }) => {
    const textFile = byId.get(text_id);
    const attachments = attached
      .filter((each) => each.item_id === item_id)
      .flatMap(({ document_id }) => byId.get(document_id) ?? []);
    return textFile ? [{ title, textFile, attachments }] : [];
  });
}

async function attachmentsOf(
  db: Database,
  versions: readonly { readonly item_id: string; readonly version: number }[],
): Promise<{ readonly item_id: string; readonly document_id: string }[]> {
  if (versions.length === 0) return [];
  return db
    .selectFrom('publication_attachment')
    .select(['item_id', 'document_id'])
    .where((where) =>
      where.or(
        versions.map(({ item_id, version }) =>
          where.and([where('item_id', '=', item_id), where('version', '=', version)]),
        ),
      ),
    )
    .orderBy('item_id')
    .orderBy('position')
    .execute();
}

/** Oldest first, without their files. */
export async function findVersions(db: Database, itemId: string): Promise<VersionRow[]> {
  return db
    .selectFrom('publication_version')
    .selectAll()
    .where('item_id', '=', itemId)
    .orderBy('version')
    .execute();
}

export async function findVersion(
  db: Database,
  itemId: string,
  version: number,
): Promise<VersionFiles | undefined> {
  const row = await db
    .selectFrom('publication_version')
    .selectAll()
    .where('item_id', '=', itemId)
    .where('version', '=', version)
    .executeTakeFirst();
  if (!row) return undefined;
  const attached = await db
    .selectFrom('publication_attachment')
    .select('document_id')
    .where('item_id', '=', itemId)
    .where('version', '=', version)
    .orderBy('position')
    .execute();
  const ids = attached.map(({ document_id }) => document_id);
  const files = new Map(
    (await findDocuments(db, [...new Set([row.text_id, ...ids])])).map((file) => [file.id, file]),
  );
  const textFile = files.get(row.text_id);
  if (!textFile) throw new Error('the text of a version is not kept');
  return { ...row, textFile, attachments: ids.flatMap((id) => files.get(id) ?? []) };
}

export interface Screening {
  readonly id: string;
  readonly edition: string;
  readonly at: Date;
  /** attachments that were screened */
  readonly attachments: number;
}

/** A hit, and who let it through. */
export type DecidedHit = HitRow & {
  readonly released_by: string | null;
  readonly released_at: Date | null;
  readonly release_ground: string | null;
};

/** The newest screening of a version; undefined: it was not screened. */
export async function findScreening(
  db: Database,
  itemId: string,
  version: number,
): Promise<Screening | undefined> {
  return db
    .selectFrom('publication_screening')
    .select(['id', 'edition', 'at', 'attachments'])
    .where('item_id', '=', itemId)
    .where('version', '=', version)
    .orderBy('at', 'desc')
    .orderBy('id')
    .limit(1)
    .executeTakeFirst();
}

/** In the order of their places. */
export async function findHits(db: Database, screeningId: string): Promise<DecidedHit[]> {
  return db
    .selectFrom('publication_hit as h')
    .leftJoin('publication_hit_decision as d', 'd.hit_id', 'h.id')
    .selectAll('h')
    .select(['d.decided_by as released_by', 'd.decided_at as released_at', 'd.ground as release_ground'])
    .where('h.screening_id', '=', screeningId)
    .orderBy('h.part', 'desc')
    .orderBy('h.start_at')
    .orderBy('h.id')
    .execute();
}

export async function insertScreening(
  trx: Transaction,
  item: ItemRecord,
  {
    screening,
    version,
    hits,
  }: { readonly screening: Screening; readonly version: number; readonly hits: readonly NewHit[] },
): Promise<void> {
  await trx
    .insertInto('publication_screening')
    .values({ ...screening, item_id: item.id, version, ...ownedAs(item) })
    .execute();
  if (hits.length > 0)
    await trx
      .insertInto('publication_hit')
      .values([...hits])
      .execute();
}

/** Comments on a version, or on all, in the order of their places. */
export async function findComments(db: Database, itemId: string, version?: number): Promise<CommentRow[]> {
  let query = db.selectFrom('publication_comment').selectAll().where('item_id', '=', itemId);
  if (version !== undefined) query = query.where('version', '=', version);
  return query.orderBy('version').orderBy('start_at').orderBy('written_at').orderBy('id').execute();
}
