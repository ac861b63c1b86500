import { isDeepStrictEqual } from 'node:util';
import type { KeptRecords, Observations } from '../site-view.ts';
import { type JudgingTools, judgeKept } from './judge-kept.ts';

/** What was seen, with what is on record of the application. */
export function withRecords(observations: Observations, records: KeptRecords): Observations {
  return { ...observations, records };
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
      : { observations: withRecords(seen, { ...records, answers }) },
  );
}
