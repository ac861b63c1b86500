import { createHash, randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { makeFolderDurably, writeDurably } from '../../kernel/durable-file.ts';
import { HouseError } from '../../kernel/errors/index.ts';
import { readTimeStamp, timeStampRequest } from '../../kernel/time-stamp/index.ts';
import type { Web } from '../../kernel/web/index.ts';
import type { Certificate } from '../../kernel/x509/index.ts';
import { readHeadNote } from '../chain/head-note.ts';
import { placesOf } from '../manifest.ts';
import { readIfThere } from '../verify/read-if-there.ts';
import type { Stamp } from './read-stamps.ts';

const TIMEOUT_MS = 60_000;
const MOST_BYTES = 64 * 1024;

/**
 * Has the signed head of an archive time-stamped, and keeps both in `stamps/`. What the authority answers is verified before.
 *
 * @param about.authority its address, http(s)
 * @param about.roots where given, its certificate must lead to one of them
 * @throws HouseError `logs-nothing-sealed`, `logs-tsa-fails`, `logs-tsa-wrong`, `logs-tsa-untrusted`
 */
export async function stampHead(
  folder: string,
  about: {
    readonly web: Web;
    readonly authority: string;
    readonly roots: readonly Certificate[];
    readonly signal: AbortSignal;
  },
): Promise<Stamp> {
  const { web, authority, roots, signal } = about;
  const places = placesOf(folder);
  const text = (await readIfThere(places.note)) ?? '';
  const head = readHeadNote(text);
  if (!head) throw new HouseError('logs-nothing-sealed', { folder });
  const bytes = Buffer.from(text);
  const nonce = randomBytes(12);
  const answer = await web.fetch({
    ...{ url: authority, method: 'POST', timeoutMs: TIMEOUT_MS, maxBytes: MOST_BYTES, signal },
    headers: { 'content-type': 'application/timestamp-query' },
    body: timeStampRequest(createHash('sha256').update(bytes).digest(), nonce),
  });
  if (!answer.ok) throw new HouseError('logs-tsa-fails', { authority, detail: answer.code });
  if (answer.status !== 200 || answer.cut)
    throw new HouseError('logs-tsa-fails', { authority, detail: `HTTP ${answer.status}` });
  const stamp = readTimeStamp(answer.body, { bytes, nonce, roots });
  if (!stamp) throw new HouseError('logs-tsa-wrong', { authority });
  if (roots.length > 0 && !stamp.trusted)
    throw new HouseError('logs-tsa-untrusted', { authority: stamp.authority });
  await makeFolderDurably(places.stamps);
  const name = join(places.stamps, String(head.entries).padStart(8, '0'));
  // The note first: a token without what it is over would be taken for a fault.
  await writeDurably(`${name}.note`, text);
  await writeDurably(`${name}.tsr`, answer.body);
  return { ...stamp, entries: head.entries };
}
