import type { LocalText } from '@zhengdun/contract';
import { normaliseHost } from '../../kernel/egress/index.ts';

export type ParsedAddress =
  | { readonly ok: true; readonly url: URL }
  | { readonly ok: false; readonly problem: LocalText };

const EXAMPLE = 'www.xxx.gov.cn';
const MAX_LENGTH = 4_000;

/**
 * Reads an address as people type and paste it: blanks around and within, full-width letters and dots, Chinese full
 * stops between labels, quotation marks, no scheme or half of one, a label before it and words after it. Without a
 * scheme HTTPS is meant.
 */
export function parseAddress(typed: string): ParsedAddress {
  const text = tidied(typed.slice(0, MAX_LENGTH));
  if (text === '')
    return problem({ zh: `请输入网址。例：${EXAMPLE}`, en: `Give an address, e.g. ${EXAMPLE}` });
  if (/\s/.test(text))
    return problem({
      zh: `“${cut(text)}”中有空格，不知道哪一段是网址，一次只写一个网址。例：${EXAMPLE}`,
      en: `"${cut(text)}" has blanks in it; give one address at a time. Example: ${EXAMPLE}`,
    });
  const scheme = schemeOf(text);
  if (scheme && scheme !== 'http' && scheme !== 'https') {
    return problem({
      zh: `只能检测网页地址（http、https），现为“${cut(scheme)}:”`,
      en: `Only web addresses (http, https) are checked, not "${cut(scheme)}:"`,
    });
  }
  const url = URL.parse(scheme ? text : `https://${text}`);
  if (url) url.hostname = url.hostname.replace(/\.$/, '');
  if (!url || (!url.hostname.startsWith('[') && normaliseHost(url.hostname) === null)) {
    return problem({
      zh: `“${cut(text)}”不是网址。例：${EXAMPLE}`,
      en: `"${cut(text)}" is no address. Example: ${EXAMPLE}`,
    });
  }
  if (url.username !== '' || url.password !== '') {
    return problem({
      zh: '网址中不能带用户名和口令',
      en: 'An address must not hold a user name or a password',
    });
  }
  if (!url.hostname.includes('.') && !url.hostname.startsWith('[') && url.hostname !== 'localhost') {
    return problem({
      zh: `“${cut(text)}”缺少后缀。例：${EXAMPLE}`,
      en: `"${cut(text)}" lacks its suffix. Example: ${EXAMPLE}`,
    });
  }
  url.hash = '';
  return { ok: true, url };
}

const OPENING = /^["'“”‘’「『<《【（(\s]+/;
/** Where a Chinese sentence goes on after an address. Full-width colon and question mark belong to addresses too. */
const SENTENCE_GOES_ON = /[，；、！（）【】《》「」『』“”‘’"<>].*$/s;
const LABEL = /^(?:\p{Script=Han}{1,30}|url)(?::\s*|\s+)(?=[\w[])/iu;
const WORDS_BEFORE = /^\p{Script=Han}+(?=www\.|https?:)/iu;
/** `http:/`, `http//`, `http:\\`, `https;//`, `http://http://` */
const SCHEME = /^(?:(https?)\s*(?::[\s\\/]*|;?\s*[\\/]+)\s*)+/i;
/** 「www.a.gov.cn负责人」, 「www.a.gov.cn(某某县)」: no suffix goes on like that. */
const WORDS_AFTER = /^((?:https?:\/\/)?[a-z0-9.-]+\.[a-z]{2,}(?::\d+)?)[\p{Script=Han}(].*$/isu;

/** The address without what stands around it. Blanks are left only where nobody can say what they part. */
function tidied(typed: string): string {
  const text = typed
    .replace(/[\u200b-\u200f\u2028-\u202e\u2060\ufeff]/g, '')
    .replace(OPENING, '')
    .replace(SENTENCE_GOES_ON, '')
    .normalize('NFKC')
    .replace(/\s+/g, ' ')
    // 教育部。政务: NFKC leaves the ideographic full stop alone, names take it for a dot.
    .replaceAll('。', '.')
    .trim()
    .replace(LABEL, '')
    .replace(WORDS_BEFORE, '')
    .replace(SCHEME, '$1://')
    .replace(/\s*\.\s*/g, '.')
    .replace(/\s+(?=[:/])/g, '')
    .replace(/[.,;:]+$/, '');
  return unspaced(text).replace(WORDS_AFTER, '$1');
}

/** Of several words the one with dots in it; the others are no part of an address, unless they look like one. */
function unspaced(text: string): string {
  const words = text.split(/\s+/);
  const dotted = words.filter((word) => word.includes('.'));
  if (dotted.length > 1) return text;
  const isSpoken = (word: string): boolean =>
    dotted.length > 0 && !word.includes('.') && /[^\x21-\x7e]/.test(word);
  return words.filter((word) => !isSpoken(word)).join('');
}

/** `localhost:8600` and `www.a.gov.cn:8600` have none. */
function schemeOf(text: string): string | undefined {
  return /^([a-z][a-z0-9+-]*):(?!\d)/i.exec(text)?.[1]?.toLowerCase();
}

function problem(words: LocalText): ParsedAddress {
  return { ok: false, problem: words };
}

function cut(text: string): string {
  return Array.from(text.replace(/[\u0000-\u001f\u007f]/g, ''))
    .slice(0, 60)
    .join('');
}
