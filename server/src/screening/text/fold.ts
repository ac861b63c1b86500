import traditional from 'opencc-js/dict/TSCharacters';

/**
 * What a code unit counts as when words are compared. A fold never makes one unit two, so that a place in what was
 * folded is a place in the original.
 */
export interface Fold {
  /** by code unit of the BMP; `GONE` for what is not seen */
  readonly units: Uint16Array;
  /** by code point beyond the BMP; what is not listed counts as itself */
  readonly astral: ReadonlyMap<number, number>;
}

/** Characters without a shape, controls and marks that sit on the character before: they part nothing. */
export const GONE = 0;

const NEWLINES = /[\t\n\r\u0085\u2028\u2029]/;
const UNSEEN = /[\p{Default_Ignorable_Code_Point}\p{Cc}\p{Mn}\p{Me}\ufffc]/u;
/** Radicals that stand for characters in texts that come out of PDF; Unicode does not fold these. */
const RADICALS =
  '⺟母⺠民⻄西⻅见⻆角⻉贝⻋车⻓长⻔门⻘青⻙韦⻚页⻛风⻜飞⻝食⻢马⻣骨⻤鬼⻥鱼⻦鸟⻨麦⻩黄⻬齐⻰龙⻳龟⺮竹⻁虎⻮齿⺼肉';
/** ⑴ ⒈ ⒜ ㈠: one character that stands for several, of which one is meant. */
const WRAPPED = /^\(?([\p{L}\p{N}])[).]$/u;

/**
 * Widths, letter case, enclosed and superscript forms, and what is not seen (NFKC), one unit to one unit. The case of
 * letters is kept where `keepCase`.
 */
function baseFold(keepCase: boolean): { units: Uint16Array; astral: Map<number, number> } {
  const units = new Uint16Array(0x10000);
  for (let unit = 0; unit < 0x10000; unit++) units[unit] = isSurrogate(unit) ? unit : folded(unit, keepCase);
  for (let i = 0; i < RADICALS.length; i += 2) units[RADICALS.charCodeAt(i)] = RADICALS.charCodeAt(i + 1);
  const astral = new Map<number, number>();
  // Letters and digits of mathematics and enclosed ones, and compatibility ideographs.
  for (const [from, to] of [
    [0x1d400, 0x1d7ff],
    [0x1f100, 0x1f251],
    [0x1fbf0, 0x1fbf9],
    [0x2f800, 0x2fa1f],
  ] as const) {
    for (let point = from; point <= to; point++) {
      const unit = folded(point, keepCase);
      if (unit !== point) astral.set(point, unit);
    }
  }
  for (let point = 0xe0000; point <= 0xe01ef; point++) astral.set(point, GONE);
  return { units, astral };
}

function folded(point: number, keepCase: boolean): number {
  const sign = String.fromCodePoint(point);
  if (NEWLINES.test(sign)) return 0x0a;
  if (UNSEEN.test(sign)) return GONE;
  const form = sign.normalize('NFKC');
  const core = WRAPPED.exec(form)?.[1] ?? form;
  const cased = keepCase ? core : core.toLowerCase();
  return cased.length === 1
    ? cased.charCodeAt(0)
    : cased === sign.toLowerCase()
      ? point
      : single(core, point);
}

/** A fold that would need several units is no fold: the character stays what it is. */
function single(core: string, point: number): number {
  const code = core.codePointAt(0) ?? point;
  return core.length === 1 ? code : point;
}

export function isSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdfff;
}

/** Adds traditional → simplified, the single characters only: 機 is 机 wherever it stands. */
function withSimplified({ units, astral }: { units: Uint16Array; astral: Map<number, number> }): Fold {
  const simple = new Map<number, number>();
  for (const pair of traditional.split('|')) {
    const [from, to] = pair.split(' ');
    const target = to?.codePointAt(0) ?? 0;
    if (from && target > 0 && target < 0x10000) simple.set(from.codePointAt(0) ?? 0, target);
  }
  for (let unit = 0; unit < 0x10000; unit++) units[unit] = simple.get(units[unit] ?? 0) ?? units[unit] ?? 0;
  for (const [point, unit] of astral) astral.set(point, simple.get(unit) ?? unit);
  for (const [point, unit] of simple) if (point > 0xffff) astral.set(point, unit);
  return { units, astral };
}

function once<Value>(make: () => Value): () => Value {
  let made: Value | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

/** For words: width, case, traditional and simplified, unseen characters. */
export const wordFold = once(() => withSimplified(baseFold(false)));

/** For what a rule reads: the same with letters as they are. */
export const readingFold = once(() => withSimplified(baseFold(true)));

/** A text as a fold sees it, without what is not seen. For words, not for whole documents. */
export function foldText(text: string, fold: Fold): string {
  let out = '';
  for (const sign of text) {
    const point = sign.codePointAt(0) ?? 0;
    const unit = point > 0xffff ? fold.astral.get(point) : fold.units[point];
    if (unit === undefined) out += sign;
    else if (unit !== GONE) out += String.fromCharCode(unit);
  }
  return out;
}
