import { hash } from 'node:crypto';
import { HouseError } from '../../kernel/errors/index.ts';
import type { BackupStore } from '../backup/store.ts';

/**
 * Reads a file of rows from a common store, and gives it only where it is the one that was registered.
 *
 * @param file.sha256 undefined where nobody can tell: nothing is right then
 * @throws HouseError `logs-store-fails`, `logs-object-missing`, `logs-object-changed`
 */
export async function readObject(
  store: BackupStore,
  object: string,
  file: { readonly bytes: number; readonly sha256: string | undefined },
): Promise<Buffer> {
  const bytes = await store.read(object);
  if (!bytes) throw new HouseError('logs-object-missing', { object: `${store.name}${object}` });
  if (bytes.length !== file.bytes || hash('sha256', bytes) !== file.sha256)
    throw new HouseError('logs-object-changed', { object: `${store.name}${object}` });
  return bytes;
}
