import { CLOSING_STEP_WORDS } from '@zhengdun/contract';
import { OBLIGATIONS } from '@zhengdun/rulebook';
import { demandDocuments, encryptDocument, enterDocument, statePaper } from '../assurance/index.ts';
import { namesOfPeople } from '../identity/index.ts';
import { type Caller, recordDone } from '../kernel/audit/index.ts';
import { canonicalJson } from '../kernel/canonical-json.ts';
import { dayOf } from '../kernel/clock/index.ts';
import type { Transaction } from '../kernel/database/index.ts';
import { digestsOf } from '../kernel/digests.ts';
import { renderFormPaper } from '../kernel/docx/index.ts';
import { HouseError } from '../kernel/errors/index.ts';
import { enterInLedger } from '../kernel/ledger/index.ts';
import { ownedAs } from '../kernel/tenancy/index.ts';
import { setApplicationState } from '../registry/index.ts';
import { confirmationOf, type WholeCase, wholeCase } from './case.ts';
import { insertEvent, updateCase } from './closing.repo.ts';
import { closingPaper, closingRecord, type ProofDocument } from './closing-record.ts';
import { isComplete } from './progress.ts';
import { STEP_RULES } from './steps.ts';
import type { ClosingTools } from './tools.ts';
import { workOnCase } from './work-on-case.ts';

/**
 * A leader signs: what was done and proven becomes one record that nobody changes any more. Its digest goes into the
 * ledger, a paper for people among the documents, and a signed statement on each obligation of Article 12 into the papers,
 * by which the findings are judged.
 *
 * @throws HouseError `closing-own-case`, `closing-steps-left`, `closing-still-answers`, `documents-not-at-hand`
 */
export async function sealClosing(tools: ClosingTools, caller: Caller, id: string): Promise<void> {
  const at = tools.now();
  await workOnCase(tools.db, caller, {
    id,
    permission: 'closing.seal',
    async work(trx, row) {
      if (row.begun_by === caller.actor.id) throw new HouseError('closing-own-case', {});
      const whole = await wholeCase(trx, row, dayOf(at));
      demandProven(whole);
      const documents = await proofsOf(trx, whole);
      const names = await namesOfPeople(trx, [caller.actor.id]);
      const sealing = { whole, documents, signer: names.get(caller.actor.id) ?? '', at };
      const record = canonicalJson(closingRecord(sealing));
      const digest = digestsOf(record);
      const bytes = Buffer.from(await renderFormPaper(closingPaper(sealing, digest)));
      const encrypted = await encryptDocument(tools, { name: `关停移交记录-${row.name}.docx`, bytes });
      const paper = await enterDocument(trx, caller, { belonging: ownedAs(row), encrypted, at });
      await updateCase(trx, id, {
        ...{ state: 'sealed', record, document_id: paper.id, next_step: null },
        ...{ sealed_by: caller.actor.id, sealed_at: at },
      });
      await insertEvent(trx, row, { event: 'sealed', at, actor: caller.actor.id, text: digest.sha256 });
      await enterInLedger(trx, {
        kind: 'closing-sealed',
        subject: `closing/${id}`,
        digests: {
          record: `sha256:${digest.sha256}`,
          'record-sm3': `sm3:${digest.sm3}`,
          document: `sha256:${paper.sha256}`,
        },
      });
      await recordDone(trx, caller, {
        act: 'closing-sealed',
        object: { kind: 'closing', id },
        unit: row.unit_id,
        detail: { outcome: row.outcome, document: paper.id },
      });
      await stateObligations(trx, caller, { whole, paper: paper.id, at });
      await closeInRegister(trx, caller, whole);
    },
  });
}

/** @throws HouseError `closing-steps-left`, `closing-still-answers` */
function demandProven(whole: WholeCase): void {
  if (!isComplete(whole.progress)) {
    const left = whole.progress.filter(({ state }) => state === 'open' || state === 'waiting');
    throw new HouseError('closing-steps-left', { steps: left.map(({ step }) => CLOSING_STEP_WORDS[step]) });
  }
  const against = whole.progress.find(
    ({ step, state }) => state === 'done' && confirmationOf(step, whole) === 'contradicted',
  );
  if (against) throw new HouseError('closing-still-answers', { step: CLOSING_STEP_WORDS[against.step] });
}

async function proofsOf(
  trx: Transaction,
  { row, steps }: WholeCase,
): Promise<ReadonlyMap<string, ProofDocument>> {
  const found = await demandDocuments(
    trx,
    row.unit_id,
    steps.flatMap(({ documents }) => documents),
  );
  return new Map(found.map((document) => [document.id, document]));
}

/** The sentences of Article 12 that speak of this kind of application and that hold once it is closed. */
function obligationsOf({ row }: WholeCase) {
  return OBLIGATIONS.filter(
    ({ position, conditions, applications }) =>
      position.article === 12 && conditions.includes('no-longer-used') && applications.includes(row.kind),
  );
}

async function stateObligations(
  trx: Transaction,
  caller: Caller,
  { whole, paper, at }: { readonly whole: WholeCase; readonly paper: string; readonly at: Date },
): Promise<void> {
  const { row, successor, unitName, steps, progress } = whole;
  for (const { id: obligation, title } of obligationsOf(whole)) {
    const own = progress.filter(({ step }) => STEP_RULES[step].obligation === obligation);
    const rows = own.flatMap(({ step }) => steps.find((each) => each.step === step) ?? []);
    const done = rows
      .map(({ step, done_on, number, not_needed }) =>
        not_needed
          ? `${CLOSING_STEP_WORDS[step].zh}不涉及（${not_needed}）`
          : `${CLOSING_STEP_WORDS[step].zh}，${done_on}办结${number && `，编号${number}`}`,
      )
      .join('；');
    await statePaper(trx, caller, {
      belonging: ownedAs(row),
      application: row.application_id,
      obligation,
      statement:
        row.outcome === 'close'
          ? `${title.zh}：${done || '见关停记录'}。`
          : `本应用已移交${successor ?? ''}继续使用，由其管理，见移交记录。`,
      issuer: unitName,
      writer: row.begun_by,
      documents: [...new Set([...rows.flatMap(({ documents }) => documents), paper])],
      at,
    });
  }
}

/** What is handed over is the successor's from now on; what was closed stays closed. */
async function closeInRegister(trx: Transaction, caller: Caller, { application }: WholeCase): Promise<void> {
  if (application.state === 'closed') return;
  await setApplicationState(trx, { actor: caller.actor, id: application.id, state: 'closed' });
}
