import { rmSync } from 'node:fs';
import { createServer, type Socket } from 'node:net';
import type { KeeperState } from './keeper-state.ts';

/** The programs that need the database, by their open connections to the keeper. */
export interface Audience {
  /** tells a state to all, and to everybody who comes later */
  say(state: KeeperState): void;
  /** whether anybody is there */
  isPresent(): boolean;
  /** whether anybody is there, or may yet come */
  isWanted(): boolean;
  /** lets nobody in any more, tells those who are there a last state, and lets them go */
  close(last?: KeeperState): void;
}

/**
 * Listens on the keeper's socket. The caller holds the keeper's lock, so a socket that is there is a dead one's.
 *
 * @param graceMs how long the database waits for the next program after the last one has gone
 */
export function openAudience(address: string, graceMs: number): Promise<Audience> {
  const members = new Set<Socket>();
  let state: KeeperState = { state: 'starting' };
  let lastSeen = performance.now();
  const server = createServer((member) => {
    members.add(member);
    member.on('error', () => member.destroy());
    member.on('close', () => {
      members.delete(member);
      lastSeen = performance.now();
    });
    member.resume();
    member.write(line(state));
  });
  rmSync(address, { force: true });
  return new Promise((resolve, reject) => {
    server.on('error', reject);
    server.listen(address, () =>
      resolve({
        say(next) {
          state = next;
          for (const member of members) member.write(line(next));
        },
        isPresent: () => members.size > 0,
        isWanted: () => members.size > 0 || performance.now() - lastSeen < graceMs,
        close(last) {
          server.close();
          // end, not destroy: the last state must arrive
          for (const member of members) {
            if (last) member.end(line(last));
            else member.end();
          }
        },
      }),
    );
  });
}

function line(state: KeeperState): string {
  return `${JSON.stringify(state)}\n`;
}
