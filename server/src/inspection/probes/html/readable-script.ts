/** More of a script is not read. */
const LONGEST = 200_000;
const MAX_UNPACKED = 3;
const MAX_WORDS = 20_000;

export interface ReadableScript {
  /** the script, and below it what its disguised parts say */
  readonly text: string;
  /** what its disguised parts say: packed code, letters as numbers. Empty where nothing is disguised. */
  readonly disguised: string;
}

/**
 * A script as a person would read it who undoes the usual disguises: `\x64`, `\u0064`, `String.fromCharCode(…)`,
 * `%3C` in `unescape`, numeric references, and Dean Edwards' packer, also packed several times. Nothing is run.
 */
export function readableScript(script: string): ReadableScript {
  const source = script.slice(0, LONGEST);
  let disguised = '';
  let layer = source;
  for (let depth = 0; depth < MAX_UNPACKED; depth++) {
    const inner = unpacked(layer);
    if (inner === undefined) break;
    disguised = `${inner}\n${disguised}`;
    layer = inner;
  }
  if (disguised === '' && !isSpelt(source)) return { text: plain(source), disguised: '' };
  const said = plain(spelt(disguised === '' ? source : disguised));
  return { text: `${plain(source)}\n${said}`, disguised: said };
}

/** Many letters are written as numbers: a few stand in honest scripts, too. */
function isSpelt(script: string): boolean {
  const escapes = script.match(/\\x[0-9a-f]{2}/gi)?.length ?? 0;
  const codes = /fromCharCode\s*\(\s*\d{1,5}(?:\s*,\s*\d{1,5}){9,}/.test(script);
  return escapes >= 20 || codes;
}

function spelt(script: string): string {
  return script
    .replace(/\\x([0-9a-f]{2})|\\u([0-9a-f]{4})/gi, (_, two, four) =>
      String.fromCharCode(Number.parseInt(two ?? four, 16)),
    )
    .replace(/String\s*\.\s*fromCharCode\s*\(([\d\s,]{1,60000})\)/g, (_, codes: string) =>
      codes
        .split(',')
        .map((code) => String.fromCharCode(Number(code) & 0xffff))
        .join(''),
    );
}

/** What strings say once they are joined and written out: `'scr'+'ipt'`, `\"`, `%3C`. */
function plain(script: string): string {
  return script
    .replace(/%([2-7][0-9a-f])/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
    .replace(/\\(["'/])/g, '$1')
    .replace(/(["'])\s{0,4}\+\s{0,4}\1/g, '');
}

const PAYLOAD =
  /\}\s*\(\s*'((?:[^'\\]|\\[\s\S])*)'\s*,\s*(\d{1,2}|\[\])\s*,\s*(\d{1,5}|\w)\s*,\s*'((?:[^'\\]|\\[\s\S])*)'\s*\.split\s*\(\s*'\|'\s*\)/;

/** The code within `eval(function(p,a,c,k,e,d){…}('…',62,99,'…|…'.split('|'),0,{}))`. */
function unpacked(script: string): string | undefined {
  const start = script.search(
    /function\s*\(\s*p\s*,\s*a\s*,\s*c\s*,\s*k\s*,\s*e\s*,\s*[rd]\s*\)|eval\s*\(\s*\w\s*\(/,
  );
  if (start === -1) return undefined;
  const match = PAYLOAD.exec(script.slice(start));
  if (!match) return undefined;
  const [, code = '', radix = '62', , list = ''] = match;
  const words = list.split('|', MAX_WORDS);
  return code
    .replace(/\\(['\\])/g, '$1')
    .replace(/\b\w{1,4}\b/g, (name) => words[numberOf(name, Number(radix) || 62)] || name)
    .slice(0, LONGEST);
}

/** The packer counts 0…9 a…z A…Z. */
function numberOf(name: string, radix: number): number {
  let value = 0;
  for (const sign of name) {
    const code = sign.charCodeAt(0);
    const digit = code <= 57 ? code - 48 : code >= 97 ? code - 87 : code - 29;
    if (digit < 0 || digit >= radix) return -1;
    value = value * radix + digit;
  }
  return value;
}
