import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { writeDurably } from '../../kernel/durable-file.ts';
import { HouseError } from '../../kernel/errors/index.ts';
import { readName } from '../holdings.ts';
import type { LogKeys } from '../keys.ts';
import { type Head, manifestSchema, placesOf, readExactly, textOf } from '../manifest.ts';
import { listIfThere, readIfThere } from '../verify/read-if-there.ts';
import { isSignedBy } from './head-note.ts';
import { readHead } from './read-head.ts';

/**
 * The head to go on from, and nothing behind it: what a program that died had begun is removed, it is made again.
 *
 * @throws HouseError `logs-head-damaged`: the history goes on behind it, or its files contradict each other; `logs-foreign-keys`
 */
export async function openHead(folder: string, keys: LogKeys): Promise<Head | undefined> {
  const places = placesOf(folder);
  const read = await readHead(folder);
  if (read.state !== 'read' && read.state !== 'empty')
    throw new HouseError('logs-head-damaged', { file: read.where });
  const head = read.state === 'read' ? read.head : undefined;
  if (read.state === 'read') {
    const own = keys.signersOf(read.head.origin).map(({ verifier }) => verifier);
    if (!isSignedBy(read.note, own)) throw new HouseError('logs-foreign-keys', { folder });
    // The program died between the two.
    const text = textOf(read.head);
    if ((await readIfThere(places.head)) !== text) await writeDurably(places.head, text);
  }
  await removeBegun(folder, head);
  return head;
}

async function removeBegun(folder: string, head: Head | undefined): Promise<void> {
  const places = placesOf(folder);
  const entries = head?.entries ?? 0;
  const names = await listIfThere(places.segments);
  for (const name of names) {
    const [, digits] = /^(\d{8,})\.json$/.exec(name) ?? [];
    if (digits === undefined || Number(digits) <= entries) continue;
    // One manifest may stand behind the head, and must continue it: else the head is older than what it is the head of.
    const manifest = readExactly(manifestSchema, (await readIfThere(join(places.segments, name))) ?? '');
    const continues = manifest?.previous?.sha256 === head?.manifest.sha256;
    if (Number(digits) !== entries + 1 || !manifest || !continues)
      throw new HouseError('logs-head-damaged', { file: places.head });
  }
  for (const name of names) {
    const number = readName(name)?.entry ?? Number(/^(\d{8,})\.json$/.exec(name)?.[1] ?? 0);
    const isUnfinished = /^\d{8,}\.json\.[0-9a-f-]{36}$/.test(name);
    if (number > entries || isUnfinished) await rm(join(places.segments, name));
  }
}
