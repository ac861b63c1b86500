import { describe, expect, it } from 'vitest';
import { hostsIn, proposeDomains } from './domains.ts';
import { dutyOf, formOf, type NamedUnit, nationalWord, proposeNames, regionAbove } from './names.ts';

function unit(name: string, more: Partial<NamedUnit> = {}): NamedUnit {
  return { name, kind: 'organ', level: 'prefectural', regions: ['样例省', '样例市'], ...more };
}

const bureau = unit('样例市教育局');
const city = unit('样例市人民政府');

describe('the duty in the name of a unit', () => {
  it.each([
    ['样例市教育局', '教育'],
    ['样例市人民政府', ''],
    ['样例市人民政府办公室', ''],
    ['样例市发展和改革委员会', '发展和改革'],
    ['样例市市场监督管理局', '市场监督'],
    ['样例市图书馆', '图书馆'],
    ['样例省水利厅', '水利'],
  ])('of %s is %j', (name, duty) => {
    expect(dutyOf(unit(name))).toBe(duty);
  });
});

describe('the form of a name (Art. 8)', () => {
  it.each([
    ['样例市教育局', bureau, 'entity'],
    ['样例市教育局门户网站', bureau, 'entity'],
    ['样例市人民政府门户网站', city, 'entity'],
    ['样例市政府网', city, 'entity'],
    ['样例市发改委', unit('样例市发展和改革委员会'), 'entity'],
    ['样例市教育网', bureau, 'entity'],
    ['样例市招生考试网', bureau, 'region-duty'],
    ['样例招生考试', bureau, 'region-duty'],
    ['样例市', bureau, 'other'],
    ['样例市发布', bureau, 'other'],
    ['阳光招考', bureau, 'other'],
    ['另一市教育网', bureau, 'other'],
    ['样例市图书馆', unit('样例市图书馆', { kind: 'institution' }), 'entity'],
    ['样例市', city, 'entity'],
  ] as const)('of %s', (name, whose, form) => {
    expect(formOf(name, whose)).toBe(form);
  });
});

describe('a misleading name', () => {
  it.each([
    ['中国样例教育网', bureau, '中国'],
    ['国家教育平台', bureau, '国家'],
    ['样例市教育局', bureau, undefined],
    ['国家教育平台', unit('国家样例局', { level: 'central' }), undefined],
    ['国家税务总局样例市税务局', unit('国家税务总局样例市税务局'), undefined],
  ] as const)('%s: words of the nation', (name, whose, word) => {
    expect(nationalWord(name, whose)).toBe(word);
  });

  it.each([
    ['示范省教育网', unit('样例市教育局', { regions: ['示范省', '样例市'] }), '示范省'],
    ['样例省样例市教育网', bureau, undefined],
    ['样例市教育网', unit('样例县教育局', { regions: ['样例省', '样例市', '例北县'] }), '样例市'],
    ['样例省教育考试院', unit('样例省教育考试院', { regions: ['样例省', '样例市'] }), undefined],
  ] as const)('%s: a region above', (name, whose, region) => {
    expect(regionAbove(name, whose)).toBe(region);
  });
});

describe('proposals', () => {
  it('name the entity first and keep to the forms of Art. 8', () => {
    expect(proposeNames(bureau, '门户网站')).toEqual([
      { name: '样例市教育局门户网站', form: 'entity' },
      { name: '样例市教育门户网站', form: 'entity' },
    ]);
    expect(proposeNames(city, '门户网站').map(({ name }) => name)).toEqual([
      '样例市人民政府门户网站',
      '样例市政府门户网站',
    ]);
  });

  it.each([bureau, city, unit('样例市市场监督管理局')])('of %j are never of another form', (whose) => {
    for (const { name } of proposeNames(whose, '门户网站')) expect(formOf(name, whose)).not.toBe('other');
  });

  it('of domains have the suffix of the kind of unit (Art. 5)', () => {
    expect(proposeDomains(city, 'website')).toEqual([
      'www.yangli.gov.cn',
      'www.yl.gov.cn',
      '样例市人民政府.政务',
    ]);
    expect(proposeDomains(bureau, 'website')).toEqual([
      'jyj.yangli.gov.cn',
      'edu.yangli.gov.cn',
      'jiaoyu.yangli.gov.cn',
      '样例市教育局.政务',
    ]);
    expect(proposeDomains(unit('样例市图书馆', { kind: 'institution' }), 'website')).toEqual([
      'www.tsg.cn',
      'www.lib.cn',
      'www.tushuguan.cn',
      '样例市图书馆.公益',
    ]);
    expect(proposeDomains(bureau, 'mail')[0]).toBe('mail.jyj.yangli.gov.cn');
    expect(proposeDomains(bureau, 'account')).toEqual([]);
  });

  it('read hosts as people write them', () => {
    expect(hostsIn('www.a.gov.cn，样例局。政务、')).toEqual([
      'www.a.gov.cn',
      expect.stringMatching(/^xn--.+\.xn--zfr164b$/),
    ]);
  });
});
