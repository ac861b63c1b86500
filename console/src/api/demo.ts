import { useQuery } from '@tanstack/react-query';
import { demoPeopleSchema } from '@zhengdun/contract';
import { useLanguage } from '../locales/language.tsx';
import { callApi } from './client.ts';

/** Whom one may enter the demonstration as. */
export function useDemoPeople() {
  const { lang } = useLanguage();
  return useQuery({
    queryKey: ['demo-people'],
    queryFn: ({ signal }) => callApi(demoPeopleSchema, { path: '/session/demo', lang, signal }),
  });
}
