import type { Hash } from '../tree/merkle.ts';

/** What a checkpoint says: this log had so many entries, and this was their root (C2SP tlog-checkpoint). */
export interface Checkpoint {
  readonly origin: string;
  readonly size: number;
  readonly root: Hash;
}

/** The text of the note: three lines. */
export function checkpointText({ origin, size, root }: Checkpoint): string {
  return `${origin}\n${size}\n${root.toString('base64')}\n`;
}

/** Reads the text of a note; undefined for one that is no checkpoint. Lines behind the third are allowed. */
export function parseCheckpoint(text: string): Checkpoint | undefined {
  const [origin = '', size = '', root = '', ...rest] = text.split('\n');
  const hash = Buffer.from(root, 'base64');
  const isSize = /^(0|[1-9]\d{0,14})$/.test(size);
  if (origin === '' || !isSize || hash.length !== 32 || hash.toString('base64') !== root) return undefined;
  // The last part lies behind the last line feed; extension lines are not empty.
  if (rest.pop() !== '' || rest.includes('')) return undefined;
  return { origin, size: Number(size), root: hash };
}
