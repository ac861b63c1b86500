import type { Config } from '../config/index.ts';
import { escaped } from './escaped.ts';

/** The mark's record is linked by a picture of our own: its name in plain letters, nothing of the mark's look. */
const MARK_NAME = '网上标识';
const MARK_PICTURE = `data:image/svg+xml,${encodeURIComponent(
  `<svg xmlns="http://www.w3.org/2000/svg" width="88" height="28"><rect x=".5" y=".5" width="87" height="27" rx="4" fill="#fff" stroke="#595959"/><text x="44" y="19" text-anchor="middle" font-family="sans-serif" font-size="15" fill="#262626">${MARK_NAME}</text></svg>`,
)}`;

/**
 * What Articles 4 and 9 want at the foot of a page: who runs the system, the numbers of its filings with their links, the
 * way to the record of its mark. Markup that needs no script; empty where nothing is set.
 */
export function siteFoot({
  operator,
  icpNumber,
  policeNumber,
  markRecord,
}: Pick<Config, 'operator' | 'icpNumber' | 'policeNumber' | 'markRecord'>): string {
  const police = `https://beian.mps.gov.cn/#/query/webSearch?code=${policeNumber?.replaceAll(/\D/g, '')}`;
  const parts = [
    operator && `<span>主办单位：${escaped(operator)}</span>`,
    icpNumber && link('https://beian.miit.gov.cn/', escaped(icpNumber)),
    policeNumber && link(police, escaped(policeNumber)),
    markRecord && link(markRecord, `<img src="${MARK_PICTURE}" width="88" height="28" alt="${MARK_NAME}">`),
  ].filter(Boolean);
  // Names and numbers are Chinese on an English page too.
  return parts.length > 0 ? `<footer id="site-foot" lang="zh-CN">${parts.join(' ')}</footer>` : '';
}

function link(address: string, content: string): string {
  return `<a href="${escaped(address)}">${content}</a>`;
}
