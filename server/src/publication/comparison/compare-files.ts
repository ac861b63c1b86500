import { createHash } from 'node:crypto';
import type { PageDifference } from '@zhengdun/contract';
import type { EgressPolicy } from '../../kernel/egress/index.ts';
import { follow } from '../../kernel/web/index.ts';
import { BROWSER_HEADERS, openPages, type Pages } from './fetch-page.ts';
import { linksTo, type PageLink } from './file-links.ts';

/** An attachment as it was approved. */
export interface ApprovedFile {
  readonly name: string;
  readonly bytes: number;
  readonly sha256: string;
}

/** What a page shows of its files. */
interface Shown {
  readonly links: readonly PageLink[];
  /** names of attachments that a script may give */
  readonly scripted: readonly string[];
}

/** Files that are fetched for one page, each and all of them within so long: what stands behind more links is not known. */
const MOST_FETCHED = 40;
const FILE_LIMIT_MS = 60_000;
const ALL_LIMIT_MS = 5 * 60_000;

/** What stands at an address: the digest of a file, something larger than what was approved, nothing, or nobody knows. */
type Standing = { readonly sha256: string } | 'larger' | 'gone' | 'unseen';

/**
 * Whether a page gives each attachment byte for byte as it was approved. One that its links do not lead to is missing; one whose
 * link leads to something else differs. Where an address could not be opened, or a script may give it, that is unknown, and said.
 */
export async function compareFiles(
  policy: EgressPolicy,
  files: readonly ApprovedFile[],
  page: Shown,
): Promise<PageDifference[]> {
  if (files.length === 0) return [];
  await using pages = openPages(policy);
  const known = new Map<string, Promise<Standing>>();
  const ends = performance.now() + ALL_LIMIT_MS;
  const most = Math.max(...files.map(({ bytes }) => bytes));
  const standing = (url: string): Promise<Standing> => {
    const before = known.get(url);
    if (before) return before;
    if (known.size >= MOST_FETCHED || performance.now() > ends) return Promise.resolve('unseen');
    const now = standingAt(pages, { url, most });
    known.set(url, now);
    return now;
  };
  const differences: PageDifference[] = [];
  for (const file of files) differences.push(...(await compareFile(file, page, standing)));
  return differences;
}

async function compareFile(
  { name, sha256 }: ApprovedFile,
  { links, scripted }: Shown,
  standing: (url: string) => Promise<Standing>,
): Promise<PageDifference[]> {
  const { isNamed, urls } = linksTo(name, links);
  let other: string | undefined;
  let isUnknown = false;
  for (const url of urls) {
    const there = await standing(url);
    if (there === 'unseen') isUnknown = true;
    else if (there !== 'gone') {
      if (there !== 'larger' && there.sha256 === sha256) return [];
      other ??= url;
    }
  }
  const own = { change: 'removed', text: name } as const;
  const unseen = {
    kind: 'file-unseen',
    pieces: [{ change: 'same', text: name }],
  } as const satisfies PageDifference;
  if (isUnknown || (!isNamed && scripted.includes(name))) return [unseen];
  if (!isNamed || other === undefined) return [{ kind: 'file-missing', pieces: [own] }];
  return [{ kind: 'file-changed', pieces: [own, { change: 'added', text: other }] }];
}

async function standingAt(
  { web }: Pages,
  { url, most }: { readonly url: string; readonly most: number },
): Promise<Standing> {
  const request = { url, headers: BROWSER_HEADERS, maxBytes: most, timeoutMs: FILE_LIMIT_MS };
  const { end, answer } = await follow(web, request);
  if (end !== 'answer' || !answer.ok) return 'unseen';
  if (answer.status === 404 || answer.status === 410) return 'gone';
  if (answer.status !== 200) return 'unseen';
  if (answer.cut) return answer.fault === 'too-large' ? 'larger' : 'unseen';
  return { sha256: createHash('sha256').update(answer.body).digest('hex') };
}
