import type { Element } from 'domhandler';
import { plainText } from '../../../kernel/plain-text.ts';
import { allElements, attribute, lineage, type ParsedPage, rawText } from './dom.ts';
import { elementText, type FlatText } from './flat-text.ts';
import type { HiddenBy } from './hiding.ts';
import type { FooterFacts } from './page-facts.ts';

const FOOTER_WORDS =
  /版权所有|主办单位|主\s*办\s*[:]|承\s*办\s*[:]|办公[室厅]主办|标识码|ICP\s*备|公网安备|技术支持|网站地图|站点地图|联系我们|Copyright/i;
/** A name ends with a blank, a sign, or the next label. */
const NAME = /^[\s:©@]*(?:©|Copyright)?\s*([\u4e00-\u9fff()·“”、]{2,60})/;
const NEXT_LABEL =
  /承办|协办|主办|版权|网站(?!办)|技术支持|运维|运行|维护|地址|电话|联系|邮编|邮箱|备案|中文域名|中文网址|英文域名|政府网站|未经|保留|所有$/;
const ORGANISER = /主\s*办\s*(?:单\s*位)?\s*[:]/;
/** 「某某市人民政府主办」, where nothing but the next label follows: an article says 「由某某主办的」. */
const ORGANISER_BEHIND =
  /([\u4e00-\u9fff()、]{4,60}?)\s*主办(?=\s*$|[\s|]|承办|\u3000|[、,]?[\u4e00-\u9fff()]{2,30}承办)(?!\s*(?:单位)?\s*[:])/m;
const HOLDER = /版\s*权\s*所\s*有\s*[:]|版权归/;
const HOLDER_BARE = /版\s*权\s*所\s*有/;
/** 「某某学院版权所有」; a site's own name in that place (某某网版权所有) is none of an entity. */
const HOLDER_BEHIND =
  /([\u4e00-\u9fff()]{4,40}(?<!网|网站))\s*(?:©|@|[(]C[)])?\s*版\s*权\s*所\s*有(?!\s*[:])/i;
/** 「Copyright © 2024 某某馆」 */
const COPYRIGHT = /Copyrights?\s*(?:©|[(]C[)])?[\s\d\-–.]{0,16}(?=[\u4e00-\u9fff])/i;
/** How the names of entities end. */
const ENTITY =
  /^[\u4e00-\u9fff()·]{4,38}(?:政府|党委|委员会|办公[室厅]|局|厅|部|院|署|法院|检察院|大学|学院|学校|医院|中心|馆)$/;
/** Further names: after each label, several beside one another. */
const LABELS = /(?:主\s*办|承\s*办)\s*(?:单\s*位)?\s*[:]|版\s*权\s*所\s*有\s*[:]?/g;
const MOST_NAMES = 6;
/** What only a footer says; an article may well name a 主办单位 of its own. */
const FOOTER_START = /标识码|ICP\s*备|公网安备|版权所有|网站地图|站点地图|关于我们|联系我们|Copyright/i;
/** The organiser may stand a little before those words. */
const BEFORE_START = 120;
/** The footer is looked for in the last part of the text. */
const TAIL = 2_500;

/** The foot of the page: whether there is one, and who signs it. */
export function readFooter(page: ParsedPage, text: FlatText, hiddenBy: HiddenBy): FooterFacts {
  const tail = text.text.slice(-TAIL);
  const start = tail.search(FOOTER_START);
  const foot = start === -1 ? '' : tail.slice(Math.max(0, start - BEFORE_START));
  const organiser = nameAfter(ORGANISER, foot) ?? ORGANISER_BEHIND.exec(foot)?.[1];
  const holder =
    nameAfter(HOLDER, foot) ??
    HOLDER_BEHIND.exec(foot)?.[1] ??
    nameAfter(HOLDER_BARE, foot) ??
    nameAfter(COPYRIGHT, foot);
  const others = [...namesIn(foot), ...namesBefore(foot)].filter(
    (name) => name !== organiser && name !== holder,
  );
  return {
    seen: FOOTER_WORDS.test(tail),
    mayBeWritten: mayBeWritten(page, text, hiddenBy),
    partsMayBeWritten: partsMayBeWritten(page, hiddenBy),
    ...(organiser?.trim() && { organiser: plainText(organiser, 60) }),
    ...(holder?.trim() && { holder: plainText(holder, 60) }),
    ...(others.length > 0 && { others: others.map((name) => plainText(name, 60)) }),
  };
}

function nameAfter(label: RegExp, foot: string): string | undefined {
  const match = label.exec(foot);
  return match ? nameAt(foot.slice(match.index + match[0].length)) : undefined;
}

function nameAt(text: string): string | undefined {
  const name = NAME.exec(text)?.[1];
  const end = name?.search(NEXT_LABEL) ?? -1;
  const cut = end === -1 ? name : name?.slice(0, end);
  return cut && cut.length >= 2 ? cut : undefined;
}

/** 「主办单位：中共某某市委 某某市人民政府」: each name behind each label. */
function namesIn(foot: string): string[] {
  const names = new Set<string>();
  for (const label of foot.matchAll(LABELS)) {
    const line = foot.slice(label.index + label[0].length, label.index + 200).split(/[\n|]/)[0] ?? '';
    for (const part of line.trim().split(/\s+/).slice(0, 3)) {
      const name = nameAt(part);
      if (name === undefined || name.length < 4 || names.size >= MOST_NAMES) break;
      names.add(name);
    }
  }
  return [...names];
}

/** 「某某委员会办公室　国家某某办公室©版权所有」: the names of the line, apart from one another by blanks. */
function namesBefore(foot: string): string[] {
  const end = foot.search(HOLDER_BARE);
  const line =
    end === -1
      ? ''
      : (foot
          .slice(Math.max(0, end - 160), end)
          .split(/[\n|]/)
          .at(-1) ?? '');
  const names = line.split(/\s+/).map((part) => part.replace(/[©@]|[(]C[)]/gi, ''));
  return names.filter((name) => ENTITY.test(name)).slice(0, MOST_NAMES);
}

/** A page with less text than this shows what its scripts or frames bring. */
const HARDLY_ANY_TEXT = 300;

/**
 * An empty holder for a footer, a script of the page's own in its last third, frames; or a page that is hardly more
 * than its scripts, or only leads on to another.
 */
function mayBeWritten(page: ParsedPage, text: FlatText, hiddenBy: HiddenBy): boolean {
  const lastThird = page.source.length * (2 / 3);
  const isBare = text.text.replace(/\s+/g, '').length < HARDLY_ANY_TEXT;
  for (const element of page.elements) {
    const named = `${attribute(element, 'id')} ${attribute(element, 'class')}`;
    if (/foot|bottom|copyright/i.test(named) && elementText(element) === '') return true;
    const source = attribute(element, 'src');
    const isLate = (element.startIndex ?? 0) > lastThird;
    if (element.name === 'frame') return true;
    if (element.name === 'iframe' && (isLate || isBare) && isShownFrame(element, hiddenBy)) return true;
    if (element.name === 'meta' && isBare && /refresh/i.test(attribute(element, 'http-equiv'))) return true;
    if (element.name !== 'script') continue;
    const isOwn = source !== '' && !THIRD_PARTY.test(source);
    if (isOwn && (isLate || isBare)) return true;
    if (isBare && /\blocation\b/.test(rawText(element))) return true;
  }
  return false;
}

const THIRD_PARTY = /conac\.cn|jiucuo|hm\.baidu|cnzz|51\.la|share|analytics/i;
/**
 * Pieces of a page that content systems keep as scripts: /script/0/1910231743103653.js, foot.js. Counters have shorter
 * numbers.
 */
const FRAGMENT_SCRIPT =
  /(?:^|[/_-])(?:\d{12,}|[0-9a-f]{32}|(?:foot|footer|bottom|copyright|yejiao)[\d_.-]*(?:min)?)\.js(?:$|\?)/i;
/** Holders that content systems fill with the mark: `<div class="j-gov" data-setting="{sitecode:…}">`. */
const MARK_HOLDER = /(?:^|[\s_-])(?:dzjg|conac|jgbs|gov-?mark|j-gov)(?:$|[\s_-])/i;
const FOOT_HOLDER =
  /(?:^|\s)(?:page-?)?(?:foot|footer|bottom|copyright)(?:-?(?:box|wrap|con|content))?(?:$|\s)/i;

const BLOCKS = new Set(['div', 'footer', 'section', 'table', 'td']);

/**
 * The footer stands in the source, but not all of it need: a frame, a piece kept as a script, or an empty holder
 * stands in its region. What is missing from the source may then be there for a visitor.
 */
function partsMayBeWritten(page: ParsedPage, hiddenBy: HiddenBy): boolean {
  const lastThird = page.source.length * (2 / 3);
  for (const element of page.elements) {
    if ((element.startIndex ?? 0) < lastThird) continue;
    const source = attribute(element, 'src');
    if (element.name === 'script' && FRAGMENT_SCRIPT.test(source) && !THIRD_PARTY.test(source)) return true;
    if (element.name === 'iframe' && isShownFrame(element, hiddenBy)) return true;
    const named = `${attribute(element, 'id')} ${attribute(element, 'class')}`;
    const isHolder = MARK_HOLDER.test(named) || (FOOT_HOLDER.test(named) && BLOCKS.has(element.name));
    if (isHolder && isEmpty(element)) return true;
  }
  return false;
}

function isShownFrame(element: Element, hiddenBy: HiddenBy): boolean {
  const source = attribute(element, 'src');
  if (source === '' || /^(about:|javascript:|data:)/i.test(source) || THIRD_PARTY.test(source)) return false;
  const named = `${attribute(element, 'id')} ${attribute(element, 'name')} ${attribute(element, 'class')}`;
  if (/share/i.test(named)) return false;
  const isTiny = ['width', 'height'].some((side) => /^[0-5](px)?$/.test(attribute(element, side)));
  return !isTiny && hiddenBy(element) === undefined;
}

/** Nothing in it that a visitor could see. The mark's own script stands in its holder on many pages: not empty. */
function isEmpty(element: Element): boolean {
  if (element.name === 'a' || element.name === 'img' || element.name === 'i' || element.name === 'script')
    return false;
  for (const { name } of allElements(element))
    if (/^(img|a|script|iframe|input|svg)$/.test(name)) return false;
  for (const ancestor of lineage(element)) if (/^(select|ul|ol)$/.test(ancestor.name)) return false;
  return elementText(element) === '';
}
