import {
  ITEM_ACTS,
  type ItemAct,
  type ItemDecision,
  type ItemDifference,
  type ItemVersion,
  type ItemView,
} from '@zhengdun/contract';
import { findDocuments } from '../assurance/index.ts';
import type { Transaction } from '../kernel/database/index.ts';
import { HouseError } from '../kernel/errors/index.ts';
import { covers, mayDo, type Scope, scopeOf, withinScope } from '../kernel/tenancy/index.ts';
import { readTextExits } from '../links/index.ts';
import { attachmentView } from './attachments.ts';
import { compareLines, compareTexts } from './comparison/compare-texts.ts';
import { findComparison } from './comparison/comparison.repo.ts';
import { comparisonView } from './comparison/comparison-view.ts';
import { findEvents, findItem, type NamedItem } from './item.repo.ts';
import { itemLife } from './item.ts';
import { afterAct } from './item-life.ts';
import { itemRow, type Names, personOf } from './read-items.ts';
import { readingHindrance, readingsOf } from './readings/reading-hindrance.ts';
import { repostHindrance } from './reposts/demand-repost.ts';
import { readSource } from './reposts/source-view.ts';
import { type ReviewCase, reviewCase, reviewerRefusal } from './review/reviewers.ts';
import { findWorkflowInForce } from './review/workflow.repo.ts';
import type { DecisionRow } from './tables.ts';
import type { PublicationTools } from './tools.ts';
import { findVersion } from './version.repo.ts';
import { demandFiles, namesFor, type Reading, textOf, versionView } from './version-view.ts';

/** An item with what stands in it, what was decided, and what the reader may do. @throws HouseError `item-unknown` */
export async function readItem(tools: PublicationTools, reading: Reading, id: string): Promise<ItemView> {
  return readingItem(tools, reading, id, async (trx, item) => {
    const about = await reviewCase(trx, item);
    const events = await findEvents(trx, id);
    const names = await namesFor(trx, item, [
      ...events.map(({ actor_id }) => actor_id ?? ''),
      ...about.decisions.flatMap(({ decided_by, registered_by }) => [decided_by, registered_by ?? '']),
      ...about.versions.map(({ written_by }) => written_by),
    ]);
    const now = tools.now();
    const current = await versionView(tools, { trx, item, version: item.version, reading });
    return {
      ...itemRow(item, names, now),
      versions: about.versions.map((row) => ({
        version: row.version,
        title: row.title,
        writtenBy: personOf(names, row.written_by),
        writtenAt: row.written_at.toISOString(),
        manifest: row.manifest_sha256,
      })),
      current,
      exits: await readTextExits(trx, { applicationId: item.application_id, text: current.text ?? '' }),
      decisions: await decisionViews(trx, about, names),
      history: events.map((event) => ({
        id: event.id,
        event: event.event,
        version: event.version,
        ...(event.stage !== null && { stage: event.stage }),
        ...(event.actor_id !== null && { by: personOf(names, event.actor_id) }),
        at: event.at.toISOString(),
        ground: event.ground,
      })),
      ...(await actsOf(trx, { about, reading, now })),
      ...beforeOf(about),
      ...(await comparisonOf(trx, item, reading)),
      ...(await readSource(trx, item, { repost: current.repost, lang: reading.lang })),
      asOf: now.toISOString(),
    };
  });
}

/** One version with its text. @throws HouseError `item-unknown`, `item-version-unknown` */
export async function readVersion(
  tools: PublicationTools,
  reading: Reading,
  { id, version }: { readonly id: string; readonly version: number },
): Promise<ItemVersion> {
  return readingItem(tools, reading, id, (trx, item) => versionView(tools, { trx, item, version, reading }));
}

/** What has changed from one version to another. @throws HouseError `item-unknown`, `item-version-unknown`, `document-destroyed` */
export async function readDifference(
  tools: PublicationTools,
  reading: Reading,
  {
    id,
    ...asked
  }: { readonly id: string; readonly from?: number | undefined; readonly to?: number | undefined },
): Promise<ItemDifference> {
  return readingItem(tools, reading, id, async (trx, item) => {
    const to = asked.to ?? item.version;
    const from = asked.from ?? beforeOf(await reviewCase(trx, item)).before ?? to;
    const [older, newer] = [await demandFiles(trx, id, from), await demandFiles(trx, id, to)];
    const [before, after] = [await textOf(tools, trx, older), await textOf(tools, trx, newer)];
    const title = older.title === newer.title ? undefined : compareLines(older.title, newer.title);
    const had = new Set(older.attachments.map(({ sha256 }) => sha256));
    const has = new Set(newer.attachments.map(({ sha256 }) => sha256));
    return {
      from,
      to,
      ...(title && { title }),
      ...compareTexts(before, after),
      attachments: [
        ...newer.attachments.map(({ name, sha256 }) => ({
          change: had.has(sha256) ? ('same' as const) : ('added' as const),
          name,
          sha256,
        })),
        ...older.attachments
          .filter(({ sha256 }) => !has.has(sha256))
          .map(({ name, sha256 }) => ({ change: 'removed' as const, name, sha256 })),
      ],
    };
  });
}

async function readingItem<T>(
  { db }: PublicationTools,
  { actor }: Reading,
  id: string,
  work: (trx: Transaction, item: NamedItem, scope: Scope) => Promise<T>,
): Promise<T> {
  const scope = scopeOf(actor, 'publication.read');
  return withinScope(db, scope, async (trx) => {
    const item = await findItem(trx, id);
    if (!item) throw new HouseError('item-unknown', {});
    return work(trx, item, scope);
  });
}

async function decisionViews(
  trx: Transaction,
  { item, decisions }: ReviewCase,
  names: Names,
): Promise<ItemDecision[]> {
  const scans = await findDocuments(
    trx,
    decisions.flatMap(({ paper_id }) => paper_id ?? []),
  );
  return decisions.map((row) => ({
    id: row.id,
    version: row.version,
    round: row.round,
    stage: row.stage,
    stages: Math.max(item.stages ?? row.stage, row.stage),
    decision: row.decision,
    ground: row.ground,
    by: personOf(names, row.decided_by),
    at: row.decided_at.toISOString(),
    manifest: row.manifest_sha256,
    manifestSm3: row.manifest_sm3,
    ...(row.edition !== null && { edition: row.edition }),
    ...paperOf(row, scans, names),
  }));
}

function paperOf(row: DecisionRow, scans: Awaited<ReturnType<typeof findDocuments>>, names: Names) {
  const scan = scans.find(({ id }) => id === row.paper_id);
  if (!scan || row.signed_on === null || row.registered_by === null) return {};
  return {
    paper: {
      number: row.paper_number ?? '',
      signedOn: row.signed_on,
      scan: attachmentView(scan),
      registeredBy: personOf(names, row.registered_by),
    },
  };
}

/** Of what is public and was compared. */
async function comparisonOf(
  trx: Transaction,
  { id, live, published_version: version, compared_at, compare_at }: NamedItem,
  { lang }: Reading,
): Promise<Pick<ItemView, 'comparison'>> {
  const row = live && version !== null ? await findComparison(trx, id, version) : undefined;
  if (!row) return {};
  return {
    comparison: {
      ...comparisonView(row, lang),
      ...(compared_at && { lastAt: compared_at.toISOString() }),
      ...(compare_at && { nextAt: compare_at.toISOString() }),
    },
  };
}

/** What a reviewer compares with: the version that was decided about last, or published. Else all of it is new to them. */
function beforeOf({ item, decisions }: ReviewCase): { before?: number } {
  const earlier = (version: number | null | undefined): version is number =>
    typeof version === 'number' && version < item.version;
  const decided = decisions.map(({ version }) => version).findLast(earlier);
  const before = [decided, item.published_version].find(earlier);
  return before === undefined ? {} : { before };
}

async function actsOf(
  trx: Transaction,
  { about, reading, now }: { readonly about: ReviewCase; readonly reading: Reading; readonly now: Date },
): Promise<Pick<ItemView, 'may' | 'hindrance'>> {
  const { item } = about;
  const { actor, lang } = reading;
  const reaches = (permission: 'publication.write' | 'publication.review' | 'secret.read') =>
    mayDo(actor, permission) && covers(scopeOf(actor, permission), item);
  const [writes, reviews] = [reaches('publication.write'), reaches('publication.review')];
  const isPerson = actor.kind === 'person';
  const fits = (act: ItemAct) => afterAct(itemLife(item, now), act).ok;
  const refusal = reviewerRefusal(about, actor.id);
  const may: ItemView['may'] = ITEM_ACTS.filter((act) => {
    if (act !== 'approve' && act !== 'return') return writes && fits(act);
    return reviews && isPerson && fits(act) && !refusal && !(act === 'approve' && item.blocked);
  });
  if (reviews) may.push('comment');
  if (writes) may.push('resolve');
  if (writes && item.live) may.push('compare');
  if (writes && item.kind === 'repost' && item.state !== 'dropped') may.push('see-source');
  if (writes && fits('approve')) may.push('paper-decision');
  if (reaches('secret.read') && isPerson) may.push('release-secret');
  const why =
    reviews && fits('return') ? (refusal ?? (item.blocked ? 'decision-hits-decided' : undefined)) : undefined;
  const hindrance = why
    ? new HouseError(why, {})
    : writes
      ? await writersHindrance(trx, about, now)
      : undefined;
  return {
    may: may.filter((act) => act !== 'submit' || !hindrance),
    ...(hindrance && { hindrance: hindrance.words(lang) }),
  };
}

async function writersHindrance(
  trx: Transaction,
  { item }: ReviewCase,
  now: Date,
): Promise<HouseError | undefined> {
  const life = itemLife(item, now);
  if (life.state === 'approved' && life.embargoed) return new HouseError('item-embargoed', {});
  if (!afterAct(life, 'submit').ok) return undefined;
  if (!(await findWorkflowInForce(trx, item.unit_id, now)))
    return new HouseError('workflow-missing', { unit: item.unit_name });
  const files = await findVersion(trx, item.id, item.version);
  const isEmpty = files?.textFile.bytes === 0 && files.attachments.length === 0;
  if (isEmpty) return new HouseError('item-text-empty', {});
  if (!files) return undefined;
  return repostHindrance(item, files) ?? readingHindrance(files, await readingsOf(trx, files));
}
