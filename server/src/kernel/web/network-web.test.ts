import {
  brotliCompressSync,
  constants,
  deflateRawSync,
  deflateSync,
  gzipSync,
  zstdCompressSync,
} from 'node:zlib';
import { describe, expect, it } from 'vitest';
import {
  abruptClose,
  endlessBody,
  floodOfHints,
  garbage,
  gzipBomb,
  type Handler,
  handlesBeyond,
  hugeHeaders,
  neverAnswers,
  openHandles,
  type Page,
  rawAnswer,
  slowDrip,
  slowHeaders,
  startWorld,
} from '../../../test/world/index.ts';
import { header, openNetworkWeb, type WebAnswer, type WebRequest } from './index.ts';

const HOME = 'http://www.a.test/';

/** What a site that answers in this way gives to one request. */
async function ask(page: string | Page | Handler, request: Partial<WebRequest> = {}): Promise<WebAnswer> {
  await using world = await startWorld({ sites: { 'www.a.test': { pages: { '*': page } } } });
  await using web = openNetworkWeb(world);
  return await web.fetch({ url: HOME, timeoutMs: 60_000, ...request });
}

function textOf(answer: WebAnswer): string {
  return answer.ok ? Buffer.from(answer.body).toString('latin1') : answer.code;
}

/** Compressed text in an answer that says so. */
function coded(coding: string, body: Buffer): Page {
  return { headers: { 'content-encoding': coding }, body };
}

const TEXT = 'Hello, county. '.repeat(200);

describe('a body', () => {
  it.each([
    ['gzip', gzipSync(TEXT)],
    ['x-gzip', gzipSync(TEXT)],
    ['GZIP', gzipSync(TEXT)],
    ['deflate', deflateSync(TEXT)],
    ['deflate', deflateRawSync(TEXT)],
    ['br', brotliCompressSync(TEXT)],
    ['zstd', zstdCompressSync(TEXT)],
    ['gzip, br', brotliCompressSync(gzipSync(TEXT))],
    ['identity', Buffer.from(TEXT)],
  ])('in %s is decoded', async (coding, body) => {
    const answer = await ask(coded(coding, body));
    expect(textOf(answer)).toBe(TEXT);
    expect(answer).toMatchObject({ ok: true, cut: false });
  });

  it('that two header lines say was coded twice is decoded twice', async () => {
    const twice = {
      headers: { 'content-encoding': ['gzip', 'br'] },
      body: brotliCompressSync(gzipSync(TEXT)),
    };
    expect(textOf(await ask(twice))).toBe(TEXT);
  });

  it.each([
    ['gzip', gzipSync(TEXT.repeat(50)).subarray(0, 100)],
    ['deflate', deflateSync(TEXT.repeat(50)).subarray(0, 60)],
    [
      'br',
      brotliCompressSync(Buffer.from(Array.from({ length: 5000 }, (_, i) => (i * 7919) & 255))).subarray(
        0,
        2000,
      ),
    ],
  ])('whose %s ends too early gives what it holds', async (coding, body) => {
    const answer = await ask(coded(coding, body));
    expect(answer).toMatchObject({ ok: true, status: 200 });
    expect(textOf(answer).length).toBeGreaterThan(0);
  });

  it.each(['gzip', 'deflate', 'br', 'zstd'])(
    'that is no %s at all is told as a broken encoding',
    async (coding) => {
      const noise = Buffer.from(Array.from({ length: 300 }, (_, i) => (i * 197 + 31) & 255));
      expect(await ask(coded(coding, noise))).toMatchObject({ ok: true, cut: true, fault: 'bad-encoding' });
    },
  );

  it('in a coding that nobody knows is given as it came, with the fault', async () => {
    const answer = await ask(coded('lzma', Buffer.from('abc')));
    expect(answer).toMatchObject({ ok: true, fault: 'bad-encoding' });
    expect(textOf(answer)).toBe('abc');
    expect(await ask(coded('gzip, gzip, gzip', gzipSync('abc')))).toMatchObject({ fault: 'bad-encoding' });
  });

  it.each([
    ['gzip', gzipBomb(256)],
    ['br', coded('br', brotliCompressSync(Buffer.alloc(64_000_000, 'A')))],
    ['zstd', coded('zstd', zstdCompressSync(Buffer.alloc(64_000_000, 'A')))],
    ['deflate', coded('deflate', deflateSync(Buffer.alloc(64_000_000, 'A')))],
  ])('that is a bomb in %s ends at the bound', async (_coding, page) => {
    const answer = await ask(page, { maxBytes: 100_000 });
    expect(answer).toMatchObject({ ok: true, cut: true, fault: 'too-large' });
    expect(textOf(answer)).toBe('A'.repeat(100_000));
  });

  it('that wants more memory to be decoded than RFC 9659 allows is not decoded', async () => {
    const wide = zstdCompressSync(Buffer.alloc(20_000_000, 'A'), {
      params: { [constants.ZSTD_c_windowLog]: 27, [constants.ZSTD_c_contentSizeFlag]: 0 },
    });
    const answer = await ask(coded('zstd', wide), { maxBytes: 100_000 });
    expect(answer).toMatchObject({ ok: true, fault: 'bad-encoding' });
    expect(textOf(answer)).toBe('');
  });

  it('without end is read up to the bound, and the sender is hung up on', async () => {
    let sent = 0;
    const answer = await ask(
      (_request, response) => {
        const pour = (): void => {
          while (!response.destroyed && response.write(Buffer.alloc(65_536, 'x'))) sent += 65_536;
        };
        response.on('drain', pour);
        pour();
      },
      { maxBytes: 300_000 },
    );
    expect(answer).toMatchObject({ ok: true, cut: true, fault: 'too-large' });
    expect(textOf(answer)).toHaveLength(300_000);
    expect(sent).toBeLessThan(30_000_000);
  });

  it('that announces 10 GB is not waited for', async () => {
    const answer = await ask(
      (_request, response) => {
        response.writeHead(200, { 'content-length': '10000000000' });
        response.write(Buffer.alloc(200_000, 'x'));
      },
      { maxBytes: 100_000 },
    );
    expect(answer).toMatchObject({ ok: true, cut: true, fault: 'too-large' });
  });

  it('that drips is cut when the time is over, and what came is kept', async () => {
    const answer = await ask(slowDrip(5, 'x'), { timeoutMs: 3_000 });
    expect(answer).toMatchObject({ ok: true, status: 200, cut: true, fault: 'too-slow' });
    expect(textOf(answer)).toMatch(/^x+$/);
  });

  it('that breaks off is kept up to there', async () => {
    const answer = await ask(abruptClose(10_000, 100));
    expect(answer).toMatchObject({ ok: true, cut: true, fault: 'broken-off' });
    expect(textOf(answer)).toBe('x'.repeat(100));
  });

  it('of HTTP/1.0 ends with the connection', async () => {
    const answer = await ask(rawAnswer('HTTP/1.0 200 OK\r\nContent-Type: text/html\r\n\r\nold but fine'));
    expect(answer).toMatchObject({ ok: true, status: 200, cut: false });
    expect(textOf(answer)).toBe('old but fine');
  });

  it('with NULs arrives byte by byte', async () => {
    expect(textOf(await ask({ body: Buffer.from('a\0b\0\0c') }))).toBe('a\0b\0\0c');
  });

  it('after which the client has closed its half still comes', async () => {
    const answer = await ask((request) => {
      request.socket.write('HTTP/1.1 200 OK\r\nConnection: close\r\n\r\nfirst ');
      setTimeout(() => request.socket.end('second'), 20);
    });
    expect(textOf(answer)).toBe('first second');
  });
});

describe('a head', () => {
  it('is given in its order, with names that come twice', async () => {
    const answer = await ask(
      rawAnswer('HTTP/1.1 200 OK\r\nX-A: 1\r\nServer: s\r\nx-a: 2\r\nContent-Length: 0\r\n\r\n'),
    );
    expect(answer.ok && answer.headers.slice(0, 3)).toEqual([
      ['x-a', '1'],
      ['server', 's'],
      ['x-a', '2'],
    ]);
    expect(answer.ok && header(answer, 'x-a')).toBe('1');
  });

  it('just below 64 KB is read, one above is refused', async () => {
    const fields = (count: number): string =>
      Array.from({ length: count }, (_, index) => `X-${index}: ${'x'.repeat(990)}\r\n`).join('');
    const with60 = await ask(rawAnswer(`HTTP/1.1 200 OK\r\n${fields(60)}Content-Length: 0\r\n\r\n`));
    expect(with60).toMatchObject({ ok: true, status: 200 });
    expect(textOf(await ask(hugeHeaders(100, 1000)))).toBe('header-too-large');
  });

  it('in Chinese is read as UTF-8, a GBK address is kept as its bytes', async () => {
    const gbk = Buffer.from([0xd6, 0xd0, 0xce, 0xc4]);
    const answer = await ask(
      rawAnswer(
        Buffer.concat([
          Buffer.from('HTTP/1.1 302 Found\r\nServer: 政务\r\nLocation: /'),
          gbk,
          Buffer.from('.html\r\nContent-Length: 0\r\n\r\n'),
        ]),
      ),
    );
    expect(answer.ok && header(answer, 'server')).toBe('政务');
    expect(answer.ok && header(answer, 'location')).toBe('/%D6%D0%CE%C4.html');
  });

  it.each([
    ['noise', garbage(500), 'bad-response'],
    ['HTTP/0.9', rawAnswer('<html>old</html>'), 'bad-response'],
    ['a NUL in a field', rawAnswer('HTTP/1.1 200 OK\r\nX: a\0b\r\n\r\n'), 'bad-response'],
    [
      'two lengths',
      rawAnswer('HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab'),
      'bad-response',
    ],
    [
      'a length and chunks',
      rawAnswer('HTTP/1.1 200 OK\r\nContent-Length: 9\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n'),
      'bad-response',
    ],
    ['nothing at all', rawAnswer(''), 'reset'],
  ])('that is %s is told as what it is', async (_what, handler, code) => {
    expect(textOf(await ask(handler))).toBe(code);
  });

  it.each([
    ['drips', slowHeaders(5)],
    ['never comes', neverAnswers()],
    ['is announced for ever', floodOfHints(2)],
  ])('that %s is not waited for', async (_what, handler) => {
    expect(textOf(await ask(handler, { timeoutMs: 300 }))).toBe('response-timeout');
  });

  it('after interim answers is the one that counts', async () => {
    const hints = 'HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n'.repeat(50);
    const answer = await ask(rawAnswer(`${hints}HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok`));
    expect(textOf(answer)).toBe('ok');
  });

  it.each([301, 404, 429, 503, 999])('with status %i is an answer like any other', async (status) => {
    expect(await ask({ status, headers: { 'retry-after': '7' }, body: 'x' })).toMatchObject({
      ok: true,
      status,
    });
  });
});

describe('an address', () => {
  it.each(['ftp://www.a.test/', 'javascript:alert(1)', 'no address', '', 'file:///etc/passwd'])(
    '%j is none that can be fetched',
    async (url) => {
      expect(textOf(await ask('x', { url }))).toBe('bad-address');
    },
  );

  it.each([
    ['http://2130706433/', 'address-refused'],
    ['http://0x7f000001/', 'address-refused'],
    ['http://0177.0.0.1/', 'address-refused'],
    ['http://127.1/', 'address-refused'],
    ['http://0/', 'address-refused'],
    ['http://0.0.0.0/', 'address-refused'],
    ['http://[::]/', 'address-refused'],
    ['http://[::1]/', 'address-refused'],
    ['http://[::ffff:127.0.0.1]/', 'address-refused'],
    ['http://[::ffff:a00:1]/', 'address-refused'],
    ['http://[64:ff9b::7f00:1]/', 'address-refused'],
    ['http://[64:ff9b::a9fe:a9fe]/', 'address-refused'],
    ['http://[2002:7f00:1::]/', 'address-refused'],
    ['http://[fe80::1]/', 'address-refused'],
    ['http://[fd00::1]/', 'address-refused'],
    ['http://10.1.2.3/', 'address-refused'],
    ['http://100.64.0.1/', 'address-refused'],
    ['http://169.254.169.254/latest/meta-data/', 'address-refused'],
    ['http://100.100.100.200/', 'address-refused'],
    ['http://192.168.1.1/', 'address-refused'],
    ['http://localhost/', 'address-refused'],
    ['http://www.localhost/', 'address-refused'],
    ['http://127.0.0.1.:80/', 'address-refused'],
    ['http://inside.test/', 'address-refused'],
    ['http://mapped.test/', 'address-refused'],
    ['http://alias.test/', 'address-refused'],
    ['http://www.a.test:25/', 'port-refused'],
    ['http://www.a.test:6667/', 'port-refused'],
  ])('%s is refused before anything is sent', async (url, code) => {
    await using world = await startWorld({
      sites: { 'www.a.test': { pages: { '*': 'secret' } } },
      zones: {
        'inside.test': { 'inside.test': { a: ['10.0.0.1', '127.0.0.1'] } },
        'mapped.test': { 'mapped.test': { aaaa: ['::ffff:127.0.0.1'] } },
        'alias.test': { 'alias.test': { cname: 'inside.test' } },
      },
      policy: { allowNetworks: [] },
    });
    await using web = openNetworkWeb(world);
    expect(textOf(await web.fetch({ url }))).toBe(code);
    expect(world.sites.connections()).toBe(0);
  });

  it('that turns to the inside at the second look is refused at the second look', async () => {
    await using world = await startWorld({
      sites: { 'www.a.test': { pages: { '*': 'secret' } } },
      zones: {
        'turns.test': {
          'turns.test': {
            inTurn: [
              { a: ['127.0.0.2'], ttl: 0 },
              { a: ['127.0.0.1'], ttl: 0 },
            ],
          },
        },
      },
      policy: { allowNetworks: ['127.0.0.2/32'] },
    });
    await using web = openNetworkWeb(world);
    // Nobody listens at the permitted address; the inside is where the name points afterwards.
    expect(textOf(await web.fetch({ url: 'http://turns.test/' }))).toBe('connect-refused');
    expect(textOf(await web.fetch({ url: 'http://turns.test/' }))).toBe('address-refused');
    expect(world.sites.connections()).toBe(0);
  });
});

describe('the network', () => {
  it('opens at most six connections to a site, and shares them', async () => {
    let at = 0;
    let most = 0;
    const page: Handler = (_request, response) => {
      most = Math.max(most, ++at);
      setTimeout(() => {
        at--;
        response.end('ok');
      }, 10);
    };
    await using world = await startWorld({ sites: { 'www.a.test': { pages: { '*': page } } } });
    await using web = openNetworkWeb(world);
    const answers = await Promise.all(
      Array.from({ length: 40 }, (_, index) => web.fetch({ url: `${HOME}${index}` })),
    );
    expect(answers.every((answer) => answer.ok)).toBe(true);
    expect(most).toBeLessThanOrEqual(6);
    expect(world.sites.connections()).toBeLessThanOrEqual(6);
  });

  it('does not judge certificates: the page behind an expired or foreign one is still read', async () => {
    await using world = await startWorld({
      sites: {
        'old.a.test': {
          pages: { '/': 'page behind' },
          tls: { certificate: { names: ['old.a.test'], notAfter: new Date('2020-01-01') } },
        },
        'other.a.test': { pages: { '/': 'page behind' }, tls: { certificate: { names: ['b.test'] } } },
      },
    });
    await using web = openNetworkWeb(world);
    expect(textOf(await web.fetch({ url: 'https://old.a.test/' }))).toBe('page behind');
    expect(textOf(await web.fetch({ url: 'https://other.a.test/' }))).toBe('page behind');
  });

  it('tells apart what kept it from an answer', async () => {
    await using world = await startWorld({
      sites: { 'www.a.test': { http: 'none', tls: false } },
      zones: { test: { 'none.test': {} } },
    });
    await using web = openNetworkWeb(world);
    expect(textOf(await web.fetch({ url: HOME }))).toBe('reset');
    expect(textOf(await web.fetch({ url: 'https://www.a.test/' }))).toBe('reset');
    expect(textOf(await web.fetch({ url: 'http://none.test/' }))).toBe('no-address');
    expect(textOf(await web.fetch({ url: 'http://nowhere.test/' }))).toBe('no-such-name');
  });

  it('throws the reason of the signal, also before it began', async () => {
    await using world = await startWorld({ sites: { 'www.a.test': { pages: { '*': neverAnswers() } } } });
    await using web = openNetworkWeb(world);
    const stop = new AbortController();
    const asked = web.fetch({ url: HOME, signal: stop.signal });
    await expect.poll(() => world.sites.requests.length).toBe(1);
    stop.abort(new Error('enough'));
    await expect(asked).rejects.toThrow('enough');
    await expect(web.fetch({ url: HOME, signal: stop.signal })).rejects.toThrow('enough');
  });

  it('leaves neither sockets nor timers behind, whatever the sites did', async () => {
    const before = openHandles();
    {
      await using world = await startWorld({
        sites: {
          'www.a.test': {
            pages: {
              '/endless': endlessBody(),
              '/drip': slowDrip(5),
              '/silent': neverAnswers(),
              '/bomb': gzipBomb(64),
              '/noise': garbage(),
            },
          },
        },
      });
      await using web = openNetworkWeb(world);
      await Promise.all(
        ['endless', 'drip', 'silent', 'bomb', 'noise'].map((path) =>
          web.fetch({ url: HOME + path, timeoutMs: 200, maxBytes: 10_000 }),
        ),
      );
      // and one in the middle of which everything closes
      void web.fetch({ url: `${HOME}silent` }).catch(() => undefined);
    }
    expect(await handlesBeyond(before)).toEqual([]);
  });
});
