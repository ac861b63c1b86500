import { hash } from 'node:crypto';
import { readFile, rm } from 'node:fs/promises';
import { relative } from 'node:path';
import { claim, type Database } from '../../kernel/database/index.ts';
import { HOUR_MS } from '../../kernel/durations.ts';
import { HouseError } from '../../kernel/errors/index.ts';
import type { Archive } from '../archive.ts';
import type { BackupStore } from '../backup/store.ts';
import { signHead } from '../chain/head-note.ts';
import type { Holding } from '../holdings.ts';
import type { LogKeys } from '../keys.ts';
import { type Head, type Manifest, manifestSchema, placesOf, readExactly, textOf } from '../manifest.ts';
import { isThere, readIfThere } from '../verify/read-if-there.ts';
import { findCollector, findHeads, forgetGone, listGone } from './collector.repo.ts';
import { readHeads } from './heads-note.ts';
import { digestOf, readHeadText, registerEntries } from './register-entries.ts';
import { HEADS } from './verify-shared.ts';

/** What is replaced stays so long: whoever reads or copies at this moment still finds it. */
const GONE_MS = HOUR_MS;
/** So often the note of all is written again: each other collector may have written one older note over it. */
const MOST_TRIES = 20;

/** Where a collector puts what it seals. */
export interface Shared {
  readonly db: Database;
  readonly store: BackupStore;
  /** of the collector: `dmz-1` */
  readonly name: string;
  readonly keys: LogKeys;
}

/** Puts what a collector has sealed into a store that it shares with others. */
export interface Shipper {
  /** how many entries of the archive are registered; undefined until it was asked */
  readonly registered: number | undefined;
  /**
   * Brings over what is new: files of rows, manifests, the signed head, then the entry in the register, from which on they count,
   * and the note of all collectors. Each object is read back. Idempotent: whatever broke off is done again.
   *
   * @throws HouseError `logs-collector-twice`, `logs-store-fails`, `logs-collector-taken`, `logs-collector-forked`, `logs-collector-behind`,
   *   `logs-store-foreign`
   */
  ship(about: { readonly now: Date }): Promise<void>;
}

/** The name of a collector's file in the store. */
export function sharedName(collector: string, path: string): string {
  return `collectors/${collector}/${path}`;
}

export function openShipper(
  archive: Pick<Archive, 'folder' | 'head' | 'holdings'>,
  { db, store, name, keys }: Shared,
): Shipper {
  const places = placesOf(archive.folder);
  const nameOf = (path: string) => sharedName(name, relative(archive.folder, path));
  let registered: number | undefined;
  /** the head whose note lies in the store, as far as we know */
  let noted = '';

  /** Written, and read back. */
  async function put(own: string, bytes: Buffer): Promise<void> {
    await store.write(own, bytes);
    const read = await store.read(own);
    if (!read?.equals(bytes)) throw new HouseError('logs-store-fails', { store: store.name, detail: own });
  }

  async function putRows(file: Holding, manifest: Manifest): Promise<void> {
    const path = places.segment(file.entry, file.kind);
    const bytes = await readFile(path);
    if (hash('sha256', bytes) !== digestOf(manifest, file.kind))
      throw new HouseError('logs-not-readable', { file: path });
    await put(nameOf(path), bytes);
  }

  async function putHead(head: Head, note: string): Promise<void> {
    const keyText = (await readIfThere(places.keys)) ?? '';
    await put(nameOf(places.keys), Buffer.from(keyText));
    await put(nameOf(places.note), Buffer.from(note));
    await put(nameOf(places.head), Buffer.from(textOf(head)));
  }

  /** Others write it too, at the same moment: where an older one came over ours it is written again. */
  async function putHeads(text: string | undefined): Promise<void> {
    const heads = text === undefined ? undefined : readHeads(text);
    if (text === undefined || !heads) return;
    if ((await headsThere()).number >= heads.number) return;
    const verifiers = keys.signersOf(heads.origin).map(({ verifier }) => `${verifier.vkey}\n`);
    await put('keys/verifiers.txt', Buffer.from(verifiers.join('')));
    for (let tries = 0; tries < MOST_TRIES; tries += 1) {
      await store.write(HEADS, Buffer.from(text));
      const there = await headsThere();
      if (there.number > heads.number || there.text === text) return;
    }
    throw new HouseError('logs-store-fails', { store: store.name, detail: HEADS });
  }

  /** The note of all that lies in the store; number 0 where there is none. */
  async function headsThere() {
    const text = (await store.read(HEADS))?.toString('utf8') ?? '';
    const { number = 0, origin } = readHeads(text) ?? {};
    return { text, number, origin };
  }

  /** What lies in the store must be what the register is of: one that was mistaken for it is not filled. */
  async function checkStore(): Promise<void> {
    const note = await findHeads(db);
    const own = note === undefined ? undefined : readHeads(note);
    const { origin } = await headsThere();
    // Whoever registered first may have died before the note was written: a manifest lies there before it is registered.
    const isOurs =
      origin !== undefined || !own ? origin === own?.origin : await hasFirst(own.collectors[0]?.name ?? name);
    if (!isOurs) throw new HouseError('logs-store-foreign', { store: store.name });
  }

  async function hasFirst(collector: string): Promise<boolean> {
    const own = sharedName(collector, relative(archive.folder, places.manifest(1)));
    return (await store.read(own)) !== undefined;
  }

  async function removeGone(now: Date): Promise<void> {
    for (const { entry, kind } of await listGone(db, name, new Date(now.getTime() - GONE_MS))) {
      await store.remove(nameOf(places.segment(entry, kind)));
      await forgetGone(db, { collector: name, entry, kind });
    }
  }

  async function bringOver(
    { head, holdings }: { readonly head: Head; readonly holdings: readonly Holding[] },
    { now }: Parameters<Shipper['ship']>[0],
  ): Promise<void> {
    const text = textOf(head);
    if (noted === '') await checkStore();
    const before = await findCollector(db, name);
    if (before && before.origin !== head.origin) throw new HouseError('logs-collector-taken', { name });
    const done = before?.entries ?? 0;
    if (done > head.entries)
      throw new HouseError('logs-collector-behind', { name, own: head.entries, registered: done });
    const manifests = await readManifests(archive.folder, { from: done + 1, to: head.entries });
    const [next] = manifests;
    // Nothing is put where the register would refuse it: it would take the place of what is registered.
    const goesOn = next
      ? next.manifest.previous?.sha256 === (before && readHeadText(before.head).manifest.sha256)
      : before?.head === text;
    if (!goesOn) throw new HouseError('logs-collector-forked', { name, entry: done + 1 });
    registered = done;
    for (const file of holdings.filter(({ entry }) => entry > done && entry <= head.entries)) {
      const made = manifests[file.entry - done - 1];
      if (made) await putRows(file, made.manifest);
    }
    for (const each of manifests) {
      await put(nameOf(places.manifest(each.manifest.number)), Buffer.from(each.text));
    }
    const note = signHead(head, now.getTime(), keys.signersOf(head.origin));
    await putHead(head, note);
    if (next) await registerEntries(db, { name, head, note, manifests }, { keys, now });
    registered = head.entries;
    await putHeads(await findHeads(db));
    noted = text;
  }

  return {
    get registered() {
      return registered;
    },
    async ship(about) {
      // Both at one moment: somebody may seal meanwhile.
      const head = archive.head();
      const holdings = archive.holdings();
      if (!head) return;
      if (noted !== textOf(head)) {
        const key = BigInt(`0x${hash('sha256', `logs collector ${name}`).slice(0, 16)}`);
        const isAlone = await claim(db, key, () => bringOver({ head, holdings }, about));
        if (!isAlone) throw new HouseError('logs-collector-twice', { name });
      }
      await removeGone(about.now);
    },
  };
}

async function readManifests(folder: string, { from, to }: { readonly from: number; readonly to: number }) {
  const numbers = Array.from({ length: to - from + 1 }, (_, index) => from + index);
  return Promise.all(
    numbers.map(async (number) => {
      const file = placesOf(folder).manifest(number);
      const text = (await readIfThere(file)) ?? '';
      const manifest = readExactly(manifestSchema, text);
      if (!manifest) throw new HouseError('logs-not-readable', { file });
      return { text, manifest };
    }),
  );
}

/** Takes away files of rows that are registered and that the disk has no room for, the oldest first. @returns how many */
export async function makeRoom(
  archive: Pick<Archive, 'folder' | 'holdings'>,
  { registered, mostBytes }: { readonly registered: number; readonly mostBytes: number },
): Promise<number> {
  const places = placesOf(archive.folder);
  const there = [];
  for (const file of archive.holdings()) {
    const path = places.segment(file.entry, file.kind);
    if (await isThere(path)) there.push({ ...file, path });
  }
  let total = there.reduce((sum, { bytes }) => sum + bytes, 0);
  let removed = 0;
  for (const file of there.sort((one, other) => one.received.to - other.received.to)) {
    if (total <= mostBytes) break;
    if (file.entry > registered) continue;
    await rm(file.path, { force: true });
    total -= file.bytes;
    removed += 1;
  }
  return removed;
}
