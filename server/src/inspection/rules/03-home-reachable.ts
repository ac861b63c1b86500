import { isWall } from '../probes/http/walls.ts';
import { defineRule } from './rule.ts';

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
    if (isWall(status)) return { code: 'wall', facts: { at, url, status, address: site.probeAddress ?? '' } };
    return { code: 'error-page', facts: { at, url, status } };
  },
});
