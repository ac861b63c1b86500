import {
  type Confirmation,
  type Lang,
  OPENING_PAPERS,
  type OpeningQuery,
  type OpeningRow,
  type OpeningStepView,
  type OpeningView,
  openingFieldsOf,
  type Verdict,
} from '@zhengdun/contract';
import { basisOf } from '@zhengdun/rulebook';
import { namesOfDocuments } from '../assurance/index.ts';
import { namesOfActors } from '../identity/index.ts';
import { readNamedResult } from '../inspection/index.ts';
import type { Caller } from '../kernel/audit/index.ts';
import type { Transaction } from '../kernel/database/index.ts';
import { HouseError } from '../kernel/errors/index.ts';
import { type Actor, beyondScope, covers, mayDo, scopeOf, withinScope } from '../kernel/tenancy/index.ts';
import { findCheckOf } from '../registry/index.ts';
import { countCases, findCase, type ListScopes, listCases } from './case.repo.ts';
import { type OpeningTools, obstaclesOfCase, stepRecord, type WholeCase, wholeCase } from './case.ts';
import { formProblems, knownForm, problemText, sourcesOf } from './form.ts';
import { isApproved, obstacleView } from './obstacles.ts';
import type { StepProgress } from './progress.ts';
import { STEP_RULES } from './steps.ts';
import type { CaseRow, EventRow } from './tables.ts';

/** One page of the cases, by time left. */
export async function readOpenings({ db }: OpeningTools, actor: Actor, query: OpeningQuery) {
  const scopes = scopesOfList(actor);
  const { page, size, ...filter } = query;
  return withinScope(db, scopes.read, async (trx) => {
    const rows = await listCases(trx, scopes, { filter, offset: (page - 1) * size, limit: size });
    const total = await countCases(trx, scopes, filter);
    return {
      rows: rows.map(rowOf),
      total,
      registered: total > 0 ? total : await countCases(trx, scopes, { show: 'all' }),
      asOf: new Date().toISOString(),
    };
  });
}

/** The cases that wait for the reader, by time left, up to a limit; nobody has counted them all. */
export async function readWaiting(
  { db }: OpeningTools,
  actor: Actor,
  limit: number,
): Promise<readonly OpeningRow[]> {
  const scopes = scopesOfList(actor);
  return withinScope(db, scopes.read, async (trx) => {
    const rows = await listCases(trx, scopes, { filter: { show: 'mine' }, offset: 0, limit });
    return rows.map(rowOf);
  });
}

function scopesOfList(actor: Actor): ListScopes {
  return {
    read: scopeOf(actor, 'opening.read'),
    apply: scopeOf(actor, 'opening.apply'),
    decide: scopeOf(actor, 'opening.decide'),
    override: scopeOf(actor, 'opening.override'),
    unitId: actor.unitId,
  };
}

function rowOf({
  unit_id,
  unit_name,
  next_step,
  due_on,
  since,
  ...row
}: Awaited<ReturnType<typeof listCases>>[number]): OpeningRow {
  return {
    ...row,
    unit: { id: unit_id, name: unit_name },
    ...(next_step !== null && { next: next_step }),
    ...(due_on !== null && { dueOn: due_on }),
    since: since.toISOString(),
  };
}

/** A case with what stands against it, how far it is, and what the asker may do. @throws HouseError `opening-unknown` */
export async function readOpening(
  tools: OpeningTools,
  { actor }: Pick<Caller, 'actor'>,
  { id, lang }: { readonly id: string; readonly lang: Lang },
): Promise<OpeningView> {
  const scope = scopeOf(actor, 'opening.read');
  return withinScope(tools.db, scope, async (trx) => {
    const row = await findCase(trx, id);
    if (!row) throw new HouseError('opening-unknown', {});
    const whole = await wholeCase(trx, row, tools.now());
    const ended = ['refused', 'withdrawn'].includes(row.state);
    const found = ended ? [] : await obstaclesOfCase(trx, whole, tools.readings);
    const next = whole.progress.find(({ state }) => state === 'open' || state === 'late');
    return {
      ...factsOf(whole, lang),
      ...(row.state === 'granted' && next && { next: next.step }),
      obstacles: found.map((each) =>
        obstacleView(each, { lang, overridden: isApproved(each, whole.overrides) }),
      ),
      steps: await stepViews(trx, whole, lang),
      acts: actsOf(row, actor),
      events: await eventViews(trx, whole.events),
      asOf: tools.now().toISOString(),
    };
  });
}

function factsOf(whole: WholeCase, lang: Lang) {
  const { row, unit, events } = whole;
  const problems = formProblems(row.form, { kind: row.kind, unitKind: unit.kind });
  const asked = events.findLast(({ event }) => event === 'returned')?.items ?? [];
  const before = row.returned_form ?? {};
  return {
    id: row.id,
    name: row.name,
    kind: row.kind,
    state: row.state,
    unit: {
      id: row.unit_id,
      name: unit.name,
      kind: unit.kind,
      regionName: unit.regions.join(''),
      ...(unit.creditCode && { creditCode: unit.creditCode }),
    },
    since: row.since.toISOString(),
    ...(row.due_on !== null && { dueOn: row.due_on }),
    ...(row.application_id !== null && { applicationId: row.application_id }),
    form: row.form,
    sources: sourcesOf(row.form, knownForm(unit, row.kind)),
    fields: openingFieldsOf(row.kind, unit.kind),
    problems: problems.map((problem) => ({ field: problem.field, text: problemText(problem, lang) })),
    toMend:
      row.state === 'returned'
        ? asked.map(({ field, note }) => ({
            field,
            note,
            changed: (row.form[field] ?? '') !== (before[field] ?? ''),
          }))
        : [],
    papers: row.kind === 'website' ? [...OPENING_PAPERS] : [],
  };
}

async function stepViews(trx: Transaction, whole: WholeCase, lang: Lang): Promise<OpeningStepView[]> {
  const { row, unit } = whole;
  const verdicts = await verdictsOf(trx, row.application_id);
  const about = { kind: row.kind, unitKind: unit.kind, form: row.form };
  const scans = whole.steps.flatMap(({ document_id }) => document_id ?? []);
  const names = await namesOfDocuments(trx, scans);
  return whole.progress.map((progress) => {
    const rule = STEP_RULES[progress.step];
    const record = recordOfStep(whole, progress, names);
    return {
      step: progress.step,
      state: progress.state,
      doer: rule.doer,
      inSystem: rule.inSystem ?? false,
      obligation: rule.basis(about),
      basis: basisOf(rule.basis(about), rule.companion, lang),
      overridable: rule.overridable ?? false,
      asks: [...rule.asks],
      waitsFor: [...progress.waitsFor],
      ...(record && { record }),
      ...(progress.days !== undefined && { days: progress.days }),
      ...(progress.due && { due: progress.due }),
      ...(rule.confirmedBy &&
        row.kind === 'website' &&
        progress.state === 'done' && { confirmation: confirmationOf(rule.confirmedBy, verdicts) }),
    };
  });
}

function recordOfStep(
  whole: WholeCase,
  { step }: StepProgress,
  names: ReadonlyMap<string, string>,
): OpeningStepView['record'] {
  if (step !== 'review') {
    const { documentId: id, ...record } = stepRecord(whole, step) ?? {};
    if (!('doneOn' in record)) return undefined;
    return { ...record, ...(id !== undefined && { document: { id, name: names.get(id) ?? id } }) };
  }
  const { decided_on: day, state } = whole.row;
  return state === 'granted' && day !== null
    ? { number: '', issuer: '', receipt: '', doneOn: day }
    : undefined;
}

/** What the latest check of the application saw, by rule. */
async function verdictsOf(
  trx: Transaction,
  applicationId: string | null,
): Promise<ReadonlyMap<string, Verdict>> {
  const checkId = applicationId === null ? undefined : await findCheckOf(trx, applicationId);
  if (checkId === undefined) return new Map();
  const result = await readNamedResult(trx, checkId);
  return new Map((result?.verdicts ?? []).map(({ rule, verdict }) => [rule, verdict]));
}

/** Confirmed when every rule sees it, contradicted when one sees it otherwise. */
function confirmationOf(rules: readonly string[], verdicts: ReadonlyMap<string, Verdict>): Confirmation {
  const seen = rules.map((rule) => verdicts.get(rule));
  if (seen.includes('unmet')) return 'contradicted';
  return seen.every((verdict) => verdict === 'met') ? 'confirmed' : 'awaiting';
}

function actsOf(row: CaseRow, actor: Actor): OpeningView['acts'] {
  const reaches = (permission: 'opening.apply' | 'opening.decide' | 'opening.override') =>
    mayDo(actor, permission) && covers(scopeOf(actor, permission), row);
  const applies = reaches('opening.apply');
  const foreign = actor.unitId !== row.unit_id && ![row.begun_by, row.submitted_by].includes(actor.id);
  const decides = reaches('opening.decide') && foreign;
  const filling = row.state === 'draft' || row.state === 'returned';
  const ended = row.state === 'refused' || row.state === 'withdrawn';
  const deciding = row.state === 'submitted' || row.state === 'review';
  return {
    fill: applies && filling,
    submit: applies && filling,
    withdraw: applies && (filling || deciding),
    accept: decides && row.state === 'submitted',
    decide: decides && row.state === 'review',
    override: reaches('opening.override') && !ended,
    record: applies && !ended,
  };
}

/** Who acted is told to both sides by name, wherever they belong. */
async function eventViews(trx: Transaction, events: readonly EventRow[]): Promise<OpeningView['events']> {
  const names = await beyondScope(trx, () =>
    namesOfActors(
      trx,
      events.map(({ actor }) => actor),
    ),
  );
  return events.map(({ event, at, actor, step, text, items }) => ({
    event,
    at: at.toISOString(),
    actor: names.get(actor)?.name ?? '政盾',
    ...(step !== null && { step }),
    text: [text, ...items.map(({ note }) => note)].filter(Boolean).join('\n'),
  }));
}
