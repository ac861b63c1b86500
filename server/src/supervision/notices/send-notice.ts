import { randomUUID } from 'node:crypto';
import type { NewNotice, OutsideNotice } from '@zhengdun/contract';
import { localCalendars } from '../../calendar/index.ts';
import { peopleWith } from '../../identity/index.ts';
import { type Caller, recordDone } from '../../kernel/audit/index.ts';
import { dayOf, momentOf } from '../../kernel/clock/index.ts';
import { HouseError } from '../../kernel/errors/index.ts';
import { beyondScope, ownedAs } from '../../kernel/tenancy/index.ts';
import { tellPerson } from '../../messages/index.ts';
import { findingsForUpdate, insertActs, updateFindings } from '../findings/finding.repo.ts';
import { actBy, demandStep } from '../findings/finding.ts';
import type { FindingRecord, NewNoticeRow } from '../tables.ts';
import { termOf } from '../term.ts';
import { type Acting, actingBy, type SupervisionTools } from '../tools.ts';
import { insertNotice, insertNoticeAct, openNoticeOf } from './notice.repo.ts';
import { noticeAct, TITLE } from './notice.ts';

/**
 * 发送整改通知: findings of one unit, to be mended within working days that are counted from now on: 送达 is at once, whenever
 * it is signed for. Whoever may answer it is told that something waits.
 *
 * @returns its id
 * @throws HouseError `finding-unknown`, `finding-units-differ`, `finding-not-active`, `finding-in-notice`
 */
export async function sendNotice(
  tools: SupervisionTools,
  caller: Caller,
  { findings: ids, days, demand }: NewNotice,
): Promise<string> {
  return actingBy(tools, { caller, permission: 'notice.send' }, async (acting) => {
    const { trx, actor, now } = acting;
    const findings = await demandFindings(acting, ids);
    const sender = await beyondScope(trx, () => unitNameOf(acting, caller.actor.unitId));
    const calendarOf = await localCalendars(trx, now);
    const term = termOf(now, days, calendarOf(findings[0]?.region_path ?? ''));
    const own = { outside: false, number: null, title: TITLE.zh, sender, sent_by: actor.id, demand };
    const times = { delivered_at: now, signed_at: null };
    const id = await writeNotice(acting, findings, { ...own, ...times, ...term });
    await recordDone(trx, caller, {
      act: 'notice-sent',
      object: { kind: 'notice', id },
      unit: findings[0]?.unit_id,
      detail: { findings: findings.length, days },
    });
    await beyondScope(trx, () => tellReaders(acting, findings, id));
    return id;
  });
}

async function tellReaders(
  { trx, now }: Acting,
  [first]: readonly FindingRecord[],
  id: string,
): Promise<void> {
  if (!first) return;
  const readers = await peopleWith(trx, { unitId: first.unit_id, permission: 'notice.answer', now });
  for (const { id: personId } of readers)
    await tellPerson(trx, { personId, matter: 'notice-sent', key: id }, now);
}

/**
 * Registers a notice that came from outside, with the findings that it is about and the date that it gives. Who registers
 * it has received it: it is signed for.
 *
 * @returns its id
 * @throws HouseError `finding-unknown`, `finding-units-differ`, `finding-not-active`, `finding-in-notice`,
 *   `notice-days-wrong`
 */
export async function registerOutsideNotice(
  tools: SupervisionTools,
  caller: Caller,
  { findings: ids, sender, number, title, receivedOn, dueOn }: OutsideNotice,
): Promise<string> {
  return actingBy(tools, { caller, permission: 'notice.answer' }, async (acting) => {
    const { trx, actor, now } = acting;
    if (dueOn < receivedOn || receivedOn > dayOf(now)) throw new HouseError('notice-days-wrong', {});
    const findings = await demandFindings(acting, ids);
    const received = momentOf(receivedOn, '12:00');
    const paper = { outside: true, number, title, sender, sent_by: actor.id, demand: '' };
    const times = { delivered_at: received, signed_at: now };
    const term = { due_from: received, due_days: null, due_on: dueOn };
    const id = await writeNotice(acting, findings, { ...paper, ...times, ...term });
    await recordDone(trx, caller, {
      act: 'notice-registered',
      object: { kind: 'notice', id },
      unit: findings[0]?.unit_id,
      detail: { findings: findings.length },
    });
    return id;
  });
}

/** Findings of one unit that are to be mended and stand in no other notice. */
async function demandFindings({ trx, now }: Acting, ids: readonly string[]): Promise<FindingRecord[]> {
  const wanted = [...new Set(ids)];
  const findings = await findingsForUpdate(trx, wanted);
  const [first] = findings;
  if (!first || findings.length < wanted.length) throw new HouseError('finding-unknown', {});
  if (findings.some(({ unit_id }) => unit_id !== first.unit_id))
    throw new HouseError('finding-units-differ', {});
  for (const finding of findings) demandStep(finding, 'notice', now);
  if (await openNoticeOf(trx, wanted)) throw new HouseError('finding-in-notice', {});
  return findings;
}

type Written = Pick<
  NewNoticeRow,
  | 'outside'
  | 'number'
  | 'title'
  | 'sender'
  | 'sent_by'
  | 'demand'
  | 'delivered_at'
  | 'signed_at'
  | 'due_from'
  | 'due_days'
  | 'due_on'
>;

async function writeNotice(
  acting: Acting,
  findings: readonly FindingRecord[],
  written: Written,
): Promise<string> {
  const { trx, now } = acting;
  const [first] = findings;
  if (!first) throw new Error('a notice is about findings');
  const id = randomUUID();
  const ids = findings.map((finding) => finding.id);
  const row = { id, ...ownedAs(first) };
  await insertNotice(trx, { ...row, ...written, ...NOTHING_YET }, ids);
  const { due_from, due_days, due_on } = written;
  await updateFindings(trx, ids, { due_from, due_days, due_on });
  await insertActs(
    trx,
    findings.map((finding) =>
      actBy(acting, finding, demandStep(finding, 'notice', now), { days: due_days, due_on }),
    ),
  );
  const act = written.outside ? 'registered' : 'sent';
  await insertNoticeAct(trx, noticeAct(acting, row, { act, days: due_days, due_on }));
  return id;
}

const NOTHING_YET = {
  return_asked_at: null,
  withdrawn_at: null,
  answer: null,
  answered_at: null,
  done_at: null,
  plea: null,
  plea_by: null,
  plea_ground: null,
  plea_days: null,
} as const;

async function unitNameOf({ trx, actor }: Acting, unitId: string | undefined): Promise<string> {
  const unit = await trx
    .selectFrom('registry_unit')
    .select('name')
    .where('id', '=', unitId ?? '')
    .executeTakeFirst();
  return unit?.name ?? actor.name;
}
