import { policyOf } from '../../inspection/index.ts';
import { type Config, type StorePlace, storePlace } from '../../kernel/config/index.ts';
import { plainWords } from '../../kernel/value.ts';
import { type BackupStore, openStoreAt } from '../../logs/index.ts';

export const STORE = storePlace;

export const S3_OPTION = {
  ...plainWords({ allowed: { zh: '文件', en: 'a file' }, example: '/etc/zhengdun/s3.json', max: 4_000 }),
  placeholder: 'FILE',
  help: {
    zh: '对象存储的设定（JSON）：endpoint、region、accessKey、secretKey，须只有程序的用户可读',
    en: 'object storage (JSON): endpoint, region, accessKey, secretKey; readable by the program alone',
  },
} as const;

/** @throws HouseError `logs-store-settings` */
export function openStore(place: StorePlace, file: string | undefined, config: Config): Promise<BackupStore> {
  return openStoreAt(place, { file, policy: policyOf(config) });
}
