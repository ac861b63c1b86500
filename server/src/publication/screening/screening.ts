import { createHash, randomBytes, randomUUID } from 'node:crypto';
import type { Transaction } from '../../kernel/database/index.ts';
import { ownedAs } from '../../kernel/tenancy/index.ts';
import type { FileHit, ItemRecord, NewHit, ShownPlace } from '../tables.ts';
import type { Screen, ScreenedDocumentHit, ScreenedHit } from '../tools.ts';
import { insertScreening } from '../version.repo.ts';
import type { PlacedTogether } from './screen-together.ts';

/** What a screening of a version has found, without the text. */
export interface VersionScreening {
  readonly edition: string;
  /** attachments that were screened */
  readonly attachments: number;
  readonly hits: readonly KeptHit[];
}
type KeptHit = Omit<NewHit, 'id' | 'screening_id' | 'unit_id' | 'region_path' | 'sector_path'>;

/** What is screened with the words of a version when it is submitted. */
interface Besides {
  readonly attachments?: readonly ScreenedFile[];
  /** what it adds to published items */
  readonly together?: readonly PlacedTogether[];
}

/** A file that was screened, by the id of its document. */
export interface ScreenedFile {
  readonly id: string;
  readonly hits: readonly FileHit[];
}

/** A hit of this weight stops a publication until somebody has decided it. */
const BLOCKS_FROM = 2;
const SECRET = 'state-secret';

/**
 * Screens what a version says, and the attachments that are given. Of a hit that may be a state secret its beginning alone is
 * kept, with a salted digest: neither its length nor its words.
 */
export async function screenVersion(
  screen: Screen,
  said: { readonly title: string; readonly text: string },
  { attachments = [], together = [] }: Besides = {},
): Promise<VersionScreening> {
  const title = await screen.text(said.title);
  const text = await screen.text(said.text);
  const hits = [
    ...title.hits.map((hit) => hitInText('title', said.title, hit)),
    ...text.hits.map((hit) => hitInText('text', said.text, hit)),
    ...together.map((hit) => togetherHit(hit, said)),
  ];
  for (const { id, hits: found } of attachments) hits.push(...found.map((hit) => hitInDocument(id, hit)));
  // What stands beside a secret may be one too, and a suggestion repeats it.
  const hasSecret = hits.some(({ secret }) => secret);
  return {
    edition: text.edition,
    attachments: attachments.length,
    hits: hasSecret ? hits.map(withoutWords) : hits,
  };
}

function withoutWords(hit: KeptHit): KeptHit {
  if (!hit.place) return { ...hit, suggestion: null };
  const { excerpt: _, ...place } = JSON.parse(hit.place) as ShownPlace;
  return { ...hit, suggestion: null, place: JSON.stringify(place) };
}

function hitInText(part: 'title' | 'text', whole: string, hit: ScreenedHit): KeptHit {
  const kept = keptHit(hit, whole.slice(hit.start, hit.end));
  const end = kept.secret ? hit.start : hit.end;
  return { ...kept, part, start_at: hit.start, end_at: end, document_id: null, place: null };
}

function togetherHit(hit: PlacedTogether, said: { readonly title: string; readonly text: string }): KeptHit {
  if (hit.part !== 'attachment')
    return hitInText(hit.part, hit.part === 'title' ? said.title : said.text, hit);
  const place = { part: 'body', line: hit.line, column: 1 } as const;
  return hitInDocument(hit.document, fileHit({ ...hit, place, found: '' }));
}

function hitInDocument(document: string, { place, why, excerpt, ...hit }: FileHit): KeptHit {
  const shown: ShownPlace = { ...place, ...(excerpt !== undefined && { excerpt }) };
  const at = { start_at: 0, end_at: 0, document_id: document, place: JSON.stringify(shown) };
  return { ...hit, why: JSON.stringify(why), part: 'attachment', ...at };
}

/** What is kept of hits in a file. What stands beside a secret may be one too: then nothing of any is shown. */
export function fileHits(hits: readonly ScreenedDocumentHit[]): FileHit[] {
  const hasSecret = hits.some(({ category }) => category === SECRET);
  return hits.map((hit) => fileHit(hasSecret ? { ...hit, excerpt: undefined } : hit));
}

function fileHit({ excerpt, ...hit }: ScreenedDocumentHit): FileHit {
  const { why: _, ...kept } = keptHit(hit, hit.found);
  return { ...kept, why: hit.why, place: hit.place, ...(excerpt !== undefined && { excerpt }) };
}

function keptHit(hit: Omit<ScreenedHit, 'start' | 'end'>, found: string) {
  const secret = hit.category === SECRET;
  const salt = randomBytes(16).toString('hex');
  return {
    rule: hit.rule,
    category: hit.category,
    severity: hit.severity,
    why: JSON.stringify(hit.why),
    suggestion: secret ? null : (hit.suggestion?.slice(0, 400) ?? null),
    blocks: secret || hit.severity <= BLOCKS_FROM,
    secret,
    salt,
    digest: createHash('sha256').update(salt).update(found).digest('hex'),
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
  const { edition, attachments } = found;
  await insertScreening(trx, item, { screening: { id, edition, at, attachments }, version, hits });
  return { hasSecret: hits.some(({ secret }) => secret) };
}
