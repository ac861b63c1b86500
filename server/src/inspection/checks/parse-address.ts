import type { LocalText } from '@zhengdun/contract';

export type ParsedAddress =
  | {
      readonly ok: true;
      readonly url: URL /** the person typed https:// or http:// */;
      readonly schemeGiven: boolean;
    }
  | { readonly ok: false; readonly problem: LocalText };

/**
 * Reads an address as people type and paste it: blanks around and within, full-width letters and dots, Chinese full
 * stops between labels, quotation marks, no scheme. Without a scheme HTTPS is meant.
 */
export function parseAddress(typed: string): ParsedAddress {
  const text = typed
    .normalize('NFKC')
    .replace(/[\u200b-\u200f\u2028-\u202e\u2060\ufeff]/g, '')
    .replace(/^["'“”‘’<《【\s]+|["'“”‘’>》】\s]+$/g, '')
    .replace(/\s+/g, '')
    // 教育部。政务: NFKC leaves the ideographic full stop alone, names take it for a dot.
    .replace(/[。｡]/g, '.');
  if (text === '')
    return problem({ zh: '请输入网址。例：www.xxx.gov.cn', en: 'Give an address, e.g. www.xxx.gov.cn' });
  const scheme = /^([a-z][a-z0-9+.-]*):\/*(?=[^\d])/i.exec(text)?.[1]?.toLowerCase();
  if (scheme && scheme !== 'http' && scheme !== 'https' && !text.includes('.')) return notWeb(scheme);
  if (scheme && !['http', 'https'].includes(scheme) && /^[a-z]+:/i.test(text) && !/^[^/]*\.[^/]*:/.test(text))
    return notWeb(scheme);
  const schemeGiven = /^https?:/i.test(text);
  const url = URL.parse(schemeGiven ? text.replace(/^(https?):\/*/i, '$1://') : `https://${text}`);
  if (!url || url.hostname === '') {
    return problem({
      zh: `“${cut(text)}”不是网址。例：www.xxx.gov.cn`,
      en: `"${cut(text)}" is no address. Example: www.xxx.gov.cn`,
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
      zh: `“${cut(url.hostname)}”缺少后缀。例：www.xxx.gov.cn`,
      en: `"${cut(url.hostname)}" lacks its suffix. Example: www.xxx.gov.cn`,
    });
  }
  url.hash = '';
  return { ok: true, url, schemeGiven };
}

function notWeb(scheme: string): ParsedAddress {
  return problem({
    zh: `只能检测网页地址（http、https），现为“${cut(scheme)}:”`,
    en: `Only web addresses (http, https) are checked, not "${cut(scheme)}:"`,
  });
}

function problem(words: LocalText): ParsedAddress {
  return { ok: false, problem: words };
}

function cut(text: string): string {
  return Array.from(text.replace(/[\u0000-\u001f\u007f]/g, ''))
    .slice(0, 60)
    .join('');
}
