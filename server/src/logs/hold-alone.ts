import { hash } from 'node:crypto';
import { realpath } from 'node:fs/promises';
import { createServer } from 'node:net';
import { HouseError } from '../kernel/errors/index.ts';

/**
 * Holds a folder for this program alone, by a name in the kernel's own space, which goes with the program, however that dies.
 *
 * @returns what gives it back
 * @throws HouseError `logs-busy`
 */
export async function holdAlone(folder: string): Promise<() => Promise<void>> {
  const name = `\0zhengdun-logs-${hash('sha256', await realpath(folder)).slice(0, 32)}`;
  const server = createServer((socket) => socket.destroy());
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(name, resolve);
  }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EADDRINUSE') throw error;
    throw new HouseError('logs-busy', { folder }, { cause: error });
  });
  server.unref();
  return () => new Promise((resolve) => server.close(() => resolve()));
}
