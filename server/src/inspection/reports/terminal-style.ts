import type { Lang, Verdict } from '@zhengdun/contract';

/** Characters that are one cell in some terminals and two in others (UAX #11 “ambiguous”), and what stands for them. */
const AMBIGUOUS: Readonly<Record<string, string>> = {
  '“': '"',
  '”': '"',
  '‘': "'",
  '’': "'",
  '…': '...',
  '—': '-',
  '–': '-',
  '·': '.',
  '×': 'x',
  '→': '->',
  '←': '<-',
  '●': '*',
  '○': 'o',
  '─': '-',
  '│': '|',
  '≥': '>=',
  '≤': '<=',
};
const AMBIGUOUS_SIGNS = new RegExp(`[${Object.keys(AMBIGUOUS).join('')}]`, 'gu');

/** Addresses, words of a page in quotation marks, and dates are printed as they are. */
const KEPT =
  /([a-z][a-z0-9+.-]*:\/\/[^\s“”「」（），。；、\p{Script=Han}]+|“(?:[^“”]|“[^“”]*”)*”|\d{4}年\d+月\d+日(?:\d+时\d+分)?)/giu;
/** A host name or a suffix among Chinese characters. */
const HOST = /(?<=\p{Script=Han})(?=\.?[a-z0-9-]+\.[a-z])|(?<=[a-z0-9]\.[a-z]+)(?=\p{Script=Han})/giu;

const HALF_WIDTH: Readonly<Record<string, string>> = {
  '，': ', ',
  '。': '; ',
  '；': '; ',
  '：': ': ',
  '（': ' (',
  '）': ') ',
  '！': '! ',
  '？': '? ',
};

/**
 * A sentence as the terminal prints it: half-width punctuation, blanks around numbers, no full stop at its end, no
 * sign of ambiguous width. Addresses and quoted words keep their characters.
 */
export function terminalText(text: string, lang: Lang): string {
  const styled = lang === 'zh' ? text.split(KEPT).map(stylePart).join('') : text;
  return styled
    .replaceAll(AMBIGUOUS_SIGNS, (sign) => AMBIGUOUS[sign] ?? sign)
    .replaceAll(/ {2,}/g, ' ')
    .replaceAll(/ +(?=[,;:)、]( |$))|(?<=\() +| +(?=、)|(?<=[、《]) +/g, '')
    .replace(/[;.\s]+$/, '')
    .trim();
}

function stylePart(part: string, index: number): string {
  if (index % 2 === 1) return /^\d/.test(part) ? ` ${part}` : ` ${part} `;
  return part
    .replaceAll(/[，。；：（）！？]/g, (sign) => HALF_WIDTH[sign] ?? sign)
    .replaceAll(HOST, ' ')
    .replaceAll(/(?<=\p{Script=Han})(?=\d{1,6}(\.\d+)?%?(?![\w.%-]))/gu, ' ')
    .replaceAll(/(?<=(?<![\w.%-])\d{1,6}(\.\d+)?%?)(?=\p{Script=Han})/gu, ' ');
}

const COLOURS: Readonly<Record<Verdict, number>> = { unmet: 31, unknown: 33, met: 32, 'not-applicable': 90 };

/** Colours a verdict word. The word is there without it: the colour only repeats it. */
export function painted(text: string, verdict: Verdict, colour: boolean): string {
  return colour ? `\u001b[${COLOURS[verdict]}m${text}\u001b[0m` : text;
}
