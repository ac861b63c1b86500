import { isUtf8 } from 'node:buffer';
import type { Field, LogKind, ReadLine, Received } from '../event.ts';
import { growNumbers, growText, type NumberData, type TextData } from '../parquet/column-data.ts';
import type { Table } from '../parquet/write-table.ts';
import { type Column, columnsOf, FIELD_ALIASES, FIELD_COLUMNS } from './columns.ts';
import { fillShape, openShapeMaker, readShape, type ShapePart, type ShapePiece } from './shape.ts';

/** More shapes than this mean that what changes from line to line was not understood: the lines are kept as they are. */
const MOST_SHAPES = 1_024;
const WHOLE = /^(?:0|-?[1-9]\d{0,14})$/;
const MOST_INT = 2 ** 31;

/** Rows of one kind as they come. */
export interface GrowingTable {
  add(event: Received, read: ReadLine): void;
  readonly rows: number;
  table(): Table;
}

interface Cell {
  readonly column: Column;
  /** undefined where the text cannot stand in the column, which is for another kind of value */
  set(row: number, text: string): boolean;
}

export function growTable(kind: LogKind): GrowingTable {
  const columns = columnsOf(kind).map((column) => ({ column, data: dataOf(column) }));
  const text = (name: string) => columns.find(({ column }) => column.name === name)?.data as TextData;
  const numbers = (name: string) => columns.find(({ column }) => column.name === name)?.data as NumberData;
  const own = {
    sequence: numbers('sequence'),
    received: numbers('received'),
    at: numbers('happened'),
    source: text('source'),
    declared: text('declared'),
    format: text('format'),
    shape: text('shape'),
    raw: text('raw'),
    bytes: text('raw_bytes'),
    more: text('more'),
  };
  const cells = fieldCells(kind, columns);
  const shapes = openShapeMaker();
  const known = new Map<string, readonly ShapePiece[]>();
  let rows = 0;

  /** Fields into their columns, the others into `more`; what stands where, for the shape. */
  function place(row: number, fields: readonly Field[]): { parts: ShapePart[]; more: [string, string][] } {
    const parts: ShapePart[] = [];
    const more: [string, string][] = [];
    const filled = new Set<Column>();
    for (const [name, value] of fields) {
      const cell = cells.get(name);
      if (cell && !filled.has(cell.column) && cell.set(row, value)) {
        filled.add(cell.column);
        parts.push({ place: cell.column.name, text: value });
      } else {
        parts.push({ place: `#${more.length}`, text: value });
        more.push([name, value]);
      }
    }
    return { parts, more };
  }

  function shapeOf(
    line: string,
    at: number | undefined,
    placed: ReturnType<typeof place>,
  ): string | undefined {
    const { parts, more } = placed;
    const spares: [string, string][] = [];
    const shape = shapes.make(line, parts, at, (digits) => {
      spares.push(['', digits]);
      return `#${more.length + spares.length - 1}`;
    });
    let pieces = known.get(shape);
    if (!pieces) {
      if (known.size >= MOST_SHAPES) return undefined;
      pieces = readShape(shape);
      if (!pieces || pieces.every((piece) => 'literal' in piece)) return undefined;
      known.set(shape, pieces);
    }
    const texts = new Map(parts.map((part) => [part.place, part.text]));
    const all = [...more, ...spares];
    const filled = fillShape(pieces, {
      at,
      column: (name) => texts.get(name),
      more: (index) => all[index]?.[1],
    });
    if (filled !== line) return undefined;
    more.push(...spares);
    return shape;
  }

  return {
    add(event, { at, fields, format }) {
      const row = rows;
      rows += 1;
      own.sequence.set(row, event.sequence);
      own.received.set(row, event.receivedAt);
      own.source.set(row, event.source);
      if (event.kind !== undefined) own.declared.set(row, event.kind);
      if (at !== undefined) own.at.set(row, at);
      own.format.set(row, format);
      const placed = place(row, fields);
      if (!isUtf8(event.raw)) own.bytes.set(row, event.raw.toString('latin1'));
      else {
        const line = event.raw.toString('utf8');
        const shape = shapeOf(line, at, placed);
        if (shape === undefined) own.raw.set(row, line);
        else own.shape.set(row, shape);
      }
      if (placed.more.length > 0) own.more.set(row, JSON.stringify(placed.more));
    },
    get rows() {
      return rows;
    },
    table: () => ({ rows, columns }),
  };
}

function dataOf({ type }: Column): TextData | NumberData {
  if (type === 'text') return growText('utf8');
  return type === 'bytes' ? growText('latin1') : growNumbers();
}

function fieldCells(
  kind: LogKind,
  columns: readonly { readonly column: Column; readonly data: TextData | NumberData }[],
): ReadonlyMap<string, Cell> {
  const fields = new Set(FIELD_COLUMNS[kind]);
  const cells = new Map<string, Cell>();
  for (const { column, data } of columns) {
    if (!fields.has(column)) continue;
    cells.set(column.name, { column, set: setterOf(column, data) });
  }
  for (const [alias, name] of Object.entries(FIELD_ALIASES)) {
    const cell = cells.get(name);
    if (cell && !cells.has(alias)) cells.set(alias, cell);
  }
  return cells;
}

function setterOf(column: Column, data: TextData | NumberData): Cell['set'] {
  if ('values' in data)
    return (row, text) => {
      const value = Number(text);
      if (!WHOLE.test(text) || (column.type === 'int' && Math.abs(value) >= MOST_INT)) return false;
      data.set(row, value);
      return true;
    };
  return (row, text) => {
    data.set(row, text);
    return true;
  };
}
