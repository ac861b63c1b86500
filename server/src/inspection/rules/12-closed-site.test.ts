import { expect, it } from 'vitest';
import { describeRule } from '../../../test/rule-cases.ts';
import { pageOf, saw, siteViewWith } from '../../../test/site-view.ts';
import { judgeSite } from '../judge.ts';
import type { DnsFacts, Observation } from '../observation.ts';
import type { HttpFacts } from '../probes/http/index.ts';
import type { Observations } from '../site-view.ts';
import { nameReleased, serviceOff } from './12-closed-site.ts';

const URL_OF = 'https://www.a.gov.cn/';
const site = (some: Partial<Observations>) => siteViewWith(some, { url: URL_OF });
const home = (status: number) =>
  site({
    http: saw<HttpFacts>({ host: 'www.a.gov.cn', home: { url: URL_OF, status, headers: [], ms: 12 } }),
  });
const blocked = (cause?: 'name-unresolved' | 'own-network' | 'address-refused'): Observation<HttpFacts> => ({
  outcome: 'blocked',
  at: '2026-11-23T00:00:00.000Z',
  ms: 1,
  detail: { zh: '连接被拒绝', en: 'the connection was refused' },
  ...(cause && { cause }),
});
const dns = (...addresses: string[]) => {
  const facts: DnsFacts = {
    ...{ host: 'www.a.gov.cn', answers: [], addresses, cnames: [], nameServers: [], mailHosts: [] },
    ...{ mailDomain: 'a.gov.cn', caa: [], texts: [], unanswered: [] },
  };
  return site({ dns: saw(facts) });
};

describeRule(serviceOff, [
  ['still-answers', 'its page opens', home(200)],
  ['refuses', 'its page is gone', home(404)],
  ['wall', 'a protective device answers', home(403)],
  ['silent', 'its name is gone', site({ http: blocked('name-unresolved') })],
  ['silent', 'nothing listens', site({ http: blocked() })],
]);
describeRule(nameReleased, [
  ['released', 'no resolver has an address', dns()],
  ['still-resolves', 'it has an address', dns('192.0.2.1')],
]);

it('does not take a network of our own that is down, or an address that we may not ask, for a closed site', () => {
  expect(serviceOff.judge(site({ http: blocked('own-network') })).code).toBe('own-network');
  expect(serviceOff.judge(site({ http: blocked('address-refused') })).code).toBe('address-refused');
  expect(serviceOff.judge(site({})).code).toBe('not-checked');
});

it('asks a closed site for nothing else, and a site in use for none of it', () => {
  const view = siteViewWith({ html: saw(pageOf('', URL_OF)) }, { url: URL_OF });
  const rules = (closed: boolean) => judgeSite({ ...view, closed }, 'zh').verdicts.map(({ rule }) => rule);
  expect(rules(true)).toEqual(['service-off', 'name-released']);
  expect(rules(false)).toEqual(expect.not.arrayContaining(['service-off', 'name-released']));
});
