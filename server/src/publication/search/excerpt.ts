import type { Screen } from '../tools.ts';

const SHOWN = 40;
/** What is screened around what is shown: a number at its edge is whole then. */
const AROUND = 160;
const HIDDEN: ReadonlySet<string> = new Set(['personal', 'credential', 'work-secret']);

/**
 * What stands around a place, with numbers of persons, passwords and internal matter masked. Where something there may be a state
 * secret, nothing of it is shown.
 */
export async function maskedExcerpt(
  screen: Screen,
  whole: string,
  { from, to }: { readonly from: number; readonly to: number },
): Promise<{ readonly before: string; readonly found: string; readonly after: string }> {
  const start = Math.max(0, from - AROUND);
  const near = whole.slice(start, to + AROUND);
  const { hits } = await screen.text(near);
  if (hits.some(({ category }) => category === 'state-secret')) return { before: '', found: '', after: '' };
  const signs = near.split('');
  for (const { category, start: begin, end } of hits)
    if (HIDDEN.has(category)) for (let at = begin; at < end; at++) if (signs[at]?.trim()) signs[at] = '*';
  const shown = (begin: number, end: number) => signs.slice(begin, end).join('').replace(/\s+/g, ' ');
  const [head, tail] = [from - start, to - start];
  return {
    before: shown(Math.max(0, head - SHOWN), head),
    found: shown(head, tail),
    after: shown(tail, tail + SHOWN),
  };
}
