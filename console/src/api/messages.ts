import {
  type ChannelInput,
  type ChannelTest,
  channelsSchema,
  channelTestedSchema,
  doneSchema,
  type MessageChoice,
  messageChoiceViewSchema,
} from '@zhengdun/contract';
import { useAct } from './use-act.ts';
import { useAsked } from './use-asked.ts';

export const useMessageChoice = () => useAsked(messageChoiceViewSchema, '/messages/choice');
export const useChannels = () => useAsked(channelsSchema, '/messages/channels');

export const useSetChoice = () =>
  useAct(doneSchema, (body: MessageChoice) => ({ path: '/messages/choice', body }));
export const useSetChannel = () =>
  useAct(doneSchema, (body: ChannelInput) => ({ path: '/messages/channels', body }));
export const useTestChannel = () =>
  useAct(channelTestedSchema, (body: ChannelTest) => ({ path: '/messages/channels/test', body }));
