import type { ApplicationKind, UnitKind } from '@zhengdun/contract';
import { hasOrganSuffix, parseAddress } from '../inspection/index.ts';

/** A site as the register has it. */
export interface RegisteredSite {
  readonly unitKind: UnitKind;
  readonly kind: ApplicationKind;
  readonly addresses: readonly string[];
}

/**
 * What the register adds to the suffixes that are for organs alone (Article 5): `+host` is an organ's site under another
 * suffix, `-host` a site under such a suffix that is no organ's. An address with a path is a column on somebody's site and says
 * nothing of the host; neither does a bare network address.
 *
 * @returns lines in order, each once
 */
export function organHosts(sites: readonly RegisteredSite[]): string[] {
  const organs = new Set<string>();
  const others = new Set<string>();
  for (const { unitKind, kind, addresses } of sites) {
    if (kind !== 'website') continue;
    for (const host of addresses.flatMap(hostOfItsOwn)) (unitKind === 'organ' ? organs : others).add(host);
  }
  const added = [...organs].filter((host) => !hasOrganSuffix(host)).map((host) => `+${host}`);
  const struck = [...others]
    .filter((host) => hasOrganSuffix(host) && !organs.has(host))
    .map((host) => `-${host}`);
  return [...added, ...struck].sort();
}

/** The host of an address that is its start page. */
function hostOfItsOwn(address: string): string[] {
  const parsed = parseAddress(address);
  if (!parsed.ok || !/^\/((index|default)\.\w{2,5})?$/i.test(parsed.url.pathname)) return [];
  const host = parsed.url.hostname.replace(/\.$/, '');
  return /^([a-z0-9-]+\.)+[a-z][a-z0-9-]*$/.test(host) ? [host] : [];
}
