import { describe, expect, it } from 'vitest';
import { handlesBeyond, openHandles, startWorld, type World } from '../../../test/world/index.ts';
import { dial } from './dial.ts';
import { dialTls } from './dial-tls.ts';
import { DIAL_WORDS } from './dial-words.ts';
import { overrideSchema, STRICT_POLICY } from './policy.ts';

const SITE = { 'www.a.test': { pages: { '/': '<title>A</title>' } } };

/** Dials through a world's own names and rules. */
function through({ policy, resolver }: World, host: string, port = 80, more: object = {}) {
  return dial({ host, port, policy, resolver, ...more });
}

describe('dialling', () => {
  it('connects to the address that was checked, and says which', async () => {
    await using world = await startWorld({ sites: SITE });
    const result = await through(world, 'www.a.test');
    expect(result).toMatchObject({ ok: true, address: '127.0.0.1' });
    if (result.ok) {
      expect(result.socket.remotePort).toBe(world.sites.httpPort);
      result.socket.destroy();
    }
  });

  it('refuses a name that points inside, and tells where to', async () => {
    await using world = await startWorld({
      zones: { test: { 'inside.test': { a: ['10.0.0.5'], aaaa: ['fd00::1'] } } },
      policy: { allowNetworks: [] },
    });
    expect(await through(world, 'inside.test')).toEqual({
      ok: false,
      code: 'address-refused',
      host: 'inside.test',
      port: 80,
      addresses: ['10.0.0.5', 'fd00::1'],
      detail: 'private private',
    });
  });

  it.each([
    '127.0.0.1',
    '[::1]',
    '::1',
    '[::ffff:127.0.0.1]',
    '169.254.169.254',
    '0.0.0.0',
    'localhost',
    'a.localhost',
  ])('refuses %s by default', async (host) => {
    await using world = await startWorld({ policy: STRICT_POLICY });
    expect(await through(world, host)).toMatchObject({ ok: false, code: 'address-refused' });
  });

  it('never connects to the second answer of a name that rebinds', async () => {
    await using world = await startWorld({
      sites: SITE,
      zones: {
        test: {
          'rebind.test': {
            inTurn: [
              { a: ['127.0.0.1'], ttl: 0 },
              { a: ['10.0.0.1'], ttl: 0 },
            ],
          },
        },
      },
    });
    const first = await through(world, 'rebind.test');
    expect(first).toMatchObject({ ok: true, address: '127.0.0.1' });
    if (first.ok) first.socket.destroy();
    expect(await through(world, 'rebind.test')).toMatchObject({ ok: false, code: 'address-refused' });
    expect(world.dns.questions.filter(({ type }) => type === 'A')).toHaveLength(2);
  });

  it('leaves out the refused addresses of a mixed answer', async () => {
    await using world = await startWorld({
      sites: SITE,
      zones: { test: { 'mixed.test': { a: ['10.0.0.5', '127.0.0.1'] } } },
    });
    const result = await through(world, 'mixed.test');
    expect(result).toMatchObject({ ok: true, address: '127.0.0.1' });
    if (result.ok) result.socket.destroy();
  });

  it('goes on to the next address when one refuses', async () => {
    await using world = await startWorld({
      sites: SITE,
      // Nothing listens on ::1: its port is the one of 127.0.0.1.
      zones: { test: { 'two.test': { a: ['127.0.0.2', '127.0.0.1'], aaaa: ['::1'] } } },
    });
    const result = await through(world, 'two.test');
    expect(result).toMatchObject({ ok: true, address: '127.0.0.1' });
    if (result.ok) result.socket.destroy();
  });

  it('goes where an override says, for that host and port only', async () => {
    await using world = await startWorld({
      sites: { 'www.a.test': { address: '202.106.0.1' } },
      policy: { overrides: [overrideSchema.parse('www.future.test:80:127.0.0.1')], allowNetworks: [] },
    });
    const result = await through(world, 'www.future.test');
    expect(result).toMatchObject({ ok: true, address: '127.0.0.1' });
    if (result.ok) result.socket.destroy();
    expect(world.dns.questions).toEqual([]);
    expect(await through(world, 'www.future.test', 443)).toMatchObject({ ok: false, code: 'no-such-name' });
    expect(await through(world, '127.0.0.1')).toMatchObject({ ok: false, code: 'address-refused' });
  });

  it('does not speak to ports on which no pages stand, unless told to', async () => {
    await using world = await startWorld({ sites: SITE });
    for (const port of [22, 25, 0, 65536, 6667]) {
      expect(await through(world, 'www.a.test', port)).toMatchObject({ ok: false, code: 'port-refused' });
    }
    expect(await through(world, 'www.a.test', 25, { ports: 'any' })).toMatchObject({
      code: 'connect-refused',
    });
  });

  it.each([
    ['nobody.test', {}, 'no-such-name'],
    ['a b', {}, 'no-such-name'],
    ['bare.test', { txt: ['x'] }, 'no-address'],
    ['silent.test', { misbehaviour: 'silent' as const }, 'resolver-failed'],
    ['broken.test', { misbehaviour: 'server-failure' as const }, 'resolver-failed'],
  ])('says why %s has no address', async (host, records, code) => {
    const known = host === 'nobody.test' ? {} : { [host]: records };
    await using world = await startWorld({
      zones: { test: known },
      ...('misbehaviour' in records && records.misbehaviour === 'silent' && { dnsTimeoutMs: 50 }),
    });
    const result = await through(world, host);
    expect(result).toMatchObject({ ok: false, code });
  });

  it('ends with its caller’s patience', async () => {
    await using world = await startWorld({ zones: { test: { 'a.test': { misbehaviour: 'silent' } } } });
    const signal = AbortSignal.abort(new Error('enough'));
    await expect(through(world, 'a.test', 80, { signal })).rejects.toThrow('enough');
    const later = new AbortController();
    const pending = through(world, 'a.test', 80, { signal: later.signal });
    later.abort(new Error('enough now'));
    await expect(pending).rejects.toThrow('enough now');
  });

  it('has words in both languages for every refusal', () => {
    for (const words of Object.values(DIAL_WORDS)) {
      expect(words.zh).toMatch(/^\p{Script=Han}/u);
      expect(words.en).toMatch(/^[a-z]/);
    }
  });
});

describe('dialling with TLS', () => {
  const tlsTo = ({ policy, resolver }: World, host: string, more: object = {}) =>
    dialTls({ host, port: 443, policy, resolver, ...more });

  it('shakes hands, offers protocols and judges trust by the policy', async () => {
    await using world = await startWorld({ sites: SITE });
    const result = await tlsTo(world, 'www.a.test', { alpn: ['h2', 'http/1.1'] });
    expect(result.ok).toBe(true);
    if (!result.ok) return;
    expect(result.socket).toMatchObject({ authorized: true, alpnProtocol: 'http/1.1' });
    result.socket.destroy();
  });

  it.each([
    [{ selfSigned: true }, 'DEPTH_ZERO_SELF_SIGNED_CERT'],
    [{ incomplete: true }, 'UNABLE_TO_VERIFY_LEAF_SIGNATURE'],
    [{ notAfter: new Date('2020-01-01'), notBefore: new Date('2019-01-01') }, 'CERT_HAS_EXPIRED'],
    [{ notBefore: new Date('2090-01-01'), notAfter: new Date('2091-01-01') }, 'CERT_NOT_YET_VALID'],
    [{ names: ['other.test'] }, 'ERR_TLS_CERT_ALTNAME_INVALID'],
  ])('connects all the same to a bad certificate and says what is wrong (%j)', async (wish, code) => {
    const certificate = { names: ['www.a.test'], ...wish };
    await using world = await startWorld({ sites: { 'www.a.test': { tls: { certificate } } } });
    const result = await tlsTo(world, 'www.a.test');
    expect(result.ok).toBe(true);
    if (!result.ok) return;
    const { authorizationError } = result.socket;
    expect(
      authorizationError instanceof Error ? Reflect.get(authorizationError, 'code') : authorizationError,
    ).toBe(code);
    result.socket.destroy();
  });

  it('trusts nobody where the certificate is not to be verified', async () => {
    await using world = await startWorld({ sites: SITE });
    const result = await tlsTo(world, 'www.a.test', { unverified: true });
    expect(result).toMatchObject({ ok: true, socket: { authorized: false } });
    if (result.ok) result.socket.destroy();
  });

  it('refuses a bad certificate where the caller wants that', async () => {
    await using world = await startWorld({
      sites: { 'www.a.test': { tls: { certificate: { names: ['other.test'] } } } },
    });
    expect(await tlsTo(world, 'www.a.test', { rejectUnauthorized: true })).toMatchObject({
      ok: false,
      code: 'handshake-refused',
      detail: 'ERR_TLS_CERT_ALTNAME_INVALID',
    });
  });

  it.each([
    ['closes', (socket: { destroy(): void }) => socket.destroy(), 'reset'],
    [
      'answers with noise',
      (socket: { write(bytes: Buffer): void }) => socket.write(Buffer.alloc(9000, 'z')),
      'handshake-refused',
    ],
    ['says nothing', () => {}, 'handshake-timeout'],
  ] as const)('gives a typed refusal when the server %s', async (_what, raw, code) => {
    await using world = await startWorld({ sites: { 'www.a.test': { tls: { raw } } } });
    const handshakeTimeoutMs = code === 'handshake-timeout' ? 150 : 60_000;
    expect(await tlsTo(world, 'www.a.test', { handshakeTimeoutMs })).toMatchObject({ ok: false, code });
  });

  it('shows an old protocol version its limits', async () => {
    await using world = await startWorld({ sites: { 'www.a.test': { tls: { minVersion: 'TLSv1.3' } } } });
    expect(await tlsTo(world, 'www.a.test', { maxVersion: 'TLSv1.2' })).toMatchObject({
      ok: false,
      code: 'handshake-refused',
    });
  });
});

it('leaves no socket and no timer behind, whatever happened', async () => {
  const before = openHandles();
  {
    await using world = await startWorld({
      sites: { ...SITE, 'mute.test': { tls: { raw: () => {} } } },
      zones: { test: { 'silent.test': { misbehaviour: 'silent' } } },
    });
    const { policy, resolver } = world;
    const abort = new AbortController();
    const waiting = [
      through(world, 'silent.test', 80, { signal: abort.signal }),
      dialTls({ host: 'mute.test', port: 443, policy, resolver, signal: abort.signal }),
    ];
    const done = Promise.allSettled(waiting);
    const fine = await dialTls({ host: 'www.a.test', port: 443, policy, resolver });
    if (fine.ok) fine.socket.destroy();
    await through(world, '127.0.0.3');
    abort.abort();
    expect((await done).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  }
  expect(await handlesBeyond(before)).toEqual([]);
});
