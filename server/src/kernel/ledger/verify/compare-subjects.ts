import type { Database } from '../../database/index.ts';
import { parseEntry, type SealedEntry } from '../entry.ts';
import { lastEntries } from '../ledger.repo.ts';
import type { LedgerFault } from './fault.ts';

/** Digests by what they are of, as in the entry. */
export type SubjectDigests = Readonly<Record<string, string>>;

/** What the subjects of a kind of entry are now: a module that keeps them says so. */
export interface SubjectReader {
  /** digests as they come out today; subjects that are not there any more are left out */
  read(db: Database, subjects: readonly string[]): Promise<ReadonlyMap<string, SubjectDigests>>;
  /** whether a subject that was entered then may be gone by now */
  mayBeGone(entered: Date): boolean;
  /** a subject may be entered again when it changes: the last entry is compared, those before it are history */
  readonly lastHolds?: true;
}

/** Readers by the kind of entry. */
export type SubjectReaders = Readonly<Record<string, SubjectReader>>;

/** Compares what the entries speak of with what the database holds of it now. */
export async function compareSubjects(
  db: Database,
  readers: SubjectReaders,
  tile: { readonly entries: readonly Buffer[]; readonly start: number },
): Promise<LedgerFault | undefined> {
  const entries = tile.entries.map((bytes) => parseEntry(bytes.toString('utf8')));
  const faults: LedgerFault[] = [];
  for (const [kind, reader] of Object.entries(readers)) {
    const own = entries.flatMap((entry, at) =>
      entry?.kind === kind ? [{ entry, place: tile.start + at }] : [],
    );
    if (own.length === 0) continue;
    const now = await reader.read(
      db,
      own.map(({ entry }) => entry.subject),
    );
    // Read after the subjects: what is entered in between has a later entry, which is compared when its turn comes.
    const last = reader.lastHolds && (await lastDigests(db, kind, own));
    for (const { entry, place } of own) {
      if (last && !isSame(entry.digests, last.get(entry.subject))) continue;
      const code = differenceOf(entry, now.get(entry.subject), reader);
      if (code) faults.push({ code, entry: place, where: kind, subject: entry.subject });
    }
  }
  return faults.sort((one, other) => (one.entry ?? 0) - (other.entry ?? 0))[0];
}

function differenceOf(
  { digests, time }: SealedEntry,
  now: SubjectDigests | undefined,
  reader: SubjectReader,
): 'subject-changed' | 'subject-missing' | undefined {
  if (!now) return reader.mayBeGone(new Date(time)) ? undefined : 'subject-missing';
  return isSame(digests, now) ? undefined : 'subject-changed';
}

async function lastDigests(
  db: Database,
  kind: string,
  own: readonly { readonly entry: SealedEntry }[],
): Promise<ReadonlyMap<string, SubjectDigests>> {
  const texts = await lastEntries(db, kind, [...new Set(own.map(({ entry }) => entry.subject))]);
  return new Map(
    texts.flatMap((text) => parseEntry(text) ?? []).map((entry) => [entry.subject, entry.digests]),
  );
}

function isSame(entered: SubjectDigests, now: SubjectDigests | undefined): boolean {
  return Object.entries(entered).every(([name, digest]) => now?.[name] === digest);
}
