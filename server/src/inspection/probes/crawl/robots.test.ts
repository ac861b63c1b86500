import { describe, expect, it } from 'vitest';
import { garbage, type Handler, type Page, redirectTo, startWorld } from '../../../../test/world/index.ts';
import { HOUR_MS } from '../../../kernel/durations.ts';
import { openNetworkWeb } from '../../../kernel/web/index.ts';
import { parseRobots, readRobots } from './robots.ts';

const ORIGIN = 'https://www.a.test';

function allowed(text: string, path: string): boolean {
  return parseRobots(text, ORIGIN, 'Zhengdun').allows(ORIGIN + path);
}

describe('the rules of a robots.txt', () => {
  it.each<[string, string, boolean]>([
    ['User-agent: *\nDisallow: /admin/', '/admin/a', false],
    ['User-agent: *\nDisallow: /admin/', '/news/', true],
    ['User-agent: *\nDisallow:', '/admin/', true],
    ['User-agent: *\nDisallow: /', '/', false],
    ['User-agent: *\nDisallow: /\nAllow: /open/', '/open/a', true],
    ['User-agent: *\nDisallow: /*?id=', '/a?id=3', false],
    ['User-agent: *\nDisallow: /*.php$', '/a.php?x', true],
    ['User-agent: *\nDisallow: /*.php$', '/a.php', false],
    ['User-agent: Zhengdun\nDisallow: /\n\nUser-agent: *\nDisallow:', '/', false],
    ['User-agent: *\nDisallow: /\n\nUser-agent: zhengdun\nDisallow: /admin', '/news', true],
    ['User-agent: Baiduspider\nDisallow: /', '/', true],
    ['user-AGENT : *\r\nDISALLOW : /a # secret\r\n', '/a', false],
    ['\ufeffUser-agent: *\nDisallow: /a', '/a', false],
    ['User-agent: *\nDisallow: /信访/', '/%E4%BF%A1%E8%AE%BF/a', false],
    ['', '/', true],
    ['no rules at all\0\0', '/', true],
  ])('%j lets %s be opened: %s', (text, path, isAllowed) => {
    expect(allowed(text, path)).toBe(isAllowed);
  });

  it('hold under either scheme', () => {
    const robots = parseRobots('User-agent: *\nDisallow: /admin/', ORIGIN, 'Zhengdun');
    expect(robots.allows('http://www.a.test/admin/')).toBe(false);
    expect(robots.allows('http://www.a.test/news/')).toBe(true);
  });

  it.each([
    ['Crawl-delay: 5', 5_000],
    ['Crawl-delay: 0.5', 500],
    ['Crawl-delay: 1e99', HOUR_MS],
    ['Crawl-delay: -3', 0],
    ['Crawl-delay: soon', 0],
    ['', 0],
  ])('say by %j how slowly to walk: %i ms', (line, delayMs) => {
    expect(parseRobots(`User-agent: *\n${line}\nDisallow: /x`, ORIGIN, 'Zhengdun').delayMs).toBe(delayMs);
  });

  it('that would cost hours are cut: what is cut forbids more, never less', () => {
    const costly = Array.from({ length: 20_000 }, () => `Disallow: ${'*a'.repeat(2_000)}b`).join('\n');
    const robots = parseRobots(
      `User-agent: *\nDisallow: /admin/\nAllow: ${'/a'.repeat(500)}\n${costly}`,
      ORIGIN,
      'Zhengdun',
    );
    expect(robots.allows(`${ORIGIN}/${'a'.repeat(500)}`)).toBe(false);
    expect(robots.allows(`${ORIGIN}/admin/`)).toBe(false);
    expect(robots.allows(`${ORIGIN}/news/`)).toBe(true);
    expect(robots.allows(`${ORIGIN}/${'a'.repeat(5_000)}`)).toBe(false);
  });
});

describe('the asking for a robots.txt', () => {
  async function ask(page: string | Page | Handler) {
    await using world = await startWorld({
      sites: { 'www.a.test': { pages: { '/robots.txt': page, '/r': text('User-agent: *\nDisallow: /a') } } },
    });
    await using web = openNetworkWeb(world);
    const robots = await readRobots(web, ORIGIN, { userAgent: 'Zhengdun/test', robotName: 'Zhengdun' });
    return { state: robots.state, a: robots.allows(`${ORIGIN}/a`), requests: world.sites.requests.length };
  }
  const text = (body: string | Buffer): Page => ({ headers: { 'content-type': 'text/plain' }, body });

  it.each<[string, string, boolean, string | Page | Handler]>([
    ['a file', 'found', false, text('User-agent: *\nDisallow: /a')],
    ['a file elsewhere', 'found', false, redirectTo('/r')],
    ['no such file', 'none', true, { status: 404, body: 'User-agent: *\nDisallow: /' }],
    ['a forbidden file', 'none', true, { status: 403, body: '' }],
    ['a page', 'none', true, '<!doctype html>User-agent: *\nDisallow: /'],
    ['a page called text', 'none', true, text('<html>\nUser-agent: *\nDisallow: /')],
    ['a circle', 'none', true, redirectTo('/robots.txt')],
    ['an error', 'unreachable', false, { status: 503, body: '' }],
    ['a plea for patience', 'unreachable', false, { status: 429, body: '' }],
    ['noise', 'unreachable', false, garbage()],
    ['a cut line', 'unreachable', false, (request) => void request.socket.destroy()],
  ])('that brings %s is %s', async (_what, state, a, page) => {
    expect(await ask(page)).toMatchObject({ state, a });
  });

  it('reads the first half megabyte of a huge one', async () => {
    const huge = `User-agent: *\nDisallow: /a\n${'# nothing\n'.repeat(1_000_000)}`;
    expect(await ask(text(huge))).toEqual({ state: 'found', a: false, requests: 1 });
  });
});
