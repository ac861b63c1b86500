import type { Field } from '../event.ts';
import type { ShapePiece } from './shape.ts';
import type { TimeWriter } from './strftime.ts';

/** How lines of one look are kept. */
export interface Layout<Cell> {
  readonly names: readonly string[];
  /** of each field; undefined where it stands in `more` */
  readonly cells: readonly (Cell | undefined)[];
  /** of each field: the cell in which it would stand, had its text fitted there */
  readonly refused: readonly (Cell | undefined)[];
  readonly shape: string;
}

/** Lines of one look come again and again: their shape is known, and need only be held against the line. */
export interface Layouts<Cell> {
  /**
   * @returns undefined where no layout of late gives back the very line
   * @param spares is filled with texts of the line that are no field's
   */
  find(
    line: string,
    fields: readonly Field[],
    about: { readonly at: number | undefined; readonly spares: string[] },
  ): Layout<Cell> | undefined;
  remember(layout: Layout<Cell>, pieces: readonly ShapePiece[]): void;
}

/** What comes next in a line: a text, the text of a field, digits that are no field's, or the time. */
type Step =
  | { readonly kind: 'literal'; readonly text: string }
  | { readonly kind: 'field'; readonly index: number }
  | { readonly kind: 'spare' }
  | { readonly kind: 'time'; readonly write: TimeWriter };

interface Known<Cell> {
  readonly layout: Layout<Cell>;
  readonly steps: readonly Step[];
}

const MOST_RECENT = 8;
const DIGITS = /\d+/y;

/** To make a shape takes expressions over the whole line, and filling it once more to see that it is right. */
export function openLayouts<Cell extends { readonly column: { readonly name: string } }>(): Layouts<Cell> {
  const recent: Known<Cell>[] = [];

  return {
    find(line, fields, { at, spares }) {
      for (let place = 0; place < recent.length; place += 1) {
        const known = recent[place];
        if (!known || !isOf(known.layout.names, fields) || !givesBack(known.steps, line, fields, at, spares))
          continue;
        if (place > 0) {
          recent.splice(place, 1);
          recent.unshift(known);
        }
        return known.layout;
      }
      return undefined;
    },
    remember(layout, pieces) {
      const steps = stepsOf(layout, pieces);
      if (!steps) return;
      recent.unshift({ layout, steps });
      if (recent.length > MOST_RECENT) recent.pop();
    },
  };
}

function isOf(names: readonly string[], fields: readonly Field[]): boolean {
  if (names.length !== fields.length) return false;
  for (let index = 0; index < names.length; index += 1) if (fields[index]?.[0] !== names[index]) return false;
  return true;
}

function givesBack(
  steps: readonly Step[],
  line: string,
  fields: readonly Field[],
  at: number | undefined,
  spares: string[],
): boolean {
  while (spares.length > 0) spares.pop();
  let cursor = 0;
  for (const step of steps) {
    let text: string;
    if (step.kind === 'literal') text = step.text;
    else if (step.kind === 'field') text = fields[step.index]?.[1] ?? '';
    else if (step.kind === 'time') {
      if (at === undefined) return false;
      text = step.write(at);
    } else {
      DIGITS.lastIndex = cursor;
      text = DIGITS.exec(line)?.[0] ?? '';
      if (text === '') return false;
      spares.push(text);
    }
    if (!line.startsWith(text, cursor)) return false;
    cursor += text.length;
  }
  return cursor === line.length;
}

/** Undefined where a place of the shape is no field's. */
function stepsOf<Cell extends { readonly column: { readonly name: string } }>(
  { cells }: Layout<Cell>,
  pieces: readonly ShapePiece[],
): readonly Step[] | undefined {
  const columns = new Map<string, number>();
  const more: number[] = [];
  for (const [index, cell] of cells.entries()) {
    if (cell) columns.set(cell.column.name, index);
    else more.push(index);
  }
  const steps: Step[] = [];
  let spares = 0;
  for (const piece of pieces) {
    if ('literal' in piece) steps.push({ kind: 'literal', text: piece.literal });
    else if ('time' in piece) steps.push({ kind: 'time', write: piece.time });
    else {
      const index = 'column' in piece ? columns.get(piece.column) : more[piece.more];
      if (index !== undefined) steps.push({ kind: 'field', index });
      else if ('more' in piece && piece.more === more.length + spares) {
        spares += 1;
        steps.push({ kind: 'spare' });
      } else return undefined;
    }
  }
  return steps;
}
