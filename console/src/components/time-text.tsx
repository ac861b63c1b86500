import { printTime } from '@zhengdun/contract';
import type { ReactNode } from 'react';
import { useLanguage } from '../locales/language.tsx';

/** A time (ISO 8601) in Beijing time, never relative. */
export function TimeText({ iso }: { readonly iso: string }): ReactNode {
  const { lang } = useLanguage();
  return <time dateTime={iso}>{printTime(iso, lang)}</time>;
}
