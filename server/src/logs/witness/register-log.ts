import { join } from 'node:path';
import { makeFolderDurably, writeDurably } from '../../kernel/durable-file.ts';
import { HouseError } from '../../kernel/errors/index.ts';
import { type HeadNote, readHeadNote } from '../chain/head-note.ts';
import { listIfThere, readIfThere } from '../verify/read-if-there.ts';
import { placesIn, placesOfLog, verifiersIn } from './answer-checkpoint.ts';

/** An archive whose heads are cosigned here. */
export interface WitnessedLog {
  readonly origin: string;
  /** where it is kept */
  readonly folder: string;
  readonly keys: readonly string[];
  /** the newest that was cosigned */
  readonly head: HeadNote | undefined;
  /** heads that were refused because they contradict it */
  readonly refused: number;
}

/**
 * Registers an archive by its public keys. The keys of one that is registered are never changed by this: that would be how somebody
 * who writes everything anew gets in.
 *
 * @param text of its `keys/verifiers.txt`
 * @throws HouseError `logs-keys-unreadable`, `logs-witness-known`
 */
export async function registerLog(folder: string, about: { readonly file: string; readonly text: string }) {
  const keys = verifiersIn(about.text);
  const [first] = keys;
  if (!first || keys.some(({ name }) => name !== first.name))
    throw new HouseError('logs-keys-unreadable', { file: about.file });
  const places = placesOfLog(folder, first.name);
  const text = keys.map(({ vkey }) => `${vkey}\n`).join('');
  const before = await readIfThere(places.keys);
  if (before !== undefined && before !== text)
    throw new HouseError('logs-witness-known', { origin: first.name });
  await makeFolderDurably(places.own);
  await writeDurably(places.keys, text);
  return { origin: first.name, keys: keys.map(({ vkey }) => vkey) };
}

export async function listLogs(folder: string): Promise<WitnessedLog[]> {
  const names = (await listIfThere(folder)).filter((name) => /^[0-9a-f]{32}$/.test(name)).sort();
  const logs = names.map(async (name): Promise<WitnessedLog[]> => {
    const places = placesIn(join(folder, name));
    const keys = verifiersIn((await readIfThere(places.keys)) ?? '');
    const refused = await listIfThere(places.refused);
    const head = readHeadNote((await readIfThere(places.head)) ?? '');
    const [first] = keys;
    if (!first) return [];
    const told = { folder: places.own, keys: keys.map(({ vkey }) => vkey), head, refused: refused.length };
    return [{ origin: first.name, ...told }];
  });
  return (await Promise.all(logs)).flat();
}
