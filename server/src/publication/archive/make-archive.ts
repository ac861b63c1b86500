import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { contentOf, type DocumentRecord, findDocuments } from '../../assurance/index.ts';
import { namesOfPeople } from '../../identity/index.ts';
import { type Caller, recordDone } from '../../kernel/audit/index.ts';
import type { Json } from '../../kernel/canonical-json.ts';
import type { Transaction } from '../../kernel/database/index.ts';
import { HouseError } from '../../kernel/errors/index.ts';
import { ledgerFolder, openTileFolder, proveEntries } from '../../kernel/ledger/index.ts';
import { beyondScope, scopeOf, withinScope } from '../../kernel/tenancy/index.ts';
import { type ZipMember, zipOf } from '../../kernel/zip.ts';
import { findEvents, findItem, type NamedItem } from '../item.repo.ts';
import { recordedItem } from '../item.ts';
import { findSourceLooks } from '../reposts/source.repo.ts';
import { decisionFacts } from '../review/decide-item.ts';
import { findDecisions } from '../review/decision.repo.ts';
import type { ShownPlace, SourceRow } from '../tables.ts';
import type { PublicationTools } from '../tools.ts';
import {
  findComments,
  findHits,
  findScreening,
  findVersion,
  findVersions,
  type VersionFiles,
} from '../version.repo.ts';
import { ARCHIVE_FILES } from './archive.ts';
import { ARCHIVE_README } from './archive-words.ts';

/**
 * 审核档案: all there is of the review of an item, as one ZIP that is verified without this program, with the proofs of the
 * ledger. Files are read and written one by one. Taking it is recorded.
 *
 * @throws HouseError `item-unknown`
 */
export async function makeArchive(
  tools: PublicationTools,
  caller: Caller,
  id: string,
): Promise<{ readonly name: string; readonly stream: Readable }> {
  const scope = scopeOf(caller.actor, 'publication.read');
  const whole = await withinScope(tools.db, scope, async (trx) => {
    const item = await findItem(trx, id);
    if (!item) throw new HouseError('item-unknown', {});
    const found = await wholeItem(trx, item);
    const names = await beyondScope(trx, () => namesOfPeople(trx, peopleOf(found)));
    const detail = { version: item.version };
    await recordDone(trx, caller, { act: 'item-archive-taken', ...recordedItem(item), detail });
    return { ...found, names };
  });
  const store = openTileFolder(ledgerFolder(tools.data));
  const proofs = await proveEntries({ db: tools.db, store }, subjectsOf(whole));
  const { checkpoint, verifiers, ...entries } = proofs;
  const texts: [string, string][] = [
    [ARCHIVE_FILES.readme, ARCHIVE_README],
    [ARCHIVE_FILES.index, `${JSON.stringify(indexOf(whole), null, 2)}\n`],
    ...whole.versions.map(({ version, manifest }): [string, string] => [
      ARCHIVE_FILES.manifest(version),
      manifest,
    ]),
    [ARCHIVE_FILES.entries, `${JSON.stringify(entries, null, 2)}\n`],
    ...(checkpoint === undefined ? [] : [[ARCHIVE_FILES.checkpoint, checkpoint] as [string, string]]),
    [ARCHIVE_FILES.verifiers, verifiers],
  ];
  const members = membersOf(tools, texts, filesOf(whole));
  return { name: `${ARCHIVE_NAME}-${id.slice(0, 8)}.zip`, stream: Readable.from(zipOf(members)) };
}

const ARCHIVE_NAME = '审核档案';
/** Looks at a source that an archive tells of: it is looked at again only where it has changed. */
const MOST_LOOKS = 200;

interface WholeItem {
  readonly item: NamedItem;
  readonly versions: readonly VersionFiles[];
  readonly decisions: Awaited<ReturnType<typeof findDecisions>>;
  readonly scans: readonly DocumentRecord[];
  /** of a repost: what its source was, and copies of it */
  readonly looks: readonly SourceRow[];
  readonly sources: readonly DocumentRecord[];
  readonly events: Awaited<ReturnType<typeof findEvents>>;
  readonly comments: Awaited<ReturnType<typeof findComments>>;
  readonly screenings: readonly Json[];
  readonly names: ReadonlyMap<string, string>;
}

async function wholeItem(trx: Transaction, item: NamedItem): Promise<Omit<WholeItem, 'names'>> {
  const versions: VersionFiles[] = [];
  const screenings: Json[] = [];
  for (const { version } of await findVersions(trx, item.id)) {
    const files = await findVersion(trx, item.id, version);
    if (files) versions.push(files);
    const screening = await findScreening(trx, item.id, version);
    if (screening) screenings.push(screeningFacts(version, screening, await findHits(trx, screening.id)));
  }
  const decisions = await findDecisions(trx, item.id);
  const papers = decisions.flatMap(({ paper_id }) => paper_id ?? []);
  const looks = await findSourceLooks(trx, item.id, MOST_LOOKS);
  const copies = looks.flatMap(({ document_id }) => document_id ?? []);
  return {
    item,
    versions,
    decisions,
    scans: await findDocuments(trx, papers),
    looks,
    sources: await findDocuments(trx, copies),
    events: await findEvents(trx, item.id),
    comments: await findComments(trx, item.id),
    screenings,
  };
}

/** Where, and nothing of what stands there. */
function placeFacts(place: ShownPlace | null): Json {
  if (!place) return null;
  const { excerpt: _, ...where } = place;
  return { ...where } as Json;
}

function screeningFacts(
  version: number,
  { edition, at }: { readonly edition: string; readonly at: Date },
  hits: Awaited<ReturnType<typeof findHits>>,
): Json {
  return {
    version,
    edition,
    at: at.toISOString(),
    hits: hits.map((hit) => ({
      part: hit.part,
      document: hit.document_id,
      place: placeFacts(hit.place),
      start: hit.start_at,
      end: hit.end_at,
      rule: hit.rule,
      category: hit.category,
      severity: hit.severity,
      blocks: hit.blocks,
      secret: hit.secret,
      salt: hit.salt,
      digest: hit.digest,
      released:
        hit.released_at === null
          ? null
          : { by: hit.released_by, at: hit.released_at.toISOString(), ground: hit.release_ground },
    })),
  };
}

function peopleOf({ item, versions, decisions, events, comments }: Omit<WholeItem, 'names'>): string[] {
  return [
    item.author_id,
    ...versions.map(({ written_by }) => written_by),
    ...decisions.flatMap(({ decided_by, registered_by }) => [decided_by, registered_by ?? decided_by]),
    ...events.flatMap(({ actor_id }) => actor_id ?? []),
    ...comments.flatMap(({ written_by, resolved_by }) => [written_by, resolved_by ?? written_by]),
  ];
}

function subjectsOf({ item, versions, decisions, scans, sources }: WholeItem): string[] {
  const documents = [
    ...scans,
    ...sources,
    ...versions.flatMap(({ textFile, attachments }) => [textFile, ...attachments]),
  ];
  return [
    `publication/${item.id}`,
    ...versions.map(({ version }) => `publication/${item.id}:${version}`),
    ...decisions.map(({ id }) => `item-decision/${id}`),
    ...new Set(documents.map(({ id }) => `document/${id}`)),
  ];
}

function indexOf(whole: WholeItem): Json {
  const { item, versions, decisions, scans, looks, sources, events, comments, screenings, names } = whole;
  return {
    v: 1,
    item: item.id,
    title: item.title,
    kind: item.kind,
    state: item.state,
    unit: { id: item.unit_id, name: item.unit_name },
    application: { id: item.application_id, name: item.application_name },
    published:
      item.published_version === null
        ? null
        : {
            version: item.published_version,
            at: item.published_at?.toISOString() ?? null,
            url: item.published_url,
            live: item.live,
          },
    versions: versions.map((version) => ({
      version: version.version,
      title: version.title,
      writtenBy: version.written_by,
      writtenAt: version.written_at.toISOString(),
      manifest: { sha256: version.manifest_sha256, sm3: version.manifest_sm3 },
      textDestroyed: version.textFile.destruction !== undefined,
      files: version.attachments.map(fileFacts),
    })),
    decisions: decisions.map((row) => ({ facts: decisionFacts(row) })),
    scans: scans.map(fileFacts),
    ...(item.kind === 'repost' && { sources: sources.map(fileFacts), looks: looks.map(lookFacts) }),
    history: events.map(({ id, event, version, stage, actor_id, at, ground }) => ({
      ...{ id, event, version, stage, ground },
      by: actor_id,
      at: at.toISOString(),
    })),
    comments: comments.map((comment) => ({
      version: comment.version,
      start: comment.start_at,
      end: comment.end_at,
      text: comment.text,
      by: comment.written_by,
      at: comment.written_at.toISOString(),
      resolved:
        comment.resolved_at === null
          ? null
          : { by: comment.resolved_by, at: comment.resolved_at.toISOString() },
    })),
    screenings,
    names: Object.fromEntries([...names].sort(([one], [other]) => (one < other ? -1 : 1))),
  };
}

function lookFacts({ version, at, url, outcome, fault, similarity, differences, count, ...row }: SourceRow) {
  const { final_url: finalUrl, changed, listed, sealed, document_id: copy } = row;
  return {
    ...{
      version,
      at: at.toISOString(),
      url,
      finalUrl,
      outcome,
      fault,
      similarity,
      count,
      changed,
      listed,
      sealed,
      copy,
    },
    differences: differences as unknown as Json,
  };
}

function fileFacts({ id, name, kind, bytes, sha256, sm3, destruction }: DocumentRecord) {
  const destroyed = destruction !== undefined;
  return { document: id, ...{ name, kind, bytes, sha256, sm3 }, destroyed };
}

/** Where each file lies in the archive; one that stands in several versions lies there once. */
function filesOf({ versions, scans, sources }: WholeItem): ReadonlyMap<string, DocumentRecord> {
  const files = new Map<string, DocumentRecord>();
  for (const { version, textFile } of versions) files.set(ARCHIVE_FILES.text(version), textFile);
  for (const file of [...versions.flatMap(({ attachments }) => attachments), ...scans, ...sources])
    files.set(ARCHIVE_FILES.file(file), file);
  return files;
}

async function* membersOf(
  tools: PublicationTools,
  texts: readonly (readonly [string, string])[],
  files: ReadonlyMap<string, DocumentRecord>,
): AsyncGenerator<ZipMember> {
  const sums: string[] = [];
  for (const [name, text] of texts) {
    const bytes = Buffer.from(text, 'utf8');
    sums.push(`${createHash('sha256').update(bytes).digest('hex')}  ${name}\n`);
    yield { name, bytes };
  }
  for (const [name, file] of files) {
    const unit = { regions: [], sectors: [], units: [file.unit_id] };
    // Whoever asked has been found to see the item; its files are of the same unit.
    const bytes = await withinScope(tools.db, unit, (trx) => contentOf(tools, trx, file));
    if (!bytes) continue;
    sums.push(`${file.sha256}  ${name}\n`);
    yield { name, bytes };
  }
  yield { name: ARCHIVE_FILES.sums, bytes: Buffer.from(sums.join(''), 'utf8') };
}
