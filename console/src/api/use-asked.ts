import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useLanguage } from '../locales/language.tsx';
import { callApi, type Schema } from './client.ts';

/**
 * What the server answers at an address below /api. While the next page or filter of a list loads, the last one stays.
 *
 * @param path with its query; undefined: nothing is asked
 * @param every milliseconds after which it is asked again, for what changes by itself
 */
export function useAsked<Data>(
  schema: Schema<Data>,
  path: string | undefined,
  every: (data: Data | undefined) => number | false = () => false,
) {
  const { lang } = useLanguage();
  const [room = '', query = ''] = (path ?? '').split('?');
  return useQuery({
    queryKey: [room, query, lang],
    queryFn: ({ signal }) => callApi(schema, { path: path ?? '', lang, signal }),
    placeholderData: (last, lastQuery) =>
      lastQuery?.queryKey[0] === room ? keepPreviousData(last) : undefined,
    enabled: path !== undefined,
    refetchInterval: ({ state }) => every(state.data),
  });
}

/** The part of an address after the path: what is not given is left out. */
export function queryText(query: Readonly<Record<string, string | number | undefined>>): string {
  const given = Object.entries(query).filter(([, value]) => value !== undefined && value !== '');
  return new URLSearchParams(given.map(([name, value]) => [name, String(value)])).toString();
}
