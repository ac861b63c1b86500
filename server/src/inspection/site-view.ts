import type { CheckedUnit } from '@zhengdun/contract';
import type { Facts } from './facts.ts';
import type { DnsFacts, Observation, PlaceFacts, TlsFacts } from './observation.ts';
import type { BrowserFacts } from './probes/browser/index.ts';
import type { CrawlFacts } from './probes/crawl/index.ts';
import type { EntrancesFacts } from './probes/entrances/index.ts';
import type { ExposureFacts } from './probes/exposure/index.ts';
import type { PageFacts } from './probes/html/page-facts.ts';
import type { DoorsFacts, HttpFacts } from './probes/http/index.ts';
import type { LinksFacts } from './probes/links/index.ts';
import type { RecordFacts } from './probes/record/index.ts';

/** Facts of every probe, by its name. `html` is the source of the home page, `crawl` the other pages. */
export interface ProbeFacts {
  readonly dns: DnsFacts;
  readonly http: HttpFacts;
  readonly doors: DoorsFacts;
  readonly html: PageFacts;
  readonly tls: TlsFacts;
  readonly place: PlaceFacts;
  readonly crawl: CrawlFacts;
  readonly exposure: ExposureFacts;
  readonly entrances: EntrancesFacts;
  readonly browser: BrowserFacts;
  readonly links: LinksFacts;
  readonly record: RecordFacts;
}

export type ProbeName = keyof ProbeFacts;
export type Observations = { readonly [Name in ProbeName]: Observation<ProbeFacts[Name]> } & {
  /** what this system has on record of the application; missing: nothing, or nobody asked */
  readonly records?: KeptRecords;
};

/** What a room of this system has on record of an application. */
export interface KeptRecords {
  /** ISO time of the look */
  readonly asOf: string;
  /** by obligation: a result of its rule, and the facts that its words print */
  readonly answers: Readonly<Record<string, { readonly code: string; readonly facts: Facts }>>;
}

/** All that rules may look at: what was seen of a site, whose it is, and how open sentences are read. */
export interface SiteView {
  readonly host: string;
  /** address that was asked for */
  readonly url: string;
  /** part of the host that one registrant owns */
  readonly domain: string;
  readonly snapshot: boolean;
  readonly unit: CheckedUnit;
  /** the register says that it is closed */
  readonly closed: boolean;
  /** our own outgoing address, if set */
  readonly probeAddress: string | undefined;
  readonly observations: Observations;
  readonly readings: Readonly<Record<string, 'a' | 'b' | 'unset'>>;
  /** time of the check, ISO; rules know no other clock */
  readonly now: string;
}

/** Facts of a probe, or undefined when it did not see. */
export function seen<Name extends ProbeName>(site: SiteView, name: Name): ProbeFacts[Name] | undefined {
  const observation = site.observations[name];
  return observation.outcome === 'seen' ? (observation.facts as ProbeFacts[Name]) : undefined;
}
