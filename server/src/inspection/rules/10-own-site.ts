import { UNIT_LEVEL_WORDS } from '@zhengdun/contract';
import { metaContent } from '../probes/html/metas.ts';
import { type SiteView, seen } from '../site-view.ts';
import { usesEntityName } from './names.ts';
import { defineRule } from './rule.ts';

const HOME_PATH = /^\/(index|default|home|main)\b/i;

/** Art. 10 ¶2: departments of a county and townships run no site of their own, in principle. */
export const ownSiteBelowCounty = defineRule({
  id: 'own-site-below-county',
  needs: [],
  judge(_, site) {
    const path = URL.parse(site.url)?.pathname ?? '/';
    const isBelow = path.split('/').some((part) => part !== '') && !HOME_PATH.test(path);
    if (isBelow && !isNamedForItself(site))
      return { code: 'column', facts: { host: site.host, url: site.url } };
    const { level } = site.unit;
    return {
      code: 'own-site',
      facts: { host: site.host, level: level ? UNIT_LEVEL_WORDS[level] : '' },
      reading: `R2${site.readings.R2 === 'a' ? 'a' : 'b'}`,
    };
  },
});

/** A page below the root of a site that declares itself as the unit's: the host is its own all the same. */
function isNamedForItself(site: SiteView): boolean {
  const { name } = site.unit;
  const tags = seen(site, 'html')?.metas ?? [];
  const siteName = metaContent(tags, 'SiteName');
  return name !== undefined && siteName !== undefined && usesEntityName(siteName, name);
}
