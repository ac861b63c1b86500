import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import {
  type CheckListQuery,
  type CheckRequest,
  type CheckState,
  checkListSchema,
  checkRowSchema,
  checkViewSchema,
  type Destruction,
  guessSchema,
  keptObjectSchema,
  type ReportForm,
  type UnitCorrection,
} from '@zhengdun/contract';
import { useLanguage } from '../locales/language.tsx';
import { callApi } from './client.ts';
import { useAct } from './use-act.ts';
import { useAsked } from './use-asked.ts';

/** How often a page asks again while something is under way. */
const VIEW_MS = 1_000;
const LIST_MS = 3_000;

export function isUnderWay(state: CheckState): boolean {
  return state === 'waiting' || state === 'running';
}

/** Recent checks, newest first; asked again while one of them is under way. */
export function useChecks({ page, size }: CheckListQuery) {
  const { lang } = useLanguage();
  return useQuery({
    queryKey: ['checks', { page, size, lang }],
    queryFn: ({ signal }) =>
      callApi(checkListSchema, { path: `/checks?page=${page}&size=${size}`, lang, signal }),
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) => (state.data?.rows.some((row) => isUnderWay(row.state)) ? LIST_MS : false),
  });
}

/** One check; asked again until it has ended. */
export function useCheck(id: string) {
  const { lang } = useLanguage();
  return useQuery({
    queryKey: ['check', id, lang],
    queryFn: ({ signal }) => callApi(checkViewSchema, { path: `/checks/${id}`, lang, signal }),
    // The same check in the other language stays until its words have come.
    placeholderData: (previous, query) => (query?.queryKey[1] === id ? previous : undefined),
    refetchInterval: ({ state }) => (state.data && isUnderWay(state.data.state) ? VIEW_MS : false),
  });
}

export function useStartCheck() {
  const { lang } = useLanguage();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (request: CheckRequest) => callApi(checkRowSchema, { path: '/checks', lang, body: request }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['checks'] }),
  });
}

export function useCorrectUnit(id: string) {
  const { lang } = useLanguage();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (correction: UnitCorrection) =>
      callApi(checkViewSchema, { path: `/checks/${id}/unit`, lang, body: correction }),
    onSuccess: async (view) => {
      queries.setQueryData(['check', view.id, lang], view);
      await queries.invalidateQueries({ queryKey: ['checks'] });
    },
  });
}

/** What the address alone tells. No guess is no fault: an address is guessed at while it is being typed. */
export function useGuess(address: string) {
  const { lang } = useLanguage();
  return useQuery({
    queryKey: ['guess', address, lang],
    queryFn: ({ signal }) =>
      callApi(guessSchema, { path: `/guess?address=${encodeURIComponent(address)}`, lang, signal }),
    enabled: address.includes('.') || address.includes('。') || address.includes('．'),
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
}

export function reportAddress(id: string, form: ReportForm): string {
  return `/api/checks/${id}/report.${form}`;
}

export function evidenceAddress(sha256: string): string {
  return `/api/evidence/${sha256}`;
}

/** What is known of a kept object. @param sha256 undefined: nothing is asked */
export const useEvidence = (sha256: string | undefined) =>
  useAsked(keptObjectSchema, sha256 && `/evidence/${sha256}/about`);
export const useDestroyEvidence = (sha256: string) =>
  useAct(keptObjectSchema, (body: Destruction) => ({ path: `/evidence/${sha256}/destroy`, body }));
