import { createHash } from 'node:crypto';
import { appendFile, readdir, readFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { digestsOf } from '../../kernel/digests.ts';
import { HouseError } from '../../kernel/errors/index.ts';
import type { NoteVerifier } from '../../kernel/ledger/index.ts';
import { type Holding, readName } from '../holdings.ts';
import { type Manifest, placesOf, textOf } from '../manifest.ts';
import { type Chain, readChain } from '../verify/chain.ts';
import { faultText } from '../verify/fault.ts';
import { readKept } from '../verify/kept.ts';
import { listIfThere, readIfThere } from '../verify/read-if-there.ts';
import { replay } from '../verify/replay.ts';
import type { BackupStore } from './store.ts';

export interface BackedUp {
  /** written this time */
  files: number;
  bytes: number;
  /** there already */
  kept: number;
  /** taken away: their rows are in another file, or were deleted when their time was over */
  removed: number;
  /** how far the backup goes */
  readonly entries: number;
  readonly events: number;
}

/** How a backup is made. */
export interface BackupWork {
  /** of the archive */
  readonly keys: readonly NoteVerifier[];
  readonly signal: AbortSignal;
  readonly told?: ((done: number, of: number) => void) | undefined;
  /** a file of rows that is not in the folder */
  readonly readRows?: (file: Holding) => Promise<Buffer>;
}

/** A file that is part of a backup: what it should be, and how to get it. */
export interface Needed {
  readonly name: string;
  readonly bytes: number | undefined;
  readonly sha256: string | undefined;
  read(): Promise<Buffer>;
}

/** Compaction may take files away while they are copied: then it is begun again. */
const TRIES = 3;

/**
 * Copies what is sealed to another place, and only what is not there yet. The history is verified before; each file is held
 * against its manifest before it is sent, and read back after. What lies there must be an older state of the same archive: a
 * history that was written anew does not overwrite a backup. The signed head goes last. Reads only; somebody else may write
 * into the archive meanwhile.
 *
 * @param keys of the archive
 * @throws HouseError `logs-backup-broken`, `logs-backup-foreign`, `logs-store-fails`, `logs-nothing-sealed`
 */
export async function backupArchive(
  folder: string,
  store: BackupStore,
  about: BackupWork,
): Promise<BackedUp> {
  if (await store.read('heads.note')) throw new HouseError('logs-backup-foreign', { store: store.name });
  for (let left = TRIES; ; left -= 1)
    try {
      const done = await copyArchive(folder, store, { ...about, verifier: true });
      await noteBackup(folder, store, done);
      return done;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT' || left <= 1) throw error;
    }
}

/** Writes down that it was done, beside the archive. */
export async function noteBackup(folder: string, store: BackupStore, done: BackedUp): Promise<void> {
  const record = { type: 'backup', at: new Date().toISOString(), to: store.name, ...done };
  await appendFile(placesOf(folder).drills, `${JSON.stringify(record)}\n`, { flush: true, mode: 0o600 });
}

/**
 * Copies an archive once, as `backupArchive` does.
 *
 * @param about.verifier whether the verifier for outsiders goes along
 */
export async function copyArchive(
  folder: string,
  store: BackupStore,
  { keys, signal, told, readRows, verifier }: BackupWork & { readonly verifier: boolean },
): Promise<BackedUp> {
  const chain = await historyBehind(folder, store, keys);
  const { head, manifests, note } = chain;
  const files = [
    ...(verifier ? await verifierFiles() : []),
    ...(await neededOf(folder, manifests, readRows)),
  ];
  const there = await store.list();
  const done: BackedUp = {
    ...{ files: 0, bytes: 0, kept: 0, removed: 0 },
    entries: head.entries,
    events: head.last,
  };
  for (const [index, file] of files.entries()) {
    signal.throwIfAborted();
    if (file.bytes !== undefined && there.get(file.name) === file.bytes) {
      done.kept += 1;
      continue;
    }
    const bytes = await file.read();
    if (file.sha256 !== undefined && sha256(bytes) !== file.sha256)
      throw new HouseError('logs-backup-broken', { detail: file.name });
    await put(store, file.name, bytes);
    done.files += 1;
    done.bytes += bytes.length;
    told?.(index + 1, files.length);
  }
  await put(store, 'head.note', Buffer.from(note));
  await put(store, 'head.json', Buffer.from(textOf(head)));
  const own = new Set(files.map(({ name }) => name));
  for (const name of there.keys()) {
    const rows = readName(name);
    if (!rows || rows.entry > head.entries || own.has(name) || !name.startsWith('segments/')) continue;
    await store.remove(name);
    done.removed += 1;
  }
  return done;
}

/** The verified history of the archive, which goes on from what lies in the store. */
async function historyBehind(
  folder: string,
  store: BackupStore,
  keys: readonly NoteVerifier[],
): Promise<{
  readonly head: NonNullable<Chain['head']>;
  readonly manifests: readonly Manifest[];
  readonly note: string;
}> {
  const before = await store.read('head.note');
  const kept = before && readKept(`${store.name}head.note`, before.toString('utf8'));
  if (before && !kept) throw new HouseError('logs-backup-foreign', { store: store.name });
  const note = (await readIfThere(placesOf(folder).note)) ?? '';
  const chain = await readChain(folder, { keys, kept: kept ? [kept] : [] });
  if ('code' in chain) {
    if (chain.code === 'rewritten' || chain.code === 'cut-off')
      throw new HouseError('logs-backup-foreign', { store: store.name });
    throw new HouseError('logs-backup-broken', { detail: faultText(chain, 'zh') });
  }
  if (!chain.head) throw new HouseError('logs-nothing-sealed', { folder });
  // Sealed in between: the note that goes along is that of the head.
  const isSame = readKept('', note)?.entries === chain.head.entries;
  return {
    head: chain.head,
    manifests: chain.manifests,
    note: isSame ? note : ((await readIfThere(placesOf(folder).note)) ?? ''),
  };
}

async function neededOf(
  folder: string,
  manifests: readonly Manifest[],
  readRows: BackupWork['readRows'],
): Promise<Needed[]> {
  const places = placesOf(folder);
  const replayed = replay(folder, manifests);
  if ('code' in replayed) throw new HouseError('logs-backup-broken', { detail: faultText(replayed, 'zh') });
  const nameOf = (path: string) => relative(folder, path);
  const { segments, compactions, holdings } = replayed;
  const rows = holdings.list().map((holding): Needed => {
    const { entry, kind, bytes } = holding;
    const path = places.segment(entry, kind);
    const told = segments.get(entry)?.files.find((file) => file.kind === kind) ?? compactions.get(entry);
    return {
      name: nameOf(path),
      bytes,
      sha256: told?.sha256,
      read: () => readRows?.(holding) ?? readFile(path),
    };
  });
  const texts = manifests.map((manifest): Needed => {
    const text = Buffer.from(textOf(manifest));
    const { sha256: digest } = digestsOf(text);
    const name = nameOf(places.manifest(manifest.number));
    return { name, bytes: text.length, sha256: digest, read: () => Promise.resolve(text) };
  });
  const inFolder = async (place: string) => (await listIfThere(place)).map((name) => join(place, name));
  const seen = [...(await inFolder(places.stamps)), ...(await inFolder(places.cosigned))];
  const others = [places.keys, places.retention].map(async (path): Promise<Needed | undefined> => {
    const text = await readIfThere(path);
    if (text === undefined) return undefined;
    return { name: nameOf(path), bytes: undefined, sha256: undefined, read: async () => Buffer.from(text) };
  });
  const own = (await Promise.all(others)).filter((each) => each !== undefined);
  const stamped = seen.map((path): Needed => {
    const read = () => readFile(path);
    return { name: nameOf(path), bytes: undefined, sha256: undefined, read };
  });
  return [...own, ...stamped, ...rows, ...texts];
}

/** The verifier that needs none of our programs, with the reader of Parquet beside it. */
export async function verifierFiles(): Promise<Needed[]> {
  const script = fileURLToPath(new URL('../outside/verify-logs.mjs', import.meta.url));
  const library = dirname(dirname(fileURLToPath(import.meta.resolve('hyparquet'))));
  const sources = (await readdir(join(library, 'src'), { recursive: true })).filter((name) =>
    name.endsWith('.js'),
  );
  const names = ['package.json', 'LICENSE', ...sources.map((name) => `src/${name}`)];
  const files = [
    ['verify/verify-logs.mjs', script] as const,
    ...names.map((name) => [`verify/hyparquet/${name}`, join(library, name)] as const),
  ];
  return Promise.all(
    files.map(async ([name, path]): Promise<Needed> => {
      const bytes = await readFile(path);
      return { name, bytes: bytes.length, sha256: sha256(bytes), read: async () => bytes };
    }),
  );
}

/** Written, and read back. */
export async function put(store: BackupStore, name: string, bytes: Buffer): Promise<void> {
  await store.write(name, bytes);
  const read = await store.read(name);
  if (!read?.equals(bytes)) throw new HouseError('logs-store-fails', { store: store.name, detail: name });
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
