import iconv from 'iconv-lite';

const CONTINUE = 0x3c;
const MOST_RECORDS = 5_000_000;

/** A record of a workbook, with those that continue it. */
export interface BiffRecord {
  readonly type: number;
  /** place of its head in the stream */
  readonly at: number;
  readonly data: Buffer;
  readonly more: Buffer[];
}

export function readRecords(stream: Buffer): BiffRecord[] {
  const records: BiffRecord[] = [];
  for (let at = 0; at + 4 <= stream.length && records.length < MOST_RECORDS; ) {
    const type = stream.readUInt16LE(at);
    const data = stream.subarray(at + 4, at + 4 + stream.readUInt16LE(at + 2));
    if (type === CONTINUE) records.at(-1)?.more.push(data);
    else records.push({ type, at, data, more: [] });
    at += 4 + stream.readUInt16LE(at + 2);
  }
  return records;
}

/**
 * Reads strings of a record that may go on in others: where the characters of one do, a byte at the seam says whether they
 * have one byte or two from there on.
 */
export class StringReader {
  readonly #pieces: readonly Buffer[];
  readonly #isUnicode: boolean;
  #piece = 0;
  #at: number;

  constructor(pieces: readonly Buffer[], at: number, isUnicode: boolean) {
    this.#pieces = pieces;
    this.#at = at;
    this.#isUnicode = isUnicode;
  }

  isAtEnd(): boolean {
    while (this.#piece < this.#pieces.length && this.#at >= (this.#pieces[this.#piece]?.length ?? 0)) {
      this.#at -= this.#pieces[this.#piece]?.length ?? 0;
      this.#piece += 1;
    }
    return this.#piece >= this.#pieces.length;
  }

  /** a string with its length in one byte */
  short(): string {
    return this.#string(this.#byte());
  }

  /** a string with its length in two bytes */
  long(): string {
    return this.#string(this.#word());
  }

  /** a string of the shared table: with how it is formatted behind it */
  rich(): string {
    const count = this.#word();
    const flags = this.#byte();
    const runs = (flags & 8) !== 0 ? this.#word() : 0;
    const extra = (flags & 4) !== 0 ? this.#word() + this.#word() * 0x1_0000 : 0;
    const text = this.#characters(count, (flags & 1) !== 0);
    this.#at += runs * 4 + extra;
    return text;
  }

  /** so many characters behind their flags */
  characters(count: number): string {
    return this.#characters(count, (this.#byte() & 1) !== 0);
  }

  #string(count: number): string {
    if (this.#isUnicode) return this.characters(count);
    const raw = (this.#pieces[this.#piece] ?? Buffer.alloc(0)).subarray(this.#at, this.#at + count);
    this.#at += count;
    return iconv.decode(raw, 'gb18030');
  }

  #characters(count: number, wide: boolean): string {
    const out: string[] = [];
    let isWide = wide;
    let left = count;
    let isFirst = true;
    while (left > 0) {
      const before = this.#piece;
      if (this.isAtEnd()) break;
      if (!isFirst && this.#piece !== before) isWide = (this.#byte() & 1) !== 0;
      isFirst = false;
      const piece = this.#pieces[this.#piece] ?? Buffer.alloc(0);
      const size = isWide ? 2 : 1;
      const here = Math.min(left, Math.floor((piece.length - this.#at) / size));
      if (here <= 0) {
        // Half a character at the seam: the record is broken there.
        this.#at = piece.length;
        if (left > 0 && this.#piece + 1 >= this.#pieces.length) break;
        continue;
      }
      const raw = piece.subarray(this.#at, this.#at + here * size);
      out.push(raw.toString(isWide ? 'utf16le' : 'latin1'));
      this.#at += here * size;
      left -= here;
    }
    return out.join('');
  }

  #byte(): number {
    if (this.isAtEnd()) return 0;
    const value = this.#pieces[this.#piece]?.[this.#at] ?? 0;
    this.#at += 1;
    return value;
  }

  #word(): number {
    return this.#byte() + this.#byte() * 256;
  }
}
