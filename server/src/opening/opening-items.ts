import { type DeskItem, type Lang, OPENING_STATE_WORDS, OPENING_STEP_WORDS } from '@zhengdun/contract';
import { type Actor, mayDo } from '../kernel/tenancy/index.ts';
import type { OpeningTools } from './case.ts';
import { readWaiting } from './read-openings.ts';

/** Whoever has more sees them in the list itself. */
const MOST = 50;

/** Cases that wait for the reader, for 工作台. */
export async function openingItems(
  tools: OpeningTools,
  { actor, lang }: { readonly actor: Actor; readonly lang: Lang },
): Promise<DeskItem[]> {
  if (!mayDo(actor, 'opening.read')) return [];
  const rows = await readWaiting(tools, actor, MOST);
  return rows.map(({ id, name, unit, state, next, dueOn }) => ({
    kind: 'opening',
    title: name,
    subject: unit.name,
    link: `/openings/${id}`,
    ...(dueOn && { dueOn }),
    act: next ? OPENING_STEP_WORDS[next][lang] : OPENING_STATE_WORDS[state][lang],
  }));
}
