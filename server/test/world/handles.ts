import { setImmediate as turn } from 'node:timers/promises';

/** Sockets, servers and timers that are open, once handles that are closing have gone. */
export async function openHandles(): Promise<string[]> {
  for (let turns = 0; turns < 20; turns += 1) await turn();
  return process
    .getActiveResourcesInfo()
    .filter((kind) => /TCP|UDP|TLS|Timeout/.test(kind))
    .sort();
}
