import { plainText } from '../../../kernel/plain-text.ts';
import { attribute, lineage, type ParsedPage, rawText } from './dom.ts';
import { elementText, type FlatText } from './flat-text.ts';
import { absolute, baseOf } from './links.ts';
import { metaContent } from './metas.ts';
import type { ArticleFacts, MetaFact } from './page-facts.ts';

/** Addresses under which the common content systems publish single items. */
const ITEM_PATH =
  /\/t?20\d{6}_\d+|\/art\/20\d\d\/|\/content\/|(post|content|article|info)[_/-]?\d+|\/\d{4,}\.s?html?$|_\d{4,}\.s?html?$|\/[0-9a-f]{24,32}\.html$/i;
const SOURCE =
  /(?:信息|文章|新闻|稿件|内容|图文|文字)?\s*(?<!图|图片|照片|供图|数据|资料|素材|视频|音频|摄影|资金|货源|电|水|题|经费)(?:来\s*源|稿\s*源|出\s*处|转\s*自|转\s*载\s*(?:自|于|来源))\s*[:]\s*/g;
/** Where the name of a source ends: the next label of the same line. */
const SOURCE_END =
  /\n|\||【|】|\[|\]|\(|\s{2,}|(?:发布|发表|更新|转载|信息|成文)?(?:时间|日期)|作者|责任|编辑|责编|字号|字体|浏览|点击|阅读|访问|记者|分享|打印|\d{4}[-年/.]\d/;
const DATE = /(20\d\d|19\d\d)\s*[-年/.]\s*(\d{1,2})\s*[-月/.]\s*(\d{1,2})/g;
/** Characters around the source line in which the date of publication stands. */
const NEAR = 260;

/** 新华社北京5月17日电, 据中新社某地6月1日电: how a text of an agency begins. */
const DATELINE =
  /(?:^|\n)\s*\(?据?(新华社|新华网|中新社|中新网|人民网|央视网|央广网|光明网)[\u4e00-\u9fff]{0,8}\s*\d{1,2}月\d{1,2}日\s*(?:电|讯|消息)/;

/** What an item page shows of its own origin (Art. 14); null for pages that are no single item. */
export function readArticle(
  page: ParsedPage,
  text: FlatText,
  of: { url: string; metas: readonly MetaFact[] },
): ArticleFacts | null {
  const named = metaContent(of.metas, 'ArticleTitle');
  const metaSource = metaContent(of.metas, 'ContentSource');
  const line = datelineOf(text);
  const shown = shownSource(page, text, of.url) ?? line;
  const metaDate = isoDate(metaContent(of.metas, 'PubDate') ?? '');
  const shownDate = dateNear(text.text, shown?.offset);
  const looksLikeItem = ITEM_PATH.test(pathOf(of.url)) || shownDate !== undefined;
  const isItem = named !== undefined || metaSource !== undefined || (shown !== undefined && looksLikeItem);
  if (!isItem) return null;
  const source = shown?.name ?? metaSource;
  const inText = furtherSource(text, shown) ?? (line !== shown && line ? line.name : undefined);
  const byScript = writtenByScript(page).filter((what) => (what === 'source' ? !shown : !shownDate));
  const original = originalLink(page, of.url) ?? shown?.link;
  return {
    title: plainText(named ?? heading(page), 120),
    line: shown?.line ?? 1,
    ...(source && { source: plainText(source, 60), sourceWhere: shown ? 'text' : 'meta' }),
    ...(byScript.length > 0 && { writtenByScript: byScript }),
    ...(inText && { sourceInText: plainText(inText, 60) }),
    ...(original && { sourceLink: plainText(original) }),
    ...(shownDate && { shownDate }),
    ...(metaDate && { metaDate }),
  };
}

interface ShownSource {
  readonly name: string;
  readonly link?: string;
  readonly offset: number;
  readonly line: number;
}

function shownSource(page: ParsedPage, text: FlatText, url: string): ShownSource | undefined {
  for (const match of text.text.matchAll(SOURCE)) {
    // 「转载时须注明“来源：某某网”」 is a condition of use.
    if (/["'“‘「]/.test(text.text[match.index - 1] ?? '')) continue;
    const offset = match.index + match[0].length;
    const rest = restOfNode(text, offset);
    const name = (withoutMarkup(rest).split(SOURCE_END)[0] ?? '').trim();
    if (name === '' || name.length > 40 || /^来\s*源/.test(name)) continue;
    // Behind an empty label the text of the item begins.
    if (match[0].includes('\n') && /[。,;!?]/.test(name)) continue;
    const link = linkAt(page, text, { offset, url }) ?? linkWritten(rest, url);
    return { name, offset, line: text.lineAt(match.index), ...(link && { link }) };
  }
  return undefined;
}

function datelineOf(text: FlatText): ShownSource | undefined {
  const match = DATELINE.exec(text.text);
  const [whole, name] = match ?? [];
  if (!match || whole === undefined || name === undefined) return undefined;
  const offset = match.index + whole.indexOf(name);
  return { name, offset, line: text.lineAt(offset) };
}

/** Content systems that escape what an editor entered show `<a href=…>某报</a>` as it stands. */
function withoutMarkup(name: string): string {
  return name.replace(/<\/?a\b[^<>]{0,200}>/gi, '');
}

function linkWritten(name: string, url: string): string | undefined {
  const written = /<a\b[^<>]{0,40}\bhref\s*=\s*["']?(https?:[^\s"'<>]{1,160})/i.exec(name)?.[1];
  const address = written === undefined ? undefined : absolute(written, url);
  return isSameHost(address, url) ? undefined : address;
}

/** A second source, in a line of its own behind the first: a department that entered an item taken from the press. */
function furtherSource(text: FlatText, shown: ShownSource | undefined): string | undefined {
  if (!shown) return undefined;
  const rest = text.text.slice(shown.offset + shown.name.length);
  const match = /(?:^|\n)\s*(?:本文|原文|文章|稿件)?(?:来\s*源|转\s*自|转载自)\s*[:]\s*([^\n]{2,40})/.exec(
    rest,
  );
  const name = (match?.[1]?.split(SOURCE_END)[0] ?? '').trim();
  return name === '' || name === shown.name ? undefined : name;
}

const SCRIPTED = {
  source: { label: /来\s*源\s*[:\uff1a]\s*$/, words: /来\s*源|contentsource|laiyuan/i },
  date: { label: /(?:时间|日期)\s*[:\uff1a]\s*$/, words: /(?:发布|更新)(?:时间|日期)|pubdate|pubtime/i },
} as const;

/** A script behind the label, or one that knows the word, may write what the source does not show. */
function writtenByScript(page: ParsedPage): ('source' | 'date')[] {
  const found = new Set<'source' | 'date'>();
  for (const element of page.elements) {
    if (element.name !== 'script') continue;
    const before = element.previousSibling;
    const label = before !== null && 'data' in before ? before.data : '';
    for (const what of ['source', 'date'] as const) {
      if (SCRIPTED[what].label.test(label) || SCRIPTED[what].words.test(rawText(element))) found.add(what);
    }
  }
  return [...found];
}

/** The name ends with its text node: what follows in another element is a button or the next label. */
function restOfNode(text: FlatText, offset: number): string {
  const node = text.nodeAt(offset);
  let end = offset;
  while (end < offset + 80 && end < text.text.length && text.nodeAt(end) === node) end++;
  return text.text.slice(offset, end);
}

function linkAt(page: ParsedPage, text: FlatText, at: { offset: number; url: string }): string | undefined {
  const node = text.nodeAt(at.offset);
  if (!node) return undefined;
  for (const element of lineage(node)) {
    if (element.name !== 'a') continue;
    const address = absolute(attribute(element, 'href'), baseOf(page, at.url));
    // A link within the site itself leads to no original.
    return isSameHost(address, at.url) ? undefined : address;
  }
  return undefined;
}

function isSameHost(address: string | undefined, url: string): boolean {
  return address !== undefined && URL.parse(address)?.hostname === URL.parse(url)?.hostname;
}

/** 「原文链接」「转载链接」「阅读原文」: a link whose own words say that it leads to the original. */
function originalLink(page: ParsedPage, url: string): string | undefined {
  const base = baseOf(page, url);
  for (const element of page.elements) {
    if (element.name !== 'a') continue;
    const text = elementText(element, 80);
    const before =
      element.previousSibling && 'data' in element.previousSibling ? element.previousSibling.data : '';
    const says = /原文(链接|地址|网址)|转载链接|阅读原文|查看原文|来源链接/;
    if (says.test(text) || says.test(before.slice(-20))) return absolute(attribute(element, 'href'), base);
  }
  return undefined;
}

function heading(page: ParsedPage): string {
  for (const element of page.elements) if (element.name === 'h1') return elementText(element, 200);
  for (const element of page.elements) if (element.name === 'title') return elementText(element, 200);
  return '';
}

/** The date beside the source; else one that is labelled as the date of publication, wherever it stands. */
function dateNear(text: string, offset: number | undefined): string | undefined {
  const labelled = /(?:发布|发表|更新|转载)?(?:时间|日期)\s*[:]\s*([^\n]{8,24})/.exec(text)?.[1] ?? '';
  if (offset === undefined) return isoDate(labelled);
  const from = Math.max(0, offset - NEAR);
  const dates = Array.from(text.slice(from, offset + NEAR).matchAll(DATE), (match) => ({
    date: isoDate(match[0]),
    distance: Math.abs(from + match.index - offset),
  }));
  return dates.sort((a, b) => a.distance - b.distance).find(({ date }) => date)?.date ?? isoDate(labelled);
}

/** `2024年6月13日`, `2024-06-13 14:54`, `2024.6.13` → `2024-06-13`; nothing for impossible dates. */
export function isoDate(text: string): string | undefined {
  const match = /(\d{4})\s*[-年/.]\s*(\d{1,2})\s*[-月/.]\s*(\d{1,2})/.exec(text);
  if (!match) return undefined;
  const [, year, month, day] = match.map(Number);
  const date = new Date(Date.UTC(year ?? 0, (month ?? 0) - 1, day ?? 0));
  if (date.getUTCMonth() + 1 !== month || date.getUTCDate() !== day) return undefined;
  return date.toISOString().slice(0, 10);
}

function pathOf(url: string): string {
  const parsed = URL.parse(url);
  return parsed ? parsed.pathname + parsed.search : url;
}
