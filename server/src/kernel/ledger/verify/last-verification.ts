import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { writeDurably } from '../../durable-file.ts';
import { ledgerFolder } from '../paths.ts';
import type { LedgerReport } from './verify-ledger.ts';

const verificationSchema = z.object({
  at: z.iso.datetime(),
  size: z.int().min(0),
  whole: z.boolean(),
});

/** What the last verification of this installation's ledger said. */
export type Verification = z.output<typeof verificationSchema>;

const FILE = 'last-verification.json';

/** Remembers it beside the ledger, for `doctor`: it needs no database to tell. */
export async function keepVerification(
  data: string,
  { at, report }: { readonly at: Date; readonly report: LedgerReport },
): Promise<void> {
  const folder = ledgerFolder(data);
  await mkdir(folder, { recursive: true });
  const said: Verification = {
    at: at.toISOString(),
    size: report.size,
    whole: report.fault === undefined,
  };
  await writeDurably(join(folder, FILE), `${JSON.stringify(said)}\n`);
}

export async function lastVerification(data: string): Promise<Verification | undefined> {
  try {
    return verificationSchema.parse(JSON.parse(await readFile(join(ledgerFolder(data), FILE), 'utf8')));
  } catch {
    // None yet, or a file that is not ours: not known.
    return undefined;
  }
}
