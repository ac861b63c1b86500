import { isDeepStrictEqual } from 'node:util';
import type { Inspected, InspectionOrder } from '../inspect-site.ts';
import type { KeptRecords } from '../site-view.ts';
import { judgedAgain } from './judge-again.ts';
import { type JudgingTools, judgeKept } from './judge-kept.ts';

type Order = Pick<InspectionOrder, 'unit' | 'readings' | 'probeAddress' | 'closed'>;

/** What was seen, judged with what is on record of the application. */
export function judgedWithRecords(
  { result, observations }: Inspected,
  order: Order,
  records: KeptRecords,
): Inspected {
  const seen = { ...observations, records };
  return { result: judgedAgain(result, seen, order), observations: seen };
}

/**
 * Judges a kept check again with what is on record of the application by now. Nothing is written where the records say the
 * same as they did.
 *
 * @returns whether something was written
 */
export async function judgeRecordsKept(
  tools: JudgingTools,
  id: string,
  records: KeptRecords,
): Promise<boolean> {
  const answers = JSON.parse(JSON.stringify(records.answers)) as KeptRecords['answers'];
  return judgeKept(tools, id, (_, seen) =>
    isDeepStrictEqual(seen.records?.answers ?? {}, answers)
      ? undefined
      : { observations: { ...seen, records: { ...records, answers } } },
  );
}
