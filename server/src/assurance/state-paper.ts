import { randomUUID } from 'node:crypto';
import { type Caller, recordDone } from '../kernel/audit/index.ts';
import { dayOf } from '../kernel/clock/index.ts';
import type { Transaction } from '../kernel/database/index.ts';
import type { Belonging } from '../kernel/tenancy/index.ts';
import { findPaperOf, findVersions, insertPaper, insertVersion, signVersion } from './paper.repo.ts';

/**
 * States what somebody has written and another person signs in the same act, without an end: what was done once and for
 * all. What was stated on the obligation before is replaced by it.
 *
 * @param signer not the writer; the database holds that too
 */
export async function statePaper(
  trx: Transaction,
  signer: Caller,
  paper: {
    readonly belonging: Belonging;
    readonly application: string;
    readonly obligation: string;
    readonly statement: string;
    readonly issuer: string;
    /** id of the person */
    readonly writer: string;
    readonly documents: readonly string[];
    readonly at: Date;
  },
): Promise<void> {
  const { belonging, application, obligation, statement, issuer, writer, documents, at } = paper;
  const there = await findPaperOf(trx, { application, obligation });
  const id = there?.id ?? randomUUID();
  if (!there) await insertPaper(trx, { id, ...belonging, application_id: application, obligation });
  const [newest] = await findVersions(trx, id);
  const version = (newest?.version ?? 0) + 1;
  await insertVersion(
    trx,
    {
      ...{ paper_id: id, version, claim: 'met', statement, issuer },
      ...{ issued_on: dayOf(at), expires_on: null, written_by: writer, written_at: at },
    },
    documents,
  );
  await signVersion(trx, { paperId: id, version, by: signer.actor.id, at });
  const object = { kind: 'paper', id } as const;
  const detail = { obligation, version };
  await recordDone(trx, signer, { act: 'paper-signed', object, unit: belonging.unit_id, detail });
}
