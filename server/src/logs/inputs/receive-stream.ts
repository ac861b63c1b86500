import type { Socket } from 'node:net';
import type { Unnumbered } from '../frame.ts';
import { type Origins, plainAddress, type Way } from './declared.ts';
import type { Intake } from './intake.ts';
import { splitSyslog } from './split-syslog.ts';

/** Bytes of one connection that may wait for the disk before it is listened to again. */
const WINDOW = 1024 * 1024;
/** A sender that is gone without a word is found out after so long. */
const KEEP_ALIVE_MS = 60_000;

/** What happened on a listening socket since it was opened. */
export interface Counters {
  connections: number;
  events: number;
  /** lines kept in pieces */
  cut: number;
  /** connections that stopped following their protocol */
  garbled: number;
  /** datagrams that found no room: of the kernel, and of ours */
  droppedByKernel: number;
  dropped: number;
}

export function noCounts(): Counters {
  return { connections: 0, events: 0, cut: 0, garbled: 0, droppedByKernel: 0, dropped: 0 };
}

export interface Reception {
  readonly intake: Intake;
  readonly origins: () => Origins;
  readonly counters: Counters;
}

/**
 * Keeps what a connection sends (RFC 6587, and within TLS RFC 5425). Syslog over TCP has no receipts: what was read is kept
 * whatever happens, and where the disk does not keep up the connection is not read.
 */
export function receiveStream(socket: Socket, way: Way, { intake, origins, counters }: Reception): void {
  const address = plainAddress(socket.remoteAddress ?? 'unknown');
  const splitter = splitSyslog();
  let waiting = 0;
  let held = 0;
  counters.connections += 1;
  socket.setKeepAlive(true, KEEP_ALIVE_MS);
  let resolved = { from: origins(), of: origins().of(way, address) };

  function eventsOf(lines: readonly Buffer[]): Unnumbered[] {
    const now = origins();
    if (resolved.from !== now) resolved = { from: now, of: now.of(way, address) };
    const { of } = resolved;
    const receivedAt = Date.now();
    if (typeof of === 'function') return lines.map((raw) => ({ raw, receivedAt, ...of(raw) }));
    const { source, kind } = of;
    return lines.map((raw) => ({ raw, receivedAt, source, kind }));
  }

  function keep(lines: readonly Buffer[]): void {
    if (lines.length === 0) return;
    const bytes = lines.reduce((sum, { length }) => sum + length, 0);
    waiting += bytes;
    counters.events += lines.length;
    const settled = () => {
      waiting -= bytes;
      if (waiting <= WINDOW && !intake.isBehind()) socket.resume();
    };
    intake.take(eventsOf(lines)).then(settled, () => socket.destroy());
    if (intake.isBehind()) {
      socket.pause();
      intake.whenCaughtUp(() => {
        if (waiting <= WINDOW) socket.resume();
      });
    } else if (waiting > WINDOW) socket.pause();
  }

  function account(): boolean {
    const difference = splitter.held - held;
    held = splitter.held;
    return intake.hold(difference);
  }

  socket.on('data', (chunk: Buffer) => {
    const before = { cut: splitter.cut, garbled: splitter.garbled };
    const lines = splitter.push(chunk);
    if (!account()) {
      // Too many connections hold lines that do not end: this one's is kept as far as it has come.
      lines.push(...splitter.end());
      account();
      counters.cut += 1;
    }
    counters.cut += splitter.cut - before.cut;
    counters.garbled += splitter.garbled - before.garbled;
    keep(lines);
  });
  socket.on('error', () => undefined);
  socket.on('close', () => {
    keep(splitter.end());
    account();
    counters.connections -= 1;
  });
}
