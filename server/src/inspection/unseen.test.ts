import { describe, expect, it } from 'vitest';
import { siteViewWith } from '../../test/site-view.ts';
import { WEB_WORDS, type WebCode } from '../kernel/web/index.ts';
import { judgeRule } from './judge.ts';
import { homeReachable } from './rules/03-home-reachable.ts';
import { noAnswer, SAVED_PAGE } from './unseen.ts';

const CODES = Object.keys(WEB_WORDS) as WebCode[];

/** What is said of a site whose home page was not seen for this reason. */
function verdictOf(unseen: ReturnType<typeof noAnswer>) {
  const http = { at: '2026-11-23T00:00:00.000Z', ms: 1, ...unseen };
  return judgeRule(homeReachable, siteViewWith({ http }, { url: 'https://www.a.gov.cn/' }), 'zh');
}

describe('what settles a look that saw nothing', () => {
  it.each(CODES)('is told for %s, and nothing is concluded', (code) => {
    const { verdict, text } = verdictOf(noAnswer(code));
    expect(verdict).toBe('unknown');
    expect(text.remedy).toMatch(/检测/);
  });

  it.each([
    ['no-such-name', 'name-unresolved', '域名管理人员'],
    ['no-address', 'name-unresolved', '域名管理人员'],
    ['address-refused', 'address-refused', '域名管理人员'],
    ['resolver-failed', 'own-network', '本单位办公室'],
    ['unreachable', 'own-network', '本单位办公室'],
    ['not-in-snapshot', 'saved-page', '本单位办公室'],
    ['connect-timeout', 'blocked', '网站运维单位'],
    ['connect-refused', 'blocked', '网站运维单位'],
  ] as const)('of %s is that of %s, and lies with %s', (reason, code, handler) => {
    const verdict = verdictOf(noAnswer(reason));
    expect(verdict).toMatchObject({ code, text: { handler } });
    // Only who has a protection in front of a site that answers can let somebody through.
    expect(verdict.text.remedy?.includes('放行')).toBe(code === 'blocked');
  });

  it('of a saved page is a check of the site itself', () => {
    const { code, reason, text } = verdictOf(SAVED_PAGE);
    expect({ code, reason }).toEqual({ code: 'saved-page', reason: 'not-checked' });
    expect(text.remedy).toContain('用网址对在线的网站再检测一次');
  });
});
