import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { LogKind } from '../event.ts';
import { growColumn, type NumberData, type TextData } from '../parquet/column-data.ts';
import { readGroups } from '../parquet/read-groups.ts';
import { type PackedColumn, packColumn, writeGroups } from '../parquet/write-table.ts';
import { type Column, columnsOf } from '../rows/columns.ts';
import { groupRows, type RowKeys, type RowOrder } from './group-rows.ts';

/** Level of zstd: it is written once and kept for a year. */
const THOROUGH = 9;

/** What is looked for together stands together. Measured for access: docs/decisions/0017. */
const KEYS: Readonly<Record<LogKind, readonly string[]>> = {
  access: ['client'],
  database: ['client', 'user'],
  device: ['client', 'src', 'source', 'app'],
  mail: ['client', 'src', 'source', 'app'],
  audit: ['client', 'src', 'source', 'app'],
};

/** Errors of a server are looked for by their status, over all addresses: those of a file stand together. */
const APART: Partial<Readonly<Record<LogKind, { readonly column: string; readonly from: number }>>> = {
  access: { column: 'status', from: 500 },
};

export interface SortRowsTask {
  readonly kind: LogKind;
  readonly files: readonly string[];
  /** rows and bytes of the files together */
  readonly size: { readonly rows: number; readonly bytes: number };
  readonly into: string;
}

export interface SortedRows {
  readonly received: { readonly from: number; readonly to: number };
  readonly happened?: { readonly from: number; readonly to: number };
  readonly sources: Readonly<Record<string, number>>;
}

/**
 * Writes the rows of several files of a kind into one, in groups of those that are looked for together (`group-rows.ts`). It holds
 * one column at a time.
 *
 * @throws whatever is wrong with the files; RangeError where they have not so many rows
 */
export async function sortRows({ kind, files, size, into }: SortRowsTask): Promise<SortedRows> {
  const order = groupRows(await readKeys(files, kind, size.rows), size);
  const columns = columnsOf(kind);
  const packed: PackedColumn[][] = order.groups.map(() => []);
  const spans = new Map<string, { from: number; to: number } | undefined>();
  let sources: Readonly<Record<string, number>> = {};
  for (const column of columns) {
    const grown = await growGroups(files, column, order);
    if (column.type === 'time') spans.set(column.name, grown.span);
    if (column.name === 'source') sources = Object.fromEntries(grown.counts);
    for (const [group, rows] of order.groups.entries()) {
      const data = grown.data[group];
      if (data) packed[group]?.push(packColumn(column, data, { rows, level: THOROUGH }));
      // What is packed is held no longer.
      grown.data[group] = undefined;
    }
  }
  const parts = writeGroups(order.groups.map((rows, group) => ({ rows, columns: packed[group] ?? [] })));
  await pipeline(Readable.from(parts), createWriteStream(into, { mode: 0o600, flush: true }));
  const happened = spans.get('happened');
  return { received: spans.get('received') ?? { from: 0, to: 0 }, ...(happened && { happened }), sources };
}

/** For each row what it is looked for by, in the order of the files. */
async function readKeys(files: readonly string[], kind: LogKind, rows: number): Promise<RowKeys> {
  const names = KEYS[kind];
  const aside = APART[kind];
  const keys: string[] = [];
  const apart = new Uint8Array(rows);
  for (const file of files)
    for await (const group of readGroups(file, aside ? [...names, aside.column] : names)) {
      const columns = names.map((name) => group.column(name));
      const marks = aside && group.column(aside.column);
      for (let row = 0; row < group.rows; row += 1) {
        let key = '';
        for (const column of columns) {
          const value = column?.[row];
          if (typeof value === 'string') key = key === '' ? value : `${key}\0${value}`;
        }
        if (aside && Number(marks?.[row] ?? 0) >= aside.from) apart[keys.length] = 1;
        keys.push(key);
      }
    }
  if (keys.length !== rows) throw new RangeError('the files have not as many rows as their manifests say');
  return { keys, apart };
}

/** A column of all files, its values at their places in the groups. */
async function growGroups(files: readonly string[], column: Column, { groups, groupOf, placeOf }: RowOrder) {
  const data: (TextData | NumberData | undefined)[] = groups.map(() => growColumn(column.type));
  const counts = new Map<string, number>();
  let from = Number.POSITIVE_INFINITY;
  let to = Number.NEGATIVE_INFINITY;
  let first = 0;
  for (const file of files)
    for await (const group of readGroups(file, [column.name])) {
      const values = group.column(column.name);
      for (let row = 0; row < group.rows; row += 1) {
        const value = values?.[row];
        if (value === null || value === undefined) continue;
        const into = data[groupOf[first + row] ?? 0];
        const place = placeOf[first + row] ?? 0;
        if (into && 'values' in into) {
          const number = Number(value);
          if (number < from) from = number;
          if (number > to) to = number;
          into.set(place, number);
        } else into?.set(place, textOf(value));
        if (column.name === 'source') counts.set(String(value), (counts.get(String(value)) ?? 0) + 1);
      }
      first += group.rows;
    }
  return { data, counts, span: from <= to ? { from, to } : undefined };
}

/** Bytes that are no text come one a character. */
function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  if (value instanceof Uint8Array)
    return Buffer.from(value.buffer, value.byteOffset, value.length).toString('latin1');
  throw new RangeError('a cell is none that was written');
}
