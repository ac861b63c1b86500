import { randomUUID } from 'node:crypto';
import type { CommentInput } from '@zhengdun/contract';
import { contentOf } from '../../assurance/index.ts';
import { type Caller, recordDone } from '../../kernel/audit/index.ts';
import { HouseError } from '../../kernel/errors/index.ts';
import { ownedAs } from '../../kernel/tenancy/index.ts';
import { onItem, recordedItem } from '../item.ts';
import type { PublicationTools } from '../tools.ts';
import { findVersion } from '../version.repo.ts';

/**
 * 批注 of a reviewer at a place of a text.
 *
 * @returns its id
 * @throws HouseError `item-unknown`, `item-version-unknown`, `comment-beyond-text`
 */
export async function writeComment(
  tools: PublicationTools,
  caller: Caller,
  { id, input }: { readonly id: string; readonly input: CommentInput },
): Promise<string> {
  const { version, start, end, text } = input;
  return onItem(tools, { caller, permission: 'publication.review', id }, async ({ trx, item, now }) => {
    const files = await findVersion(trx, id, version);
    if (!files) throw new HouseError('item-version-unknown', { version });
    const bytes = await contentOf(tools, trx, files.textFile);
    if (!bytes || end > bytes.toString('utf8').length) throw new HouseError('comment-beyond-text', {});
    const comment = randomUUID();
    await trx
      .insertInto('publication_comment')
      .values({
        id: comment,
        item_id: id,
        version,
        ...ownedAs(item),
        start_at: start,
        end_at: end,
        text,
        written_by: caller.actor.id,
        written_at: now,
      })
      .execute();
    await recordDone(trx, caller, { act: 'item-commented', ...recordedItem(item), detail: { version } });
    return comment;
  });
}

/** Whoever writes says that a comment is dealt with. @throws HouseError `item-unknown`, `comment-unknown` */
export async function resolveComment(
  tools: PublicationTools,
  caller: Caller,
  { id, comment }: { readonly id: string; readonly comment: string },
): Promise<void> {
  await onItem(tools, { caller, permission: 'publication.write', id }, async ({ trx, item, now }) => {
    const resolved = await trx
      .updateTable('publication_comment')
      .set({ resolved_by: caller.actor.id, resolved_at: now })
      .where('id', '=', comment)
      .where('item_id', '=', id)
      .where('resolved_at', 'is', null)
      .returning('version')
      .executeTakeFirst();
    if (!resolved) throw new HouseError('comment-unknown', {});
    await recordDone(trx, caller, { act: 'item-comment-resolved', ...recordedItem(item), detail: resolved });
  });
}
