import { constants, X509Certificate } from 'node:crypto';
import { isIP } from 'node:net';
import { checkServerIdentity, rootCertificates, type TLSSocket } from 'node:tls';
import type { Evidence } from '@zhengdun/contract';
import { type DialRefusal, dialTls, type EgressPolicy, normaliseHost } from '../../../kernel/egress/index.ts';
import type { CertificateFacts, Observation, TlsFacts } from '../../observation.ts';
import { noAnswer } from '../../unseen.ts';
import { observe, type ProbeContext } from '../probe-context.ts';
import { readCertificate } from './certificate-facts.ts';
import type { Door } from './knock.ts';
import { surveyOffers } from './survey-offers.ts';

export interface TlsTarget {
  /** name or IP address */
  readonly host: string;
  /** 443 by default */
  readonly port?: number;
  /** for the whole look, milliseconds. Default 10 000 */
  readonly budgetMs?: number;
}

const GREETING_TIMEOUT_MS = 5_000;
const KNOCK_TIMEOUT_MS = 3_000;
const MAX_CHAIN = 12;

/**
 * Shakes hands with a server as a lenient client would, then asks with hellos of our own which versions, weak
 * suites and SM suites it takes: at most two connections at once, ten seconds in all. What the time did not
 * reach is `unclear`. `blocked` where no TCP connection comes about or not one byte comes back.
 *
 * @throws the signal's reason when it is aborted
 */
export function lookTls(target: TlsTarget, context: ProbeContext): Promise<Observation<TlsFacts>> {
  return observe<TlsFacts>(context, async (at) => {
    const host = normaliseHost(target.host) ?? target.host.replace(/^\[(.*)\]$/, '$1');
    const { port = 443, budgetMs = 10_000 } = target;
    const { policy, resolver, signal } = context;
    const ends = performance.now() + budgetMs;
    const greeting = await greet(host, port, Math.min(budgetMs / 2, GREETING_TIMEOUT_MS), context);
    if (!greeting.ok && NO_CONNECTION.has(greeting.code)) {
      return noAnswer(greeting.code);
    }
    const address = greeting.ok ? greeting.address : (greeting.addresses[0] ?? '');
    const door: Door = {
      host,
      port,
      policy: pinned(policy, host, port, address),
      resolver,
      signal,
      timeoutMs: KNOCK_TIMEOUT_MS,
    };
    const survey = await surveyOffers(door, {
      serverName: isIP(host) ? undefined : host,
      ends,
      shakesHands: greeting.ok,
    });
    if (!greeting.ok && !survey.answered) {
      return noAnswer(greeting.code);
    }
    const chain = chooseChain(greeting.ok ? greeting.chain : [], survey.chain);
    const leaf = chain[0];
    const facts: TlsFacts = {
      host,
      port,
      address,
      handshake: greeting.ok ? greeting.handshake : null,
      versions: survey.versions,
      weakCiphers: survey.weakCiphers,
      tlcp: {
        answer: survey.tlcp.answer,
        ...(survey.tlcp.cipher ? { cipher: survey.tlcp.cipher } : {}),
        ...(survey.tlcp.chain.length > 0 ? { chain: readChain(survey.tlcp.chain) } : {}),
      },
      rfc8998: survey.rfc8998,
      chain: readChain(chain),
      trust: greeting.ok ? greeting.trust : { trusted: false, code: greeting.detail ?? greeting.code },
      nameMatches: leaf !== undefined && matchesName(host, leaf),
    };
    return { facts, evidence: [describe(facts, at)] };
  });
}

/** Codes that say that no server was reached at all. */
const NO_CONNECTION: ReadonlySet<DialRefusal['code']> = new Set([
  'address-refused',
  'port-refused',
  'no-such-name',
  'no-address',
  'resolver-failed',
  'connect-refused',
  'connect-timeout',
  'unreachable',
]);

interface Greeting {
  readonly ok: true;
  readonly address: string;
  readonly handshake: NonNullable<TlsFacts['handshake']>;
  readonly trust: TlsFacts['trust'];
  readonly chain: readonly Buffer[];
}

/** One handshake with everything allowed that OpenSSL still knows. */
async function greet(
  host: string,
  port: number,
  timeoutMs: number,
  { policy, resolver, signal }: ProbeContext,
): Promise<Greeting | DialRefusal> {
  const dialled = await dialTls({
    host,
    port,
    policy,
    resolver,
    signal,
    connectTimeoutMs: timeoutMs,
    handshakeTimeoutMs: timeoutMs,
    alpn: ['h2', 'http/1.1'],
    minVersion: 'TLSv1',
    ciphers: 'ALL:@SECLEVEL=0',
    // Old servers know no secure renegotiation (RFC 5746), and are to be seen, not to be shut out.
    secureOptions: constants.SSL_OP_LEGACY_SERVER_CONNECT,
  });
  if (!dialled.ok) return dialled;
  const { socket, address } = dialled;
  const protocol = socket.getProtocol() ?? '';
  const greeting: Greeting = {
    ok: true,
    address,
    handshake: {
      version: protocol === 'TLSv1' ? 'TLSv1.0' : protocol,
      cipher: socket.getCipher().standardName,
      alpn: socket.alpnProtocol || null,
    },
    trust: trustOf(socket),
    chain: knownChain(socket, policy),
  };
  socket.destroy();
  return greeting;
}

/** Whether the chain is trusted; that the name does not match is told apart. */
function trustOf(socket: TLSSocket): TlsFacts['trust'] {
  const { authorized, authorizationError } = socket;
  const code: unknown = Reflect.get(Object(authorizationError), 'code') ?? authorizationError;
  if (authorized || code === 'ERR_TLS_CERT_ALTNAME_INVALID') return { trusted: true };
  return { trusted: false, code: String(code) };
}

/** The chain as Node knows it: certificates of the server, and a root of ours at the end, which is left out. */
function knownChain(socket: TLSSocket, policy: EgressPolicy): Buffer[] {
  const chain: Buffer[] = [];
  let at = socket.getPeerX509Certificate();
  while (at && chain.length < MAX_CHAIN) {
    const { raw } = at;
    if (chain.some((der) => der.equals(raw))) break;
    chain.push(raw);
    at = at.issuerCertificate;
  }
  const last = chain.at(-1);
  return chain.length > 1 && last && isOurRoot(last, policy) ? chain.slice(0, -1) : chain;
}

let bundledRoots: ReadonlySet<string> | undefined;

function isOurRoot(der: Buffer, { extraCa }: EgressPolicy): boolean {
  bundledRoots ??= new Set(rootCertificates.map(bodyOf));
  const body = der.toString('base64');
  return bundledRoots.has(body) || extraCa.some((pem) => bodyOf(pem) === body);
}

/** The base64 text between the marks of a PEM block. */
function bodyOf(pem: string): string {
  return pem.replaceAll(/-----[^-]+-----|\s/g, '');
}

/**
 * The chain as it was sent in the clear (up to TLS 1.2), if the handshake showed the same leaf; a server may
 * hold several certificates. Servers of TLS 1.3 alone encrypt theirs: then the chain is what Node made of it.
 */
function chooseChain(known: readonly Buffer[], sent: readonly Buffer[]): readonly Buffer[] {
  if (!known[0]) return sent;
  return sent[0]?.equals(known[0]) ? sent : known;
}

function readChain(chain: readonly Buffer[]): CertificateFacts[] {
  return chain.flatMap((der) => readCertificate(der) ?? []);
}

function matchesName(host: string, leaf: Buffer): boolean {
  try {
    return checkServerIdentity(host, new X509Certificate(leaf).toLegacyObject()) === undefined;
  } catch {
    // A leaf that OpenSSL cannot read vouches for no name.
    return false;
  }
}

/** The same server for every knock: the address that was checked and connected to at the greeting. */
function pinned(policy: EgressPolicy, host: string, port: number, address: string): EgressPolicy {
  if (address === '' || isIP(host)) return policy;
  return { ...policy, overrides: [...policy.overrides, { host, port, addresses: [address] }] };
}

function describe({ host, port, address, handshake, chain }: TlsFacts, at: string): Evidence {
  const how = handshake ? `${handshake.version} ${handshake.cipher}` : '-';
  const leaf = chain[0] ? `${chain[0].subject}, ${chain[0].issuer}, ${chain[0].notAfter}` : '-';
  return {
    kind: 'handshake',
    url: `https://${host.includes(':') ? `[${host}]` : host}:${port}/`,
    at,
    excerpt: `${address} ${how}; ${leaf}`.slice(0, 300),
  };
}
