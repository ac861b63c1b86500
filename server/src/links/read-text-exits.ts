import './tables.ts';
import type { TextExit } from '@zhengdun/contract';
import type { Transaction } from '../kernel/database/index.ts';
import { applicationOf } from './link.repo.ts';
import { exitsInText } from './links-in-text.ts';

/**
 * The exit links of a text that stands, or shall stand, on an application's pages, with what was decided about each. One
 * that the register does not know yet is open.
 *
 * @param trx within a scope that holds the unit
 */
export async function readTextExits(
  trx: Transaction,
  { applicationId, text }: { readonly applicationId: string; readonly text: string },
): Promise<TextExit[]> {
  const application = await applicationOf(trx, applicationId);
  const exits = application ? exitsInText(text, application.hosts) : [];
  if (!application || exits.length === 0) return [];
  const known = await trx
    .selectFrom('links_link')
    .select(['id', 'url', 'relevance'])
    .where('unit_id', '=', application.unit_id)
    .where(
      'url',
      'in',
      exits.map(({ url }) => url),
    )
    .execute();
  const byUrl = new Map(known.map((link) => [link.url, link]));
  return exits.map((exit) => {
    const link = byUrl.get(exit.url);
    return { ...exit, relevance: link?.relevance ?? 'open', ...(link && { link: link.id }) };
  });
}
