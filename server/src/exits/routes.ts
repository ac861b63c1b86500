import { exitSigningSchema, type Lang, signedExitsSchema } from '@zhengdun/contract';
import { z } from 'zod';
import { callerOf, type Http, languageOf } from '../kernel/http/index.ts';
import { EXIT_POLICY, exitPage, unsurePage } from './exit-page.ts';
import { signedOrganList } from './organ-list.ts';
import { exitAddress, isSignedExit } from './sign-exit.ts';
import { type ExitTools, exitSecret, signExits } from './sign-exits.ts';

/** Browsers and caches ask again after an hour. */
const LIST_SECONDS = 3_600;
/** One of each: a parameter that comes twice is none. */
const query = z.object({
  u: z.string().max(2_000).optional().catch(undefined),
  b: z.string().max(2_000).optional().catch(undefined),
  n: z.string().max(200).optional().catch(undefined),
  s: z.string().max(100).optional().catch(undefined),
});

/** Routes of the exit prompt (Art. 15): the signed list of organs' sites, and the page in between. */
export function addExitRoutes(http: Http, tools: ExitTools): void {
  http.get('/exit/organs.txt', { config: { permission: 'public' } }, async (request, reply) => {
    const { note, etag } = await signedOrganList(tools);
    reply.headers({
      etag,
      'cache-control': `public, max-age=${LIST_SECONDS}`,
      // Portals at other addresses read it.
      'access-control-allow-origin': '*',
      'cross-origin-resource-policy': 'cross-origin',
    });
    if (request.headers['if-none-match'] === etag) return reply.code(304).send();
    return reply.type('text/plain; charset=utf-8').send(note);
  });
  http.get(
    '/exit',
    { config: { permission: 'public' }, schema: { querystring: query } },
    async (request, reply) => {
      const lang = languageOf(request);
      const other = otherLanguage(request.url, lang);
      const { u = '', b = '', n = '', s = '' } = request.query;
      const exit = { to: u, back: b, site: n };
      reply.header('content-security-policy', EXIT_POLICY).type('text/html; charset=utf-8');
      const isSigned = isSignedExit(exitSecret(tools.data), { ...exit, signature: s }, tools.now());
      const to = exitAddress(u);
      if (!isSigned || !to || !exitAddress(b))
        return reply.code(400).send(unsurePage(lang, otherLanguage('/exit', lang)));
      return reply.send(exitPage(lang, { exit, to, other }));
    },
  );
  http.post(
    '/api/exits',
    {
      config: { permission: 'link.manage' },
      schema: { body: exitSigningSchema, response: { 200: signedExitsSchema } },
    },
    async (request) => signExits(tools, callerOf(request), request.body),
  );
}

/** The same page in the other language. */
function otherLanguage(url: string, lang: Lang): string {
  const at = new URL(url, 'http://own.invalid');
  at.searchParams.set('lang', lang === 'zh' ? 'en' : 'zh');
  return `${at.pathname}${at.search}`;
}
