import { isIP } from 'node:net';
import { classifyAddress } from '../../../kernel/egress/index.ts';
import type { AddressPlace, Observation, PlaceAnswer, PlaceFacts } from '../../observation.ts';
import { observe, type ProbeContext } from '../probe-context.ts';
import type { PlaceData } from './place-data.ts';

/** A host of the site, what it is to it, and where it resolves to. */
export interface PlacedHost {
  readonly host: string;
  readonly role: AddressPlace['hosts'][number]['role'];
  readonly addresses: readonly string[];
}

const MAX_ADDRESSES = 2_000;

/** Says of each address whether it lies in the mainland, as far as two sources agree (Art. 23 and 28). No network. */
export function lookPlace(
  hosts: readonly PlacedHost[],
  data: PlaceData,
  context: Pick<ProbeContext, 'clock'> = {},
): Promise<Observation<PlaceFacts>> {
  return observe<PlaceFacts>(context, async () => {
    const byAddress = new Map<string, PlacedHost[]>();
    for (const host of hosts) {
      for (const address of host.addresses) {
        if (isIP(address) === 0 || (byAddress.size >= MAX_ADDRESSES && !byAddress.has(address))) continue;
        byAddress.set(address, [...(byAddress.get(address) ?? []), host]);
      }
    }
    const addresses = Array.from(byAddress, ([address, owners]) => ({
      address,
      hosts: uniqueHosts(owners),
      ...placeOf(address, data),
    }));
    const sources = data.map(({ name, edition }) => ({ name, edition }));
    return { facts: { addresses, sources }, evidence: [] };
  });
}

/** What the sources say of one address, and what follows from both. */
export function placeOf(address: string, data: PlaceData): Pick<AddressPlace, 'answers' | 'conclusion'> {
  if (classifyAddress(address) !== 'public') return { answers: [], conclusion: 'not-public' };
  const answers = data.map((source) => ({ source: source.name, ...source.lookUp(address) }));
  return { answers, conclusion: conclude(answers.map(({ place }) => place)) };
}

/** Two statements are needed: a source that does not know leaves the place unknown. */
export function conclude(places: readonly PlaceAnswer[]): AddressPlace['conclusion'] {
  if (places.length < 2 || places.includes('unknown')) return 'unknown';
  if (places.every((place) => place === 'mainland')) return 'mainland';
  return places.includes('mainland') ? 'disagree' : 'outside';
}

function uniqueHosts(hosts: readonly PlacedHost[]): AddressPlace['hosts'] {
  const seen = new Map(hosts.map(({ host, role }) => [`${role} ${host}`, { host, role }]));
  return [...seen.values()];
}
