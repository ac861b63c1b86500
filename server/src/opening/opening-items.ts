import {
  DESK_RECORD,
  type DeskItem,
  fillTemplate,
  type Lang,
  type LocalText,
  OPENING_STATE_WORDS,
  OPENING_STEP_WORDS,
  type OpeningRow,
  type OpeningState,
} from '@zhengdun/contract';
import { type Actor, mayDo } from '../kernel/tenancy/index.ts';
import type { OpeningTools } from './case.ts';
import { readWaiting } from './read-openings.ts';

/** What is to be done with a case in a state, by whomever it waits for. */
const ACTS: Readonly<Partial<Record<OpeningState, LocalText>>> = {
  draft: { zh: '填报并提交', en: 'Fill it in and submit it' },
  submitted: { zh: '受理', en: 'Take it up' },
  review: { zh: '审查', en: 'Review it' },
  returned: { zh: '补正并提交', en: 'Correct and submit it' },
};

/** What whoever fills it in cannot submit before a leader has let it go. */
const APPROVE = { zh: '书面批准', en: 'Approve it in writing' } as const;

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
    act:
      (state === 'draft' || state === 'returned') && !mayDo(actor, 'opening.apply')
        ? APPROVE[lang]
        : actOf({ state, next }, lang),
  }));
}

function actOf({ state, next }: Pick<OpeningRow, 'state' | 'next'>, lang: Lang): string {
  if (!next) return (ACTS[state] ?? OPENING_STATE_WORDS[state])[lang];
  return fillTemplate(DESK_RECORD[lang], { step: OPENING_STEP_WORDS[next] }, lang);
}
