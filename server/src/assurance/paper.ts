import type { Obligation, PaperInput, PaperState } from '@zhengdun/contract';
import { OBLIGATIONS, obligation as obligationOf, reading } from '@zhengdun/rulebook';
import { addDays, type Day, isDay, yearOf } from '../kernel/clock/index.ts';
import { HouseError } from '../kernel/errors/index.ts';
import type { PaperVersionRow } from './tables.ts';

/** Obligations that a record or a named person's statement decides, wholly or beside a probe. */
export const PAPER_OBLIGATIONS: readonly Obligation[] = OBLIGATIONS.filter(({ decidedBy }) =>
  decidedBy.some(({ means }) => means !== 'probe'),
);

export const PAPER_OBLIGATION_IDS: readonly string[] = PAPER_OBLIGATIONS.map(({ id }) => id);

/** @throws HouseError `obligation-not-by-paper` */
export function demandPaperObligation(id: string): Obligation {
  const found = obligationOf(id);
  if (!found || !PAPER_OBLIGATIONS.includes(found)) throw new HouseError('obligation-not-by-paper', { id });
  return found;
}

/** Whether a named person states it: such a statement has an end. */
export function isStated({ decidedBy }: Obligation): boolean {
  return decidedBy.some(({ means }) => means === 'attestation');
}

type Readings = Readonly<Record<string, 'a' | 'b'>>;

/** Obligations that are to be met anew every year, whatever end somebody writes. */
function lastDay({ id }: Obligation, issuedOn: Day, readings: Readings): Day | undefined {
  switch (id) {
    case 'A18.1-yearly-assessment':
      // R4: of each calendar year, or of any twelve months.
      return (readings.R4 ?? reading('R4')?.preset) === 'b'
        ? yearAfter(issuedOn)
        : `${yearOf(issuedOn)}-12-31`;
    case 'A27.3-continuity-plan':
      return yearAfter(issuedOn);
    default:
      return undefined;
  }
}

function yearAfter(day: Day): Day {
  const later = `${yearOf(day) + 1}${day.slice(4)}`;
  // 29 February has no anniversary in most years.
  return isDay(later) ? later : addDays(`${yearOf(day) + 1}-03-01`, -1);
}

/**
 * Until when a paper holds, by what is written and by what the obligation allows; undefined for what a record settles
 * for good.
 *
 * @throws HouseError `paper-end-missing`, `paper-dates-wrong`, `paper-end-too-late`
 */
export function endOfPaper(
  obligation: Obligation,
  { issuedOn, expiresOn }: Pick<PaperInput, 'issuedOn' | 'expiresOn'>,
  { today, readings }: { readonly today: Day; readonly readings: Readings },
): Day | undefined {
  const { title } = obligation;
  const limit = lastDay(obligation, issuedOn, readings);
  const end = expiresOn ?? limit;
  if (end === undefined && isStated(obligation)) throw new HouseError('paper-end-missing', { title });
  if (issuedOn > today || (end !== undefined && (end <= issuedOn || end < today)))
    throw new HouseError('paper-dates-wrong', {});
  if (limit !== undefined && end !== undefined && end > limit)
    throw new HouseError('paper-end-too-late', { title, limit });
  return end;
}

/** How far one version has come. @param of when the paper was withdrawn, and the newest signed version of it */
export function stateOf(
  version: Pick<PaperVersionRow, 'version' | 'signed_at' | 'expires_on'>,
  of: {
    readonly withdrawn: boolean;
    readonly lastSigned: number;
    readonly newest: number;
    readonly today: Day;
  },
): PaperState {
  if (of.withdrawn) return 'withdrawn';
  if (version.signed_at === null) return version.version === of.newest ? 'waiting' : 'replaced';
  if (version.version < of.lastSigned) return 'replaced';
  return isOver(version.expires_on, of.today) ? 'expired' : 'signed';
}

/** The last day still counts. */
export function isOver(expiresOn: Day | null | undefined, today: Day): boolean {
  return expiresOn !== null && expiresOn !== undefined && expiresOn < today;
}
