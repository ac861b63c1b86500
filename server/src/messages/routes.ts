import {
  channelInputSchema,
  channelsSchema,
  channelTestedSchema,
  channelTestSchema,
  doneSchema,
  messageChoiceSchema,
  messageChoiceViewSchema,
} from '@zhengdun/contract';
import { actorOf, callerOf, type Http } from '../kernel/http/index.ts';
import { readChannels, setChannel, testChannel } from './channels.ts';
import { readChoice, setChoice } from './choice.ts';
import type { MessageTools } from './tools.ts';

const OWN = { permission: 'in-person' } as const;
const SET = { permission: 'setting.manage' } as const;
const answersDone = { 200: doneSchema };
const done = { done: true } as const;

/** Routes of 消息设置. */
export function addMessageRoutes(http: Http, tools: MessageTools): void {
  http.get(
    '/api/messages/choice',
    { config: OWN, schema: { response: { 200: messageChoiceViewSchema } } },
    async (request) => readChoice(tools, actorOf(request)),
  );

  http.post(
    '/api/messages/choice',
    { config: OWN, schema: { body: messageChoiceSchema, response: answersDone } },
    async (request) => {
      await setChoice(tools, callerOf(request), request.body);
      return done;
    },
  );

  http.get(
    '/api/messages/channels',
    { config: SET, schema: { response: { 200: channelsSchema } } },
    async (request) => readChannels(tools, actorOf(request)),
  );

  http.post(
    '/api/messages/channels',
    { config: SET, schema: { body: channelInputSchema, response: answersDone } },
    async (request) => {
      await setChannel(tools, callerOf(request), request.body);
      return done;
    },
  );

  http.post(
    '/api/messages/channels/test',
    { config: SET, schema: { body: channelTestSchema, response: { 200: channelTestedSchema } } },
    async (request) => testChannel(tools, callerOf(request), request.body),
  );
}
