import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';
import type { EgressPolicy } from './policy.ts';

/** What an address is to the world: `public` is globally routed, everything else is somebody's inside. */
export type AddressKind =
  | 'public'
  | 'loopback'
  | 'private'
  | 'link-local'
  | 'metadata'
  | 'shared'
  | 'multicast'
  | 'reserved'
  | 'unspecified';

/**
 * Addresses at which clouds hand credentials to whatever machine asks. They are refused even where private
 * networks are allowed, unless a network names exactly that one address.
 * Unconfirmed against the clouds' present documents: 169.254.0.23, 100.96.0.96, 169.254.42.42, fd00:42::42.
 */
const METADATA_ADDRESSES: ReadonlySet<string> = new Set([
  '169.254.169.254', // AWS, Azure, Google, Huawei, OpenStack and most others
  '169.254.170.2', // AWS container credentials
  '169.254.170.23', // AWS pod identity
  'fd00:ec2::254',
  'fd00:ec2::23',
  'fd20:ce::254', // Google over IPv6
  '100.100.100.200', // Alibaba
  '169.254.0.23', // Tencent
  '100.96.0.96', // Volcano Engine
  '168.63.129.16', // Azure's wire server: lies in a public range
  '192.0.0.192', // Oracle, first generation
  '169.254.42.42', // Scaleway
  'fd00:42::42',
]);

/** Names that ipaddr.js gives to the ranges of the IANA special-purpose registries. Unnamed ones are `reserved`. */
const KIND_OF_RANGE: Readonly<Record<string, AddressKind>> = {
  unicast: 'public',
  unspecified: 'unspecified',
  loopback: 'loopback',
  private: 'private',
  uniqueLocal: 'private',
  deprecatedSiteLocal: 'private',
  linkLocal: 'link-local',
  carrierGradeNat: 'shared',
  multicast: 'multicast',
};

type Address = ipaddr.IPv4 | ipaddr.IPv6;

const GLOBAL_UNICAST = ipaddr.IPv6.parseCIDR('2000::/3');
const LOCAL_NAT64 = ipaddr.IPv6.parseCIDR('64:ff9b:1::/48');
const COMPATIBLE = ipaddr.IPv6.parseCIDR('::/96');

/**
 * Tells what an IP address is, looking through IPv6 forms that carry an IPv4 address: mapped, compatible,
 * SIIT, NAT64 (RFC 6052), 6to4 (RFC 3056) and Teredo (RFC 4380). Such an address is what its IPv4 address is.
 *
 * @throws RangeError when the text is no IP address in plain notation (four decimals, or IPv6)
 */
export function classifyAddress(text: string): AddressKind {
  const address = parseAddress(text);
  const carried = carriedAddresses(address);
  if (carried.length === 0) return kindOf(address);
  const kinds = carried.map(kindOf);
  return kinds.find((kind) => kind === 'metadata') ?? kinds.find((kind) => kind !== 'public') ?? 'public';
}

/** May this address be connected to? Public ones always; others as the policy's two allowances say. */
export function mayReach(
  text: string,
  policy: Pick<EgressPolicy, 'allowPrivate' | 'allowNetworks'>,
): boolean {
  const kind = classifyAddress(text);
  if (kind === 'public') return true;
  if (kind !== 'metadata' && policy.allowPrivate) return true;
  const address = parseAddress(text);
  const spellings = [address, translatedAddress(address)].filter((spelling) => spelling !== undefined);
  return policy.allowNetworks.some((network) => {
    const [base, bits] = ipaddr.parseCIDR(network);
    if (kind === 'metadata' && bits !== base.toByteArray().length * 8) return false;
    return spellings.some((spelling) => spelling.kind() === base.kind() && spelling.match(base, bits));
  });
}

function parseAddress(text: string): Address {
  if (isIP(text) === 0) throw new RangeError(`not an IP address: ${text.slice(0, 60)}`);
  return ipaddr.parse(text);
}

function kindOf(address: Address): AddressKind {
  const bare = address.toString().replace(/%.*$/, '');
  if (METADATA_ADDRESSES.has(bare)) return 'metadata';
  const range = address.range();
  // 0.0.0.0/8 is one range to ipaddr.js; only its first address means "any".
  if (range === 'unspecified' && bare !== '0.0.0.0' && bare !== '::') return 'reserved';
  const kind = KIND_OF_RANGE[range] ?? 'reserved';
  if (address instanceof ipaddr.IPv4) return kind;
  if (address.match(LOCAL_NAT64)) return 'private';
  return kind === 'public' && !address.match(GLOBAL_UNICAST) ? 'reserved' : kind;
}

/** The IPv4 addresses to which packets for this IPv6 address really go; none for an ordinary address. */
function carriedAddresses(address: Address): Address[] {
  const translated = translatedAddress(address);
  if (translated) return [translated];
  const bytes = address.toByteArray();
  if (address.range() === '6to4') return [ipv4(bytes.slice(2, 6))];
  if (address.range() !== 'teredo') return [];
  const client = bytes.slice(12, 16).map((byte) => byte ^ 0xff);
  return [ipv4(bytes.slice(4, 8)), ipv4(client)];
}

/** The IPv4 host that an IPv6 address is another spelling of. */
function translatedAddress(address: Address): Address | undefined {
  if (address instanceof ipaddr.IPv4) return undefined;
  const range = address.range();
  const translated =
    range === 'ipv4Mapped' ||
    range === 'rfc6145' ||
    (range === 'rfc6052' && !address.match(LOCAL_NAT64)) ||
    (range !== 'unspecified' && range !== 'loopback' && address.match(COMPATIBLE));
  return translated ? ipv4(address.toByteArray().slice(12, 16)) : undefined;
}

function ipv4(bytes: number[]): Address {
  return ipaddr.fromByteArray(bytes);
}
