import type { PageFacts } from '../probes/html/page-facts.ts';
import { type SiteView, seen } from '../site-view.ts';
import { allPages, countPages, homeView } from './home.ts';
import { namesOf } from './names.ts';
import { defineRule } from './rule.ts';

type Origin = 'own' | 'media' | 'other-organ';

interface Repost {
  readonly page: string;
  readonly source: string;
  readonly shown: boolean;
  /** what a script of the page may write that its source does not show */
  readonly open: readonly ('source' | 'date')[];
  readonly date?: string;
  readonly link?: string;
}

/** What is said of an item whose text comes from somebody else's site. */
const MEDIA =
  /(报|报社|日报|晚报|晨报|都市报|商报|周刊|杂志社?|新华社|通讯社|中新社|电视台|广播|广电|卫视|央视|频道|客户端|新闻网|日报网|人民网|新华网|央广网|光明网|中国网|环球网|澎湃|封面新闻|川观新闻|学习强国|强国号|订阅号|新京报|今日头条|微信公众号|公众号|视频号|新浪|搜狐|网易|腾讯|百度|网络|互联网|转载|文汇报|瞭望|求是|中国经济网|中国新闻网)/;
const OWN_WORDS =
  /^(本站|本网|本网站|校园网|学校网站|官网|本单位|本局|本委|本厅|本院|本校|本刊|原创|平台发布|系统发布|管理员|办公室|网站编辑|编辑部|互联网|未知|无|其他)$|(处|科|股|室|司|中心|支队|大队|秘书处|宣教中心|信息中心|办公室|机关党委|新闻中心|宣传部|综合科)$/;
const ORGAN =
  /(人民政府|政府|政务|委员会|委|办公厅|局|厅|部|院|法院|检察院|街道办?|镇|乡|海关|税务|消防|公安|党校|党建|大学|学院|学校|医院|网信办|文明办)/;

/** 文化广电旅游局 and 网络安全办公室 are organs, whatever else their names contain. */
const ENDS_AS_ORGAN =
  /(政府|委员会|委|办公室|办公厅|网信办|局|厅|法院|检察院|海关|街道办?|镇|乡|大学|学院|学校|医院|党校)$/;
const ENDS_AS_PRESS = /([日晚晨]报|报社|电视台|广播电台|通讯社|新华社|[日晚晨]报网|新闻网|报业集团)$/;
/** 春江镇, 东桥街道办事处: without its region's name a township is one of the site's own region. */
const TOWNSHIP = /^[^省市县区州旗]{2,4}(镇|乡|街道)(人民政府|政府|党委|党工委|办事处|办)?$/;
const ACCOUNT = /(官方)?(微信|微博)?(公众号|订阅号|服务号|视频号)$/;
/** 某某县融媒体中心: somebody else's office where the region is not the site's own. */
const NAMES_REGION = /^[\u4e00-\u9fff]{2,8}?(省|自治区|市|州|县|区|旗|盟)/;

/**
 * Whose text an item is, by the name of its source: own departments write for their own site; the press is reposted;
 * of another organ's name nobody can tell whether it is a repost or a contribution.
 */
export function originOf(source: string, own: { siteName: string; entities: readonly string[] }): Origin {
  const name = source.replace(/[\s《》]+/g, '');
  const mine = [...own.siteName.split(/[-_|—]+/), ...own.entities].map((each) =>
    each.replace(/(门户|政府)?(网站?|官网)$/, '').replace(/^中华人民共和国/, ''),
  );
  if (mine.some((each) => each.length >= 3 && (name.includes(each) || each.includes(name)))) return 'own';
  // The press of one's own region is the press: 某某市广播电视台 on the site of 某某市.
  if (ENDS_AS_PRESS.test(name)) return 'media';
  // Art. 10 ¶2 lets lower organs publish on the upper one's platform: 某某区统计局 on the site of 某某区.
  const regions = mine.flatMap(regionsOf).filter((region) => region.length >= 2);
  if (regions.some((region) => name.startsWith(region))) return 'own';
  if (regions.length > 0 && TOWNSHIP.test(name)) return 'own';
  // Whose account 某某市援建公众号 is, its name does not say: of that region's press, or of an organ.
  if (ACCOUNT.test(name) && NAMES_REGION.test(name) && !MEDIA.test(name.replace(ACCOUNT, '')))
    return 'other-organ';
  // 省文化和旅游厅: a level without its name is the site's own region.
  if (/^(省|市|州|区|县|旗)[^日晚报]/.test(name) && ORGAN.test(name)) return 'own';
  if (MEDIA.test(name) && !OWN_WORDS.test(name) && !ENDS_AS_ORGAN.test(name)) return 'media';
  if (NAMES_REGION.test(name) && (OWN_WORDS.test(name) || ORGAN.test(name))) return 'other-organ';
  if (OWN_WORDS.test(name) && !/(省|市|区|县|州).{0,12}(局|厅|委|部|政府)/.test(name)) return 'own';
  if (ORGAN.test(name)) return 'other-organ';
  return /网$|\.(com|cn|net)/i.test(name) ? 'media' : 'own';
}

/** 广州市南沙区人民政府 → 广州市南沙区, 南沙区 */
function regionsOf(name: string): string[] {
  const region = /^(.{2,20}?[省市区县州旗盟])(人民)?政府/.exec(name)?.[1] ?? '';
  const last = /[省市州盟](.{1,12}[市区县旗])$/.exec(region)?.[1] ?? '';
  const [, place = '', level = ''] = AUTONOMOUS.exec(region) ?? [];
  return [region, last, place === '' ? '' : place + level];
}

/** 红河哈尼族彝族自治州 calls itself 红河州. */
const AUTONOMOUS =
  /([\u4e00-\u9fff]{2,4}?)(?:(?:蒙古|维吾尔|布依|朝鲜|土家|哈尼|哈萨克|傈僳|拉祜|纳西|景颇|仡佬|锡伯|撒拉|达斡尔|鄂温克|鄂伦春|柯尔克孜|塔吉克|保安|东乡|裕固|毛南|仫佬|布朗|独龙|普米|[回藏苗彝壮满侗瑶白傣黎佤畲土羌怒])族?)+(?:各族)?自治(州|县|旗)$/;

interface Reposts {
  readonly certain: readonly Repost[];
  readonly unclear: readonly Repost[];
}

function repostsOf(site: SiteView): Reposts {
  const own = namesOf(site);
  const pages = [...sources(site)].filter((page) => page.article?.source !== undefined);
  const classified = pages.map((page) => {
    const { source = '', sourceInText } = page.article ?? {};
    const inText =
      sourceInText !== undefined && originOf(sourceInText, own) === 'media' ? sourceInText : undefined;
    return { origin: originOf(inText ?? source, own), repost: asRepost(site, page, inText) };
  });
  return {
    certain: classified.filter(({ origin }) => origin === 'media').map(({ repost }) => repost),
    unclear: classified.filter(({ origin }) => origin === 'other-organ').map(({ repost }) => repost),
  };
}

/** Item pages: the start page as rendered if it is one, and those of the walk. */
function* sources(site: SiteView): Generator<PageFacts> {
  const [start] = allPages(site);
  const source = seen(site, 'html');
  const item = start?.article ? start : source;
  if (item?.article) yield item;
  yield* seen(site, 'crawl')?.pages ?? [];
}

function asRepost(site: SiteView, page: PageFacts, inText: string | undefined): Repost {
  const { source = '', sourceWhere, shownDate, sourceLink, writtenByScript = [] } = page.article ?? {};
  // In a rendered page scripts have written what they write.
  const isRendered = homeView(site)?.rendered === true && allPages(site)[0] === page;
  return {
    page: page.url,
    source: inText ?? source,
    shown: inText !== undefined || sourceWhere === 'text',
    open: isRendered ? [] : writtenByScript,
    ...(shownDate !== undefined && { date: shownDate }),
    ...(sourceLink !== undefined && { link: sourceLink }),
  };
}

function plain(reposts: readonly Repost[]) {
  return reposts.slice(0, 20).map(({ open, ...repost }) => ({ ...repost, open: [...open] }));
}

interface Without {
  readonly code: 'none' | 'unclear';
  readonly facts: { readonly pages: number; readonly page: string; readonly source: string };
}

/** The answer where no item is certainly a repost. */
function withoutReposts(site: SiteView, unclear: readonly Repost[]): Without {
  const [first] = unclear;
  const pages = countPages(site);
  if (!first) return { code: 'none', facts: { pages, page: '', source: '' } };
  return { code: 'unclear', facts: { pages, page: first.page, source: first.source } };
}

/**
 * Splits the reposts that lack something: those that certainly do, and those whose scripts may write it. `example` is
 * the page that the sentence names.
 */
function lacking(certain: readonly Repost[], lacks: (repost: Repost) => boolean, open: 'source' | 'date') {
  const without = certain.filter(lacks);
  const missing = without.filter((repost) => !repost.open.includes(open));
  const maybe = without.filter((repost) => repost.open.includes(open));
  const { page = '', source = '' } = missing[0] ?? maybe[0] ?? certain[0] ?? {};
  const facts = { page, source, reposts: plain(certain) };
  const count = missing.length || maybe.length || certain.length;
  const code = missing.length > 0 ? 'not-shown' : maybe.length > 0 ? 'maybe-written' : 'labelled';
  return { code, facts: { ...facts, count } } as const;
}

/** Art. 14: the page names the site from which it was taken. */
export const repostSource = defineRule({
  id: 'repost-source',
  needs: ['html'],
  judge(_, site) {
    const { certain, unclear } = repostsOf(site);
    if (certain.length === 0) return withoutReposts(site, unclear);
    return lacking(certain, ({ shown }) => !shown, 'source');
  },
});

/** Art. 14: the page tells when it was reposted. The date shown on this site is that time; the source's own is not asked for. */
export const repostTime = defineRule({
  id: 'repost-time',
  needs: ['html'],
  judge(_, site) {
    const { certain, unclear } = repostsOf(site);
    if (certain.length === 0) return withoutReposts(site, unclear);
    const { code, facts } = lacking(certain, ({ date }) => date === undefined, 'date');
    return { code, facts: { ...facts, date: certain[0]?.date ?? '' } };
  },
});

/** Art. 14: the page links to the original. A bare 「来源：××日报」 does not meet this one. */
export const repostLink = defineRule({
  id: 'repost-link',
  needs: ['html'],
  judge(_, site) {
    const { certain, unclear } = repostsOf(site);
    if (certain.length === 0) return withoutReposts(site, unclear);
    // Where a script writes the source, it may write the link around it.
    const { code, facts } = lacking(certain, ({ link }) => link === undefined, 'source');
    return { code, facts: { ...facts, link: certain[0]?.link ?? '' } };
  },
});
