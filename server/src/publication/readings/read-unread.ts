import { HouseError } from '../../kernel/errors/index.ts';
import { EVERYTHING, withinScope } from '../../kernel/tenancy/index.ts';
import { findItem } from '../item.repo.ts';
import type { UnreadFile } from '../screening/file-screening.ts';
import type { PublicationTools } from '../tools.ts';
import { sendReading } from './keep-reading.ts';
import { askReading, findReadings } from './reading.repo.ts';

/** Has the pictures of an approved attachment read by a job, unless that was done: what may be a state secret keeps no words. */
export async function readForSearch(
  tools: PublicationTools,
  { itemId, ...unread }: UnreadFile & { readonly itemId: string },
): Promise<void> {
  const { file, pictures } = unread;
  const isAsked = await withinScope(tools.db, EVERYTHING, async (trx) => {
    const [item, row] = [await findItem(trx, itemId), (await findReadings(trx, [file.id])).get(file.id)];
    const isSecret = row?.hits?.some(({ category }) => category === 'state-secret') === true;
    if (!item || (row && (row.ended_at === null || row.outcome !== 'read' || isSecret))) return false;
    const applicationId = item.application_id;
    await askReading(trx, { file, pictures, applicationId, itemId, at: tools.now() });
    return true;
  });
  if (isAsked) await sendReading(tools, file.id);
}

/**
 * Has pictures in attachments read by a job under the present rules, and keeps the item from review until that is done.
 *
 * @throws HouseError `attachments-being-read`, always
 */
export async function readUnread(
  tools: PublicationTools,
  { id, unread }: { readonly id: string; readonly unread: readonly UnreadFile[] },
): Promise<never> {
  await withinScope(tools.db, EVERYTHING, async (trx) => {
    const item = await findItem(trx, id);
    if (!item) throw new HouseError('item-unknown', {});
    const where = { applicationId: item.application_id, itemId: id, at: tools.now() };
    for (const { file, pictures } of unread) await askReading(trx, { ...where, file, pictures });
  });
  for (const { file } of unread) await sendReading(tools, file.id);
  throw new HouseError('attachments-being-read', {
    name: unread[0]?.file.name ?? '',
    count: unread.length,
  });
}
