import { HouseError } from '../kernel/errors/index.ts';

/** The sentences of the database's constraints (migration of the publication tables), by their names. */
const CONSTRAINTS = [
  'decision-on-submitted',
  'decision-on-current-version',
  'decision-in-order',
  'decision-not-by-author',
  'decision-by-reviewer',
  'decision-by-designated',
  'decision-stages-by-different',
  'decision-paper-fits',
  'decision-hits-decided',
  'hit-decided-by-whom-it-concerns',
  'item-published-as-approved',
  'secret-found-by-another',
] as const;

/** Puts a refusal of the database into words. @throws HouseError with the code of the constraint */
export async function refusedByDatabase<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const constraint = (error as { constraint?: string }).constraint?.replaceAll('_', '-');
    const code = CONSTRAINTS.find((each) => each === constraint);
    if (code) throw new HouseError(code, {}, { cause: error });
    throw error;
  }
}
