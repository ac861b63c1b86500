import { createHash, randomBytes, randomUUID } from 'node:crypto';
import type { Transaction } from '../kernel/database/index.ts';
import { ownedAs } from '../kernel/tenancy/index.ts';
import type { ItemRecord, NewHit } from './tables.ts';
import type { Screen, ScreenedHit } from './tools.ts';
import { insertScreening } from './version.repo.ts';

/** What a screening of title and text has found, without the text. */
export interface VersionScreening {
  readonly edition: string;
  readonly hits: readonly KeptHit[];
}
type KeptHit = Omit<NewHit, 'id' | 'screening_id' | 'unit_id' | 'region_path' | 'sector_path'>;

/** A hit of this weight stops a publication until somebody has decided it. */
const BLOCKS_FROM = 2;
const SECRET = 'state-secret';

/**
 * Screens what a version says. Of a hit that may be a state secret its beginning alone is kept, with a salted digest:
 * neither its length nor its words.
 */
export async function screenVersion(
  screen: Screen,
  { title, text }: { readonly title: string; readonly text: string },
): Promise<VersionScreening> {
  const of = { title: await screen(title), text: await screen(text) };
  const hits = [
    ...of.title.hits.map((hit) => keptHit('title', title, hit)),
    ...of.text.hits.map((hit) => keptHit('text', text, hit)),
  ];
  // What stands beside a secret may be one too, and a suggestion repeats it.
  const hasSecret = hits.some(({ secret }) => secret);
  return {
    edition: of.text.edition,
    hits: hasSecret ? hits.map((hit) => ({ ...hit, suggestion: null })) : hits,
  };
}

function keptHit(part: 'title' | 'text', whole: string, hit: ScreenedHit): KeptHit {
  const secret = hit.category === SECRET;
  const salt = randomBytes(16).toString('hex');
  return {
    part,
    start_at: hit.start,
    end_at: secret ? hit.start : hit.end,
    rule: hit.rule,
    category: hit.category,
    severity: hit.severity,
    why: JSON.stringify(hit.why),
    suggestion: secret ? null : (hit.suggestion?.slice(0, 400) ?? null),
    blocks: secret || hit.severity <= BLOCKS_FROM,
    secret,
    salt,
    digest: createHash('sha256').update(salt).update(whole.slice(hit.start, hit.end)).digest('hex'),
  };
}

/** Keeps what a screening has found. @returns whether it may be a state secret */
export async function keepScreening(
  trx: Transaction,
  item: ItemRecord,
  { version, found, at }: { readonly version: number; readonly found: VersionScreening; readonly at: Date },
): Promise<{ readonly hasSecret: boolean }> {
  const id = randomUUID();
  const hits = found.hits.map((hit) => ({
    ...hit,
    id: randomUUID(),
    screening_id: id,
    ...ownedAs(item),
  }));
  await insertScreening(trx, item, { screening: { id, edition: found.edition, at }, version, hits });
  return { hasSecret: hits.some(({ secret }) => secret) };
}
