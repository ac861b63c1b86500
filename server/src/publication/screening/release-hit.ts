import { type Caller, recordDone } from '../../kernel/audit/index.ts';
import { HouseError } from '../../kernel/errors/index.ts';
import { beyondScope, ownedAs } from '../../kernel/tenancy/index.ts';
import { onItem, recordedItem } from '../item.ts';
import { refusedByDatabase } from '../refusals.ts';
import type { PublicationTools } from '../tools.ts';
import { findHits, findScreening } from '../version.repo.ts';

/**
 * 放行 of a hit in the version as it stands, in person and with its ground: by a reviewer, or by the secrecy officer where
 * it may be a state secret. The database holds who may.
 *
 * @throws HouseError `item-unknown`, `hit-unknown`, `person-needed`, `hit-decided-by-whom-it-concerns`
 */
export async function releaseHit(
  tools: PublicationTools,
  caller: Caller,
  about: { readonly id: string; readonly hit: string; readonly secret: boolean; readonly ground: string },
): Promise<void> {
  const { id, hit, secret, ground } = about;
  if (caller.actor.kind !== 'person') throw new HouseError('person-needed', {});
  const permission = secret ? 'secret.read' : 'publication.review';
  await onItem(tools, { caller, permission, id }, async ({ trx, item, now }) => {
    const screening = await findScreening(trx, id, item.version);
    const found = screening && (await findHits(trx, screening.id)).find((each) => each.id === hit);
    if (!found || found.secret !== secret || found.released_at !== null)
      throw new HouseError('hit-unknown', {});
    const row = { hit_id: hit, ...ownedAs(item), ground, decided_by: caller.actor.id, decided_at: now };
    await refusedByDatabase(() =>
      beyondScope(trx, async () => {
        await trx.insertInto('publication_hit_decision').values(row).execute();
      }),
    );
    await recordDone(trx, caller, {
      act: 'item-hit-released',
      ...recordedItem(item),
      detail: { hit: found.rule, secret },
    });
  });
}
