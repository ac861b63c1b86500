import { defineGroup } from '../../kernel/cli/index.ts';
import { exportLedger } from './export.ts';
import { rotateKeys } from './rotate-keys.ts';
import { show } from './show.ts';
import { verify } from './verify.ts';
import { verifyArchive } from './verify-archive.ts';

/** The ledger: what was done, so that nobody can change it afterwards unseen. */
export const ledger = defineGroup({
  name: 'ledger',
  summary: {
    zh: '核验、查看和导出存证，更换密钥',
    en: 'verify, show and export the ledger, replace its keys',
  },
  commands: [verify, show, exportLedger, verifyArchive, rotateKeys],
});
