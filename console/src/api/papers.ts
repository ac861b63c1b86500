import {
  createdSchema,
  type Destruction,
  documentSchema,
  type ExceptionDecision,
  type ExpiryQuery,
  exceptionListSchema,
  expiryListSchema,
  type NewException,
  type NewPaper,
  type PaperInput,
  paperVerdictListSchema,
  paperViewSchema,
} from '@zhengdun/contract';
import { useAct } from './use-act.ts';
import { queryText, useAsked } from './use-asked.ts';

/** What papers are about. */
export type PaperOwner = 'applications' | 'units';

/** Obligations that papers decide, for an application or a unit as a whole. */
export const usePapers = (of: PaperOwner, id: string) =>
  useAsked(paperVerdictListSchema, id === '' ? undefined : `/${of}/${id}/papers`);
export const usePaper = (id: string) => useAsked(paperViewSchema, `/papers/${id}`);
/** Writes a paper, or the next version of the one of this id. */
export const useSavePaper = (id: string | undefined) =>
  useAct(createdSchema, (body: NewPaper | PaperInput) => ({
    path: id ? `/papers/${id}/versions` : '/papers',
    body,
  }));
export const useSignPaper = (id: string) =>
  useAct(createdSchema, (version: number) => ({ path: `/papers/${id}/sign`, body: { version } }));
export const useWithdrawPaper = (id: string) =>
  useAct(createdSchema, (ground: string) => ({ path: `/papers/${id}/withdraw`, body: { ground } }));

/** Hands in a file for a unit. */
export const useUpload = (unit: string) =>
  useAct(documentSchema, (file: File) => ({
    path: `/documents?${queryText({ unit, name: file.name })}`,
    file,
  }));
export const useDocument = (id: string) => useAsked(documentSchema, `/documents/${id}`);
export const useDestroyDocument = (id: string) =>
  useAct(documentSchema.pick({ id: true }), (body: Destruction) => ({
    path: `/documents/${id}/destroy`,
    body,
  }));
export function contentAddress(id: string): string {
  return `/api/documents/${id}/content`;
}

export const useExceptions = (applicationId: string) =>
  useAsked(exceptionListSchema, `/applications/${applicationId}/exceptions`);
export const useAskException = () =>
  useAct(createdSchema, (body: NewException) => ({ path: '/exceptions', body }));
/** Approves, refuses, or ends what was approved. */
export const useSettleException = () =>
  useAct(createdSchema, ({ id, how }: { id: string; how: ExceptionDecision | 'ended' }) =>
    how === 'ended'
      ? { path: `/exceptions/${id}/end` }
      : { path: `/exceptions/${id}/decide`, body: { decision: how } },
  );

/** A page of 即将到期. */
export const useExpiries = (query: ExpiryQuery) =>
  useAsked(expiryListSchema, `/expiries?${queryText(query)}`);
/** The same filter as a calendar file. */
export function calendarAddress({ page: _, size: __, ...filter }: ExpiryQuery): string {
  return `/api/expiries/calendar.ics?${queryText(filter)}`;
}
