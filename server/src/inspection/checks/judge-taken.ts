import { isDeepStrictEqual } from 'node:util';
import type { Inspected, InspectionOrder } from '../inspect-site.ts';
import type { TakenLink } from '../probes/links/index.ts';
import type { Observations } from '../site-view.ts';
import { judgedAgain } from './judge-again.ts';
import { type JudgingTools, judgeKept } from './judge-kept.ts';

type Order = Pick<InspectionOrder, 'unit' | 'readings' | 'probeAddress' | 'closed'>;

/** What was seen, judged with the exit links that the register knows to be in other hands. Where exits were not looked at nothing changes. */
export function judgedWithTaken(
  { result, observations }: Inspected,
  order: Order,
  taken: readonly TakenLink[],
): Inspected {
  const seen = withTaken(observations, taken);
  return seen ? { result: judgedAgain(result, seen, order), observations: seen } : { result, observations };
}

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
    return observations && { observations };
  });
}

function withTaken(observations: Observations, taken: readonly TakenLink[]): Observations | undefined {
  const { links } = observations;
  if (links.outcome !== 'seen') return undefined;
  return { ...observations, links: { ...links, facts: { ...links.facts, taken } } };
}
