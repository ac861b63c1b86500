import { isDeepStrictEqual } from 'node:util';
import type { TakenLink } from '../probes/links/index.ts';
import type { Observations } from '../site-view.ts';
import { type JudgingTools, judgeKept } from './judge-kept.ts';

/**
 * Judges a kept check again with the links that the register knows to be in other hands by now. Nothing is written where it
 * knew the same.
 *
 * @returns whether something was written
 */
export async function judgeTakenLinks(
  tools: JudgingTools,
  id: string,
  taken: readonly TakenLink[],
): Promise<boolean> {
  return judgeKept(tools, id, (_, seen) => {
    const { links } = seen;
    const known = links.outcome === 'seen' ? (links.facts.taken ?? []) : [];
    if (isDeepStrictEqual(known, JSON.parse(JSON.stringify(taken)))) return undefined;
    const observations = withTaken(seen, taken);
    return observations === seen ? undefined : { observations };
  });
}

/** What was seen, with the exit links that the register knows to be in other hands. Where exits were not looked at nothing changes. */
export function withTaken(observations: Observations, taken: readonly TakenLink[]): Observations {
  const { links } = observations;
  if (links.outcome !== 'seen') return observations;
  return { ...observations, links: { ...links, facts: { ...links.facts, taken } } };
}
