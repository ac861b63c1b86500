import { defineRule } from './rule.ts';

/** Answers by which page protection sends programs away. */
const WALLS = new Set([401, 403, 405, 406, 412, 418, 429, 444, 451, 521, 999]);

/** Art. 3: one look whether the site answers. Whether it stays up is for monitoring to say. */
export const homeReachable = defineRule({
  id: 'home-reachable',
  needs: ['http'],
  judge({ http }, site) {
    if (site.snapshot) return { code: 'saved', facts: {} };
    const { status, url } = http.home;
    const at = site.now;
    if (status < 400) {
      return { code: 'reachable', facts: { at, status, ms: http.home.ms, url } };
    }
    if (WALLS.has(status))
      return { code: 'wall', facts: { at, url, status, address: site.probeAddress ?? '' } };
    return { code: 'error-page', facts: { at, url, status } };
  },
});
