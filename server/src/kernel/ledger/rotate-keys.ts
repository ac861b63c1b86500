import type { Database, Transaction } from '../database/index.ts';
import { HouseError } from '../errors/index.ts';
import { pause } from '../pause.ts';
import { EVERYTHING, withinScope } from '../tenancy/index.ts';
import { keysWithSuccessor, type LedgerKeys, ledgerKeys } from './keys.ts';
import { insertPlaced, insertRotation, type LogIdentity } from './ledger.repo.ts';
import { rotationEntry } from './rotation-entry.ts';
import { sealClaimed, whileSealing } from './seal.ts';
import type { TileStore } from './tree/tile-store.ts';

export interface RotateTools {
  readonly db: Database;
  readonly store: TileStore;
  /** directory of the installation, which holds the keys */
  readonly data: string;
  readonly signal?: AbortSignal | undefined;
  /** records the act, in the transaction that enters it */
  record(transaction: Transaction, rotation: { readonly number: number }): Promise<void>;
}

export interface RotationOutcome {
  /** 1 for the first time that the keys were replaced */
  readonly number: number;
  /** entries of the last tree that the keys of before have signed */
  readonly lastSize: number;
  /** the keys that are in force now */
  readonly identity: LogIdentity;
  /** what a killed program had begun was brought to its end, and nothing new begun */
  readonly wasBegun: boolean;
}

/** How often, and how long apart, it is tried to get hold of the ledger: other programs seal for moments. */
const TRIES = 150;
const BETWEEN_MS = 200;

/**
 * Replaces the keys that seal. New ones are made; the entry that names them is the last one of a tree that the old
 * ones sign; the new ones sign that tree as well and all after it; then the old private ones are destroyed. From the
 * moment on in which the entry is there, whoever seals brings it to its end: so it may be killed at any moment. What a
 * killed one has begun is ended and not begun anew.
 *
 * @throws HouseError `ledger-elsewhere` when the keys are in another installation, `ledger-busy` when another program
 *   does not cease to seal, and what `sealLedger` throws
 */
export async function rotateKeys(tools: RotateTools): Promise<RotationOutcome> {
  let outcome: RotationOutcome | undefined;
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    tools.signal?.throwIfAborted();
    await whileSealing(tools.db, async (db) => {
      outcome = await rotateClaimed({ ...tools, db });
    });
    if (outcome) return outcome;
    await pause(BETWEEN_MS, tools.signal);
  }
  throw new HouseError('ledger-busy', {});
}

async function rotateClaimed(tools: RotateTools): Promise<RotationOutcome> {
  const { db, data } = tools;
  const before = ledgerKeys(data);
  await sealWith(tools, before);
  const ended = ledgerKeys(data);
  if (ended.number > before.number) return outcomeOf(ended, { wasBegun: true });
  const keys = keysWithSuccessor(data);
  const { successor } = keys;
  if (!successor) throw new Error('a successor that was made is there');
  const number = keys.number + 1;
  await withinScope(db, EVERYTHING, async (trx) => {
    const size = await insertPlaced(trx, rotationEntry(number, successor.identity, new Date()));
    const { ed25519, sm2 } = successor.identity;
    await insertRotation(trx, { number, ed25519, sm2, size });
    await tools.record(trx, { number });
  });
  await sealWith(tools, keys);
  return outcomeOf(ledgerKeys(data), { wasBegun: false });
}

async function sealWith({ db, store }: RotateTools, keys: LedgerKeys): Promise<void> {
  const { kind } = await sealClaimed({ db, store, keys });
  if (kind === 'elsewhere') throw new HouseError('ledger-elsewhere', { origin: keys.identity.origin });
}

function outcomeOf({ number, periods, identity }: LedgerKeys, how: { wasBegun: boolean }): RotationOutcome {
  return { number, identity, lastSize: periods.at(-2)?.lastSize ?? 0, ...how };
}
