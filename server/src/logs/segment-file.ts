import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { constants, createZstdCompress, createZstdDecompress } from 'node:zlib';
import { LONGEST_LINE } from './frame.ts';

/**
 * How the rows of a segment lie in a file. Nothing else knows it: another format is another name and these two functions.
 */
export const SEGMENT_FORMAT = 'jsonl-zstd';
export const SEGMENT_ENDING = '.jsonl.zst';

/** Every byte of a raw line may become six (`\u0000`), and once more in a field. */
const LONGEST_ROW = LONGEST_LINE * 13;

export interface FileDigests {
  readonly bytes: number;
  readonly sha256: string;
  readonly sm3: string;
}

/** Writes rows, each behind the byte of its leaf; returns when they are on disk. */
export async function writeSegment(
  path: string,
  lots: AsyncIterable<readonly Buffer[]>,
): Promise<FileDigests> {
  const digests = countDigests();
  await pipeline(
    Readable.from(textOf(lots)),
    createZstdCompress({
      params: { [constants.ZSTD_c_compressionLevel]: 3, [constants.ZSTD_c_checksumFlag]: 1 },
    }),
    async function* (chunks: AsyncIterable<Buffer>) {
      for await (const chunk of chunks) {
        digests.add(chunk);
        yield chunk;
      }
    },
    createWriteStream(path, { mode: 0o600, flush: true }),
  );
  return digests.result();
}

async function* textOf(lots: AsyncIterable<readonly Buffer[]>): AsyncGenerator<Buffer> {
  const lineFeed = Buffer.from('\n');
  for await (const leaves of lots)
    yield Buffer.concat(leaves.flatMap((leaf) => [leaf.subarray(1), lineFeed]));
}

/**
 * Rows of a segment as leaves, in lots.
 *
 * @throws whatever zlib throws where the file is damaged or cut off
 */
export async function* readSegment(path: string): AsyncGenerator<Buffer[]> {
  const rows = createZstdDecompress({ chunkSize: 1 << 20 });
  // What goes wrong is thrown where the rows are read.
  pipeline(createReadStream(path, { highWaterMark: 1 << 18 }), rows).catch(() => undefined);
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of rows) {
    const bytes: Buffer = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    const leaves: Buffer[] = [];
    let at = 0;
    for (let end = bytes.indexOf(10); end >= 0; end = bytes.indexOf(10, at)) {
      leaves.push(leafOf(bytes.subarray(at, end)));
      at = end + 1;
    }
    yield leaves;
    rest = bytes.subarray(at);
    if (rest.length > LONGEST_ROW) throw new RangeError('a row is longer than any that was written');
  }
  if (rest.length > 0) yield [leafOf(rest)];
}

function leafOf(row: Buffer): Buffer {
  const leaf = Buffer.allocUnsafe(row.length + 1);
  leaf[0] = 0;
  row.copy(leaf, 1);
  return leaf;
}

/** Digests of a file as it is now. */
export async function digestFile(path: string): Promise<FileDigests> {
  const digests = countDigests();
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) digests.add(chunk);
  return digests.result();
}

function countDigests() {
  const sha256 = createHash('sha256');
  const sm3 = createHash('sm3');
  let bytes = 0;
  return {
    add(chunk: Buffer) {
      sha256.update(chunk);
      sm3.update(chunk);
      bytes += chunk.length;
    },
    result: (): FileDigests => ({ bytes, sha256: sha256.digest('hex'), sm3: sm3.digest('hex') }),
  };
}
