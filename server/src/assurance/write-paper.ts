import { randomUUID } from 'node:crypto';
import type { NewPaper, Obligation, PaperInput } from '@zhengdun/contract';
import { peopleWith } from '../identity/index.ts';
import { type Caller, recordDone } from '../kernel/audit/index.ts';
import { dayOf } from '../kernel/clock/index.ts';
import type { Transaction } from '../kernel/database/index.ts';
import { HouseError } from '../kernel/errors/index.ts';
import { beyondScope, scopeOf, withinScope } from '../kernel/tenancy/index.ts';
import { tellPeople } from '../messages/index.ts';
import { findApplicationFacts, findUnitFacts } from '../registry/index.ts';
import { demandDocuments } from './documents.ts';
import { findPaperForUpdate, findVersions, insertPaper, insertVersion } from './paper.repo.ts';
import { demandPaperObligation, endOfPaper } from './paper.ts';
import type { PaperRow } from './tables.ts';
import type { AssuranceTools } from './tools.ts';

/**
 * Writes a paper on an obligation, for a unit as a whole or for one of its applications. It counts for nothing until
 * somebody else signs it.
 *
 * @returns its id
 * @throws HouseError `obligation-not-by-paper`, `unit-unknown`, `application-unknown`, `paper-there-already`, and those
 *   of `writeVersion`
 */
export async function writePaper(
  tools: AssuranceTools,
  caller: Caller,
  { unitId, applicationId, obligation: id, ...input }: NewPaper,
): Promise<string> {
  const obligation = demandPaperObligation(id);
  return withinScope(tools.db, scopeOf(caller.actor, 'attestation.write'), async (trx) => {
    const unit = await findUnitFacts(trx, unitId);
    if (!unit) throw new HouseError('unit-unknown', {});
    const application = applicationId ? await findApplicationFacts(trx, applicationId) : undefined;
    if (applicationId && application?.unit.id !== unitId) throw new HouseError('application-unknown', {});
    const paper = {
      id: randomUUID(),
      ...unit.belonging,
      application_id: applicationId ?? null,
      obligation: obligation.id,
    };
    if (!(await insertPaper(trx, paper)))
      throw new HouseError('paper-there-already', { title: obligation.title });
    await addVersion(tools, trx, { caller, paper, obligation, version: 1, input });
    return paper.id;
  });
}

/**
 * Writes the next version of a paper. What was signed before holds on until this one is signed too.
 *
 * @throws HouseError `paper-unknown`, `paper-withdrawn`, `documents-not-at-hand`, and those of `endOfPaper`
 */
export async function writeVersion(
  tools: AssuranceTools,
  caller: Caller,
  { id, input }: { readonly id: string; readonly input: PaperInput },
): Promise<void> {
  await withinScope(tools.db, scopeOf(caller.actor, 'attestation.write'), async (trx) => {
    const paper = await findPaperForUpdate(trx, id);
    if (!paper) throw new HouseError('paper-unknown', {});
    if (paper.withdrawn_at) throw new HouseError('paper-withdrawn', {});
    const [newest] = await findVersions(trx, id);
    const version = (newest?.version ?? 0) + 1;
    const obligation = demandPaperObligation(paper.obligation);
    await addVersion(tools, trx, { caller, paper, obligation, version, input });
  });
}

async function addVersion(
  { now, readings }: AssuranceTools,
  trx: Transaction,
  about: {
    readonly caller: Caller;
    readonly paper: Pick<PaperRow, 'id' | 'unit_id'>;
    readonly obligation: Obligation;
    readonly version: number;
    readonly input: PaperInput;
  },
): Promise<void> {
  const { caller, paper, obligation, version, input } = about;
  const end = endOfPaper(obligation, input, { today: dayOf(now()), readings });
  const documents = [...new Set(input.documents)];
  await demandDocuments(trx, paper.unit_id, documents);
  await insertVersion(
    trx,
    {
      paper_id: paper.id,
      version,
      claim: input.claim,
      statement: input.statement,
      issuer: input.issuer,
      issued_on: input.issuedOn,
      expires_on: end ?? null,
      written_by: caller.actor.id,
      written_at: now(),
    },
    documents,
  );
  await recordDone(trx, caller, {
    act: 'paper-written',
    object: { kind: 'paper', id: paper.id },
    unit: paper.unit_id,
    detail: { obligation: obligation.id, version, documents: documents.length },
  });
  const signing = { unitId: paper.unit_id, permission: 'attestation.sign', now: now() } as const;
  const people = await beyondScope(trx, (all) => peopleWith(all, signing));
  const matter = { matter: 'paper-to-sign', key: paper.id, by: caller.actor.id, now: now() };
  await tellPeople(
    trx,
    people.map(({ id }) => id),
    matter,
  );
}
