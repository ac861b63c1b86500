import { HouseError } from '../kernel/errors/index.ts';

/**
 * Turns what the database refuses into the house's words: a row that row-level security does not let the actor write,
 * and a credit code that a unit outside of the actor's scope has.
 */
export async function refusedByScope<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const { code, constraint, detail } = error as { code?: string; constraint?: string; detail?: string };
    // insufficient_privilege: the policy's check.
    if (code === '42501') throw new HouseError('registry-outside-scope', {}, { cause: error });
    if (code === '23505' && constraint === 'registry_unit_credit_code_key') {
      const taken = /\(([0-9A-Z]{18})\)/.exec(detail ?? '')?.[1] ?? '';
      throw new HouseError('credit-code-taken', { code: taken }, { cause: error });
    }
    throw error;
  }
}
