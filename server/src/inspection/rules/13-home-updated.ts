import { companionValue } from '@zhengdun/rulebook';
import { DAY_MS, HOUR_MS } from '../../kernel/durations.ts';
import { homeView } from './home.ts';
import { defineRule } from './rule.ts';

/** Art. 13: 及时性. The text names no number of days, so days are shown and the indicator is named as such. */
export const homeUpdated = defineRule({
  id: 'home-updated',
  needs: ['html'],
  judge({ html }, site) {
    const home = homeView(site);
    if (site.snapshot || html.article) return { code: 'saved', facts: {} };
    const dates = (home?.parts ?? [html])
      .map(({ newestDate }) => newestDate)
      .filter((date) => date !== undefined);
    const date = dates.sort().at(-1);
    if (date === undefined) return { code: 'undated', facts: {} };
    const days = Math.max(0, Math.floor((Date.parse(site.now) + 8 * HOUR_MS - Date.parse(date)) / DAY_MS));
    const limit = Number(companionValue('home-update')?.value ?? 14);
    return { code: days <= limit ? 'recent' : 'stale', facts: { date, days } };
  },
});
