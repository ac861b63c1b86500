import type { Config } from '../config/index.ts';
import { escaped } from './escaped.ts';

/** The mark's record is linked by a picture of our own: its name in plain letters, nothing of the mark's look. */
const MARK_NAME = '网上标识';
const MARK_PICTURE = `data:image/svg+xml,${encodeURIComponent(
  `<svg xmlns="http://www.w3.org/2000/svg" width="88" height="28"><rect x=".5" y=".5" width="87" height="27" rx="4" fill="#fff" stroke="#595959"/><text x="44" y="19" text-anchor="middle" font-family="sans-serif" font-size="15" fill="#262626">${MARK_NAME}</text></svg>`,
)}`;

/** Markup that stands on every page and needs no script; empty where nothing is set. */
export interface SiteMarks {
  readonly head: string;
  readonly foot: string;
}

export const NO_MARKS: SiteMarks = { head: '', foot: '' };

/**
 * What is shown of the system itself: above every page the name of the unit that runs it (Art. 8), below it the numbers of
 * its filings with their links (Art. 4), and in the bottom middle the way to the record of its mark (Art. 9).
 */
export function siteMarks({
  operator,
  icpNumber,
  policeNumber,
  markRecord,
}: Pick<Config, 'operator' | 'icpNumber' | 'policeNumber' | 'markRecord'>): SiteMarks {
  const name = operator && escaped(operator);
  const police = `https://beian.mps.gov.cn/#/query/webSearch?code=${policeNumber?.replaceAll(/\D/g, '')}`;
  const words = [
    name && `<span>主办单位：${name}</span>`,
    icpNumber && link('https://beian.miit.gov.cn/', escaped(icpNumber)),
    policeNumber && link(police, escaped(policeNumber)),
  ].filter(Boolean);
  const mark =
    markRecord && link(markRecord, `<img src="${MARK_PICTURE}" width="88" height="28" alt="${MARK_NAME}">`);
  const rows = [words.join(' '), mark].filter(Boolean).map((row) => `<p>${row}</p>`);
  // Names and numbers are Chinese on an English page too.
  return {
    head: name ? `<p id="site-head" lang="zh-CN">${name}</p>` : '',
    foot: rows.length > 0 ? `<footer id="site-foot" lang="zh-CN">${rows.join('')}</footer>` : '',
  };
}

function link(address: string, content: string): string {
  return `<a href="${escaped(address)}">${content}</a>`;
}
