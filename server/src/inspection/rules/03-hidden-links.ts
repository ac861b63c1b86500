import { isOrganHost, isUnder, registrableDomain } from '../organ-hosts.ts';
import { type SiteView, seen } from '../site-view.ts';
import { hiddenVice } from '../vice-words.ts';
import { allPages, countPages } from './home.ts';
import { defineRule } from './rule.ts';

interface Hidden {
  readonly page: string;
  readonly line: number;
  readonly url: string;
  readonly text: string;
  readonly manner: string;
  readonly nameless?: boolean;
}

/**
 * Menus hide with display:none, and sheets and scripts of the page hide panes (their manner begins with a selector).
 * These ways hide from people what is meant for search engines. Letters of no size count only where a browser measured
 * them: in the source they close the gaps between boxes that have their own size again.
 */
const SUSPICIOUS =
  /^(?:opacity|filter|font-size$|text-indent|position|margin|overflow|clip|transform|marquee|document\.write|off-page|clipped|colour)/;

/** Helps for readers who cannot see stand ready out of sight until they are called for. */
const FOR_READERS = /无障碍|读屏|适老|长者|盲人|跳过导航|跳转到/;

/**
 * So many foreign sites in blocks that nothing can show are a farm of links. Makers of chat windows, counters and
 * templates hide a link to themselves in this way: of thirty such blocks on saved pages none led to more than two sites.
 */
const FARM = 5;

/** Where portals' own lists of links lead, also those that were put away: they make no farm. */
const OFTEN_LINKED = new Set(
  [
    'news.cn xinhuanet.com people.com.cn people.cn cctv.com cctv.cn gmw.cn ce.cn china.com.cn china.org.cn',
    'chinadaily.com.cn chinanews.com chinanews.com.cn youth.cn cri.cn cnr.cn qstheory.cn xuexi.cn rmzxb.com.cn',
    'weibo.com qq.com baidu.com cnzz.com umeng.com 51.la toutiao.com douyin.com',
  ]
    .join(' ')
    .split(' '),
);

/** Art. 3: links that readers do not see and search engines do (暗链). */
export const hiddenLinks = defineRule({
  id: 'hidden-links',
  needs: ['html'],
  judge(_, site) {
    const hidden = [...inSources(site), ...inRendered(site)];
    const vice = hidden.filter(({ text }) => hiddenVice(text) !== undefined);
    // Without words a link is of no use to those who want to be found by them.
    const suspicious = hidden.filter(
      ({ manner, text }) => text !== '' && SUSPICIOUS.test(manner) && !FOR_READERS.test(text),
    );
    const bare = hidden.filter(({ nameless, text }) => nameless === true && text !== '');
    const farmed = [...domainsOf(bare)].filter((domain) => !OFTEN_LINKED.has(domain));
    if (farmed.length >= FARM) suspicious.push(...bare.filter((each) => !suspicious.includes(each)));
    if (vice.length > 0) return { code: 'found', facts: told(vice) };
    if (suspicious.length > 0) return { code: 'suspicious', facts: told(suspicious) };
    return { code: 'none', facts: { pages: countPages(site) } };
  },
});

function inSources(site: SiteView): Hidden[] {
  return allPages(site).flatMap((page) =>
    page.links
      .filter(({ hidden, url, kind }) => hidden !== undefined && kind === 'a' && isForeign(url, site.domain))
      .map(({ url, text, line, hidden = '', nameless = false }) => ({
        page: page.url,
        line,
        url,
        text,
        manner: hidden,
        nameless,
      })),
  );
}

function inRendered(site: SiteView): Hidden[] {
  const home = seen(site, 'browser')?.home;
  return (home?.hiddenLinks ?? [])
    .filter(({ url }) => isForeign(url, site.domain))
    .map(({ url, text, manner }) => ({
      page: home?.url ?? site.url,
      line: lineOf(site, url),
      url,
      text,
      manner,
    }));
}

function lineOf(site: SiteView, url: string): number {
  return seen(site, 'html')?.links.find((link) => link.url === url)?.line ?? 1;
}

function domainsOf(links: readonly Hidden[]): Set<string> {
  return new Set(links.map(({ url }) => registrableDomain(URL.parse(url)?.hostname ?? '')));
}

function isForeign(url: string, domain: string): boolean {
  const host = URL.parse(url)?.hostname ?? '';
  return host !== '' && !isUnder(host, domain) && !isOrganHost(host);
}

function told(hidden: readonly Hidden[]) {
  const [first] = hidden;
  return {
    page: first?.page ?? '',
    line: first?.line ?? 1,
    manner: first?.manner ?? '',
    count: new Set(hidden.map(({ url }) => url)).size,
    hosts: [...new Set(hidden.map(({ url }) => URL.parse(url)?.hostname ?? url))],
    links: hidden
      .slice(0, 20)
      .map(({ page, line, url, text, manner }) => ({ page, line, url, text, manner })),
  };
}
