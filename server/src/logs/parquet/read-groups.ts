import { type FileHandle, open } from 'node:fs/promises';
import { zstdDecompressSync } from 'node:zlib';
import { type AsyncBuffer, parquetMetadataAsync, parquetRead } from 'hyparquet';

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
    let rowStart = 0;
    for (const { num_rows } of metadata.row_groups) {
      const rows = Number(num_rows);
      const parts = new Map<string, ArrayLike<unknown>[]>();
      await parquetRead({
        file,
        metadata,
        rowStart,
        rowEnd: rowStart + rows,
        ...(columns && { columns: [...columns] }),
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
        onChunk({ columnName, columnData }) {
          const known = parts.get(columnName);
          if (known) known.push(columnData);
          else parts.set(columnName, [columnData]);
        },
      });
      const whole = new Map([...parts].map(([name, chunks]) => [name, joined(chunks)]));
      for (const [name, values] of whole)
        if (values.length !== rows) throw new RangeError(`column ${name} has not as many rows as the file`);
      yield { rows, column: (name) => whole.get(name) };
      rowStart += rows;
    }
  } finally {
    await handle.close();
  }
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
