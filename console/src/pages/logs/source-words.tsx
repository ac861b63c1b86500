import { CLOCK_SKEW_MS, LOG_STATE_WORDS, type LogSourceRow } from '@zhengdun/contract';
import type { ReactNode } from 'react';
import { StateWords } from '../../components/state-words.tsx';
import { TimeText } from '../../components/time-text.tsx';
import { useLanguage } from '../../locales/language.tsx';

/** How a source stands; since when it is silent; how far its clock is off. */
export function SourceState({ source }: { readonly source: LogSourceRow }): ReactNode {
  const { lang, tell } = useLanguage();
  const { state, skewMs = 0 } = source;
  const isOff = Math.abs(skewMs) > CLOCK_SKEW_MS && state !== 'ended';
  const minutes = Math.round(Math.abs(skewMs) / 60_000);
  const word = tell(skewMs > 0 ? 'logs.skew.ahead' : 'logs.skew.behind', { minutes });
  return (
    <StateWords
      state={LOG_STATE_WORDS[state][lang]}
      marks={[
        ...(state === 'silent' ? [{ key: 'silent', word: tell('logs.silent.mark'), isUrgent: true }] : []),
        ...(isOff ? [{ key: 'skew', word, isUrgent: false }] : []),
      ]}
    />
  );
}

/** When the last line came. */
export function HeardText({ at }: { readonly at: string | undefined }): ReactNode {
  const { tell } = useLanguage();
  return at === undefined ? tell('logs.unheard') : <TimeText iso={at} />;
}
