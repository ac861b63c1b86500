import { type DeskItem, EXPIRY_KIND_WORDS, expiryQuerySchema, type Lang } from '@zhengdun/contract';
import { type Actor, mayDo } from '../kernel/tenancy/index.ts';
import { readExpiries } from './read-expiries.ts';
import type { AssuranceTools } from './tools.ts';

/** What ends within thirty days, for 工作台. */
export async function expiryItems(
  tools: AssuranceTools,
  { actor, lang }: { readonly actor: Actor; readonly lang: Lang },
): Promise<{ readonly items: DeskItem[]; readonly total: number }> {
  if (!mayDo(actor, 'paper.read')) return { items: [], total: 0 };
  const query = expiryQuerySchema.parse({ within: '30' });
  const { rows, total } = await readExpiries(tools, actor, { query, lang });
  const items = rows.slice(0, 10).map(
    ({ kind, what, unit, application, expiresOn }): DeskItem => ({
      kind: 'ending',
      title:
        lang === 'zh' ? `${EXPIRY_KIND_WORDS[kind].zh}：${what}` : `${EXPIRY_KIND_WORDS[kind].en}: ${what}`,
      subject: application?.name ?? unit.name,
      link: '/expiries',
      dueOn: expiresOn,
      act: lang === 'zh' ? '查看' : 'See it',
    }),
  );
  return { items, total };
}
