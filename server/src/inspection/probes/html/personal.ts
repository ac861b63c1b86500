import { isBankCard, isResidentId } from '../../../kernel/check-digits.ts';
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

function mask(value: string): string {
  const keep = value.length >= 15 ? 3 : 2;
  return value.slice(0, keep) + '*'.repeat(value.length - keep * 2) + value.slice(-keep);
}
