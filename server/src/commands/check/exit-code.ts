import type { Summary } from '@zhengdun/contract';

/** What the shell is told: 1 something unmet, 2 nothing unmet but something undetermined, 0 neither. */
export function exitCodeOf({ unmet, unknown }: Pick<Summary, 'unmet' | 'unknown'>): 0 | 1 | 2 {
  if (unmet > 0) return 1;
  return unknown > 0 ? 2 : 0;
}
