import { isUtf8 } from 'node:buffer';

const BLOCK = 512;
const MOST_NAMES = 5_000;
const LONGEST_NAME = 4_096;
/** Heads of an archive about its members, which are none themselves. */
const ABOUT = { pax: 'x', paxOfAll: 'g', longName: 'L', longLink: 'K' } as const;
const FOLDER = '5';

/**
 * Names of the files of a TAR archive that is not packed, in their order: in UTF-8, or in GB18030 as older programs wrote them (POSIX.1-2017 ustar and pax, long names of GNU). Ends where the archive is none any more.
 */
export function tarNames(archive: Uint8Array): string[] {
  const bytes = Buffer.from(archive.buffer, archive.byteOffset, archive.byteLength);
  const names: string[] = [];
  let told: string | undefined;
  for (let at = 0; at + BLOCK <= bytes.length && bytes[at] !== 0 && names.length < MOST_NAMES; ) {
    const head = bytes.subarray(at, at + BLOCK);
    const size = sizeIn(head);
    if (size === undefined || head.toString('latin1', 257, 262) !== 'ustar') break;
    const type = String.fromCharCode(head[156] ?? 0);
    const content = bytes.subarray(at + BLOCK, at + BLOCK + Math.min(size, LONGEST_NAME));
    if (type === ABOUT.longName) told = decoded(untilNul(content));
    else if (type === ABOUT.pax) told = pathIn(content) ?? told;
    else if (type !== ABOUT.paxOfAll && type !== ABOUT.longLink) {
      if (type !== FOLDER) names.push(told ?? nameIn(head));
      told = undefined;
    }
    at += BLOCK + Math.ceil(size / BLOCK) * BLOCK;
  }
  return names;
}

/** Octal digits; larger ones in base 256, which no archive here is. */
function sizeIn(head: Buffer): number | undefined {
  const digits = head
    .toString('latin1', 124, 136)
    .replace(/[\0 ]+$/, '')
    .trim();
  return /^[0-7]*$/.test(digits) ? Number.parseInt(digits || '0', 8) : undefined;
}

function nameIn(head: Buffer): string {
  const name = untilNul(head.subarray(0, 100));
  // What GNU writes in the place of the prefix are times.
  const prefix =
    head.toString('latin1', 257, 263) === 'ustar\0' ? untilNul(head.subarray(345, 500)) : Buffer.alloc(0);
  return decoded(prefix.length > 0 ? Buffer.concat([prefix, Buffer.from('/'), name]) : name);
}

/** `17 path=名单.txt\n`: the length counts the whole record in bytes. */
function pathIn(records: Buffer): string | undefined {
  for (let at = 0; at < records.length; ) {
    const blank = records.indexOf(' ', at);
    const length = Number(records.toString('latin1', at, blank));
    if (blank < 0 || !(length > 0)) return undefined;
    const record = records.toString('utf8', blank + 1, at + length - 1);
    if (record.startsWith('path=')) return record.slice('path='.length);
    at += length;
  }
  return undefined;
}

function untilNul(bytes: Buffer): Buffer {
  const end = bytes.indexOf(0);
  return end < 0 ? bytes : bytes.subarray(0, end);
}

function decoded(bytes: Buffer): string {
  return new TextDecoder(isUtf8(bytes) ? 'utf-8' : 'gb18030').decode(bytes);
}
