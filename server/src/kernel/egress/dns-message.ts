import * as packet from 'dns-packet';
import ipaddr from 'ipaddr.js';
import { normaliseHost } from './policy.ts';

/** Record types that are asked for. */
export type RecordType = 'A' | 'AAAA' | 'CNAME' | 'NS' | 'MX' | 'CAA' | 'TXT';

interface RecordBase {
  /** owner, ASCII, lower case, without the final dot */
  readonly name: string;
  /** seconds */
  readonly ttl: number;
}
/** A record as far as the program uses it. Names are clean ASCII; records with other names are left out. */
export type DnsRecord = RecordBase &
  (
    | { readonly type: 'A' | 'AAAA'; readonly address: string }
    | { readonly type: 'CNAME' | 'NS'; readonly target: string }
    /** a target of `.` says that the domain takes no mail (RFC 7505) */
    | { readonly type: 'MX'; readonly preference: number; readonly target: string }
    | { readonly type: 'CAA'; readonly tag: string; readonly value: string }
    | { readonly type: 'TXT'; readonly text: string }
    | { readonly type: 'SOA'; readonly minimum: number }
  );

export interface DnsQuestion {
  readonly name: string;
  readonly type: RecordType;
  /** EDNS client subnet (RFC 7871), e.g. `202.106.0.0/24` */
  readonly clientSubnet?: string;
}

/** What one packet says. `rcode` is the four-bit code of RFC 1035 §4.1.1. */
export interface DnsReply {
  readonly rcode: number;
  readonly truncated: boolean;
  readonly answers: readonly DnsRecord[];
  readonly authorities: readonly DnsRecord[];
}

/** A real answer has a few dozen records; more is an attempt to keep the parser busy. */
const MAX_RECORDS = 256;
const MAX_TEXT = 4096;
/** Largest UDP answer asked for: fits every path without fragments (DNS flag day 2020). */
const UDP_PAYLOAD = 1232;

/** Writes a query. With `edns` false the packet is plain RFC 1035, for servers that know nothing newer. */
export function encodeQuery(question: DnsQuestion, id: number, edns: boolean): Buffer {
  const options: packet.PacketOpt[] = question.clientSubnet
    ? [{ code: 8, ip: undefined, data: encodeClientSubnet(question.clientSubnet) }]
    : [];
  const opt: packet.OptAnswer = {
    type: 'OPT',
    name: '.',
    udpPayloadSize: UDP_PAYLOAD,
    extendedRcode: 0,
    ednsVersion: 0,
    flags: 0,
    flag_do: false,
    options,
  };
  return packet.encode({
    type: 'query',
    id,
    flags: packet.RECURSION_DESIRED,
    questions: [{ type: question.type, name: question.name }],
    additionals: edns ? [opt] : [],
  });
}

/** Is this a response with the id that was sent? Everything else on the socket is somebody else's. */
export function carriesId(bytes: Buffer, id: number): boolean {
  return bytes.length >= 12 && bytes.readUInt16BE(0) === id && (bytes.readUInt8(2) & 0x80) !== 0;
}

/**
 * Reads a response to `question`. Undefined when it is malformed, oversized in records, or answers
 * another question.
 */
export function decodeReply(bytes: Buffer, question: DnsQuestion): DnsReply | undefined {
  if (countRecords(bytes) > MAX_RECORDS) return undefined;
  let message: packet.DecodedPacket;
  try {
    message = packet.decode(bytes);
  } catch {
    return undefined;
  }
  const rcode = bytes.readUInt16BE(2) & 0xf;
  const asked = message.questions?.[0];
  // Servers that refuse a packet at first sight may leave the question out.
  const matches = asked
    ? asked.name.toLowerCase() === question.name && asked.type === question.type
    : rcode > 0;
  if (!matches) return undefined;
  return {
    rcode,
    truncated: message.flag_tc,
    answers: (message.answers ?? []).flatMap(toRecord),
    authorities: (message.authorities ?? []).flatMap(toRecord),
  };
}

function countRecords(bytes: Buffer): number {
  if (bytes.length < 12) return Number.POSITIVE_INFINITY;
  return [4, 6, 8, 10].reduce((sum, offset) => sum + bytes.readUInt16BE(offset), 0);
}

function encodeClientSubnet(subnet: string): Buffer {
  const [address, bits] = ipaddr.parseCIDR(subnet);
  const used = Math.ceil(bits / 8);
  const prefix = address.toByteArray().slice(0, used);
  const spare = used * 8 - bits;
  if (spare > 0) prefix[used - 1] = ((prefix[used - 1] ?? 0) >> spare) << spare;
  return Buffer.from([0, address.kind() === 'ipv4' ? 1 : 2, bits, 0, ...prefix]);
}

function toRecord(answer: packet.Answer): DnsRecord[] {
  if (answer.type === 'OPT' || answer.class !== 'IN') return [];
  const name = normaliseHost(answer.name);
  if (name === null) return [];
  const base = { name, ttl: answer.ttl ?? 0 };
  switch (answer.type) {
    case 'A':
    case 'AAAA':
      return [{ ...base, type: answer.type, address: answer.data }];
    case 'CNAME':
      return withTarget(answer.data, (target) => ({ ...base, type: 'CNAME', target }));
    case 'NS':
      return withTarget(answer.data, (target) => ({ ...base, type: 'NS', target }));
    case 'MX':
      return withTarget(answer.data.exchange, (target) => ({
        ...base,
        type: 'MX',
        preference: answer.data.preference ?? 0,
        target,
      }));
    case 'CAA':
      return [{ ...base, type: 'CAA', tag: clean(answer.data.tag), value: clean(answer.data.value) }];
    case 'TXT':
      return [{ ...base, type: 'TXT', text: clean(joinText(answer.data)) }];
    case 'SOA':
      return [{ ...base, type: 'SOA', minimum: answer.data.minimum ?? 0 }];
    default:
      return [];
  }
}

function withTarget(text: string, build: (target: string) => DnsRecord): DnsRecord[] {
  const target = text === '.' ? '.' : normaliseHost(text);
  return target === null ? [] : [build(target)];
}

function joinText(data: packet.TxtData): string {
  const parts = Array.isArray(data) ? data : [data];
  return parts.map((part) => (typeof part === 'string' ? part : part.toString('utf8'))).join('');
}

function clean(text: string): string {
  return text.slice(0, MAX_TEXT).replaceAll(/[\x00-\x1f\x7f]/g, ' ');
}
