import { join } from 'node:path';

/** The files of this installation's ledger: a folder that may be copied or served as it is. */
export function ledgerFolder(dataDirectory: string): string {
  return join(dataDirectory, 'ledger');
}

/** The newest signed checkpoint, where tlog-tiles puts it. */
export const CHECKPOINT_FILE = 'checkpoint';

/** Public keys beside the tree. */
export const KEY_FILES = {
  /** one `name+id+base64` a line */
  vkeys: 'keys/verifiers.txt',
  ed25519: 'keys/ed25519.pem',
  sm2: 'keys/sm2.pem',
} as const;
