/** GB 32100-2015, without I O S V Z. */
const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];

/**
 * Whether the last character of a 统一社会信用代码 fits the 17 before it (GB 32100-2015). Codes that were given out
 * wrong are in use, so a misfit is a reason to look again, never to refuse.
 *
 * @param code 18 characters, upper case
 */
export function creditCodeFits(code: string): boolean {
  const values = Array.from(code, (sign) => ALPHABET.indexOf(sign));
  if (values.length !== 18 || values.includes(-1)) return false;
  const sum = WEIGHTS.reduce((total, weight, place) => total + weight * (values[place] ?? 0), 0);
  return values[17] === (31 - (sum % 31)) % 31;
}
