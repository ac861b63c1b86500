import { randomInt } from 'node:crypto';
import { getServers } from 'node:dns';
import { setTimeout as pause } from 'node:timers/promises';
import { BoundedMap } from '../bounded-map.ts';
import { untilAborted } from '../until-aborted.ts';
import { type DnsServer, exchangeByTcp, exchangeByUdp } from './dns-exchange.ts';
import {
  type DnsQuestion,
  type DnsRecord,
  type DnsReply,
  decodeReply,
  encodeQuery,
  type RecordType,
} from './dns-message.ts';
import { readHostsFile } from './hosts-file.ts';
import { normaliseHost, parseServer } from './policy.ts';

export type DnsStatus = 'answered' | 'no-such-name' | 'no-data' | 'failed' | 'timeout';

/** The answer to one question, aliases followed. */
export interface DnsAnswer {
  readonly status: DnsStatus;
  /** records of the asked type at the end of the chain of aliases */
  readonly records: readonly DnsRecord[];
  /** names passed on the way, in order, without the asked one */
  readonly cnames: readonly string[];
  /** zone whose SOA came with an answer that holds nothing */
  readonly zone?: string;
  /** address and port of the server that answered last */
  readonly server: string;
  /** why it failed, for the technical fold */
  readonly failure?: 'malformed' | 'unreachable' | 'refused' | 'server-failure' | 'alias-loop' | 'bad-name';
  readonly ms: number;
}

export interface HostAddresses {
  readonly status: DnsStatus;
  readonly addresses: readonly string[];
  readonly cnames: readonly string[];
}

export interface QueryOptions {
  /** sent as EDNS client subnet (RFC 7871), e.g. `202.106.0.0/24` */
  readonly clientSubnet?: string;
  /** asks this one of `servers` and no other */
  readonly server?: string;
  readonly signal?: AbortSignal | undefined;
}

/** Asks DNS. Answers are remembered for their TTL as long as the object lives; equal questions are asked once. */
export interface Resolver extends Disposable {
  /** servers asked, in order, as `ADDR:PORT` */
  readonly servers: readonly string[];
  /**
   * Asks one question and follows its aliases. DNS only: neither /etc/hosts nor overrides.
   *
   * @throws the signal's reason when it is aborted; RangeError for a `server` that is none of `servers`
   */
  query(name: string, type: RecordType, options?: QueryOptions): Promise<DnsAnswer>;
  /**
   * Addresses to connect to, IPv4 first: `localhost` (RFC 6761), /etc/hosts, then DNS.
   *
   * @throws the signal's reason when it is aborted
   */
  addressesOf(host: string, options?: { readonly signal?: AbortSignal }): Promise<HostAddresses>;
}

export interface ResolverOptions {
  /** `ADDR`, `ADDR:PORT`, `[ADDR6]:PORT`; by default those of the system */
  readonly servers?: readonly string[];
  /** patience for one packet; a whole question gets three times as much. Default 2 000 */
  readonly timeoutMs?: number;
  /** fixed names, by default those of /etc/hosts */
  readonly hosts?: ReadonlyMap<string, readonly string[]>;
  /** clock in milliseconds, for the age of answers */
  readonly now?: () => number;
}

const MAX_ALIASES = 12;
const MAX_RECORDS = 64;
const MAX_REMEMBERED = 20_000;
const MAX_TTL_S = 600;
/** An answer that holds nothing is remembered for its SOA minimum, at most this long. */
const MAX_NEGATIVE_TTL_S = 60;
/** So long a server that did not answer is left alone with that question. */
const FAILURE_TTL_S = 10;
const RCODE = { noError: 0, noSuchName: 3, refused: 5 };

/** @throws RangeError when a server is not written as an address with an optional port */
export function createResolver(options: ResolverOptions = {}): Resolver {
  const { timeoutMs = 2_000, hosts = readHostsFile(), now = () => performance.now() } = options;
  const servers = (options.servers?.length ? options.servers : getServers()).map((text) => {
    const server = parseServer(text);
    if (!server) throw new RangeError(`not a DNS server: ${text}`);
    return server;
  });
  const remembered = new BoundedMap<string, { readonly answer: DnsAnswer; readonly until: number }>(
    MAX_REMEMBERED,
  );
  const asking = new Map<string, Promise<DnsAnswer>>();
  const closing = new AbortController();

  async function query(name: string, type: RecordType, { clientSubnet, server, signal }: QueryOptions = {}) {
    signal?.throwIfAborted();
    const host = normaliseHost(name);
    if (host === null) return failed('bad-name');
    const question: DnsQuestion = clientSubnet ? { name: host, type, clientSubnet } : { name: host, type };
    const asked = server === undefined ? servers : servers.filter((known) => nameOf(known) === server);
    if (asked.length === 0) throw new RangeError(`not one of the resolver's servers: ${server}`);
    const key = `${type} ${host} ${clientSubnet ?? ''} ${server ?? ''}`;
    const known = remembered.get(key);
    if (known && known.until > now()) return known.answer;
    const flight = asking.get(key) ?? fly(key, question, asked);
    return untilAborted(flight, signal);
  }

  function fly(key: string, question: DnsQuestion, asked: readonly DnsServer[]): Promise<DnsAnswer> {
    const flight = followAliases(question, asked)
      .then(({ answer, ttl }) => {
        remembered.delete(key);
        if (ttl > 0) remembered.set(key, { answer, until: now() + ttl * 1000 });
        return answer;
      })
      .finally(() => asking.delete(key));
    asking.set(key, flight);
    return flight;
  }

  /** An authoritative server, or a lazy resolver, ends an answer with an alias: then its target is asked. */
  async function followAliases(
    first: DnsQuestion,
    asked: readonly DnsServer[],
  ): Promise<{ answer: DnsAnswer; ttl: number }> {
    const started = performance.now();
    const cnames: string[] = [];
    let question = first;
    let ttl = MAX_TTL_S;
    for (;;) {
      const reply = await askServers(question, asked);
      const ms = Math.round(performance.now() - started);
      if (!('answers' in reply)) return { answer: { ...reply, cnames, ms }, ttl: FAILURE_TTL_S };
      const chain = walkAliases(reply.answers, question);
      cnames.push(...chain.cnames);
      if (chain.looped || cnames.length > MAX_ALIASES || new Set(cnames).size < cnames.length) {
        return { answer: { ...failed('alias-loop', reply.server), cnames, ms }, ttl: FAILURE_TTL_S };
      }
      ttl = Math.min(ttl, chain.ttl);
      const end = cnames.at(-1) ?? first.name;
      const exists = reply.rcode !== RCODE.noSuchName;
      if (chain.records.length === 0 && exists && end !== question.name && first.type !== 'CNAME') {
        question = { ...question, name: end };
        continue;
      }
      const soa = reply.authorities.find((record) => record.type === 'SOA');
      const empty = chain.records.length === 0;
      if (empty)
        ttl = Math.min(ttl, MAX_NEGATIVE_TTL_S, soa ? Math.min(soa.ttl, soa.minimum) : FAILURE_TTL_S);
      const status = empty ? (exists ? 'no-data' : 'no-such-name') : 'answered';
      const zone = soa ? { zone: soa.name } : {};
      return {
        answer: { status, records: chain.records, cnames, ...zone, server: reply.server, ms },
        ttl,
      };
    }
  }

  /**
   * Twice round the servers, until one knows; `no such name` is knowledge. The second round is plain RFC 1035,
   * because some firewalls drop queries with EDNS.
   */
  async function askServers(
    question: DnsQuestion,
    asked: readonly DnsServer[],
  ): Promise<(DnsReply & { server: string }) | Failed> {
    const deadline = performance.now() + 3 * timeoutMs;
    let last: Failed = { status: 'timeout', records: [], server: nameOf(asked[0]) };
    for (const [turn, server] of [...asked, ...asked].entries()) {
      if (closing.signal.aborted || performance.now() >= deadline) break;
      const edns = turn < asked.length || question.clientSubnet !== undefined;
      const result = await askOnce(server, question, edns);
      if ('answers' in result) return { ...result, server: nameOf(server) };
      last = result;
    }
    return last;
  }

  async function askOnce(
    server: DnsServer,
    question: DnsQuestion,
    edns: boolean,
  ): Promise<DnsReply | Failed> {
    const reply = await exchange(server, question, edns);
    if (!('answers' in reply)) return reply;
    if (reply.rcode === RCODE.noError || reply.rcode === RCODE.noSuchName) return reply;
    return failed(reply.rcode === RCODE.refused ? 'refused' : 'server-failure', nameOf(server));
  }

  async function exchange(
    server: DnsServer,
    question: DnsQuestion,
    edns: boolean,
  ): Promise<DnsReply | Failed> {
    const id = randomInt(65536);
    const parcel = {
      server,
      id,
      message: encodeQuery(question, id, edns),
      timeoutMs,
      signal: closing.signal,
    };
    const byUdp = readReply(await exchangeByUdp(parcel), question, server);
    if (!('answers' in byUdp) || !byUdp.truncated) return byUdp;
    return readReply(await exchangeByTcp(parcel), question, server);
  }

  async function addressesOf(
    host: string,
    { signal }: { readonly signal?: AbortSignal } = {},
  ): Promise<HostAddresses> {
    const name = normaliseHost(host);
    if (name === null) return { status: 'no-such-name', addresses: [], cnames: [] };
    const fixed = isLocalhost(name) ? ['127.0.0.1', '::1'] : hosts.get(name);
    if (fixed) return { status: 'answered', addresses: fixed, cnames: [] };
    const four = query(name, 'A', { signal });
    const six = query(name, 'AAAA', { signal });
    // Some name servers never answer AAAA: once IPv4 is known, IPv6 is not waited for long.
    const settled = new AbortController();
    const patience = { signal: settled.signal };
    const late = four.then(({ status }) =>
      status === 'answered' ? pause(timeoutMs / 4, undefined, patience) : six,
    );
    try {
      return mergeAddresses(await Promise.all([four, Promise.race([six, late])]));
    } finally {
      settled.abort();
    }
  }

  return {
    servers: servers.map(nameOf),
    query,
    addressesOf,
    [Symbol.dispose]: () => closing.abort(),
  };
}

type Failed = Omit<DnsAnswer, 'cnames' | 'ms'>;

function failed(failure: NonNullable<DnsAnswer['failure']>, server = ''): DnsAnswer {
  return { status: 'failed', failure, records: [], cnames: [], server, ms: 0 };
}

function readReply(
  result: Awaited<ReturnType<typeof exchangeByUdp>>,
  question: DnsQuestion,
  server: DnsServer,
): DnsReply | Failed {
  if (result === 'timeout') return { status: 'timeout', records: [], server: nameOf(server) };
  if (result === 'unreachable') return failed('unreachable', nameOf(server));
  return decodeReply(result, question) ?? failed('malformed', nameOf(server));
}

/** Only records that hang on the asked name count: whatever else a server adds is ignored. */
function walkAliases(answers: readonly DnsRecord[], { name, type }: DnsQuestion) {
  const cnames: string[] = [];
  let at = name;
  let ttl = MAX_TTL_S;
  for (;;) {
    const here = answers.filter((record) => record.name === at);
    const records = here.filter((record) => record.type === type);
    const alias = here.find((record) => record.type === 'CNAME');
    if (records.length > 0 || alias?.type !== 'CNAME') {
      ttl = Math.min(ttl, ...records.map((record) => record.ttl));
      return { cnames, records: records.slice(0, MAX_RECORDS), ttl, looped: false };
    }
    ttl = Math.min(ttl, alias.ttl);
    const looped = alias.target === name || cnames.includes(alias.target) || cnames.length >= MAX_ALIASES;
    if (looped) return { cnames, records: [], ttl, looped };
    cnames.push(alias.target);
    at = alias.target;
  }
}

function mergeAddresses(answers: readonly (DnsAnswer | undefined)[]): HostAddresses {
  const known = answers.filter((answer) => answer !== undefined);
  const addresses = known.flatMap(({ records }) =>
    records.flatMap((record) => ('address' in record ? [record.address] : [])),
  );
  const cnames = [...new Set(known.flatMap((answer) => answer.cnames))];
  const order: readonly DnsStatus[] = ['answered', 'no-such-name', 'timeout', 'failed', 'no-data'];
  const status = order.find((candidate) => known.some((answer) => answer.status === candidate)) ?? 'failed';
  return { status, addresses: [...new Set(addresses)], cnames };
}

function isLocalhost(name: string): boolean {
  return name === 'localhost' || name.endsWith('.localhost');
}

function nameOf(server: DnsServer | undefined): string {
  if (!server) return '';
  return server.address.includes(':')
    ? `[${server.address}]:${server.port}`
    : `${server.address}:${server.port}`;
}
