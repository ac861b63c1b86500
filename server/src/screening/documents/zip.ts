import { inflateRawSync } from 'node:zlib';
import { decodePage } from '../../kernel/decode.ts';

/** What is left to be unpacked of one file, with all archives within it. */
export interface Allowance {
  bytes: number;
  members: number;
}

export interface Member {
  readonly name: string;
  readonly isEncrypted: boolean;
  readonly size: number;
  /** what it holds; `too-much` where the allowance is used up, `broken` where it does not unpack */
  read(): Buffer | 'too-much' | 'broken';
}

const CENTRAL = 0x02014b50;
const LOCAL = 0x04034b50;
const END = 0x06054b50;
const UTF8_NAME = 0x0800;
const MOST_MEMBERS = 10_000;

/** Members of an archive, by its central directory. Undefined where there is none, or it does not fit the file. */
export function readZip(archive: Uint8Array, allowance: Allowance): Member[] | undefined {
  const bytes = Buffer.from(archive.buffer, archive.byteOffset, archive.byteLength);
  const end = endOf(bytes);
  if (end === undefined) return undefined;
  const count = bytes.readUInt16LE(end + 10);
  const members: Member[] = [];
  let at = bytes.readUInt32LE(end + 16);
  for (let left = Math.min(count, MOST_MEMBERS); left > 0; left--) {
    if (at + 46 > bytes.length || bytes.readUInt32LE(at) !== CENTRAL) return undefined;
    const flags = bytes.readUInt16LE(at + 8);
    const [name = 0, extra = 0, comment = 0] = [28, 30, 32].map((offset) => bytes.readUInt16LE(at + offset));
    const raw = bytes.subarray(at + 46, at + 46 + name);
    members.push({
      name: (flags & UTF8_NAME) !== 0 ? raw.toString('utf8') : decodePage(raw, undefined).text,
      isEncrypted: (flags & 1) !== 0,
      size: bytes.readUInt32LE(at + 24),
      read: contentAt(bytes, at, allowance),
    });
    at += 46 + name + extra + comment;
  }
  return members;
}

/** The end record stands last, before a comment of at most 64 KB. */
function endOf(bytes: Buffer): number | undefined {
  for (let at = bytes.length - 22; at >= Math.max(0, bytes.length - 65_557); at--) {
    if (bytes.readUInt32LE(at) === END) return at;
  }
  return undefined;
}

function contentAt(bytes: Buffer, at: number, allowance: Allowance): () => Buffer | 'too-much' | 'broken' {
  const method = bytes.readUInt16LE(at + 10);
  const size = bytes.readUInt32LE(at + 20);
  const local = bytes.readUInt32LE(at + 42);
  return () => {
    if (local + 30 > bytes.length || bytes.readUInt32LE(local) !== LOCAL) return 'broken';
    const start = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
    if (start + size > bytes.length || (method !== 0 && method !== 8)) return 'broken';
    allowance.members -= 1;
    if (allowance.bytes <= 0 || allowance.members < 0) return 'too-much';
    const packed = bytes.subarray(start, start + size);
    try {
      // What the directory says of the size is not believed: unpacking stops where the allowance ends.
      const content = method === 0 ? packed : inflateRawSync(packed, { maxOutputLength: allowance.bytes });
      allowance.bytes -= content.length;
      return allowance.bytes < 0 ? 'too-much' : content;
    } catch (error) {
      const tooLarge = (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE';
      if (tooLarge) allowance.bytes = 0;
      return tooLarge ? 'too-much' : 'broken';
    }
  };
}
