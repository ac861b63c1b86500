import type { Hit, ItemVersion, Lang } from '@zhengdun/contract';
import { contentOf } from '../assurance/index.ts';
import { namesOfPeople } from '../identity/index.ts';
import type { Transaction } from '../kernel/database/index.ts';
import { HouseError } from '../kernel/errors/index.ts';
import { type Actor, beyondScope } from '../kernel/tenancy/index.ts';
import { attachmentView } from './attachments.ts';
import type { NamedItem } from './item.repo.ts';
import { enteredOf } from './manifest.ts';
import { type Names, personOf } from './read-items.ts';
import { keptFileHits } from './screening/file-screening.ts';
import type { FileHit } from './tables.ts';
import type { PublicationTools } from './tools.ts';
import {
  type DecidedHit,
  findComments,
  findHits,
  findScreening,
  findVersion,
  type VersionFiles,
} from './version.repo.ts';

export interface Reading {
  readonly actor: Actor;
  readonly lang: Lang;
}

export async function demandFiles(trx: Transaction, id: string, version: number): Promise<VersionFiles> {
  const files = await findVersion(trx, id, version);
  if (!files) throw new HouseError('item-version-unknown', { version });
  return files;
}

export async function textOf(
  tools: Pick<PublicationTools, 'vault'>,
  trx: Transaction,
  files: VersionFiles,
): Promise<string> {
  const { textFile } = files;
  const bytes = await contentOf(tools, trx, textFile);
  if (!bytes) throw new HouseError('document-destroyed', { order: textFile.destruction?.order_number ?? '' });
  return bytes.toString('utf8');
}

/** Who acted is told by name, wherever they belong. */
export async function namesFor(trx: Transaction, item: NamedItem, ids: readonly string[]): Promise<Names> {
  const all = [...new Set([item.author_id, ...ids])].filter((id) => id !== '');
  return beyondScope(trx, () => namesOfPeople(trx, all));
}

interface OfVersion {
  readonly trx: Transaction;
  readonly item: NamedItem;
  readonly version: number;
  readonly reading: Reading;
}

/** A version with its text, and what was found in it. */
export async function versionView(
  tools: PublicationTools,
  { trx, item, version, reading }: OfVersion,
): Promise<ItemVersion> {
  const files = await demandFiles(trx, item.id, version);
  const bytes = await contentOf(tools, trx, files.textFile);
  const screening = await findScreening(trx, item.id, version);
  const found = screening ? await findHits(trx, screening.id) : [];
  const meanwhile = screening ? await hitsMeanwhile(trx, files, screening) : [];
  const hits = inReadingOrder([...found, ...meanwhile.flat()], files);
  const comments = await findComments(trx, item.id, version);
  const names = await namesFor(trx, item, [
    files.written_by,
    ...hits.map(({ released_by }) => released_by ?? ''),
    ...comments.flatMap(({ written_by, resolved_by }) => [written_by, resolved_by ?? '']),
  ]);
  const { urgent, publishAt } = JSON.parse(files.manifest) as { urgent: boolean; publishAt?: string };
  const repost = enteredOf(files);
  return {
    version,
    title: files.title,
    ...(bytes && { text: bytes.toString('utf8') }),
    textFile: attachmentView(files.textFile),
    urgent,
    ...(publishAt !== undefined && { publishAt }),
    ...(repost && { repost }),
    attachments: files.attachments.map(attachmentView),
    manifest: files.manifest,
    manifestSha256: files.manifest_sha256,
    manifestSm3: files.manifest_sm3,
    writtenBy: personOf(names, files.written_by),
    writtenAt: files.written_at.toISOString(),
    ...(files.editor !== null && { editor: files.editor }),
    ...(screening && {
      screening: {
        edition: screening.edition,
        at: screening.at.toISOString(),
        attachments: screening.attachments + meanwhile.length,
        hits: hits.map((hit) => hitView(hit, { names, files, lang: reading.lang })),
      },
    }),
    comments: comments.map((comment) => ({
      id: comment.id,
      version: comment.version,
      start: comment.start_at,
      end: comment.end_at,
      text: comment.text,
      by: personOf(names, comment.written_by),
      at: comment.written_at.toISOString(),
      ...(comment.resolved_at &&
        comment.resolved_by && {
          resolved: { by: personOf(names, comment.resolved_by), at: comment.resolved_at.toISOString() },
        }),
    })),
  };
}

function hitView(
  hit: VersionHit,
  about: { readonly names: Names; readonly files: VersionFiles; readonly lang: Lang },
): Hit {
  const { names, files, lang } = about;
  const file = files.attachments.find(({ id }) => id === hit.document_id);
  return {
    id: hit.id,
    part: hit.part,
    start: hit.start_at,
    end: hit.end_at,
    rule: hit.rule,
    category: hit.category,
    severity: hit.severity,
    why: hit.why[lang],
    ...(hit.place?.excerpt !== undefined && { excerpt: hit.place.excerpt }),
    ...(hit.suggestion !== null && { suggestion: hit.suggestion }),
    blocks: hit.blocks,
    secret: hit.secret,
    ...(file && hit.place && { file: file.name, place: hit.place }),
    ...(hit.released_by !== null &&
      hit.released_at && {
        released: {
          by: personOf(names, hit.released_by),
          at: hit.released_at.toISOString(),
          ground: hit.release_ground ?? '',
        },
      }),
  };
}

type VersionHit = Omit<
  DecidedHit,
  'screening_id' | 'salt' | 'digest' | 'unit_id' | 'region_path' | 'sector_path'
>;

/** What was found meanwhile in attachments that were not screened with the version: a draft shows it before it is submitted. */
async function hitsMeanwhile(
  trx: Transaction,
  files: VersionFiles,
  screening: { readonly edition: string; readonly attachments: number },
): Promise<VersionHit[][]> {
  if (screening.attachments > 0) return [];
  const { edition } = screening;
  const found: VersionHit[][] = [];
  for (const { id } of files.attachments) {
    const hits = await keptFileHits(trx, { id, edition });
    if (hits) found.push(hits.map((hit) => hitOfFile(id, hit)));
  }
  return found;
}

/** It has no row yet, and nobody decides about it: its digest gives it a name that stays. */
function hitOfFile(document: string, { place, excerpt, ...hit }: FileHit): VersionHit {
  const [a, b, c, d] = [
    hit.digest.slice(0, 8),
    hit.digest.slice(8, 12),
    hit.digest.slice(13, 16),
    hit.digest.slice(17, 20),
  ];
  return {
    ...hit,
    ...{ id: `${a}-${b}-4${c}-8${d}-${hit.digest.slice(20, 32)}`, part: 'attachment', document_id: document },
    ...{ start_at: 0, end_at: 0, place: { ...place, excerpt } },
    ...{ released_by: null, released_at: null, release_ground: null },
  };
}

const PARTS = ['title', 'text', 'attachment'];

/** As a reader comes upon them: title, text, and the attachments one after the other, each from its beginning. */
function inReadingOrder(hits: readonly VersionHit[], files: VersionFiles): VersionHit[] {
  const order = new Map(files.attachments.map(({ id }, at) => [id, at]));
  const keyOf = ({ part, document_id, start_at, place }: VersionHit): number[] => [
    ...[PARTS.indexOf(part), order.get(document_id ?? '') ?? 0, start_at],
    ...[Number(/\d+$/.exec(place?.name ?? '')?.[0] ?? 0), place?.line ?? 0, place?.column ?? 0],
  ];
  const keys = new Map(hits.map((hit) => [hit, keyOf(hit)]));
  const differing = (one: VersionHit, other: VersionHit): number => {
    const [left = [], right = []] = [keys.get(one), keys.get(other)];
    const at = left.findIndex((value, index) => value !== right[index]);
    return at < 0 ? 0 : (left[at] ?? 0) - (right[at] ?? 0);
  };
  return [...hits].sort(differing);
}
