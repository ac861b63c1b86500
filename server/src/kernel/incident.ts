import { randomInt } from 'node:crypto';
import { HOUR_MS } from './durations.ts';

/** Letters and digits that are not taken for one another when read out on the telephone. */
const ALPHABET = '23456789ABCDEFGHJKMNPQRSTVWXYZ';

/**
 * A number (事件编号) that a user can read out and that finds the entry in the log: `20261123-7F3K2M`.
 * The day is that of Beijing time.
 */
export function newIncident(now = new Date()): string {
  const day = new Date(now.getTime() + 8 * HOUR_MS).toISOString().slice(0, 10).replaceAll('-', '');
  const tail = Array.from({ length: 6 }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');
  return `${day}-${tail}`;
}
