import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { startWorld, type World } from '../../test/world/index.ts';
import type { EgressPolicy } from '../kernel/egress/index.ts';
import { parseAddress } from './checks/parse-address.ts';
import { openInspector } from './inspector.ts';
import { policyOf } from './start-inspection.ts';

/** What the server allows, and what a person at the terminal may allow by `--allow-private`. */

async function startInside(): Promise<World> {
  return await startWorld({
    sites: { 'inside.test': { pages: { '*': '<title>内部系统</title>' } } },
    zones: { 'aaaa.test': { 'aaaa.test': { aaaa: ['::ffff:127.0.0.1'] } } },
  });
}

/** Home pages as an inspector under this policy sees them, by what was typed. */
async function open(world: World, more: Partial<EgressPolicy>, typed: readonly string[]) {
  const data = await mkdtemp(join(tmpdir(), 'zhengdun-private-'));
  const policy = {
    ...policyOf({ allowNetworks: [], extraCa: [], resolvers: [world.dns.address] }),
    loopbackPorts: { ...world.policy.loopbackPorts },
    ...more,
  };
  try {
    await using inspector = await openInspector({
      policy,
      dataDirectory: data,
      browsers: 1,
      salt: 'test salt',
      evidence: {
        keep: () => Promise.reject(new Error('nothing is kept')),
        read: () => Promise.resolve(undefined),
      },
    });
    const seen: Record<string, string> = {};
    for (const address of typed) {
      const parsed = parseAddress(address);
      if (!parsed.ok) throw new Error(parsed.problem.en);
      const { observations } = await inspector.inspect({
        url: parsed.url,
        maxPages: 0,
        browser: false,
        unit: {},
        basis: { kind: 'own-site' },
        lang: 'zh',
        readings: {},
      });
      const { http, html, tls } = observations;
      seen[address] =
        html.outcome === 'seen' ? html.facts.title : http.outcome === 'seen' ? 'seen' : http.detail.zh;
      if (http.outcome === 'blocked') expect(tls.outcome).toBe('blocked');
    }
    return seen;
  } finally {
    await rm(data, { recursive: true, force: true });
  }
}

const SPELLINGS = [
  'http://127.0.0.1/',
  '2130706433',
  'http://0x7f.1/',
  '0177.0.0.1',
  'https://[::1]/',
  'https://[::ffff:127.0.0.1]/',
  'http://[64:ff9b::7f00:1]/',
  'localhost',
  'inside.test',
  'aaaa.test',
  '１２７。０。０。１',
];

describe('an address in a private network', () => {
  it('is refused by the server, in every spelling, and not one connection is made', async () => {
    await using world = await startInside();
    const refused = '域名指向内网或保留地址，按本机设置不予连接';
    expect(await open(world, {}, [...SPELLINGS, 'http://0.0.0.0/', 'http://169.254.169.254/'])).toEqual(
      Object.fromEntries(
        [...SPELLINGS, 'http://0.0.0.0/', 'http://169.254.169.254/'].map((typed) => [typed, refused]),
      ),
    );
    expect(world.sites.connections()).toBe(0);
  });

  it('is opened where the person at the terminal allows it, clouds’ credential addresses never', async () => {
    await using world = await startInside();
    expect(await open(world, { allowPrivate: true }, ['inside.test', 'http://169.254.169.254/'])).toEqual({
      'inside.test': '内部系统',
      'http://169.254.169.254/': '域名指向内网或保留地址，按本机设置不予连接',
    });
  });
});
