import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import { HouseError } from '../errors/index.ts';
import type { Http } from './http-type.ts';
import { newNonce, pagePolicy } from './security-headers.ts';
import { NO_MARKS } from './site-marks.ts';

/** Stands in the built index.html wherever a nonce is needed: the console's build sets `html.cspNonce` to it. */
const NONCE_PLACEHOLDER = '__CSP_NONCE__';

/** Stand in index.html where the marks of the site come. */
const HEAD_PLACEHOLDER = '<!-- __SITE_HEAD__ -->';
const FOOT_PLACEHOLDER = '<!-- __SITE_FOOT__ -->';

/**
 * Serves the built console: its files, which carry a digest in their names, and index.html for every other address
 * that a person opens, because the console has addresses of its own.
 *
 * @param dist folder of the build; without an index.html in it nothing is served
 * @param marks what stands above and below every page at the moment
 * @returns whether there is a console
 */
export async function serveConsole(http: Http, dist: string, marks = () => NO_MARKS): Promise<boolean> {
  const indexFile = join(dist, 'index.html');
  if (!existsSync(indexFile)) return false;
  const index = readFileSync(indexFile, 'utf8');
  await http.register(fastifyStatic, { root: dist, serve: false, cacheControl: false });
  http.get<{ Params: { '*': string } }>(
    '/assets/*',
    { config: { permission: 'loopback', account: 'public' }, schema: { hide: true } },
    async (request, reply) => {
      reply.header('cache-control', 'public, max-age=31536000, immutable');
      return reply.sendFile(`assets/${request.params['*']}`);
    },
  );
  http.get(
    '/*',
    { config: { permission: 'loopback', account: 'public' }, schema: { hide: true } },
    async (request, reply) => {
      // Whoever opens the start is shown it; other addresses are the console's only for who wants a page.
      const opensPage = request.url === '/' || request.headers.accept?.includes('text/html');
      if (!opensPage || request.url.startsWith('/api/')) {
        throw new HouseError('not-found', { path: request.url.slice(0, 200) });
      }
      const nonce = newNonce();
      const { head, foot } = marks();
      const page = index
        .replaceAll(NONCE_PLACEHOLDER, nonce)
        .replace(HEAD_PLACEHOLDER, () => head)
        .replace(FOOT_PLACEHOLDER, () => foot);
      return reply
        .header('content-security-policy', pagePolicy(nonce))
        .type('text/html; charset=utf-8')
        .send(page);
    },
  );
  return true;
}
