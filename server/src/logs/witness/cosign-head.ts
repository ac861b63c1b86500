import { join } from 'node:path';
import { makeFolderDurably, writeDurably } from '../../kernel/durable-file.ts';
import { HouseError } from '../../kernel/errors/index.ts';
import {
  type Cosigner,
  consistencyProof,
  formatNote,
  type Hash,
  leafHash,
  parseNote,
  perfectRoot,
} from '../../kernel/ledger/index.ts';
import type { Web } from '../../kernel/web/index.ts';
import { type HeadNote, readHeadNote } from '../chain/head-note.ts';
import { placesOf } from '../manifest.ts';
import { listIfThere, readIfThere } from '../verify/read-if-there.ts';
import type { Cosigned } from './read-cosigned.ts';
import { requestText } from './request.ts';

const TIMEOUT_MS = 60_000;
const MOST_BYTES = 64 * 1024;

/**
 * Has the signed head of an archive cosigned by the instance of a superior, and keeps both in `cosigned/`. The superior is given a
 * proof that the history begins with what it cosigned last, and refuses one that was written anew or cut off.
 *
 * @param about.witness its address, http(s), before `/add-checkpoint`
 * @throws HouseError `logs-nothing-sealed`, `logs-witness-fails`, `logs-witness-foreign`, `logs-witness-refuses`, `logs-witness-wrong`
 */
export async function cosignHead(
  folder: string,
  about: {
    readonly web: Web;
    readonly witness: string;
    readonly key: Cosigner;
    readonly signal: AbortSignal;
  },
): Promise<Cosigned> {
  const { witness, key } = about;
  const places = placesOf(folder);
  const text = (await readIfThere(places.note)) ?? '';
  const head = readHeadNote(text);
  if (!head) throw new HouseError('logs-nothing-sealed', { folder });
  const lines = await ask(folder, { ...about, text, head });
  const answered = parseNote(`${head.note.text}\n${lines}`);
  const at = answered ? key.cosigned(answered) : 'none';
  if (!answered || typeof at !== 'number') throw new HouseError('logs-witness-wrong', { witness });
  const own = answered.signatures.filter(({ name }) => name === key.name);
  await makeFolderDurably(places.cosigned);
  const path = join(places.cosigned, `${String(head.entries).padStart(8, '0')}.note`);
  // Another superior may have cosigned the same head.
  const before = parseNote((await readIfThere(path)) ?? '');
  const held = before?.text === head.note.text ? before : head.note;
  const signatures = [...held.signatures.filter(({ name }) => name !== key.name), ...own];
  await writeDurably(path, formatNote({ text: head.note.text, signatures }));
  return { entries: head.entries, name: key.name, at };
}

async function ask(
  folder: string,
  about: Parameters<typeof cosignHead>[1] & { readonly text: string; readonly head: HeadNote },
): Promise<string> {
  const { web, witness, text, head, signal } = about;
  const leaves = await leavesOf(folder, head);
  let older = await lastCosigned(folder, head);
  for (let turn = 0; turn < 2; turn += 1) {
    const proof = await consistencyProof(
      async (from, to) => perfectRoot(leaves.slice(from, to)),
      older,
      head.entries,
    );
    const answer = await web.fetch({
      ...{ url: `${witness.replace(/\/+$/, '')}/add-checkpoint`, method: 'POST', timeoutMs: TIMEOUT_MS },
      ...{ maxBytes: MOST_BYTES, signal },
      headers: { 'content-type': 'text/plain; charset=utf-8' },
      body: Buffer.from(requestText({ older, proof, note: text })),
    });
    if (!answer.ok) throw new HouseError('logs-witness-fails', { witness, detail: answer.code });
    const body = Buffer.from(answer.body).toString('utf8');
    if (answer.status === 200 && !answer.cut) return body;
    const [, size] = answer.status === 409 ? (/^(0|[1-9]\d{0,14})\n$/.exec(body) ?? []) : [];
    const isBehind = size !== undefined && Number(size) <= head.entries && Number(size) !== older;
    if (answer.status === 422 || (answer.status === 409 && !isBehind))
      throw new HouseError('logs-witness-refuses', { witness });
    if (answer.status === 403 || answer.status === 404)
      throw new HouseError('logs-witness-foreign', { witness, origin: head.origin });
    if (!isBehind) throw new HouseError('logs-witness-fails', { witness, detail: `HTTP ${answer.status}` });
    older = Number(size);
  }
  throw new HouseError('logs-witness-fails', { witness, detail: 'HTTP 409' });
}

/** Where the history was cosigned last, as far as that is known here: the witness says where it is otherwise. */
async function lastCosigned(folder: string, head: HeadNote): Promise<number> {
  const names = (await listIfThere(placesOf(folder).cosigned)).filter((name) => /^\d{8,}\.note$/.test(name));
  const sizes = names.map((name) => Number.parseInt(name, 10)).filter((size) => size <= head.entries);
  return Math.max(0, ...sizes);
}

/** @throws HouseError `logs-nothing-sealed`: manifests are missing */
async function leavesOf(folder: string, { entries }: HeadNote): Promise<Hash[]> {
  const leaves: Hash[] = [];
  for (let number = 1; number <= entries; number += 1) {
    const text = await readIfThere(placesOf(folder).manifest(number));
    if (text === undefined) throw new HouseError('logs-nothing-sealed', { folder });
    leaves.push(leafHash(Buffer.from(text)));
  }
  return leaves;
}
