import { describe, expect, it } from 'vitest';
import type { LinkSight } from '../inspection/index.ts';
import { judgeLink } from './judge-link.ts';
import type { Appearance } from './tables.ts';

const URL_ = 'https://www.xiehui.example/';
const CERTIFICATE = {
  subject: 'CN=www.xiehui.example',
  subjectOrganisation: '样例协会',
  issuer: 'CN=Sample CA 1',
  issuerOrganisation: 'Sample CA',
  notAfter: '2027-01-01T00:00:00.000Z',
  trusted: true,
};
/** Sketches of two texts that have nothing in common: see sketch.test.ts for how they are made. */
const SKETCH = Buffer.from([0, 0, 0, 1, 0, 0, 0, 2]).toString('base64');
const OTHER = Buffer.from([0, 0, 0, 3, 0, 0, 0, 4]).toString('base64');
const GOOD: Appearance = {
  ...{ title: '样例协会 - 首页', sketch: SKETCH, length: 2_000, certificate: CERTIFICATE },
  domain: 'xiehui.example',
};

function sight(page: Partial<Appearance> = {}, more: Partial<LinkSight> = {}): LinkSight {
  const { domain: _, ...good } = GOOD;
  return { state: 'alive', status: 200, detail: 'HTTP 200', page: { ...good, ...page }, ...more };
}

describe('a link', () => {
  it.each([
    ['dead', 'dead', 'gone'],
    ['soft-404', 'dead', 'soft-404'],
    ['parked', 'taken', 'parked'],
    ['hijacked', 'taken', 'hijacked'],
    ['bot-wall', 'unknown', 'bot-wall'],
    ['no-answer', 'unknown', 'no-answer'],
  ] as const)('whose target is %s is %s', (found, state, cause) => {
    expect(judgeLink(URL_, { state: found, status: null, detail: '' }, GOOD)).toMatchObject({ state, cause });
  });

  it('that was never seen well is alive as it is; where it redirects elsewhere nobody knows yet', () => {
    expect(judgeLink(URL_, sight(), undefined)).toMatchObject({
      state: 'alive',
      appearance: { domain: 'xiehui.example', title: '样例协会 - 首页' },
    });
    const moved = sight({}, { state: 'moved', finalUrl: 'https://www.other.example/' });
    expect(judgeLink(URL_, moved, undefined)).toMatchObject({ state: 'unknown', cause: 'moved-first' });
    // Somebody has looked: the other domain is meant.
    expect(judgeLink(URL_, moved, { ...GOOD, domain: 'other.example' })).toMatchObject({ state: 'alive' });
  });

  it('is in other hands where its domain or the owner of its certificate is another one', () => {
    const moved = sight({}, { state: 'moved', finalUrl: 'https://www.other.example/' });
    expect(judgeLink(URL_, moved, GOOD)).toMatchObject({
      state: 'taken',
      cause: 'moved',
      changes: ['domain'],
    });
    // What was taken over may come back to its own name, and that is told too.
    expect(judgeLink(URL_, sight(), { ...GOOD, domain: 'other.example' }).cause).toBe('moved');
    const owner = { certificate: { ...CERTIFICATE, subjectOrganisation: '另一公司' } };
    expect(judgeLink(URL_, sight(owner), GOOD)).toMatchObject({
      state: 'taken',
      cause: 'changed',
      changes: ['certificate-owner'],
    });
  });

  it.each([
    ['certificate-issuer', { certificate: { ...CERTIFICATE, issuerOrganisation: 'Other CA' } }],
    ['certificate-broken', { certificate: { ...CERTIFICATE, trusted: false } }],
    ['title', { title: '全新的站点' }],
    ['content', { sketch: OTHER }],
  ] as const)(
    'with one change as honest sites have them (%s) is alive, and the change is told',
    (change, page) => {
      expect(judgeLink(URL_, sight(page), GOOD)).toMatchObject({ state: 'alive', changes: [change] });
    },
  );

  it('with two such changes at once is in other hands', () => {
    expect(judgeLink(URL_, sight({ title: '全新的站点', sketch: OTHER }), GOOD)).toMatchObject({
      state: 'taken',
      changes: ['title', 'content'],
    });
  });

  it('that has renewed its certificate, or gained words in its title, has not changed', () => {
    const renewed = { ...CERTIFICATE, issuer: 'CN=Sample CA 2', notAfter: '2028-01-01T00:00:00.000Z' };
    const page = { certificate: renewed, title: '样例协会 - 首页 - 欢迎您' };
    expect(judgeLink(URL_, sight(page), GOOD).changes).toEqual([]);
  });

  it('of which nothing may be kept is alive without an appearance', () => {
    const { page: _, ...bare } = sight();
    expect(judgeLink(URL_, bare, GOOD)).toEqual({ state: 'alive', cause: 'answered', changes: [] });
  });
});
