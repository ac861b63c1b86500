import type { ItemReadings, Lang } from '@zhengdun/contract';
import { findDocuments } from '../../assurance/index.ts';
import { type Caller, recordDone } from '../../kernel/audit/index.ts';
import { HouseError } from '../../kernel/errors/index.ts';
import { type Actor, covers, mayDo, scopeOf, withinScope } from '../../kernel/tenancy/index.ts';
import { findItem } from '../item.repo.ts';
import { recordedItem } from '../item.ts';
import type { PublicationTools } from '../tools.ts';
import { findVersion } from '../version.repo.ts';
import { sendReading } from './keep-reading.ts';
import { askReading, findReadings, listItemReadings, type ReadingRow } from './reading.repo.ts';

/** How far the files of an item are read: those of the version that stands there, and those that were handed in for it. @throws HouseError `item-unknown` */
export async function readReadings(
  { db }: PublicationTools,
  { actor, lang }: { readonly actor: Actor; readonly lang: Lang },
  id: string,
): Promise<ItemReadings> {
  return withinScope(db, scopeOf(actor, 'publication.read'), async (trx) => {
    const item = await findItem(trx, id);
    if (!item) throw new HouseError('item-unknown', {});
    const version = await findVersion(trx, id, item.version);
    const attached = version?.attachments ?? [];
    const rows = await listItemReadings(trx, { id, documents: attached.map((file) => file.id) });
    const files = await findDocuments(
      trx,
      rows.map(({ document_id }) => document_id),
    );
    return {
      rows: rows.flatMap((row) => {
        const file = files.find((each) => each.id === row.document_id);
        return file ? [readingView(row, file.name, lang)] : [];
      }),
      may: {
        read: mayDo(actor, 'publication.write') && covers(scopeOf(actor, 'publication.write'), item),
      },
    };
  });
}

function readingView(row: ReadingRow, name: string, lang: Lang): ItemReadings['rows'][number] {
  const unread = (row.hits ?? []).filter(({ category }) => category === 'unreadable');
  return {
    document: row.document_id,
    name,
    state: row.outcome === 'read' && unread.length > 0 ? 'unread' : (row.outcome ?? 'reading'),
    done: row.done,
    pictures: row.pictures,
    why: [...new Set(unread.map(({ why }) => why[lang]))],
  };
}

/**
 * 重新识别: an attachment that could not be read, or not wholly, is read anew.
 *
 * @throws HouseError `item-unknown`, `document-unknown`
 */
export async function readAgain(
  tools: PublicationTools,
  caller: Caller,
  { id, document }: { readonly id: string; readonly document: string },
): Promise<void> {
  await withinScope(tools.db, scopeOf(caller.actor, 'publication.write'), async (trx) => {
    const item = await findItem(trx, id);
    if (!item) throw new HouseError('item-unknown', {});
    const [file] = await findDocuments(trx, [document]);
    const row = (await findReadings(trx, [document])).get(document);
    if (!file || !row || file.unit_id !== item.unit_id) throw new HouseError('document-unknown', {});
    const { pictures, application_id: applicationId, item_id: itemId } = row;
    await askReading(trx, { file, pictures, applicationId, itemId, at: tools.now() });
    await recordDone(trx, caller, {
      act: 'item-file-read-again',
      ...recordedItem(item),
      detail: { document },
    });
  });
  await sendReading(tools, document);
}
