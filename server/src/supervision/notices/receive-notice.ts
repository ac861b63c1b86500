import { type Caller, recordDone } from '../../kernel/audit/index.ts';
import { HouseError } from '../../kernel/errors/index.ts';
import { tellPeople } from '../../messages/index.ts';
import type { NoticeRecord } from '../tables.ts';
import { type Acting, actingBy, type SupervisionTools } from '../tools.ts';
import { insertNoticeAct, noticeForUpdate, updateNotice } from './notice.repo.ts';
import { demandNoticeAct, noticeAct } from './notice.ts';

/** Lets a person do something to one notice, kept from others meanwhile. @throws HouseError `notice-unknown` */
export async function onNotice<T>(
  tools: Pick<SupervisionTools, 'db' | 'now'>,
  about: {
    readonly caller: Caller;
    readonly permission: 'notice.answer' | 'notice.send';
    readonly id: string;
  },
  work: (acting: Acting, notice: NoticeRecord) => Promise<T>,
): Promise<T> {
  return actingBy(tools, about, async (acting) => {
    const notice = await noticeForUpdate(acting.trx, about.id);
    if (!notice) throw new HouseError('notice-unknown', {});
    return work(acting, notice);
  });
}

/** 签收. The term has been running since 送达. @throws HouseError `notice-unknown`, `notice-signed`, `notice-not-open` */
export async function signForNotice(tools: SupervisionTools, caller: Caller, id: string): Promise<void> {
  await onNotice(tools, { caller, permission: 'notice.answer', id }, async (acting, row) => {
    demandNoticeAct(row, 'sign', acting.now);
    await updateNotice(acting.trx, id, { signed_at: acting.now });
    await insertNoticeAct(acting.trx, noticeAct(acting, row, { act: 'signed' }));
    const object = { kind: 'notice', id } as const;
    await recordDone(acting.trx, caller, { act: 'notice-signed', object, unit: row.unit_id, detail: {} });
  });
}

/**
 * 退回, once and with its ground, or 延期, before the date: both wait for whoever sends notices.
 *
 * @throws HouseError `notice-unknown`, `notice-not-open`, `notice-returned`, `finding-plea-waits`, `finding-term-over`
 */
export async function pleadAboutNotice(
  tools: SupervisionTools,
  caller: Caller,
  plea: { readonly id: string; readonly ground: string } & (
    | { readonly kind: 'return' }
    | { readonly kind: 'delay'; readonly days: number }
  ),
): Promise<void> {
  const { id, kind, ground } = plea;
  await onNotice(tools, { caller, permission: 'notice.answer', id }, async (acting, row) => {
    const { trx, actor, now } = acting;
    demandNoticeAct(row, kind, now);
    const days = plea.kind === 'delay' ? plea.days : null;
    const asked = { plea: kind, plea_by: actor.id, plea_ground: ground, plea_days: days };
    await updateNotice(trx, id, { ...asked, ...(kind === 'return' && { return_asked_at: now }) });
    const act = kind === 'return' ? 'return-asked' : 'delay-asked';
    await insertNoticeAct(trx, noticeAct(acting, row, { act, ground, days }));
    const object = { kind: 'notice', id } as const;
    await recordDone(trx, caller, { act: 'notice-plea', object, unit: row.unit_id, detail: { plea: kind } });
    await tellPeople(trx, [row.sent_by], { matter: 'notice-plea', key: id, by: actor.id, now });
  });
}

/** 反馈整改情况; another answer takes the place of the last one, and the history keeps both. @throws HouseError `notice-unknown`, `notice-not-open` */
export async function answerNotice(
  tools: SupervisionTools,
  caller: Caller,
  { id, text }: { readonly id: string; readonly text: string },
): Promise<void> {
  await onNotice(tools, { caller, permission: 'notice.answer', id }, async (acting, row) => {
    demandNoticeAct(row, 'answer', acting.now);
    await updateNotice(acting.trx, id, { answer: text, answered_at: acting.now });
    await insertNoticeAct(acting.trx, noticeAct(acting, row, { act: 'answered', ground: text }));
    const object = { kind: 'notice', id } as const;
    await recordDone(acting.trx, caller, { act: 'notice-answered', object, unit: row.unit_id, detail: {} });
  });
}
