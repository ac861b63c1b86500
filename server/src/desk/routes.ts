import { deskSchema } from '@zhengdun/contract';
import { actorOf, type Http, languageOf } from '../kernel/http/index.ts';
import { type DeskTools, readDesk } from './read-desk.ts';

/** Route of 工作台: everybody has one. */
export function addDeskRoutes(http: Http, tools: DeskTools): void {
  http.get(
    '/api/desk',
    { config: { permission: 'signed-in' }, schema: { response: { 200: deskSchema } } },
    async (request) =>
      readDesk(tools, { actor: actorOf(request), lang: languageOf(request), now: tools.now() }),
  );
}
