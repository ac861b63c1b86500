import { type EntranceLink, entranceLinks } from '../entrance-links.ts';
import { type SiteView, seen } from '../site-view.ts';
import { allPages, countPages } from './home.ts';
import { defineRule } from './rule.ts';

/** Art. 19: functions for staff are limited by address range or device. An entrance that opens for us is a fact, no breach. */
export const staffEntrance = defineRule({
  id: 'staff-entrance',
  needs: ['html'],
  judge: (_, site) => judgeEntrances(site, 'staff'),
});

/** Art. 19: the same for the unit's e-mail. */
export const mailEntrance = defineRule({
  id: 'mail-entrance',
  needs: ['html'],
  judge: (_, site) => judgeEntrances(site, 'mail'),
});

/** What leads there is a picture, a button without a name. */
const WORDLESS = { zh: '没有文字的链接', en: 'a link without words' };

/** Both rules look at the links of all pages: they are gone through once. */
const gathered = new WeakMap<SiteView, readonly EntranceLink[]>();

function entrancesOn(site: SiteView): readonly EntranceLink[] {
  const links = gathered.get(site) ?? entranceLinks(allPages(site), site.domain);
  gathered.set(site, links);
  return links;
}

function judgeEntrances(site: SiteView, kind: EntranceLink['kind']) {
  const links = entrancesOn(site).filter((link) => link.kind === kind);
  const tried = seen(site, 'entrances')?.tried.filter((entrance) => entrance.kind === kind) ?? [];
  const open =
    tried.find(({ answer }) => answer === 'login') ?? tried.find(({ answer }) => answer === 'opens');
  const [first] = links;
  const [shut] = tried;
  if (open) {
    const entrances = tried.map(({ url, text, page, answer, status }) => ({
      url,
      text,
      page,
      answer,
      status,
    }));
    const code = open.answer === 'login' ? ('login' as const) : ('opens' as const);
    return { code, facts: { url: open.url, text: open.text || WORDLESS, entrances } };
  }
  if (shut)
    return {
      code: 'closed' as const,
      facts: { url: shut.url, text: shut.text || WORDLESS, why: shut.detail },
    };
  if (first)
    return {
      code: 'linked' as const,
      facts: { url: first.url, text: first.text || WORDLESS, page: first.page },
    };
  return { code: 'none-seen' as const, facts: { pages: countPages(site) } };
}
