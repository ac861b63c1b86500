import { contentOf } from '../../assurance/index.ts';
import { keepDoing } from '../../kernel/keep-doing.ts';
import type { Log } from '../../kernel/log.ts';
import { EVERYTHING, withinScope } from '../../kernel/tenancy/index.ts';
import { readForSearch } from '../readings/read-unread.ts';
import { wordsOfFile } from '../screening/file-words.ts';
import type { PublicationTools, Screen } from '../tools.ts';
import { findVersion } from '../version.repo.ts';
import { pairsOf, plainOf } from './plain.ts';
import { type ApprovedVersion, findUnsearched, hadSecret, keepPairs } from './search.repo.ts';

const BATCH = 20;
const EVERY_MS = 5_000;

/** Looks through what was approved since, so that it is found by its words. @returns how many versions there were */
export async function searchThroughNext(tools: PublicationTools): Promise<number> {
  const { db, screen, now } = tools;
  if (!screen) return 0;
  const approved = await withinScope(db, EVERYTHING, (trx) => findUnsearched(trx, BATCH));
  for (const each of approved) {
    const files = await pairsOfVersion(tools, screen, each);
    await withinScope(db, EVERYTHING, (trx) => keepPairs(trx, each, { files, at: now() }));
  }
  return approved.length;
}

/** Of what may be a state secret not even pairs of characters are kept. */
async function pairsOfVersion(
  tools: PublicationTools,
  screen: Screen,
  { ...approved }: ApprovedVersion,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const { db, vault } = tools;
  const pairs = new Map<string, readonly string[]>();
  const there = await withinScope(db, EVERYTHING, async (trx) => {
    const files = await findVersion(trx, approved.item_id, approved.version);
    if (!files || (await hadSecret(trx, approved))) return undefined;
    return { files, text: await contentOf({ vault }, trx, files.textFile) };
  });
  if (!there) return pairs;
  const { files, text } = there;
  if (text) pairs.set(files.textFile.id, pairsOf(plainOf(`${files.title}\n${text.toString('utf8')}`).text));
  for (const file of files.attachments) {
    const { words, pictures } = await wordsOfFile(tools, screen, file);
    if (words !== undefined) pairs.set(file.id, pairsOf(plainOf(words).text));
    // Taken in by a version that kept no words of pictures: a job reads them, and then it is looked through again.
    if (pictures > 0) await readForSearch(tools, { itemId: approved.item_id, file, pictures });
  }
  return pairs;
}

/** Goes on looking through what is approved, until the signal fires. Any number of programs may do it. */
export async function keepSearch(
  tools: PublicationTools & { readonly log: Log; readonly signal: AbortSignal },
): Promise<void> {
  const { log, signal } = tools;
  async function lookThrough(): Promise<void> {
    while (!signal.aborted && (await searchThroughNext(tools)) > 0);
  }
  const fault = 'approved items could not be looked through for their words';
  await keepDoing(lookThrough, { everyMs: EVERY_MS, log, fault, signal });
}
