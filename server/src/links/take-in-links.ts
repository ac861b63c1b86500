import type { CheckExits, LinkState } from '../inspection/index.ts';
import type { Database, Transaction } from '../kernel/database/index.ts';
import { plainText } from '../kernel/plain-text.ts';
import { EVERYTHING, withinScope } from '../kernel/tenancy/index.ts';
import {
  applicationOf,
  applicationsAt,
  enterLinks,
  type FoundLink,
  forgetItemPlaces,
  forgetPlaces,
  leaveWord,
  retireLinks,
  takeWord,
} from './link.repo.ts';
import { exitsInText } from './links-in-text.ts';
import { checkOf } from './taken.repo.ts';
import { takenLinksOf } from './taken-links.ts';
import type { LinkSources } from './tools.ts';

/** Word that is taken in one transaction: what a check saw may be a megabyte. */
const BATCH = 5;
const LONGEST = 1_000;

/** Leaves word of kept checks, in the transaction that tells of them: their links are taken in afterwards. */
export async function noteCheckLinks(
  trx: Transaction,
  checks: readonly { readonly id: string; readonly closed: boolean }[],
): Promise<void> {
  await leaveWord(
    trx,
    'check',
    checks.filter(({ closed }) => !closed).map(({ id }) => id),
  );
}

/**
 * Takes in the links of what word was left of: kept checks of registered applications, and items that were submitted,
 * published or withdrawn. The word goes with the transaction that takes in, so a program that dies in between loses
 * nothing; taking in again changes nothing.
 */
export async function takeInLinks(db: Database, sources: LinkSources, now: () => Date): Promise<void> {
  for (let taken = BATCH; taken === BATCH; ) {
    taken = await withinScope(db, EVERYTHING, async (trx) => {
      const word = await takeWord(trx, BATCH);
      for (const { kind, subject } of word) {
        if (kind === 'check') await takeCheck(trx, await sources.ofCheck(subject));
        else if (kind === 'application') await tellTaken(trx, sources, subject);
        else await takeItem(trx, sources, { id: subject, at: now() });
      }
      return word.length;
    });
  }
}

async function takeCheck(trx: Transaction, seen: CheckExits | undefined): Promise<void> {
  if (!seen) return;
  for (const application of await applicationsAt(trx, seen.host)) {
    await enterLinks(trx, application, { found: foundIn(seen), itemId: null, at: seen.at });
    await forgetPlaces(trx, application.id, seen);
    await retireLinks(trx, application.unit_id, seen.at);
    await leaveWord(trx, 'application', [application.id]);
  }
}

/** The check of an application is judged again with what is in other hands by now, so that its findings follow. */
async function tellTaken(
  trx: Transaction,
  { judgeTaken, evidence }: LinkSources,
  application: string,
): Promise<void> {
  const check = await checkOf(trx, application);
  if (!judgeTaken || !evidence || check === undefined) return;
  await judgeTaken(check, await takenLinksOf(trx, evidence, application));
}

/** What may be in other hands is left to the register's own look, which tells people of it. */
const KNOWN: Readonly<Partial<Record<LinkState, Pick<NonNullable<FoundLink['known']>, 'state' | 'cause'>>>> =
  {
    alive: { state: 'alive', cause: 'answered' },
    dead: { state: 'dead', cause: 'gone' },
    'soft-404': { state: 'dead', cause: 'soft-404' },
    moved: { state: 'unknown', cause: 'moved-first' },
    'bot-wall': { state: 'unknown', cause: 'bot-wall' },
    'no-answer': { state: 'unknown', cause: 'no-answer' },
  };

function foundIn({ exits, looks }: CheckExits): FoundLink[] {
  return exits.flatMap(({ url, on }) => {
    const parsed = URL.parse(url);
    if (!parsed || parsed.href.length > LONGEST || !/^https?:$/.test(parsed.protocol)) return [];
    const look = looks.get(url);
    const known = look && KNOWN[look.state];
    return on.map(({ page, line, text }) => ({
      url: parsed.href,
      host: parsed.hostname,
      page,
      line,
      text: plainText(text, 200),
      ...(known && look && { known: { ...known, detail: look.detail } }),
    }));
  });
}

async function takeItem(
  trx: Transaction,
  sources: LinkSources,
  { id, at }: { readonly id: string; readonly at: Date },
): Promise<void> {
  const words = await sources.ofItem(id);
  const application = words && (await applicationOf(trx, words.applicationId));
  if (!words || !application) return;
  // What another version said stands there no longer.
  await forgetItemPlaces(trx, id);
  const found = exitsInText(words.text, application.hosts).map(({ url, line }) => ({
    ...{ url, host: new URL(url).hostname, page: words.page, line, text: '' },
  }));
  await enterLinks(trx, application, { found, itemId: id, at });
  await retireLinks(trx, application.unit_id, at);
  await leaveWord(trx, 'application', [application.id]);
}
