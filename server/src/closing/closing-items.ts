import { CLOSING_STEP_WORDS, closingQuerySchema, type DeskItem, type Lang } from '@zhengdun/contract';
import { type Actor, mayDo } from '../kernel/tenancy/index.ts';
import { readClosings } from './read-closings.ts';
import type { ClosingTools } from './tools.ts';

const SIGN = { zh: '签字封存', en: 'Sign and seal' } as const;

/** Cases that wait for the reader, for 工作台: steps for who records them, finished ones for who signs. */
export async function closingItems(
  tools: Pick<ClosingTools, 'db' | 'now'>,
  { actor, lang }: { readonly actor: Actor; readonly lang: Lang },
): Promise<DeskItem[]> {
  const records = mayDo(actor, 'closing.record');
  const seals = mayDo(actor, 'closing.seal');
  if (!records && !seals) return [];
  const { rows } = await readClosings(tools, actor, closingQuerySchema.parse({ size: 50 }));
  return rows
    .filter(({ next }) => (next ? records : seals))
    .map(({ id, name, unit, next }) => ({
      kind: 'closing',
      title: name,
      subject: unit.name,
      link: `/closings/${id}`,
      act: (next ? CLOSING_STEP_WORDS[next] : SIGN)[lang],
    }));
}
