import { join } from 'node:path';

/** The files of this installation's ledger: a folder that may be copied or served as it is. */
export function ledgerFolder(dataDirectory: string): string {
  return join(dataDirectory, 'ledger');
}

/** The newest signed checkpoint, where tlog-tiles puts it. */
export const CHECKPOINT_FILE = 'checkpoint';

/** Public keys beside the tree: those in force. */
export const KEY_FILES = {
  /** one `name+id+base64` a line */
  vkeys: 'keys/verifiers.txt',
  ed25519: 'keys/ed25519.pem',
  sm2: 'keys/sm2.pem',
} as const;

/**
 * What is kept of keys that were replaced: themselves, and the last checkpoint that they have signed, which the keys
 * after them have signed too.
 *
 * @param number counted from 0
 */
export function pastKeyFiles(number: number): { readonly vkeys: string; readonly checkpoint: string } {
  return { vkeys: `keys/past/${number}/verifiers.txt`, checkpoint: `keys/past/${number}/checkpoint` };
}
