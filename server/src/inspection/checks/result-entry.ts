import type { CheckResult } from '@zhengdun/contract';
import { type Json, jsonDigest } from '../../kernel/canonical-json.ts';
import type { LedgerEntry } from '../../kernel/ledger/index.ts';

/**
 * What the ledger keeps of a result: the digest of its canonical form, and that of the observations that it rests on.
 * A result that is judged again is entered again; the later entry of a check holds.
 *
 * @param observations SHA-256 of the kept object, lower-case hex
 */
export function resultEntry(result: CheckResult, observations: string): LedgerEntry {
  return {
    kind: 'check-result',
    subject: `check/${result.id}`,
    digests: { result: resultDigest(result), observations: `sha256:${observations}` },
  };
}

/** The same for a result that comes from the database, where names are in another order. */
export function resultDigest(result: CheckResult): `sha256:${string}` {
  // The shapes of a result hold what JSON can say, and nothing else.
  return jsonDigest(result as unknown as Json);
}
