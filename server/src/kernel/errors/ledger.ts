import type { ErrorEntry } from './entry.ts';

/** Errors of the ledger. */
export const LEDGER_ERRORS = {
  'ledger-behind': {
    status: 500,
    exit: 70,
    words: {
      zh: '数据库比存证文件旧：文件已封存 {published} 条，数据库只有 {kept} 条。数据库可能是从备份恢复的。为免前后不一致，不再封存。请恢复较新的数据库备份。',
      en: 'The database is older than the files of the ledger: {published} entries are sealed there, the database knows {kept}. It was probably restored from a backup. Nothing is sealed, so that nothing contradicts what was signed. Restore a newer backup of the database.',
    },
  },
  'ledger-damaged': {
    status: 500,
    exit: 70,
    words: {
      zh: '存证与已签名的检查点不符（{where}），不再封存。请运行 zhengdun ledger verify 查明，并从备份恢复。',
      en: 'The ledger is not what was signed ({where}), so nothing more is sealed. Run zhengdun ledger verify to see what is wrong, and restore it from a backup.',
    },
  },
  'ledger-foreign-checkpoint': {
    status: 400,
    exit: 64,
    words: {
      zh: '{name} 不是本存证的检查点，或签名不对。请核对文件是否取自本系统。',
      en: '{name} is no checkpoint of this ledger, or its signature is wrong. See whether the file comes from this system.',
    },
  },
  'ledger-checkpoint-unreadable': {
    status: 400,
    exit: 64,
    words: {
      zh: '不能读取检查点文件 {file}（{detail}）。请检查路径和权限。',
      en: 'The checkpoint {file} cannot be read ({detail}). Check its path and permissions.',
    },
  },
  'ledger-no-keys': {
    status: 400,
    exit: 64,
    words: {
      zh: '{folder} 中没有公钥文件，无法核验签名。请用 --key 给出公钥。',
      en: '{folder} holds no public keys, so no signature can be verified. Give the key with --key.',
    },
  },
  'ledger-empty': {
    status: 404,
    exit: 2,
    words: {
      zh: '{folder} 中还没有封存的存证。',
      en: 'Nothing is sealed in {folder} yet.',
    },
  },
  'ledger-elsewhere': {
    status: 400,
    exit: 64,
    words: {
      zh: '这个数据库的存证由另一处安装封存（{origin}），密钥和文件在那台机器的数据目录中。请在那里运行本命令，或用 --from 指定存证文件目录。',
      en: 'The ledger of this database is sealed by another installation ({origin}): its keys and files lie in the data directory there. Run this there, or name the folder of its files with --from.',
    },
  },
  'ledger-busy': {
    status: 503,
    exit: 75,
    words: {
      zh: '另一个程序一直在封存存证，没有轮到本命令。请稍后再运行一次。',
      en: 'Another program kept sealing the ledger, and this command did not get its turn. Run it once more in a while.',
    },
  },
  'ledger-no-entry': {
    status: 404,
    exit: 64,
    words: {
      zh: '没有第 {entry} 条。存证共 {size} 条，序号从 0 到 {last}。',
      en: 'There is no entry {entry}. The ledger holds {size}, numbered from 0 to {last}.',
    },
  },
  'ledger-file-damaged': {
    status: 500,
    exit: 1,
    words: {
      zh: '存证文件 {where} 缺失或被改动。请运行 zhengdun ledger verify 查明。',
      en: 'The file {where} of the ledger is missing or was changed. Run zhengdun ledger verify to see what is wrong.',
    },
  },
  'ledger-target-not-empty': {
    status: 400,
    exit: 64,
    words: {
      zh: '目录 {folder} 不是空的。请指定一个新目录。',
      en: 'The folder {folder} is not empty. Name a new one.',
    },
  },
} as const satisfies Record<string, ErrorEntry>;
