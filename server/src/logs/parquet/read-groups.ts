import { type FileHandle, open } from 'node:fs/promises';
import { zstdDecompressSync } from 'node:zlib';
import { type AsyncBuffer, parquetMetadataAsync, parquetRead, parquetSchema } from 'hyparquet';

/** Rows that stand together, column by column. Times are ms since 1970. */
export interface RowGroup {
  readonly rows: number;
  /** undefined where the file has no such column */
  column(name: string): ArrayLike<unknown> | undefined;
}

/** Bounds of a page: what a file may make of few bytes. */
const LARGEST_PAGE = 1 << 30;

/**
 * The row groups of a Parquet file, read by hyparquet: not by what wrote it.
 *
 * @param columns all where they are not named
 * @throws whatever is wrong with the file
 */
export async function* readGroups(path: string, columns?: readonly string[]): AsyncGenerator<RowGroup> {
  const handle = await open(path, 'r');
  try {
    const file = await bufferOf(handle);
    const metadata = await parquetMetadataAsync(file);
    const names = columns ?? parquetSchema(metadata).children.map(({ element }) => element.name);
    let rowStart = 0;
    for (const { num_rows } of metadata.row_groups) {
      const rows = Number(num_rows);
      const whole = new Map<string, ArrayLike<unknown>>();
      // One at a time: what a column is made of is gone before the next is read.
      for (const name of names) {
        const values = await readColumn({ file, metadata, rowStart, rowEnd: rowStart + rows }, name);
        if (!values) continue;
        if (values.length !== rows) throw new RangeError(`column ${name} has not as many rows as the file`);
        whole.set(name, slim(values));
      }
      yield { rows, column: (name) => whole.get(name) };
      rowStart += rows;
    }
  } finally {
    await handle.close();
  }
}

/** @returns undefined where the file has no such column */
async function readColumn(
  place: Pick<Parameters<typeof parquetRead>[0], 'file' | 'metadata' | 'rowStart' | 'rowEnd'>,
  name: string,
): Promise<ArrayLike<unknown> | undefined> {
  const chunks: ArrayLike<unknown>[] = [];
  await parquetRead({
    ...place,
    columns: [name],
    utf8: false,
    geoparquet: false,
    parsers: {
      timestampFromMilliseconds: Number,
      timestampFromMicroseconds: (micros) => Number(micros / 1_000n),
      // The library's own takes a byte order mark away.
      stringFromBytes: (bytes) =>
        bytes && Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('utf8'),
    },
    compressors: {
      ZSTD: (bytes, length) => {
        if (length > LARGEST_PAGE) throw new RangeError('a page is larger than any that was written');
        return zstdDecompressSync(bytes, { maxOutputLength: Math.max(length, 1) });
      },
    },
    onChunk: ({ columnName, columnData }) => {
      if (columnName === name) chunks.push(columnData);
    },
  });
  return chunks.length === 0 ? undefined : joined(chunks);
}

/**
 * The same values in less memory: whole numbers as eight bytes each, where the library makes an object of each; nothing of a column
 * that holds nothing.
 */
function slim(values: ArrayLike<unknown>): ArrayLike<unknown> {
  const { length } = values;
  const first = values[0];
  if (first === null || first === undefined) {
    for (let row = 1; row < length; row += 1)
      if (values[row] !== null && values[row] !== undefined) return values;
    return { length };
  }
  if (typeof first !== 'bigint' && typeof first !== 'number') return values;
  const numbers = new Float64Array(length);
  for (let row = 0; row < length; row += 1) {
    const value = values[row];
    const number = typeof value === 'bigint' ? Number(value) : value;
    // What is no whole number below 2^53 stays exactly what it is.
    if (typeof number !== 'number' || !Number.isSafeInteger(number)) return values;
    numbers[row] = number;
  }
  return numbers;
}

function joined(chunks: readonly ArrayLike<unknown>[]): ArrayLike<unknown> {
  const [first] = chunks;
  if (first && chunks.length === 1) return first;
  return chunks.flatMap((chunk) => Array.from(chunk));
}

async function bufferOf(handle: FileHandle): Promise<AsyncBuffer> {
  const { size } = await handle.stat();
  return {
    byteLength: size,
    async slice(start, end = size) {
      const from = start < 0 ? size + start : start;
      const bytes = Buffer.alloc(Math.max(0, Math.min(end, size) - from));
      await handle.read(bytes, 0, bytes.length, from);
      return bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length);
    },
  };
}
