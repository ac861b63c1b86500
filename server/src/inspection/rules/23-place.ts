import type { AddressPlace } from '../observation.ts';
import { contentNetworkOf } from '../probes/place/index.ts';
import type { SiteView } from '../site-view.ts';
import { seen } from '../site-view.ts';
import { defineRule } from './rule.ts';

type Role = AddressPlace['hosts'][number]['role'];

function ofRole(addresses: readonly AddressPlace[], role: Role): AddressPlace[] {
  return addresses.filter(({ hosts }) => hosts.some((host) => host.role === role));
}

function having(
  addresses: readonly AddressPlace[],
  ...conclusions: AddressPlace['conclusion'][]
): AddressPlace[] {
  return addresses.filter(({ conclusion }) => conclusions.includes(conclusion));
}

function told(addresses: readonly AddressPlace[]) {
  return {
    addresses: addresses.map(({ address }) => address),
    places: [
      ...new Set(
        addresses.flatMap(({ answers }) =>
          answers.map(({ source, place, region }) => `${source} ${region ?? place}`),
        ),
      ),
    ],
    detail: addresses.slice(0, 20).map(({ address, conclusion, answers }) => ({
      address,
      conclusion,
      answers: answers.map(({ source, place, region }) => ({
        source,
        place,
        ...(region !== undefined && { region }),
      })),
    })),
  };
}

/** Art. 23: the site's addresses lie in the mainland. Hong Kong, Macau and Taiwan are 境外 here; two sources must agree. */
export const sitePlace = defineRule({
  id: 'site-place',
  needs: ['place'],
  judge({ place }) {
    const own = ofRole(place.addresses, 'site');
    const outside = having(own, 'outside');
    if (outside.length > 0) return { code: 'outside', facts: told(outside) };
    const disputed = having(own, 'disagree', 'unknown');
    if (disputed.length > 0) return { code: 'disagree', facts: told(disputed) };
    const mainland = having(own, 'mainland');
    if (mainland.length > 0)
      return { code: 'mainland', facts: { ...told(mainland), count: mainland.length } };
    return { code: 'not-public', facts: told(own) };
  },
});

/** Art. 23: scripts, fonts, statistics and maps of others that the home page uses. */
export const thirdPartyPlace = defineRule({
  id: 'third-party-place',
  needs: ['place', 'html'],
  judge({ place }) {
    const others = ofRole(place.addresses, 'third-party').filter(
      ({ conclusion }) => conclusion !== 'not-public',
    );
    if (others.length === 0) return { code: 'none', facts: {} };
    const hostsOf = (addresses: readonly AddressPlace[]): string[] => [
      ...new Set(
        addresses.flatMap(({ hosts }) =>
          hosts.filter(({ role }) => role === 'third-party').map(({ host }) => host),
        ),
      ),
    ];
    const outside = having(others, 'outside');
    if (outside.length > 0) return { code: 'outside', facts: { ...told(outside), hosts: hostsOf(outside) } };
    const unclear = having(others, 'disagree', 'unknown');
    if (unclear.length > 0) return { code: 'unclear', facts: { ...told(unclear), hosts: hostsOf(unclear) } };
    return { code: 'mainland', facts: { ...told(others), count: hostsOf(others).length } };
  },
});

/** Art. 28: with a CDN, users in the mainland get nodes in the mainland. */
export const cdnPlace = defineRule({
  id: 'cdn-place',
  needs: ['dns', 'place'],
  judge({ dns, place }, site) {
    const network = contentNetworkOf(dns.cnames);
    if (!network) return { code: 'no-cdn', facts: { cnames: [...dns.cnames] } };
    const nodes = ofRole(place.addresses, 'site');
    const facts = { cdn: network.network.name, cnames: [...dns.cnames], asked: mainlandViews(site) };
    const outside = having(nodes, 'outside');
    if (outside.length > 0) return { code: 'outside', facts: { ...facts, ...told(outside) } };
    const unclear = having(nodes, 'disagree', 'unknown');
    if (unclear.length > 0) return { code: 'disagree', facts: { ...facts, ...told(unclear) } };
    return { code: 'mainland', facts: { ...facts, ...told(nodes), count: nodes.length } };
  },
});

function mainlandViews(site: SiteView): number {
  return seen(site, 'dns')?.answers.filter(({ status }) => status === 'answered').length ?? 0;
}
