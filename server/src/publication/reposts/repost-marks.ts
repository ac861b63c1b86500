import type { PageDifference } from '@zhengdun/contract';
import type { PageBlock, PageFacts } from '../../inspection/index.ts';

/** What the page of a repost has to show (Art. 14). */
export interface ShownRepost {
  readonly source: string;
  readonly url: string;
  /** any of these days: that which was entered, and that of the publication */
  readonly days: readonly string[];
}

interface Page extends Pick<PageFacts, 'article' | 'links'> {
  readonly blocks: readonly PageBlock[];
}

/** Said beside the name of a source, and beside a time. */
const SOURCE_WORDS = /来\s*源|稿\s*源|出\s*处|转\s*自|转\s*载/;
const TIME_WORDS = /时\s*间|日\s*期|转\s*载|发\s*布/;
const DATE = /(20\d\d)\s*[-年/.]\s*(\d{1,2})\s*[-月/.]\s*(\d{1,2})/g;

/**
 * Which of source, time and link of a repost the page does not show, or shows in another way than it was entered. A page that
 * names something else says what; hidden blocks show nothing.
 */
export function repostMarks(repost: ShownRepost, page: Page): PageDifference[] {
  const texts = page.blocks.flatMap(({ text, hidden }) => (hidden === undefined ? [text] : []));
  return [
    ...sourceMark(repost, page, texts),
    ...timeMark(repost, page, texts),
    ...linkMark(repost, page, texts),
  ];
}

function sourceMark({ source }: ShownRepost, { article }: Page, texts: readonly string[]): PageDifference[] {
  const isShown = texts.some((text) => {
    const at = folded(text).indexOf(folded(source));
    return at >= 0 && SOURCE_WORDS.test(folded(text).slice(Math.max(0, at - 20), at));
  });
  if (isShown) return [];
  // A table has the name in a cell of its own.
  const isAlone = texts.some(
    (text, at) => folded(text) === folded(source) && SOURCE_WORDS.test(texts[at - 1] ?? ''),
  );
  const other = article?.sourceWhere === 'text' ? article.source : undefined;
  return isAlone ? [] : [mark('repost-source', source, other)];
}

function timeMark({ days }: ShownRepost, { article }: Page, texts: readonly string[]): PageDifference[] {
  const isShown = texts.some((text, at) => {
    const label = `${texts[at - 1] ?? ''}${text}`;
    return daysIn(text).some((day) => days.includes(day)) && TIME_WORDS.test(label);
  });
  const shown = article?.shownDate;
  if (isShown || (shown !== undefined && days.includes(shown))) return [];
  return [mark('repost-time', days[0] ?? '', shown)];
}

function linkMark(
  { url }: ShownRepost,
  { article, links }: Page,
  texts: readonly string[],
): PageDifference[] {
  const wanted = addressOf(url);
  const isLink = links.some((link) => link.hidden === undefined && addressOf(link.url) === wanted);
  if (isLink || texts.some((text) => text.includes(url))) return [];
  return [mark('repost-link', url, article?.sourceLink)];
}

function mark(kind: PageDifference['kind'], wanted: string, found: string | undefined): PageDifference {
  const pieces = [
    { change: 'removed', text: wanted.slice(0, 300) },
    { change: 'added', text: found?.slice(0, 300) ?? '' },
  ] as const;
  return { kind, pieces: pieces.filter(({ text }) => text !== '') };
}

function folded(text: string): string {
  return text.normalize('NFKC').replace(/[\s《》“”"「」]+/g, '');
}

function daysIn(text: string): string[] {
  return Array.from(text.matchAll(DATE), ([, year = '', month = '', day = '']) =>
    [year, month.padStart(2, '0'), day.padStart(2, '0')].join('-'),
  );
}

/** An address as far as it names a page: with or without TLS, without a place in the page. */
function addressOf(url: string): string {
  const parsed = URL.parse(url);
  return parsed ? `${parsed.host}${parsed.pathname.replace(/\/$/, '')}${parsed.search}` : url;
}
