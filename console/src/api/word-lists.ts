import {
  doneSchema,
  type WordListUpload,
  type WordListUse,
  wordListsSchema,
  wordListTakenSchema,
  wordListTriedSchema,
} from '@zhengdun/contract';
import { useAct } from './use-act.ts';
import { useAsked } from './use-asked.ts';

const BASE = '/word-lists';

/** 词库. */
export const useWordLists = () => useAsked(wordListsSchema, BASE);
export const useUploadWordList = () =>
  useAct(wordListTakenSchema, (body: WordListUpload) => ({ path: BASE, body }));
export const useTryWordList = (id: string) =>
  useAct(wordListTriedSchema, (version: number) => ({ path: `${BASE}/${id}/try`, body: { version } }));
export const useUseWordList = (id: string) =>
  useAct(doneSchema, (body: WordListUse) => ({ path: `${BASE}/${id}/use`, body }));
