import { isDeepStrictEqual } from 'node:util';
import type { Database } from '../../kernel/database/index.ts';
import { enterInLedger } from '../../kernel/ledger/index.ts';
import { EVERYTHING, withinScope } from '../../kernel/tenancy/index.ts';
import type { EvidenceStore } from '../evidence.ts';
import type { Inspected, InspectionOrder } from '../inspect-site.ts';
import type { TakenLink } from '../probes/links/index.ts';
import type { Observations } from '../site-view.ts';
import { findCheck, replaceResult, saveEvidence } from './check.repo.ts';
import { givenUnit, judgedAgain, readObservations } from './judge-again.ts';
import { evidenceOf, packed, withComparison } from './keep-result.ts';
import { resultEntry } from './result-entry.ts';

type Order = Pick<InspectionOrder, 'unit' | 'readings' | 'probeAddress' | 'closed'>;

/** What was seen, judged with the exit links that the register knows to be in other hands. Where exits were not looked at nothing changes. */
export function judgedWithTaken(
  { result, observations }: Inspected,
  order: Order,
  taken: readonly TakenLink[],
): Inspected {
  const { links } = observations;
  if (links.outcome !== 'seen') return { result, observations };
  const facts = { ...links.facts, taken };
  const seen: Observations = { ...observations, links: { ...links, facts } };
  return { result: judgedAgain(result, seen, order), observations: seen };
}

/**
 * Judges a kept check again with the links that the register knows to be in other hands by now; whoever waits for results is
 * told again. Nothing is fetched, and nothing is written where it knew the same.
 *
 * @returns whether something was written
 */
export async function judgeTakenLinks(
  tools: {
    readonly db: Database;
    readonly evidence: EvidenceStore;
    readonly readings: Readonly<Record<string, 'a' | 'b'>>;
  },
  id: string,
  taken: readonly TakenLink[],
): Promise<boolean> {
  const { db, evidence, readings } = tools;
  const check = await withinScope(db, EVERYTHING, (trx) => findCheck(trx, id));
  const observations = check?.observations && (await readObservations(evidence, check.observations));
  if (!check?.result || !observations) return false;
  const { result, request } = check;
  const { links } = observations;
  const known = links.outcome === 'seen' ? (links.facts.taken ?? []) : [];
  if (links.outcome !== 'seen' || isDeepStrictEqual(known, JSON.parse(JSON.stringify(taken)))) return false;
  const order = { unit: givenUnit(result), readings, closed: request.closed };
  const judged = judgedWithTaken({ result, observations }, order, taken);
  const kept = await evidence.keep(await packed(judged.observations), 'application/gzip');
  const complete = await withComparison(db, judged.result);
  await withinScope(db, EVERYTHING, async (trx) => {
    await replaceResult(trx, id, { result: complete, observations: kept.sha256 });
    await saveEvidence(trx, kept, ...evidenceOf(complete));
    await enterInLedger(trx, resultEntry(complete, kept.sha256));
  });
  return true;
}
