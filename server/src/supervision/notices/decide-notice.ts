import type { DecidePlea } from '@zhengdun/contract';
import { localCalendars } from '../../calendar/index.ts';
import { type Caller, recordDone } from '../../kernel/audit/index.ts';
import { HouseError } from '../../kernel/errors/index.ts';
import { tellPeople } from '../../messages/index.ts';
import { findingsForUpdate, insertActs, updateFindings } from '../findings/finding.repo.ts';
import { actBy, isOnTheList } from '../findings/finding.ts';
import type { FindingRecord, NoticeRecord } from '../tables.ts';
import { delayedTerm, NO_TERM } from '../term.ts';
import type { Acting, SupervisionTools } from '../tools.ts';
import { findingIdsOf, insertNoticeAct, updateNotice } from './notice.repo.ts';
import { demandNoticeAct, NO_NOTICE_PLEA, noticeAct } from './notice.ts';
import { onNotice } from './receive-notice.ts';

/**
 * Decides the request that waits. A granted 退回 withdraws the notice and the term of its findings; a granted 延期 moves
 * the date of the notice and of what is still to be mended of it. Who asked never decides.
 *
 * @throws HouseError `notice-unknown`, `notice-not-open`, `finding-plea-missing`, `decision-on-own-request`,
 *   `refusal-ground-missing`
 */
export async function decideNotice(
  tools: SupervisionTools,
  caller: Caller,
  { id, decision, ground }: DecidePlea & { readonly id: string },
): Promise<void> {
  await onNotice(tools, { caller, permission: 'notice.send', id }, async (acting, row) => {
    const { trx, actor, now } = acting;
    const { plea, plea_by, plea_days } = row;
    demandNoticeAct(row, plea === 'return' ? 'decide-return' : 'decide-delay', now);
    if (!plea || !plea_by) throw new HouseError('finding-plea-missing', {});
    if (plea_by === actor.id) throw new HouseError('decision-on-own-request', {});
    if (decision === 'refuse' && !ground) throw new HouseError('refusal-ground-missing', {});
    const granted = decision === 'grant';
    const calendar = (await localCalendars(trx, now))(row.region_path);
    const term = delayedTerm(row, plea_days ?? 0, calendar);
    await updateNotice(trx, id, {
      ...NO_NOTICE_PLEA,
      ...(granted && (plea === 'return' ? { withdrawn_at: now } : term)),
    });
    if (granted) await moveFindings(acting, row, plea === 'return' ? NO_TERM : term);
    await insertNoticeAct(
      trx,
      noticeAct(acting, row, {
        act: `${plea}-${granted ? 'granted' : 'refused'}`,
        asked_by: plea_by,
        ground: ground || null,
        days: plea_days,
        due_on: granted && plea === 'delay' ? term.due_on : null,
      }),
    );
    const object = { kind: 'notice', id } as const;
    const detail = { plea, decision };
    await recordDone(trx, caller, { act: 'notice-plea-decided', object, unit: row.unit_id, detail });
    await tellPeople(trx, [plea_by], { matter: 'notice-plea-decided', key: id, by: actor.id, now });
  });
}

/** Gives what is still to be mended of a notice another term, or none. */
async function moveFindings(
  acting: Acting,
  { id }: NoticeRecord,
  term: Pick<FindingRecord, 'due_from' | 'due_days' | 'due_on'>,
): Promise<void> {
  const { trx } = acting;
  const findings = (await findingsForUpdate(trx, await findingIdsOf(trx, id))).filter(isOnTheList);
  if (findings.length === 0) return;
  await updateFindings(
    trx,
    findings.map((finding) => finding.id),
    term,
  );
  const event = term.due_from === null ? 'notice-withdrawn' : 'notice-delayed';
  await insertActs(
    trx,
    findings.map((finding) =>
      actBy(acting, finding, { event, state: finding.state, endsPlea: false }, { due_on: term.due_on }),
    ),
  );
}
