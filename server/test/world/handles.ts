import { setTimeout as pause } from 'node:timers/promises';

/** Sockets, servers and timers that are open at this moment. */
export function openHandles(): string[] {
  return process.getActiveResourcesInfo().filter((kind) => /TCP|UDP|TLS|Timeout/.test(kind));
}

/**
 * What is open beyond `before`. Handles that are closing, and the test runner's own short timers, get a moment
 * to go; a leak stays.
 */
export async function handlesBeyond(before: readonly string[]): Promise<string[]> {
  for (let attempt = 0; attempt < 40; attempt += 1) {
    if (excess(before).length === 0) return [];
    await pause(25);
  }
  return excess(before);
}

function excess(before: readonly string[]): string[] {
  const left = [...before];
  return openHandles().filter((kind) => {
    const known = left.indexOf(kind);
    if (known >= 0) left.splice(known, 1);
    return known < 0;
  });
}
