import type { Database, Transaction } from '../../kernel/database/index.ts';
import { digestsOf } from '../../kernel/digests.ts';
import { HouseError } from '../../kernel/errors/index.ts';
import { enterInLedger } from '../../kernel/ledger/index.ts';
import { EVERYTHING, withinScope } from '../../kernel/tenancy/index.ts';
import { insertCheckpoint, insertTombstones } from '../care/checkpoint.repo.ts';
import { tombstoneRecord } from '../care/note-checkpoint.ts';
import { grown } from '../chain/entry-leaf.ts';
import { rootsOf } from '../chain/head-note.ts';
import { goneBy, madeBy } from '../holdings.ts';
import type { LogKeys } from '../keys.ts';
import { type Head, headSchema, type Manifest, readExactly, textOf } from '../manifest.ts';
import {
  findCollector,
  insertEntry,
  insertFile,
  keepCollector,
  keepHeads,
  listCollectors,
  lockHeads,
  markGone,
} from './collector.repo.ts';
import { MOST_COLLECTORS, signHeads } from './heads-note.ts';

/** What a collector has put into the store, and registers. */
export interface NewEntries {
  /** of the collector */
  readonly name: string;
  /** behind the last of the entries */
  readonly head: Head;
  /** the head, signed, as it lies in the store */
  readonly note: string;
  /** all that are behind what is registered, in their order */
  readonly manifests: readonly { readonly text: string; readonly manifest: Manifest }[];
}

/**
 * Registers entries of a collector in one transaction: they go on from what is registered, or nothing is. From then on their
 * files count. The signed note of all collectors and the ledger are of the same transaction.
 *
 * @returns the signed note of all collectors
 * @throws HouseError `logs-collector-taken`, `logs-collector-forked`, `logs-store-keys`, `logs-collectors-many`
 */
export async function registerEntries(
  db: Database,
  entries: NewEntries,
  { keys, now }: { readonly keys: LogKeys; readonly now: Date },
): Promise<string> {
  const { name, head } = entries;
  return withinScope(db, EVERYTHING, async (trx) => {
    const heads = await lockHeads(trx);
    if (heads.origin !== null && !keys.isOwn(heads.origin)) throw new HouseError('logs-store-keys', { name });
    await continueHistory(trx, entries, now);
    const all = (await listCollectors(trx)).map((each) => ({ ...each, head: readHeadText(each.head) }));
    if (all.length > MOST_COLLECTORS) throw new HouseError('logs-collectors-many', { most: MOST_COLLECTORS });
    const origin = heads.origin ?? keys.newOrigin();
    const number = heads.number + 1;
    const collectors = all.map((each) => ({
      ...{ name: each.name, origin: each.origin, entries: each.head.entries, last: each.head.last },
      ...rootsOf(each.head),
    }));
    const note = signHeads({ origin, number, at: now.getTime(), collectors }, keys.signersOf(origin));
    await keepHeads(trx, { origin, number, note });
    await keepSigned(trx, entries, now);
    const roots = rootsOf(head);
    await enterInLedger(trx, {
      kind: 'logs-sealed',
      subject: `logs/${name}`,
      digests: { root: `sha256:${roots.sha256}`, 'root-sm3': `sm3:${roots.sm3}` },
      facts: { origin: head.origin, entries: String(head.entries), last: String(head.last) },
    });
    return note;
  });
}

/** Its signed head, and what its history tells of deletions, stand beside those of the archive of this machine. */
async function keepSigned(trx: Transaction, { head, note, manifests }: NewEntries, now: Date): Promise<void> {
  const { origin, entries, last } = head;
  const { sha256: id } = digestsOf(note);
  await insertCheckpoint(trx, { id, origin, entries, last, signed_at: now, note, kept_at: now });
  await insertTombstones(
    trx,
    manifests.flatMap(({ manifest }) =>
      manifest.type === 'tombstone' ? [tombstoneRecord(origin, manifest)] : [],
    ),
  );
}

/** @throws HouseError where they do not go on from what is registered */
async function continueHistory(
  trx: Transaction,
  { name, head, manifests }: NewEntries,
  now: Date,
): Promise<void> {
  const before = await findCollector(trx, name);
  if (before && before.origin !== head.origin) throw new HouseError('logs-collector-taken', { name });
  let reached = before && readHeadText(before.head);
  await keepCollector(trx, { name, origin: head.origin, head: textOf(head), entries: head.entries }, now);
  for (const { text, manifest } of manifests) {
    const follows =
      manifest.number === (reached?.entries ?? 0) + 1 &&
      manifest.previous?.sha256 === reached?.manifest.sha256 &&
      manifest.previous?.sm3 === reached?.manifest.sm3;
    if (!follows) throw new HouseError('logs-collector-forked', { name, entry: manifest.number });
    const last = manifest.type === 'segment' ? manifest.last : (reached?.last ?? 0);
    reached = grown(reached, { text, last, origin: head.origin });
    await insertEntry(trx, { collector: name, number: manifest.number, manifest: text });
    await applyFiles(trx, name, { manifest, now });
  }
  if (!reached || textOf(reached) !== textOf(head))
    throw new HouseError('logs-collector-forked', { name, entry: head.entries });
}

async function applyFiles(
  trx: Transaction,
  collector: string,
  { manifest, now }: { readonly manifest: Manifest; readonly now: Date },
): Promise<void> {
  for (const { entry, kind } of goneBy(manifest))
    if (!(await markGone(trx, { collector, entry, kind }, now)))
      throw new HouseError('logs-collector-forked', { name: collector, entry: manifest.number });
  for (const holding of madeBy(manifest))
    await insertFile(trx, { ...holding, collector, sha256: digestOf(manifest, holding.kind) });
}

/** SHA-256 of a file that an entry has made. */
export function digestOf(manifest: Manifest, kind: string): string {
  if (manifest.type === 'compaction') return manifest.sha256;
  const file = manifest.type === 'segment' ? manifest.files.find((each) => each.kind === kind) : undefined;
  if (!file) throw new Error('an entry has no such file');
  return file.sha256;
}

/** What the register itself has written. */
export function readHeadText(text: string): Head {
  const head = readExactly(headSchema, text);
  if (!head) throw new Error('a head in the register is none');
  return head;
}
