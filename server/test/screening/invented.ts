/**
 * Numbers whose check digits are right and that belong to nobody: counties that do not exist (…99), cards and codes made
 * of zeros.
 */
export function id(region: string, birth: string, serial: string): string {
  const head = `${region}${birth}${serial}`;
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
  const sum = weights.reduce((total, weight, at) => total + weight * Number(head[at]), 0);
  return head + '10X98765432'[sum % 11];
}

/** @param head all digits but the last */
export function card(head: string): string {
  for (let last = 0; last < 10; last++) {
    const digits = `${head}${last}`;
    let sum = 0;
    for (let at = 0; at < digits.length; at++) {
      const digit = Number(digits[digits.length - 1 - at]) * (at % 2 === 1 ? 2 : 1);
      sum += digit > 9 ? digit - 9 : digit;
    }
    if (sum % 10 === 0) return digits;
  }
  throw new RangeError(head);
}

/** @param head 17 signs of a 统一社会信用代码 */
export function credit(head: string): string {
  const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY';
  let weight = 1;
  let sum = 0;
  for (const sign of head) {
    sum += weight * alphabet.indexOf(sign);
    weight = (weight * 3) % 31;
  }
  return head + alphabet[(31 - (sum % 31)) % 31];
}

/** The same number with a wrong last digit. */
export function spoilt(number: string): string {
  const last = number.at(-1) ?? '0';
  return number.slice(0, -1) + (last === '7' ? '3' : '7');
}

/** 138 **** 1234 as papers hide it. */
export function hidden(number: string, from: number, to: number): string {
  return number.slice(0, from) + '*'.repeat(to - from) + number.slice(to);
}
