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
}

const LanguageContext = createContext<Language>({ lang: 'zh', tell: tellIn('zh') });

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
  const language = useMemo(() => ({ lang, tell: tellIn(lang) }), [lang]);
  return <LanguageContext value={language}>{children}</LanguageContext>;
}

export function useLanguage(): Language {
  return useContext(LanguageContext);
}

function asLang(text: string | null): Lang | undefined {
  return text === 'zh' || text === 'en' ? text : undefined;
}
