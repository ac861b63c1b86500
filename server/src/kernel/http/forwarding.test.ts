import { afterEach, describe, expect, it } from 'vitest';
import type { Log } from '../log.ts';
import { silentLog } from '../log.ts';
import { selfSigned } from '../self-signed.ts';
import { believing } from './forwarding.ts';
import { agentOf, createHttp, type Http } from './index.ts';

const PROXY = '10.20.0.5';
const CLIENT = '203.0.113.9';
const opened: Http[] = [];
afterEach(() => Promise.all(opened.splice(0).map((http) => http.close())));

interface Asked {
  readonly url?: string;
  readonly from?: string;
  readonly headers?: Record<string, string>;
}

/** A server that tells whom it takes the asker for. */
async function serve({ proxies, ...more }: { proxies?: string[]; exposed?: boolean; log?: Log } = {}) {
  const { key, cert } = selfSigned('zhengdun.example', { days: 1, names: ['zhengdun.example'] });
  const exposure = { names: ['zhengdun.example'], key, cert, fingerprint: '', isSelfSigned: true };
  const http = await createHttp({
    log: more.log ?? silentLog(),
    version: '0.1.0',
    ...(proxies && { proxies }),
    ...(more.exposed && { exposure: { ...exposure, endsAt: new Date() } }),
  });
  opened.push(http);
  http.get('/api/who', { config: { permission: 'public' } }, async (request) => ({
    ip: request.ip,
    recorded: agentOf(request).from?.address,
    protocol: request.protocol,
  }));
  http.post('/api/session', { config: { permission: 'public', entry: true } }, async () => ({}));
  http.get('/api/here', { config: { permission: 'loopback' } }, async () => ({}));
  return async ({ url = '/api/who', from = PROXY, headers = {} }: Asked = {}) => {
    const reply = await http.inject({
      method: url === '/api/session' ? 'POST' : 'GET',
      url,
      remoteAddress: from,
      headers: { host: more.exposed ? 'zhengdun.example' : '127.0.0.1:8600', ...headers },
    });
    return { status: reply.statusCode, body: reply.json() };
  };
}

const forwardedFor = (...addresses: string[]) => ({ 'x-forwarded-for': addresses.join(', ') });

describe('who asks, behind a proxy', () => {
  it('is the address of the connection as long as no proxy is believed, whatever is said', async () => {
    const ask = await serve();
    const headers = { ...forwardedFor(CLIENT), 'x-forwarded-proto': 'https', 'x-real-ip': CLIENT };
    expect((await ask({ headers })).body).toEqual({ ip: PROXY, recorded: PROXY, protocol: 'http' });
  });

  it('is who the believed proxy says, also in the audit log', async () => {
    const ask = await serve({ proxies: [`${PROXY}/32`] });
    const headers = { ...forwardedFor(CLIENT), 'x-forwarded-proto': 'https' };
    expect((await ask({ headers })).body).toEqual({ ip: CLIENT, recorded: CLIENT, protocol: 'https' });
    expect((await ask()).body.ip).toBe(PROXY);
  });

  it('is the last address that no believed proxy has: what the asker wrote before it is worth nothing', async () => {
    const ask = await serve({ proxies: [`${PROXY}/32`, '192.0.2.0/24'] });
    const said = async (...addresses: string[]) =>
      (await ask({ headers: forwardedFor(...addresses) })).body.ip;
    expect(await said('127.0.0.1', CLIENT)).toBe(CLIENT);
    expect(await said('not-an-address', CLIENT)).toBe(CLIENT);
    // Two proxies in a row: the outer one is believed too.
    expect(await said('127.0.0.1', CLIENT, '192.0.2.7')).toBe(CLIENT);
    expect(await said(CLIENT, '198.51.100.1', '192.0.2.7')).toBe('198.51.100.1');
  });

  it('is the address of the connection where somebody else writes what proxies write', async () => {
    const ask = await serve({ proxies: [`${PROXY}/32`] });
    const headers = { ...forwardedFor('127.0.0.1'), 'x-forwarded-proto': 'https' };
    const { body } = await ask({ from: '10.20.0.6', headers });
    expect(body).toMatchObject({ ip: '10.20.0.6', protocol: 'http' });
  });

  it('is told by proxies with IPv6 addresses, and by IPv4 ones in their IPv6 spelling', async () => {
    const ask = await serve({ proxies: ['2001:db8:1::/64', `${PROXY}/32`] });
    const seen = async (from: string) =>
      (await ask({ from, headers: forwardedFor('2001:db8:9::1') })).body.ip;
    expect(await seen('2001:db8:1::5')).toBe('2001:db8:9::1');
    expect(await seen(`::ffff:${PROXY}`)).toBe('2001:db8:9::1');
    expect(await seen('2001:db8:2::5')).toBe('2001:db8:2::5');
    expect(believing(['10.0.0.0/8'])('::a00:1')).toBe(false);
    expect(believing(['::1/128'])('127.0.0.1')).toBe(false);
  });

  it('is bounded by itself, not together with all others behind the proxy', async () => {
    const ask = await serve({ proxies: [`${PROXY}/32`] });
    const enter = async (who: string) =>
      (await ask({ url: '/api/session', headers: forwardedFor('198.51.100.99', who) })).status;
    for (let asked = 0; asked < 60; asked += 1) expect(await enter(CLIENT)).toBe(200);
    expect(await enter(CLIENT)).toBe(429);
    expect(await enter('203.0.113.10')).toBe(200);
  });

  it('has to be an address', async () => {
    const ask = await serve({ proxies: [`${PROXY}/32`] });
    for (const said of ['unknown', '203.0.113.9:4711', 'unix:', '<b>']) {
      const { status, body } = await ask({ headers: forwardedFor(said) });
      expect({ status, code: body.error.code }).toEqual({ status: 400, code: 'forwarded-unreadable' });
    }
  });

  it('is refused where the believed proxy says that the browser came without TLS', async () => {
    const ask = await serve({ proxies: [`${PROXY}/32`], exposed: true });
    const by = (protocol: string) =>
      ask({ headers: { ...forwardedFor(CLIENT), 'x-forwarded-proto': protocol } });
    expect((await by('https')).status).toBe(200);
    expect(await by('http')).toMatchObject({ status: 403, body: { error: { code: 'tls-demanded' } } });
  });

  it('is told to the log once where the proxy is not believed', async () => {
    const lines: object[] = [];
    const log = Object.assign(Object.create(silentLog()) as Log, {
      warn: (fields: object) => lines.push(fields),
    });
    const ask = await serve({ proxies: ['192.0.2.1/32'], log });
    for (let asked = 0; asked < 3; asked += 1) await ask({ headers: forwardedFor(CLIENT) });
    expect(lines).toEqual([{ proxy: PROXY }]);
  });
});

describe('what is for this machine alone', () => {
  const forwarding = [
    'x-forwarded-for',
    'x-forwarded-host',
    'x-forwarded-proto',
    'forwarded',
    'via',
    'x-real-ip',
  ];

  it.each(forwarding)(
    'is refused to a request with %s, though a proxy on this machine brings it',
    async (name) => {
      for (const proxies of [[], ['127.0.0.1/32']]) {
        const ask = await serve({ proxies });
        const { status, body } = await ask({
          url: '/api/here',
          from: '127.0.0.1',
          headers: { [name]: '127.0.0.1' },
        });
        expect({ status, code: body.error.code }).toEqual({ status: 403, code: 'forwarded-refused' });
      }
    },
  );

  it('is open to this machine, but never to the address of a believed proxy', async () => {
    const here = { url: '/api/here' };
    const ask = await serve({ proxies: ['127.0.0.1/32'] });
    expect((await ask({ ...here, from: '127.0.0.2' })).status).toBe(200);
    expect((await ask({ ...here, from: '::1' })).status).toBe(200);
    for (const from of ['127.0.0.1', '::ffff:127.0.0.1'])
      expect((await ask({ ...here, from })).status).toBe(403);
    // Somebody far off who says to be here.
    const far = { ...here, from: CLIENT };
    expect((await ask(far)).status).toBe(421);
    expect((await ask({ ...far, headers: forwardedFor('127.0.0.1') })).status).toBe(403);
  });
});
