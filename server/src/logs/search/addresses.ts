import { isIPv4, isIPv6 } from 'node:net';
import ipaddr from 'ipaddr.js';
import { HouseError } from '../../kernel/errors/index.ts';

type Bind = (value: string) => string;
/** SQL for a column of addresses. */
type Test = (column: string) => string;

const V4_BITS = 32;
const V6_BITS = 128;
/** What listens for both writes IPv4 as `::ffff:192.0.2.1` (RFC 5952 §5). */
const MAPPED = '::ffff:';
const MAPPED_BITS = 96;

/**
 * An address or a network as a condition. Addresses are kept as the line has them: IPv4 is one text, alone or within IPv6; IPv6 is
 * found in each of its forms (RFC 4291 §2.2: shortened or not, capitals or not, the end as IPv4).
 *
 * @param address one address, or a network as RFC 4632 and RFC 4291 §2.3 write it; its bits behind the prefix do not count
 * @throws HouseError `logs-address-unknown`
 */
export function addressTest(address: string, bind: Bind): Test {
  const [, host = '', bits] = /^([0-9A-Fa-f.:]{2,45})(?:\/(\d{1,3}))?$/.exec(address.trim()) ?? [];
  const most = isIPv4(host) ? V4_BITS : V6_BITS;
  const width = Number(bits ?? most);
  if (!(isIPv4(host) || isIPv6(host)) || width < 1 || width > most)
    throw new HouseError('logs-address-unknown', { address: address.slice(0, 60) });
  if (isIPv4(host)) return v4Test(ipaddr.IPv4.parse(host), width, bind);
  const parsed = ipaddr.IPv6.parse(host);
  if (parsed.isIPv4MappedAddress() && width > MAPPED_BITS)
    return v4Test(parsed.toIPv4Address(), width - MAPPED_BITS, bind);
  return v6Test(parsed, width, bind);
}

/** A network is the beginnings that its addresses have. */
function v4Test({ octets }: ipaddr.IPv4, width: number, bind: Bind): Test {
  const whole = Math.floor(width / 8);
  const begin = octets
    .slice(0, whole)
    .map((octet) => `${octet}.`)
    .join('');
  const span = 2 ** (8 - (width % 8));
  const start = Math.floor((octets[whole] ?? 0) / span) * span;
  const last = Array.from({ length: span }, (_, index) => `${begin}${start + index}`);
  if (width === V4_BITS) return anyOf([octets.join('.')], bind);
  if (whole === 3) return anyOf(last, bind);
  const beginnings = width % 8 === 0 ? [begin] : last.map((each) => `${each}.`);
  return startsWith([...beginnings, ...beginnings.map((each) => MAPPED + each)], bind);
}

function v6Test(address: ipaddr.IPv6, width: number, bind: Bind): Test {
  const digits = BigInt(`0x${digitsOf(address)}`);
  const behind = BigInt(V6_BITS - width);
  const first = (digits >> behind) << behind;
  const [from, to] = [first, first + (1n << behind) - 1n].map((each) =>
    bind(each.toString(16).padStart(V6_BITS / 4, '0')),
  );
  const beginnings = beginningsOf(address, width);
  const begins: Test =
    beginnings.length > 0 ? startsWith(beginnings, bind) : (column) => `contains(${column}, ':')`;
  return (column) => `(${begins(column)} and ${digitsIn(column)} between ${from} and ${to})`;
}

/**
 * SQL: the 32 digits of an IPv6 address in any of its forms. Of another text it is something that is not as long, or nothing.
 * What stands on the two sides of `::` is written out in fours, and zeros are put in between.
 */
function digitsIn(column: string): string {
  const text = `split_part(lower(${column}), '%', 1)`;
  const octets = [1, 2, 3, 4].map(
    (nth) => `coalesce(try_cast(split_part(part, '.', ${nth}) as utinyint), 0)`,
  );
  const group = `case when contains(part, '.') then printf('%02x%02x%02x%02x', ${octets.join(', ')})
    when part = '' then '' else lpad(part, 4, '0') end`;
  const side = (nth: number) =>
    `list_aggregate(list_transform(string_split(split_part(${text}, '::', ${nth}), ':'), lambda part: ${group}), 'string_agg', '')`;
  const [before, after] = [side(1), side(2)];
  const zeros = `repeat('0', greatest(${V6_BITS / 4} - length(${before}) - length(${after}), 0)::bigint)`;
  return `case when contains(${text}, '::') then concat(${before}, ${zeros}, ${after}) else ${before} end`;
}

function digitsOf(address: ipaddr.IPv6): string {
  return Buffer.from(address.toByteArray()).toString('hex');
}

/** A first group of four digits is written in one way but for its letters, which may be mixed. Others could begin in too many. */
function beginningsOf(address: ipaddr.IPv6, width: number): string[] {
  const group = digitsOf(address).slice(0, 4);
  if (width < 16 || group.startsWith('0')) return [];
  let forms = [''];
  for (const digit of group)
    forms = [...new Set([digit, digit.toUpperCase()])].flatMap((each) => forms.map((form) => form + each));
  return forms.map((form) => `${form}:`);
}

function anyOf(texts: readonly string[], bind: Bind): Test {
  const values = [...texts, ...texts.map((each) => MAPPED + each)].map(bind);
  return (column) => `${column} in (${values.join(', ')})`;
}

/** Bounds let whole row groups be left out. @param beginnings that end with a point or a colon */
function startsWith(beginnings: readonly string[], bind: Bind): Test {
  const pairs = beginnings.map(
    (each) => [bind(each), bind(each.slice(0, -1) + next(each.slice(-1)))] as const,
  );
  return (column) =>
    `(${pairs.map(([from, to]) => `(${column} >= ${from} and ${column} < ${to})`).join(' or ')})`;
}

const next = (character: string) => String.fromCharCode(character.charCodeAt(0) + 1);
