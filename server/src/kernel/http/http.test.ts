import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { errorAnswerSchema } from '@zhengdun/contract';
import type { FastifyContextConfig } from 'fastify';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { silentLog } from '../log.ts';
import { type Actor, type LiveGrant, scopesOf } from '../tenancy/index.ts';
import { createHttp, type Http, listen, portHolder, serveConsole, siteMarks } from './index.ts';

const config = { permission: 'loopback' } as const;
let http: Http;

beforeEach(async () => {
  http = await createHttp({ log: silentLog(), version: '0.1.0' });
  http.get(
    '/api/thing',
    { config, schema: { response: { 200: z.object({ name: z.string() }) } } },
    async () => ({ name: '政盾', secret: 'x' }) as { name: string },
  );
  http.post(
    '/api/thing',
    { config, schema: { body: z.object({ pages: z.int().max(500) }) } },
    async () => ({}),
  );
  http.get('/api/broken', { config }, async () => {
    throw new TypeError('select password from person');
  });
});
afterEach(() => http.close());

async function ask(
  method: 'GET' | 'POST',
  url: string,
  headers: Record<string, string> = {},
  payload?: object | string,
) {
  return http.inject({
    method,
    url,
    headers: { host: '127.0.0.1:8600', ...headers },
    ...(payload === undefined ? {} : { payload }),
  });
}

describe('the HTTP server', () => {
  it('does not accept a route that declares no permission', () => {
    expect(() => http.get('/api/open', async () => ({}))).toThrow(/declares no permission/);
  });

  it('strips what the response schema does not declare', async () => {
    expect((await ask('GET', '/api/thing')).json()).toEqual({ name: '政盾' });
  });

  it('describes its routes at /openapi.json', async () => {
    const document = (await ask('GET', '/openapi.json')).json();
    expect(document.openapi).toBe('3.1.0');
    expect(Object.keys(document.paths)).toContain('/api/thing');
  });

  it.each(['localhost', '127.0.0.1', '[::1]:8600', '127.8.8.8:1'])('answers to the name %s', async (host) => {
    expect((await ask('GET', '/api/thing', { host })).statusCode).toBe(200);
  });

  it.each([
    'evil.example',
    '127.0.0.1.evil.example',
    'localhost.evil.example:8600',
    '192.168.1.2',
    '0.0.0.0',
    'a b',
  ])('refuses the name %j, to which a site could point a page of its own', async (host) => {
    const reply = await ask('GET', '/api/thing', { host });
    expect(reply.statusCode).toBe(421);
    expect(errorAnswerSchema.parse(reply.json()).error.code).toBe('host-refused');
  });

  it.each([
    ['a form of another site', { 'sec-fetch-site': 'cross-site' }],
    ['another port of this machine', { 'sec-fetch-site': 'same-site' }],
    ['an old browser on another site', { origin: 'https://evil.example' }],
    ['a sandboxed frame', { origin: 'null' }],
  ])('refuses a change asked by %s', async (_, headers) => {
    const reply = await ask('POST', '/api/thing', headers, { pages: 1 });
    expect(reply.statusCode).toBe(403);
    expect(reply.json().error.code).toBe('origin-refused');
  });

  it.each([
    ['its own page', { 'sec-fetch-site': 'same-origin', origin: 'http://127.0.0.1:8600' }],
    ['its own page in an old browser', { origin: 'http://127.0.0.1:8600' }],
    ['a program', {}],
  ])('carries out a change asked by %s', async (_, headers) => {
    expect((await ask('POST', '/api/thing', headers, { pages: 1 })).statusCode).toBe(200);
  });

  it('bounds what its answers may do in a browser', async () => {
    const { headers } = await ask('GET', '/api/thing');
    expect(headers['content-security-policy']).toContain("default-src 'none'");
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'no-referrer',
    });
  });
});

describe('permissions', () => {
  const scope = { regions: [''], sectors: [], units: [] };
  const people: Record<string, Actor> = {
    handler: person([{ role: 'handler', scope }]),
    half: { ...person([{ role: 'handler', scope }]), stage: 'second-factor' },
    nobody: person([]),
  };

  function person(grants: LiveGrant[]): Actor {
    return { id: 'p', kind: 'person', unitId: undefined, stage: 'full', scopes: scopesOf(grants) };
  }

  async function asked(who: string | undefined, url: string) {
    const server = await createHttp({
      log: silentLog(),
      version: '0.1.0',
      authenticate: async (request) => people[String(request.headers['x-who'])],
    });
    for (const permission of ['public', 'signing-in', 'signed-in', 'finding.mend', 'audit.read'] as const) {
      server.get(`/${permission}`, { config: { permission } }, async (request) => ({
        actor: request.actor?.id ?? null,
      }));
    }
    const headers = { host: '127.0.0.1:8600', ...(who ? { 'x-who': who } : {}) };
    const reply = await server.inject({ method: 'GET', url, headers });
    await server.close();
    return { status: reply.statusCode, body: reply.json(), code: reply.json().error?.code };
  }

  it('make every act that is open before a session is whole say whether it is a step of getting in', async () => {
    const server = await createHttp({ log: silentLog(), version: '0.1.0' });
    const add = (config: FastifyContextConfig, method: 'GET' | 'POST' = 'POST') => {
      const url = `/${Math.random()}`;
      return () => server.route({ method, url, config, handler: async () => ({}) });
    };
    for (const permission of ['public', 'signing-in'] as const) {
      expect(add({ permission })).toThrow('does not say whether it is an entry');
      expect(add({ permission: 'loopback', account: permission })).toThrow('does not say whether');
      expect(add({ permission, entry: true })).not.toThrow();
      expect(add({ permission, entry: false })).not.toThrow();
      expect(add({ permission }, 'GET')).not.toThrow();
    }
    expect(add({ permission: 'in-person' })).not.toThrow();
    await server.close();
  });

  it('know nobody where nobody was asked for, and let everybody in there', async () => {
    expect(await asked('handler', '/public')).toMatchObject({ status: 200, body: { actor: null } });
    expect(await asked(undefined, '/public')).toMatchObject({ status: 200 });
  });

  it.each(['/signing-in', '/signed-in', '/finding.mend'])(
    'send who is not known away from %s',
    async (url) => {
      expect(await asked(undefined, url)).toMatchObject({ status: 401, code: 'not-signed-in' });
      expect(await asked('stranger', url)).toMatchObject({ status: 401 });
    },
  );

  it('let an unfinished sign-in do nothing but finish', async () => {
    expect(await asked('half', '/signing-in')).toMatchObject({ status: 200, body: { actor: 'p' } });
    expect(await asked('half', '/signed-in')).toMatchObject({ status: 401, code: 'sign-in-unfinished' });
    expect(await asked('half', '/finding.mend')).toMatchObject({ status: 401, code: 'sign-in-unfinished' });
  });

  it('are held by the roles of live grants; a refusal names the roles that have what was asked', async () => {
    expect(await asked('handler', '/finding.mend')).toMatchObject({ status: 200 });
    const refused = await asked('handler', '/audit.read');
    expect(refused).toMatchObject({ status: 403, code: 'not-permitted' });
    expect(refused.body.error.message).toContain('审计管理员');
    expect(await asked('nobody', '/signed-in')).toMatchObject({ status: 200 });
    expect(await asked('nobody', '/finding.mend')).toMatchObject({ status: 403 });
  });
});

describe('errors over HTTP', () => {
  it('say nothing of what went wrong inside but a number', async () => {
    const reply = await ask('GET', '/api/broken');
    const { error } = errorAnswerSchema.parse(reply.json());
    expect(reply.statusCode).toBe(500);
    expect(error).toMatchObject({ code: 'internal', incident: expect.stringMatching(/^\d{8}-[2-9A-Z]{6}$/) });
    expect(error.message).toContain(error.incident);
    expect(reply.body).not.toMatch(/password|TypeError/);
  });

  it('name the fields that are wrong, in the language that is asked for', async () => {
    const reply = await ask('POST', '/api/thing', { 'accept-language': 'en-GB,en;q=0.9' }, { pages: 1000 });
    const { error } = errorAnswerSchema.parse(reply.json());
    expect(reply.statusCode).toBe(400);
    expect(error).toMatchObject({ code: 'input-invalid', fields: [{ path: 'body.pages' }] });
    expect(error.message).toContain('body.pages');
    expect(error.message).toContain('Correct them');
  });

  it('are in the language of the address, where a link can send no header of its own', async () => {
    const chinese = await ask('GET', '/api/nothing?lang=zh', { 'accept-language': 'en-GB' });
    expect(errorAnswerSchema.parse(chinese.json()).error.message).toMatch(/[\u4e00-\u9fff]/);
    const english = await ask('GET', '/api/nothing?page=1&lang=en', { 'accept-language': 'zh-CN' });
    expect(errorAnswerSchema.parse(english.json()).error.message).not.toMatch(/[\u4e00-\u9fff]/);
  });

  it('tell apart too large, unreadable and of the wrong kind', async () => {
    const json = { 'content-type': 'application/json' };
    expect((await ask('POST', '/api/thing', json, `"${'x'.repeat(2_000_000)}"`)).json().error.code).toBe(
      'input-too-large',
    );
    expect((await ask('POST', '/api/thing', json, '{')).json().error.code).toBe('input-unreadable');
    for (const type of ['text/plain', 'application/x-www-form-urlencoded']) {
      expect((await ask('POST', '/api/thing', { 'content-type': type }, 'pages=1')).statusCode).toBe(415);
    }
    expect((await ask('GET', '/api/none')).json().error).toMatchObject({
      code: 'not-found',
      message: '没有这个地址：/api/none',
    });
  });
});

describe('the console', () => {
  const dist = mkdtempSync(join(tmpdir(), 'zhengdun-console-'));
  mkdirSync(join(dist, 'assets'));
  writeFileSync(
    join(dist, 'index.html'),
    '<script type="module" nonce="__CSP_NONCE__" src="/assets/a.js"></script><!-- __SITE_HEAD__ --><!-- __SITE_FOOT__ -->',
  );
  writeFileSync(join(dist, 'assets', 'a.js'), 'export {}');
  afterAll(() => rmSync(dist, { recursive: true }));

  it('is served at every address of its own, with a new nonce each time', async () => {
    expect(await serveConsole(http, dist)).toBe(true);
    const pages = await Promise.all(
      ['/', '/findings/7?tab=a'].map((url) => ask('GET', url, { accept: 'text/html' })),
    );
    const nonces = pages.map((page) => /nonce="([^"]+)"/.exec(page.body)?.[1] ?? '');
    expect(new Set(nonces).size).toBe(2);
    for (const [index, page] of pages.entries()) {
      expect(page.statusCode).toBe(200);
      expect(page.headers['content-security-policy']).toContain(`'nonce-${nonces[index]}'`);
      expect(page.headers['content-security-policy']).not.toContain('unsafe-inline');
    }
  });

  it('says who runs it and under which numbers, as it is at the moment', async () => {
    const nothing = {
      operator: undefined,
      icpNumber: undefined,
      policeNumber: undefined,
      markRecord: undefined,
    };
    let now: Parameters<typeof siteMarks>[0] = nothing;
    await serveConsole(http, dist, () => siteMarks(now));
    const page = async () => (await ask('GET', '/', { accept: 'text/html' })).body;
    expect(await page()).not.toMatch(/site-(head|foot)/);
    now = { ...nothing, operator: '样例<script>局$&', policeNumber: '京公网安备11000000000000号' };
    expect(await page()).toContain('lang="zh-CN">样例&lt;script&gt;局$&amp;</p>');
    expect(await page()).toContain('主办单位：样例&lt;script&gt;局$&amp;');
    expect(await page()).toContain('webSearch?code=11000000000000"');
    expect(await page()).not.toContain('miit');
  });

  it('shows its start to whoever asks for it, also to curl', async () => {
    await serveConsole(http, dist);
    expect((await ask('GET', '/', { accept: '*/*' })).statusCode).toBe(200);
    expect((await ask('GET', '/findings/7', { accept: '*/*' })).statusCode).toBe(404);
  });

  it('leaves addresses of the API and missing files alone', async () => {
    await serveConsole(http, dist);
    for (const url of ['/api/none', '/assets/none.js', '/assets/..%2findex.html']) {
      const reply = await ask('GET', url, { accept: 'text/html' });
      expect(reply.statusCode).toBeGreaterThanOrEqual(400);
      expect(reply.body).not.toContain('nonce=');
    }
    const script = await ask('GET', '/assets/a.js');
    expect(script).toMatchObject({ statusCode: 200, body: 'export {}' });
    expect(script.headers['cache-control']).toContain('immutable');
  });

  it('is left out when it was not built', async () => {
    expect(await serveConsole(http, join(dist, 'nowhere'))).toBe(false);
    expect((await ask('GET', '/', { accept: 'text/html' })).statusCode).toBe(404);
  });
});

describe('listening', () => {
  it('takes the next free port when the wanted one is taken, and knows by whom', async () => {
    const other = createServer();
    const port = await new Promise<number>((resolve) =>
      other.listen(0, '127.0.0.1', () => resolve((other.address() as { port: number }).port)),
    );
    try {
      expect(portHolder(port)).toMatchObject({ pid: process.pid });
      const listening = await listen(http, { address: '127.0.0.1', port });
      expect(listening.port).toBeGreaterThan(port);
      expect(listening.taken).toMatchObject({ port, by: { pid: process.pid } });
      expect((await fetch(`${listening.url}api/thing`)).status).toBe(200);
    } finally {
      other.close();
    }
  });

  it('says when it may not listen', async () => {
    await expect(listen(http, { address: '203.0.113.1', port: 8600 })).rejects.toMatchObject({
      code: 'cannot-listen',
      facts: { detail: 'EADDRNOTAVAIL' },
    });
  });
});
