import type { ExitSigning, SignedExits } from '@zhengdun/contract';
import { parseAddress } from '../inspection/index.ts';
import { type Caller, recordDone } from '../kernel/audit/index.ts';
import { addDays, dayOf } from '../kernel/clock/index.ts';
import type { Database } from '../kernel/database/index.ts';
import { HouseError } from '../kernel/errors/index.ts';
import { installationSecret } from '../kernel/secret.ts';
import { scopeOf, withinScope } from '../kernel/tenancy/index.ts';
import { type HostList, isOrganHostBy, readHostList } from './host-list.ts';
import { findSite } from './organ-list.repo.ts';
import { renewOrganList } from './organ-list.ts';
import { exitAddress, exitQuery } from './sign-exit.ts';

export interface ExitTools {
  readonly db: Database;
  /** data directory */
  readonly data: string;
  readonly now: () => Date;
}

/** Quarters after the one of today are eight: less than that much is promised. */
const GOOD_DAYS = 700;

/** The secret that links to the page in between are signed by. Servers on one database need the same. */
export function exitSecret(data: string): string {
  return installationSecret(data, 'exits');
}

/**
 * Signs links of an application's pages, so that they may lead to the page in between. What leads to an organ's site needs
 * none, and what is no address for visitors gets none.
 *
 * @throws HouseError `application-unknown`
 */
export async function signExits(
  { db, data, now }: ExitTools,
  caller: Caller,
  { applicationId, links }: ExitSigning,
): Promise<SignedExits> {
  const list = readHostList((await renewOrganList(db, now)).hosts);
  return withinScope(db, scopeOf(caller.actor, 'link.manage'), async (trx) => {
    const site = await findSite(trx, applicationId);
    const home = site?.addresses.map(parseAddress).find(({ ok }) => ok);
    if (!site || !home?.ok) throw new HouseError('application-unknown', {});
    const about = { secret: exitSecret(data), back: home.url.href, site: site.name, list, now: now() };
    const signed = links.map((url) => signOne(url, about));
    const object = { kind: 'application', id: applicationId } as const;
    const detail = { links: signed.filter(({ exit }) => exit !== undefined).length };
    await recordDone(trx, caller, { act: 'exits-signed', object, unit: site.unit_id, detail });
    return { links: signed, goodUntil: addDays(dayOf(now()), GOOD_DAYS) };
  });
}

function signOne(
  url: string,
  about: {
    readonly secret: string;
    readonly back: string;
    readonly site: string;
    readonly list: HostList;
    readonly now: Date;
  },
): SignedExits['links'][number] {
  const { secret, back, site, list, now } = about;
  const to = exitAddress(url);
  if (!to) return { url, without: 'unfit' };
  if (isOrganHostBy(list, to.hostname)) return { url, without: 'organ' };
  return { url, exit: `/exit?${exitQuery(secret, { to: to.href, back, site }, now)}` };
}
