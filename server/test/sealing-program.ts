import type { ClientConfig } from 'pg';
import { openPool } from '../src/kernel/database/index.ts';
import { enterInLedger, ledgerKeys, openTileFolder, sealLedger } from '../src/kernel/ledger/index.ts';
import { silentLog } from '../src/kernel/log.ts';

/** Enters and seals without end, to be killed while it does: `node sealing-program.ts <what to work on as JSON>`. */

const { connection, data, folder } = JSON.parse(process.argv[2] ?? '{}') as {
  connection: ClientConfig;
  data: string;
  folder: string;
};
const server = { kind: 'embedded', canMigrate: false, connection: () => connection, release() {} } as const;
const { db } = await openPool(server, silentLog());
const tools = { db, store: openTileFolder(folder), keys: ledgerKeys(data) };
for (let act = 0; ; act += 1) {
  await db.transaction().execute(async (transaction) => {
    for (let each = 0; each < 40; each += 1) {
      await enterInLedger(transaction, {
        kind: 'check-result',
        subject: `check/${process.pid}-${act}-${each}`,
        digests: { result: `sha256:${'ab'.repeat(32)}` },
      });
    }
  });
  // Told after the commit: what is told must be there however this program ends.
  process.stdout.write(`${process.pid}-${act}\n`);
  await sealLedger(tools);
}
