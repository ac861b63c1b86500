import { ITEM_STATE_WORDS, repostGaps } from '@zhengdun/contract';
import type { Caller } from '../../kernel/audit/index.ts';
import { dayOf } from '../../kernel/clock/index.ts';
import type { EgressPolicy } from '../../kernel/egress/index.ts';
import { HouseError } from '../../kernel/errors/index.ts';
import { scopeOf, withinScope } from '../../kernel/tenancy/index.ts';
import { findItem } from '../item.repo.ts';
import { enteredOf } from '../manifest.ts';
import type { ShownRepost } from '../reposts/repost-marks.ts';
import type { PublicationTools } from '../tools.ts';
import { demandFiles, textOf } from '../version-view.ts';
import { type ApprovedFile, compareFiles } from './compare-files.ts';
import { compareInThread } from './compare-in-thread.ts';
import { withMore } from './compare-page.ts';
import { fetchPage } from './fetch-page.ts';
import { type Compared, keepComparison } from './keep-comparison.ts';

const DAY = 24;

/**
 * 比对网页: fetches the published page with its attachments and compares them with the version that was approved for it.
 *
 * @throws HouseError `item-unknown`, `item-not-published`, `document-destroyed`
 */
export async function comparePublished(tools: PublicationTools, caller: Caller, id: string): Promise<void> {
  const { db } = tools;
  const scope = scopeOf(caller.actor, 'publication.write');
  const about = await withinScope(db, scope, async (trx) => {
    const item = await findItem(trx, id);
    if (!item) throw new HouseError('item-unknown', {});
    const { live, published_version: version, published_url: url, state } = item;
    if (!live || version === null || url === null)
      throw new HouseError('item-not-published', { state: ITEM_STATE_WORDS[state] });
    const files = await demandFiles(trx, id, version);
    const repost = shownOf(files.manifest, item.published_at);
    const attachments = files.attachments.filter(({ destruction }) => !destruction);
    return { version, url, title: files.title, text: await textOf(tools, trx, files), repost, attachments };
  });
  const { version, url } = about;
  const found = await look(tools.policy, about);
  const keeping = { caller, id, version, url, found, now: tools.now(), hours: tools.compareHours || DAY };
  await withinScope(db, scope, (trx) => keepComparison(trx, keeping));
}

async function look(
  policy: EgressPolicy,
  about: {
    readonly url: string;
    readonly title: string;
    readonly text: string;
    readonly repost: ShownRepost | undefined;
    readonly attachments: readonly ApprovedFile[];
  },
): Promise<Compared> {
  const { url, title, text, repost, attachments } = about;
  const { page, sha256, ...fetched } = await fetchPage(policy, url);
  if (!page) return unreachable('fault' in fetched ? fetched.fault : '', sha256);
  const found = await compareInThread({
    title,
    text,
    page,
    files: attachments.map(({ name }) => name),
    ...(repost && { repost }),
  });
  if (typeof found === 'string') return unreachable(found, sha256);
  const { sealed, links, scripted, ...ofPage } = found;
  // Of a page that may bear a state secret nothing more is fetched.
  const ofFiles = sealed ? [] : await compareFiles(policy, attachments, { links, scripted });
  return { ...withMore(ofPage, ofFiles), fault: null, sha256 };
}

/** What the page of a repost has to show (Art. 14). */
function shownOf(manifest: string, publishedAt: Date | null): ShownRepost | undefined {
  const repost = enteredOf({ manifest });
  if (!repost || repostGaps(repost).length > 0) return undefined;
  const { source, url, on } = repost;
  return { source, url, days: [...new Set([on, ...(publishedAt ? [dayOf(publishedAt)] : [])])] };
}

function unreachable(fault: string, sha256: string | null = null): Compared {
  return { outcome: 'unreachable', fault, similarity: 0, differences: [], count: 0, sha256 };
}
