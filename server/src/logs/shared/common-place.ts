import type { StorePlace } from '../../kernel/config/index.ts';
import type { EgressPolicy } from '../../kernel/egress/index.ts';
import { nameOfPlace, openStoreAt } from '../backup/open-store.ts';
import type { BackupStore } from '../backup/store.ts';

/** The common store of the settings, for whoever looks at all that lies there. */
export interface CommonPlace {
  /** as it is shown to people */
  readonly name: string;
  /** @throws HouseError `logs-store-settings` */
  open(): Promise<BackupStore>;
}

/** @returns undefined where logs are kept on this machine alone */
export function commonPlace(
  {
    logStore,
    logStoreKeys,
  }: { readonly logStore?: StorePlace | undefined; readonly logStoreKeys?: string | undefined },
  policy: EgressPolicy,
): CommonPlace | undefined {
  if (!logStore) return undefined;
  return {
    name: nameOfPlace(logStore),
    open: () => openStoreAt(logStore, { file: logStoreKeys, policy }),
  };
}
