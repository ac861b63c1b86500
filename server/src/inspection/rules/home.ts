import { counted } from '@zhengdun/contract';
import type { RenderedPage } from '../probes/browser/index.ts';
import { UPGRADE } from '../probes/html/metas.ts';
import type { PageFacts } from '../probes/html/page-facts.ts';
import { type SiteView, seen } from '../site-view.ts';

/** The home page as well as it could be seen: rendered with its frames, else its source. */
export interface HomeView {
  /** the page first, then frames of the same site */
  readonly parts: readonly PageFacts[];
  readonly rendered: boolean;
  /**
   * Why something that is not on it may still be there for a visitor, in both languages: no browser looked, or
   * scripts of the site did not arrive. Null when what is not seen is not there.
   */
  readonly maybeMore: { readonly zh: string; readonly en: string } | null;
}

const UNFINISHED = {
  zh: '页面没有在限定时间内加载完',
  en: 'the page had not loaded to its end in time',
};
const NO_BROWSER = { zh: '本次没有用浏览器打开', en: 'no browser opened the page this time' };

/** Undefined when not even the source was read. */
export function homeView(site: SiteView): HomeView | undefined {
  const source = seen(site, 'html');
  const browser = seen(site, 'browser');
  if (!browser) {
    if (!source) return undefined;
    const { footer } = source;
    const isOpen = footer.partsMayBeWritten || (!footer.seen && footer.mayBeWritten);
    const maybeMore = isOpen ? NO_BROWSER : null;
    return { parts: [source], rendered: false, maybeMore };
  }
  const { home } = browser;
  const footerSeen = home.facts.footer.seen || home.frames.some(({ footer }) => footer.seen);
  const isOpen = !footerSeen || home.facts.footer.partsMayBeWritten;
  const maybeMore = isOpen ? stillMissing(home) : null;
  return { parts: [home.facts, ...home.frames], rendered: true, maybeMore };
}

function stillMissing(home: RenderedPage): HomeView['maybeMore'] {
  const missing = home.missingScripts.filter(({ own }) => own).length;
  if (missing > 0) {
    return {
      zh: `页面脚本有${missing}个没有取到`,
      en: `${counted(missing, 'script', 'scripts')} of the page did not arrive`,
    };
  }
  return home.incidents.includes('unfinished') ? UNFINISHED : null;
}

/** Every page that was read, the home page first; rendered where a browser looked. */
export function allPages(site: SiteView): PageFacts[] {
  const home = homeView(site)?.parts ?? [];
  return [...home, ...(seen(site, 'crawl')?.pages ?? [])];
}

/** How many pages that is, as a visitor counts them: the home page with its frames is one. */
export function countPages(site: SiteView, counts: (page: PageFacts) => boolean = () => true): number {
  const home = homeView(site)?.parts.slice(0, 1) ?? [];
  return [...home, ...(seen(site, 'crawl')?.pages ?? [])].filter(counts).length;
}

/** Whether a browser fetches what the page names by plain addresses encrypted all the same: its policy or the site's says so. */
export function fetchesEncrypted(site: SiteView, page: PageFacts): boolean {
  if (page.upgradesInsecure) return true;
  const headers = seen(site, 'http')?.home.headers ?? [];
  return headers.some(([name, value]) => name === 'content-security-policy' && UPGRADE.test(value));
}
