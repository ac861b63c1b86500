import type { FindingMark, FindingRow, Lang } from '@zhengdun/contract';
import { FINDING_MARK_WORDS, FINDING_STATE_WORDS, HANDLER_WORDS, type Handler } from '@zhengdun/contract';
import { citation, obligation } from '@zhengdun/rulebook';
import { type Calendar, dayOf } from '../../kernel/clock/index.ts';
import { HouseError } from '../../kernel/errors/index.ts';
import { ownedAs } from '../../kernel/tenancy/index.ts';
import type { FindingRecord, NewFindingAct } from '../tables.ts';
import { termView } from '../term.ts';
import type { Acting } from '../tools.ts';
import type { NamedFinding } from './finding.repo.ts';
import { afterAct, type HumanAct, isActive, type Life, type Step } from './finding-life.ts';

/** What the state machine asks of a row. */
export function lifeOf(row: FindingRecord, now: Date): Life {
  return {
    state: row.state,
    assigned: row.assignee_id !== null,
    plea: row.plea ?? undefined,
    watched: row.watched_at !== null,
    term: row.due_from === null ? 'none' : isOverdue(row, now) ? 'over' : 'running',
  };
}

function isOverdue({ due_on }: Pick<FindingRecord, 'due_on'>, now: Date): boolean {
  return due_on !== null && due_on < dayOf(now);
}

/** Whether anything is done about a finding: one that is no longer looked at stays as it was. */
export function isOnTheList({ state, retired_at }: FindingRecord): boolean {
  return isActive(state) && retired_at === null;
}

/** @throws HouseError the sentence of why the act does not fit */
export function demandStep(row: FindingRecord, act: HumanAct, now: Date): Step {
  const after = afterAct(lifeOf(row, now), act);
  if (row.retired_at !== null || (!after.ok && after.why === 'finding-not-active'))
    throw new HouseError('finding-not-active', { state: stateWord(row) });
  if (!after.ok) throw new HouseError(after.why as Exclude<typeof after.why, 'finding-not-active'>, {});
  return after.step;
}

function stateWord({ state, retired_at }: FindingRecord) {
  return retired_at === null ? FINDING_STATE_WORDS[state] : FINDING_MARK_WORDS.retired;
}

/** What stands beside the state. */
function marksOf(row: FindingRecord, now: Date): FindingMark[] {
  if (row.retired_at !== null) return ['retired'];
  const marks: readonly (readonly [FindingMark, boolean])[] = [
    ['overdue', isOnTheList(row) && isOverdue(row, now)],
    ['delay-asked', row.plea === 'delay'],
    ['appealed', row.plea === 'appeal'],
    ['watched', row.watched_at !== null],
    ['deferred', row.proof_kind === 'deferral' && isActive(row.state)],
    ['inherited', row.inherited],
  ];
  return marks.flatMap(([mark, holds]) => (holds ? [mark] : []));
}

/** A row of the list. */
export function findingRow(
  row: NamedFinding,
  about: { readonly problem: string; readonly lang: Lang; readonly now: Date; readonly calendar: Calendar },
): FindingRow {
  const { problem, lang, now, calendar } = about;
  const known = obligation(row.obligation);
  return {
    id: row.id,
    problem,
    obligation: {
      id: row.obligation,
      title: known?.title[lang] ?? row.obligation,
      citation: known ? citation(known.position, lang) : '',
    },
    application: { id: row.application_id, name: row.application_name },
    unit: { id: row.unit_id, name: row.unit_name },
    verdict: row.state === 'attested' ? 'met' : row.verdict,
    ...(row.proof_kind && {
      proof: {
        kind: row.proof_kind,
        ...(row.proof_by !== null && { by: row.proof_by }),
        ...(row.proof_until !== null && { until: row.proof_until }),
      },
    }),
    severity: row.severity,
    state: row.state,
    marks: marksOf(row, now),
    handler: HANDLER_WORDS[row.handler as Handler][lang],
    ...(row.assignee_id !== null && {
      assignee: { id: row.assignee_id, name: row.assignee_name ?? '' },
    }),
    ...termView(row, now, calendar),
    foundAt: row.found_at.toISOString(),
    ...(row.closed_at && { closedAt: row.closed_at.toISOString() }),
  };
}

/** A line of the history by a person. */
export function actBy(
  { actor, now }: Acting,
  row: FindingRecord,
  step: Step,
  more: Partial<NewFindingAct> = {},
): NewFindingAct {
  return {
    finding_id: row.id,
    ...ownedAs(row),
    at: now,
    actor_id: actor.id,
    actor_name: actor.name,
    act: step.event,
    from_state: row.state,
    to_state: step.state,
    check_id: null,
    other_id: null,
    ground: null,
    days: null,
    due_on: null,
    ...more,
  };
}

export const NO_PLEA = { plea: null, plea_by: null, plea_ground: null, plea_days: null } as const;
