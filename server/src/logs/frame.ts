import { createReadStream } from 'node:fs';
import { crc32 } from 'node:zlib';
import { LOG_KINDS, type LogKind, type Received } from './event.ts';

/** Longest line that is one event, bytes; a longer one is kept in pieces of this length. */
export const LONGEST_LINE = 1_048_576;

/** What a spool file begins with. */
export const SPOOL_MARK = Buffer.from('ZDSPOOL2');

/** Bytes of lines that one batch may bring: a block is whole in memory where it is written and where it is read. */
export const LARGEST_BATCH = 32 * 1024 * 1024;

/** Length and CRC-32 of the body, four bytes each. */
const HEAD = 8;
/** Sequence of the first event of a block. */
const BLOCK_FIXED = 6;
/** Behind the byte 1: kind and length of the source's name, one each, time, six bytes, number of events, four. */
const RUN_FIXED = 13;
/** Behind the byte 2: length of the name, two bytes, and of the text, four. */
const NOTE_FIXED = 7;
const RUN = 1;
const NOTE = 2;
/** Every line alone in its run, and empty, is the worst that can be. */
const LONGEST_BODY = 4 * LARGEST_BATCH;

/** Blocks may be small, where many send a little: whoever reads them gets them in lots of about this size. */
const LOT_BYTES = 1 << 20;
const LOT_EVENTS = 8192;

export type Unnumbered = Omit<Received, 'sequence'>;

/**
 * Something that is remembered together with a batch: how far a file was read, which batch of a client it was. An empty text
 * forgets the name.
 */
export interface Note {
  /** 1 to 1000 bytes */
  readonly name: string;
  readonly text: string;
}

/** A run of events with one source, kind and time. */
interface Run {
  readonly from: number;
  to: number;
  readonly source: Buffer;
}

/**
 * Events and notes as they stand in a spool file, big-endian. A block is read whole or not at all, so that what is noted holds
 * exactly when its events do.
 */
export function encodeBlock(first: number, events: readonly Unnumbered[], notes: readonly Note[]): Buffer {
  const runs = runsOf(events);
  const named = notes.map(({ name, text }) => ({ name: Buffer.from(name), text: Buffer.from(text) }));
  let length = HEAD + BLOCK_FIXED;
  for (const { source } of runs) length += RUN_FIXED + source.length;
  for (const { raw } of events) length += 4 + raw.length;
  for (const { name, text } of named) length += NOTE_FIXED + name.length + text.length;
  const block = Buffer.allocUnsafe(length);
  block.writeUIntBE(first, HEAD, 6);
  let at = HEAD + BLOCK_FIXED;
  for (const { from, to, source } of runs) {
    const { kind, receivedAt } = events[from] ?? {};
    block[at] = RUN;
    block[at + 1] = kind === undefined ? 0 : LOG_KINDS.indexOf(kind) + 1;
    block[at + 2] = source.length;
    block.writeUIntBE(receivedAt ?? 0, at + 3, 6);
    block.writeUInt32BE(to - from, at + 9);
    at += RUN_FIXED;
    at += source.copy(block, at);
    for (let index = from; index < to; index += 1) {
      const raw = events[index]?.raw;
      if (!raw) continue;
      at = block.writeUInt32BE(raw.length, at);
      at += raw.copy(block, at);
    }
  }
  for (const { name, text } of named) {
    block[at] = NOTE;
    block.writeUInt16BE(name.length, at + 1);
    block.writeUInt32BE(text.length, at + 3);
    at += NOTE_FIXED;
    at += name.copy(block, at);
    at += text.copy(block, at);
  }
  block.writeUInt32BE(length - HEAD, 0);
  block.writeUInt32BE(crc32(block.subarray(HEAD)), 4);
  return block;
}

function runsOf(events: readonly Unnumbered[]): Run[] {
  const runs: Run[] = [];
  let run: Run | undefined;
  let last: Unnumbered | undefined;
  for (const [index, event] of events.entries()) {
    const { source, kind, receivedAt } = event;
    if (run && last?.source === source && last.kind === kind && last.receivedAt === receivedAt)
      run.to = index + 1;
    else {
      run = { from: index, to: index + 1, source: Buffer.from(source) };
      runs.push(run);
    }
    last = event;
  }
  return runs;
}

/** What one block of a spool file brought. */
export interface Block {
  /** sequence of its first event, or of the next one where it has none */
  readonly first: number;
  readonly events: Received[];
  readonly notes: Note[];
}

/**
 * The events of a spool file, in lots. Ends before the first block that is not whole.
 *
 * @param place.end is kept at the byte up to which the file was whole; less than its size where something is torn
 */
export async function* readFrames(path: string, place: { end: number }): AsyncGenerator<Received[]> {
  let lot: Received[] = [];
  let bytes = 0;
  for await (const { events } of readBlocks(path, place)) {
    for (const event of events) {
      lot.push(event);
      bytes += event.raw.length;
    }
    if (bytes < LOT_BYTES && lot.length < LOT_EVENTS) continue;
    yield lot;
    lot = [];
    bytes = 0;
  }
  if (lot.length > 0) yield lot;
}

/** As `readFrames`, with what was noted. */
export async function* readBlocks(path: string, place: { end: number }): AsyncGenerator<Block> {
  place.end = 0;
  let parts: Buffer[] = [];
  let held = 0;
  /** bytes without which there is nothing to look at */
  let wanted = SPOOL_MARK.length;
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) {
    parts.push(chunk);
    held += chunk.length;
    if (held < wanted) continue;
    const bytes = Buffer.concat(parts);
    let at = 0;
    if (place.end === 0) {
      if (!bytes.subarray(0, SPOOL_MARK.length).equals(SPOOL_MARK)) return;
      at = SPOOL_MARK.length;
      place.end = at;
    }
    for (;;) {
      wanted = HEAD;
      if (at + HEAD > bytes.length) break;
      const length = bytes.readUInt32BE(at);
      if (length < BLOCK_FIXED || length > LONGEST_BODY) return;
      wanted = HEAD + length;
      if (at + wanted > bytes.length) break;
      const body = bytes.subarray(at + HEAD, at + wanted);
      if (crc32(body) !== bytes.readUInt32BE(at + 4)) return;
      const block = decodeBody(body);
      if (!block) return;
      at += wanted;
      place.end += wanted;
      yield block;
    }
    parts = [bytes.subarray(at)];
    held = bytes.length - at;
  }
}

/** Undefined where the lengths contradict each other: its sum is right, and it is none of ours. */
function decodeBody(body: Buffer): Block | undefined {
  const events: Received[] = [];
  const notes: Note[] = [];
  const first = body.readUIntBE(0, 6);
  let sequence = first;
  let at = BLOCK_FIXED;
  try {
    while (at < body.length) {
      if (body[at] === NOTE) {
        const text = at + NOTE_FIXED + body.readUInt16BE(at + 1);
        const end = text + body.readUInt32BE(at + 3);
        if (end > body.length) return undefined;
        notes.push({
          name: body.toString('utf8', at + NOTE_FIXED, text),
          text: body.toString('utf8', text, end),
        });
        at = end;
        continue;
      }
      if (body[at] !== RUN) return undefined;
      const kind: LogKind | undefined = LOG_KINDS[body.readUInt8(at + 1) - 1];
      const lines = at + RUN_FIXED + body.readUInt8(at + 2);
      const receivedAt = body.readUIntBE(at + 3, 6);
      const count = body.readUInt32BE(at + 9);
      const source = body.toString('utf8', at + RUN_FIXED, lines);
      at = lines;
      for (let index = 0; index < count; index += 1) {
        const end = at + 4 + body.readUInt32BE(at);
        if (end > body.length) return undefined;
        events.push({ sequence, receivedAt, source, kind, raw: body.subarray(at + 4, end) });
        sequence += 1;
        at = end;
      }
    }
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
  return { first, events, notes };
}
