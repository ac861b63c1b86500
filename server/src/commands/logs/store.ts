import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { policyOf } from '../../inspection/index.ts';
import { type Config, type StorePlace, storePlace } from '../../kernel/config/index.ts';
import { HouseError } from '../../kernel/errors/index.ts';
import { plainWords } from '../../kernel/value.ts';
import { type BackupStore, bucketStore, folderStore } from '../../logs/index.ts';

export const STORE = storePlace;

export const S3_OPTION = {
  ...plainWords({ allowed: { zh: '文件', en: 'a file' }, example: '/etc/zhengdun/s3.json', max: 4_000 }),
  placeholder: 'FILE',
  help: {
    zh: '对象存储的设定（JSON）：endpoint、region、accessKey、secretKey，须只有程序的用户可读',
    en: 'object storage (JSON): endpoint, region, accessKey, secretKey; readable by the program alone',
  },
} as const;

const settingsSchema = z.strictObject({
  endpoint: z.url({ protocol: /^https?$/ }).max(500),
  region: z.string().min(1).max(60),
  accessKey: z.string().min(1).max(200),
  secretKey: z.string().min(1).max(400),
});

/** @throws HouseError `logs-store-settings` */
export async function openStore(
  place: StorePlace,
  file: string | undefined,
  config: Config,
): Promise<BackupStore> {
  if ('folder' in place) return folderStore(place.folder);
  const text = file === undefined ? '' : await readFile(file, 'utf8').catch(() => '');
  const read = settingsSchema.safeParse(parse(text.slice(0, 10_000)));
  if (!read.success) throw new HouseError('logs-store-settings', { file: file ?? '--s3' });
  return bucketStore(policyOf(config), { ...read.data, bucket: place.bucket }, place.prefix);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
