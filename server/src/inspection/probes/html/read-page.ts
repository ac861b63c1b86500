import { decodePage } from '../../../kernel/decode.ts';
import { plainText } from '../../../kernel/plain-text.ts';
import { withoutQuery } from '../without-query.ts';
import { isoDate, readArticle } from './article.ts';
import { readDemands } from './demands.ts';
import { type ParsedPage, parsePage } from './dom.ts';
import { readEmbedded } from './embedded.ts';
import { readFilingNumbers, readSiteCodes } from './filing-numbers.ts';
import { elementText, flatText } from './flat-text.ts';
import { readFooter } from './footer.ts';
import { readForeign } from './foreign.ts';
import { readForms } from './forms.ts';
import { readHiding } from './hiding.ts';
import { readLinks } from './links.ts';
import { readMarks } from './mark.ts';
import { readMetas, upgradesInsecure } from './metas.ts';
import type { FooterFacts, LinkFact, PageFacts } from './page-facts.ts';
import { readPageHiding } from './page-hiding.ts';
import { readSensitive } from './sensitive.ts';

export interface RawPage {
  /** address of the page after redirects */
  readonly url: string;
  readonly status: number;
  readonly body: Uint8Array;
  readonly contentType?: string;
  /** the body was cut by the limit on its size */
  readonly cut?: boolean;
}

export interface ReadOptions {
  /** secret of the installation for digests */
  readonly salt: string;
  /** today in Beijing, `YYYY-MM-DD`: later dates on a page are no dates of publication */
  readonly today: string;
}

/** Reads everything that rules ask of a page. Pure; bounded by parsePage. Runs in a worker (see page-reader.ts). */
export function readPage(raw: RawPage, options: ReadOptions): PageFacts {
  const { text: source, encoding } = decodePage(raw.body, raw.contentType);
  const page = parsePage(source);
  const seen = flatText(page);
  const all = seen.complete ? seen : flatText(page, { includeHidden: true });
  const hiding = { own: readHiding(page), byPage: readPageHiding(page) };
  const metas = readMetas(page);
  const links = readLinks(page, raw.url, hiding);
  const { secrecy, personal } = readSensitive(all, options.salt);
  const newestDate = newest([...datesIn(seen.text), ...datesInAddresses(links)], options.today);
  const facts: PageFacts = {
    url: plainText(raw.url, 500),
    status: raw.status,
    bytes: raw.body.length,
    cut: page.cut || raw.cut === true,
    encoding,
    title: titleOf(page),
    metas,
    textLength: seen.text.replace(/\s+/g, '').length,
    footer: readFooter(page, seen, hiding.own),
    ...readFilingNumbers(page, { seen, all }),
    siteCodes: readSiteCodes(page, seen),
    marks: readMarks(page, hiding.own),
    links,
    forms: readForms(page, raw.url),
    embedded: readEmbedded(page, raw.url),
    demands: readDemands(all),
    article: readArticle(page, seen, { url: raw.url, metas }),
    secrecy,
    personal,
    foreign: readForeign(page, seen, { url: raw.url, hiding }),
    ...(upgradesInsecure(page) && { upgradesInsecure: true }),
    ...(newestDate && { newestDate }),
    sealed: secrecy.some(({ kind, strength }) => kind === 'state' && strength === 'strong'),
  };
  return facts.sealed ? seal(facts) : facts;
}

/** Art. 16: of a page that may carry a state secret, only addresses, places, numbers and digests stay. */
function seal(facts: PageFacts): PageFacts {
  return {
    ...facts,
    title: '',
    metas: facts.metas.filter(({ name }) => name.startsWith('Site')),
    footer: withoutNames(facts.footer),
    links: facts.links.map((link) => ({ ...link, url: withoutQuery(link.url), text: '' })),
    forms: facts.forms.map((form) => ({
      ...form,
      action: form.action && withoutQuery(form.action),
      label: '',
    })),
    embedded: facts.embedded.map((each) => ({ ...each, ...(each.url && { url: withoutQuery(each.url) }) })),
    demands: [],
    foreign: [],
    article: facts.article && { title: '', line: facts.article.line },
    secrecy: facts.secrecy.map(({ masked: _, ...rest }) => rest),
  };
}

function withoutNames({ seen, mayBeWritten, partsMayBeWritten }: FooterFacts): FooterFacts {
  return { seen, mayBeWritten, partsMayBeWritten };
}

function titleOf(page: ParsedPage): string {
  for (const element of page.elements) {
    if (element.name === 'title') return plainText(elementText(element, 400), 200);
  }
  return '';
}

function* datesIn(text: string): Generator<string> {
  for (const match of text.matchAll(/20\d\d\s*[-年/.]\s*\d{1,2}\s*[-月/.]\s*\d{1,2}/g)) {
    const date = isoDate(match[0]);
    if (date) yield date;
  }
}

/** Content systems write the day of publication into addresses: /202406/t20240613_1135415.html, /art/2024/6/13/ */
function* datesInAddresses(links: readonly LinkFact[]): Generator<string> {
  for (const { url } of links) {
    const match = /\/t?(20\d\d)(\d\d)(\d\d)[_/]/.exec(url) ?? /\/(20\d\d)\/(\d{1,2})\/(\d{1,2})\//.exec(url);
    const date = match && isoDate(`${match[1]}-${match[2]}-${match[3]}`);
    if (date) yield date;
  }
}

function newest(dates: readonly string[], today: string): string | undefined {
  return dates
    .filter((date) => date <= today)
    .reduce<string | undefined>((best, date) => (!best || date > best ? date : best), undefined);
}
