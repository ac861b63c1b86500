import { type PageFacts, readPage, readPageBlocks, readScripted } from '../../inspection/index.ts';
import { repostMarks } from '../reposts/repost-marks.ts';
import type { ComparisonTask, ThreadComparison } from './compare-in-thread.ts';
import { comparePage, withMore } from './compare-page.ts';
import { isScripted, type PageLink } from './file-links.ts';

/**
 * Entry of the thread behind compareInThread. Of a page that may carry a state secret no words are given, whatever
 * differs: kinds and lines alone.
 */
export function work({ title, text, page, repost, files }: ComparisonTask): ThreadComparison {
  const { blocks } = readPageBlocks(page.body, page.contentType);
  const facts = readPage(page, { salt: '', today: '9999-12-31' });
  const { sealed } = facts;
  const ofText = comparePage({ title, text }, blocks);
  const found = repost ? withMore(ofText, repostMarks(repost, { ...facts, blocks })) : ofText;
  if (!sealed) {
    const scripted = files.length === 0 ? [] : scriptedOf(files, page);
    return { ...found, sealed, links: seenLinks(facts.links), scripted };
  }
  const differences = found.differences.map(({ pieces: _, ...rest }) => ({ ...rest, pieces: [] }));
  return { ...found, differences, sealed, links: [], scripted: [] };
}

/** Read from the source once more, and only for an item that has attachments. */
function scriptedOf(files: readonly string[], page: ComparisonTask['page']): string[] {
  const scripts = readScripted(page.body, page.contentType);
  return files.filter((name) => isScripted(name, scripts));
}

function seenLinks(links: PageFacts['links']): PageLink[] {
  return links.flatMap(({ url, text, hidden }) => (hidden === undefined ? [{ url, text }] : []));
}
