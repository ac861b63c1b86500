import { markRecordOf, markSnippet } from '@zhengdun/contract';
import type { ReactNode } from 'react';
import { useLanguage } from '../locales/language.tsx';
import { TechnicalFold } from './finding/technical-fold.tsx';

/** The code of a 网上标识 that has been issued, ready to be pasted; nothing where its number is none of a record. */
export function MarkCode({ number }: { readonly number: string | undefined }): ReactNode {
  const { tell } = useLanguage();
  const record = markRecordOf(number ?? '');
  return record && <TechnicalFold text={markSnippet(record)} what={tell('mark.code')} />;
}
