import { stat } from 'node:fs/promises';
import { relative } from 'node:path';
import { writeDurably } from '../../kernel/durable-file.ts';
import { HouseError } from '../../kernel/errors/index.ts';
import type { Archive } from '../archive.ts';
import type { Holding } from '../holdings.ts';
import { manifestSchema, placesOf, readExactly } from '../manifest.ts';
import { listSpool } from '../spool-files.ts';
import { isThere, readIfThere } from '../verify/read-if-there.ts';
import { readObject } from './read-object.ts';
import { digestOf } from './register-entries.ts';
import { makeRoom, openShipper, type Shared, sharedName } from './ship-entries.ts';

/** A store that a collector shares with others, and how much of the own disk it may take meanwhile. */
export interface SharedPlace extends Shared {
  /** bytes that may wait to be brought over; beyond it nothing is taken in */
  readonly mostWaiting: number;
}

/** What a collector does about its common store. */
export interface Sharing {
  /** so much waits to be brought over that nothing more may be taken in */
  readonly isFull: boolean;
  /** what a sender is told then */
  refusal(): HouseError;
  /** As `Archive.append`, while there is room. @throws HouseError also `logs-store-behind` */
  append: Archive['append'];
  /** Measures what waits. */
  look(): Promise<void>;
  /** Brings over what is new, and gives back room on the disk. @throws as `Shipper.ship` */
  turn(now: Date): Promise<void>;
  /** Puts files that were taken off the disk back on it. @throws HouseError `logs-store-fails`, `logs-object-changed` */
  bring(files: readonly Holding[]): Promise<void>;
}

/** While the store or the register is away what is sealed waits on the disk, as much as there is room for. */
export function openSharing(
  archive: Pick<Archive, 'folder' | 'head' | 'holdings' | 'append'>,
  place: SharedPlace,
): Sharing {
  const { folder } = archive;
  const { store, name, mostWaiting } = place;
  const places = placesOf(folder);
  const shipper = openShipper(archive, place);
  let isFull = false;

  async function look(): Promise<void> {
    const registered = shipper.registered ?? 0;
    const sealed = archive.holdings().filter(({ entry }) => entry > registered);
    let waiting = sealed.reduce((sum, { bytes }) => sum + bytes, 0);
    for (const { path } of await listSpool(places.spool)) waiting += await sizeOf(path);
    isFull = waiting >= mostWaiting;
  }

  const refusal = () =>
    new HouseError('logs-store-behind', { gib: Number((mostWaiting / 1024 ** 3).toFixed(2)) });

  return {
    get isFull() {
      return isFull;
    },
    refusal,
    append: (events, notes) => (isFull ? Promise.reject(refusal()) : archive.append(events, notes)),
    look,
    async turn(now) {
      await shipper.ship({ now });
      await makeRoom(archive, { registered: shipper.registered ?? 0, mostBytes: mostWaiting });
      await look();
    },
    async bring(files) {
      for (const { entry, kind, bytes } of files) {
        const path = places.segment(entry, kind);
        if (await isThere(path)) continue;
        const object = sharedName(name, relative(folder, path));
        const manifest = readExactly(manifestSchema, (await readIfThere(places.manifest(entry))) ?? '');
        const sha256 = manifest && digestOf(manifest, kind);
        await writeDurably(path, await readObject(store, object, { bytes, sha256 }));
      }
    },
  };
}

/** Sealed and removed meanwhile: nothing. */
async function sizeOf(path: string): Promise<number> {
  return stat(path).then(
    ({ size }) => size,
    () => 0,
  );
}
