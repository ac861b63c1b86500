import { LINK_DAYS, type LinkStateName } from '@zhengdun/contract';
import { peopleWith } from '../identity/index.ts';
import type { LinkSight } from '../inspection/index.ts';
import type { Database, Transaction } from '../kernel/database/index.ts';
import { DAY_MS, MINUTE_MS } from '../kernel/durations.ts';
import { openGate } from '../kernel/gate.ts';
import { plainText } from '../kernel/plain-text.ts';
import { EVERYTHING, withinScope } from '../kernel/tenancy/index.ts';
import { tellPerson } from '../messages/index.ts';
import { type DueAddress, keepLook, leaveAlone, takeDueAddresses } from './due.repo.ts';
import { judgeLink } from './judge-link.ts';
import type { LinkRecord } from './tables.ts';
import type { LinkEyes } from './tools.ts';

/** A program that dies leaves its addresses to be taken again after so long. */
const LEASE_MS = 10 * MINUTE_MS;
/** Between two looks at one host. */
const PAUSE_MS = 20_000;
/** Links of several units to one address are looked at together, where they are due within so long. */
const ALONG_MS = DAY_MS / 2;
/** Addresses that are taken at a time, and asked at once. */
const TAKEN = 24;
const AT_ONCE = 4;
/** A picture is renewed after so many days. */
const PICTURE_DAYS = 30;
/** What is not in order is looked at again sooner: it may be mended, or have been a bad day. */
const DAYS: Readonly<Record<LinkStateName, number>> = { alive: LINK_DAYS, unknown: 3, dead: 1, taken: 1 };

export interface CheckingTools {
  readonly db: Database;
  readonly eyes: LinkEyes;
  readonly now: () => Date;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Looks at what is due: each address once, each host at most once in a pause and never sooner than it asks for. Any number
 * of programs may do so at once. @returns how many addresses were looked at
 */
export async function checkDueLinks(tools: CheckingTools): Promise<number> {
  const { db, now } = tools;
  const order = { limit: TAKEN, leaseMs: LEASE_MS, pauseMs: PAUSE_MS, alongMs: ALONG_MS };
  const due = await withinScope(db, EVERYTHING, (trx) => takeDueAddresses(trx, { now: now(), ...order }));
  const gate = openGate(AT_ONCE);
  await Promise.all(due.map((address) => gate(() => checkAddress(tools, address))));
  return due.length;
}

async function checkAddress(tools: CheckingTools, { url, host, links }: DueAddress): Promise<void> {
  const { db, eyes, now, signal } = tools;
  signal?.throwIfAborted();
  const sight = await eyes.see(url, signal);
  const at = now();
  const picture = await pictureFor(eyes, { url, links, sight, at });
  await withinScope(db, EVERYTHING, async (trx) => {
    if (sight.waitMs !== undefined) await leaveAlone(trx, [host], new Date(at.getTime() + sight.waitMs));
    for (const link of links) {
      const judged = judgeLink(url, sight, link.good ?? undefined);
      const isNews = await keepLook(trx, link, {
        judged,
        detail: plainText(sight.detail, 200),
        status: sight.status,
        finalUrl: sight.finalUrl ?? null,
        at,
        dueAt: nextTime(at, DAYS[judged.state], sight.waitMs),
        picture,
      });
      if (isNews) await tellTaken(trx, link, at);
    }
  });
}

function nextTime(at: Date, days: number, waitMs = 0): Date {
  return new Date(at.getTime() + Math.max(days * DAY_MS, waitMs));
}

/** A picture of a page that is in order, where there is none yet or it has grown old. */
async function pictureFor(
  { picture }: LinkEyes,
  about: {
    readonly url: string;
    readonly links: readonly LinkRecord[];
    readonly sight: LinkSight;
    readonly at: Date;
  },
): Promise<Pick<LinkRecord, 'picture' | 'no_picture'> | undefined> {
  const { url, links, sight, at } = about;
  const old = new Date(at.getTime() - PICTURE_DAYS * DAY_MS);
  const isDue = ({ good, picture_at }: LinkRecord): boolean =>
    (picture_at === null || picture_at < old) && judgeLink(url, sight, good ?? undefined).state === 'alive';
  if (!picture || !sight.page || !links.some(isDue)) return undefined;
  const taken = await picture(url);
  return 'sha256' in taken
    ? { picture: taken.sha256, no_picture: null }
    : { picture: null, no_picture: taken.without };
}

/** Tells the handler; where nobody is named, whoever may deal with links of the unit. */
async function tellTaken(
  trx: Transaction,
  { id, unit_id, handler_id }: LinkRecord,
  now: Date,
): Promise<void> {
  const people =
    handler_id === null
      ? await peopleWith(trx, { unitId: unit_id, permission: 'link.manage', now })
      : [{ id: handler_id }];
  for (const { id: personId } of people)
    await tellPerson(trx, { personId, matter: 'link-taken', key: id }, now);
}
