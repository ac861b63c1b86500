import { type Element, isTag } from 'domhandler';
import { plainText } from '../../../kernel/plain-text.ts';
import { registrableDomain } from '../../organ-hosts.ts';
import { advertisedVice, hiddenVice } from '../../vice-words.ts';
import { attribute, type ParsedPage, rawText } from './dom.ts';
import { elementText, type FlatText } from './flat-text.ts';
import { type Hiding, hidingManner } from './hiding.ts';
import { baseOf } from './links.ts';
import type { ForeignFact } from './page-facts.ts';
import { readableScript } from './readable-script.ts';
import { hostOf, isForeignAddress, loadedBy, switchesByReferrer, switchesBySpider } from './switches.ts';

const LIMIT = 30;

const MINER =
  /coin-?hive|cnhv\.co|coinimp|crypto-?loot|\bcrypta\.js|\bCRLT\.(?:Anonymous|User)|cryptonoter|deep-?miner|webminepool|webmine\.|jsecoin|minero\.cc|monerominer|coin-?have|ppoi\.org|authedmine|cryptonight|mineralt|new \w{0,40}\.(?:Anonymous|User)\s*\([^)]{0,200}\)[\s\S]{0,200}?\.start\s*\(/i;

/** Signs of intrusion (Art. 3): advertising of vice, miners, disguised texts, pages that show search engines something else. */
export function readForeign(
  page: ParsedPage,
  text: FlatText,
  { url, hiding }: { readonly url: string; readonly hiding: Hiding },
): ForeignFact[] {
  const facts: ForeignFact[] = [];
  const reading: Reading = {
    page,
    base: baseOf(page, url),
    domain: registrableDomain(URL.parse(url)?.hostname ?? ''),
    hiding,
  };
  for (const element of page.elements) {
    if (facts.length >= LIMIT) break;
    for (const fact of signsOf(reading, element))
      facts.push({ ...fact, line: page.lineAt(element.startIndex ?? 0) });
  }
  return [...facts, ...promotions(text)];
}

interface Reading {
  readonly page: ParsedPage;
  readonly base: string;
  readonly domain: string;
  readonly hiding: Hiding;
}
type Sign = Omit<ForeignFact, 'line'>;

function signsOf(reading: Reading, element: Element): Sign[] {
  switch (element.name) {
    case 'title':
      return [...viceIn('title', elementText(element, 400)), ...disguised(reading.page, element)];
    case 'meta':
      return /^(keywords|description)$/i.test(attribute(element, 'name'))
        ? [
            ...viceIn(attribute(element, 'name').toLowerCase(), attribute(element, 'content')),
            ...disguised(reading.page, element),
          ]
        : [];
    case 'a':
    case 'h1':
    case 'h2':
    case 'h3':
      return viceIn(element.name, elementText(element, 200));
    case 'div':
    case 'span':
    case 'p':
    case 'ul':
    case 'td':
    case 'font':
    case 'marquee':
      return hiddenBlock(reading, element);
    case 'script':
      return fromScript(reading, element);
    case 'iframe':
    case 'frame':
      return fromFrame(reading, element);
    default:
      return [];
  }
}

function viceIn(where: string, text: string): Sign[] {
  const vice = advertisedVice(text.slice(0, 1_000));
  return vice === undefined ? [] : [{ kind: 'vice-words', detail: plainText(`${where}: ${vice}`, 80) }];
}

/** Words in a block that its own style hides, or a sheet or script of the page. Links in it are told as hidden links, too. */
function hiddenBlock({ hiding }: Reading, element: Element): Sign[] {
  const manner = hidingManner(element) ?? hiding.byPage(element);
  if (manner === undefined) return [];
  const parent = element.parent && isTag(element.parent) ? element.parent : undefined;
  if (parent && (hiding.own(parent) ?? hiding.byPage(parent)) !== undefined) return [];
  const vice = hiddenVice(elementText(element, 4_000));
  return vice === undefined ? [] : [{ kind: 'hidden-block', detail: plainText(`${vice} (${manner})`, 120) }];
}

const REFERENCE = /&#x?[0-9a-f]{2,6};/gi;

/** A title or description in numeric references while the page's other text is plain: written so that its owner does not see it. */
function disguised(page: ParsedPage, element: Element): Sign[] {
  const references = referencesIn(page, element, element.name === 'title' ? '</title' : '>');
  if (references < 8) return [];
  const elsewhere = page.source.match(REFERENCE)?.length ?? 0;
  if (elsewhere > references * 4) return [];
  return [{ kind: 'disguised-text', detail: plainText(`${element.name}: ${references}`, 80) }];
}

function referencesIn({ source }: ParsedPage, element: Element, end: string): number {
  const start = element.startIndex ?? 0;
  return (
    source
      .slice(start, start + 2_000)
      .split(end)[0]
      ?.match(REFERENCE)?.length ?? 0
  );
}

function fromScript({ page, base, domain }: Reading, element: Element): Sign[] {
  const isForeign = (address: string): boolean => isForeignAddress(address, base, domain);
  const src = attribute(element, 'src');
  if (src !== '') {
    const miner = MINER.exec(src);
    if (miner) return [{ kind: 'miner', detail: plainText(miner[0], 80) }];
    return referencesIn(page, element, '>') >= 10 && isForeign(src)
      ? [{ kind: 'disguised-script', detail: plainText(`script ${hostOf(src, base)}`, 80) }]
      : [];
  }
  if (/json|template/i.test(attribute(element, 'type'))) return [];
  const script = readableScript(rawText(element));
  const signs: Sign[] = [];
  const miner = MINER.exec(script.text);
  if (miner) signs.push({ kind: 'miner', detail: plainText(miner[0], 80) });
  if (switchesByReferrer(script, isForeign))
    signs.push({ kind: 'referrer-switch', detail: 'document.referrer' });
  if (switchesBySpider(script, isForeign))
    signs.push({ kind: 'spider-switch', detail: 'navigator.userAgent' });
  const loaded = loadedBy(script.disguised).find(isForeign);
  if (loaded !== undefined)
    signs.push({ kind: 'disguised-script', detail: plainText(`script ${hostOf(loaded, base)}`, 80) });
  return signs;
}

function fromFrame({ base, domain, hiding }: Reading, element: Element): Sign[] {
  const src = attribute(element, 'src');
  if (!isForeignAddress(src, base, domain)) return [];
  const hidden =
    hiding.own(element) ?? ['width', 'height'].find((name) => /^[01](px)?$/.test(attribute(element, name)));
  if (hidden === undefined) return [];
  return [{ kind: 'hidden-frame', detail: plainText(`iframe ${hostOf(src, base)} (${hidden})`, 120) }];
}

/** Words of which a text on a person's career is made. */
const CAREER =
  /出生于|出生地|籍\s*贯|民\s*族\s*[:,]|[汉满回藏]族|毕业(于|院校)|身\s*高|创始人|董事长|总经理|法人|监事|执行董事|客座教授|终身教授|领军人物|大师|美术师|设计师|艺术家|书画家|院士|理事|会员|代表文献|品牌|导师|研究方向|出版著作|代表作|饰演|参演|出演|制片/g;
const ANNOUNCED = /^关于(专家组?|评委|专家组评委|企业代表|嘉宾|导师|主讲人?|作者|选手)[^\n]{0,4}[:\s]/;
const PERSON =
  /^(?:关于[^:\s]{1,8}[:\s]+)?(?:(?:歌手|演员|导演|制片人|主持人|画家|书法家|设计师|企业家|作家|诗人)、?)*([\u4e00-\u9fff]{2,4}?)(?=[,，(\s\d]|出生|毕业)/;
/** 「会议强调，…」, 「报告指出，…」: who speaks so is a meeting, and no person. */
const SPOKEN = /(?:强调|指出|要求|认为|决定|提出|明确|表示|介绍|期间|现场|以来)$/;
/** A list of people – a faculty, a board – is no insertion. */
const MOST_PORTRAITS = 2;
/** A portrait that follows the item itself stands within so many characters of it. */
const NEAR = 2_500;

/**
 * Portraits of persons or firms pushed into an item that does not speak of them otherwise: how reputations are
 * forged on copied or broken-into pages. Only a hint: a person must look.
 */
function promotions(text: FlatText): ForeignFact[] {
  const facts: ForeignFact[] = [];
  let offset = 0;
  let unannounced = 0;
  for (const line of text.text.split('\n')) {
    const paragraph = line.trim();
    const at = offset + line.indexOf(paragraph);
    offset += line.length + 1;
    if (paragraph.length < 20 || paragraph.length > 4_000) continue;
    const career = new Set(paragraph.match(CAREER)).size;
    const announced = ANNOUNCED.test(paragraph);
    const named = PERSON.exec(paragraph)?.[1];
    const name = named !== undefined && SPOKEN.test(named) ? undefined : named;
    const isPortrait = announced
      ? career >= 1
      : career >= 2 && name !== undefined && (/出生|毕业/.test(paragraph.slice(0, 60)) || career >= 4);
    if (isPortrait && !announced) unannounced += 1;
    if (!isPortrait || (name !== undefined && isSpokenOf(text.text, name, at, paragraph.length))) continue;
    facts.push({ kind: 'promotion', detail: plainText(paragraph, 30), line: text.lineAt(at) });
    if (facts.length >= 5) break;
  }
  return unannounced > MOST_PORTRAITS ? [] : facts;
}

/** True when the rest of the page speaks of the person too: then the portrait belongs to it. */
function isSpokenOf(text: string, name: string, at: number, length: number): boolean {
  return text.slice(0, at).includes(name) || text.slice(at + length + NEAR).includes(name);
}
