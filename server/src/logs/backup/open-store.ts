import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import type { StorePlace } from '../../kernel/config/index.ts';
import type { EgressPolicy } from '../../kernel/egress/index.ts';
import { HouseError } from '../../kernel/errors/index.ts';
import { type BackupStore, bucketStore, folderStore } from './store.ts';

const settingsSchema = z.strictObject({
  endpoint: z.url({ protocol: /^https?$/ }).max(500),
  region: z.string().min(1).max(60),
  accessKey: z.string().min(1).max(200),
  secretKey: z.string().min(1).max(400),
});

/**
 * Opens a place of backups.
 *
 * @param about.file settings of the object storage, JSON
 * @throws HouseError `logs-store-settings`
 */
export async function openStoreAt(
  place: StorePlace,
  about: { readonly file: string | undefined; readonly policy: EgressPolicy },
): Promise<BackupStore> {
  if ('folder' in place) return folderStore(place.folder);
  const { file, policy } = about;
  const text = file === undefined ? '' : await readFile(file, 'utf8').catch(() => '');
  const read = settingsSchema.safeParse(parse(text.slice(0, 10_000)));
  if (!read.success) throw new HouseError('logs-store-settings', { file: file ?? '--s3' });
  return bucketStore(policy, { ...read.data, bucket: place.bucket }, place.prefix);
}

/** As it is shown to people. */
export function nameOfPlace(place: StorePlace): string {
  return 'folder' in place ? place.folder : `s3://${place.bucket}/${place.prefix}`;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
