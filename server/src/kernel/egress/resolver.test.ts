import { describe, expect, it } from 'vitest';
import { startDns, type TestDns } from '../../../test/world/dns.ts';
import type { Zone } from '../../../test/world/dns-zones.ts';
import { handlesBeyond, openHandles } from '../../../test/world/handles.ts';
import type { DnsRecord } from './dns-message.ts';
import { parseHostsFile } from './hosts-file.ts';
import { createResolver, type Resolver, type ResolverOptions } from './resolver.ts';

interface Asking extends AsyncDisposable {
  readonly dns: TestDns;
  readonly resolver: Resolver;
}

/** An answer that comes at all comes before this, however loaded the machine is. */
const PATIENT_MS = 60_000;

async function asking(
  zone: Zone,
  options: ResolverOptions & { followAliases?: boolean } = {},
): Promise<Asking> {
  const { followAliases = true, ...rest } = options;
  const dns = await startDns({ zones: { test: zone }, followAliases });
  const resolver = createResolver({
    servers: [dns.address],
    timeoutMs: PATIENT_MS,
    hosts: new Map(),
    ...rest,
  });
  return {
    dns,
    resolver,
    async [Symbol.asyncDispose]() {
      resolver[Symbol.dispose]();
      await dns.close();
    },
  };
}

/** What the records say, without owner, type and age. */
function dataOf(records: readonly DnsRecord[]): object[] {
  return records.map(({ name: _name, ttl: _ttl, type: _type, ...data }) => data);
}

describe('a question to DNS', () => {
  it('brings back every type of record in use', async () => {
    await using world = await asking({
      'a.test': {
        a: ['192.0.2.1'],
        aaaa: ['2001:db8::1'],
        ns: ['ns1.test'],
        mx: [[10, 'mx.a.test']],
        caa: [['issue', 'ca.example']],
        txt: ['v=spf1 -all', '长'.repeat(150)],
      },
    });
    const ask = async (type: 'A' | 'AAAA' | 'NS' | 'MX' | 'CAA' | 'TXT') =>
      dataOf((await world.resolver.query('A.test.', type)).records);
    expect(await ask('A')).toEqual([{ address: '192.0.2.1' }]);
    expect(await ask('AAAA')).toEqual([{ address: '2001:db8::1' }]);
    expect(await ask('NS')).toEqual([{ target: 'ns1.test' }]);
    expect(await ask('MX')).toEqual([{ preference: 10, target: 'mx.a.test' }]);
    expect(await ask('CAA')).toEqual([{ tag: 'issue', value: 'ca.example' }]);
    expect(await ask('TXT')).toEqual([{ text: 'v=spf1 -all' }, { text: '长'.repeat(150) }]);
  });

  it('tells a name that does not exist from one without such records', async () => {
    await using world = await asking({ 'a.test': { a: ['192.0.2.1'] } });
    expect(await world.resolver.query('b.test', 'A')).toMatchObject({ status: 'no-such-name', zone: 'test' });
    expect(await world.resolver.query('a.test', 'MX')).toMatchObject({ status: 'no-data', zone: 'test' });
  });

  it.each([true, false])(
    'follows aliases, also where the server does not (server follows: %s)',
    async (followAliases) => {
      await using world = await asking(
        { 'a.test': { cname: 'b.test' }, 'b.test': { cname: 'c.test' }, 'c.test': { a: ['192.0.2.3'] } },
        { followAliases },
      );
      const answer = await world.resolver.query('a.test', 'A');
      expect(answer).toMatchObject({ status: 'answered', cnames: ['b.test', 'c.test'] });
      expect(dataOf(answer.records)).toEqual([{ address: '192.0.2.3' }]);
    },
  );

  it.each([true, false])('ends at an alias loop (server follows: %s)', async (followAliases) => {
    await using world = await asking(
      { 'a.test': { cname: 'b.test' }, 'b.test': { cname: 'a.test' } },
      { followAliases },
    );
    expect(await world.resolver.query('a.test', 'A')).toMatchObject({
      status: 'failed',
      failure: 'alias-loop',
    });
  });

  it.each([true, false])(
    'ends at a chain of aliases that is too long (server follows: %s)',
    async (followAliases) => {
      const chain = Object.fromEntries(
        Array.from({ length: 30 }, (_, index) => [`n${index}.test`, { cname: `n${index + 1}.test` }]),
      );
      await using world = await asking(chain, { followAliases });
      expect(await world.resolver.query('n0.test', 'A')).toMatchObject({
        status: 'failed',
        failure: 'alias-loop',
      });
    },
  );

  it('sends the client subnet and gets that network its own answer', async () => {
    await using world = await asking({
      'cdn.test': { a: ['192.0.2.1'], bySubnet: { '202.96.0.0/12': { a: ['192.0.2.86'] } } },
    });
    const there = await world.resolver.query('cdn.test', 'A', { clientSubnet: '202.106.0.0/24' });
    const here = await world.resolver.query('cdn.test', 'A');
    expect(dataOf(there.records)).toEqual([{ address: '192.0.2.86' }]);
    expect(dataOf(here.records)).toEqual([{ address: '192.0.2.1' }]);
    expect(world.dns.questions[0]?.clientSubnet).toBe('202.106.0.0/24');
  });

  it('asks the next server when the first does not know', async () => {
    await using good = await startDns({ zones: { test: { 'a.test': { a: ['192.0.2.1'] } } } });
    await using bad = await startDns({ zones: { test: { 'a.test': { misbehaviour: 'refused' } } } });
    using resolver = createResolver({ servers: [bad.address, good.address], timeoutMs: PATIENT_MS });
    expect(await resolver.query('a.test', 'A')).toMatchObject({ status: 'answered', server: good.address });
  });

  it.each(['', 'a..test', 'a b.test', `${'x'.repeat(70)}.test`])(
    'refuses %j without asking',
    async (name) => {
      await using world = await asking({});
      expect(await world.resolver.query(name, 'A')).toMatchObject({ status: 'failed', failure: 'bad-name' });
      expect(world.dns.questions).toEqual([]);
    },
  );
});

describe('a hostile or broken name server', () => {
  const cases = [
    ['silent', { status: 'timeout' }],
    ['server-failure', { status: 'failed', failure: 'server-failure' }],
    ['refused', { status: 'failed', failure: 'refused' }],
    ['garbage', { status: 'failed', failure: 'malformed' }],
    ['wrong-id', { status: 'timeout' }],
    ['wrong-question', { status: 'failed', failure: 'malformed' }],
    ['compression-loop', { status: 'failed', failure: 'malformed' }],
    ['flood', { status: 'failed', failure: 'malformed' }],
    ['truncated-always', { status: 'failed', failure: 'unreachable' }],
    ['truncated', { status: 'answered' }],
    ['forged-first', { status: 'answered' }],
    ['no-edns', { status: 'answered' }],
    ['drops-edns', { status: 'answered' }],
  ] as const;
  /** Where an answer never comes the wait is short, where the next question is answered it is not too short for that. */
  const waits: Partial<Record<string, number>> = { silent: 100, 'wrong-id': 100, 'drops-edns': 2_000 };

  it.each(cases)('that answers “%s” ends in a typed result', async (misbehaviour, expected) => {
    await using world = await asking(
      { 'a.test': { a: ['192.0.2.1'], misbehaviour } },
      { timeoutMs: waits[misbehaviour] ?? PATIENT_MS },
    );
    expect(await world.resolver.query('a.test', 'A')).toMatchObject(expected);
  });

  it('cannot slip in records that nobody asked for', async () => {
    await using world = await asking({ 'a.test': { a: ['192.0.2.1'], misbehaviour: 'smuggles' } });
    const answer = await world.resolver.query('a.test', 'A');
    expect(dataOf(answer.records)).toEqual([{ address: '192.0.2.1' }]);
    expect(await world.resolver.query('somebody-else.test', 'A')).toMatchObject({ status: 'no-such-name' });
  });

  it('that is not there at all is noticed at once', async () => {
    const dns = await startDns({ zones: {} });
    await dns.close();
    using resolver = createResolver({ servers: [dns.address], timeoutMs: 60_000 });
    expect(await resolver.query('a.test', 'A')).toMatchObject({ status: 'failed', failure: 'unreachable' });
  });

  it('does not hold up connecting with its silence on AAAA', async () => {
    await using world = await asking(
      { 'a.test': { a: ['192.0.2.1'], misbehaviour: 'silent-aaaa' } },
      { timeoutMs: 4_000 },
    );
    expect(await world.resolver.addressesOf('a.test')).toMatchObject({
      status: 'answered',
      addresses: ['192.0.2.1'],
    });
  });

  it('gets a huge TXT record cut and cleaned of control characters', async () => {
    await using world = await asking({ 'a.test': { txt: [`v=spf1\u0007 ${'x'.repeat(30_000)}`] } });
    const [record] = (await world.resolver.query('a.test', 'TXT')).records;
    expect(record?.type === 'TXT' && record.text).toMatch(/^v=spf1 {2}x{4088}$/);
    expect(world.dns.questions.map(({ transport }) => transport)).toEqual(['udp', 'tcp']);
  });
});

describe('memory for answers', () => {
  it('keeps an answer for its TTL and no longer', async () => {
    let clock = 0;
    await using world = await asking({ 'a.test': { a: ['192.0.2.1'], ttl: 30 } }, { now: () => clock });
    await world.resolver.query('a.test', 'A');
    clock = 29_000;
    await world.resolver.query('a.test', 'A');
    expect(world.dns.questions).toHaveLength(1);
    clock = 31_000;
    await world.resolver.query('a.test', 'A');
    expect(world.dns.questions).toHaveLength(2);
  });

  it('asks anew each time where the TTL is nought', async () => {
    await using world = await asking({
      'a.test': { inTurn: [{ a: ['192.0.2.1'], ttl: 0 }, { a: ['192.0.2.2'] }] },
    });
    const first = await world.resolver.query('a.test', 'A');
    const second = await world.resolver.query('a.test', 'A');
    expect([...dataOf(first.records), ...dataOf(second.records)]).toEqual([
      { address: '192.0.2.1' },
      { address: '192.0.2.2' },
    ]);
  });

  it('asks once for many who want the same at the same time', async () => {
    await using world = await asking({ 'a.test': { a: ['192.0.2.1'], delayMs: 20 } });
    const answers = await Promise.all(Array.from({ length: 200 }, () => world.resolver.query('a.test', 'A')));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set(['answered']));
    expect(world.dns.questions).toHaveLength(1);
  });
});

describe('addresses to connect to', () => {
  it('come as IPv4 first, then IPv6, each once', async () => {
    await using world = await asking({ 'a.test': { a: ['192.0.2.1', '192.0.2.1'], aaaa: ['2001:db8::1'] } });
    expect(await world.resolver.addressesOf('a.test')).toEqual({
      status: 'answered',
      addresses: ['192.0.2.1', '2001:db8::1'],
      cnames: [],
    });
  });

  it('of localhost are loopback whatever DNS says', async () => {
    await using world = await asking({ localhost: { a: ['192.0.2.1'] } });
    expect((await world.resolver.addressesOf('localhost')).addresses).toEqual(['127.0.0.1', '::1']);
    expect((await world.resolver.addressesOf('a.localhost')).addresses).toEqual(['127.0.0.1', '::1']);
    expect(world.dns.questions).toEqual([]);
  });

  it('are taken from the hosts file first', async () => {
    const hosts = parseHostsFile('# c\n10.0.0.7  a.test A2.test # note\nfe80::1 a.test\nnonsense b.test\n');
    await using world = await asking({ 'a.test': { a: ['192.0.2.1'] } }, { hosts });
    expect((await world.resolver.addressesOf('a.test')).addresses).toEqual(['10.0.0.7', 'fe80::1']);
    expect((await world.resolver.addressesOf('a2.test')).addresses).toEqual(['10.0.0.7']);
    expect((await world.resolver.addressesOf('b.test')).status).toBe('no-such-name');
  });

  it('are not waited for once the caller has given up', async () => {
    await using world = await asking({ 'a.test': { misbehaviour: 'silent' } }, { timeoutMs: 60_000 });
    const abort = new AbortController();
    const pending = world.resolver.addressesOf('a.test', { signal: abort.signal });
    abort.abort(new Error('enough'));
    await expect(pending).rejects.toThrow('enough');
  });
});

it('a resolver that is closed leaves no socket and no timer behind', async () => {
  const before = openHandles();
  await using world = await asking({ 'a.test': { misbehaviour: 'silent' } }, { timeoutMs: 60_000 });
  const pending = world.resolver.query('a.test', 'A');
  world.resolver[Symbol.dispose]();
  expect(await pending).toMatchObject({ status: 'timeout' });
  await world.dns.close();
  expect(await handlesBeyond(before)).toEqual([]);
});
