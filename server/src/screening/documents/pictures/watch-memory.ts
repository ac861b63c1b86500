import { readFileSync } from 'node:fs';

const PAGE_BYTES = 4096;
const EVERY_MS = 100;

/**
 * Looks at the memory that a process really holds, which V8's own limit does not cover, and tells once when it is more
 * than `most` bytes. Without /proc it cannot be known.
 *
 * @returns ends the watch
 */
export function watchMemory(pid: number | undefined, most: number, onMore: () => void): () => void {
  if (pid === undefined) return () => {};
  const timer = setInterval(() => {
    if (residentBytes(pid) <= most) return;
    clearInterval(timer);
    onMore();
  }, EVERY_MS);
  return () => clearInterval(timer);
}

function residentBytes(pid: number): number {
  try {
    return Number(readFileSync(`/proc/${pid}/statm`, 'latin1').split(' ')[1]) * PAGE_BYTES;
  } catch {
    return 0;
  }
}
