import { isWall } from '../probes/http/walls.ts';
import { defineRule, type Rule } from './rule.ts';

/**
 * Art. 12: a site that the register says is closed does not answer. A name that is gone, a connection
 * that fails and an error page are all the same to a visitor; where our own network is down nothing is known.
 */
const asked = defineRule({
  id: 'service-off',
  needs: ['http'],
  judge({ http }, site) {
    const { status, url } = http.home;
    const facts = { at: site.now, status, url };
    if (status < 400) return { code: 'still-answers', facts };
    return { code: isWall(status) ? 'wall' : 'refuses', facts };
  },
});

export const serviceOff: Rule = {
  ...asked,
  judge(site) {
    const { http } = site.observations;
    const isGone = http.outcome === 'blocked' && (http.cause ?? 'name-unresolved') === 'name-unresolved';
    if (!isGone) return asked.judge(site);
    return { code: 'silent', facts: { at: site.now, host: site.host, detail: { ...http.detail } } };
  },
};

/** Art. 12: the name of a closed site does not lead anywhere any more. */
export const nameReleased = defineRule({
  id: 'name-released',
  needs: ['dns'],
  judge({ dns }, site) {
    const { host, addresses } = dns;
    const facts = { at: site.now, host };
    return addresses.length === 0
      ? { code: 'released', facts }
      : { code: 'still-resolves', facts: { ...facts, addresses: addresses.slice(0, 5) } };
  },
});
