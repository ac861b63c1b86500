import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadConfig } from '../../../server/src/kernel/config/index.ts';
import { openDatabase } from '../../../server/src/kernel/database/index.ts';
import {
  enterInLedger,
  type LedgerEntry,
  ledgerFolder,
  ledgerKeys,
  openTileFolder,
  openTreeFiles,
  sealLedger,
  verifyLedger,
} from '../../../server/src/kernel/ledger/index.ts';
import { silentLog } from '../../../server/src/kernel/log.ts';
import { work } from '../child.ts';

export interface LedgerTask {
  readonly sizes: readonly number[];
}

export interface LedgerResult {
  readonly actsPerSecond: number;
  readonly sizes: readonly {
    readonly size: number;
    readonly sealedPerSecond: number;
    readonly sealSmallMs: number;
    readonly inclusionMs: number;
    readonly consistencyMs: number;
    readonly verifiedPerSecond: number;
  }[];
}

const ACTS = 1000;
const ACTS_AT_ONCE = 10;
const SMALL = 100;
const PROOFS = 200;
/** Rows of one statement. */
const CHUNK = 5000;

work<LedgerTask, LedgerResult>(async ({ sizes }, report) => {
  const data = await mkdtemp(join(tmpdir(), 'zhengdun-bench-'));
  const config = loadConfig({ ...process.env, ZHENGDUN_DATA: data });
  const { signal } = new AbortController();
  const database = await openDatabase({ config, program: 'bench', log: silentLog(), signal });
  const { db } = database;
  const store = openTileFolder(ledgerFolder(data));
  const keys = ledgerKeys(data);
  let entered = 0;
  const enter = (count: number): Promise<void> => {
    const entries = Array.from({ length: count }, () => entryOf(entered++));
    const [first, ...rest] = entries;
    return db.transaction().execute(async (transaction) => {
      if (first) await enterInLedger(transaction, first, ...rest);
    });
  };
  const enterMany = async (count: number): Promise<void> => {
    for (let left = count; left > 0; left -= CHUNK) await enter(Math.min(CHUNK, left));
  };
  const seal = () => sealLedger({ db, store, keys });
  try {
    report.begin();
    const actsMs = await timed(async () => {
      const actor = async (): Promise<void> => {
        for (let each = 0; each < ACTS / ACTS_AT_ONCE; each += 1) await enter(1);
      };
      await Promise.all(Array.from({ length: ACTS_AT_ONCE }, actor));
    });
    await seal();
    const at: LedgerResult['sizes'][number][] = [];
    for (const [index, size] of sizes.entries()) {
      const before = entered;
      await enterMany(size - SMALL - entered);
      const sealMs = await timed(seal);
      const added = entered - before;
      await enter(SMALL);
      const sealSmallMs = await timed(seal);
      const inclusionMs = await timed(async () => {
        for (let each = 0; each < PROOFS; each += 1)
          await openTreeFiles(store, entered).inclusion(Math.floor((each * entered) / PROOFS));
      });
      const consistencyMs = await timed(async () => {
        for (let each = 0; each < PROOFS; each += 1)
          await openTreeFiles(store, entered).consistency(Math.floor((each * entered) / PROOFS) + 1);
      });
      const verifyMs = await timed(async () => {
        const { fault } = await verifyLedger({ store, db, keys: keys.periods, kept: [] });
        if (fault) throw new Error(`the ledger of the measurement is broken: ${fault.code}`);
      });
      at.push({
        size: entered,
        sealedPerSecond: (added / sealMs) * 1000,
        sealSmallMs,
        inclusionMs: inclusionMs / PROOFS,
        consistencyMs: consistencyMs / PROOFS,
        verifiedPerSecond: (entered / verifyMs) * 1000,
      });
      report.progress((index + 1) / sizes.length);
    }
    return { actsPerSecond: (ACTS / actsMs) * 1000, sizes: at };
  } finally {
    await database.close();
    await rm(data, { recursive: true, force: true });
  }
});

function entryOf(number: number): LedgerEntry {
  const digest = number.toString(16).padStart(64, '0');
  return {
    kind: 'check-result',
    subject: `check/${number}`,
    digests: { result: `sha256:${digest}`, observations: `sha256:${digest}` },
  };
}

async function timed(act: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await act();
  return performance.now() - start;
}
