import { createHash } from 'node:crypto';
import { ITEM_STATE_WORDS } from '@zhengdun/contract';
import type { Caller } from '../kernel/audit/index.ts';
import { createResolver, type EgressPolicy } from '../kernel/egress/index.ts';
import { HouseError } from '../kernel/errors/index.ts';
import { scopeOf, withinScope } from '../kernel/tenancy/index.ts';
import { VERSION } from '../kernel/version.ts';
import { follow, header, openNetworkWeb, type WebResponse } from '../kernel/web/index.ts';
import { compareInThread } from './compare-in-thread.ts';
import { findItem } from './item.repo.ts';
import { type Compared, keepComparison } from './keep-comparison.ts';
import { demandFiles, textOf } from './read-item.ts';
import type { PublicationTools } from './tools.ts';

const DAY = 24;

/**
 * 比对网页: fetches the published page and compares it with the version that was approved for it.
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
    return { version, url, title: files.title, text: await textOf(tools, trx, files) };
  });
  const { version, url } = about;
  const found = await look(tools.policy, about);
  const keeping = { caller, id, version, url, found, now: tools.now(), hours: tools.compareHours || DAY };
  await withinScope(db, scope, (trx) => keepComparison(trx, keeping));
}

async function look(
  policy: EgressPolicy,
  about: { readonly url: string; readonly title: string; readonly text: string },
): Promise<Compared> {
  using resolver = createResolver({ servers: policy.resolvers });
  await using web = openNetworkWeb({ policy, resolver });
  const headers = { 'user-agent': `Mozilla/5.0 (compatible; Zhengdun/${VERSION})`, accept: 'text/html' };
  const { end, answer } = await follow(web, { url: about.url, headers });
  if (end !== 'answer') return unreachable(end);
  if (!answer.ok) return unreachable(answer.code);
  const sha256 = createHash('sha256').update(answer.body).digest('hex');
  if (answer.status !== 200) return unreachable(`http-${answer.status}`, sha256);
  const found = await compareInThread({ title: about.title, text: about.text, page: pageOf(answer) });
  if (typeof found === 'string') return unreachable(found, sha256);
  return { ...found, fault: null, sha256 };
}

function pageOf(answer: WebResponse) {
  const { url, status, body, cut } = answer;
  const contentType = header(answer, 'content-type');
  return { url, status, body, cut, ...(contentType !== undefined && { contentType }) };
}

function unreachable(fault: string, sha256: string | null = null): Compared {
  return { outcome: 'unreachable', fault, similarity: 0, differences: [], count: 0, sha256 };
}
