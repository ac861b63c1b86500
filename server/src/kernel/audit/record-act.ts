import { randomBytes, randomUUID } from 'node:crypto';
import type { Json } from '../canonical-json.ts';
import type { Transaction } from '../database/index.ts';
import { enterInLedger } from '../ledger/index.ts';
import { type Act, type AuditRecord, recordDigest } from './act.ts';
import { ACTS, type ActCode } from './acts.ts';
import { insertRecord } from './audit.repo.ts';

/**
 * Records an act in the transaction that performs it, and enters the record's digest in the ledger: the act, its record
 * and its entry are there afterwards, or none of them. A refused act is recorded in a transaction of its own.
 *
 * @returns id of the record
 * @throws Error when a detail is not within the bounds that its act declares: that is a bug
 */
export async function recordAct<Code extends ActCode>(
  transaction: Transaction,
  { actor, from, act, object, unit, result, detail }: Act<Code>,
): Promise<string> {
  const record: AuditRecord = {
    id: randomUUID(),
    at: new Date(),
    actor,
    from,
    act,
    object,
    unit,
    result,
    detail: ACTS[act].detail.parse(detail) as Readonly<Record<string, Json>>,
    nonce: randomBytes(16).toString('hex'),
  };
  await insertRecord(transaction, record);
  await enterInLedger(transaction, {
    kind: 'audit-record',
    subject: `audit/${record.id}`,
    digests: { record: recordDigest(record) },
  });
  return record.id;
}
