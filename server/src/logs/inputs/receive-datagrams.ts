import type { RemoteInfo, Socket } from 'node:dgram';
import { readFile } from 'node:fs/promises';
import type { Unnumbered } from '../frame.ts';
import { type Origin, plainAddress } from './declared.ts';
import type { Reception } from './receive-stream.ts';

/** What the kernel keeps of a burst, where it allows it. */
export const DATAGRAM_BUFFER = 8 * 1024 * 1024;
/** Senders whose origin is remembered; an address costs nothing to invent. */
const MOST_PEERS = 4_096;

/**
 * Syslog by datagrams (RFC 5426): one is one event. Nobody asks for what is lost, so it is counted: by the kernel where its
 * buffer was full, by us where the disk did not keep up.
 */
export function receiveDatagrams(socket: Socket, { intake, origins, counters }: Reception): void {
  let waiting: Unnumbered[] = [];
  let isDue = false;
  let from = origins();
  const peers = new Map<string, Origin | ((line: Buffer) => Origin)>();

  function flush(): void {
    isDue = false;
    const events = waiting;
    waiting = [];
    counters.events += events.length;
    // On a disk that is full they wait as everything does; who comes meanwhile is counted as lost.
    intake.take(events).catch(() => {
      counters.dropped += events.length;
    });
  }

  socket.on('message', (raw: Buffer, peer: RemoteInfo) => {
    if (intake.isBehind()) {
      counters.dropped += 1;
      return;
    }
    const now = origins();
    if (now !== from || peers.size > MOST_PEERS) peers.clear();
    from = now;
    let of = peers.get(peer.address);
    if (!of) {
      of = now.of('syslog-udp', plainAddress(peer.address));
      peers.set(peer.address, of);
    }
    waiting.push({ raw, receivedAt: Date.now(), ...(typeof of === 'function' ? of(raw) : of) });
    if (isDue) return;
    isDue = true;
    setImmediate(flush);
  });
}

/** Datagrams to a port of ours that the kernel had no room for, as /proc tells it; 0 where it does not. */
export async function droppedByKernel(port: number): Promise<number> {
  const tables = await Promise.all(
    ['/proc/net/udp', '/proc/net/udp6'].map((file) => readFile(file, 'utf8').catch(() => '')),
  );
  return tables
    .flatMap((table) => table.split('\n').slice(1))
    .map((line) => line.trim().split(/\s+/))
    .filter((columns) => Number.parseInt(columns[1]?.split(':')[1] ?? '', 16) === port)
    .reduce((sum, columns) => sum + (Number(columns.at(-1)) || 0), 0);
}
