import { registrableDomain } from '../../organ-hosts.ts';
import type { TriagedLink } from './index.ts';

/** So many owners do not all vanish at once. */
const OWNERS = 5;

/**
 * Where not one of the links answered in any way, the network from which we ask reaches nothing outside – as on an
 * intranet whose name servers know the inside alone – and none of them is called dead for it.
 */
export function unlessBlind(links: readonly TriagedLink[]): readonly TriagedLink[] {
  const owners = new Set(links.map(({ host }) => registrableDomain(host)));
  if (owners.size < OWNERS || links.some(({ status }) => status !== null)) return links;
  return links.map((link) =>
    link.state === 'dead'
      ? { ...link, state: 'no-answer', detail: `${link.detail}，外部网站一个也不能到达` }
      : link,
  );
}
