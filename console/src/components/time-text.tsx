import { printTime } from '@zhengdun/contract';
import type { ReactNode } from 'react';
import { useLanguage } from '../locales/language.tsx';

/** Year, month and day before an hour, where no blank stands between them. */
const DAY = /^\d{4}\D\d{1,2}\D\d{1,2}\D(?=\d)/;

/** A time (ISO 8601) in Beijing time, never relative. */
export function TimeText({ iso }: { readonly iso: string }): ReactNode {
  const { lang } = useLanguage();
  const text = printTime(iso, lang);
  // Where a narrow column breaks it, the day and the hour stay whole.
  const day = DAY.exec(text)?.[0].length ?? 0;
  return (
    <time dateTime={iso}>
      {text.slice(0, day)}
      <wbr />
      {text.slice(day)}
    </time>
  );
}
