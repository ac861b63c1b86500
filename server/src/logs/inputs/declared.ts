import { createHash } from 'node:crypto';
import { BlockList, isIP } from 'node:net';
import { LOG_SOURCE_NAME } from '@zhengdun/contract';
import { z } from 'zod';
import { LOG_KINDS, type LogKind } from '../event.ts';

/** How a source sends. Datagrams are lossy: nobody learns what did not arrive. */
const WAYS = ['syslog-tcp', 'syslog-tls', 'syslog-udp', 'relp', 'http', 'file'] as const;
export type Way = (typeof WAYS)[number];

const network = z.string().refine((text) => networkOf(text) !== undefined);
const headerWord = z.string().regex(/^[^\s[\]:]{1,255}$/);

/** A source that somebody has declared. What it does not say, any sender may have. */
export const declaredSchema = z.strictObject({
  name: z.string().regex(LOG_SOURCE_NAME),
  way: z.enum(WAYS),
  kind: z.enum(LOG_KINDS).optional(),
  /** addresses and networks that it sends from */
  addresses: z.array(network).max(100).default([]),
  /** as the header of syslog has them: where several sources come from one address */
  host: headerWord.optional(),
  app: headerWord.optional(),
  /** SHA-256 of the key that it shows, in hex */
  key: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .optional(),
});
export type Declared = z.infer<typeof declaredSchema>;

/** Whose a line is. */
export interface Origin {
  readonly source: string;
  readonly kind: LogKind | undefined;
}

/** Tells whose lines are. A sender that nobody declared is known by its address: its lines are kept like any. */
export interface Origins {
  /** for a connection or a datagram: one for all its lines, or by the header of each */
  of(way: Way, address: string): Origin | ((line: Buffer) => Origin);
  byKey(key: string): Origin | undefined;
}

/** Of a header so much is looked at. */
const HEADER_BYTES = 320;
const HEADER =
  /^<\d{1,3}>(?:1 \S+ (\S+) (\S+) |(?:[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d|\d{4}-\d\d-\S+) (\S+) ([^\s[\]:]+))/;

export function openOrigins(declared: readonly Declared[]): Origins {
  const known = declared.map((each) => ({
    ...each,
    list: listOf(each.addresses),
    origin: { source: each.name, kind: each.kind },
  }));
  const keys = new Map(
    known.flatMap(({ key, origin }) => (key === undefined ? [] : [[key, origin] as const])),
  );
  return {
    of(way, text) {
      const address = plainAddress(text);
      const family = isIP(address) === 6 ? 'ipv6' : 'ipv4';
      const likely = known
        .filter((each) => each.way === way && (!each.list || each.list.check(address, family)))
        // The one that says more of itself goes before.
        .sort((one, other) => weightOf(other) - weightOf(one));
      const unknown: Origin = { source: address, kind: undefined };
      const first = likely[0];
      if (!first) return unknown;
      if (first.host === undefined && first.app === undefined) return first.origin;
      return (line) => {
        const [, host5424, app5424, host3164, app3164] =
          HEADER.exec(line.toString('latin1', 0, HEADER_BYTES)) ?? [];
        const [host, app] = [host5424 ?? host3164, app5424 ?? app3164];
        const found = likely.find(
          (each) =>
            (each.host === undefined || each.host === host) && (each.app === undefined || each.app === app),
        );
        return found?.origin ?? unknown;
      };
    },
    byKey: (key) => keys.get(createHash('sha256').update(key).digest('hex')),
  };
}

function weightOf({ host, app, addresses }: Declared): number {
  return (host === undefined ? 0 : 4) + (app === undefined ? 0 : 2) + (addresses.length > 0 ? 1 : 0);
}

/** `::ffff:10.0.0.7` is an IPv4 address that came to an IPv6 socket. */
export function plainAddress(address: string): string {
  return address.replace(/^::ffff:(?=\d+\.)/i, '').replace(/%.*$/, '');
}

/** Undefined where it is no address and no network. */
export function networkOf(text: string) {
  const [, address = '', bits] = /^([0-9a-fA-F.:]{2,45})(?:\/(\d{1,3}))?$/.exec(text) ?? [];
  const version = isIP(address);
  const most = version === 6 ? 128 : 32;
  const prefix = bits === undefined ? most : Number(bits);
  if (version === 0 || prefix > most) return undefined;
  return { address, prefix, family: version === 6 ? ('ipv6' as const) : ('ipv4' as const) };
}

/** Whoever declares a network in the console declares one of a size that a unit has. */
const WIDEST = { ipv4: 16, ipv6: 48 } as const;

export function isNarrow(text: string): boolean {
  const found = networkOf(text);
  return found !== undefined && found.prefix >= WIDEST[found.family];
}

function listOf(networks: readonly string[]): BlockList | undefined {
  if (networks.length === 0) return undefined;
  const list = new BlockList();
  for (const text of networks) {
    const found = networkOf(text);
    if (found) list.addSubnet(found.address, found.prefix, found.family);
  }
  return list;
}
