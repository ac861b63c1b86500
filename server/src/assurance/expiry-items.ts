import { type DeskItem, EXPIRY_KIND_WORDS, type Lang } from '@zhengdun/contract';
import { type Actor, mayDo } from '../kernel/tenancy/index.ts';
import { readEnding } from './read-expiries.ts';
import type { AssuranceTools } from './tools.ts';

const SHOWN = 10;

/** What ends within thirty days, for 工作台. */
export async function expiryItems(
  tools: AssuranceTools,
  { actor, lang }: { readonly actor: Actor; readonly lang: Lang },
): Promise<{ readonly items: DeskItem[]; readonly total: number }> {
  if (!mayDo(actor, 'paper.read')) return { items: [], total: 0 };
  const filter = { within: '30' } as const;
  const { rows, total } = await readEnding(tools, actor, { filter, limit: SHOWN, lang });
  const items = rows.map(
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
