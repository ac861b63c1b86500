import type { Socket } from 'node:net';
import { describe, expect, it } from 'vitest';
import { dial, dialTls } from '../../src/kernel/egress/index.ts';
import {
  abruptClose,
  endlessBody,
  endlessRedirects,
  garbage,
  gzipBomb,
  type Handler,
  handlesBeyond,
  hugeHeaders,
  neverAnswers,
  openHandles,
  redirectLoop,
  slowDrip,
  slowHeaders,
  startWorld,
  type World,
} from './index.ts';

/** Asks by hand and reads until `enough` bytes are there or the server ends; gives what came. */
async function get(world: World, url: string, enough = 1_000_000): Promise<Buffer> {
  const { protocol, hostname, pathname } = new URL(url);
  const { policy, resolver } = world;
  const target = { host: hostname, policy, resolver };
  const dialled =
    protocol === 'https:' ? await dialTls({ ...target, port: 443 }) : await dial({ ...target, port: 80 });
  if (!dialled.ok) throw new Error(dialled.code);
  const socket: Socket = dialled.socket;
  socket.write(`GET ${pathname} HTTP/1.1\r\nHost: ${hostname}\r\nConnection: close\r\n\r\n`);
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of socket) {
    parts.push(part);
    size += part.length;
    if (size >= enough) break;
  }
  socket.destroy();
  return Buffer.concat(parts);
}

const page = (handler: Handler) => ({ 'www.a.test': { pages: { '*': handler } } });

describe('the test world', () => {
  it('serves sites by name over HTTP and HTTPS, and keeps a record of who asked', async () => {
    await using world = await startWorld({
      sites: {
        'www.a.test': { pages: { '/': 'page of a' } },
        'www.b.test': { pages: { '/': 'page of b' }, http: 'redirect' },
      },
    });
    expect((await get(world, 'http://www.a.test/')).toString()).toContain('page of a');
    expect((await get(world, 'https://www.b.test/')).toString()).toContain('page of b');
    expect((await get(world, 'http://www.b.test/')).toString()).toContain('location: https://www.b.test/');
    expect((await get(world, 'http://www.a.test/none')).toString()).toMatch(/^HTTP\/1.1 404/);
    expect(
      world.sites.requests.map(({ host, path, secure }) => `${secure ? 's' : ''} ${host}${path}`),
    ).toEqual([' www.a.test/', 's www.b.test/', ' www.b.test/', ' www.a.test/none']);
  });

  it('lets a site pretend to stand at a public address', async () => {
    await using world = await startWorld({
      sites: { 'www.a.test': { address: '202.106.0.1', pages: { '/': 'here' } } },
    });
    expect((await world.resolver.addressesOf('www.a.test')).addresses).toEqual(['202.106.0.1']);
    expect((await get(world, 'http://www.a.test/')).toString()).toContain('here');
  });

  it('closes everything, in the middle of whatever goes on', async () => {
    const before = openHandles();
    {
      await using world = await startWorld({
        sites: page(slowDrip(5)),
        zones: { test: { 'late.test': { a: ['127.0.0.1'], delayMs: 60_000 } } },
      });
      await get(world, 'http://www.a.test/', 200);
      void world.resolver.query('late.test', 'A');
    }
    expect(await handlesBeyond(before)).toEqual([]);
  });
});

describe('a misbehaving site', () => {
  it.each([
    ['drips', slowDrip(1), 300, /<\r\n1\r\n</],
    ['drips its headers', slowHeaders(1), 100, /X-Slow: x+$/],
    ['never ends', endlessBody(), 5_000, /(<p>x<\/p>){100}/],
    ['redirects without end', endlessRedirects(), 5_000, /location: \/step\/1\r\n/],
    ['redirects to itself', redirectLoop(), 5_000, /location: \/\r\n/],
    ['sends a thousand headers', hugeHeaders(), 200_000, /X-Fill-100: x{1000}\r\n/],
  ])('that %s does so', async (_what, handler, enough, expected) => {
    await using world = await startWorld({ sites: page(handler) });
    expect((await get(world, 'http://www.a.test/', enough)).toString()).toMatch(expected);
  });

  it('that sends noise sends no HTTP', async () => {
    await using world = await startWorld({ sites: page(garbage(300)) });
    const bytes = await get(world, 'http://www.a.test/');
    expect(bytes).toHaveLength(300);
    expect(bytes.toString('latin1')).not.toContain('HTTP');
  });

  it('that breaks off sends less than it promised', async () => {
    await using world = await startWorld({ sites: page(abruptClose(10_000, 100)) });
    const text = (await get(world, 'http://www.a.test/')).toString();
    expect(text).toContain('content-length: 10000');
    expect(text.length).toBeLessThan(1000);
  });

  it('that holds a bomb needs few bytes for it', async () => {
    await using world = await startWorld({ sites: page(gzipBomb(64)) });
    const bytes = await get(world, 'http://www.a.test/', 10_000_000);
    expect(bytes.toString('latin1')).toContain('content-encoding: gzip');
    expect(bytes.length).toBeLessThan(200_000);
  });

  it('that never answers leaves the line open', async () => {
    await using world = await startWorld({ sites: page(neverAnswers()) });
    const silence = get(world, 'http://www.a.test/').then(String);
    await expect.poll(() => world.sites.requests.length).toBe(1);
    await world.close();
    expect(await silence).toBe('');
  });
});
