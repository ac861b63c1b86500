import { domainToASCII } from 'node:url';
import { describe, expect, it } from 'vitest';
import {
  CERTIFICATION_BODIES,
  CHINESE_DOTS,
  DOMAIN_SUFFIXES,
  FILING_LINKS,
  FILING_NUMBER_FORMS,
  LOOK_ALIKE_SUFFIXES,
  MARK_LINK,
  MARK_PICTURES,
  MARK_REGIONS,
  MARK_SCRIPT,
  PROVINCE_CHARACTERS,
  PROVINCES,
  provinceOfCharacter,
  provinceOfCode,
  SITE_CODE_FORMS,
  siteCodeForm,
} from '../index.ts';

const TABLES = [
  PROVINCES,
  FILING_NUMBER_FORMS,
  FILING_LINKS,
  SITE_CODE_FORMS,
  MARK_PICTURES,
  MARK_REGIONS,
  DOMAIN_SUFFIXES,
  LOOK_ALIKE_SUFFIXES,
  CERTIFICATION_BODIES,
];

/** The first form that a text has, as a rule would look. */
function formOf(text: string): string | undefined {
  return FILING_NUMBER_FORMS.rows.find(({ pattern }) => pattern.test(text))?.name;
}

describe('tables', () => {
  it('say where they come from', () => {
    expect(new Set(TABLES.map(({ id }) => id)).size).toBe(TABLES.length);
    for (const { id, source, edition, rows } of TABLES) {
      expect(source.length, id).toBeGreaterThan(0);
      expect(edition.length, id).toBeGreaterThan(0);
      expect(rows.length, id).toBeGreaterThan(0);
    }
  });
});

describe('provinces', () => {
  it('are 31, each with a character and a code of its own', () => {
    expect(PROVINCES.rows).toHaveLength(31);
    expect(new Set(PROVINCE_CHARACTERS).size).toBe(PROVINCE_CHARACTERS.length);
    expect(new Set(PROVINCES.rows.map(({ code }) => code)).size).toBe(31);
  });

  it('are found by the character of a filing number and by the digits of a code', () => {
    expect(provinceOfCharacter('冀')?.code).toBe('13');
    expect(provinceOfCharacter('蜀')).toBe(provinceOfCharacter('川'));
    expect(provinceOfCharacter('港')).toBeUndefined();
    expect(provinceOfCode('35030302900035')?.character).toBe('闽');
    expect(provinceOfCode('99')).toBeUndefined();
  });
});

describe('filing numbers', () => {
  it('match their own examples', () => {
    for (const { name, examples } of FILING_NUMBER_FORMS.rows) {
      for (const example of examples) expect(formOf(example), example).toBe(name);
    }
  });

  it('give province and number in every way people write them', () => {
    const police = FILING_NUMBER_FORMS.rows.find(({ name }) => name === 'police-filing')?.pattern;
    for (const text of [
      '京公网安备11010602060068号',
      '京公网安备 11010602060068',
      '京公网安备号11010602060068',
      '京 公网安备11010602060068号',
    ]) {
      expect(police?.exec(text)?.groups, text).toMatchObject({ province: '京', number: '11010602060068' });
    }
    const icp = FILING_NUMBER_FORMS.rows.find(({ name }) => name === 'icp-filing')?.pattern;
    expect(icp?.exec('备案号：渝ICP备2024030252号-1 | 联系我们')?.groups).toMatchObject({
      province: '渝',
      number: '2024030252',
      serial: '1',
    });
  });

  it('tell a licence from a filing and refuse what is neither', () => {
    expect(formOf('京ICP证150476号')).toBe('icp-licence');
    expect(formOf('粤B2-20090059')).toBe('icp-licence-old');
    expect(formOf('ICP备12345678号')).toBeUndefined();
    expect(formOf('京公网安备1101060206号')).toBeUndefined();
  });
});

describe('site identification codes', () => {
  it('are ten digits, or bm and eight', () => {
    expect(siteCodeForm('4403000002')).toBe('local');
    expect(siteCodeForm('bm14000002')).toBe('ministry');
    for (const code of ['28', '44030000021', 'BM14000002', 'bm1400002', '']) {
      expect(siteCodeForm(code), code).toBeUndefined();
    }
  });
});

describe('marks', () => {
  const script = 'https://dcs.conac.cn/js/33/000/0000/60425889/CA330000000604258890010.js';

  it('are read from the address of their script', () => {
    expect(MARK_SCRIPT.exec(script)?.groups).toEqual({
      region: '33',
      area: '000',
      county: '0000',
      unit: '60425889',
      serial: '0010',
    });
    expect(MARK_SCRIPT.test(script.replace('https:', ''))).toBe(true);
  });

  it('are refused where the parts contradict each other or the host is another', () => {
    expect(MARK_SCRIPT.test(script.replace('CA33', 'CA02'))).toBe(false);
    expect(MARK_SCRIPT.test(script.replace('dcs.conac.cn', 'dcs.conac.cn.example.com'))).toBe(false);
  });

  it('are known by the link to their record', () => {
    const link = '//bszs.conac.cn/sitename?method=show&amp;id=07BBE32157290F90E053022819AC8A23';
    expect(MARK_LINK.exec(link)?.groups?.record).toBe('07BBE32157290F90E053022819AC8A23');
    expect(MARK_LINK.test(link.replace('07BB', '07bb'))).toBe(false);
  });
});

describe('domain suffixes', () => {
  it('stand in the table as they stand in the name system', () => {
    for (const { written, ascii } of [...DOMAIN_SUFFIXES.rows, ...LOOK_ALIKE_SUFFIXES.rows]) {
      expect(domainToASCII(written), written).toBe(ascii);
    }
    expect(CHINESE_DOTS).toEqual(['。', '．', '｡']);
  });

  it('do not let 政府 pass for 政务', () => {
    expect(DOMAIN_SUFFIXES.rows.some(({ written }) => written === '政府')).toBe(false);
    expect(LOOK_ALIKE_SUFFIXES.rows.find(({ written }) => written === '政府')?.takenFor).toBe('政务');
  });
});

describe('certification bodies', () => {
  it('are not an official list and decide nothing', () => {
    expect(CERTIFICATION_BODIES.official).toBe(false);
    expect(CERTIFICATION_BODIES.confirmed).toBe(false);
  });
});
