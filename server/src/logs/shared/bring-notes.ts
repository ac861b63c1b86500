import { randomUUID } from 'node:crypto';
import { rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { makeFolderDurably } from '../../kernel/durable-file.ts';
import { openGate } from '../../kernel/gate.ts';
import { type BackupStore, storeBelow } from '../backup/store.ts';
import { placesOf } from '../manifest.ts';
import type { RowsElsewhere } from '../verify/rows-elsewhere.ts';
import type { SharedSource } from './verify-shared.ts';

/** Small objects that are asked for at the same time. */
const TOGETHER = 16;
const HEADS = ['head.note', 'head.json', 'keys/verifiers.txt'];

/** A common store as what a verification reads: what is small is brought into a folder, rows one file after the other. */
export async function sharedSource(
  store: BackupStore,
  about: { readonly room: string; readonly signal: AbortSignal },
): Promise<SharedSource> {
  const names = new Set<string>();
  for (const name of (await store.list('collectors/')).keys()) {
    const [, collector] = /^collectors\/([^/]+)\//.exec(name) ?? [];
    if (collector !== undefined) names.add(collector);
  }
  return {
    names: [...names].sort(),
    bring: (name) =>
      bringNotes(storeBelow(store, `collectors/${name}/`), join(about.room, 'collectors', name), about),
  };
}

/** What is signed comes first: what came behind it is part of nothing yet. */
async function bringNotes(
  store: BackupStore,
  folder: string,
  { room, signal }: { readonly room: string; readonly signal: AbortSignal },
): Promise<RowsElsewhere> {
  await rm(folder, { recursive: true, force: true });
  const bring = async (name: string) => {
    signal.throwIfAborted();
    const bytes = await store.read(name);
    if (bytes) await put(join(folder, name), bytes);
  };
  for (const name of HEADS) await bring(name);
  const there = [...(await store.list('segments/')).keys()];
  const gate = openGate(TOGETHER);
  const notes = there.filter((name) => name.endsWith('.json'));
  await Promise.all(notes.map((name) => gate(() => bring(name))));
  return {
    names: there.filter((name) => !name.endsWith('.json')).map((name) => name.slice('segments/'.length)),
    async take({ entry, kind }) {
      signal.throwIfAborted();
      const bytes = await store.read(placesOf('').segment(entry, kind));
      if (!bytes) return undefined;
      const path = join(room, `${randomUUID()}.parquet`);
      await put(path, bytes);
      return { path, [Symbol.asyncDispose]: () => rm(path, { force: true }) };
    },
  };
}

/** It is thrown away again, and need not reach the disk. */
async function put(path: string, bytes: Uint8Array): Promise<void> {
  await makeFolderDurably(dirname(path));
  await writeFile(path, bytes, { mode: 0o600 });
}
