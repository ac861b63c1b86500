import type { Config } from '../../kernel/config/index.ts';
import type { Database } from '../../kernel/database/index.ts';
import { ownLedger, sealLedger } from '../../kernel/ledger/index.ts';
import type { Log } from '../../kernel/log.ts';

/** Seals what a check has entered. It is committed already: what cannot be sealed now is sealed by the next program. */
export async function sealAfterCheck(about: {
  readonly config: Config;
  readonly db: Database;
  readonly log: Log;
}): Promise<void> {
  const { config, db, log } = about;
  try {
    await sealLedger({ db, ...ownLedger(config.data) });
  } catch (error) {
    log.error({ error }, 'the ledger could not be sealed');
  }
}
