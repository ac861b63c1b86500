import { gunzipSync } from 'node:zlib';
import type { Database } from '../../kernel/database/index.ts';
import { EVERYTHING, withinScope } from '../../kernel/tenancy/index.ts';
import type { EvidenceStore } from '../evidence.ts';
import { exitsOf, pagesOf } from '../from-pages.ts';
import { registrableDomain } from '../organ-hosts.ts';
import type { ExitLink, TriagedLink } from '../probes/links/index.ts';
import type { Observations } from '../site-view.ts';
import { findCheck } from './check.repo.ts';

/** What a kept check saw of the exits of a site. */
export interface CheckExits {
  readonly host: string;
  readonly at: Date;
  /** addresses of the pages that were read: a link that stands on none of them any more has been taken away there */
  readonly pages: readonly string[];
  readonly exits: readonly ExitLink[];
  /** what became of those that were asked, by address */
  readonly looks: ReadonlyMap<string, TriagedLink>;
}

/** Undefined where the check is not finished, or its observations are gone. */
export async function readCheckExits(
  tools: { readonly db: Database; readonly evidence: EvidenceStore },
  id: string,
): Promise<CheckExits | undefined> {
  const check = await withinScope(tools.db, EVERYTHING, (trx) => findCheck(trx, id));
  if (!check?.observations || !check.finished_at) return undefined;
  const bytes = await tools.evidence.read(check.observations);
  if (!bytes) return undefined;
  const observations = JSON.parse(gunzipSync(bytes).toString('utf8')) as Observations;
  const { links } = observations;
  const asked = links.outcome === 'seen' ? links.facts.links : [];
  return {
    host: check.host,
    at: check.finished_at,
    pages: [...new Set(pagesOf(observations).map(({ url }) => url))],
    exits: exitsOf(observations, registrableDomain(check.host)),
    looks: new Map(asked.map((link) => [link.url, link])),
  };
}
