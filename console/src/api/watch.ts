import {
  createdSchema,
  doneSchema,
  type NewInterval,
  type NewPause,
  type ScheduleQuery,
  scheduleSchema,
  watchSettingsSchema,
} from '@zhengdun/contract';
import { useAct } from './use-act.ts';
import { queryText, useAsked } from './use-asked.ts';

export const useSchedule = ({ ...query }: ScheduleQuery) =>
  useAsked(scheduleSchema, `/watch/schedule?${queryText(query)}`);
export const useWatchSettings = () => useAsked(watchSettingsSchema, '/watch/settings');

export const useSetInterval = () =>
  useAct(doneSchema, (body: NewInterval) => ({ path: '/watch/intervals', body }));
export const usePauseWatching = () =>
  useAct(createdSchema, (body: NewPause) => ({ path: '/watch/pauses', body }));
export const useEndPause = () => useAct(doneSchema, (id: string) => ({ path: `/watch/pauses/${id}/end` }));
