import { countScheduledOpen, parseAddress, wasAskedSince, writeCheck } from '../inspection/index.ts';
import type { Database, Transaction } from '../kernel/database/index.ts';
import { HOUR_MS, MINUTE_MS } from '../kernel/durations.ts';
import { EVERYTHING, withinScope } from '../kernel/tenancy/index.ts';
import {
  dropMissed,
  dueHosts,
  dueSites,
  lastAtAddresses,
  nextTurn,
  passPauses,
  planHosts,
  putOff,
  takeTurn,
} from './host.repo.ts';

/** A run that could not be asked for within this time is dropped. */
const MISSED_MS = HOUR_MS;
/** Whoever has just had a host checked has spared the schedule its turn. */
const HOST_GAP_MS = 12 * HOUR_MS;
/** Two hosts of one platform are asked for so far apart: most checks take less. */
const PLATFORM_GAP_MS = 2 * MINUTE_MS;
/** Checks of the schedule that wait or run at the same time, over all programs. */
const OPEN_AT_ONCE = 20;
/** What has waited for longer was lost with its program, and comes back when one starts. */
const OPEN_MS = 24 * HOUR_MS;

/** Tells the network addresses of a host; none where nobody knows. */
export type AddressesOf = (host: string) => Promise<readonly string[]>;

/** Gives every registered host its place in the interval. Cheap where nothing has changed. */
export async function planSchedule(db: Database, now: Date): Promise<void> {
  await withinScope(db, EVERYTHING, async (trx) => {
    if (await takeTurn(trx)) await planHosts(trx, now);
  });
}

/**
 * Writes down the checks that are due, each with the next turn of its host in one transaction: a program that dies
 * leaves either both or none, and of several programs one chooses at a time. Their jobs are for the caller to put in.
 *
 * Runs that fall into a pause of 重保, and runs that nobody could do in time, are dropped and not made up for.
 *
 * @returns ids of the checks
 */
export async function takeDue(
  db: Database,
  { now, addressesOf }: { readonly now: Date; readonly addressesOf: AddressesOf },
): Promise<string[]> {
  // Names are asked for before the transaction: whoever holds it waits for nobody.
  const hosts = await dueHosts(db, now, OPEN_AT_ONCE);
  if (hosts.length === 0) return [];
  const addresses = new Map(
    await Promise.all(hosts.map(async (host) => [host, await addressesOf(host)] as const)),
  );
  return withinScope(db, EVERYTHING, async (trx) => {
    if (!(await takeTurn(trx))) return [];
    await passPauses(trx, now);
    await dropMissed(trx, { before: before(now, MISSED_MS), now });
    let room = OPEN_AT_ONCE - (await countScheduledOpen(trx, before(now, OPEN_MS)));
    const taken: string[] = [];
    for (const site of await dueSites(trx, now, hosts)) {
      if (room <= 0) break;
      const check = await takeSite(trx, { site, now, addresses: addresses.get(site.host) ?? [] });
      if (check === undefined) continue;
      taken.push(check);
      room -= 1;
    }
    return taken;
  });
}

interface Turn {
  readonly site: Awaited<ReturnType<typeof dueSites>>[number];
  readonly now: Date;
  readonly addresses: readonly string[];
}

/** @returns id of the check; undefined where the host is spared, or its platform is busy */
async function takeSite(trx: Transaction, { site, now, addresses }: Turn): Promise<string | undefined> {
  const { host, unitName, unitKind, unitLevel, closed } = site;
  const address = site.addresses.find((each) => leadsTo(each, host));
  if (address === undefined || (await wasAskedSince(trx, { host, since: before(now, HOST_GAP_MS) }))) {
    await nextTurn(trx, { host, now });
    return undefined;
  }
  const busy = await lastAtAddresses(trx, { addresses, since: before(now, PLATFORM_GAP_MS) });
  if (busy) {
    await putOff(trx, host, new Date(busy.getTime() + PLATFORM_GAP_MS));
    return undefined;
  }
  const order = { address, unitName, unitKind, unitLevel, closed, lang: 'zh' } as const;
  const check = await writeCheck(trx, order, 'schedule');
  await nextTurn(trx, { host, now, run: { addresses } });
  return check;
}

/** The main host comes from one of the declared addresses. */
function leadsTo(address: string, host: string): boolean {
  const parsed = parseAddress(address);
  return parsed.ok && parsed.url.hostname === host;
}

function before(now: Date, ms: number): Date {
  return new Date(now.getTime() - ms);
}
