import { once } from 'node:events';
import { createReadStream } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { pipeline } from 'node:stream/promises';
import { setTimeout } from 'node:timers/promises';

const TRIES = 600;

/** Sends a file over TCP to whoever is going to listen there. */
export async function feed(file: string, port: number): Promise<void> {
  const socket = await connected(port);
  await pipeline(createReadStream(file, { highWaterMark: 256 * 1024 }), socket);
}

async function connected(port: number): Promise<Socket> {
  for (let turn = 0; turn < TRIES; turn += 1) {
    const socket = connect(port, '127.0.0.1');
    try {
      await once(socket, 'connect');
      return socket;
    } catch {
      await setTimeout(100);
    }
  }
  throw new Error(`nobody listens at ${port}`);
}
