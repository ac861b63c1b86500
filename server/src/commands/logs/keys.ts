import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { HouseError } from '../../kernel/errors/index.ts';
import { type NoteVerifier, parseVerifier } from '../../kernel/ledger/index.ts';
import { plainWords } from '../../kernel/value.ts';
import { ownVerifiers, readKept } from '../../logs/index.ts';

export const KEY_OPTION = {
  ...plainWords({ allowed: { zh: '文件', en: 'a file' }, example: 'verifiers.txt', max: 4_000 }),
  placeholder: 'FILE',
  help: {
    zh: '事先取得的公钥文件（keys/verifiers.txt），不用存档自带的',
    en: 'public keys that you hold already (keys/verifiers.txt), instead of those in the archive',
  },
} as const;

export const HEAD_OPTION = {
  ...plainWords({ allowed: { zh: '文件', en: 'a file' }, example: 'head-2026-11.note', max: 4_000 }),
  placeholder: 'FILE',
  repeatable: true,
  help: {
    zh: '外部保存的 head.note 或 head.json，可多次给出；整体截断或重写只有它能证明',
    en: 'a head.note or head.json kept elsewhere, may be repeated; only it shows that all was cut off or written anew',
  },
} as const;

/** @throws HouseError `logs-head-foreign` */
export async function readKeptFile(file: string) {
  const kept = readKept(file, await readFile(file, 'utf8').catch(() => ''));
  if (!kept) throw new HouseError('logs-head-foreign', { file });
  return kept;
}

/** @throws HouseError `logs-keys-unreadable` */
export async function readKeys(file: string): Promise<NoteVerifier[]> {
  const text = await readFile(file, 'utf8').catch(() => '');
  const keys = text.split('\n').flatMap((line) => parseVerifier(line) ?? []);
  if (keys.length === 0) throw new HouseError('logs-keys-unreadable', { file });
  return keys;
}

/** Those of this installation, where the archive is signed under a name of it; none otherwise. */
export async function ownKeys(folder: string, data: string): Promise<NoteVerifier[]> {
  return ownKeysOf(await readFile(join(folder, 'head.note'), 'utf8').catch(() => ''), data);
}

/** @param note the text of a `head.note` */
export function ownKeysOf(note: string, data: string): NoteVerifier[] {
  return ownVerifiers(data, note.split('\n')[0] ?? '');
}
