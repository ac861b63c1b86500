import type { LogBackup } from '../../kernel/config/index.ts';
import type { EgressPolicy } from '../../kernel/egress/index.ts';
import { HouseError } from '../../kernel/errors/index.ts';
import { nameOfPlace, openStoreAt } from '../backup/open-store.ts';
import type { BackupStore } from '../backup/store.ts';

/** Where and when the archive is backed up by itself. */
export interface BackupPlan {
  /** as it is shown to people; undefined: it is not backed up by itself */
  readonly place: string | undefined;
  /** of the day, Beijing time */
  readonly hour: number;
  /** between two drills */
  readonly drillDays: number;
  /** @throws HouseError `logs-backup-unset`, `logs-store-settings` */
  open(): Promise<BackupStore>;
}

export function backupPlan({ place, s3File, hour, drillDays }: LogBackup, policy: EgressPolicy): BackupPlan {
  return {
    place: place && nameOfPlace(place),
    ...{ hour, drillDays },
    open() {
      if (!place) throw new HouseError('logs-backup-unset', {});
      return openStoreAt(place, { file: s3File, policy });
    },
  };
}
