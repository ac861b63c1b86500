import { doneSchema, localDaysSchema, type NewLocalDays } from '@zhengdun/contract';
import { useAct } from './use-act.ts';
import { useAsked } from './use-asked.ts';

export const useLocalDays = () => useAsked(localDaysSchema, '/local-days');
export const useSetLocalDays = () =>
  useAct(doneSchema, (body: NewLocalDays) => ({ path: '/local-days', body }));
export const useRemoveLocalDay = () =>
  useAct(doneSchema, (id: string) => ({ path: `/local-days/${id}/remove` }));
