import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import {
  type Claim,
  factorOfferSchema,
  holdersSchema,
  linkViewSchema,
  type PermissionName,
  recoveryCodesSchema,
  type SessionView,
  sessionViewSchema,
} from '@zhengdun/contract';
import { useLanguage } from '../locales/language.tsx';
import { callApi } from './client.ts';

/** Who is signed in is asked again so often: a session that ended elsewhere is noticed. Asking keeps none alive. */
const ASK_MS = 60_000;
export const SESSION_KEY = ['session'] as const;

export function useSession() {
  const { lang } = useLanguage();
  return useQuery({
    queryKey: SESSION_KEY,
    queryFn: ({ signal }) => callApi(sessionViewSchema, { path: '/session', lang, signal }),
    refetchInterval: ASK_MS,
  });
}

/** Who may do something, and who could grant it. */
export function useHolders(permission: PermissionName) {
  const { lang } = useLanguage();
  return useQuery({
    queryKey: ['holders', permission],
    queryFn: ({ signal }) =>
      callApi(holdersSchema, { path: `/me/holders?permission=${permission}`, lang, signal }),
  });
}

/** Puts another session in place; all that was read for somebody else is forgotten. */
export function useTakeSession(): (session: SessionView) => void {
  const queries = useQueryClient();
  return (session) => {
    queries.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== SESSION_KEY[0] });
    queries.setQueryData(SESSION_KEY, session);
  };
}

/** An act whose answer is the view of the session. */
function useSessionAct<Body extends object | undefined>(path: string) {
  const { lang } = useLanguage();
  const take = useTakeSession();
  return useMutation({
    mutationFn: (body: Body) => callApi(sessionViewSchema, { path, lang, body: body ?? {} }),
    onSuccess: take,
  });
}

export const useSignIn = () => useSessionAct<{ loginName: string; password: string }>('/session');
/** In the demonstration only. */
export const useDemoEntry = () => useSessionAct<{ loginName: string }>('/session/demo');
export const useSecondFactor = () => useSessionAct<{ code: string }>('/session/second-factor');
export const useSignOut = () => useSessionAct<undefined>('/session/end');
export const useStayAlive = () => useSessionAct<undefined>('/session/alive');
export const useClaim = () => useSessionAct<Claim>('/claim');
export const useLinkPassword = () => useSessionAct<{ token: string; password: string }>('/link/password');

/** What a one-time link is for. */
export function useLink(token: string) {
  const { lang } = useLanguage();
  return useQuery({
    queryKey: ['link', token, lang],
    queryFn: () => callApi(linkViewSchema, { path: '/link', lang, body: { token } }),
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** A new second factor: asked for once a page. */
export function useFactorOffer() {
  const { lang } = useLanguage();
  return useQuery({
    queryKey: ['factor-offer'],
    queryFn: () => callApi(factorOfferSchema, { path: '/me/factor', lang, body: {} }),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
}

export function useConfirmFactor() {
  const { lang } = useLanguage();
  return useMutation({
    mutationFn: (body: { code: string }) =>
      callApi(recoveryCodesSchema.extend({ session: sessionViewSchema }), {
        path: '/me/factor/confirm',
        lang,
        body,
      }),
  });
}
