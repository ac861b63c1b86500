import { randomUUID } from 'node:crypto';
import {
  type CheckResult,
  type CheckRow,
  type CheckView,
  checkListQuerySchema,
  checkListSchema,
  checkRequestSchema,
  checkRowSchema,
  checkViewSchema,
  type Guess,
  guessSchema,
  permissionsOf,
  type SessionView,
  STEPS,
  type UnitCorrection,
  unitCorrectionSchema,
} from '@zhengdun/contract';
import { HouseError } from '../../server/src/kernel/errors/index.ts';
import {
  createHttp,
  type Http,
  languageOf,
  listen,
  serveConsole,
} from '../../server/src/kernel/http/index.ts';
import { silentLog } from '../../server/src/kernel/log.ts';
import { addRegistry } from './fake-registry.ts';

/** A picture by its digest. */
export type Pictures = (sha256: string) => { bytes: Buffer; mediaType: string } | undefined;

/** An invented person who registers units and applications. */
const ROLES_HELD = ['liaison', 'system-admin'] as const;
const SESSION: SessionView = {
  stage: 'full',
  claimed: true,
  person: {
    id: '77777777-7777-4777-8777-777777777777',
    name: '示例人员',
    loginName: 'example.person',
    unitName: '示例县教育局',
  },
  roles: [...ROLES_HELD],
  permissions: [...new Set(ROLES_HELD.flatMap((role) => permissionsOf(role)))],
  idleMinutes: 15,
  newDevices: 0,
};

export interface FakeOptions {
  /** folder of the built console */
  readonly dist: string;
  /** the views of a started check, one for each time it is asked for; the last one stays */
  readonly onStart?: (row: CheckRow) => readonly CheckView[];
  readonly onCorrect?: (result: CheckResult, correction: UnitCorrection) => CheckResult;
  readonly pictures?: Pictures;
  readonly port?: number;
}

export interface SeenRequest {
  readonly route: string;
  readonly language: string | undefined;
  readonly body: unknown;
}

/** What the tests see of the server, and do to it. */
export interface FakeServer extends AsyncDisposable {
  readonly url: string;
  readonly requests: readonly SeenRequest[];
  put(...views: CheckView[]): void;
  clear(): void;
  /** every call to a path that begins so is answered by our own fault, until `mend` */
  breakPath(path: string): void;
  mend(): void;
}

const config = { permission: 'loopback' } as const;
const idSchema = checkRowSchema.pick({ id: true });

/**
 * The real HTTP server with its guards, its policy and the built console, in front of checks that nobody makes:
 * they are put there, and they move on by being asked for.
 */
export async function startFakeServer(options: FakeOptions): Promise<FakeServer> {
  const http = await createHttp({ log: silentLog(), version: '0.1.0' });
  const checks = new Map<string, CheckView[]>();
  const requests: SeenRequest[] = [];
  let broken: string | undefined;

  http.addHook('preHandler', async (request) => {
    if (!request.url.startsWith('/api/')) return;
    const route = `${request.method} ${request.url.slice(4)}`;
    requests.push({ route, language: request.headers['accept-language'], body: request.body });
    if (broken && request.url.startsWith(`/api${broken}`)) throw new Error('planted fault');
  });
  const viewsOf = (id: string): CheckView[] => {
    const views = checks.get(id);
    if (!views) throw new HouseError('not-found', { path: `/api/checks/${id}` });
    return views;
  };
  http.get('/api/session', { config }, async () => SESSION);
  http.get('/api/session/outside', { config }, async () => ({ rows: [] }));
  addChecks(http, { checks, viewsOf, options });
  addFiles(http, { viewsOf, pictures: options.pictures });
  addRegistry(http);
  await serveConsole(http, options.dist);
  const { url } = await listen(http, { address: '127.0.0.1', port: options.port ?? 18_600 });
  return {
    url,
    requests,
    put: (...views) => {
      for (const view of views) checks.set(view.id, [view]);
    },
    clear: () => {
      checks.clear();
      requests.length = 0;
    },
    breakPath: (path) => {
      broken = path;
    },
    mend: () => {
      broken = undefined;
    },
    [Symbol.asyncDispose]: () => http.close(),
  };
}

interface Parts {
  readonly checks: Map<string, CheckView[]>;
  readonly viewsOf: (id: string) => CheckView[];
  readonly options: FakeOptions;
}

function addChecks(http: Http, { checks, viewsOf, options }: Parts): void {
  http.post(
    '/api/checks',
    { config, schema: { body: checkRequestSchema, response: { 200: checkRowSchema } } },
    async ({ body }) => {
      const { url, displayHost, unit } = guess(body.address);
      const row: CheckRow = {
        id: randomUUID(),
        state: 'waiting',
        url,
        displayHost,
        unit: {
          ...unit,
          ...(body.unitName && { name: body.unitName }),
          ...(body.unitKind && { kind: body.unitKind, from: { ...unit.from, kind: 'given' as const } }),
        },
        requestedAt: new Date().toISOString(),
      };
      const steps = STEPS.map((step) => ({ step, state: 'waiting' as const }));
      checks.set(row.id, [...(options.onStart?.(row) ?? [{ ...row, steps, early: [] }])]);
      return row;
    },
  );
  http.get(
    '/api/checks',
    { config, schema: { querystring: checkListQuerySchema, response: { 200: checkListSchema } } },
    async ({ query: { page, size } }) => {
      const rows = [...checks.values()]
        .flatMap(([view]) => (view ? [view] : []))
        .sort((a, b) => b.requestedAt.localeCompare(a.requestedAt));
      const from = (page - 1) * size;
      return { rows: rows.slice(from, from + size), total: rows.length, asOf: new Date().toISOString() };
    },
  );
  http.get(
    '/api/checks/:id',
    { config, schema: { params: idSchema, response: { 200: checkViewSchema } } },
    async ({ params: { id } }) => {
      const views = viewsOf(id);
      const view = views.length > 1 ? views.shift() : views[0];
      if (!view) throw new Error('a check without a view');
      return view;
    },
  );
  http.post(
    '/api/checks/:id/unit',
    { config, schema: { params: idSchema, body: unitCorrectionSchema, response: { 200: checkViewSchema } } },
    async ({ params: { id }, body }) => {
      const view = viewsOf(id)[0];
      if (!view?.result || !options.onCorrect) throw new Error('nothing to correct');
      const result = options.onCorrect(view.result, body);
      const corrected = { ...view, result, unit: result.unit, summary: result.summary };
      checks.set(id, [corrected]);
      return corrected;
    },
  );
  http.get(
    '/api/guess',
    {
      config,
      schema: { querystring: checkRequestSchema.pick({ address: true }), response: { 200: guessSchema } },
    },
    async ({ query: { address } }) => guess(address),
  );
}

function addFiles(
  http: Http,
  { viewsOf, pictures }: Pick<Parts, 'viewsOf'> & { pictures?: Pictures | undefined },
): void {
  http.get('/api/checks/:id/:file', { config }, async (request, reply) => {
    const { id, file } = request.params as { id: string; file: string };
    const result = viewsOf(id)[0]?.result;
    return reply
      .header('content-disposition', `attachment; filename="${file}"`)
      .type('application/octet-stream')
      .send(`${file} ${languageOf(request)} ${result?.target.host}`);
  });
  http.get('/api/evidence/:sha256', { config }, async (request, reply) => {
    const { sha256 } = request.params as { sha256: string };
    const picture = pictures?.(sha256);
    if (!picture) throw new HouseError('not-found', { path: sha256 });
    return reply.type(picture.mediaType).send(picture.bytes);
  });
}

/** As the real server reads an address, in short. */
function guess(typed: string): Guess {
  const text = typed.normalize('NFKC').replace(/\s+/g, '').replace(/[。｡]/g, '.');
  const url = URL.parse(/^https?:/i.test(text) ? text : `https://${text}`);
  if (!url?.hostname.includes('.')) throw new HouseError('input-invalid', { fields: 'body.address' });
  const isOrgan = url.hostname.endsWith('.gov.cn');
  return {
    url: url.href,
    displayHost: url.hostname,
    unit: { ...(isOrgan && { kind: 'organ' }), from: { kind: isOrgan ? 'suffix' : 'none', level: 'none' } },
  };
}
