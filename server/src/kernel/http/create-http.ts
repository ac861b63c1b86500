import Fastify, { type FastifyBaseLogger, LogController } from 'fastify';
import { serializerCompiler, validatorCompiler, type ZodTypeProvider } from 'fastify-type-provider-zod';
import { HouseError } from '../errors/index.ts';
import { newIncident } from '../incident.ts';
import type { Log } from '../log.ts';
import { answerErrors, BODY_LIMIT } from './answer-errors.ts';
import { answerPlainHttp } from './answer-plain-http.ts';
import { addApiDocs } from './api-docs.ts';
import { describeRoutes, type RouteWords } from './describe-routes.ts';
import type { Exposure } from './exposure.ts';
import { believing, checkForwarding } from './forwarding.ts';
import { refuseForeignPages } from './guards.ts';
import type { Http } from './http-type.ts';
import { type Authenticate, demandPermissions } from './permissions.ts';
import { createRateLimits } from './rate-limits.ts';
import { setSecurityHeaders } from './security-headers.ts';

/**
 * Makes the HTTP server with all its guards, without routes but /openapi.json and /api-docs. Requests are numbered like
 * incidents. Bodies are JSON of at most 1 MB.
 *
 * @param options.authenticate tells who asks; without it nobody is ever signed in
 * @param options.words what each route is for: where given, none goes without
 * @param options.exposure where others than this machine are served: by TLS only
 * @param options.proxies networks, in CIDR form, whose X-Forwarded-For and -Proto are believed; nobody's by default
 */
export async function createHttp(options: {
  log: Log;
  version: string;
  authenticate?: Authenticate;
  exposure?: Exposure | undefined;
  words?: RouteWords;
  proxies?: readonly string[];
}): Promise<Http> {
  const { exposure, proxies = [] } = options;
  const believes = believing(proxies);
  const http = Fastify({
    ...(exposure && { https: { key: exposure.key, cert: exposure.cert, minVersion: 'TLSv1.2' as const } }),
    ...(proxies.length > 0 && { trustProxy: believes }),
    loggerInstance: options.log as FastifyBaseLogger,
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: () => newIncident(),
    bodyLimit: BODY_LIMIT,
    requestTimeout: 60_000,
    forceCloseConnections: 'idle',
    routerOptions: { maxParamLength: 200 },
  }).withTypeProvider<ZodTypeProvider>() as unknown as Http;
  http.setValidatorCompiler(validatorCompiler);
  http.setSerializerCompiler(serializerCompiler);
  http.removeContentTypeParser('text/plain');
  if (exposure) answerPlainHttp(http.server, exposure);
  setSecurityHeaders(http, exposure);
  answerErrors(http);
  checkForwarding(http, { believes, isExposed: exposure !== undefined, log: options.log });
  const limits = await createRateLimits(http);
  refuseForeignPages(http, exposure);
  http.addHook('onRequest', limits.byAddress);
  demandPermissions(http, {
    authenticate: options.authenticate ?? (async () => undefined),
    isExposed: exposure !== undefined,
    believes,
  });
  http.addHook('onRequest', limits.byActor);
  http.setNotFoundHandler(async (request) => {
    throw new HouseError('not-found', { path: request.url.slice(0, 200) });
  });
  await describeRoutes(http, options.version, options.words);
  http.get(
    '/openapi.json',
    { config: { permission: 'loopback', account: 'signed-in' }, schema: { hide: true } },
    async () => http.swagger(),
  );
  addApiDocs(http);
  return http;
}
