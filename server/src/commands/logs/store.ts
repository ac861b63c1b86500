import { readFile } from 'node:fs/promises';
import { isAbsolute, resolve } from 'node:path';
import { z } from 'zod';
import { policyOf } from '../../inspection/index.ts';
import type { Config } from '../../kernel/config/index.ts';
import { HouseError } from '../../kernel/errors/index.ts';
import { plainWords, type ValueSpec } from '../../kernel/value.ts';
import { type BackupStore, bucketStore, folderStore } from '../../logs/index.ts';

/** A folder, or a bucket and what names in it begin with. */
type StorePlace = { readonly folder: string } | { readonly bucket: string; readonly prefix: string };

/** `/mnt/backup/logs` or `s3://bucket/prefix`. */
export const STORE: ValueSpec<StorePlace> = {
  schema: z
    .string()
    .min(1)
    .max(4_000)
    .transform((text, context): StorePlace => {
      if (!text.includes('://') && !text.includes('\0'))
        return { folder: isAbsolute(text) ? text : resolve(text) };
      const [, bucket, prefix = ''] =
        /^s3:\/\/([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(?:\/([\w./-]{0,500}))?$/.exec(text) ?? [];
      if (bucket !== undefined)
        return { bucket, prefix: prefix === '' ? '' : `${prefix.replace(/\/$/, '')}/` };
      context.addIssue({ code: 'custom' });
      return z.NEVER;
    }),
  allowed: { zh: '目录，或 s3://桶/前缀', en: 'a folder, or s3://bucket/prefix' },
  example: 's3://logs-backup/oa',
};

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
