import { createHash } from 'node:crypto';
import { type FileHandle, glob, open, readdir, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import type { LogFiles } from '../../../kernel/config/index.ts';
import type { Log } from '../../../kernel/log.ts';
import { pause } from '../../../kernel/pause.ts';
import type { LogKind } from '../../event.ts';
import type { Note } from '../../frame.ts';
import type { Intake } from '../intake.ts';
import { type Cutting, cutRecords, cuttingOf } from './records.ts';

/** Files whose lines are taken in as they come. */
export interface Followed extends LogFiles {
  readonly kind?: LogKind | undefined;
}

const LOOK_MS = 500;
/** A record that may go on, of a file that does not grow any more, is taken as it is after so long. */
const QUIET_MS = 3_000;
/** A file that was renamed is still written to until its writer is told: it is watched so long. */
const RENAMED_MS = 60_000;
const PART_BYTES = 2 * 1024 * 1024;
const HEAD_BYTES = 4_096;
/** What rotation has packed was read before it was. */
const PACKED = /\.(?:gz|bz2|xz|zst)$/;
const MOST_FILES = 10_000;

/** How far a file was read. `head` tells it from another one that got its number: SHA-256 of its first bytes. */
const placeSchema = z.strictObject({
  path: z.string(),
  offset: z.int().min(0),
  headBytes: z.int().min(0).max(HEAD_BYTES),
  head: z.string(),
});
type Place = z.infer<typeof placeSchema>;

interface OpenFile {
  readonly name: string;
  readonly handle: FileHandle;
  readonly path: string;
  place: Place;
  cutting: Cutting | undefined;
  /** as it was seen last, when it was seen to grow, and when it was found under another name or gone */
  size: number;
  grewAt: number;
  renamedAt: number | undefined;
}

/**
 * Follows files until the signal fires. How far each was read is noted together with its lines, so that a program that dies
 * neither loses nor doubles one. Rotation by renaming and by copying and truncating are followed; a file that was renamed while
 * nobody looked is found again in its folder.
 */
export async function followFiles(
  followed: Followed,
  about: { readonly intake: Intake; readonly log: Log; readonly signal: AbortSignal },
): Promise<void> {
  const { intake, log, signal } = about;
  const prefix = `file/${followed.source}/`;
  const files = new Map<string, OpenFile>();
  try {
    await findRenamed();
    while (!signal.aborted) {
      await lookForFiles();
      let isBusy = false;
      for (const file of files.values()) {
        const grew = await readOn(file);
        isBusy ||= grew;
      }
      if (!isBusy) await pause(LOOK_MS, signal).catch(() => undefined);
    }
  } finally {
    await Promise.all([...files.values()].map(({ handle }) => handle.close()));
  }

  async function lookForFiles(): Promise<void> {
    const present = new Set<string>();
    for await (const path of glob(followed.pattern)) {
      if (PACKED.test(path)) continue;
      const name = await identify(path);
      if (name === undefined) continue;
      present.add(name);
      if (!files.has(name) && files.size < MOST_FILES) await openFile(path, name);
    }
    for (const [name, file] of files) {
      if (present.has(name)) file.renamedAt = undefined;
      else file.renamedAt ??= performance.now();
    }
  }

  /** Of the files that were being read when the program ended: those that have another name by now. */
  async function findRenamed(): Promise<void> {
    const notes = intake.state.notes(prefix);
    const folders = new Set(notes.map(({ text }) => dirname(placeSchema.parse(JSON.parse(text)).path)));
    const wanted = new Set(notes.map(({ name }) => name));
    for (const folder of folders)
      for (const entry of await readdir(folder).catch(() => [])) {
        const path = join(folder, entry);
        const name = await identify(path);
        if (name !== undefined && wanted.has(name)) await openFile(path, name);
      }
    for (const name of wanted)
      if (!files.has(name)) {
        log.warn(
          { source: followed.source },
          'a file of logs is gone: what it had beyond the last line is not known',
        );
        await intake.take([], [{ name, text: '' }]);
      }
  }

  async function identify(path: string): Promise<string | undefined> {
    const found = await stat(path, { bigint: true }).catch(() => undefined);
    return found?.isFile() ? `${prefix}${found.dev}:${found.ino}` : undefined;
  }

  async function openFile(path: string, name: string): Promise<void> {
    const handle = await open(path, 'r').catch((error: unknown) => {
      log.warn({ error }, 'a file of logs cannot be read');
      return undefined;
    });
    if (!handle) return;
    const noted = intake.state.note(name);
    const place = noted === undefined ? undefined : placeSchema.parse(JSON.parse(noted));
    const isSame = place && (await digestOf(handle, place.headBytes)) === place.head;
    files.set(name, {
      name,
      handle,
      path,
      place: isSame ? { ...place, path } : { path, offset: 0, headBytes: 0, head: '' },
      cutting: undefined,
      size: 0,
      grewAt: performance.now(),
      renamedAt: undefined,
    });
  }

  /** @returns whether there may be more */
  async function readOn(file: OpenFile): Promise<boolean> {
    const { size } = await file.handle.stat();
    await startOver(file, size);
    const now = performance.now();
    const isGone = file.renamedAt !== undefined && now - file.renamedAt > RENAMED_MS;
    if (size === file.place.offset) {
      if (isGone) await forget(file);
      return false;
    }
    const part = Buffer.alloc(Math.min(size - file.place.offset, PART_BYTES));
    const { bytesRead } = await file.handle.read(part, 0, part.length, file.place.offset);
    file.cutting ??= cuttingOf(await headOf(file.handle, HEAD_BYTES));
    const isEnd = file.place.offset + bytesRead >= size;
    if (size !== file.size) file.grewAt = now;
    file.size = size;
    const silence = now - file.grewAt > QUIET_MS ? 'silence' : 'more';
    const behind = isEnd ? (isGone ? 'nothing' : silence) : 'more';
    const { events, used } = cutRecords(part.subarray(0, bytesRead), file.cutting, behind);
    if (used === 0) return false;
    await keep(file, events, used);
    return true;
  }

  /** After `copytruncate`, or where another file has the number of one that was removed, it is read from its beginning. */
  async function startOver(file: OpenFile, size: number): Promise<void> {
    const { offset, headBytes, head } = file.place;
    if (offset === 0) return;
    if (size >= offset && (await digestOf(file.handle, headBytes)) === head) return;
    log.info({ source: followed.source }, 'a file of logs was truncated: it is read from its beginning');
    file.place = { path: file.path, offset: 0, headBytes: 0, head: '' };
    file.cutting = undefined;
  }

  async function keep(file: OpenFile, events: readonly Buffer[], used: number): Promise<void> {
    const receivedAt = Date.now();
    const { source, kind } = followed;
    const offset = file.place.offset + used;
    const headBytes = Math.min(offset, HEAD_BYTES);
    const head =
      headBytes === file.place.headBytes ? file.place.head : await digestOf(file.handle, headBytes);
    const place = { path: file.path, offset, headBytes, head };
    const note: Note = { name: file.name, text: JSON.stringify(place) };
    await intake.take(
      events.map((raw) => ({ raw, receivedAt, source, kind })),
      [note],
    );
    file.place = place;
  }

  async function forget(file: OpenFile): Promise<void> {
    files.delete(file.name);
    await file.handle.close();
    await intake.take([], [{ name: file.name, text: '' }]);
  }
}

async function headOf(handle: FileHandle, bytes: number): Promise<Buffer> {
  const head = Buffer.alloc(bytes);
  const { bytesRead } = await handle.read(head, 0, bytes, 0);
  return head.subarray(0, bytesRead);
}

async function digestOf(handle: FileHandle, bytes: number): Promise<string> {
  return createHash('sha256')
    .update(await headOf(handle, bytes))
    .digest('hex');
}
