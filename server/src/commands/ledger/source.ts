import { resolve } from 'node:path';
import { HouseError } from '../../kernel/errors/index.ts';
import {
  CHECKPOINT_FILE,
  type KeyPeriod,
  ledgerFolder,
  type NoteVerifier,
  openTileFolder,
  openTreeFiles,
  parseVerifier,
  readInForce,
  readKeyPeriods,
  type TileStore,
} from '../../kernel/ledger/index.ts';
import { plainWords, type ValueSpec } from '../../kernel/value.ts';

/** The value of `--from`. */
export const FROM_OPTION = {
  ...plainWords({ allowed: { zh: '目录', en: 'a folder' }, example: './ledger' }),
  placeholder: 'DIR',
  help: {
    zh: '存证文件的目录（导出的副本），默认为本系统的存证',
    en: 'folder of a copied ledger; that of this installation by default',
  },
} as const;

const vkey: ValueSpec<NoteVerifier> = {
  schema: plainWords({ allowed: { zh: '', en: '' }, example: '', max: 600 }).schema.transform(
    (text, context) => {
      const found = parseVerifier(text);
      if (found) return found;
      context.addIssue('no key');
      return undefined as never;
    },
  ),
  allowed: { zh: '公钥（名称+编号+Base64）', en: 'a public key as name+id+base64' },
  example: 'zhengdun.internal/0123456789abcdef+01234567+AQ==',
};

/** The value of `--key`. */
export const KEY_OPTION = {
  ...vkey,
  placeholder: 'VKEY',
  repeatable: true,
  help: {
    zh: '事先取得的公钥，不用目录中自带的，可多次给出',
    en: 'a public key that you hold already, instead of those in the folder; may be repeated',
  },
} as const;

/** The files of a ledger, and the keys that its checkpoints are verified with. */
export interface LedgerCopy {
  readonly folder: string;
  readonly store: TileStore;
  readonly keys: readonly KeyPeriod[];
}

/** @throws HouseError `ledger-empty`, `ledger-no-keys` */
export async function openCopy(about: {
  readonly from: string | undefined;
  readonly data: string;
  readonly keys?: readonly NoteVerifier[];
}): Promise<LedgerCopy> {
  const folder = about.from === undefined ? ledgerFolder(about.data) : resolve(about.from);
  const store = openTileFolder(folder);
  const keys = await readKeyPeriods(store, about.keys);
  if (keys.length > 0) return { folder, store, keys };
  if (!(await store.read(CHECKPOINT_FILE))) throw new HouseError('ledger-empty', { folder });
  throw new HouseError('ledger-no-keys', { folder });
}

/** The newest checkpoint and the tree that it signs. @throws HouseError `ledger-empty`, `ledger-file-damaged` */
export async function openSigned(copy: LedgerCopy) {
  const bytes = await copy.store.read(CHECKPOINT_FILE);
  if (!bytes) throw new HouseError('ledger-empty', { folder: copy.folder });
  const text = Buffer.from(bytes).toString('utf8');
  const read = readInForce(text, copy.keys);
  if (!read.ok) throw new HouseError('ledger-file-damaged', { where: CHECKPOINT_FILE });
  return { text, checkpoint: read.checkpoint, files: openTreeFiles(copy.store, read.checkpoint.size) };
}
