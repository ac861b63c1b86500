import type { OpeningForm } from '@zhengdun/contract';
import { OBLIGATIONS } from '@zhengdun/rulebook';
import { describe, expect, it } from 'vitest';
import { OBSTACLE_WORDS } from './obstacle-words.ts';
import { findObstacles, obstacleView, type Surroundings } from './obstacles.ts';

const FORM: OpeningForm = { name: '样例市教育局网站', nature: 'topic', domain: 'jyj.yangli.gov.cn' };

function codes(form: OpeningForm, more: Partial<Surroundings> = {}): string[] {
  return findObstacles({
    kind: 'website',
    form: { ...FORM, ...form },
    unit: { name: '样例市教育局', kind: 'organ', level: 'prefectural', regions: ['示范省', '样例市'] },
    readings: {},
    own: [],
    namesakes: [],
    ...more,
  }).map(({ code }) => code);
}

const institution = {
  unit: {
    name: '样例市图书馆',
    kind: 'institution' as const,
    level: 'prefectural' as const,
    regions: ['示范省', '样例市'],
  },
};
const library = { name: '样例市图书馆', domain: 'www.tsg.cn' };
const township = {
  unit: {
    name: '样例镇人民政府',
    kind: 'organ' as const,
    level: 'township' as const,
    regions: ['示范省', '样例市', '样例县'],
  },
};
const portal = { name: '样例市教育局门户网站', kind: 'website' as const, hosts: [], isPortal: true };

describe('what stands against an opening', () => {
  it('is nothing for a site by the book', () => {
    expect(codes({})).toEqual([]);
    expect(codes(library, institution)).toEqual([]);
  });

  it('is a second portal of an organ, granted or running, and no topic site or service system (Art. 4)', () => {
    const level = { nature: 'portal', mlpsLevel: '3' };
    expect(codes(level, { own: [portal] })).toEqual(['second-portal']);
    expect(codes(level, { grantedPortal: '样例市教育局网' })).toEqual(['second-portal']);
    expect(codes({ nature: 'service' }, { own: [portal] })).toEqual([]);
    expect(codes({ ...library, nature: 'portal' }, { ...institution, own: [portal] })).toEqual([]);
  });

  it('is a site of its own below the county, which a leader may approve (Art. 10)', () => {
    const form = { name: '样例镇人民政府', domain: 'yangli.gov.cn' };
    expect(codes(form, township)).toEqual(['own-site-below']);
    expect(OBSTACLE_WORDS['own-site-below'].weight).toBe('in-principle');
    expect(codes(form, { ...township, kind: 'column' })).toEqual([]);
    expect(codes(form, { ...township, kind: 'app' })).toEqual(['app-below-county']);
    const school = { unit: { ...township.unit, name: '样例镇文化站', kind: 'institution' as const } };
    const own = { name: '样例镇文化站', domain: 'whz.cn' };
    expect(codes(own, school)).toEqual(['own-site-remark']);
    expect(codes(own, { ...school, readings: { R2: 'a' } })).toEqual(['own-site-below']);
  });

  it.each([
    ['www.yangli.com', ['organ-suffix']],
    ['www.yangli.cn', ['organ-suffix']],
    ['样例市教育局.政务', []],
    ['样例市教育局.政府', ['organ-suffix']],
    ['样例市教育局.政务.cn', ['organ-suffix']],
    ['yangli.gov.cn.example', ['organ-suffix']],
  ])('is the suffix of %s for an organ (Art. 5)', (domain, expected) => {
    expect(codes({ domain })).toEqual(expected);
  });

  it.each([
    ['www.tsg.gov.cn', {}, {}, ['gov-suffix']],
    ['www.tsg.gov.cn', { administrativeFunction: '样编发〔2020〕1号' }, {}, []],
    ['www.tsg.gov.cn', { administrativeFunction: '样编发〔2020〕1号' }, { R1: 'a' }, ['gov-suffix']],
    ['www.tsg.edu.cn', {}, {}, []],
    ['www.tsg.公益', {}, {}, []],
    ['www.tsg.com', {}, {}, ['institution-suffix']],
  ] as const)(
    'is the suffix of %s for an institution with %j under %j',
    (domain, form, readings, expected) => {
      expect(codes({ ...library, ...form, domain }, { ...institution, readings })).toEqual(expected);
    },
  );

  it('is the suffix of a mail system by Art. 31', () => {
    expect(codes({ domain: 'mail.yangli.com' }, { kind: 'mail' })).toEqual(['mail-organ-suffix']);
    expect(codes({ ...library, domain: 'mail.tsg.net' }, { ...institution, kind: 'mail' })).toEqual([
      'mail-institution-suffix',
    ]);
  });

  it('is a domain or a name that others have, and more domains than one of each', () => {
    const namesakes = [
      { name: '另一网站', hosts: ['jyj.yangli.gov.cn'], unitName: '另一局' },
      { name: '样例市教育局网站', hosts: [], unitName: '又一局' },
    ];
    expect(codes({}, { namesakes })).toEqual(['domain-taken', 'name-taken']);
    expect(codes({ otherDomains: 'jy.yangli.gov.cn' })).toEqual(['more-domains']);
    expect(codes({}, { own: [{ ...portal, isPortal: false, hosts: ['jyj.yangli.gov.cn'] }] })).toEqual([
      'registered-already',
    ]);
  });

  it('is a name of no form of Art. 8, or one that says too much', () => {
    expect(codes({ name: '阳光招考' })).toEqual(['name-form']);
    expect(codes({ name: '样例市招生考试网' })).toEqual(['name-shown']);
    expect(codes({ name: '中国样例市教育局' })).toEqual(['name-misleading']);
    expect(codes({ name: '示范省招生考试网' })).toEqual(['name-region', 'name-shown']);
  });

  it('is a server abroad, and a portal of a city below level 3', () => {
    expect(codes({ location: 'abroad' })).toEqual(['abroad']);
    expect(codes({ nature: 'portal', mlpsLevel: '2' })).toEqual(['level-three']);
    expect(codes({ nature: 'topic', mlpsLevel: '2' })).toEqual([]);
  });

  it('is told with the sentence of the Regulation', () => {
    const found = { code: 'second-portal', facts: { name: '样例网' } } as const;
    expect(obstacleView(found, { lang: 'zh', overridden: false })).toMatchObject({
      weight: 'hard',
      fact: '本单位已有门户网站“样例网”，不能再开设第二个',
      basis: '第四条第一款：一个党政机关最多开设一个门户网站。',
    });
  });

  it('is hard exactly where the sentence says 应当 or 不得, as the rulebook has it', () => {
    for (const [code, { weight, obligation: id, ...entry }] of Object.entries(OBSTACLE_WORDS)) {
      const force = OBLIGATIONS.find((each) => each.id === id)?.force;
      expect({ code, force }).not.toEqual({ code, force: undefined });
      if ('companion' in entry || weight === 'remark') continue;
      // No leader can lend a name that belongs to another entity.
      if (code === 'name-taken') continue;
      const isHard = force === 'must' || force === 'must-not' || force === 'derived';
      expect({ code, weight }).toEqual({ code, weight: isHard ? 'hard' : 'in-principle' });
    }
  });
});
