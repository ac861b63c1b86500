import type { Database } from '../kernel/database/index.ts';
import { listChannels } from './channel.repo.ts';

/** People can be told outside of the console once one channel is in use; it serves all units. */
export async function messagesSetup(db: Database) {
  return { messages: (await listChannels(db)).some(({ enabled }) => enabled) };
}
