import { createResolver, type EgressPolicy, type Resolver } from '../../src/kernel/egress/index.ts';
import { startDns, type TestDns } from './dns.ts';
import type { NameRecords, Zones } from './dns-zones.ts';
import { createTestPki, type TestPki } from './pki.ts';
import { type Site, startSites, type TestSites } from './sites.ts';

export { startDns, type TestDns } from './dns.ts';
export type { DnsMisbehaviour, NameRecords, Zone, Zones } from './dns-zones.ts';
export { handlesBeyond, openHandles } from './handles.ts';
export {
  abruptClose,
  endlessBody,
  endlessRedirects,
  floodOfHints,
  garbage,
  gzipBomb,
  hugeHeaders,
  neverAnswers,
  rawAnswer,
  redirectLoop,
  slowDrip,
  slowHeaders,
} from './misbehave.ts';
export {
  type CertificateWish,
  createTestPki,
  type IssuedCertificate,
  type KeyKind,
  type TestPki,
} from './pki.ts';
export {
  type Handler,
  type Page,
  redirectTo,
  type SeenRequest,
  type Site,
  type SiteTls,
  startSites,
} from './sites.ts';

export interface WorldOptions {
  /** by host; each gets an A record with its `address`, 127.0.0.1 by default */
  readonly sites?: Readonly<Record<string, Site>>;
  /** further names, or other records for the hosts of the sites */
  readonly zones?: Zones;
  /** changes to the policy, which by default lets loopback be reached and trusts the test root */
  readonly policy?: Partial<EgressPolicy>;
  /** patience of the resolver for one packet, milliseconds */
  readonly dnsTimeoutMs?: number;
}

/**
 * A small Internet on loopback: names, certificates and sites. URLs stand without ports, `https://www.a.test/`,
 * because the policy maps 80 and 443 of loopback to the real ports. `await using` closes everything.
 */
export interface World extends AsyncDisposable {
  readonly dns: TestDns;
  readonly pki: TestPki;
  readonly sites: TestSites;
  readonly policy: EgressPolicy;
  readonly resolver: Resolver;
  close(): Promise<void>;
}

export async function startWorld(options: WorldOptions = {}): Promise<World> {
  const { sites: wanted = {}, zones = {}, dnsTimeoutMs = 30_000 } = options;
  const pki = createTestPki();
  const dns = await startDns({ zones: withSites(zones, wanted) });
  const sites = await startSites(wanted, pki);
  const policy: EgressPolicy = {
    allowPrivate: false,
    allowNetworks: ['127.0.0.0/8', '::1/128'],
    // A site may pretend to stand at a public address: connections to it still end on loopback.
    overrides: Object.entries(wanted).flatMap(([host, { address }]) =>
      address === undefined ? [] : [{ host, port: '*' as const, addresses: ['127.0.0.1'] }],
    ),
    extraCa: [pki.rootPem],
    resolvers: [dns.address],
    loopbackPorts: { 80: sites.httpPort, 443: sites.httpsPort },
    ...options.policy,
  };
  const resolver = createResolver({ servers: policy.resolvers, timeoutMs: dnsTimeoutMs, hosts: new Map() });
  const close = async () => {
    resolver[Symbol.dispose]();
    await Promise.all([dns.close(), sites.close()]);
  };
  return { dns, pki, sites, policy, resolver, close, [Symbol.asyncDispose]: close };
}

/** Gives every site an address, in the zone that claims its name or in one of its own. */
function withSites(zones: Zones, sites: Readonly<Record<string, Site>>): Zones {
  const all: Record<string, Record<string, NameRecords>> = {};
  for (const [zone, names] of Object.entries(zones)) all[zone] = { ...names };
  for (const [host, { address = '127.0.0.1' }] of Object.entries(sites)) {
    if (host === '*') continue;
    const claimed = Object.keys(all).find((apex) => host === apex || host.endsWith(`.${apex}`));
    const zone = claimed ?? host.replace(/^[^.]+\.(?=[^.]+\.)/, '');
    const names = all[zone] ?? {};
    all[zone] = {
      ...names,
      [host]: names[host] ?? (address.includes(':') ? { aaaa: [address] } : { a: [address] }),
    };
  }
  return all;
}
