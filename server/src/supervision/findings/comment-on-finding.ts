import { type CommentOnFinding, FINDING_COMMENTS } from '@zhengdun/contract';
import { type Caller, recordDone } from '../../kernel/audit/index.ts';
import { HouseError } from '../../kernel/errors/index.ts';
import { beyondScope } from '../../kernel/tenancy/index.ts';
import type { SupervisionTools } from '../tools.ts';
import { onFinding } from './act-on-finding.ts';
import { countComments, insertComment, unitNameOf } from './comment.repo.ts';

/**
 * 意见: says something beside a finding, whatever its state. It changes neither state nor term, is nobody's task, and stays as
 * it was said; the audit log tells that, and not what, was said.
 *
 * @throws HouseError `finding-unknown`, `finding-comments-full`, `person-needed`
 */
export async function commentOnFinding(
  tools: SupervisionTools,
  caller: Caller,
  { id, body }: CommentOnFinding & { readonly id: string },
): Promise<void> {
  await onFinding(tools, { caller, permission: 'finding.comment', id }, async ({ trx, actor, now }, row) => {
    if ((await countComments(trx, id)) >= FINDING_COMMENTS) throw new HouseError('finding-comments-full', {});
    await insertComment(trx, {
      finding_id: id,
      unit_id: row.unit_id,
      region_path: row.region_path,
      sector_path: row.sector_path,
      at: now,
      actor_id: actor.id,
      actor_name: actor.name,
      actor_unit: await beyondScope(trx, () => unitNameOf(trx, actor.id)),
      body,
    });
    await recordDone(trx, caller, {
      act: 'finding-commented',
      object: { kind: 'finding', id },
      unit: row.unit_id,
      detail: {},
    });
  });
}
