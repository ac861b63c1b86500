import {
  type ClosingQuery,
  type ClosingRecordForm,
  type ClosingRecordInput,
  type ClosingStep,
  closingListSchema,
  closingsBegunSchema,
  closingViewSchema,
  createdSchema,
  type NewClosing,
  successorListSchema,
} from '@zhengdun/contract';
import { useAct } from './use-act.ts';
import { queryText, useAsked } from './use-asked.ts';

/** A page of 变更关停, the longest under way first. */
export const useClosings = (query: ClosingQuery) =>
  useAsked(closingListSchema, `/closings?${queryText(query)}`);
export const useClosing = (id: string) => useAsked(closingViewSchema, `/closings/${id}`);
/** Units that may take something over, by two characters of their name. */
export const useSuccessors = (search: string) =>
  useAsked(
    successorListSchema,
    search.length < 2 ? undefined : `/closings/successors?${queryText({ search })}`,
  );
export const useBeginClosing = () =>
  useAct(closingsBegunSchema, (body: NewClosing) => ({ path: '/closings', body }));
export const useRecordClosing = (id: string, step: ClosingStep) =>
  useAct(closingViewSchema, (body: ClosingRecordInput) => ({ path: `/closings/${id}/steps/${step}`, body }));
export const useCheckClosing = (id: string) =>
  useAct(createdSchema, () => ({ path: `/closings/${id}/check` }));
export const useSealClosing = (id: string) =>
  useAct(closingViewSchema, (code: string) => ({ path: `/closings/${id}/seal`, body: { code } }));
export const useWithdrawClosing = (id: string) =>
  useAct(closingViewSchema, (ground: string) => ({ path: `/closings/${id}/withdraw`, body: { ground } }));
export function closingRecordAddress(id: string, form: ClosingRecordForm): string {
  return `/api/closings/${id}/record/${form}`;
}
