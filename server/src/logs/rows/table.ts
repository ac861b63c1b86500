import { isUtf8 } from 'node:buffer';
import type { Field, LogKind, ReadLine, Received } from '../event.ts';
import { growColumn, type NumberData, type TextData } from '../parquet/column-data.ts';
import type { Table } from '../parquet/write-table.ts';
import { type Column, columnsOf, FIELD_ALIASES, FIELD_COLUMNS } from './columns.ts';
import { openKnownAccess } from './known-access.ts';
import { type Layout, openLayouts } from './layouts.ts';
import { fillShape, openShapeMaker, readShape, type ShapePart, type ShapePiece } from './shape.ts';

/** More shapes than this mean that what changes from line to line was not understood: the lines are kept as they are. */
const MOST_SHAPES = 1_024;
const WHOLE = /^(?:0|-?[1-9]\d{0,14})$/;
const MOST_INT = 2 ** 31;

/** Rows of one kind as they come. */
export interface GrowingTable {
  /** @param text of the raw line; undefined where it is no UTF-8 */
  add(event: Received, read: ReadLine, text?: string): void;
  /**
   * Adds a line that looks like one before, without its being read.
   *
   * @returns when it happened; undefined where it must be read, and nothing was added
   */
  addKnown(event: Received): number | undefined;
  readonly rows: number;
  table(): Table;
}

interface Cell {
  readonly column: Column;
  /** whether the text can stand in the column, which may be for another kind of value */
  fits(text: string): boolean;
  set(row: number, text: string): void;
}

/** Pairs of name and text. */
type More = (readonly [name: string, text: string])[];

/** The text of a raw line; undefined where it is no UTF-8. */
export function utf8Of(raw: Buffer): string | undefined {
  return isUtf8(raw) ? raw.toString('utf8') : undefined;
}

export function growTable(kind: LogKind): GrowingTable {
  const columns = columnsOf(kind).map((column) => ({ column, data: growColumn(column.type) }));
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
  const layouts = openLayouts<Cell>();
  const known = new Map<string, readonly ShapePiece[]>();
  const spares: string[] = [];
  const moreText = openMoreText();
  const access = kind === 'access' ? openKnownAccess(columns) : undefined;
  let rows = 0;

  /** Which field goes into which column. */
  function cellsOf(fields: readonly Field[]): (Cell | undefined)[] {
    const filled = new Set<Column>();
    return fields.map(([name, value]) => {
      const cell = cells.get(name);
      if (!cell || filled.has(cell.column) || !cell.fits(value)) return undefined;
      filled.add(cell.column);
      return cell;
    });
  }

  /** A shape for a line that looks like none before. */
  function shapeOf(
    line: string,
    at: number | undefined,
    fields: readonly Field[],
    placed: readonly (Cell | undefined)[],
  ): string | undefined {
    let others = 0;
    const parts = fields.map(
      ([, value], index): ShapePart => ({ place: placed[index]?.column.name ?? `#${others++}`, text: value }),
    );
    const shape = shapes.make(line, parts, at, (digits) => `#${others + spares.push(digits) - 1}`);
    let pieces = known.get(shape);
    if (!pieces) {
      if (known.size >= MOST_SHAPES) return undefined;
      pieces = readShape(shape);
      if (!pieces || pieces.every((piece) => 'literal' in piece)) return undefined;
      known.set(shape, pieces);
    }
    const texts = new Map(parts.map((part) => [part.place, part.text]));
    const filled = fillShape(pieces, {
      at,
      column: (name) => texts.get(name),
      more: (index) => texts.get(`#${index}`) ?? spares[index - others],
    });
    if (filled !== line) return undefined;
    const names = fields.map(([name]) => name);
    const refused = names.map((name, index) => {
      const cell = cells.get(name);
      return placed[index] || !cell || placed.includes(cell) ? undefined : cell;
    });
    layouts.remember({ names, cells: placed, refused, shape }, pieces);
    return shape;
  }

  function fits(layout: Layout<Cell>, fields: readonly Field[]): boolean {
    for (let index = 0; index < fields.length; index += 1) {
      const text = fields[index]?.[1] ?? '';
      if (layout.cells[index]?.fits(text) === false || layout.refused[index]?.fits(text)) return false;
    }
    return true;
  }

  function place(row: number, fields: readonly Field[], placed: readonly (Cell | undefined)[]): More {
    const more: More = [];
    for (let index = 0; index < fields.length; index += 1) {
      const field = fields[index];
      if (!field) continue;
      const cell = placed[index];
      if (cell) cell.set(row, field[1]);
      else more.push(field);
    }
    return more;
  }

  /** @returns which field goes where */
  function keepLine(
    row: number,
    raw: Buffer,
    line: string | undefined,
    { at, fields }: ReadLine,
  ): readonly (Cell | undefined)[] {
    forget(spares);
    if (line === undefined) {
      own.bytes.set(row, raw.toString('latin1'));
      return cellsOf(fields);
    }
    const layout = layouts.find(line, fields, { at, spares });
    if (layout && fits(layout, fields)) {
      own.shape.set(row, layout.shape);
      return layout.cells;
    }
    forget(spares);
    const placed = cellsOf(fields);
    const shape = shapeOf(line, at, fields, placed);
    if (shape !== undefined) own.shape.set(row, shape);
    else {
      forget(spares);
      own.raw.set(row, line);
    }
    return placed;
  }

  return {
    add(event, read, line = utf8Of(event.raw)) {
      const row = rows;
      rows += 1;
      own.sequence.set(row, event.sequence);
      own.received.set(row, event.receivedAt);
      own.source.set(row, event.source);
      if (event.kind !== undefined) own.declared.set(row, event.kind);
      if (read.at !== undefined) own.at.set(row, read.at);
      own.format.set(row, read.format);
      const more = place(row, read.fields, keepLine(row, event.raw, line, read));
      for (const spare of spares) more.push(['', spare]);
      if (more.length > 0) own.more.set(row, moreText(more));
      access?.learn(row, event, read);
    },
    addKnown(event) {
      const at = access?.add(rows, event);
      if (at !== undefined) rows += 1;
      return at;
    },
    get rows() {
      return rows;
    },
    table: () => ({ rows, columns }),
  };
}

/** To set the length of an array costs as much as a small function does, and there is seldom anything in it. */
function forget(texts: string[]): void {
  while (texts.length > 0) texts.pop();
}

/** Pairs as JSON. They are often those of the row before. */
function openMoreText(): (more: More) => string {
  let last: More = [];
  let text = '[]';
  return (more) => {
    const isSame =
      more.length === last.length &&
      more.every(([name, value], index) => name === last[index]?.[0] && value === last[index]?.[1]);
    if (!isSame) {
      last = more;
      text = JSON.stringify(more);
    }
    return text;
  };
}

function fieldCells(
  kind: LogKind,
  columns: readonly { readonly column: Column; readonly data: TextData | NumberData }[],
): ReadonlyMap<string, Cell> {
  const fields = new Set(FIELD_COLUMNS[kind]);
  const cells = new Map<string, Cell>();
  for (const { column, data } of columns)
    if (fields.has(column)) cells.set(column.name, cellOf(column, data));
  for (const [alias, name] of Object.entries(FIELD_ALIASES)) {
    const cell = cells.get(name);
    if (cell && !cells.has(alias)) cells.set(alias, cell);
  }
  return cells;
}

function cellOf(column: Column, data: TextData | NumberData): Cell {
  if ('values' in data)
    return {
      column,
      fits: (text) => WHOLE.test(text) && (column.type !== 'int' || Math.abs(Number(text)) < MOST_INT),
      set: (row, text) => data.set(row, Number(text)),
    };
  return { column, fits: () => true, set: (row, text) => data.set(row, text) };
}
