import { plainText } from '../../../kernel/plain-text.ts';
import { attribute, type ParsedPage } from './dom.ts';
import type { MetaFact } from './page-facts.ts';

/** Tags of 网页标签规范 (国办发〔2017〕47号) and the few others that a rule reads. */
const NAMES = [
  'SiteName',
  'SiteDomain',
  'SiteIDCode',
  'ColumnName',
  'ColumnType',
  'ArticleTitle',
  'PubDate',
  'ContentSource',
  'Keywords',
  'Description',
  'Author',
] as const;
const CANONICAL = new Map(NAMES.map((name) => [name.toLowerCase(), name]));
const LIMIT = 60;

/** The page's own description of itself, names in their standard spelling. */
export function readMetas(page: ParsedPage): MetaFact[] {
  const metas: MetaFact[] = [];
  for (const element of page.elements) {
    if (element.name !== 'meta' || metas.length >= LIMIT) continue;
    const name = CANONICAL.get(attribute(element, 'name').toLowerCase());
    if (!name) continue;
    metas.push({
      name,
      content: plainText(attribute(element, 'content')),
      line: page.lineAt(element.startIndex ?? 0),
    });
  }
  return metas;
}

/** True where the page's own policy has browsers fetch plain addresses encrypted (W3C Upgrade Insecure Requests). */
export function upgradesInsecure(page: ParsedPage): boolean {
  return page.elements.some(
    (element) =>
      element.name === 'meta' &&
      attribute(element, 'http-equiv').toLowerCase() === 'content-security-policy' &&
      UPGRADE.test(attribute(element, 'content')),
  );
}

/** The directive, as it stands in a policy of a page or of a header. */
export const UPGRADE = /(?:^|[;,\s])upgrade-insecure-requests(?:[;,\s]|$)/i;

/** First content of a tag that is not empty. */
export function metaContent(metas: readonly MetaFact[], name: (typeof NAMES)[number]): string | undefined {
  return metas.find((meta) => meta.name === name && meta.content !== '')?.content;
}
