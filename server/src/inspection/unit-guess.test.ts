import { describe, expect, it } from 'vitest';
import { pageOf } from '../../test/site-view.ts';
import { settleUnit } from './unit-guess.ts';

function guessed(url: string, of: { name?: string; title?: string; code?: string; footer?: string } = {}) {
  const tags = [
    of.name === undefined ? '' : `<meta name="SiteName" content="${of.name}">`,
    of.code === undefined ? '' : `<meta name="SiteIDCode" content="${of.code}">`,
  ];
  const body = of.footer === undefined ? '' : `<body><p>联系我们</p><p>${of.footer}</p></body>`;
  const page = pageOf(`<head><title>${of.title ?? ''}</title>${tags.join('')}</head>${body}`, url);
  return settleUnit({}, new URL(url).hostname, page);
}

describe('the kind of a unit', () => {
  it.each([
    ['https://www.example.gov.cn/', {}, 'organ', 'suffix'],
    ['https://某某委员会.政务/', {}, 'organ', 'suffix'],
    ['https://www.example.edu.cn/', {}, 'institution', 'suffix'],
    ['https://某某医院.公益/', {}, 'institution', 'suffix'],
    ['https://www.example.edu.cn/', { footer: '某某市某某区教育局 版权所有' }, undefined, 'none'],
    ['https://www.example.edu.cn/', { footer: '某某大学 版权所有' }, 'institution', 'suffix'],
    ['https://www.example.org.cn/', { title: '馆领导_某某省档案馆' }, 'institution', 'page'],
    ['https://www.example.cn/', { title: '医院动态 - 某某市人民医院' }, 'institution', 'page'],
    ['https://www.example.cn/', { name: '某某市教育局网站' }, 'organ', 'page'],
    ['https://www.example.com/', { title: '某某科技有限公司' }, undefined, 'none'],
    ['https://www.example.gov.cn.example.com/', { title: '通知' }, undefined, 'none'],
  ])('of %s with %o is %s, by %s', (url, of, kind, from) => {
    const unit = guessed(url, of);
    expect(unit.kind).toBe(kind);
    expect(unit.from.kind).toBe(from);
  });

  it('is what was given, whatever the host says', () => {
    const unit = settleUnit({ kind: 'institution', level: 'county' }, 'www.example.gov.cn', undefined);
    expect(unit).toMatchObject({
      kind: 'institution',
      level: 'county',
      from: { kind: 'given', level: 'given' },
    });
  });
});

describe('the level of a unit', () => {
  it.each([
    ['bm14000002', '某某部', 'central'],
    ['4400000106', '某某厅', 'provincial'],
    ['4403000002', '某某市人民政府', 'prefectural'],
    ['1101050001', '北京市某某区人民政府', 'prefectural'],
    ['3401040018', '某某市某某区人民政府', 'county'],
    ['3401040018', '某某区教育局', 'county-department'],
    ['3401040018', '某某镇人民政府', 'township'],
  ])('with the code %s and the name %s is %s', (code, name, level) => {
    expect(guessed('https://www.example.gov.cn/', { code, name }).level).toBe(level);
  });

  it('is open without a code', () => {
    const unit = guessed('https://www.example.gov.cn/', { name: '某某市教育局' });
    expect(unit.level).toBeUndefined();
    expect(unit.from.level).toBe('none');
  });
});

describe('the kind of a unit whose name says nothing', () => {
  it.each([
    [{ title: '东山农药信息网', footer: '主办单位：东山省农药检定所' }, 'institution'],
    [{ title: '广陵人力资源网', footer: '版权所有：广陵县人力资源和社会保障局' }, 'organ'],
    [{ name: '广陵县人民政府门户网站群!' }, 'organ'],
    [{ title: '广陵热线', footer: '版权所有：广陵科技有限公司' }, undefined],
  ] as const)('is that of whom it is signed for: %o', (of, kind) => {
    expect(guessed('https://www.example.net/', of).kind).toBe(kind);
  });
});
