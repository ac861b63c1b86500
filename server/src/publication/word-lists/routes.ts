import {
  doneSchema,
  wordListsSchema,
  wordListTakenSchema,
  wordListTrialSchema,
  wordListTriedSchema,
  wordListUploadSchema,
  wordListUseSchema,
} from '@zhengdun/contract';
import { z } from 'zod';
import { actorOf, callerOf, type Http, languageOf } from '../../kernel/http/index.ts';
import type { PublicationTools } from '../tools.ts';
import { readWordLists } from './read-lists.ts';
import { tryWordList } from './try-list.ts';
import { uploadWordList } from './upload-list.ts';
import { putWordListInForce } from './use-list.ts';

const params = z.object({ id: z.uuid() });
const MANAGE = { permission: 'publication.manage' } as const;
/** Ten million characters of base64, and some words. */
const BODY_LIMIT = 11_000_000;

/** Routes of 词库. */
export function addWordListRoutes(http: Http, tools: PublicationTools): void {
  http.get(
    '/api/word-lists',
    { config: { permission: 'publication.read' }, schema: { response: { 200: wordListsSchema } } },
    async (request) => readWordLists(tools, actorOf(request)),
  );
  http.post(
    '/api/word-lists',
    {
      config: MANAGE,
      bodyLimit: BODY_LIMIT,
      schema: { body: wordListUploadSchema, response: { 200: wordListTakenSchema } },
    },
    async (request) =>
      uploadWordList(tools, callerOf(request), { ...request.body, lang: languageOf(request) }),
  );
  http.post(
    '/api/word-lists/:id/try',
    {
      config: MANAGE,
      schema: { params, body: wordListTrialSchema, response: { 200: wordListTriedSchema } },
    },
    async (request) => tryWordList(tools, callerOf(request), { ...request.params, ...request.body }),
  );
  http.post(
    '/api/word-lists/:id/use',
    { config: MANAGE, schema: { params, body: wordListUseSchema, response: { 200: doneSchema } } },
    async (request) => {
      await putWordListInForce(tools, callerOf(request), { ...request.params, ...request.body });
      return { done: true as const };
    },
  );
}
