import { HouseError } from '../kernel/errors/index.ts';
import {
  findIdentity,
  keepVerification,
  type LedgerReport,
  ownLedger,
  verifyLedger,
} from '../kernel/ledger/index.ts';
import type { AuditingTools } from './tools.ts';
import { saveReport } from './verification.repo.ts';

/**
 * Verifies the ledger of this installation: files, checkpoints, rows, and what the entries speak of – the records of
 * the audit log and the results of checks as the database holds them now. What it said is kept in the database and,
 * for `doctor`, beside the ledger.
 *
 * @param options.kept checkpoints that somebody outside has kept
 * @throws HouseError `ledger-elsewhere` when the keys are in another installation
 */
export async function verifyInstallation(
  { db, data, subjects }: Omit<AuditingTools, 'names'>,
  options: {
    readonly kept: readonly { readonly name: string; readonly note: string }[];
    readonly signal?: AbortSignal | undefined;
  },
): Promise<LedgerReport> {
  const { store, keys } = ownLedger(data);
  const identity = await findIdentity(db);
  // The keys are those of this installation, not those that the database names: who can change the one could the other.
  if (identity && identity.origin !== keys.identity.origin)
    throw new HouseError('ledger-elsewhere', { origin: identity.origin });
  const startedAt = new Date();
  const report = await verifyLedger({ store, db, keys: keys.periods, subjects, ...options });
  // The keys were replaced meanwhile: what they sign is judged by those that are in force now.
  if (report.fault && ownLedger(data).keys.number !== keys.number)
    return verifyInstallation({ db, data, subjects }, options);
  await keepVerification(data, { at: startedAt, report });
  await saveReport(db, { report, startedAt, endedAt: new Date() });
  return report;
}
