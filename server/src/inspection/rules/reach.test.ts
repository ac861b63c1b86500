import { describe, expect, it } from 'vitest';
import { describeRule, describeUnseen } from '../../../test/rule-cases.ts';
import { pageOf, saw, siteViewWith } from '../../../test/site-view.ts';
import type { AddressPlace, DnsFacts } from '../observation.ts';
import type { ExposureFacts } from '../probes/exposure/index.ts';
import type { LinkState, LinksFacts, TriagedLink } from '../probes/links/index.ts';
import type { Observations } from '../site-view.ts';
import { exposedFiles } from './03-exposed-files.ts';
import { homeReachable } from './03-home-reachable.ts';
import { exitLinks } from './15-exits.ts';
import { cdnPlace, sitePlace, thirdPartyPlace } from './23-place.ts';
import type { Rule } from './rule.ts';

const URL_OF = 'https://www.a.gov.cn/';

/** By the register of exit links. */
const TAKEN = {
  ...{ url: 'https://www.xiehui.test/', page: URL_OF, line: 3, text: '样例协会' },
  why: { zh: '网页标题变了', en: 'its title is another one' },
  since: '2026-11-29T00:00:00.000Z',
};

function judge(rule: Rule, some: Partial<Observations>, snapshot = false) {
  return rule.judge(siteViewWith(some, { url: URL_OF, snapshot }));
}

const home = (status: number): Partial<Observations> => ({
  http: saw({ host: 'www.a.gov.cn', home: { url: URL_OF, status, headers: [], ms: 12 } }),
});

const exposure = (facts: Partial<ExposureFacts>): Partial<Observations> => ({
  exposure: saw({ asked: 20, found: [], stopped: false, ...facts }),
});
const HIT = { url: `${URL_OF}.git/HEAD`, kind: 'repository', status: 200 } as const;

function link(state: LinkState, detail: string = state): TriagedLink {
  const on = [{ page: URL_OF, line: 7, text: '友情链接' }];
  return { url: `https://${state}.test/`, host: `${state}.test`, on, state, status: 200, detail };
}
const links = (...states: LinkState[]): Partial<Observations> => {
  const facts: LinksFacts = { links: states.map((state) => link(state)), found: states.length };
  return { links: saw(facts) };
};

type Role = AddressPlace['hosts'][number]['role'];

function place(...known: readonly (readonly [Role, AddressPlace['conclusion']])[]): Partial<Observations> {
  const addresses = known.map(
    ([role, conclusion], index): AddressPlace => ({
      address: `192.0.2.${index}`,
      hosts: [{ host: `h${index}.test`, role }],
      answers: [{ source: 'test data', place: conclusion === 'outside' ? 'hong-kong' : 'mainland' }],
      conclusion,
    }),
  );
  return { place: saw({ addresses, sources: [] }), html: saw(pageOf('', URL_OF)) };
}

function behind(cname: string | undefined, places: Partial<Observations>): Partial<Observations> {
  const facts: DnsFacts = {
    host: 'www.a.gov.cn',
    answers: [{ resolver: 'system', status: 'answered', addresses: [], cnames: [], ms: 1 }],
    addresses: [],
    cnames: cname === undefined ? [] : [cname],
    nameServers: [],
    mailHosts: [],
    mailDomain: 'a.gov.cn',
    caa: [],
    texts: [],
    unanswered: [],
  };
  return { ...places, dns: saw(facts) };
}
const CDN = 'www.a.gov.cn.wsdvs.com';

type Case = readonly [rule: Rule, code: string, some: Partial<Observations>, snapshot?: boolean];

const CASES: readonly Case[] = [
  [homeReachable, 'reachable', home(200)],
  [homeReachable, 'saved', home(200), true],
  ...[401, 403, 405, 412, 429, 444, 521, 999].map((status): Case => [homeReachable, 'wall', home(status)]),
  ...[400, 404, 410, 500, 502, 503].map((status): Case => [homeReachable, 'error-page', home(status)]),

  [exposedFiles, 'none', exposure({})],
  [exposedFiles, 'found', exposure({ found: [HIT] })],
  [exposedFiles, 'found', exposure({ found: [HIT], stopped: true })],
  [exposedFiles, 'stopped', exposure({ asked: 3, stopped: true })],

  [exitLinks, 'none', links()],
  [exitLinks, 'not-asked', { links: saw({ links: [], found: 12 }) }],
  [exitLinks, 'alive', links('alive', 'alive')],
  [exitLinks, 'hijacked', links('alive', 'dead', 'hijacked')],
  [exitLinks, 'dead', links('alive', 'dead', 'bot-wall')],
  [exitLinks, 'dead', links('soft-404')],
  [exitLinks, 'dead', links('parked')],
  [exitLinks, 'unclear', links('alive', 'bot-wall')],
  [exitLinks, 'unclear', links('no-answer')],
  [exitLinks, 'unclear', links('moved')],
  [exitLinks, 'taken', { links: saw({ links: [], found: 0, taken: [TAKEN] }) }],

  [sitePlace, 'mainland', place(['site', 'mainland'], ['mail', 'outside'], ['third-party', 'outside'])],
  [sitePlace, 'outside', place(['site', 'mainland'], ['site', 'outside'])],
  [sitePlace, 'disagree', place(['site', 'mainland'], ['site', 'disagree'])],
  [sitePlace, 'disagree', place(['site', 'unknown'])],
  [sitePlace, 'not-public', place(['site', 'not-public'])],
  [sitePlace, 'not-public', place()],

  [thirdPartyPlace, 'none', place(['site', 'outside'])],
  [thirdPartyPlace, 'none', place(['third-party', 'not-public'])],
  [thirdPartyPlace, 'mainland', place(['third-party', 'mainland'])],
  [thirdPartyPlace, 'outside', place(['third-party', 'mainland'], ['third-party', 'outside'])],
  [thirdPartyPlace, 'unclear', place(['third-party', 'mainland'], ['third-party', 'unknown'])],

  [cdnPlace, 'no-cdn', behind(undefined, place(['site', 'outside']))],
  [cdnPlace, 'mainland', behind(CDN, place(['site', 'mainland']))],
  [cdnPlace, 'outside', behind(CDN, place(['site', 'mainland'], ['site', 'outside']))],
  [cdnPlace, 'disagree', behind(CDN, place(['site', 'disagree']))],
];

const RULES = [...new Set(CASES.map(([rule]) => rule))];

for (const rule of RULES) {
  const own = CASES.filter(([each]) => each === rule);
  describeRule(
    rule,
    own.map(([, code, some, snapshot], index) => [
      code,
      `(${index + 1})`,
      siteViewWith(some, { url: URL_OF, ...(snapshot && { snapshot }) }),
    ]),
  );
}
describeUnseen(RULES);

describe('what is told of links', () => {
  it('begins with the worst, at most sixty, and where they stand', () => {
    const many = links(...Array.from({ length: 100 }, () => 'dead' as const), 'hijacked');
    const { facts } = judge(exitLinks, many);
    expect(facts).toMatchObject({
      url: 'https://hijacked.test/',
      page: URL_OF,
      line: 7,
      count: 1,
      states: { dead: 100, hijacked: 1 },
    });
    expect((facts.links as unknown[]).length).toBe(60);
  });

  it('begins with a vice site before what the register knows, and with that before what is dead', () => {
    const withTaken = (...states: Parameters<typeof links>) => {
      const seen = links(...states).links;
      if (seen?.outcome !== 'seen') throw new Error('not seen');
      return judge(exitLinks, { links: saw({ ...seen.facts, taken: [TAKEN] }) }).code;
    };
    expect([withTaken('hijacked'), withTaken('dead'), withTaken('alive')]).toEqual([
      'hijacked',
      'taken',
      'taken',
    ]);
  });
});
