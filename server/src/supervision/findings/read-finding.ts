import type { FindingAct, FindingView } from '@zhengdun/contract';
import { isUnderWay, readVerdict } from '../../inspection/index.ts';
import type { Database } from '../../kernel/database/index.ts';
import { HouseError } from '../../kernel/errors/index.ts';
import { type Actor, scopeOf, withinScope } from '../../kernel/tenancy/index.ts';
import { openNoticeOf } from '../notices/notice.repo.ts';
import { numberOf } from '../notices/notice.ts';
import type { FindingActRecord } from '../tables.ts';
import { commentsOf } from './comment.repo.ts';
import { findFinding, historyOf, type NamedFinding } from './finding.repo.ts';
import { isOnTheList, lifeOf } from './finding.ts';
import { afterAct, type HumanAct } from './finding-life.ts';
import { type Reading, rowsOf } from './read-findings.ts';

/** One finding with its life. @throws HouseError `finding-unknown` */
export async function readFinding(db: Database, reading: Reading, id: string): Promise<FindingView> {
  const { actor, lang, now } = reading;
  const { record, row, history, comments, notice } = await withinScope(
    db,
    scopeOf(actor, 'finding.read'),
    async (trx) => {
      const found = await findFinding(trx, id);
      const [named] = found ? await rowsOf(trx, reading, [found]) : [];
      if (!found || !named) throw new HouseError('finding-unknown', {});
      return {
        record: found,
        row: named,
        history: await historyOf(trx, id),
        comments: await commentsOf(trx, id),
        notice: await openNoticeOf(trx, [id]),
      };
    },
  );
  const seen = await readVerdict(db, { checkId: record.seen_check, rule: record.rule, lang });
  const waits = record.recheck_id !== null && (await isUnderWay(db, record.recheck_id));
  return {
    ...row,
    ...(seen && { seen }),
    checkId: record.seen_check,
    seenAt: record.last_seen_at.toISOString(),
    ...(waits && record.recheck_id && { recheckId: record.recheck_id }),
    ...(notice && { notice: { id: notice.id, number: numberOf(notice) } }),
    ...pleaOf(record, history),
    history: history.map(lineOf),
    comments: comments.map(({ id: comment, at, actor_name, actor_unit, body }) => ({
      id: comment,
      at: at.toISOString(),
      by: actor_name,
      unit: actor_unit,
      body,
    })),
    mayComment: await mayComment(db, actor, id),
    may: await mayDoTo(db, actor, { record, now, waits }),
    asOf: now.toISOString(),
  };
}

function pleaOf(record: NamedFinding, history: readonly FindingActRecord[]): Pick<FindingView, 'plea'> {
  const { plea, plea_ground, plea_days } = record;
  const asked = history.findLast(({ act }) => act === (plea === 'delay' ? 'delay-asked' : 'appealed'));
  if (plea === null || plea_ground === null || !asked) return {};
  return {
    plea: {
      kind: plea,
      by: asked.actor_name,
      at: asked.at.toISOString(),
      ground: plea_ground,
      ...(plea_days !== null && { days: plea_days }),
    },
  };
}

function lineOf(act: FindingActRecord): FindingView['history'][number] {
  return {
    id: act.id,
    at: act.at.toISOString(),
    event: act.act,
    to: act.to_state,
    ...(act.actor_name !== '' && { by: act.actor_name }),
    ...(act.from_state && { from: act.from_state }),
    ...(act.check_id && { checkId: act.check_id }),
    ...(act.other_name !== '' && { other: act.other_name }),
    ...(act.ground && { ground: act.ground }),
    ...(act.days !== null && { days: act.days }),
    ...(act.due_on && { dueOn: act.due_on }),
  };
}

const DEMANDS = {
  assign: ['finding.assign', 'assign'],
  recheck: ['finding.mend', 'recheck'],
  delay: ['finding.mend', 'delay'],
  appeal: ['finding.mend', 'appeal'],
  'decide-delay': ['finding.decide', 'grant-delay'],
  'decide-appeal': ['finding.decide', 'uphold-appeal'],
  watch: ['finding.decide', 'watch'],
  unwatch: ['finding.decide', 'unwatch'],
} as const satisfies Record<FindingAct, readonly [string, HumanAct]>;

/** What the reader may do to a finding as it stands: by permission over its unit, and by its life. */
async function mayDoTo(
  db: Database,
  actor: Actor,
  about: { readonly record: NamedFinding; readonly now: Date; readonly waits: boolean },
): Promise<FindingAct[]> {
  const { record, now, waits } = about;
  if (actor.kind !== 'person' || !isOnTheList(record)) return [];
  const may: FindingAct[] = [];
  for (const permission of ['finding.assign', 'finding.mend', 'finding.decide'] as const) {
    const reached = await withinScope(db, scopeOf(actor, permission), (trx) => findFinding(trx, record.id));
    if (!reached) continue;
    for (const act of Object.keys(DEMANDS) as FindingAct[]) {
      const [needed, human] = DEMANDS[act];
      const isOwnRequest = act.startsWith('decide') && record.plea_by === actor.id;
      const isWaiting = act === 'recheck' && waits;
      if (needed === permission && !isOwnRequest && !isWaiting && afterAct(lifeOf(record, now), human).ok)
        may.push(act);
    }
  }
  return may;
}

async function mayComment(db: Database, actor: Actor, id: string): Promise<boolean> {
  if (actor.kind !== 'person') return false;
  const reached = await withinScope(db, scopeOf(actor, 'finding.comment'), (trx) => findFinding(trx, id));
  return reached !== undefined;
}
