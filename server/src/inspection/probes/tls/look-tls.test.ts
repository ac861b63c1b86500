import { once } from 'node:events';
import { createServer } from 'node:net';
import { describe, expect, it } from 'vitest';
import {
  handlesBeyond,
  openHandles,
  type Site,
  type SiteTls,
  startWorld,
  type World,
  type WorldOptions,
} from '../../../../test/world/index.ts';
import { opensslVersion, startOpenssl } from '../../../../test/world/openssl-server.ts';
import { answerBy, rawAlert, rawServerHello } from '../../../../test/world/raw-tls.ts';
import type { TlsFacts } from '../../observation.ts';
import { lookTls } from './look-tls.ts';

const HOST = 'www.a.test';

function worldWith(tls: SiteTls | false, more: WorldOptions = {}): Promise<World> {
  const site: Site = { tls };
  return startWorld({ sites: { [HOST]: site }, ...more });
}

async function seen(world: World, host = HOST, budgetMs = 60_000): Promise<TlsFacts> {
  const observation = await lookTls({ host, budgetMs }, world);
  if (observation.outcome !== 'seen') throw new Error(observation.detail.en);
  return observation.facts;
}

describe('a look at a server of today', () => {
  it('tells handshake, versions, chain and trust', async () => {
    await using world = await worldWith({ minVersion: 'TLSv1.2' });
    const facts = await seen(world);
    expect(facts).toMatchObject({
      host: HOST,
      port: 443,
      address: '127.0.0.1',
      handshake: { version: 'TLSv1.3', cipher: 'TLS_AES_256_GCM_SHA384', alpn: 'http/1.1' },
      versions: {
        SSLv3: 'refused',
        'TLSv1.0': 'refused',
        'TLSv1.1': 'refused',
        'TLSv1.2': 'accepted',
        'TLSv1.3': 'accepted',
      },
      weakCiphers: [],
      tlcp: { answer: 'refused' },
      rfc8998: { answer: 'refused' },
      trust: { trusted: true },
      nameMatches: true,
    });
    expect(facts.chain.map(({ subject }) => subject)).toEqual([HOST, 'Zhengdun Test Intermediate']);
  });

  it('leaves the root of our own store out of a chain that is encrypted', async () => {
    await using world = await worldWith({ minVersion: 'TLSv1.3' });
    const facts = await seen(world);
    expect(facts.chain.map(({ subject }) => subject)).toEqual([HOST, 'Zhengdun Test Intermediate']);
    expect(facts.versions['TLSv1.2']).toBe('refused');
  });

  it('shows the chain as it is sent, though Node could complete it', async () => {
    await using world = await worldWith({ certificate: { names: [HOST], incomplete: true } });
    const facts = await seen(world);
    expect(facts.chain).toHaveLength(1);
    expect(facts.trust).toEqual({ trusted: false, code: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE' });
    expect(facts.nameMatches).toBe(true);
  });

  it.each([
    [{ selfSigned: true }, 'DEPTH_ZERO_SELF_SIGNED_CERT', true],
    [{ notBefore: new Date('2019-01-01'), notAfter: new Date('2020-01-01') }, 'CERT_HAS_EXPIRED', true],
    [{ notBefore: new Date('2090-01-01'), notAfter: new Date('2091-01-01') }, 'CERT_NOT_YET_VALID', true],
    [{ names: ['other.test'] }, undefined, false],
    [{ names: ['*.a.test'] }, undefined, true],
    [{ names: ['*.test'] }, undefined, false],
  ])('judges trust and name apart (%j)', async (wish, code, nameMatches) => {
    await using world = await worldWith({ certificate: { names: [HOST], ...wish } });
    const facts = await seen(world);
    expect(facts.trust).toEqual(code ? { trusted: false, code } : { trusted: true });
    expect(facts.nameMatches).toBe(nameMatches);
  });

  it('meets an IP address without a server name and matches it', async () => {
    await using world = await startWorld({
      sites: {
        '*': { tls: { certificate: { names: [], addresses: ['127.0.0.1'], subject: { commonName: 'x' } } } },
      },
    });
    expect(await seen(world, '127.0.0.1')).toMatchObject({ nameMatches: true, trust: { trusted: true } });
  });

  it('knocks on the very server it greeted, though the name answers differently by then', async () => {
    await using world = await worldWith(
      {},
      {
        zones: {
          test: {
            'turn.test': {
              inTurn: [
                { a: ['127.0.0.1'], ttl: 0 },
                { a: ['10.0.0.1'], ttl: 0 },
              ],
            },
          },
        },
      },
    );
    const facts = await seen(world, 'turn.test');
    expect(facts.address).toBe('127.0.0.1');
    expect(facts.versions['TLSv1.3']).toBe('accepted');
    expect(world.dns.questions.filter(({ type }) => type === 'A')).toHaveLength(1);
  });
});

describe('a look at an old server', () => {
  it('finds old versions and names weak suites', async () => {
    await using world = await worldWith({
      certificate: { names: [HOST], key: 'rsa' },
      minVersion: 'TLSv1',
      maxVersion: 'TLSv1.1',
      ciphers: 'AES128-SHA:NULL-SHA:ECDHE-RSA-NULL-SHA:@SECLEVEL=0',
    });
    expect(await seen(world)).toMatchObject({
      handshake: { version: 'TLSv1.1', cipher: 'TLS_RSA_WITH_AES_128_CBC_SHA' },
      versions: { 'TLSv1.0': 'accepted', 'TLSv1.1': 'accepted', 'TLSv1.2': 'refused', 'TLSv1.3': 'refused' },
      weakCiphers: ['TLS_RSA_WITH_NULL_SHA', 'TLS_ECDHE_RSA_WITH_NULL_SHA'],
    });
  });

  it('finds SSLv3, which no library here speaks, with its certificate', async () => {
    await using world = await startWorld();
    const { chain } = world.pki.issue({ names: [HOST] });
    const raw = answerBy(({ version, suites }) =>
      version === 0x0300 && suites.includes(0x0005)
        ? rawServerHello({ version: 0x0300, suite: 0x0005, certificates: chain })
        : rawAlert(40, 2, 0x0300),
    );
    // A hello of SSLv3 bears no name, so the site without a name answers.
    world.sites.set('*', { tls: { raw } });
    const facts = await seen(world, '127.0.0.1');
    expect(facts).toMatchObject({
      handshake: null,
      versions: { SSLv3: 'accepted', 'TLSv1.0': 'refused', 'TLSv1.2': 'refused' },
      trust: { trusted: false },
      nameMatches: false,
    });
    expect(facts.chain[0]).toMatchObject({ subject: HOST });
  });

  it.skipIf(!opensslVersion())(
    'agrees with OpenSSL as the other side (skipped without the openssl program)',
    async () => {
      await using world = await startWorld();
      const certificate = world.pki.issue({ names: ['localhost'], addresses: ['127.0.0.1'], key: 'rsa' });
      const cases = [
        [
          ['-tls1'],
          { 'TLSv1.0': 'accepted', 'TLSv1.1': 'refused', 'TLSv1.2': 'refused', 'TLSv1.3': 'refused' },
        ],
        [
          ['-tls1_1'],
          { 'TLSv1.0': 'refused', 'TLSv1.1': 'accepted', 'TLSv1.2': 'refused', 'TLSv1.3': 'refused' },
        ],
        [
          ['-tls1_2'],
          { 'TLSv1.0': 'refused', 'TLSv1.1': 'refused', 'TLSv1.2': 'accepted', 'TLSv1.3': 'refused' },
        ],
        [
          ['-tls1_3'],
          { 'TLSv1.0': 'refused', 'TLSv1.1': 'refused', 'TLSv1.2': 'refused', 'TLSv1.3': 'accepted' },
        ],
      ] as const;
      for (const [options, versions] of cases) {
        await using server = await startOpenssl(certificate, [
          ...options,
          '-cipher',
          'ALL:eNULL:@SECLEVEL=0',
        ]);
        const observation = await lookTls({ host: '127.0.0.1', port: server.port }, world);
        expect(observation).toMatchObject({
          outcome: 'seen',
          facts: {
            versions: { SSLv3: 'refused', ...versions },
            tlcp: { answer: 'refused' },
            rfc8998: { answer: 'refused' },
          },
        });
      }
    },
  );
});

describe('SM suites', () => {
  const sm2 = (world: World) => world.pki.issue({ names: [HOST], key: 'sm2' });

  it.each([true, false])(
    'are found over TLCP with both certificates (server bears extensions: %s)',
    async (modern) => {
      await using world = await startWorld();
      const pair = [sm2(world).leaf, sm2(world).leaf];
      const raw = answerBy(({ version }) =>
        version === 0x0101
          ? rawServerHello({ version: 0x0101, suite: 0xe013, certificates: pair })
          : rawAlert(70),
      );
      const old = answerBy(({ version }) => (version === 0x0101 ? undefined : rawAlert(70)));
      // Without extensions there is no name, so an old server is the one that answers nameless hellos.
      world.sites.set(HOST, { tls: { raw: modern ? raw : old } });
      world.sites.set('*', { tls: { raw } });
      world.dns.set('a.test', HOST, { a: ['127.0.0.1'] });
      const facts = await seen(world);
      expect(facts.tlcp).toMatchObject({ answer: 'accepted', cipher: 'ECC_SM4_CBC_SM3' });
      expect(facts.tlcp.chain?.map(({ key }) => key)).toEqual(['SM2', 'SM2']);
      expect(facts.versions['TLSv1.2']).toBe('refused');
      expect(facts.handshake).toBeNull();
    },
  );

  it.each([true, false])(
    'are found over TLS 1.3 (server asks for another key share first: %s)',
    async (retry) => {
      const raw = answerBy(({ suites }) =>
        suites.includes(0x00c6)
          ? rawServerHello({ version: 0x0303, suite: 0x00c6, chosenVersion: 0x0304, retry })
          : rawAlert(40),
      );
      await using world = await worldWith({ raw });
      expect((await seen(world)).rfc8998).toEqual({ answer: 'accepted', cipher: 'TLS_SM4_GCM_SM3' });
    },
  );

  it('are not believed of a server that answers every hello with the same suite', async () => {
    const raw = answerBy(() => rawServerHello({ version: 0x0303, suite: 0xc02f, certificates: [] }));
    await using world = await worldWith({ raw });
    const facts = await seen(world);
    expect(facts.tlcp.answer).toBe('refused');
    expect(facts.rfc8998.answer).toBe('refused');
    expect(facts.weakCiphers).toEqual([]);
    expect(facts.versions['TLSv1.2']).toBe('accepted');
  });
});

describe('a server that does not shake hands', () => {
  const UNCLEAR = {
    SSLv3: 'unclear',
    'TLSv1.0': 'unclear',
    'TLSv1.1': 'unclear',
    'TLSv1.2': 'unclear',
    'TLSv1.3': 'unclear',
  };

  it.each([['hangs up on every hello', answerBy(() => undefined)]])(
    'and %s leaves the look blocked',
    async (_what, raw) => {
      await using world = await startWorld({ sites: { '*': { tls: { raw } } } });
      expect(await lookTls({ host: '127.0.0.1' }, world)).toMatchObject({
        outcome: 'blocked',
        detail: { zh: '连接被中断' },
      });
    },
  );

  it('and talks HTTP instead is seen as such', async () => {
    const raw = answerBy(() => Buffer.from('HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n'));
    await using world = await startWorld({ sites: { '*': { tls: { raw } } } });
    expect(await seen(world, '127.0.0.1')).toMatchObject({
      handshake: null,
      versions: UNCLEAR,
      tlcp: { answer: 'unclear' },
      trust: { trusted: false },
      chain: [],
    });
  });

  it('and pours out ten megabytes is cut off early', async () => {
    let poured = 0;
    const mute = createServer((socket) => {
      socket.on('error', () => {});
      const noise = Buffer.alloc(65_536, 0x16);
      const pour = () => {
        while (poured < 200e6 && !socket.destroyed) {
          poured += noise.length;
          if (!socket.write(noise)) return;
        }
      };
      socket.on('drain', pour).once('data', pour);
    });
    mute.listen(0, '127.0.0.1');
    await once(mute, 'listening');
    await using world = await startWorld();
    const address = mute.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    const observation = await lookTls({ host: '127.0.0.1', port }, world);
    expect(observation).toMatchObject({ outcome: 'seen', facts: { handshake: null, versions: UNCLEAR } });
    // Thirteen connections; what the kernel takes on each is a few megabytes at most.
    expect(poured).toBeLessThan(100e6);
    mute.close();
    await once(mute, 'close');
  });

  it('and keeps silent costs no more than the budget', async () => {
    await using world = await worldWith({ raw: () => {} });
    const started = performance.now();
    expect(await lookTls({ host: HOST, budgetMs: 400 }, world)).toMatchObject({
      outcome: 'blocked',
      detail: { zh: '加密握手超时' },
    });
    // Without a budget the greeting and a dozen knocks would wait for more than twenty seconds.
    expect(performance.now() - started).toBeLessThan(15_000);
  });

  it('and drips its answer byte by byte is given up', async () => {
    const hello = rawServerHello({ version: 0x0303, suite: 0xc02f, certificates: [Buffer.alloc(5000)] });
    await using world = await worldWith({
      raw: (socket) => {
        let at = 0;
        const timer = setInterval(() => socket.write(hello.subarray(at, ++at)), 20);
        socket.on('close', () => clearInterval(timer));
      },
    });
    // So long that a byte has come, too short for a whole hello.
    expect((await seen(world, HOST, 6_000)).handshake).toBeNull();
  });

  it.each([
    ['127.0.0.9', '服务器拒绝连接'],
    ['nobody.test', '域名不存在'],
    ['10.0.0.1', '域名指向内网或保留地址，按本机设置不予连接'],
  ])('because there is none at %s is blocked with the reason', async (host, zh) => {
    await using world = await startWorld();
    expect(await lookTls({ host }, world)).toMatchObject({ outcome: 'blocked', detail: { zh } });
  });

  it('ends with its caller’s patience and leaves nothing open', async () => {
    const before = openHandles();
    {
      await using world = await worldWith({ raw: () => {} });
      const abort = new AbortController();
      const pending = lookTls({ host: HOST }, { ...world, signal: abort.signal });
      setTimeout(() => abort.abort(new Error('enough')), 50);
      await expect(pending).rejects.toThrow('enough');
    }
    expect(await handlesBeyond(before)).toEqual([]);
  });
});

it('makes no more than two connections at once, and about a dozen in all', async () => {
  let open = 0;
  let most = 0;
  await using world = await worldWith({
    raw: (socket) => {
      open += 1;
      most = Math.max(most, open);
      socket.on('close', () => {
        open -= 1;
      });
      setTimeout(() => socket.write(rawAlert(40)), 5);
    },
  });
  await seen(world);
  expect(most).toBeLessThanOrEqual(2);
  expect(world.sites.connections()).toBeLessThanOrEqual(14);
});
