import { gunzipSync } from 'node:zlib';
import type { CheckResult } from '@zhengdun/contract';
import type { EvidenceStore } from '../evidence.ts';
import { type Inspected, type InspectionOrder, siteView } from '../inspect-site.ts';
import { judgeSite } from '../judge.ts';
import type { Observations } from '../site-view.ts';

/** What was seen in a kept check; undefined where it is gone. @param sha256 of the packed observations */
export async function readObservations(
  evidence: EvidenceStore,
  sha256: string,
): Promise<Observations | undefined> {
  const bytes = await evidence.read(sha256);
  return bytes && (JSON.parse(gunzipSync(bytes).toString('utf8')) as Observations);
}

/** What was given with a check, or by a correction, stays; what was guessed is guessed again. */
export function givenUnit({ unit }: CheckResult): InspectionOrder['unit'] {
  const { name, kind, level, from } = unit;
  return {
    name,
    kind: from.kind === 'given' ? kind : undefined,
    level: from.level === 'given' ? level : undefined,
  };
}

type Order = Pick<InspectionOrder, 'unit' | 'readings' | 'probeAddress' | 'closed'>;

/** What was seen, judged again where more is known of it by now than the look told. */
export function judgedOn(inspected: Inspected, order: Order, observations: Observations): Inspected {
  if (observations === inspected.observations) return inspected;
  return { result: judgedAgain(inspected.result, observations, order), observations };
}

/** A result with new verdicts on what was seen. Nothing is fetched. */
export function judgedAgain(result: CheckResult, observations: Observations, order: Order): CheckResult {
  const target = { url: new URL(result.target.url), snapshot: result.target.snapshot };
  const view = siteView({ ...order, target }, observations, result.startedAt);
  return { ...result, ...judgeSite(view, result.lang) };
}
