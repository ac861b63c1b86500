import type { Socket } from 'node:net';
import type { Unnumbered } from '../frame.ts';
import { plainAddress } from './declared.ts';
import type { Reception } from './receive-stream.ts';
import { type Counted, type Header, splitCounted } from './split-counted.ts';

interface Command {
  readonly number: string;
  readonly name: string;
}

const MOST_OCTETS = 64 * 1024 * 1024;
const WINDOW = 1024 * 1024;
const KEEP_ALIVE_MS = 60_000;
const OFFERS = '200 OK\nrelp_version=0\nrelp_software=zhengdun\ncommands=syslog';

/**
 * Reliable Event Logging Protocol, as rsyslog's `omrelp` speaks it: every message has a receipt, and the receipt is sent after
 * the message is on disk. What has none is sent again by the sender when it comes back; a message that reached the disk a moment
 * before the connection broke may then stand twice.
 */
export function receiveRelp(socket: Socket, { intake, origins, counters }: Reception): void {
  const address = plainAddress(socket.remoteAddress ?? 'unknown');
  const splitter = splitCounted(readHeader, 1);
  let isOpen = false;
  let waiting = 0;
  let held = 0;
  /** receipts leave in the order of their messages */
  let before: Promise<unknown> = Promise.resolve();
  counters.connections += 1;
  socket.setKeepAlive(true, KEEP_ALIVE_MS);
  socket.setNoDelay(true);

  const answer = (number: string, text: string) =>
    `${number} rsp ${Buffer.byteLength(text)}${text === '' ? '' : ` ${text}`}\n`;

  /** Sends behind every receipt that is due before. */
  function say(text: string, andEnd = false): void {
    before = before.then(() => {
      if (socket.writable) socket.write(text);
      if (andEnd) socket.end();
    });
  }

  function keep(messages: readonly Counted<Command>[]): void {
    if (messages.length === 0) return;
    const of = origins().of('relp', address);
    const receivedAt = Date.now();
    const events: Unnumbered[] = messages.map(({ piece }) => ({
      raw: piece,
      receivedAt,
      ...(typeof of === 'function' ? of(piece) : of),
    }));
    const bytes = events.reduce((sum, { raw }) => sum + raw.length, 0);
    waiting += bytes;
    if (waiting > WINDOW || intake.isBehind()) socket.pause();
    const receipts = messages.flatMap(({ told, isLast }) => (isLast ? answer(told.number, '200 OK') : []));
    const kept = intake.take(events).then(() => {
      counters.events += events.length;
      waiting -= bytes;
      intake.whenCaughtUp(() => waiting <= WINDOW && socket.resume());
    });
    // Without a receipt the sender keeps them, and sends them to whoever answers next.
    before = Promise.all([before, kept]).then(
      () => socket.writable && socket.write(receipts.join('')),
      () => socket.destroy(),
    );
  }

  function obey(command: Command): boolean {
    if (command.name === 'open') {
      isOpen = true;
      say(answer(command.number, OFFERS));
    } else if (command.name === 'close') {
      say(`${answer(command.number, '')}0 serverclose 0\n`, true);
      return false;
    } else say(answer(command.number, '500 command is not supported'));
    return true;
  }

  socket.on('data', (chunk: Buffer) => {
    let messages: Counted<Command>[] = [];
    let goOn = true;
    for (const each of splitter.push(chunk)) {
      if (each.told.name === 'syslog' && isOpen) {
        if (each.isLast || each.piece.length > 0) messages.push(each);
        continue;
      }
      keep(messages);
      messages = [];
      if (each.isLast && goOn) goOn = obey(each.told);
    }
    keep(messages);
    const hasRoom = intake.hold(splitter.held - held);
    held = splitter.held;
    if (!splitter.garbage && hasRoom) return;
    // Nothing without a receipt is lost: its sender has it still.
    if (splitter.garbage) counters.garbled += 1;
    say('0 serverclose 0\n', true);
    socket.pause();
  });
  socket.on('error', () => undefined);
  socket.on('close', () => {
    intake.hold(-held);
    counters.connections -= 1;
  });
}

/** `7 syslog 12 …`, or `7 close 0` and the line feed at once. */
function readHeader(bytes: Buffer): Header<Command> | 'more' | 'garbage' {
  const text = bytes.toString('latin1');
  const [found, number, name, count = ''] = /^(\d{1,9}) ([a-z]{1,32}) (\d{1,8})(?=[ \n])/i.exec(text) ?? [];
  if (found === undefined || number === undefined || name === undefined)
    return /^(?:\d{1,9}(?: (?:[a-z]{1,32}(?: \d{0,8})?)?)?)?$/i.test(text) ? 'more' : 'garbage';
  const length = Number(count);
  if (length > MOST_OCTETS) return 'garbage';
  const hasBlank = text[found.length] === ' ';
  if (length > 0 && !hasBlank) return 'garbage';
  return { bytes: found.length + (hasBlank ? 1 : 0), length, told: { number, name: name.toLowerCase() } };
}
