import { registrableDomain } from '../../organ-hosts.ts';

/** So many owners do not all vanish at once. */
const OWNERS = 5;

/**
 * Whether not one of the links answered in any way: then the network from which we ask reaches nothing outside – as on
 * an intranet whose name servers know the inside alone –, and none of them is to be called dead for it.
 */
export function isBlind(
  links: readonly { readonly host: string; readonly status: number | null }[],
): boolean {
  const owners = new Set(links.map(({ host }) => registrableDomain(host)));
  return owners.size >= OWNERS && links.every(({ status }) => status === null);
}
