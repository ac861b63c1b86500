import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import {
  accountSchema,
  doneSchema,
  type Employment,
  grantGivenSchema,
  type NewGrant,
  type NewPerson,
  type PeopleQuery,
  peopleSchema,
  personLinkSchema,
  personViewSchema,
  placesSchema,
  recoveryCodesSchema,
} from '@zhengdun/contract';
import { useLanguage } from '../locales/language.tsx';
import { callApi, type Schema } from './client.ts';

export function usePeople({ page, size, preset, q }: PeopleQuery) {
  const { lang } = useLanguage();
  const search = new URLSearchParams({ page: String(page), size: String(size), preset, q });
  return useQuery({
    queryKey: ['people', search.toString()],
    queryFn: ({ signal }) => callApi(peopleSchema, { path: `/people?${search}`, lang, signal }),
    placeholderData: keepPreviousData,
  });
}

export function usePerson(id: string) {
  const { lang } = useLanguage();
  return useQuery({
    queryKey: ['people', 'one', id],
    queryFn: ({ signal }) => callApi(personViewSchema, { path: `/people/${id}`, lang, signal }),
  });
}

export function usePlaces() {
  const { lang } = useLanguage();
  return useQuery({
    queryKey: ['people', 'places'],
    queryFn: ({ signal }) => callApi(placesSchema, { path: '/places', lang, signal }),
  });
}

/** Something that changes people or one's own account: what is shown of them is asked for again. */
function useAct<Answer, Input>(
  schema: Schema<Answer>,
  callOf: (input: Input) => { path: string; body?: object },
) {
  const { lang } = useLanguage();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (input: Input) => callApi(schema, { lang, body: {}, ...callOf(input) }),
    onSuccess: async () => {
      await queries.invalidateQueries({
        predicate: ({ queryKey }) => ['people', 'me', 'session'].includes(String(queryKey[0])),
      });
    },
  });
}

export const useAddPerson = () => useAct(personLinkSchema, (body: NewPerson) => ({ path: '/people', body }));
export const useResetPerson = () =>
  useAct(personLinkSchema, (id: string) => ({ path: `/people/${id}/reset` }));
export const useConfirmEmployment = () =>
  useAct(doneSchema, ({ id, ...body }: { id: string; employment: Employment; confirmedOn: string }) => ({
    path: `/people/${id}/employment`,
    body,
  }));
export const useGiveGrant = () => useAct(grantGivenSchema, (body: NewGrant) => ({ path: '/grants', body }));
export const useEndGrant = () => useAct(doneSchema, (id: string) => ({ path: `/grants/${id}/end` }));

export function useAccount() {
  const { lang } = useLanguage();
  return useQuery({
    queryKey: ['me'],
    queryFn: ({ signal }) => callApi(accountSchema, { path: '/me', lang, signal }),
  });
}

export const useEndSession = () => useAct(doneSchema, (id: string) => ({ path: `/me/sessions/${id}/end` }));
export const useForgetDevice = () =>
  useAct(doneSchema, (id: string) => ({ path: `/me/devices/${id}/forget` }));
export const useMarkDevicesSeen = () => useAct(doneSchema, (_: undefined) => ({ path: '/me/devices/seen' }));
export const useChangePassword = () =>
  useAct(doneSchema, (body: { current: string; next: string }) => ({ path: '/me/password', body }));
export const useRenewCodes = () =>
  useAct(recoveryCodesSchema, (body: { password: string }) => ({ path: '/me/recovery-codes', body }));
