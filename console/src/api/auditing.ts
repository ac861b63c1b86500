import { useQuery } from '@tanstack/react-query';
import { type ActsQuery, actsSchema, ledgerViewSchema } from '@zhengdun/contract';
import { useLanguage } from '../locales/language.tsx';
import { callApi } from './client.ts';
import { useAct } from './use-act.ts';
import { queryText, useAsked } from './use-asked.ts';

/** A verification that was asked for is looked after so often; a broken ledger is noticed so often. */
const SOON_MS = 2_000;
const LATER_MS = 60_000;

export const useActs = ({ ...query }: ActsQuery) => useAsked(actsSchema, `/audit?${queryText(query)}`);

/** What the last verification of the ledger said. @param may whether whoever is signed in may know */
export function useLedger(may = true) {
  const { lang } = useLanguage();
  return useQuery({
    queryKey: ['/ledger', '', lang],
    queryFn: ({ signal }) => callApi(ledgerViewSchema, { path: '/ledger', lang, signal }),
    enabled: may,
    refetchInterval: ({ state }) => (state.data?.running ? SOON_MS : LATER_MS),
  });
}

export const useVerifyLedger = () => useAct(ledgerViewSchema, (_: undefined) => ({ path: '/ledger/verify' }));
