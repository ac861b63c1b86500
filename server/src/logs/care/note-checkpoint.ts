import { join } from 'node:path';
import { digestsOf } from '../../kernel/digests.ts';
import { enterInLedger, type SubjectReader } from '../../kernel/ledger/index.ts';
import { EVERYTHING, withinScope } from '../../kernel/tenancy/index.ts';
import { type HeadNote, isSignedBy, readHeadNote } from '../chain/head-note.ts';
import { ownVerifiers } from '../keys.ts';
import { manifestSchema, placesOf, readExactly, type Tombstone } from '../manifest.ts';
import { readIfThere } from '../verify/read-if-there.ts';
import {
  findCheckpoints,
  hasCheckpoint,
  insertCheckpoint,
  insertTombstones,
  newestEntry,
} from './checkpoint.repo.ts';
import type { TombstoneRecord } from './tables.ts';
import type { CareTools } from './tools.ts';

/**
 * Keeps the signed head of the archive in the database and enters its digests in the ledger, once each: from then on nobody who
 * can change the files alone can write them anew unseen. What the history tells of deletions since the head before is kept
 * beside it. A head that the keys of this installation have not signed is left alone: the verification tells of it.
 *
 * @returns whether there was one that was not kept yet
 */
export async function noteCheckpoint({ db, data, now }: CareTools): Promise<boolean> {
  const folder = join(data, 'logs');
  const text = (await readIfThere(placesOf(folder).note)) ?? '';
  const head = readHeadNote(text);
  if (!head || !isSignedBy(head, ownVerifiers(data, head.origin))) return false;
  const { sha256, sm3 } = digestsOf(text);
  if (await hasCheckpoint(db, sha256)) return false;
  const { origin, entries, last, at } = head;
  const tombstones = await tombstonesSince(folder, head, await newestEntry(db, origin));
  return withinScope(db, EVERYTHING, async (trx) => {
    const checkpoint = { id: sha256, origin, entries, last, signed_at: new Date(at), note: text };
    if (!(await insertCheckpoint(trx, { ...checkpoint, kept_at: now() }))) return false;
    await insertTombstones(trx, tombstones);
    await enterInLedger(trx, {
      kind: 'log-checkpoint',
      subject: `${SUBJECT}${sha256}`,
      digests: { note: `sha256:${sha256}`, 'note-sm3': `sm3:${sm3}` },
      facts: { origin, entries: `${entries}`, last: `${last}` },
    });
    return true;
  });
}

async function tombstonesSince(folder: string, head: HeadNote, from: number) {
  const found: (Omit<TombstoneRecord, 'days'> & { readonly days: string })[] = [];
  for (let number = from + 1; number <= head.entries; number += 1) {
    const text = (await readIfThere(placesOf(folder).manifest(number))) ?? '';
    const manifest = readExactly(manifestSchema, text);
    if (manifest?.type === 'tombstone') found.push(tombstoneRecord(head.origin, manifest));
  }
  return found;
}

/** What the database keeps of a deletion. */
export function tombstoneRecord(origin: string, { number, at, days, removed }: Tombstone) {
  return {
    ...{ origin, entry: number, at: new Date(at), files: removed.length, days: JSON.stringify(days) },
    events: removed.reduce((sum, { count }) => sum + count, 0),
    newest_at: new Date(removed.reduce((newest, { to }) => Math.max(newest, to), 0)),
  };
}

const SUBJECT = 'log-checkpoint/';

/** What the kept heads are now, for the verification of the ledger. */
export const LOG_CHECKPOINT_SUBJECTS: SubjectReader = {
  async read(db, subjects) {
    const ids = subjects.map((subject) => subject.slice(SUBJECT.length));
    const rows = await findCheckpoints(db, ids);
    return new Map(
      rows.map(({ id, note }) => {
        const { sha256, sm3 } = digestsOf(note);
        return [`${SUBJECT}${id}`, { note: `sha256:${sha256}`, 'note-sm3': `sm3:${sm3}` }];
      }),
    );
  },
  mayBeGone: () => false,
};
