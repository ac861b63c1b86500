import type { WordListUse } from '@zhengdun/contract';
import { type Caller, recordDone } from '../../kernel/audit/index.ts';
import { HouseError } from '../../kernel/errors/index.ts';
import { scopeOf, withinScope } from '../../kernel/tenancy/index.ts';
import type { PublicationTools } from '../tools.ts';
import { findWordList, putInForce } from './word-list.repo.ts';

/**
 * 启用, 停用: from now on items of the unit – and of the units below, where that is asked – are screened by this version.
 *
 * @throws HouseError `word-list-unknown`, `word-list-untried`
 */
export async function putWordListInForce(
  { db }: Pick<PublicationTools, 'db'>,
  caller: Caller,
  { id, version, below }: WordListUse & { readonly id: string },
): Promise<void> {
  await withinScope(db, scopeOf(caller.actor, 'publication.manage'), async (trx) => {
    const list = await findWordList(trx, { id });
    if (!list) throw new HouseError('word-list-unknown', {});
    await putInForce(trx, id, { in_force: version, below }).catch((error: unknown) => {
      const isUntried = (error as { constraint?: string }).constraint === 'word_list_untried';
      throw isUntried ? new HouseError('word-list-untried', {}) : error;
    });
    const about = { object: { kind: 'word-list', id }, unit: list.unit_id } as const;
    if (version === null) await recordDone(trx, caller, { act: 'word-list-stopped', ...about, detail: {} });
    else await recordDone(trx, caller, { act: 'word-list-used', ...about, detail: { version, below } });
  });
}
