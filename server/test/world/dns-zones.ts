/** What the test world's DNS server knows: records by name, and how it misbehaves. */

/** Ways in which a name server goes wrong, by name. */
export type DnsMisbehaviour =
  | 'silent'
  | 'server-failure'
  | 'refused'
  | 'garbage'
  | 'wrong-id'
  | 'wrong-question'
  /** fifty forged packets before the true one */
  | 'forged-first'
  /** only half an answer by UDP; the whole by TCP */
  | 'truncated'
  /** half by UDP, and TCP closes at once */
  | 'truncated-always'
  /** a name whose compression pointer points at itself */
  | 'compression-loop'
  /** 1 000 records in 64 KB by TCP */
  | 'flood'
  /** FORMERR to whoever sends an OPT record */
  | 'no-edns'
  /** silence to whoever sends an OPT record */
  | 'drops-edns'
  /** records that nobody asked for beside the true ones */
  | 'smuggles'
  /** silence on AAAA only */
  | 'silent-aaaa';

export interface NameRecords {
  readonly a?: readonly string[];
  readonly aaaa?: readonly string[];
  readonly cname?: string;
  readonly ns?: readonly string[];
  readonly mx?: readonly (readonly [preference: number, host: string])[];
  readonly caa?: readonly (readonly [tag: 'issue' | 'issuewild' | 'iodef', value: string])[];
  readonly txt?: readonly string[];
  /** seconds, 60 by default */
  readonly ttl?: number;
  readonly delayMs?: number;
  readonly misbehaviour?: DnsMisbehaviour;
  /** other records for askers whose client subnet lies in this network */
  readonly bySubnet?: Readonly<Record<string, NameRecords>>;
  /** the first answer, the second …, the last for ever after: how a rebinding server answers */
  readonly inTurn?: readonly NameRecords[];
}

/** Records by full name; `*.example.test` answers for every name below. */
export type Zone = Readonly<Record<string, NameRecords>>;
/** Zones by apex, e.g. `{ 'example.test': { 'www.example.test': { a: ['192.0.2.1'] } } }`. */
export type Zones = Readonly<Record<string, Zone>>;

export interface FoundName {
  /** apex of the zone that holds the name */
  readonly zone: string | undefined;
  readonly records: NameRecords | undefined;
  /** the name is the apex or lies above a name that has records: it exists, though it may hold nothing */
  readonly exists: boolean;
}

/** Looks a name up; wildcards count, the longest zone wins. */
export function findName(
  zones: ReadonlyMap<string, ReadonlyMap<string, NameRecords>>,
  name: string,
): FoundName {
  for (let zone = name; zone !== ''; zone = parentOf(zone)) {
    const names = zones.get(zone);
    if (!names) continue;
    const exact = names.get(name);
    if (exact) return { zone, records: exact, exists: true };
    const below = [...names.keys()].some((known) => known.endsWith(`.${name}`));
    if (name === zone || below) return { zone, records: undefined, exists: true };
    for (let parent = parentOf(name); parent.length >= zone.length; parent = parentOf(parent)) {
      const wildcard = names.get(`*.${parent}`);
      if (wildcard) return { zone, records: wildcard, exists: true };
    }
    return { zone, records: undefined, exists: false };
  }
  return { zone: undefined, records: undefined, exists: false };
}

function parentOf(name: string): string {
  const dot = name.indexOf('.');
  return dot < 0 ? '' : name.slice(dot + 1);
}
