import {
  doneSchema,
  exitLinkViewSchema,
  type LinkDecision,
  type LinkQuery,
  linkListSchema,
} from '@zhengdun/contract';
import { useAct } from './use-act.ts';
import { queryText, useAsked } from './use-asked.ts';

/** A page of 外链台账. */
export const useLinks = ({ ...query }: LinkQuery) => useAsked(linkListSchema, `/links?${queryText(query)}`);
/** One link; it is asked for again while it waits to be looked at. */
export const useLink = (id: string) =>
  useAsked(exitLinkViewSchema, `/links/${id}`, (link) =>
    link && link.dueAt <= link.asOf && !link.goneAt ? 4_000 : false,
  );

export const useDecideLink = (id: string) =>
  useAct(doneSchema, (body: LinkDecision) => ({ path: `/links/${id}/decide`, body }));
export const useAssignLink = (id: string) =>
  useAct(doneSchema, (handler: string) => ({ path: `/links/${id}/assign`, body: { handler } }));
export const useAcceptLink = (id: string) =>
  useAct(doneSchema, (ground: string) => ({ path: `/links/${id}/accept`, body: { ground } }));
export const useRecheckLink = (id: string) => useAct(doneSchema, () => ({ path: `/links/${id}/recheck` }));

/** The whole filter as a sheet. */
export function linksFile({ page: _, size: __, ...filter }: LinkQuery): string {
  return `/api/links/export.xlsx?${queryText(filter)}`;
}
export function linkPictureAddress(id: string, sha256: string): string {
  return `/api/links/${id}/pictures/${sha256}`;
}
