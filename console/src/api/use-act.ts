import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useLanguage } from '../locales/language.tsx';
import { callApi, type Schema } from './client.ts';

/** An act: what is shown is asked for again afterwards, for an act in one room is seen in others too. */
export function useAct<Answer, Input>(
  schema: Schema<Answer>,
  callOf: (input: Input) => { readonly path: string; readonly body?: object; readonly file?: Blob },
) {
  const { lang } = useLanguage();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (input: Input) => callApi(schema, { lang, body: {}, ...callOf(input) }),
    onSuccess: () => queries.invalidateQueries(),
  });
}
