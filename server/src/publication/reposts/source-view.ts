import type { ItemView, Lang, Repost, SourceLook } from '@zhengdun/contract';
import { type DocumentRecord, findDocuments } from '../../assurance/index.ts';
import type { Transaction } from '../../kernel/database/index.ts';
import { faultWords } from '../comparison/comparison-view.ts';
import type { NamedItem } from '../item.repo.ts';
import type { SourceRow } from '../tables.ts';
import { isAllowed } from './allowed-source.repo.ts';
import { findFirstCopy, findSourceLooks } from './source.repo.ts';

/** Looks that a page shows, besides the first copy. */
const SHOWN = 5;

/** What is known of the source of a repost; of other items nothing. */
export async function readSource(
  trx: Transaction,
  item: NamedItem,
  { repost, lang }: { readonly repost: Repost | undefined; readonly lang: Lang },
): Promise<Pick<ItemView, 'source'>> {
  if (item.kind !== 'repost') return {};
  const newest = await findSourceLooks(trx, item.id, SHOWN);
  const first = newest[0] && (await findFirstCopy(trx, { itemId: item.id, url: newest[0].url }));
  const rows = first && !newest.some(({ id }) => id === first.id) ? [...newest, first] : newest;
  const ids = rows.flatMap(({ document_id }) => document_id ?? []);
  const copies = new Map((await findDocuments(trx, ids)).map((file) => [file.id, file]));
  const host = repost?.url ? new URL(repost.url).hostname : undefined;
  const listed = host === undefined ? undefined : await isAllowed(trx, { unitId: item.unit_id, host });
  return {
    source: {
      looks: rows.map((row) => lookView(row, { copies, lang })),
      ...(listed !== undefined && { listed }),
      ...(item.source_seen_at && { lastAt: item.source_seen_at.toISOString() }),
      ...(item.source_at && { nextAt: item.source_at.toISOString() }),
    },
  };
}

function lookView(
  row: SourceRow,
  { copies, lang }: { readonly copies: ReadonlyMap<string, DocumentRecord>; readonly lang: Lang },
): SourceLook {
  const { id, version, at, url, final_url, outcome, fault, similarity, differences, count, listed, sealed } =
    row;
  const copy = row.document_id === null ? undefined : copies.get(row.document_id);
  return {
    ...{ id, version, at: at.toISOString(), url, outcome, similarity, count, sealed },
    differences: [...differences],
    ...(final_url !== null && { finalUrl: final_url }),
    ...(fault !== null && { fault: faultWords(fault, lang) }),
    ...(listed !== null && { listed }),
    ...(copy && {
      copy: {
        ...{ id: copy.id, sha256: copy.sha256, sm3: copy.sm3, bytes: copy.bytes },
        ...(copy.destruction && { destroyed: copy.destruction.order_number }),
      },
    }),
  };
}
