import { createHash } from 'node:crypto';
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { makeFolderDurably, writeDurably } from '../../kernel/durable-file.ts';
import {
  cosign,
  formatNote,
  type NoteVerifier,
  parseVerifier,
  provesConsistency,
} from '../../kernel/ledger/index.ts';
import { type HeadNote, isSignedBy, readHeadNote } from '../chain/head-note.ts';
import { readIfThere } from '../verify/read-if-there.ts';
import { readRequest } from './request.ts';

/** The key of whoever cosigns, and where it keeps what it has seen. */
export interface Witness {
  readonly folder: string;
  readonly name: string;
  /** 32 bytes */
  readonly seed: Uint8Array;
  readonly now: () => number;
}

export interface WitnessAnswer {
  readonly status: 200 | 400 | 403 | 404 | 409 | 422;
  readonly body: string;
  readonly type: 'text/plain; charset=utf-8' | 'text/x.tlog.size';
  /** the history does not continue what was cosigned before, though it is signed by its own keys: it was written anew or cut off */
  readonly isRewritten?: true;
}

const PLAIN = 'text/plain; charset=utf-8';
/** Heads that were refused, kept as evidence for each archive. */
const MOST_REFUSED = 100;

/** What is kept of one archive, in a folder of its own. */
export const placesIn = (own: string) => {
  return { own, keys: join(own, 'keys.txt'), head: join(own, 'head.note'), refused: join(own, 'refused') };
};

export const placesOfLog = (folder: string, origin: string) => {
  return placesIn(join(folder, createHash('sha256').update(origin).digest('hex').slice(0, 32)));
};

/**
 * `add-checkpoint` (C2SP tlog-witness): cosigns a signed head where a proof shows that its history begins with the one that was
 * cosigned last. What is cosigned is on the disk before it is answered. One call at a time: nobody else may write in between.
 *
 * @param body of the request
 */
export async function answerCheckpoint(witness: Witness, body: string): Promise<WitnessAnswer> {
  const asked = readRequest(body);
  const head = asked && readHeadNote(asked.note);
  if (!asked || !head || asked.older > head.entries) return refusal(400, 'no request of this kind');
  const places = placesOfLog(witness.folder, head.origin);
  const keys = verifiersIn((await readIfThere(places.keys)) ?? '');
  if (keys.length === 0) return refusal(404, 'this archive is not registered here');
  if (!isSignedBy(head, keys)) return refusal(403, 'not signed by the keys that are registered');
  const last = readHeadNote((await readIfThere(places.head)) ?? '');
  const size = last?.entries ?? 0;
  if (asked.older !== size) {
    // Signed later, and shorter: an older head that somebody hands in once more is no contradiction.
    const isRewritten = size > head.entries && head.at > (last?.at ?? 0);
    if (isRewritten) await keepRefused(places.refused, asked.note);
    return { status: 409, body: `${size}\n`, type: 'text/x.tlog.size', ...(isRewritten && { isRewritten }) };
  }
  if (!continues(head, last, asked.proof)) {
    await keepRefused(places.refused, asked.note);
    const status = size === head.entries ? 409 : 422;
    return { ...refusal(status, 'the history is not the one that was cosigned'), isRewritten: true };
  }
  const at = witness.now();
  const { text } = head.note;
  const cosignature = formatNote({ text, signatures: [cosign(text, { ...witness, at })] });
  const line = cosignature.slice(text.length + 1);
  await writeDurably(places.head, asked.note + line);
  // Somebody else had sent it with a proof of something else.
  await rm(refusedFile(places.refused, asked.note), { force: true });
  return { status: 200, body: line, type: PLAIN };
}

function continues(head: HeadNote, last: HeadNote | undefined, proof: readonly Buffer[]): boolean {
  if (!last) return proof.length === 0;
  const isSame = head.entries !== last.entries || head.sm3 === last.sm3;
  const [older, newer] = [last, head].map(({ entries, sha256 }) => ({
    size: entries,
    root: Buffer.from(sha256, 'hex'),
  }));
  return isSame && older !== undefined && newer !== undefined && provesConsistency({ older, newer, proof });
}

/** Evidence: signed by the keys of the archive, it contradicts what they had signed before. */
async function keepRefused(folder: string, note: string): Promise<void> {
  await makeFolderDurably(folder);
  if ((await readdir(folder)).length >= MOST_REFUSED) return;
  await writeDurably(refusedFile(folder, note), note);
}

function refusedFile(folder: string, note: string): string {
  return join(folder, `${createHash('sha256').update(note).digest('hex').slice(0, 32)}.note`);
}

export function verifiersIn(text: string): NoteVerifier[] {
  return text.split('\n').flatMap((line) => parseVerifier(line.trim()) ?? []);
}

function refusal(status: WitnessAnswer['status'], text: string): WitnessAnswer {
  return { status, body: `${text}\n`, type: PLAIN };
}
