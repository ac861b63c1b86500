import {
  APPLICATION_KIND_WORDS,
  CLOSING_DOER_WORDS,
  CLOSING_OCCASION_WORDS,
  CLOSING_OUTCOME_WORDS,
  CLOSING_STEP_WORDS,
  CONFIRMATION_WORDS,
  FILING_WORDS,
} from '@zhengdun/contract';
import { basisOf } from '@zhengdun/rulebook';
import type { Json } from '../kernel/canonical-json.ts';
import type { FormPaper } from '../kernel/docx/index.ts';
import { confirmationOf, type WholeCase } from './case.ts';
import { STEP_RULES } from './steps.ts';
import type { StepRow } from './tables.ts';

/** A document as the record names it. */
export interface ProofDocument {
  readonly id: string;
  readonly name: string;
  readonly sha256: string;
  readonly sm3: string;
}

/** What is sealed: a case, the documents of its steps, and who signs when. */
export interface Sealing {
  readonly whole: WholeCase;
  readonly documents: ReadonlyMap<string, ProofDocument>;
  readonly signer: string;
  readonly at: Date;
}

/**
 * The sealed record as data: every step with what was recorded of it, the digests of its documents, what a check saw, and
 * who signed. Its canonical text is kept, and the digest of that text stands in the ledger.
 */
export function closingRecord({ whole, documents, signer, at }: Sealing): { readonly [name: string]: Json } {
  const { row, application, unitName, successor, progress, steps, seen } = whole;
  return {
    schema: 'zhengdun/closing-record/1',
    id: row.id,
    unit: { id: row.unit_id, name: unitName },
    application: {
      id: application.id,
      name: application.name,
      kind: application.kind,
      addresses: [...application.addresses],
      filings: application.filings.map(({ kind, number }) => ({ kind, number })),
    },
    occasion: row.occasion,
    outcome: row.outcome,
    ...(successor !== undefined && { successor: { id: row.successor_id, name: successor } }),
    since: row.since,
    paper: row.paper,
    begunAt: row.begun_at.toISOString(),
    steps: progress.map(({ step, state }) => {
      const { obligation } = STEP_RULES[step];
      const confirmation = confirmationOf(step, whole);
      return {
        step,
        title: CLOSING_STEP_WORDS[step].zh,
        basis: basisOf(obligation, undefined, 'zh'),
        obligation,
        state,
        ...recorded(
          steps.find((each) => each.step === step),
          documents,
        ),
        ...(confirmation && {
          confirmation: { result: confirmation, ...(seen && { check: seen.id, at: seen.at }) },
        }),
      };
    }),
    signedBy: signer,
    signedAt: at.toISOString(),
  };
}

function recorded(
  step: StepRow | undefined,
  documents: Sealing['documents'],
): { readonly [name: string]: Json | undefined } {
  if (!step) return {};
  if (step.not_needed !== '') return { ground: step.not_needed };
  return {
    doneOn: step.done_on,
    number: step.number,
    issuer: step.issuer,
    documents: step.documents.flatMap((id) => {
      const found = documents.get(id);
      return found ? [{ name: found.name, sha256: found.sha256, sm3: found.sm3 }] : [];
    }),
  };
}

/** The same for people, as a paper in official form. @param digest SHA-256 of the record's text, hex */
export function closingPaper(
  sealing: Sealing,
  digest: { readonly sha256: string; readonly sm3: string },
): FormPaper {
  const { whole, signer, at } = sealing;
  const { row, application, unitName, successor } = whole;
  return {
    lang: 'zh',
    title: [unitName, `互联网政务应用${row.outcome === 'close' ? '关停' : '移交'}记录`],
    parts: [
      {
        heading: '一、基本情况',
        rows: [
          ['应用名称', application.name],
          ['应用类型', APPLICATION_KIND_WORDS[row.kind].zh],
          ['访问地址', application.addresses.join(' ')],
          ['备案信息', filingsText(whole)],
          [
            '办理事由',
            `${CLOSING_OCCASION_WORDS[row.occasion].zh}，${CLOSING_OUTCOME_WORDS[row.outcome].zh}`,
          ],
          ['依据文件', row.paper],
          ['起始日期', row.since],
          ...(successor === undefined ? [] : [['接收单位', successor] as const]),
        ],
      },
      { heading: '二、办理步骤和证明', rows: whole.progress.map(({ step }) => stepLine(step, sealing)) },
      {
        heading: '三、封存',
        rows: [
          ['签字负责人', signer],
          ['签字时间', at.toISOString()],
          ['记录摘要SHA-256', digest.sha256],
          ['记录摘要SM3', digest.sm3],
        ],
      },
    ],
    note: '本记录由本单位负责人签字封存，摘要已列入存证。核验方法：下载记录原文，计算摘要并与存证条目比对，存证按公开步骤独立核验。本记录供自查和备查使用，不替代主管部门认定。',
    signer: unitName,
    date: row.since > at.toISOString().slice(0, 10) ? row.since : at.toISOString().slice(0, 10),
  };
}

function filingsText({ application }: WholeCase): string {
  return (
    application.filings.map(({ kind, number }) => `${FILING_WORDS[kind].zh} ${number}`).join('；') || '无'
  );
}

function stepLine(
  step: WholeCase['progress'][number]['step'],
  { whole, documents }: Sealing,
): readonly [string, string] {
  const row = whole.steps.find((each) => each.step === step);
  const { doer, inSystem } = STEP_RULES[step];
  const confirmation = confirmationOf(step, whole);
  const text =
    row?.not_needed ||
    [
      CLOSING_DOER_WORDS[doer].zh,
      row?.done_on && `${row.done_on}办结`,
      row?.number && `编号${row.number}`,
      row?.issuer,
      ...(row?.documents ?? []).flatMap((id) => {
        const found = documents.get(id);
        return found ? [`${found.name}（SHA-256 ${found.sha256}）`] : [];
      }),
      inSystem && !row && '台账已登记',
      confirmation && CONFIRMATION_WORDS[confirmation].zh,
    ]
      .filter(Boolean)
      .join('，');
  return [CLOSING_STEP_WORDS[step].zh, row?.not_needed ? `不涉及：${text}` : text];
}
