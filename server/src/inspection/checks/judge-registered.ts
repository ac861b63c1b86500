import type { CheckResult, UnitKind, UnitLevel } from '@zhengdun/contract';
import { type JudgingTools, judgeKept } from './judge-kept.ts';

/** A unit as it is registered. */
export interface JudgedUnit {
  readonly name: string;
  readonly kind: UnitKind;
  readonly level: UnitLevel;
}

/**
 * Judges a kept check again for a unit as it is registered by now, as the next check of the schedule would; whoever waits for
 * results is told again. Nothing is fetched.
 *
 * @returns false, with nothing written, where it was judged for the same, is not finished, or what was seen is gone
 */
export async function judgeRegistered(tools: JudgingTools, id: string, unit: JudgedUnit): Promise<boolean> {
  return judgeKept(tools, id, (result) => (isJudgedFor(result, unit) ? undefined : { unit }));
}

function isJudgedFor({ unit }: CheckResult, { name, kind, level }: JudgedUnit): boolean {
  return unit.name === name && unit.kind === kind && unit.level === level;
}
