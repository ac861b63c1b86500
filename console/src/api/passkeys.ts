import { useMutation, useQueryClient } from '@tanstack/react-query';
import {
  codeInsteadSchema,
  doneSchema,
  factorOfferSchema,
  type Lang,
  passkeyOfferSchema,
  passkeyQuestionSchema,
  recoveryCodesSchema,
  type SessionView,
  sessionViewSchema,
} from '@zhengdun/contract';
import { makePasskey, showPasskey } from '../browser-passkeys.ts';
import { useLanguage } from '../locales/language.tsx';
import { callApi } from './client.ts';
import { useTakeSession } from './session.ts';
import { useAct } from './use-act.ts';

/** Asks for a passkey, and has the browser show one: what is sent to the same address. */
async function shownFor(path: string, lang: Lang) {
  return showPasskey(await callApi(passkeyQuestionSchema, { path: `${path}/question`, lang, body: {} }));
}

/** Signing in by a passkey, wholly or as second factor. */
export function usePasskeyEntry(path: '/session/passkey' | '/session/second-factor/passkey') {
  const { lang } = useLanguage();
  const take = useTakeSession();
  return useMutation<SessionView, Error>({
    mutationFn: async () => callApi(sessionViewSchema, { path, lang, body: await shownFor(path, lang) }),
    onSuccess: take,
  });
}

/** Showing a passkey again: gives what stands for a code, once. */
export function usePasskeyConfirm() {
  const { lang } = useLanguage();
  return useMutation<{ code: string }, Error>({
    mutationFn: async () =>
      callApi(codeInsteadSchema, { path: '/me/confirm', lang, body: await shownFor('/me/confirm', lang) }),
  });
}

/** The first passkey of somebody who has no second factor yet. */
export function useFirstPasskey() {
  const { lang } = useLanguage();
  return useMutation({
    mutationFn: async ({ name }: { readonly name: string }) => {
      const path = '/me/factor/passkey';
      const offer = await callApi(passkeyOfferSchema, { path: `${path}/offer`, lang, body: {} });
      return callApi(recoveryCodesSchema.extend({ session: sessionViewSchema }), {
        path,
        lang,
        body: await makePasskey(offer, name),
      });
    },
  });
}

/** One more passkey. */
export function useNewPasskey() {
  const { lang } = useLanguage();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async ({ name, code }: { readonly name: string; readonly code: string }) => {
      const path = '/me/passkeys';
      const offer = await callApi(passkeyOfferSchema, { path: `${path}/offer`, lang, body: { code } });
      return callApi(doneSchema, { path, lang, body: await makePasskey(offer, name) });
    },
    onSuccess: () => queries.invalidateQueries(),
  });
}

export const useRemovePasskey = () =>
  useAct(doneSchema, ({ id, code }: { id: string; code: string }) => ({
    path: `/me/passkeys/${id}/remove`,
    body: { code },
  }));

export const useOfferCodes = () =>
  useAct(factorOfferSchema, (body: { code: string }) => ({ path: '/me/codes/offer', body }));
export const useConfirmCodes = () =>
  useAct(doneSchema, (body: { code: string }) => ({ path: '/me/codes/confirm', body }));
export const useRemoveCodes = () =>
  useAct(doneSchema, (body: { code: string }) => ({ path: '/me/codes/remove', body }));
