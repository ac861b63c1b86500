import { settingsViewSchema } from '@zhengdun/contract';
import { useAct } from './use-act.ts';
import { useAsked } from './use-asked.ts';

export const useSettings = () => useAsked(settingsViewSchema, '/settings');
export const useChangeSetting = () =>
  useAct(settingsViewSchema, ({ name, ...body }: { name: string; value: string; code?: string }) => ({
    path: `/settings/${name}`,
    body,
  }));
