import { describe, expect, it } from 'vitest';
import { startDns, startWorld, type World, type WorldOptions } from '../../../../test/world/index.ts';
import { createResolver, overrideSchema, STRICT_POLICY } from '../../../kernel/egress/index.ts';
import type { DnsFacts } from '../../observation.ts';
import { lookDns } from './look-dns.ts';
import { mailDomainOf } from './mail-domain.ts';

const CITY = {
  'city.gov.cn': {
    ns: ['ns1.city.gov.cn', 'ns2.city.gov.cn'],
    mx: [
      [20, 'mx2.city.gov.cn'],
      [10, 'mx1.city.gov.cn'],
    ],
    caa: [['issue', 'ca.example.cn']],
    txt: ['v=spf1 mx -all', 'x'.repeat(900)],
  },
  '_dmarc.city.gov.cn': { txt: ['v=DMARC1; p=reject'] },
  'mx1.city.gov.cn': { a: ['202.96.0.25'], aaaa: ['240e::25'] },
  'mx2.city.gov.cn': {},
  'www.city.gov.cn': { cname: 'www.city.gov.cn.cdn.example' },
} as const;
const CDN = {
  'www.city.gov.cn.cdn.example': { cname: 'edge.cdn.example' },
  'edge.cdn.example': {
    a: ['198.51.100.1'],
    aaaa: ['2001:db8::1'],
    bySubnet: { '202.106.0.0/16': { a: ['202.106.9.9'] } },
  },
  'cdn.example': { ns: ['ns.cdn.example'], mx: [[5, 'mail.cdn.example']] },
} as const;
const ZONES = { 'city.gov.cn': CITY, 'cdn.example': CDN };

async function seen(host: string, world: World): Promise<DnsFacts> {
  const observation = await lookDns({ host }, world);
  if (observation.outcome !== 'seen') throw new Error(observation.outcome);
  return observation.facts;
}

function worldOf(more: WorldOptions = {}): Promise<World> {
  return startWorld({ zones: ZONES, ...more });
}

describe('looking a host up', () => {
  it('finds addresses, aliases, zone, mail, CAA and texts', async () => {
    await using world = await worldOf();
    expect(await seen('WWW.city.gov.cn.', world)).toMatchObject({
      host: 'www.city.gov.cn',
      addresses: ['198.51.100.1', '2001:db8::1', '202.106.9.9'],
      cnames: ['www.city.gov.cn.cdn.example', 'edge.cdn.example'],
      zone: 'city.gov.cn',
      nameServers: ['ns1.city.gov.cn', 'ns2.city.gov.cn'],
      mailDomain: 'city.gov.cn',
      mailHosts: [
        { host: 'mx1.city.gov.cn', preference: 10, addresses: ['202.96.0.25', '240e::25'] },
        { host: 'mx2.city.gov.cn', preference: 20, addresses: [] },
      ],
      caa: [{ tag: 'issue', value: 'ca.example.cn' }],
      texts: ['v=spf1 mx -all', `${'x'.repeat(299)}…`, 'v=DMARC1; p=reject'],
      unanswered: [],
    });
  });

  it('shows what users of mainland networks are answered', async () => {
    await using world = await worldOf();
    const { answers } = await seen('www.city.gov.cn', world);
    expect(answers).toHaveLength(5);
    const unicom = answers.find(({ clientSubnet }) => clientSubnet === '202.106.0.0/24');
    expect(unicom).toMatchObject({ status: 'answered', addresses: ['202.106.9.9'] });
    expect(answers[0]).not.toHaveProperty('clientSubnet');
  });

  it('asks every configured resolver by itself', async () => {
    await using one = await startDns({ zones: { test: { 'a.test': { a: ['192.0.2.1'] } } } });
    await using other = await startDns({ zones: { test: { 'a.test': { a: ['192.0.2.2'] } } } });
    const policy = { ...STRICT_POLICY, resolvers: [one.address, other.address] };
    using resolver = createResolver({ servers: policy.resolvers });
    const observation = await lookDns({ host: 'a.test' }, { policy, resolver });
    expect(observation).toMatchObject({ outcome: 'seen', facts: { addresses: ['192.0.2.1', '192.0.2.2'] } });
  });

  it('takes the address of an override for the future one, and asks nobody for it', async () => {
    await using world = await worldOf({
      policy: { overrides: [overrideSchema.parse('www.city.gov.cn:443:10.1.2.3')] },
    });
    const facts = await seen('www.city.gov.cn', world);
    expect(facts.answers).toEqual([
      { resolver: 'override', status: 'answered', addresses: ['10.1.2.3'], cnames: [], ms: 0 },
    ]);
    expect(facts.addresses).toEqual(['10.1.2.3']);
    expect(facts.zone).toBe('city.gov.cn');
  });

  it.each([
    ['192.0.2.1', '192.0.2.1'],
    ['[2001:db8::1]', '2001:db8::1'],
  ])('sees the IP address %s as it stands', async (host, address) => {
    await using world = await worldOf();
    expect(await seen(host, world)).toMatchObject({ host: address, addresses: [address], answers: [] });
    expect(world.dns.questions).toEqual([]);
  });

  it('states that a name does not exist, or holds no address', async () => {
    await using world = await worldOf();
    expect((await seen('nobody.city.gov.cn', world)).answers[0]).toMatchObject({ status: 'no-such-name' });
    expect((await seen('mx2.city.gov.cn', world)).answers[0]).toMatchObject({ status: 'no-address' });
  });

  it('names the record types that nobody answered, so that silence is not taken for absence', async () => {
    await using world = await startWorld({
      zones: { test: { 'www.a.test': { a: ['192.0.2.1'] }, 'a.test': { misbehaviour: 'server-failure' } } },
    });
    const facts = await seen('www.a.test', world);
    expect(facts.unanswered).toEqual(['NS', 'MX', 'CAA', 'TXT']);
    expect(facts.mailHosts).toEqual([]);
  });

  it('is blocked where no resolver answers', async () => {
    await using world = await startWorld({
      zones: { test: { 'a.test': { misbehaviour: 'silent' } } },
      dnsTimeoutMs: 30,
    });
    expect(await lookDns({ host: 'a.test' }, world)).toMatchObject({
      outcome: 'blocked',
      detail: { zh: '域名服务器没有给出答复' },
      cause: 'own-network',
    });
  });

  it('ends when the caller does', async () => {
    await using world = await startWorld({ zones: { test: { 'a.test': { misbehaviour: 'silent' } } } });
    const signal = AbortSignal.abort(new Error('enough'));
    await expect(lookDns({ host: 'a.test' }, { ...world, signal })).rejects.toThrow('enough');
  });

  it('tells when it looked, by the clock it was given', async () => {
    await using world = await worldOf();
    const clock = () => new Date('2026-11-23T02:12:05Z');
    const observation = await lookDns({ host: 'www.city.gov.cn' }, { ...world, clock });
    expect(observation).toMatchObject({
      at: '2026-11-23T02:12:05.000Z',
      evidence: [
        { kind: 'dns', url: 'www.city.gov.cn', excerpt: expect.stringContaining('edge.cdn.example') },
      ],
    });
  });
});

describe('the domain whose mail is looked at', () => {
  it.each([
    ['www.bj.gov.cn', 'bj.gov.cn'],
    ['slj.bd.gov.cn', 'bd.gov.cn'],
    ['www.gov.cn', 'www.gov.cn'],
    ['www.example.com.cn', 'example.com.cn'],
    ['www.xn--fiq11i8xgb87b.xn--zfr164b', 'xn--fiq11i8xgb87b.xn--zfr164b'],
    ['www.a.xn--55qw42g.cn', 'a.xn--55qw42g.cn'],
    ['unit.github.io', 'unit.github.io'],
    ['intranet', 'intranet'],
    ['192.0.2.1', '192.0.2.1'],
  ])('of %s is %s', (host, domain) => {
    expect(mailDomainOf(host)).toBe(domain);
  });
});
