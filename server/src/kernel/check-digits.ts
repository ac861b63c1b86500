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

const ID_WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const FIRST_TWO = new Set(
  '11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82 83'.split(
    ' ',
  ),
);

/** GB 11643-1999: check digit, birth date and province must all be right. */
export function isResidentId(number: string): boolean {
  if (!/^\d{17}[\dXx]$/.test(number) || !FIRST_TWO.has(number.slice(0, 2))) return false;
  const [year, month, day] = [number.slice(6, 10), number.slice(10, 12), number.slice(12, 14)].map(Number);
  const birth = new Date(Date.UTC(year ?? 0, (month ?? 0) - 1, day ?? 0));
  const dated =
    birth.getUTCFullYear() === year && birth.getUTCMonth() + 1 === month && birth.getUTCDate() === day;
  if (!dated || (year ?? 0) < 1850 || birth.getTime() > Date.now()) return false;
  const sum = ID_WEIGHTS.reduce((total, weight, index) => total + weight * Number(number[index]), 0);
  return '10X98765432'[sum % 11] === number[17]?.toUpperCase();
}

/** Luhn, 16 to 19 digits. */
export function isBankCard(digits: string): boolean {
  if (!/^\d{16,19}$/.test(digits) || /^(\d)\1+$/.test(digits)) return false;
  let sum = 0;
  for (let i = 0; i < digits.length; i++) {
    const digit = Number(digits[digits.length - 1 - i]);
    const doubled = i % 2 === 1 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}
