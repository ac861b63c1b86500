import {
  type AskDelay,
  createdSchema,
  type DecidePlea,
  doneSchema,
  type NewNotice,
  type NoticeQuery,
  noticeDraftSchema,
  noticeListSchema,
  noticeViewSchema,
  type OutsideNotice,
} from '@zhengdun/contract';
import { useAct } from './use-act.ts';
import { queryText, useAsked } from './use-asked.ts';

/** A page of 通知台账. */
export const useNotices = ({ ...query }: NoticeQuery) =>
  useAsked(noticeListSchema, `/notices?${queryText(query)}`);
export const useNotice = (id: string) => useAsked(noticeViewSchema, `/notices/${id}`);

interface Draft {
  readonly findings: readonly string[];
  readonly days: number;
}

/** What would be sent now. */
export const useDraft = (draft: Draft | undefined) =>
  useAsked(noticeDraftSchema, draft && `/notices/draft?${draftText(draft)}`);
export const useSendNotice = () => useAct(createdSchema, (body: NewNotice) => ({ path: '/notices', body }));
export const useRegisterNotice = () =>
  useAct(createdSchema, (body: OutsideNotice) => ({ path: '/notices/outside', body }));

export const useSign = (id: string) =>
  useAct(doneSchema, (_: undefined) => ({ path: `/notices/${id}/sign` }));
export const useReturn = (id: string) =>
  useAct(doneSchema, (body: { ground: string }) => ({ path: `/notices/${id}/return`, body }));
export const useDelayNotice = (id: string) =>
  useAct(doneSchema, (body: AskDelay) => ({ path: `/notices/${id}/delay`, body }));
export const useAnswer = (id: string) =>
  useAct(doneSchema, (body: { text: string }) => ({ path: `/notices/${id}/answer`, body }));
export const useDecideNotice = (id: string) =>
  useAct(doneSchema, (body: DecidePlea) => ({ path: `/notices/${id}/decide`, body }));

/** The draft as a paper. */
export function draftPaper(draft: Draft, demand: string): string {
  return `/api/notices/draft.docx?${draftText(draft)}&${queryText({ demand })}`;
}

/** A notice, or its answer, as a paper. */
export function noticePaper(id: string, of: 'notice' | 'answer'): string {
  return `/api/notices/${id}/${of}.docx`;
}

function draftText({ findings, days }: Draft): string {
  return queryText({ findings: findings.join(','), days });
}
