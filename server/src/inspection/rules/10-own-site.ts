import { UNIT_LEVEL_WORDS } from '@zhengdun/contract';
import { defineRule } from './rule.ts';

/** Art. 10 ¶2: departments of a county and townships run no site of their own, in principle. */
export const ownSiteBelowCounty = defineRule({
  id: 'own-site-below-county',
  needs: [],
  judge(_, site) {
    const path = URL.parse(site.url)?.pathname ?? '/';
    const isColumn =
      path.split('/').filter((part) => part !== '').length >= 1 &&
      !/^\/(index|default|home|main)\b/i.test(path);
    if (isColumn) return { code: 'column', facts: { host: site.host, url: site.url } };
    const { level } = site.unit;
    return {
      code: 'own-site',
      facts: { host: site.host, level: level ? UNIT_LEVEL_WORDS[level] : '' },
      reading: `R2${site.readings.R2 === 'a' ? 'a' : 'b'}`,
    };
  },
});
