import type {
  ClosingQuery,
  ClosingRecordForm,
  ClosingRow,
  ClosingStepView,
  ClosingView,
  Lang,
} from '@zhengdun/contract';
import { basisOf, companion, companionValue, VALUE_UNIT_WORDS } from '@zhengdun/rulebook';
import { namesOfDocuments, takeDocument } from '../assurance/index.ts';
import { namesOfActors } from '../identity/index.ts';
import type { Caller } from '../kernel/audit/index.ts';
import { dayOf } from '../kernel/clock/index.ts';
import type { Database } from '../kernel/database/index.ts';
import { digestsOf } from '../kernel/digests.ts';
import { HouseError } from '../kernel/errors/index.ts';
import { type Actor, beyondScope, covers, mayDo, scopeOf, withinScope } from '../kernel/tenancy/index.ts';
import { findUnitsNamed, namesOfUnits } from '../registry/index.ts';
import { confirmationOf, type WholeCase, wholeCase } from './case.ts';
import { countCases, findCase, listCases } from './closing.repo.ts';
import { isComplete, type StepProgress } from './progress.ts';
import { STEP_RULES } from './steps.ts';
import type { ClosingTools } from './tools.ts';

/** One page of the cases, the longest under way first. */
export async function readClosings(
  { db, now }: Pick<ClosingTools, 'db' | 'now'>,
  actor: Actor,
  query: ClosingQuery & { readonly waits?: 'step' | 'signature' | undefined },
) {
  const { page, size, ...filter } = query;
  const scope = scopeOf(actor, 'closing.read');
  return withinScope(db, scope, async (trx) => {
    const rows = await listCases(trx, scope, { filter, offset: (page - 1) * size, limit: size });
    const total = await countCases(trx, scope, filter);
    // Who hands over may be anywhere.
    const units = await beyondScope(trx, () =>
      namesOfUnits(trx, [...new Set(rows.map((row) => row.unit_id))]),
    );
    return {
      rows: rows.map(
        ({ unit_id, region_path, sector_path, next_step, ...row }): ClosingRow => ({
          ...row,
          unit: { id: unit_id, name: units.get(unit_id) ?? '' },
          ...(next_step !== null && { next: next_step }),
          received: !covers(scope, { unit_id, region_path, sector_path }),
        }),
      ),
      total,
      registered: total > 0 ? total : await countCases(trx, scope, { show: 'all' }),
      asOf: now().toISOString(),
    };
  });
}

/** A case with its steps, and what the asker may do. @throws HouseError `closing-unknown` */
export async function readClosing(
  tools: ClosingTools,
  { actor }: Pick<Caller, 'actor'>,
  { id, lang }: { readonly id: string; readonly lang: Lang },
): Promise<ClosingView> {
  const scope = scopeOf(actor, 'closing.read');
  const at = tools.now();
  return withinScope(tools.db, scope, async (trx) => {
    const row = await findCase(trx, id);
    if (!row) throw new HouseError('closing-unknown', {});
    const whole = await wholeCase(trx, row, dayOf(at));
    // Who acted is told by name, wherever they belong.
    const actors = [
      ...whole.events.map((event) => event.actor),
      ...whole.steps.map((step) => step.recorded_by),
    ];
    const known = await beyondScope(trx, () => namesOfActors(trx, actors));
    const nameOf = (actorId: string): string => known.get(actorId)?.name ?? '政盾';
    const ids = whole.steps.flatMap((step) => step.documents);
    const documents = await namesOfDocuments(trx, ids);
    return {
      ...factsOf(whole),
      received: !covers(scope, row),
      ...(row.sealed_at !== null &&
        row.record !== null && {
          sealed: {
            at: row.sealed_at.toISOString(),
            by: nameOf(row.sealed_by ?? ''),
            ...digestsOf(row.record),
          },
        }),
      steps: whole.progress.map((progress) => stepView(progress, { whole, lang, nameOf, documents })),
      acts: actsOf(whole, actor),
      events: whole.events.map(({ event, at: when, actor: by, step, text }) => ({
        event,
        at: when.toISOString(),
        actor: nameOf(by),
        ...(step !== null && { step }),
        text,
      })),
      asOf: at.toISOString(),
    };
  });
}

function factsOf({ row, application, unitName, successor }: WholeCase) {
  const [address] = application.addresses;
  return {
    id: row.id,
    name: row.name,
    kind: row.kind,
    unit: { id: row.unit_id, name: unitName },
    occasion: row.occasion,
    outcome: row.outcome,
    state: row.state,
    since: row.since,
    ...(row.next_step !== null && { next: row.next_step }),
    applicationId: row.application_id,
    ...(address !== undefined && application.hosts.length > 0 && { address }),
    ...(successor !== undefined && { successor }),
    paper: row.paper,
    begunAt: row.begun_at.toISOString(),
  };
}

interface Telling {
  readonly whole: WholeCase;
  readonly lang: Lang;
  readonly nameOf: (actor: string) => string;
  readonly documents: ReadonlyMap<string, string>;
}

function stepView({ step, state, waitsFor, days }: StepProgress, telling: Telling): ClosingStepView {
  const { whole, lang, nameOf, documents } = telling;
  const rule = STEP_RULES[step];
  const row = whole.steps.find((each) => each.step === step);
  const confirmation = state === 'done' ? confirmationOf(step, whole) : undefined;
  return {
    step,
    state,
    doer: rule.doer,
    inSystem: rule.inSystem ?? false,
    obligation: rule.obligation,
    basis: basisOf(rule.obligation, rule.companion, lang),
    ...(rule.term !== undefined && { term: termOf(rule.term, lang) }),
    optional: rule.optional ?? false,
    asks: [...rule.asks],
    needsDocument: rule.needsDocument ?? false,
    waitsFor: [...waitsFor],
    ...(row && {
      record: {
        number: row.number,
        issuer: row.issuer,
        ...(row.done_on !== null && { doneOn: row.done_on }),
        ground: row.not_needed,
        // Who takes over is shown proofs once the case is sealed.
        documents: row.documents.flatMap((id) => {
          const name = documents.get(id);
          return name === undefined ? [] : [{ id, name }];
        }),
        by: nameOf(row.recorded_by),
      },
    }),
    ...(days !== undefined && { days }),
    ...(confirmation && { confirmation }),
  };
}

/** A term of a companion rule, in words. */
function termOf(id: string, lang: Lang): string {
  const found = companionValue(id);
  if (!found) throw new RangeError(`no companion value ${id}`);
  const { title, value, unit, source, place } = found;
  const rule = `${companion(source)?.title ?? ''}${place}`;
  return lang === 'zh'
    ? `${title.zh}${value}${VALUE_UNIT_WORDS[unit].zh}（${rule}）`
    : `${title.en} ${value} ${VALUE_UNIT_WORDS[unit].en} (${rule})`;
}

function actsOf({ row, progress, application }: WholeCase, actor: Actor): ClosingView['acts'] {
  const reaches = (permission: 'closing.record' | 'closing.seal' | 'check.start') =>
    row.state === 'open' && mayDo(actor, permission) && covers(scopeOf(actor, permission), row);
  return {
    record: reaches('closing.record'),
    check: reaches('closing.record') && application.hosts.length > 0 && row.outcome === 'close',
    seal: reaches('closing.seal') && row.begun_by !== actor.id && isComplete(progress),
    withdraw: reaches('closing.record'),
  };
}

/**
 * The sealed record: its text, whose digest stands in the ledger, or the paper for people.
 *
 * @throws HouseError `closing-unknown`, `closing-not-sealed`, `document-destroyed`
 */
export async function takeRecord(
  tools: ClosingTools,
  caller: Caller,
  { id, form }: { readonly id: string; readonly form: ClosingRecordForm },
): Promise<{ readonly name: string; readonly mediaType: string; readonly bytes: string | Uint8Array }> {
  const row = await withinScope(tools.db, scopeOf(caller.actor, 'closing.read'), (trx) => findCase(trx, id));
  if (!row) throw new HouseError('closing-unknown', {});
  if (row.record === null || row.document_id === null) throw new HouseError('closing-not-sealed', {});
  if (form === 'docx') return takeDocument(tools, caller, row.document_id);
  return { name: `closing-${id}.json`, mediaType: 'application/json', bytes: row.record };
}

/** Units that may take something over, wherever they are: their names are no secret. */
export async function readSuccessors(db: Database, actor: Actor, words: string) {
  const scope = scopeOf(actor, 'closing.record');
  return withinScope(db, scope, (trx) => beyondScope(trx, () => findUnitsNamed(trx, { words, limit: 8 })));
}
