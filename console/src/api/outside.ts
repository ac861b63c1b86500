import { useMutation } from '@tanstack/react-query';
import {
  doneSchema,
  outsideGoSchema,
  outsideOutcomeSchema,
  outsideWaysSchema,
  ownOutsideSchema,
  type ProviderInput,
  personOutsideSchema,
  providerIdSchema,
  providersSchema,
  providerTestedSchema,
} from '@zhengdun/contract';
import { useLanguage } from '../locales/language.tsx';
import { callApi } from './client.ts';
import { useTakeSession } from './session.ts';
import { useAct } from './use-act.ts';
import { useAsked } from './use-asked.ts';

/** Providers by which one may sign in. */
export const useOutsideWays = () => useAsked(outsideWaysSchema, '/session/outside');

/** Leaves for a provider, which sends the browser back to its return page. */
function useDeparture<Input>(callOf: (input: Input) => { readonly path: string; readonly body: object }) {
  const { lang } = useLanguage();
  return useMutation({
    mutationFn: (input: Input) => callApi(outsideGoSchema, { lang, ...callOf(input) }),
    onSuccess: ({ url }) => window.location.assign(url),
  });
}

/** @param returnTo page of the console to go to after all */
export const useOutsideBegin = () =>
  useDeparture(({ id, returnTo }: { id: string; returnTo?: string | undefined }) => ({
    path: `/session/outside/${id}/begin`,
    body: { returnTo },
  }));

/** Signing in by what a provider says: the session is put in place where an account is bound. */
function useOutsideEntry<Input>(callOf: (input: Input) => { readonly path: string; readonly body: object }) {
  const { lang } = useLanguage();
  const take = useTakeSession();
  return useMutation({
    mutationFn: (input: Input) => callApi(outsideOutcomeSchema, { lang, ...callOf(input) }),
    onSuccess: (outcome) => {
      if (outcome.outcome === 'entered') take(outcome.session);
    },
  });
}

/** @param query what stood behind ? of the return address */
export const useOutsideFinish = () =>
  useOutsideEntry(({ id, query }: { id: string; query: string }) => ({
    path: `/session/outside/${id}/finish`,
    body: { query },
  }));
export const useOutsidePassword = () =>
  useOutsideEntry(({ id, ...body }: { id: string; loginName: string; password: string }) => ({
    path: `/session/outside/${id}/password`,
    body,
  }));

export const useOwnOutside = () => useAsked(ownOutsideSchema, '/me/outside');
export const useBindingBegin = () =>
  useDeparture(({ id, code }: { id: string; code: string }) => ({
    path: `/me/outside/${id}/begin`,
    body: { code },
  }));
export const useBindingFinish = () =>
  useAct(doneSchema, ({ id, query }: { id: string; query: string }) => ({
    path: `/me/outside/${id}/finish`,
    body: { query },
  }));
export const useBindByPassword = () =>
  useAct(
    doneSchema,
    ({ id, ...body }: { id: string; loginName: string; password: string; code: string }) => ({
      path: `/me/outside/${id}/password`,
      body,
    }),
  );
export const useAdoptShown = () =>
  useAct(doneSchema, (id: string) => ({ path: `/me/outside/shown/${id}/adopt` }));
export const useUnbind = () =>
  useAct(doneSchema, (id: string) => ({ path: `/me/outside/bindings/${id}/remove` }));

export const usePersonOutside = (id: string) => useAsked(personOutsideSchema, `/people/${id}/outside`);
export const useBindPerson = (id: string) =>
  useAct(doneSchema, (body: { providerId: string; subject: string; code: string }) => ({
    path: `/people/${id}/outside`,
    body,
  }));
export const useUnbindPerson = (id: string) =>
  useAct(doneSchema, ({ binding, code }: { binding: string; code: string }) => ({
    path: `/people/${id}/outside/${binding}/remove`,
    body: { code },
  }));

export const useProviders = () => useAsked(providersSchema, '/identity-providers');
/** @param id of the one to change; undefined: a new one */
export const useSetProvider = (id: string | undefined) =>
  useAct(providerIdSchema, (body: { provider: ProviderInput; code: string }) => ({
    path: id === undefined ? '/identity-providers' : `/identity-providers/${id}`,
    body,
  }));
export const useSwitchProvider = (id: string) =>
  useAct(doneSchema, (body: { enabled: boolean; code: string }) => ({
    path: `/identity-providers/${id}/enabled`,
    body,
  }));
export const useRemoveProvider = (id: string) =>
  useAct(doneSchema, (body: { code: string }) => ({ path: `/identity-providers/${id}/remove`, body }));
export const useTestProvider = (id: string) =>
  useAct(providerTestedSchema, (_: undefined) => ({ path: `/identity-providers/${id}/test` }));
