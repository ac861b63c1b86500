import type { ExceptionKind, ExceptionState, NewException, Obligation } from '@zhengdun/contract';
import { FORCE_WORDS } from '@zhengdun/contract';
import { addDays, type Day } from '../kernel/clock/index.ts';
import { HouseError } from '../kernel/errors/index.ts';
import { isOver } from './paper.ts';
import type { ExceptionRow } from './tables.ts';

/**
 * Holds what may be asked for: 例外备案 only of what binds 原则上, for everything else that binds a dated plan
 * (暂缓整改), and nothing for what is only encouraged.
 *
 * @throws HouseError `exception-not-in-principle`, `exception-for-encouraged`
 */
export function demandAskable({ force, title }: Obligation, kind: ExceptionKind): void {
  if (force === 'encouraged') throw new HouseError('exception-for-encouraged', { title });
  if (kind === 'exception' && force !== 'in-principle')
    throw new HouseError('exception-not-in-principle', { title, force: FORCE_WORDS[force] });
}

/** The longest time, in days; the database counts the same year. */
const LONGEST = 365;

/** @throws HouseError `exception-dates-wrong` */
export function demandDates(
  { startsOn, endsOn }: Pick<NewException, 'startsOn' | 'endsOn'>,
  today: Day,
): void {
  if (startsOn < today || endsOn <= startsOn || endsOn > addDays(startsOn, LONGEST))
    throw new HouseError('exception-dates-wrong', {});
}

export function exceptionStateOf(
  row: Pick<ExceptionRow, 'decision' | 'ended_at' | 'ends_on'>,
  today: Day,
): ExceptionState {
  if (row.decision === 'refused') return 'refused';
  if (row.ended_at) return 'ended';
  // A request that nobody decided on runs out as well.
  if (isOver(row.ends_on, today)) return 'expired';
  return row.decision === null ? 'asked' : 'approved';
}
