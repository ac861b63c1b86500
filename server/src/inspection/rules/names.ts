import { metaContent } from '../probes/html/metas.ts';
import { type SiteView, seen } from '../site-view.ts';
import { allPages } from './home.ts';

/** What a site calls itself and whose it says it is. */
export interface SiteNames {
  /** SiteName, else the title without its decorations; empty when there is neither */
  readonly siteName: string;
  /** names of the entity: as given, and as printed for 主办单位, 版权所有, 承办单位; the likeliest first */
  readonly entities: readonly string[];
  /** of these the one that answers for the site; whoever only keeps it (承办) does not */
  readonly principal?: string;
}

const DECORATION = /(欢迎您?|欢迎访问|首页|[-_|—·\s!]+$|^[-_|—·\s]+)/g;
const SITE_WORD = /(政府)?(门户|官方)?(网站群?|网|门户|官网|信息网|政务网)$/;

export function namesOf(site: SiteView): SiteNames {
  const pages = allPages(site);
  const source = seen(site, 'html');
  const tagged = source && metaContent(source.metas, 'SiteName');
  const title = pages[0]?.title ?? '';
  const siteName = (tagged ?? siteNameIn(title)).replace(DECORATION, '').trim();
  const printed = pages
    .flatMap(({ footer }) => [footer.organiser, footer.holder, ...(footer.others ?? [])])
    .filter((name) => name !== undefined);
  const entities = [site.unit.name, ...printed]
    .filter((name) => name !== undefined && name !== '')
    .map((name) => name ?? '');
  const [signed] = pages.flatMap(({ footer }) => footer.organiser ?? footer.holder ?? []);
  const principal = site.unit.name ?? signed;
  return { siteName, entities: [...new Set(entities)], ...(principal && { principal }) };
}

/** How sites and the bodies that run them are named; the heading of an item ends otherwise. */
const ENDS_AS_SITE =
  /(网|网站|官网|门户|平台|系统|之窗|在线|热线|政府|委员会|委|办公[室厅]|局|厅|部|署|法院|检察院|海关|协会|学会|联合会|大学|学院|学校|中学|小学|幼儿园|医院|卫生院|院|所|中心|馆|公司|集团|社)$/;
/** No site has so long a name. */
const LONGEST = 30;

/**
 * Titles join the item, its column and the site, mostly in this order; a part that ends like a site's name is one.
 * Empty for a title that is the heading of an item alone.
 */
function siteNameIn(title: string): string {
  // 「某某学院——某某讲座召开」 is one part: the double dash belongs to the sentence.
  const parts = title.split(/[-_|–]+|(?<!—)—(?!—)/).map((part) => part.trim());
  const named = parts.filter((part) => /(网|网站|官网|门户|人民政府)$/.test(part.replace(DECORATION, '')));
  const last = named.at(-1) ?? parts.filter((part) => part !== '').at(-1) ?? '';
  // 「某某大赛 某某市人民医院」: what is too long for a name may be the heading with the site behind a blank.
  const name = last.length > LONGEST ? (last.split(/\s+/).at(-1) ?? '') : last;
  const bare = name.replace(DECORATION, '').replace(/[(（][^()（）]*[)）]$/, '');
  return name.length <= LONGEST && ENDS_AS_SITE.test(bare) ? name : '';
}

/** True when a site's name is made of the entity's name or its usual short form. */
export function usesEntityName(siteName: string, entity: string): boolean {
  const name = core(entity);
  return [siteName, ...partsOf(siteName)].some((each) => {
    const site = core(each);
    if (site.length < 2 || name.length < 2) return false;
    return site.includes(name) || name.includes(site) || isShortForm(site, name);
  });
}

/** 某某高新区管委会(某某区人民政府): two bodies, two names. */
function partsOf(name: string): string[] {
  return name.split(/[()（）、]/).filter((part) => part.length >= 4);
}

/** 国家民委 for 国家民族事务委员会: the same beginning, the last character a usual short form, the rest in order. */
function isShortForm(short: string, name: string): boolean {
  if (!/^.{3,}[委办局厅部]$/.test(short) || !name.startsWith(short.slice(0, 2))) return false;
  let at = 0;
  for (const character of short) {
    at = name.indexOf(character, at) + 1;
    if (at === 0) return false;
  }
  return true;
}

/** Offices within a body that keep its site: they are not the body, and sign for it. */
const INNER_OFFICE =
  /(?<=.{3})(党政(综合)?办公[室厅]|党委(宣传部|办公室)|办公室|办公厅|(网络)?信息(化)?(管理)?中心|网络中心|新闻中心)$/;

/** 西安市人民政府办公厅 runs the site of 西安市人民政府. */
function core(name: string): string {
  return name
    .replace(/\s+/g, '')
    .replace(/^中华人民共和国/, '')
    .replace(SITE_WORD, '')
    .replace(/[(（][^()（）]*[)）]/g, '')
    .replace(/高新技术(产业)?开发区/, '高新区')
    .replace(/经济技术开发区/, '经开区')
    .replace(/管理委员会/, '管委会')
    .replace(INNER_OFFICE, '')
    .replace(/政府$/, '人民政府')
    .replace(/人民人民政府$/, '人民政府');
}
