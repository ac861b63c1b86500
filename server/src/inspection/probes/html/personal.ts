import type { FlatText } from './flat-text.ts';
import type { PersonalFact } from './page-facts.ts';
import { saltedDigest } from './secrecy.ts';

const LIMIT = 50;

/** Numbers of persons, found only when their check digits are right (GB 11643, Luhn) or their context names them. */
export function readPersonal(text: FlatText, salt: string): PersonalFact[] {
  const facts: PersonalFact[] = [];
  const add = (kind: PersonalFact['kind'], value: string, offset: number): void => {
    if (facts.length < LIMIT)
      facts.push({ kind, masked: mask(value), digest: saltedDigest(salt, value), line: text.lineAt(offset) });
  };
  for (const match of text.text.matchAll(/(?<![\dA-Za-z])\d{6}[ -]?\d{8}[ -]?\d{3}[\dXx](?![\dA-Za-z])/g)) {
    const number = match[0].replace(/[ -]/g, '').toUpperCase();
    // Codes of organisations have eighteen places, too.
    const named = /(?:信用|机构)代码[^\n]{0,12}$/.test(
      text.text.slice(Math.max(0, match.index - 24), match.index),
    );
    if (!named && isResidentId(number)) add('resident-id', number, match.index);
  }
  for (const match of text.text.matchAll(
    /(?<![\dA-Za-z])[3-6]\d{3}(?:[ -]?\d{4}){2,3}(?:[ -]?\d{1,3})?(?![\dA-Za-z])/g,
  )) {
    const digits = match[0].replace(/[ -]/g, '');
    const before = text.text.slice(Math.max(0, match.index - 40), match.index);
    if (isBankCard(digits) && /卡号|银行卡|借记卡|储蓄卡|社保卡|一卡通/.test(before))
      add('bank-card', digits, match.index);
  }
  for (const match of text.text.matchAll(/(?<![\dA-Za-z-])1[3-9]\d{9}(?![\dA-Za-z-])/g))
    add('mobile', match[0], match.index);
  for (const match of text.text.matchAll(
    /护照[^\n]{0,20}?[^A-Za-z\d](E[A-HJ-NP-Z\d]\d{7}|G\d{8})(?![A-Za-z\d])/g,
  )) {
    add('passport', match[1] ?? '', match.index + match[0].length - 1);
  }
  return facts;
}

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
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
  const sum = WEIGHTS.reduce((total, weight, index) => total + weight * Number(number[index]), 0);
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

function mask(value: string): string {
  const keep = value.length >= 15 ? 3 : 2;
  return value.slice(0, keep) + '*'.repeat(value.length - keep * 2) + value.slice(-keep);
}
