import {
  createdSchema,
  type NameQuery,
  type NewOpening,
  nameAdviceSchema,
  type OpeningDecisionInput,
  type OpeningField,
  type OpeningForm,
  type OpeningOverride,
  type OpeningPaper,
  type OpeningQuery,
  type OpeningRecord,
  type OpeningStep,
  openingListSchema,
  openingViewSchema,
  platformListSchema,
} from '@zhengdun/contract';
import { useAct } from './use-act.ts';
import { queryText, useAsked } from './use-asked.ts';

/** A page of 开办办理, by time left. */
export const useOpenings = (query: OpeningQuery) =>
  useAsked(openingListSchema, `/openings?${queryText(query)}`);
export const useOpening = (id: string) => useAsked(openingViewSchema, `/openings/${id}`);
export const useBeginOpening = () =>
  useAct(createdSchema, (body: NewOpening) => ({ path: '/openings', body }));

/** Keeps what was typed. */
export const useSaveDraft = (id: string) =>
  useAct(openingViewSchema, (fields: OpeningForm) => ({ path: `/openings/${id}/draft`, body: { fields } }));
/** The same while the page goes away: the browser sends it after the page is gone. */
export function leaveDraft(id: string, fields: OpeningForm): void {
  if (Object.keys(fields).length === 0) return;
  const body = new Blob([JSON.stringify({ fields })], { type: 'application/json' });
  navigator.sendBeacon(`/api/openings/${id}/draft`, body);
}
export const useSubmitOpening = (id: string) =>
  useAct(openingViewSchema, (mended: readonly OpeningField[]) => ({
    path: `/openings/${id}/submit`,
    body: { mended },
  }));
/** 撤回 by the unit, 受理 by the reviewer. */
export const useTurnOpening = (id: string, act: 'withdraw' | 'accept') =>
  useAct(openingViewSchema, () => ({ path: `/openings/${id}/${act}` }));
export const useDecideOpening = (id: string) =>
  useAct(openingViewSchema, (body: OpeningDecisionInput) => ({ path: `/openings/${id}/decision`, body }));
export const useOverride = (id: string) =>
  useAct(openingViewSchema, (body: OpeningOverride) => ({ path: `/openings/${id}/override`, body }));
export const useRecordStep = (id: string, step: OpeningStep) =>
  useAct(openingViewSchema, (body: OpeningRecord) => ({ path: `/openings/${id}/steps/${step}`, body }));

/** Names and domains, while one is typed. */
export const useNameAdvice = (query: NameQuery) =>
  useAsked(nameAdviceSchema, `/names/advice?${queryText(query)}`);
export const usePlatforms = (enabled: boolean) =>
  useAsked(platformListSchema, enabled ? '/platforms' : undefined);

export function paperAddress(id: string, paper: OpeningPaper): string {
  return `/api/openings/${id}/papers/${paper}`;
}
