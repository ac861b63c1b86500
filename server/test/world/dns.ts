import { createSocket, type RemoteInfo } from 'node:dgram';
import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import * as packet from 'dns-packet';
import ipaddr from 'ipaddr.js';
import { compressionLoop, floodOfRecords, randomBytes } from './dns-hostile.ts';
import { type DnsMisbehaviour, findName, type NameRecords, type Zones } from './dns-zones.ts';

export interface DnsQuestionSeen {
  readonly name: string;
  readonly type: string;
  readonly clientSubnet: string | undefined;
  readonly transport: 'udp' | 'tcp';
}

/** A DNS server on loopback, UDP and TCP on one random port. Follows aliases within its own zones. */
export interface TestDns extends AsyncDisposable {
  /** `127.0.0.1:PORT`, as a policy's `resolvers` has it */
  readonly address: string;
  /** every question, in the order of arrival */
  readonly questions: DnsQuestionSeen[];
  /** replaces or adds the records of one name */
  set(zone: string, name: string, records: NameRecords): void;
  close(): Promise<void>;
}

export interface TestDnsOptions {
  readonly zones: Zones;
  /** ends an answer with the alias, as an authoritative server for somebody else's target would */
  readonly followAliases?: boolean;
}

interface Asked {
  readonly id: number;
  readonly name: string;
  readonly type: packet.RecordType;
  readonly edns: boolean;
  readonly clientSubnet: string | undefined;
  readonly transport: 'udp' | 'tcp';
}

type Send = (bytes: Buffer) => void;

export async function startDns({ zones, followAliases = true }: TestDnsOptions): Promise<TestDns> {
  const known = new Map(Object.entries(zones).map(([zone, names]) => [zone, new Map(Object.entries(names))]));
  const questions: DnsQuestionSeen[] = [];
  const turns = new Map<string, number>();
  const timers = new Set<NodeJS.Timeout>();
  const sockets = new Set<Socket>();

  const tcp = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket)).on('error', () => {});
    let received = Buffer.alloc(0);
    socket.on('data', (bytes) => {
      received = Buffer.concat([received, bytes]);
      if (received.length < 2 || received.length < received.readUInt16BE(0) + 2) return;
      answer(received.subarray(2, received.readUInt16BE(0) + 2), 'tcp', (reply) => {
        const length = Buffer.alloc(2);
        length.writeUInt16BE(reply.length);
        if (reply.length > 0) socket.write(Buffer.concat([length, reply]));
        else socket.destroy();
      });
      received = Buffer.alloc(0);
    });
  });
  const udp = createSocket('udp4');
  let closed = false;
  udp.on('message', (bytes: Buffer, from: RemoteInfo) =>
    answer(bytes, 'udp', (reply) => {
      if (!closed) udp.send(reply, from.port, from.address);
    }),
  );
  const port = await listenTwice(udp, tcp);

  function answer(bytes: Buffer, transport: 'udp' | 'tcp', send: Send): void {
    const asked = readQuestion(bytes, transport);
    if (!asked) return;
    const { name, type, clientSubnet } = asked;
    questions.push({ name, type, clientSubnet, transport });
    const { records } = findName(known, name);
    const chosen = choose(records, asked, turns);
    const respond = () => reply(asked, chosen, send);
    if (!chosen?.delayMs) {
      respond();
      return;
    }
    const timer = setTimeout(() => {
      timers.delete(timer);
      respond();
    }, chosen.delayMs);
    timers.add(timer);
  }

  function reply(asked: Asked, chosen: NameRecords | undefined, send: Send): void {
    if (chosen?.misbehaviour && misbehave(chosen.misbehaviour, asked, send)) return;
    const message = compose(asked, chosen);
    if (chosen?.misbehaviour === 'smuggles') message.answers?.push(...SMUGGLED);
    const whole = packet.encode(message);
    const cut =
      asked.transport === 'udp' && (chosen?.misbehaviour?.startsWith('truncated') || whole.length > 1232);
    send(
      cut
        ? packet.encode({ ...message, answers: [], flags: (message.flags ?? 0) | packet.TRUNCATED_RESPONSE })
        : whole,
    );
  }

  function compose(asked: Asked, chosen: NameRecords | undefined): packet.Packet {
    const answers: packet.Answer[] = [];
    let name = asked.name;
    let records = chosen;
    for (let hops = 0; records?.cname && asked.type !== 'CNAME' && hops < 40; hops += 1) {
      answers.push({ type: 'CNAME', name, ttl: records.ttl ?? 60, data: records.cname });
      name = records.cname;
      if (!followAliases) break;
      records = choose(findName(known, name).records, asked, turns);
    }
    const end = findName(known, name);
    if (followAliases || !chosen?.cname) answers.push(...toAnswers(name, records, asked.type));
    const missing = !end.exists && answers.length === 0;
    const soa = end.zone && answers.length === 0 ? [soaOf(end.zone)] : [];
    return {
      type: 'response',
      id: asked.id,
      flags: packet.RECURSION_DESIRED | packet.RECURSION_AVAILABLE | (missing ? 3 : 0),
      questions: [{ type: asked.type, name: asked.name }],
      answers,
      authorities: soa,
    };
  }

  return {
    address: `127.0.0.1:${port}`,
    questions,
    set(zone, name, records) {
      const names = known.get(zone) ?? new Map<string, NameRecords>();
      known.set(zone, names.set(name, records));
    },
    close,
    [Symbol.asyncDispose]: close,
  };

  async function close(): Promise<void> {
    if (closed) return;
    closed = true;
    for (const timer of timers) clearTimeout(timer);
    for (const socket of sockets) socket.destroy();
    udp.close();
    tcp.close();
    await Promise.all([once(udp, 'close'), once(tcp, 'close')]);
  }
}

/** Binds UDP to a free port and TCP to the same one; another port when TCP finds it taken. */
async function listenTwice(
  udp: ReturnType<typeof createSocket>,
  tcp: ReturnType<typeof createServer>,
): Promise<number> {
  for (let attempt = 0; ; attempt += 1) {
    tcp.listen(0, '127.0.0.1');
    await once(tcp, 'listening');
    const { port } = tcp.address() as AddressInfo;
    try {
      udp.bind(port, '127.0.0.1');
      await once(udp, 'listening');
      return port;
    } catch (error) {
      if (attempt >= 9) throw error;
      tcp.close();
      await once(tcp, 'close');
    }
  }
}

function readQuestion(bytes: Buffer, transport: 'udp' | 'tcp'): Asked | undefined {
  const message = packet.decode(bytes);
  const question = message.questions?.[0];
  if (!question) return undefined;
  const opt = message.additionals?.find((record) => record.type === 'OPT');
  const subnet = opt?.options.find((option) => option.code === 8);
  const clientSubnet =
    subnet && 'ip' in subnet && subnet.ip ? `${subnet.ip}/${subnet.sourcePrefixLength}` : undefined;
  return {
    id: message.id ?? 0,
    name: question.name.toLowerCase(),
    type: question.type,
    edns: opt !== undefined,
    clientSubnet,
    transport,
  };
}

/** Which of a name's records this asker gets: by its subnet, and by whose turn it is. */
function choose(
  records: NameRecords | undefined,
  asked: Asked,
  turns: Map<string, number>,
): NameRecords | undefined {
  const { name, type, clientSubnet } = asked;
  if (records?.inTurn) {
    const turn = turns.get(`${name} ${type}`) ?? 0;
    turns.set(`${name} ${type}`, turn + 1);
    return records.inTurn[Math.min(turn, records.inTurn.length - 1)];
  }
  if (!records?.bySubnet || !clientSubnet) return records;
  const [address] = clientSubnet.split('/');
  const network = Object.keys(records.bySubnet).find((candidate) => {
    const asker = ipaddr.parse(address ?? '');
    const [base, bits] = ipaddr.parseCIDR(candidate);
    return asker.kind() === base.kind() && asker.match(base, bits);
  });
  return network ? records.bySubnet[network] : records;
}

function toAnswers(name: string, records: NameRecords | undefined, type: packet.RecordType): packet.Answer[] {
  const ttl = records?.ttl ?? 60;
  if (!records) return [];
  switch (type) {
    case 'A':
      return (records.a ?? []).map((data) => ({ type: 'A', name, ttl, data }));
    case 'AAAA':
      return (records.aaaa ?? []).map((data) => ({ type: 'AAAA', name, ttl, data }));
    case 'CNAME':
      return records.cname ? [{ type: 'CNAME', name, ttl, data: records.cname }] : [];
    case 'NS':
      return (records.ns ?? []).map((data) => ({ type: 'NS', name, ttl, data }));
    case 'MX':
      return (records.mx ?? []).map(([preference, exchange]) => ({
        type: 'MX',
        name,
        ttl,
        data: { preference, exchange },
      }));
    case 'CAA':
      return (records.caa ?? []).map(([tag, value]) => ({
        type: 'CAA',
        name,
        ttl,
        data: { flags: 0, tag, value },
      }));
    case 'TXT':
      return (records.txt ?? []).map((text) => ({ type: 'TXT', name, ttl, data: chunks(Buffer.from(text)) }));
    default:
      return [];
  }
}

function chunks(bytes: Buffer): Buffer[] {
  const count = Math.max(1, Math.ceil(bytes.length / 255));
  return Array.from({ length: count }, (_, index) => bytes.subarray(index * 255, (index + 1) * 255));
}

function soaOf(zone: string): packet.Answer {
  return {
    type: 'SOA',
    name: zone,
    ttl: 60,
    data: {
      mname: `ns1.${zone}`,
      rname: `hostmaster.${zone}`,
      serial: 1,
      refresh: 3600,
      retry: 600,
      expire: 86400,
      minimum: 30,
    },
  };
}

const SMUGGLED: packet.Answer[] = [
  { type: 'A', name: 'somebody-else.test', ttl: 60, data: '10.6.6.6' },
  { type: 'CNAME', name: 'bank.test', ttl: 60, data: 'evil.test' },
];

/** Does the wrong thing and says so, or leaves the question to the honest answer. */
function misbehave(kind: DnsMisbehaviour, asked: Asked, send: Send): boolean {
  const bare = (flags: number, id = asked.id, name = asked.name) =>
    packet.encode({ type: 'response', id, flags, questions: [{ type: asked.type, name }] });
  switch (kind) {
    case 'silent':
      return true;
    case 'silent-aaaa':
      return asked.type === 'AAAA';
    case 'drops-edns':
      return asked.edns;
    case 'no-edns':
      if (asked.edns) send(bare(1));
      return asked.edns;
    case 'server-failure':
      send(bare(2));
      return true;
    case 'refused':
      send(bare(5));
      return true;
    case 'garbage':
      send(randomBytes(asked.id, 400));
      return true;
    case 'wrong-id':
      send(bare(0, (asked.id + 1) & 0xffff));
      return true;
    case 'wrong-question':
      send(bare(0, asked.id, 'other.test'));
      return true;
    case 'forged-first':
      for (let offset = 1; offset <= 50; offset += 1) send(bare(3, (asked.id + offset) & 0xffff));
      return false;
    case 'truncated-always':
      if (asked.transport === 'tcp') send(Buffer.alloc(0));
      return asked.transport === 'tcp';
    case 'compression-loop':
      send(compressionLoop(asked.id, asked.name));
      return true;
    case 'flood':
      if (asked.transport === 'tcp') send(floodOfRecords(asked.id, asked.name));
      else send(bare(packet.TRUNCATED_RESPONSE));
      return true;
    default:
      return false;
  }
}
