import type { RenderedMark } from '../probes/browser/index.ts';
import type { MarkFact } from '../probes/html/page-facts.ts';
import { type SiteView, seen } from '../site-view.ts';
import { fetchesEncrypted, homeView } from './home.ts';
import { type Answer, defineRule, withFacts } from './rule.ts';

/** The mark's picture measures some 60 pixels; below this nobody recognises it. */
const SMALLEST_PIXELS = 16;

/** Art. 9 ¶2: the mark is on the home page and has its effect. */
export const markPresent = defineRule({
  id: 'mark-present',
  needs: ['html'],
  judge({ html }, site) {
    const rendered = seen(site, 'browser')?.home.marks ?? [];
    const facts = {
      signs: [...html.marks, ...renderedSigns(site)].slice(0, 10).map(plainSign),
      boxes: rendered.map(plainBox),
    };
    const drawn = rendered.filter(({ form }) => form !== 'picture' || hasLink(site));
    const good = drawn.find(
      (mark) => mark.visible && mark.pictureShown && isLargeEnough(mark) && leadsToRecord(site, mark),
    );
    if (good) return { code: 'shown', facts: { ...facts, ...good.pixels } };
    return withFacts(judgeSource(site, html.marks, rendered), facts);
  },
});

/** No mark was seen in the window: why, by its signs in the source and in the rendered page. */
function judgeSource(
  site: SiteView,
  marks: readonly MarkFact[],
  rendered: readonly RenderedMark[],
): Answer<'mark-present'> {
  const all = [...marks, ...renderedSigns(site)];
  const live = all.filter(({ where }) => where === 'page');
  const link = rendered.find(({ form, record }) => form === 'link' && record !== undefined);
  const codes = live.filter(({ form, wellFormed }) => (form === 'script' || form === 'link') && wellFormed);
  const code = codes.find(({ hidden }) => hidden === undefined) ?? codes[0];
  const isPlain = codes.length > 0 && codes.every((each) => isBlocked(each, site));
  if (code && isPlain && !site.snapshot)
    return { code: 'script-plain', facts: { line: code.line, address: code.address ?? '' } };
  // Of a saved page nobody knows that its site is visited encrypted: its script only did not come.
  const what = missingOfMark(site) ?? (isPlain && seen(site, 'browser') ? MARK_SCRIPT : undefined);
  // A mark that is drawn out of sight, in a foot for telephones for example, says nothing of one that did not come.
  if (code && what) return { code: 'not-loaded', facts: { line: code.line, what } };
  if (link?.pictureShown) return { code: 'not-visible', facts: link.pixels };
  if (link) return { code: 'picture-broken', facts: {} };
  // Without a browser the source is all there is; with one, what was not drawn is not there to be seen.
  const isUnseen = seen(site, 'browser') !== undefined || code?.hidden !== undefined;
  if (code && isUnseen) return { code: 'not-visible', facts: { width: 0, height: 0 } };
  if (code) return { code: 'coded', facts: { line: code.line } };
  const broken = live.find(({ form, wellFormed }) => (form === 'script' || form === 'link') && !wellFormed);
  if (broken) return { code: 'malformed', facts: { line: broken.line, address: broken.address ?? '' } };
  const picture = live.find(({ form }) => form === 'picture');
  if (picture) return { code: 'picture-only', facts: { line: picture.line } };
  const maybeMore = homeView(site)?.maybeMore;
  if (maybeMore) return { code: 'maybe-written', facts: { why: maybeMore } };
  const commented = all.find(
    ({ where, form }) => where === 'comment' && (form === 'script' || form === 'link'),
  );
  if (commented) return { code: 'only-commented', facts: { line: commented.line, at: site.now } };
  const holder = live.find(({ form }) => form === 'holder');
  if (holder) return { code: 'empty-holder', facts: { line: holder.line } };
  return { code: 'absent', facts: { at: site.now } };
}

/** Browsers load no script from a plain address into an encrypted page (W3C Mixed Content): the mark does not come. */
function isBlocked({ form, address = '' }: MarkFact, site: SiteView): boolean {
  const html = seen(site, 'html');
  if (form !== 'script' || !html?.url.startsWith('https:')) return false;
  return /^http:/i.test(address) && !fetchesEncrypted(site, html);
}

const MARK_SCRIPT = { zh: '标识的脚本（dcs.conac.cn）', en: 'its script (dcs.conac.cn)' } as const;

/** What of the mark did not reach us, though visitors may well get it; undefined where it came or truly lacks. */
function missingOfMark(site: SiteView): { zh: string; en: string } | undefined {
  const home = seen(site, 'browser')?.home;
  if (home?.markScriptMissing) return MARK_SCRIPT;
  return home?.marks.some(({ pictureWithheld }) => pictureWithheld)
    ? { zh: '标识图片', en: 'its picture' }
    : undefined;
}

function renderedSigns(site: SiteView): MarkFact[] {
  const home = homeView(site);
  return home?.rendered ? home.parts.flatMap(({ marks }) => marks) : [];
}

/** Scripts of a prompt replace the link's address when it is clicked; the source still tells where it leads. */
function leadsToRecord(site: SiteView, mark: RenderedMark): boolean {
  return mark.record !== undefined || hasLink(site);
}

function hasLink(site: SiteView): boolean {
  const signs = [...(seen(site, 'html')?.marks ?? []), ...renderedSigns(site)];
  return signs.some(
    ({ form, where, wellFormed }) => where === 'page' && wellFormed && (form === 'link' || form === 'script'),
  );
}

function isLargeEnough({ pixels }: RenderedMark): boolean {
  return pixels.width >= SMALLEST_PIXELS && pixels.height >= SMALLEST_PIXELS;
}

/** Half of the width on either side of the middle that still counts as 中间: our tolerance, the text has none. */
const MIDDLE = { from: 0.35, to: 0.65 };
/** 底部: the last part of the page's height, or the last screen of a long page. */
const BOTTOM = { fraction: 0.8, pixels: 700 };

/** Art. 9 ¶2: bottom middle of the home page, measured in the rendered page. A light finding: most real sites put it left. */
export const markPlace = defineRule({
  id: 'mark-place',
  needs: ['browser'],
  judge({ browser }, site) {
    const { marks, height, pictures } = browser.home;
    const mark = marks.find((each) => each.visible && each.pictureShown && isLargeEnough(each));
    if (!mark) {
      const what = missingOfMark(site);
      return what ? { code: 'not-loaded', facts: { what } } : { code: 'not-shown', facts: {} };
    }
    const { box } = mark;
    const x = round(box.left + box.width / 2);
    const y = round(box.top + box.height / 2);
    const facts = { x, y, box: { ...box }, pixels: { ...mark.pixels } };
    const evidence = pictures;
    const isBottom = y >= BOTTOM.fraction || (1 - y) * height <= BOTTOM.pixels;
    if (!isBottom) return { code: 'not-at-bottom', facts, evidence };
    if (x >= MIDDLE.from && x <= MIDDLE.to) return { code: 'bottom-middle', facts, evidence };
    const side = x < MIDDLE.from ? { zh: '左', en: 'left' } : { zh: '右', en: 'right' };
    return { code: 'bottom-side', facts: { ...facts, side }, evidence };
  },
});

function round(value: number): number {
  return Math.round(value * 10_000) / 10_000;
}

const COLOUR_OF_KIND = { organ: 'red', institution: 'blue' } as const;
const COLOUR_WORDS = {
  red: { zh: '红色（党政机关）', en: 'red (organs)' },
  blue: { zh: '蓝色（事业单位）', en: 'blue (institutions)' },
} as const;

/** Art. 9: the mark is this site's own: its record names the host, its colour fits the kind of unit. */
export const markGenuine = defineRule({
  id: 'mark-genuine',
  needs: ['html'],
  judge({ html }, site) {
    const live = [...html.marks, ...renderedSigns(site)].filter(
      ({ where, form }) => where === 'page' && form !== 'holder',
    );
    if (live.length === 0) return { code: 'no-mark', facts: {} };
    const rendered = seen(site, 'browser')?.home.marks ?? [];
    const colour = [...rendered, ...live].map((mark) => mark.colour).find((each) => each !== undefined);
    const records = [...new Set(live.map(({ record }) => record).filter((record) => record !== undefined))];
    const facts = { records, ...(colour && { picture: colour }) };
    if (colour === 'error') return { code: 'error-picture', facts };
    const { kind } = site.unit;
    if (colour && kind && COLOUR_OF_KIND[kind] !== colour && site.unit.from.kind === 'given') {
      return {
        code: 'wrong-colour',
        facts: { ...facts, kind: KIND_WORDS[kind], colour: COLOUR_WORDS[colour] },
      };
    }
    if (records.length > 1) return { code: 'several-records', facts: { ...facts, count: records.length } };
    return withFacts(judgeRecord(site), facts);
  },
});

const KIND_WORDS = {
  organ: { zh: '党政机关', en: 'an organ' },
  institution: { zh: '事业单位', en: 'an institution' },
} as const;

function judgeRecord(site: SiteView): Answer<'mark-genuine'> {
  const observation = site.observations.record;
  if (observation.outcome !== 'seen') return { code: 'unverified', facts: { why: observation.detail } };
  const { hosts } = observation.facts;
  const bare = (host: string): string => host.replace(/^www\./, '');
  if (hosts.some((host) => bare(host) === bare(site.host)))
    return { code: 'genuine', facts: { host: site.host } };
  if (hosts.length > 0) return { code: 'other-host', facts: { host: site.host, found: hosts } };
  return {
    code: 'unverified',
    facts: { why: { zh: '查询页面上没有域名', en: 'the record page names no host' } },
  };
}

function plainSign({ form, where, code, record, wellFormed, line, address, hidden, colour }: MarkFact) {
  return {
    form,
    where,
    wellFormed,
    line,
    ...(code !== undefined && { code }),
    ...(record !== undefined && { record }),
    ...(address !== undefined && { address }),
    ...(hidden !== undefined && { hidden }),
    ...(colour !== undefined && { colour }),
  };
}

function plainBox({ box, pixels, visible, pictureShown, form }: RenderedMark) {
  return { form, box: { ...box }, pixels: { ...pixels }, visible, pictureShown };
}
