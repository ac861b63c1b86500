import type { PauseRow } from './tables.ts';

/** Whether a pause lies ahead, runs, or is over: by its own end, or because somebody ended it. */
export function stateOf(
  { starts_at, ends_at, ended_at }: Pick<PauseRow, 'starts_at' | 'ends_at' | 'ended_at'>,
  now: Date,
): 'coming' | 'running' | 'over' {
  if ((ended_at ?? ends_at) <= now) return 'over';
  return starts_at <= now ? 'running' : 'coming';
}
