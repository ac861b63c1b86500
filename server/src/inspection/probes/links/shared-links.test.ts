import { expect, it } from 'vitest';
import { neverAnswers, startWorld, type World } from '../../../../test/world/index.ts';
import { triageLinks } from './index.ts';
import { openSharedLinks, type SharedLinks } from './shared-links.ts';

/** What one check of a list does with its exits. */
function check({ memory, web }: SharedLinks, urls: readonly string[], signal?: AbortSignal) {
  return triageLinks(web, {
    exits: urls.map((url) => ({ url, on: [] })),
    userAgent: 'Zhengdun/test',
    maxLinks: 300,
    timeLimitMs: 60_000,
    memory,
    signal,
  });
}

const portal = { 'portal.test': { pages: { '*': '<title>portal</title>' } } };

async function shared(use: (links: SharedLinks, world: World) => Promise<void>): Promise<void> {
  await using world = await startWorld({
    sites: { ...portal, 'silent.test': { pages: { '*': neverAnswers() } } },
  });
  await using links = openSharedLinks(world.policy);
  await use(links, world);
}

it('checks of one list that link to one host use its connections again, and ask its name once', async () => {
  await shared(async (links, world) => {
    const paths = ['/a', '/b', '/c', '/d', '/e', '/f'];
    for (const path of paths) await check(links, [`https://portal.test${path}`]);
    expect(world.sites.requests.map(({ path }) => path)).toEqual(paths);
    // A connection is free again a moment after its answer: the next question may come before.
    expect(world.sites.connections()).toBeLessThanOrEqual(2);
    expect(world.dns.questions.filter(({ type }) => type === 'A')).toHaveLength(1);
  });
});

it('a check does not wait until a silent host has kept the other checks of the list waiting', async () => {
  await shared(async (links, world) => {
    const stop = new AbortController();
    const checks = Array.from({ length: 8 }, (_, index) =>
      check(links, [`http://silent.test/${index}/a`, `http://silent.test/${index}/b`], stop.signal),
    );
    await expect.poll(() => world.sites.requests.length).toBe(16);
    stop.abort(new Error('enough'));
    const ended = await Promise.allSettled(checks);
    expect(ended.every(({ status }) => status === 'rejected')).toBe(true);
  });
});
