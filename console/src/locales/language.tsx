import type { Lang } from '@zhengdun/contract';
import { createContext, type ReactNode, use, useContext, useEffect, useMemo } from 'react';
import { useSearchParams } from 'react-router';
import { recall, remember } from '../browser-memory.ts';
import { loadTexts, type Tell, tellIn } from './texts.ts';

/** The parameter of an address that chooses the language; the last choice is remembered. */
export const LANGUAGE_PARAMETER = 'lang';
const MEMORY = 'zhengdun.lang';

export const LANGUAGE_TAGS = { zh: 'zh-CN', en: 'en' } as const satisfies Record<Lang, string>;

interface Language {
  readonly lang: Lang;
  readonly tell: Tell;
  /** The address of a file that a link fetches, in this language: a link cannot say so by a header. */
  readonly fileIn: (address: string) => string;
}

const LanguageContext = createContext<Language>(languageOf('zh'));

export function LanguageProvider({ children }: { readonly children: ReactNode }): ReactNode {
  const [search] = useSearchParams();
  const chosen = asLang(search.get(LANGUAGE_PARAMETER));
  const lang = chosen ?? asLang(recall(MEMORY)) ?? 'zh';
  const loading = loadTexts(lang);
  if (loading) use(loading);
  useEffect(() => {
    if (chosen) remember(MEMORY, chosen);
    document.documentElement.lang = LANGUAGE_TAGS[lang];
  }, [chosen, lang]);
  const language = useMemo(() => languageOf(lang), [lang]);
  return <LanguageContext value={language}>{children}</LanguageContext>;
}

export function useLanguage(): Language {
  return useContext(LanguageContext);
}

function languageOf(lang: Lang): Language {
  const fileIn = (address: string): string =>
    `${address}${address.includes('?') ? '&' : '?'}${LANGUAGE_PARAMETER}=${lang}`;
  return { lang, tell: tellIn(lang), fileIn };
}

function asLang(text: string | null): Lang | undefined {
  return text === 'zh' || text === 'en' ? text : undefined;
}
