import { fillShape, readShape, type ShapePiece, type ShapeRow } from './shape.ts';

/** The cells of a row by the names of the columns: text, numbers, times as ms since 1970; nothing where a cell is empty. */
export type Cell = (column: string) => string | number | bigint | Uint8Array | null | undefined;

/** Gives raw lines back out of columns, the same bytes that were taken in. */
export interface Rebuilder {
  /** Undefined where the cells give none: then they are not what was written. */
  rawOf(cell: Cell): Buffer | undefined;
}

export function openRebuilder(): Rebuilder {
  const shapes = new Map<string, readonly ShapePiece[] | undefined>();
  let cells: Cell = () => undefined;
  let more: readonly (readonly [string, string])[] | undefined;
  const row: { at: number | undefined } & Omit<ShapeRow, 'at'> = {
    at: undefined,
    column: (name) => textOf(cells(name)),
    more(index) {
      more ??= pairsOf(textOf(cells('more')));
      return more[index]?.[1];
    },
  };

  function piecesOf(shape: string): readonly ShapePiece[] | undefined {
    if (!shapes.has(shape)) shapes.set(shape, readShape(shape));
    return shapes.get(shape);
  }

  return {
    rawOf(cell) {
      const shape = textOf(cell('shape'));
      if (shape === undefined) {
        const bytes = cell('raw_bytes');
        if (bytes instanceof Uint8Array) return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
        const raw = textOf(cell('raw'));
        return raw === undefined ? undefined : Buffer.from(raw);
      }
      const pieces = piecesOf(shape);
      if (!pieces) return undefined;
      cells = cell;
      more = undefined;
      const at = cell('happened');
      row.at = at === null || at === undefined ? undefined : Number(at);
      const line = fillShape(pieces, row);
      return line === undefined ? undefined : Buffer.from(line);
    },
  };
}

function textOf(value: ReturnType<Cell>): string | undefined {
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'bigint' ? String(value) : undefined;
}

/** What is in `more`: names and texts. Nothing where it is no such list. */
function pairsOf(text: string | undefined): readonly (readonly [string, string])[] {
  if (text === undefined) return [];
  try {
    const pairs: unknown = JSON.parse(text);
    if (!Array.isArray(pairs)) return [];
    return pairs.filter(
      (pair): pair is [string, string] =>
        Array.isArray(pair) && typeof pair[0] === 'string' && typeof pair[1] === 'string',
    );
  } catch {
    return [];
  }
}
