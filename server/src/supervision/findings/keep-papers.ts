import {
  type PaperVerdict,
  type RunningException,
  readExceptions,
  readPaperVerdicts,
} from '../../assurance/index.ts';
import { type Day, dayOf } from '../../kernel/clock/index.ts';
import type { Database, Transaction } from '../../kernel/database/index.ts';
import { keepDoing } from '../../kernel/keep-doing.ts';
import type { Log } from '../../kernel/log.ts';
import { EVERYTHING, withinScope } from '../../kernel/tenancy/index.ts';
import { afterPapers, type Proof } from './finding-life.ts';
import { oneAtATime } from './intake.repo.ts';
import {
  insertPaperSteps,
  type PaperedFinding,
  paperedFindings,
  saveProof,
  takePaperChanges,
} from './paper-changes.repo.ts';

/** How soon what was signed, approved or ended shows on the findings. */
const EVERY_MS = 3_000;
/** Words of changes that one transaction takes. */
const BATCH = 200;

interface PaperTools {
  readonly db: Database;
  readonly now: () => Date;
}

/**
 * Brings what is on paper into the findings, until the signal fires: papers and filings settle what a check could not
 * determine, exceptions set aside what differs in principle, and whatever ends gives the finding back. Any number of
 * programs may do it; what a killed one has left is done by the next.
 */
export async function keepPapers(
  tools: PaperTools & { readonly log: Log; readonly signal: AbortSignal },
): Promise<void> {
  const { log, signal } = tools;
  const fault = 'papers could not be brought into the findings';
  await keepDoing(() => takeInPapers(tools), { everyMs: EVERY_MS, log, fault, signal });
}

/** Transactions of one round, at most: other work has its turn in between. */
const MOST_BATCHES = 100;

/** Takes in what has changed on paper until nothing waits. Doing it again changes nothing. */
export async function takeInPapers({ db, now }: PaperTools): Promise<void> {
  for (let batch = 0; batch < MOST_BATCHES; batch += 1) {
    const at = now();
    const concerned = await withinScope(db, EVERYTHING, async (trx) => {
      await oneAtATime(trx);
      const applications = await takePaperChanges(trx, dayOf(at), BATCH);
      for (const application of applications) await lookAtPapers(trx, application, at);
      return applications.length;
    });
    if (concerned === 0) return;
  }
}

async function lookAtPapers(trx: Transaction, applicationId: string, at: Date): Promise<void> {
  const today = dayOf(at);
  const findings = await paperedFindings(trx, applicationId);
  const verdicts = (await readPaperVerdicts(trx, { applicationId, today })) ?? [];
  const papers = new Map(verdicts.map((verdict) => [verdict.obligation, verdict]));
  const exceptions = await readExceptions(trx, { applicationId, today });
  const steps: Parameters<typeof insertPaperSteps>[1][number][] = [];
  for (const finding of findings) {
    const exception = exceptions.find(({ obligation }) => obligation === finding.obligation);
    const proof = proofOf(finding, { exception, paper: papers.get(finding.obligation) });
    const life = { state: finding.state, assigned: finding.assignee_id !== null };
    const step = afterPapers(life, finding.verdict, { before: finding.proof_kind, proof });
    if (!step && isSame(finding, proof)) continue;
    const state = step?.state ?? finding.state;
    await saveProof(trx, finding.id, { proof, state });
    if (!step) continue;
    steps.push({
      finding_id: finding.id,
      at,
      act: step.event,
      from_state: finding.state,
      to_state: state,
      other_name: (proof?.by ?? '').slice(0, 60),
      due_on: proof?.until ?? null,
    });
  }
  await insertPaperSteps(trx, steps);
}

/** What goes before the rest: an exception or a deferral that was approved, then a paper or a filing. */
function proofOf(
  { verdict }: PaperedFinding,
  about: { readonly exception: RunningException | undefined; readonly paper: PaperVerdict | undefined },
): Proof | undefined {
  const { exception, paper } = about;
  if (exception?.kind === 'exception')
    return { kind: 'exception', id: exception.id, until: exception.endsOn, by: exception.approver ?? null };
  if (verdict === 'unknown' && paper?.verdict === 'met') {
    const until: Day | null = paper.expiresOn ?? null;
    return paper.code === 'filed'
      ? { kind: 'filing', id: null, until, by: null }
      : { kind: 'paper', id: paper.paperId ?? null, until, by: paper.issuer ?? null };
  }
  return (
    exception && {
      kind: 'deferral',
      id: exception.id,
      until: exception.endsOn,
      by: exception.approver ?? null,
    }
  );
}

function isSame(
  { proof_kind, proof_id, proof_until, proof_by }: PaperedFinding,
  proof: Proof | undefined,
): boolean {
  if (!proof) return proof_kind === null;
  const { kind, id, until, by } = proof;
  return kind === proof_kind && id === proof_id && until === proof_until && by === proof_by;
}
