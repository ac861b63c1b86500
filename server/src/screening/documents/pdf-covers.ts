import { getResolvedPDFJS } from 'unpdf';
import type { PdfPage } from './pdf-pictures.ts';

/** [a b c d e f] of ISO 32000-1, 8.3.3. */
type Matrix = readonly [number, number, number, number, number, number];
interface Area {
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
  readonly top: number;
}
interface Sign {
  readonly letter: string;
  /** when it was painted */
  readonly order: number;
  /** two points within it, low and high: a line through it covers one of them at most */
  readonly points: readonly (readonly [x: number, y: number])[];
  readonly size: number;
}
interface Block extends Area {
  readonly order: number;
}
interface State {
  matrix: Matrix;
  clip: Area;
  isOpaque: boolean;
  /** nothing of it is painted: text that was recognised lies so upon a scan */
  isUnseen: boolean;
  size: number;
  charSpace: number;
  wordSpace: number;
  stretch: number;
  leading: number;
  rise: number;
}
interface Glyph {
  readonly unicode?: string;
  readonly width?: number;
  readonly isSpace?: boolean;
}

const EVERYWHERE: Area = { left: -1e9, bottom: -1e9, right: 1e9, top: 1e9 };
const IDENTITY: Matrix = [1, 0, 0, 1, 0, 0];
const MOST_BLOCKS = 500;
const MOST_SIGNS = 50_000;
/** What is seen through more than this is no cover. */
const OPAQUE_FROM = 0.95;

/**
 * Words of a page over which a filled rectangle was painted later: nobody sees them, and whoever selects and copies has them.
 * Pictures and other shapes are not looked at: seals with transparent ground lie on words everywhere.
 *
 * @returns a run of words for each rectangle, in the order of the page
 */
export async function coveredWords(page: PdfPage): Promise<string[]> {
  const { OPS } = await getResolvedPDFJS();
  const { fnArray, argsArray } = await page.getOperatorList();
  const names = new Map(Object.entries(OPS).map(([name, operator]) => [operator as number, name]));
  const painter = new Painter((operator) => names.get(operator)?.toLowerCase().includes('fill') === true);
  for (const [order, operator] of fnArray.entries())
    painter.act(names.get(operator) ?? '', argsArray[order] ?? [], order);
  return underBlocks(painter);
}

/** Follows the operators of a page: where signs and rectangles come to lie, and in which order. */
class Painter {
  readonly signs: Sign[] = [];
  readonly blocks: Block[] = [];
  readonly #fills: (operator: number) => boolean;
  readonly #kept: State[] = [];
  #state: State = {
    ...{ matrix: IDENTITY, clip: EVERYWHERE, isOpaque: true, isUnseen: false },
    ...{ size: 0, charSpace: 0, wordSpace: 0, stretch: 1, leading: 0, rise: 0 },
  };
  #line: Matrix = IDENTITY;
  #at: Matrix = IDENTITY;
  #isClipping = false;

  constructor(fills: (operator: number) => boolean) {
    this.#fills = fills;
  }

  /** @param args as PDF.js gives them to its own canvas, by the name of the operator */
  act(name: string, args: readonly unknown[], order: number): void {
    const state = this.#state;
    const [first, second] = args as readonly number[];
    switch (name) {
      case 'save':
        this.#within(IDENTITY);
        break;
      case 'restore':
      case 'paintFormXObjectEnd':
      case 'endAnnotation':
        this.#state = this.#kept.pop() ?? state;
        break;
      case 'transform':
        state.matrix = times(args as unknown as Matrix, state.matrix);
        break;
      case 'paintFormXObjectBegin':
        this.#within((args[0] as Matrix | null) ?? IDENTITY);
        break;
      case 'beginAnnotation': {
        this.#within(IDENTITY);
        const [, , place, matrix] = args as readonly (Matrix | undefined)[];
        const own = { matrix: times(matrix ?? IDENTITY, place ?? IDENTITY), clip: EVERYWHERE };
        Object.assign(this.#state, own, { isOpaque: true });
        break;
      }
      case 'setGState':
        this.#set(args[0] as readonly (readonly [string, unknown])[]);
        break;
      case 'clip':
      case 'eoClip':
        this.#isClipping = true;
        break;
      case 'constructPath':
        this.#path(args as unknown as PathArgs, order);
        break;
      case 'setTextRenderingMode':
        state.isUnseen = first === 3 || first === 7;
        break;
      case 'setFont':
        state.size = second ?? 0;
        break;
      case 'setCharSpacing':
        state.charSpace = first ?? 0;
        break;
      case 'setWordSpacing':
        state.wordSpace = first ?? 0;
        break;
      case 'setHScale':
        state.stretch = (first ?? 100) / 100;
        break;
      case 'setLeading':
        state.leading = -(first ?? 0);
        break;
      case 'setTextRise':
        state.rise = first ?? 0;
        break;
      case 'beginText':
        this.#begin(IDENTITY);
        break;
      case 'setTextMatrix':
        this.#begin(args[0] as Matrix);
        break;
      case 'moveText':
        this.#move(first, second);
        break;
      case 'setLeadingMoveText':
        state.leading = second ?? 0;
        this.#move(first, second);
        break;
      case 'nextLine':
        this.#move(0, state.leading);
        break;
      case 'showText':
        this.#show(args[0] as readonly (Glyph | number)[], order);
        break;
    }
  }

  #within(matrix: Matrix): void {
    this.#kept.push(this.#state);
    this.#state = { ...this.#state, matrix: times(matrix, this.#state.matrix) };
  }

  #set(pairs: readonly (readonly [string, unknown])[]): void {
    for (const [key, value] of pairs) {
      if (key === 'ca') this.#state.isOpaque = Number(value) >= OPAQUE_FROM;
      // Markers darken what lies below them and leave it to be read.
      if (key === 'BM' && value !== 'source-over') this.#state.isOpaque = false;
    }
  }

  #path([operator, [path], box]: PathArgs, order: number): void {
    const { matrix, clip, isOpaque } = this.#state;
    if (path && isOpaque && this.#fills(operator)) {
      for (const each of rectangles(path)) {
        const seen = common(clip, placed(each, matrix));
        const isThere = seen.right > seen.left && seen.top > seen.bottom;
        if (isThere && this.blocks.length < MOST_BLOCKS) this.blocks.push({ ...seen, order });
      }
    }
    if (this.#isClipping && box) this.#state.clip = common(clip, placed(box, matrix));
    this.#isClipping = false;
  }

  #begin(matrix: Matrix): void {
    this.#line = matrix;
    this.#at = matrix;
  }

  #move(x = 0, y = 0): void {
    this.#begin(times([1, 0, 0, 1, x, y], this.#line));
  }

  #show(glyphs: readonly (Glyph | number)[], order: number): void {
    const { size, charSpace, wordSpace, stretch } = this.#state;
    for (const glyph of glyphs) {
      const own = ((typeof glyph === 'number' ? -glyph : (glyph.width ?? 0)) * size) / 1000;
      let step = own;
      if (typeof glyph !== 'number') {
        this.#sign(glyph.unicode, own, order);
        step += charSpace + (glyph.isSpace ? wordSpace : 0);
      }
      this.#at = times([1, 0, 0, 1, step * stretch, 0], this.#at);
    }
  }

  #sign(letter: string | undefined, width: number, order: number): void {
    const { matrix, size, stretch, rise, isUnseen } = this.#state;
    if (isUnseen || !letter?.trim() || this.signs.length >= MOST_SIGNS) return;
    const whole = times(this.#at, matrix);
    const points = [0.15, 0.6].map((up) => pointAt(whole, (width * stretch) / 2, rise + size * up));
    this.signs.push({ letter, order, points, size: Math.abs(size) * Math.hypot(whole[2], whole[3]) });
  }
}

/** The operator that paints it, its shapes as `rectangles` reads them, and what surrounds them all. */
type PathArgs = readonly [
  operator: number,
  shapes: readonly [ArrayLike<number> | null],
  box: ArrayLike<number> | null,
];

function underBlocks({ signs, blocks }: Painter): string[] {
  const runs = blocks.map((block) => {
    const covered = signs.filter((sign) => sign.order < block.order && lies(sign, block));
    const again = signs.filter((sign) => sign.order > block.order && lies(sign, block));
    // What is painted once more upon it is seen.
    const isSeen = (sign: Sign): boolean =>
      again.some((each) => each.letter === sign.letter && distance(each, sign) < sign.size / 2);
    return covered.filter((sign) => !isSeen(sign));
  });
  const told = new Set<Sign>();
  return runs.flatMap((run) => {
    const words = run.filter((sign) => !told.has(sign));
    for (const sign of words) told.add(sign);
    return words.length > 1 ? [words.map(({ letter }) => letter).join('')] : [];
  });
}

function lies({ points }: Sign, { left, bottom, right, top }: Area): boolean {
  return points.every(([x, y]) => x >= left && x <= right && y >= bottom && y <= top);
}

function distance(one: Sign, other: Sign): number {
  const [[x = 0, y = 0] = [], [u = 0, v = 0] = []] = [one.points[0], other.points[0]];
  return Math.hypot(x - u, y - v);
}

/** First this, then that. */
function times([a, b, c, d, e, f]: Matrix, [g, h, i, j, k, l]: Matrix): Matrix {
  return [a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + l];
}

function pointAt([a, b, c, d, e, f]: Matrix, x: number, y: number): readonly [number, number] {
  return [a * x + c * y + e, b * x + d * y + f];
}

function placed(box: ArrayLike<number>, matrix: Matrix): Area {
  const [left = 0, bottom = 0, right = 0, top = 0] = Array.from(box);
  const corners = [pointAt(matrix, left, bottom), pointAt(matrix, right, top)];
  const [xs, ys] = [corners.map(([x]) => x), corners.map(([, y]) => y)];
  return { left: Math.min(...xs), right: Math.max(...xs), bottom: Math.min(...ys), top: Math.max(...ys) };
}

function common(one: Area, other: Area): Area {
  return {
    left: Math.max(one.left, other.left),
    bottom: Math.max(one.bottom, other.bottom),
    right: Math.min(one.right, other.right),
    top: Math.min(one.top, other.top),
  };
}

/** Rectangles with level sides among the shapes of a path of PDF.js: 0 moves, 1 draws a line, 2 and 3 curves, 4 closes. */
function rectangles(path: ArrayLike<number>): number[][] {
  const found: number[][] = [];
  let corners: [number, number][] = [];
  let isStraight = true;
  const end = (): void => {
    const [xs, ys] = [new Set(corners.map(([x]) => x)), new Set(corners.map(([, y]) => y))];
    if (isStraight && corners.length >= 4 && xs.size === 2 && ys.size === 2)
      found.push([Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)]);
    corners = [];
    isStraight = true;
  };
  const taken = [2, 2, 6, 4, 0];
  for (let at = 0; at < path.length; ) {
    const what = path[at] ?? 4;
    if (what === 0 || what === 4) end();
    if (what === 2 || what === 3) isStraight = false;
    else if (what !== 4) corners.push([path[at + 1] ?? 0, path[at + 2] ?? 0]);
    at += 1 + (taken[what] ?? 0);
  }
  end();
  return found;
}
