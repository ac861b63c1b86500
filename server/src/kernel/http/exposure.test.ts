import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { request as secureRequest } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { silentLog } from '../log.ts';
import { selfSigned } from '../self-signed.ts';
import { createHttp, type Exposure, type Http, isExposed, listen, openExposure, publicUrl } from './index.ts';

const data = mkdtempSync(join(tmpdir(), 'zhengdun-exposure-'));
afterAll(() => rmSync(data, { recursive: true }));
const wanted = {
  data,
  listen: '0.0.0.0',
  hosts: ['zhengdun.example'],
  proxies: [],
  tlsCert: undefined,
  tlsKey: undefined,
};

describe('serving others than this machine', () => {
  it('begins with an address off loopback, or with a host name', () => {
    const of = (address: string, ...hosts: string[]) => isExposed({ listen: address, hosts, proxies: [] });
    expect([of('127.0.0.1'), of('::1'), of('::ffff:127.0.0.1')]).toEqual([false, false, false]);
    expect([of('0.0.0.0'), of('::'), of('10.1.2.3'), of('127.0.0.1', 'a.example')]).toEqual(
      Array(4).fill(true),
    );
    expect(isExposed({ listen: '127.0.0.1', hosts: [], proxies: ['127.0.0.1/32'] })).toBe(true);
    const url = (address: string, hosts: string[], port: number, proxies: string[] = []) =>
      publicUrl({ listen: address, hosts, proxies }, port);
    expect(url('10.1.2.3', [], 443)).toBe('https://10.1.2.3/');
    expect(url('0.0.0.0', ['a.example'], 8600)).toBe('https://a.example:8600/');
    expect(url('127.0.0.1', ['a.example'], 8600, ['127.0.0.1/32'])).toBe('https://a.example/');
  });

  it('makes a certificate of its own once, for its names, readable by the program alone', async () => {
    const first = await openExposure(wanted);
    expect(first).toMatchObject({ isSelfSigned: true, names: ['zhengdun.example'] });
    expect(first?.fingerprint).toMatch(/^([0-9A-F]{2}:){31}[0-9A-F]{2}$/);
    expect((await openExposure(wanted))?.fingerprint).toBe(first?.fingerprint);
    expect(statSync(join(data, 'secrets', 'tls-key.pem')).mode & 0o777).toBe(0o600);
    const other = await openExposure({ ...wanted, hosts: ['other.example'] });
    expect(other?.fingerprint).not.toBe(first?.fingerprint);
  });

  it('takes the certificate of the settings, and refuses one that does not fit its key', async () => {
    const [tlsCert, tlsKey] = [join(data, 'cert.pem'), join(data, 'key.pem')];
    const made = selfSigned('real.example', { days: 30, names: ['real.example'] });
    writeFileSync(tlsCert, made.cert);
    writeFileSync(tlsKey, made.key);
    expect(await openExposure({ ...wanted, tlsCert, tlsKey })).toMatchObject({ isSelfSigned: false });
    const refused = { code: 'tls-unusable' };
    await expect(openExposure({ ...wanted, tlsCert })).rejects.toMatchObject(refused);
    writeFileSync(tlsKey, selfSigned('x').key);
    await expect(openExposure({ ...wanted, tlsCert, tlsKey })).rejects.toMatchObject(refused);
  });
});

describe('a server for others', () => {
  const servers: Http[] = [];
  afterAll(() => Promise.all(servers.map((http) => http.close())));

  async function serve(more: Partial<Exposure> = {}): Promise<number> {
    const exposure = await openExposure(wanted);
    if (!exposure) throw new Error('not exposed');
    const http = await createHttp({ log: silentLog(), version: '0.1.0', exposure: { ...exposure, ...more } });
    http.get('/api/open', { config: { permission: 'public' } }, async () => ({ ok: true }));
    http.post('/api/act', { config: { permission: 'public', entry: false } }, async () => ({ ok: true }));
    http.get('/api/here', { config: { permission: 'loopback' } }, async () => ({ ok: true }));
    http.get('/api/checks', { config: { permission: 'loopback', account: 'check.start' } }, async () => ({}));
    servers.push(http);
    return (await listen(http, { address: '127.0.0.1', port: 18_700 })).port;
  }

  interface Answer {
    status: number | undefined;
    headers: Record<string, unknown>;
    body: string;
  }
  function ask(
    kind: 'http' | 'https',
    about: { port: number; path?: string; method?: string; headers?: Record<string, string> },
  ): Promise<Answer> {
    const options = {
      host: '127.0.0.1',
      port: about.port,
      path: about.path ?? '/api/open',
      method: about.method ?? 'GET',
      headers: { host: `zhengdun.example:${about.port}`, ...about.headers },
      agent: false,
    };
    return new Promise((resolve, reject) => {
      const sent = (kind === 'http' ? request : secureRequest)(
        kind === 'http'
          ? options
          : {
              ...options,
              ca: readFileSync(join(data, 'secrets', 'tls-cert.pem')),
              servername: 'zhengdun.example',
            },
        (reply) => {
          let body = '';
          reply.on('data', (chunk) => (body += chunk));
          reply.on('end', () => resolve({ status: reply.statusCode, headers: reply.headers, body }));
        },
      );
      sent.on('error', reject);
      sent.end();
    });
  }

  it('answers by TLS, and sends who reads by plain HTTP there', async () => {
    const port = await serve();
    const secure = await ask('https', { port });
    expect(secure).toMatchObject({ status: 200, body: '{"ok":true}' });
    expect(secure.headers['strict-transport-security']).toBeUndefined();
    const plain = await ask('http', { port, path: '/api/open?x=1' });
    expect(plain).toMatchObject({
      status: 308,
      headers: { location: `https://zhengdun.example:${port}/api/open?x=1` },
    });
    expect(await ask('http', { port, method: 'POST', path: '/api/act' })).toMatchObject({ status: 400 });
    expect(await ask('http', { port, headers: { host: 'evil.example' } })).toMatchObject({ status: 400 });
  });

  it('insists on TLS only with a certificate that browsers trust', async () => {
    const { headers } = await ask('https', { port: await serve({ isSelfSigned: false }) });
    expect(headers['strict-transport-security']).toBe('max-age=31536000');
  });

  it('knows its names and addresses, and no page of another site changes anything', async () => {
    const port = await serve();
    for (const host of [`127.0.0.1:${port}`, '192.0.2.8', 'localhost', 'ZHENGDUN.example'])
      expect((await ask('https', { port, headers: { host } })).status).toBe(200);
    const foreign = await ask('https', { port, headers: { host: 'rebound.example' } });
    expect(foreign).toMatchObject({ status: 421 });
    expect(foreign.body).toContain('rebound.example');
    const act = (headers: Record<string, string>) =>
      ask('https', { port, method: 'POST', path: '/api/act', headers });
    expect((await act({ origin: 'https://evil.example' })).status).toBe(403);
    expect((await act({ 'sec-fetch-site': 'same-site' })).status).toBe(403);
    expect((await act({ origin: `http://zhengdun.example:${port}` })).status).toBe(403);
    expect((await act({ origin: `https://zhengdun.example:${port}` })).status).toBe(200);
  });

  it('opens to nobody without an account what is open on a machine of its own', async () => {
    const port = await serve();
    expect((await ask('https', { port, path: '/api/checks' })).status).toBe(401);
    expect((await ask('https', { port, path: '/openapi.json' })).status).toBe(401);
    expect((await ask('https', { port, path: '/api/here' })).status).toBe(200);
  });
});

describe('asking too often', () => {
  it('is refused with the seconds to wait, by address, and more strictly where somebody signs in', async () => {
    const http = await createHttp({ log: silentLog(), version: '0.1.0' });
    http.get('/api/open', { config: { permission: 'public' } }, async () => ({}));
    http.post('/api/session', { config: { permission: 'public', entry: true } }, async () => ({}));
    const from = (remoteAddress: string, method: 'GET' | 'POST', url: string) =>
      http.inject({ method, url, remoteAddress, headers: { host: '127.0.0.1' } });
    for (let asked = 0; asked < 60; asked += 1)
      expect((await from('192.0.2.1', 'POST', '/api/session')).statusCode).toBe(200);
    const refused = await from('192.0.2.1', 'POST', '/api/session');
    expect(refused.statusCode).toBe(429);
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
    expect(refused.json().error).toMatchObject({ code: 'too-many-requests' });
    expect(refused.json().error.message).toMatch(/^请求过于频繁，请在 \d+ 秒后再试。$/);
    expect((await from('192.0.2.2', 'POST', '/api/session')).statusCode).toBe(200);
    expect((await from('192.0.2.1', 'GET', '/api/open')).statusCode).toBe(200);
    for (let asked = 0; asked < 6_000; asked += 1) await from('192.0.2.3', 'GET', '/api/open');
    expect((await from('192.0.2.3', 'GET', '/api/open')).statusCode).toBe(429);
    await http.close();
  });

  it('is refused by who asks, wherever from', async () => {
    const http = await createHttp({
      log: silentLog(),
      version: '0.1.0',
      authenticate: async ({ headers }) => ({
        id: String(headers['x-who']),
        kind: 'person',
        unitId: undefined,
        stage: 'full',
        scopes: new Map(),
      }),
    });
    http.get('/api/mine', { config: { permission: 'signed-in' } }, async () => ({}));
    const as = async (who: string, asked: number) =>
      (
        await http.inject({
          url: '/api/mine',
          remoteAddress: `192.0.2.${asked % 250}`,
          headers: { host: '127.0.0.1', 'x-who': who },
        })
      ).statusCode;
    for (let asked = 0; asked < 1_200; asked += 1) expect(await as('a', asked)).toBe(200);
    expect(await as('a', 0)).toBe(429);
    expect(await as('b', 0)).toBe(200);
    await http.close();
  });
});
