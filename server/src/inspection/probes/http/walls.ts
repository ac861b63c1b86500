/**
 * Answers by which page protection sends programs away while people with browsers are let in: neither the page nor
 * its end. 412 and 521 are those of Chinese page protection, 444 is nginx's, 999 LinkedIn's.
 */
export function isWall(status: number): boolean {
  return WALLS.has(status);
}

const WALLS: ReadonlySet<number> = new Set([401, 403, 405, 406, 412, 418, 429, 444, 451, 521, 999]);
