import { readFileSync } from 'node:fs';
import { chapterOf, type Lang, type Position } from '@zhengdun/contract';

/** 款. Sentences keep their 。 */
export interface Paragraph {
  /** counted from 1 within its article */
  readonly number: number;
  readonly sentences: readonly string[];
}

/** 条 */
export interface Article {
  /** 1 to 44 */
  readonly number: number;
  /** chapter, 1 to 8 */
  readonly chapter: number;
  readonly paragraphs: readonly Paragraph[];
}

/** The official text with its attribution. Dates are `YYYY-MM-DD`. */
export interface Regulation {
  readonly title: string;
  readonly issuedBy: readonly string[];
  readonly made: string;
  readonly issued: string;
  readonly inForce: string;
  /** where the text comes from, in Chinese */
  readonly source: string;
  /** SHA-256 of the copy we received, before its punctuation was restored; lower-case hex */
  readonly receivedSha256: string;
  /** what was changed in that copy, in Chinese */
  readonly changes: string;
  readonly articles: readonly Article[];
}

/** A place in the text without its words. */
export type Place = Omit<Position, 'quote'>;

const DIGITS = '零一二三四五六七八九';

/** 1 to 99 as they are written in 第…条: 四十四. */
export function chineseNumber(value: number): string {
  const tens = Math.floor(value / 10);
  const ones = value % 10;
  const head = tens === 0 ? '' : `${tens === 1 ? '' : DIGITS[tens]}十`;
  return head + (ones === 0 ? '' : DIGITS[ones]);
}

/**
 * Reads the attributed data file: a head of `name: value` lines, an empty line, the text with a line a 款.
 *
 * @throws Error when a head line is missing or an article is out of order: the file is ours, so that is a defect.
 */
export function parseRegulation(file: string): Regulation {
  const [head = '', body = ''] = splitOnce(file, '\n\n');
  const fields = new Map(head.split('\n').map((line) => splitOnce(line, ': ')));
  const field = (name: string): string => {
    const value = fields.get(name);
    if (!value) throw new Error(`the head of the Regulation's file lacks "${name}"`);
    return value;
  };
  return {
    title: field('标题'),
    issuedBy: field('制定机关').split('、'),
    made: field('制定日期'),
    issued: field('发布日期'),
    inForce: field('施行日期'),
    source: field('来源'),
    receivedSha256: field('收到文本的SHA-256'),
    changes: field('改动'),
    articles: parseArticles(body),
  };
}

function splitOnce(text: string, separator: string): [string, string] {
  const at = text.indexOf(separator);
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + separator.length)];
}

function parseArticles(body: string): Article[] {
  const articles: { number: number; chapter: number; paragraphs: Paragraph[] }[] = [];
  for (const line of body.split('\n')) {
    if (line === '' || CHAPTER_LINE.test(line)) continue;
    const opening = ARTICLE_OPENING.exec(line);
    if (opening) {
      const number = articles.length + 1;
      if (opening[1] !== chineseNumber(number)) {
        throw new Error(`the Regulation's file lacks Article ${number}`);
      }
      articles.push({ number, chapter: chapterOf(number).number, paragraphs: [] });
    }
    const paragraphs = articles.at(-1)?.paragraphs;
    if (!paragraphs) throw new Error("the Regulation's file does not begin with an article");
    const text = line.slice(opening?.[0].length ?? 0);
    paragraphs.push({ number: paragraphs.length + 1, sentences: splitSentences(text) });
  }
  return articles;
}

const CHAPTER_LINE = /^第[一二三四五六七八]章 /;
const ARTICLE_OPENING = /^第([一二三四五六七八九十]+)条 /;

function splitSentences(text: string): string[] {
  return text.split(/(?<=。)/);
}

/** 互联网政务应用安全管理规定, read once when this module is loaded. */
export const REGULATION: Regulation = parseRegulation(
  readFileSync(new URL('../regulation.zh-CN.txt', import.meta.url), 'utf8'),
);

/** @throws RangeError when the Regulation has no such article. */
export function articleOf(number: number): Article {
  const article = REGULATION.articles[number - 1];
  if (!article) throw new RangeError(`the Regulation has no Article ${number}`);
  return article;
}

/** 「第九条」 */
export function articleName(number: number, lang: Lang = 'zh'): string {
  return lang === 'zh' ? `第${chineseNumber(number)}条` : `Article ${number}`;
}

/** The whole article with its number, a line a 款: 「第六条 机关事业单位……。」 */
export function articleText(number: number): string {
  const paragraphs = articleOf(number).paragraphs.map(({ sentences }) => sentences.join(''));
  return `${articleName(number)} ${paragraphs.join('\n')}`;
}

/**
 * The sentence at a place, with its 。
 *
 * @throws RangeError when there is no such sentence.
 */
export function sentenceAt({ article, paragraph, sentence }: Place): string {
  const found = articleOf(article).paragraphs[paragraph - 1]?.sentences[sentence - 1];
  if (found === undefined) {
    throw new RangeError(
      `the Regulation has no sentence ${sentence} in Article ${article} paragraph ${paragraph}`,
    );
  }
  return found;
}

/**
 * 「第九条第二款」: the paragraph is named only where the article has more than one. The sentence (第几句) is
 * never named: wherever we cite, its words stand beside the citation, and offices do not cite by sentence.
 */
export function citation({ article, paragraph }: Place, lang: Lang = 'zh'): string {
  const name = articleName(article, lang);
  if (articleOf(article).paragraphs.length === 1) return name;
  return lang === 'zh' ? `${name}第${chineseNumber(paragraph)}款` : `${name}, paragraph ${paragraph}`;
}

/**
 * 依据: the citation and the sentence, as in 「第九条第二款：机关事业单位网站应当……。」
 * There is no official translation, so the sentence stays Chinese in every language.
 */
export function basisText(place: Place, lang: Lang = 'zh'): string {
  return `${citation(place, lang)}${lang === 'en' ? ': ' : '：'}${sentenceAt(place)}`;
}
