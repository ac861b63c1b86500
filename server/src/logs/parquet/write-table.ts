import { constants, zstdCompressSync } from 'node:zlib';
import type { ColumnChunk, Encoding, FileMetaData, RowGroup, SchemaElement } from 'hyparquet';
import { ByteWriter } from 'hyparquet-writer';
import { writePageHeader } from 'hyparquet-writer/src/datapage.js';
import { deltaBinaryPack } from 'hyparquet-writer/src/delta.js';
import { writeMetadata } from 'hyparquet-writer/src/metadata.js';
import type { Column } from '../rows/columns.ts';
import { lettersOf } from './capitals.ts';
import type { NumberData, TextData } from './column-data.ts';
import { bitsOf, packRuns } from './runs.ts';

/** A page of values that stand as they are ends behind this many bytes. */
const PAGE_BYTES = 1 << 20;
const MAGIC = Buffer.from('PAR1');
/** Numbers go into a dictionary where each stands so often: eight bytes of their own are packed better than a place in it. */
const TIMES_IN_DICTIONARY = 8;
/** Level of zstd where lines come in. */
const QUICK = 3;

type Pack = (bytes: Buffer) => Buffer;
const packer =
  (level: number): Pack =>
  (bytes) =>
    zstdCompressSync(bytes, {
      params: { [constants.ZSTD_c_compressionLevel]: level, [constants.ZSTD_c_checksumFlag]: 1 },
    });

export interface Table {
  readonly rows: number;
  readonly columns: readonly { readonly column: Column; readonly data: TextData | NumberData }[];
}

/** A column of a row group, packed; its places in a file are not known yet. */
export interface PackedColumn {
  readonly column: Column;
  readonly pages: readonly { readonly header: Buffer; readonly page: Page }[];
  readonly empty: number;
  readonly range: Pages['range'];
  /** of texts alone */
  /** what its footer tells of its texts (`capitals.ts`) */
  readonly letters?: ReturnType<typeof lettersOf> | undefined;
}

export interface PackedGroup {
  readonly rows: number;
  /** in the order of the columns */
  readonly columns: readonly PackedColumn[];
}

/**
 * A Parquet file of one row group, zstd, as parts that follow each other. Values that repeat go into a dictionary, the others stand
 * as they are, numbers that rise are written as differences. Headers and footer are hyparquet-writer's; the pages are ours, as
 * ours need not make a JavaScript value of every cell.
 */
export function writeTable({ rows, columns }: Table): Buffer[] {
  const packed = columns.map(({ column, data }) => packColumn(column, data, { rows, level: QUICK }));
  return writeGroups([{ rows, columns: packed }]);
}

/** @param how.level of zstd */
export function packColumn(
  column: Column,
  data: TextData | NumberData,
  { rows, level }: { readonly rows: number; readonly level: number },
): PackedColumn {
  const pack = packer(level);
  const { pages, empty, range } =
    'values' in data ? numberPages(column, data, { rows, pack }) : textPages(column, data, { rows, pack });
  const letters = column.type === 'text' && 'capitals' in data ? lettersOf(data) : undefined;
  return { column, empty, range, letters, pages: pages.map((page) => ({ header: headerOf(page), page })) };
}

/** A Parquet file of row groups that all have the same columns. */
export function writeGroups(groups: readonly PackedGroup[]): Buffer[] {
  const parts: Buffer[] = [MAGIC];
  let offset = MAGIC.length;
  const written: RowGroup[] = [];
  for (const { rows, columns } of groups) {
    const start = offset;
    const chunks = columns.map((packed) => {
      const chunk = chunkAt(packed, rows, offset);
      for (const { header, page } of packed.pages)
        parts.push(header, page.levels ?? Buffer.alloc(0), page.packed);
      offset += Number(chunk.meta_data?.total_compressed_size ?? 0);
      return chunk;
    });
    written.push({ columns: chunks, total_byte_size: BigInt(offset - start), num_rows: BigInt(rows) });
  }
  parts.push(footer(groups[0]?.columns ?? [], written), MAGIC);
  return parts;
}

function chunkAt(
  { column, pages, empty, range, letters }: PackedColumn,
  rows: number,
  start: number,
): ColumnChunk {
  let offset = start;
  let dictionary: bigint | undefined;
  let first: bigint | undefined;
  let plain = 0;
  for (const { header, page } of pages) {
    if (page.levels === undefined) dictionary = BigInt(offset);
    else first ??= BigInt(offset);
    const beside = header.length + (page.levels?.length ?? 0);
    offset += beside + page.packed.length;
    plain += beside + page.length;
  }
  return {
    file_offset: BigInt(start),
    meta_data: {
      type: schemaOf(column).type ?? 'BYTE_ARRAY',
      encodings: [...new Set(pages.map(({ page }) => page.encoding))],
      path_in_schema: [column.name],
      codec: 'ZSTD',
      num_values: BigInt(rows),
      total_compressed_size: BigInt(offset - start),
      total_uncompressed_size: BigInt(plain),
      data_page_offset: first ?? BigInt(start),
      ...(dictionary !== undefined && { dictionary_page_offset: dictionary }),
      ...(letters && { key_value_metadata: [...letters] }),
      statistics: { null_count: BigInt(empty), ...range },
    },
  };
}

interface Page {
  readonly encoding: Encoding;
  /** of the values, before they were packed */
  readonly length: number;
  readonly packed: Buffer;
  readonly values: number;
  readonly empty: number;
  /** which rows are empty; undefined for a dictionary */
  readonly levels: Buffer | undefined;
}

interface Pages {
  readonly pages: readonly Page[];
  readonly empty: number;
  readonly range: {
    readonly min_value?: number | bigint | Uint8Array;
    readonly max_value?: number | bigint | Uint8Array;
  };
}

function headerOf(page: Page): Buffer {
  const writer = new ByteWriter();
  const levels = page.levels?.length ?? 0;
  writePageHeader(writer, {
    type: page.levels ? 'DATA_PAGE_V2' : 'DICTIONARY_PAGE',
    uncompressed_page_size: page.length + levels,
    compressed_page_size: page.packed.length + levels,
    ...(page.levels
      ? {
          data_page_header_v2: {
            num_values: page.values,
            num_nulls: page.empty,
            num_rows: page.values,
            encoding: page.encoding,
            definition_levels_byte_length: levels,
            repetition_levels_byte_length: 0,
            is_compressed: true,
          },
        }
      : { dictionary_page_header: { num_values: page.values, encoding: page.encoding } }),
  });
  return Buffer.from(writer.getBytes());
}

function dataPage(
  encoding: Encoding,
  bytes: Buffer,
  rows: { readonly present: Uint8Array; readonly required: boolean; readonly pack: Pack },
): Page {
  const { present, required, pack } = rows;
  let empty = 0;
  for (let row = 0; row < present.length; row += 1) empty += 1 - (present[row] ?? 0);
  return {
    encoding,
    length: bytes.length,
    packed: pack(bytes),
    values: present.length,
    empty,
    levels: required ? Buffer.alloc(0) : packRuns(present, 1),
  };
}

function dictionaryPage(bytes: Buffer, values: number, pack: Pack): Page {
  const packed = pack(bytes);
  return { encoding: 'PLAIN', length: bytes.length, packed, values, empty: 0, levels: undefined };
}

/** Numbers of values behind the width of each. */
function indexBytes(places: Int32Array, distinct: number): Buffer {
  const width = bitsOf(Math.max(distinct - 1, 0));
  return Buffer.concat([Buffer.from([width]), packRuns(places, width)]);
}

function textPages(
  column: Column,
  data: TextData,
  { rows, pack }: { readonly rows: number; readonly pack: Pack },
): Pages {
  const places = data.places(rows);
  const { present, full } = filledPlaces(places);
  const required = column.required === true;
  const range = data.range();
  const told = {
    empty: rows - full.length,
    range: range ? { min_value: range.min, max_value: range.max } : {},
  };
  if (data.distinct * 2 <= full.length || full.length === 0) {
    const index = dataPage('RLE_DICTIONARY', indexBytes(full, data.distinct), { present, required, pack });
    return { ...told, pages: [dictionaryPage(data.bytes(), data.distinct, pack), index] };
  }
  const pages: Page[] = [];
  const values = data.bytes();
  let from = 0;
  let held: Buffer[] = [];
  let bytes = 0;
  for (let row = 0; row < rows; row += 1) {
    const place = places[row] ?? -1;
    if (place >= 0) {
      const value = values.subarray(data.start(place), data.start(place + 1));
      held.push(value);
      bytes += value.length;
    }
    if (bytes < PAGE_BYTES && row + 1 < rows) continue;
    const shown = { present: present.subarray(from, row + 1), required, pack };
    pages.push(dataPage('PLAIN', Buffer.concat(held, bytes), shown));
    from = row + 1;
    held = [];
    bytes = 0;
  }
  return { ...told, pages };
}

/**
 * Which rows have a value, and the values of those that have. Plain loops, one for each type: what is called back for every row
 * costs more than all the rest of a column.
 */
function filledPlaces(places: Int32Array) {
  const present = new Uint8Array(places.length);
  const full = new Int32Array(places.length);
  let count = 0;
  for (let row = 0; row < places.length; row += 1) {
    const place = places[row] ?? -1;
    if (place < 0) continue;
    present[row] = 1;
    full[count++] = place;
  }
  return { present, full: full.subarray(0, count) };
}

function filledNumbers(values: Float64Array) {
  const present = new Uint8Array(values.length);
  const full = new Float64Array(values.length);
  let count = 0;
  for (let row = 0; row < values.length; row += 1) {
    const value = values[row] ?? 0;
    if (Number.isNaN(value)) continue;
    present[row] = 1;
    full[count++] = value;
  }
  return { present, full: full.subarray(0, count) };
}

function numberPages(
  column: Column,
  data: NumberData,
  { rows, pack }: { readonly rows: number; readonly pack: Pack },
): Pages {
  const { present, full } = filledNumbers(data.values(rows));
  const required = column.required === true;
  const told = { empty: rows - full.length, range: rangeOf(column, full) };
  if (column.rising) {
    const page = dataPage('DELTA_BINARY_PACKED', differences(full), { present, required, pack });
    return { ...told, pages: [page] };
  }
  const known = new Map<number, number>();
  const places = new Int32Array(full.length);
  const most = full.length / TIMES_IN_DICTIONARY;
  for (let index = 0; index < full.length && known.size <= most; index += 1) {
    const value = full[index] ?? 0;
    let place = known.get(value);
    if (place === undefined) {
      place = known.size;
      known.set(value, place);
    }
    places[index] = place;
  }
  if (known.size > most)
    return { ...told, pages: [dataPage('PLAIN', plainNumbers(column, full), { present, required, pack })] };
  const dictionary = plainNumbers(column, Float64Array.from(known.keys()));
  const index = dataPage('RLE_DICTIONARY', indexBytes(places, known.size), { present, required, pack });
  return { ...told, pages: [dictionaryPage(dictionary, known.size, pack), index] };
}

function rangeOf(column: Column, values: Float64Array): Pages['range'] {
  if (values.length === 0) return {};
  let min = values[0] ?? 0;
  let max = min;
  for (let index = 1; index < values.length; index += 1) {
    const value = values[index] ?? 0;
    if (value < min) min = value;
    else if (value > max) max = value;
  }
  return column.type === 'int'
    ? { min_value: min, max_value: max }
    : { min_value: BigInt(min), max_value: BigInt(max) };
}

function plainNumbers(column: Column, values: Float64Array): Buffer {
  if (column.type === 'int') return Buffer.from(new Int32Array(values).buffer);
  const bytes = Buffer.allocUnsafe(values.length * 8);
  for (let index = 0; index < values.length; index += 1) {
    const value = values[index] ?? 0;
    const high = Math.floor(value / 2 ** 32);
    bytes.writeUInt32LE(value - high * 2 ** 32, index * 8);
    bytes.writeInt32LE(high, index * 8 + 4);
  }
  return bytes;
}

/** DELTA_BINARY_PACKED of 64 bits; without large integers where the values lie within 2^31 of the first. */
function differences(values: Float64Array): Buffer {
  const base = values[0] ?? 0;
  const near = new Int32Array(values.length);
  let isNear = true;
  for (let index = 0; index < values.length; index += 1) {
    const value = (values[index] ?? 0) - base;
    isNear &&= Math.abs(value) < 2 ** 31;
    near[index] = value;
  }
  const writer = new ByteWriter();
  if (!isNear) {
    deltaBinaryPack(writer, BigInt64Array.from(values, BigInt), 'INT64');
    return Buffer.from(writer.getBytes());
  }
  deltaBinaryPack(writer, near, 'INT64');
  const bytes = Buffer.from(writer.getBytes());
  // The header: block size and parts of a block in three bytes, the count, then the first value, which is written as 0.
  let at = 3;
  while ((bytes[at] ?? 0) >= 0x80) at += 1;
  return Buffer.concat([bytes.subarray(0, at + 1), zigzag(base), bytes.subarray(at + 2)]);
}

function zigzag(value: number): Buffer {
  let rest = value < 0 ? BigInt(-value) * 2n - 1n : BigInt(value) * 2n;
  const bytes: number[] = [];
  while (rest >= 0x80n) {
    bytes.push(Number(rest & 0x7fn) | 0x80);
    rest >>= 7n;
  }
  return Buffer.from([...bytes, Number(rest)]);
}

function schemaOf({ name, type, required }: Column): SchemaElement {
  const repetition = { name, repetition_type: required ? ('REQUIRED' as const) : ('OPTIONAL' as const) };
  switch (type) {
    case 'text':
      return { ...repetition, type: 'BYTE_ARRAY', converted_type: 'UTF8', logical_type: { type: 'STRING' } };
    case 'bytes':
      return { ...repetition, type: 'BYTE_ARRAY' };
    case 'int':
      return { ...repetition, type: 'INT32' };
    case 'long':
      return { ...repetition, type: 'INT64' };
    case 'time':
      return {
        ...repetition,
        type: 'INT64',
        converted_type: 'TIMESTAMP_MILLIS',
        logical_type: { type: 'TIMESTAMP', isAdjustedToUTC: true, unit: 'MILLIS' },
      };
  }
}

function footer(columns: readonly PackedColumn[], groups: RowGroup[]): Buffer {
  const writer = new ByteWriter();
  writeMetadata(
    writer,
    {
      version: 2,
      created_by: 'zhengdun',
      schema: [
        { name: 'root', num_children: columns.length },
        ...columns.map(({ column }) => schemaOf(column)),
      ],
      num_rows: groups.reduce((sum, { num_rows }) => sum + num_rows, 0n),
      row_groups: groups,
      metadata_length: 0,
    } satisfies FileMetaData,
    64,
  );
  return Buffer.from(writer.getBytes());
}
