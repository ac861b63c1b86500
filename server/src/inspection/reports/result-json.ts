import type { CheckResult } from '@zhengdun/contract';

const ESCAPES: Readonly<Record<string, string>> = {
  '<': '\\u003c',
  '>': '\\u003e',
  '&': '\\u0026',
  '\u2028': '\\u2028',
  '\u2029': '\\u2029',
};

/**
 * The result as JSON, on one line, without a line break at its end: what `--json` prints and what the HTML report
 * holds, byte for byte, so that one digest fits both. `<`, `>` and `&` are written as \u003c and the like: the text
 * is the same JSON and cannot end a script element.
 */
export function resultJson(result: CheckResult): string {
  return JSON.stringify(result).replaceAll(/[<>&\u2028\u2029]/g, (sign) => ESCAPES[sign] ?? sign);
}
