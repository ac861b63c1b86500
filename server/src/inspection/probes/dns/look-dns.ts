import { isIP } from 'node:net';
import type { Evidence } from '@zhengdun/contract';
import {
  type DnsAnswer,
  type DnsRecord,
  normaliseHost,
  overrideFor,
  type RecordType,
} from '../../../kernel/egress/index.ts';
import { plainText } from '../../../kernel/plain-text.ts';
import type { DnsFacts, Observation, ResolverAnswer } from '../../observation.ts';
import { noAnswer } from '../../unseen.ts';
import { observe, type ProbeContext } from '../probe-context.ts';
import { MAINLAND_SUBNETS } from './client-subnets.ts';
import { mailDomainOf } from './mail-domain.ts';

export interface DnsTarget {
  /** name or IP address, in any spelling */
  readonly host: string;
  /** domain whose mail is looked at; by default the registrable domain of the host */
  readonly mailDomain?: string;
}

const MAX_RESOLVERS = 3;
const MAX_MAIL_HOSTS = 10;
const MAX_TEXTS = 30;
const MAX_TEXT = 300;
const MAX_CLIMB = 6;

/**
 * Looks a host up: addresses as several resolvers give them, also on behalf of mainland networks (EDNS client
 * subnet), the chain of aliases, the zone, mail exchangers, CAA (RFC 8659) and texts with the DMARC record.
 * `blocked` only where not one resolver gave an answer; a name that does not exist is a fact.
 *
 * @throws the signal's reason when it is aborted
 */
export function lookDns(target: DnsTarget, context: ProbeContext): Promise<Observation<DnsFacts>> {
  return observe<DnsFacts>(context, async (at) => {
    const host = normaliseHost(target.host) ?? target.host.replace(/^\[(.*)\]$/, '$1');
    const registrable = mailDomainOf(host);
    const mailDomain = normaliseHost(target.mailDomain ?? '') ?? registrable;
    if (isIP(host)) {
      const facts = { ...NOTHING, host, mailDomain, addresses: [host] };
      return { facts, evidence: [describe(facts, at)] };
    }
    const [answers, zone, mail, caa, texts, dmarc] = await Promise.all([
      askEverybody(host, context),
      findZone(host, registrable, context),
      findMail(mailDomain, context),
      findCaa(host, registrable, context),
      ask(mailDomain, 'TXT', context),
      ask(`_dmarc.${mailDomain}`, 'TXT', context),
    ]);
    if (answers.every(({ status }) => status === 'failed' || status === 'timeout')) {
      return noAnswer('resolver-failed');
    }
    const facts: DnsFacts = {
      host,
      answers,
      addresses: unique(answers.flatMap((answer) => answer.addresses)),
      cnames: unique(answers.flatMap((answer) => answer.cnames)),
      ...zone,
      ...mail,
      mailDomain,
      caa: caa.records,
      texts: [...textsOf(texts), ...textsOf(dmarc)].slice(0, MAX_TEXTS),
      unanswered: [
        ...(zone.open ? ['NS' as const] : []),
        ...(mail.open ? ['MX' as const] : []),
        ...(caa.open ? ['CAA' as const] : []),
        ...([texts, dmarc].some(isOpen) ? ['TXT' as const] : []),
      ],
    };
    return { facts, evidence: [describe(facts, at)] };
  });
}

const NOTHING = {
  answers: [],
  cnames: [],
  nameServers: [],
  mailHosts: [],
  caa: [],
  texts: [],
  unanswered: [],
} as const satisfies Partial<DnsFacts>;

/** Each configured resolver by itself, in its own view and in that of the mainland networks. */
async function askEverybody(host: string, context: ProbeContext): Promise<ResolverAnswer[]> {
  const { policy, resolver } = context;
  const fixed = overrideFor(policy, host, 443) ?? overrideFor(policy, host, 80);
  if (fixed) {
    return [{ resolver: 'override', status: 'answered', addresses: fixed, cnames: [], ms: 0 }];
  }
  const servers = policy.resolvers.length > 0 ? resolver.servers.slice(0, MAX_RESOLVERS) : [undefined];
  const views = [undefined, ...MAINLAND_SUBNETS.map(({ network }) => network)];
  const asked = servers.flatMap((server) => views.map((clientSubnet) => ({ server, clientSubnet })));
  return Promise.all(asked.map((view) => askInView(host, view, context)));
}

interface View {
  /** undefined for whichever of the system's servers answers */
  readonly server: string | undefined;
  readonly clientSubnet: string | undefined;
}

async function askInView(
  host: string,
  { server, clientSubnet }: View,
  { resolver, signal }: ProbeContext,
): Promise<ResolverAnswer> {
  const options = { signal, ...(server ? { server } : {}), ...(clientSubnet ? { clientSubnet } : {}) };
  const [four, six] = await Promise.all([
    resolver.query(host, 'A', options),
    resolver.query(host, 'AAAA', options),
  ]);
  const addresses = unique([...addressesOf(four), ...addressesOf(six)]);
  return {
    resolver: server?.replace(/:53$/, '') ?? 'system',
    ...(clientSubnet ? { clientSubnet } : {}),
    status: addresses.length > 0 ? 'answered' : statusOf(four, six),
    addresses,
    cnames: unique([...four.cnames, ...six.cnames]),
    ms: Math.max(four.ms, six.ms),
  };
}

function statusOf(...answers: readonly DnsAnswer[]): ResolverAnswer['status'] {
  const has = (status: DnsAnswer['status']) => answers.some((answer) => answer.status === status);
  if (has('no-such-name')) return 'no-such-name';
  if (has('timeout')) return 'timeout';
  return has('failed') ? 'failed' : 'no-address';
}

/** Climbs from the host to the nearest name with NS records, the registrable domain at the highest. */
async function findZone(
  host: string,
  top: string,
  context: ProbeContext,
): Promise<Pick<DnsFacts, 'zone' | 'nameServers'> & { open: boolean }> {
  let open = false;
  for (const name of climb(host, top)) {
    const answer = await ask(name, 'NS', context);
    open = isOpen(answer);
    // An alias answers with the zone of its target, which is somebody else's.
    const own = answer.records.filter((record) => record.name === name);
    const nameServers = own.flatMap((record) => (record.type === 'NS' ? [record.target] : []));
    if (nameServers.length > 0) return { zone: name, nameServers: unique(nameServers), open: false };
  }
  return { nameServers: [], open };
}

async function findCaa(
  host: string,
  top: string,
  context: ProbeContext,
): Promise<{ records: DnsFacts['caa']; open: boolean }> {
  let open = false;
  for (const name of climb(host, top)) {
    const answer = await ask(name, 'CAA', context);
    open ||= isOpen(answer);
    const records = answer.records.flatMap((record) =>
      record.type === 'CAA'
        ? [{ tag: plainText(record.tag, 40), value: plainText(record.value, MAX_TEXT) }]
        : [],
    );
    if (records.length > 0) return { records, open: false };
  }
  return { records: [], open };
}

async function findMail(
  domain: string,
  context: ProbeContext,
): Promise<Pick<DnsFacts, 'mailHosts'> & { open: boolean }> {
  const answer = await ask(domain, 'MX', context);
  const exchangers = answer.records
    .flatMap((record) => (record.type === 'MX' && record.target !== '.' ? [record] : []))
    .sort((one, other) => one.preference - other.preference || one.target.localeCompare(other.target))
    .slice(0, MAX_MAIL_HOSTS);
  const mailHosts = await Promise.all(
    exchangers.map(async ({ target, preference }) => {
      const [four, six] = await Promise.all([ask(target, 'A', context), ask(target, 'AAAA', context)]);
      return { host: target, preference, addresses: unique([...addressesOf(four), ...addressesOf(six)]) };
    }),
  );
  return { mailHosts, open: isOpen(answer) };
}

function ask(name: string, type: RecordType, { resolver, signal }: ProbeContext): Promise<DnsAnswer> {
  return resolver.query(name, type, { signal });
}

/** The name, its parent …, up to `top`; only the name where `top` does not lie above it. */
function climb(name: string, top: string): string[] {
  if (name !== top && !name.endsWith(`.${top}`)) return [name];
  const labels = name.split('.');
  const steps = labels.length - top.split('.').length + 1;
  return labels.map((_, index) => labels.slice(index).join('.')).slice(Math.max(0, steps - MAX_CLIMB), steps);
}

function isOpen({ status }: DnsAnswer): boolean {
  return status === 'failed' || status === 'timeout';
}

function addressesOf({ records }: DnsAnswer): string[] {
  return records.flatMap((record: DnsRecord) => ('address' in record ? [record.address] : []));
}

function textsOf({ records }: DnsAnswer): string[] {
  return records.flatMap((record) => (record.type === 'TXT' ? [plainText(record.text, MAX_TEXT)] : []));
}

function unique(values: readonly string[]): string[] {
  return [...new Set(values)];
}

function describe({ host, cnames, addresses }: DnsFacts, at: string): Evidence {
  const chain = [host, ...cnames].join(' -> ');
  return { kind: 'dns', url: host, at, excerpt: `${chain}: ${addresses.join(', ') || '-'}`.slice(0, 300) };
}
