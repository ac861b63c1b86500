import {
  ITEM_MARK_WORDS,
  ITEM_STATE_WORDS,
  type ItemMark,
  type ItemRow,
  type Lang,
  printTime,
  stageWords,
} from '@zhengdun/contract';
import type { ReactNode } from 'react';
import { StateWords } from '../../components/state-words.tsx';
import { useLanguage } from '../../locales/language.tsx';

const URGENT: readonly ItemMark[] = [
  'urgent',
  'later-overdue',
  'later-returned',
  'page-differs',
  'source-changed',
  'secret',
  'blocked',
];

/** The state of an item with its marks, and the review that it waits for. */
export function ItemStateText({ state, marks, stage, stages }: ItemRow): ReactNode {
  const { lang, tell } = useLanguage();
  const next = stage && tell('items.stage', { stage: stageWords(stage, stages ?? stage)[lang] });
  return (
    <StateWords
      state={ITEM_STATE_WORDS[state][lang]}
      marks={[
        ...(next ? [{ key: 'stage', word: next, isUrgent: false }] : []),
        ...marks.map((mark) => ({
          key: mark,
          word: ITEM_MARK_WORDS[mark][lang],
          isUrgent: URGENT.includes(mark),
        })),
      ]}
    />
  );
}

/** Somebody by name, as far as it is known. */
export function usePersonName(): (person: { readonly name?: string | undefined }) => string {
  const { tell } = useLanguage();
  return ({ name }) => name ?? tell('items.gone');
}

/** A time as text, for sentences. */
export function useTime(): (iso: string) => string {
  const { lang } = useLanguage();
  return (iso) => printTime(iso, lang);
}

const BEIJING_MS = 8 * 3_600_000;

/** A moment as the browser's field of date and time takes it, in Beijing time. */
export function fieldTime(iso: string | undefined): string {
  return iso ? new Date(Date.parse(iso) + BEIJING_MS).toISOString().slice(0, 16) : '';
}

/** The day of a moment in Beijing, as the browser's field of days takes it. */
export function fieldDay(moment: Date): string {
  return fieldTime(moment.toISOString()).slice(0, 10);
}

/** What stands in such a field as a moment; undefined where nothing does. */
export function momentOf(field: string): string | undefined {
  return field === '' ? undefined : new Date(`${field}:00+08:00`).toISOString();
}

/** `2026-11` in words. */
export function monthName(month: string, lang: Lang): string {
  const format = new Intl.DateTimeFormat(lang === 'zh' ? 'zh-CN' : 'en', {
    ...{ year: 'numeric', month: 'long', timeZone: 'UTC' },
  });
  return format.format(new Date(`${month}-01T00:00:00Z`));
}
