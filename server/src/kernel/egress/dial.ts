import { isIP, type Socket } from 'node:net';
import { classifyAddress, mayReach } from './addresses.ts';
import { type ConnectResult, connectFirst } from './connect-first.ts';
import type { DialCode, DialRefusal } from './dial-words.ts';
import { type EgressPolicy, normaliseHost, overrideFor } from './policy.ts';
import { isWebPort } from './ports.ts';
import type { DnsStatus, Resolver } from './resolver.ts';

/** What every outgoing connection needs: the rules and the names. */
export interface Egress {
  readonly policy: EgressPolicy;
  readonly resolver: Resolver;
}

export interface DialOptions extends Egress {
  /** name or IP address; an IPv6 address with or without brackets */
  readonly host: string;
  readonly port: number;
  /** patience for connecting, without resolving. Default 10 000 */
  readonly connectTimeoutMs?: number;
  readonly signal?: AbortSignal | undefined;
  /** `any` also lets ports be reached on which no pages stand, e.g. 25. Default `web` */
  readonly ports?: 'web' | 'any';
}

export interface Dialled {
  readonly ok: true;
  /** connected; bears an error listener that does nothing, `close` still tells */
  readonly socket: Socket;
  /** the checked address to which it is connected */
  readonly address: string;
}

const MAX_TRIED = 6;
const STAGGER_MS = 300;

/**
 * Opens a TCP connection. The only door to the outside besides the resolver's own packets: every address is
 * checked against the policy, and the connection goes to the very address that was checked, so that a name
 * that answers differently the second time (DNS rebinding) gains nothing.
 *
 * @throws the signal's reason when it is aborted
 */
export async function dial(options: DialOptions): Promise<Dialled | DialRefusal> {
  const { port, policy, connectTimeoutMs = 10_000, signal } = options;
  signal?.throwIfAborted();
  const host = options.host.replace(/^\[(.*)\]$/, '$1');
  const refuse = (code: DialCode, addresses: readonly string[] = [], detail?: string): DialRefusal => ({
    ok: false,
    code,
    host,
    port,
    addresses,
    ...(detail === undefined ? {} : { detail }),
  });
  if (options.ports !== 'any' && !isWebPort(port)) return refuse('port-refused');

  const found = await findAddresses(host, options);
  if (typeof found === 'string') return refuse(found);
  const permitted = found.permitted.slice(0, MAX_TRIED);
  if (permitted.length === 0) {
    return refuse('address-refused', found.refused, found.refused.map(classifyAddress).join(' '));
  }
  const result = await connectFirst({
    addresses: permitted,
    portFor: (address) => realPort(address, port, policy),
    timeoutMs: connectTimeoutMs,
    staggerMs: STAGGER_MS,
    signal,
  });
  return settle(result, (failure) => refuse(failure.code, permitted, failure.detail));
}

function settle(
  result: ConnectResult,
  refuse: (failure: Extract<ConnectResult, { ok: false }>) => DialRefusal,
): Dialled | DialRefusal {
  return result.ok ? result : refuse(result);
}

interface FoundAddresses {
  readonly permitted: readonly string[];
  readonly refused: readonly string[];
}

/** Where a host stands, and which of the addresses may be reached; or why that cannot be said. */
async function findAddresses(host: string, options: DialOptions): Promise<FoundAddresses | DialCode> {
  const { port, policy, resolver, signal } = options;
  if (isIP(host)) return sift([host], policy);
  const name = normaliseHost(host);
  if (name === null) return 'no-such-name';
  const override = overrideFor(policy, name, port);
  // Whoever wrote the override named this address for this host: that is the permission.
  if (override) return { permitted: override, refused: [] };
  const { status, addresses } = await resolver.addressesOf(name, { signal });
  return addresses.length > 0 ? sift(addresses, policy) : REFUSAL_OF_STATUS[status];
}

const REFUSAL_OF_STATUS = {
  answered: 'no-address',
  'no-data': 'no-address',
  'no-such-name': 'no-such-name',
  failed: 'resolver-failed',
  timeout: 'resolver-failed',
} as const satisfies Record<DnsStatus, DialCode>;

function sift(addresses: readonly string[], policy: EgressPolicy): FoundAddresses {
  return {
    permitted: addresses.filter((address) => mayReach(address, policy)),
    refused: addresses.filter((address) => !mayReach(address, policy)),
  };
}

function realPort(address: string, port: number, policy: EgressPolicy): number {
  if (!policy.loopbackPorts || classifyAddress(address) !== 'loopback') return port;
  return policy.loopbackPorts[port] ?? port;
}
