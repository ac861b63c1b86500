import { describe, expect, it } from 'vitest';
import { linksTo } from './file-links.ts';

const SITE = 'https://www.example.gov.cn';
const link = (path: string, text = '') => ({ url: `${SITE}${path}`, text });

describe('links by which a page may give an attachment', () => {
  it.each([
    ['its words', link('/down?id=7', '附件1：补贴标准表（全 省）.xlsx')],
    ['its words without the kind', link('/P0202.xlsx', '补贴标准表（全省）')],
    [
      'its address',
      link('/files/%E8%A1%A5%E8%B4%B4%E6%A0%87%E5%87%86%E8%A1%A8%EF%BC%88%E5%85%A8%E7%9C%81%EF%BC%89.xlsx'),
    ],
  ])('bear its name in %s', (_, own) => {
    expect(linksTo('补贴标准表（全省）.xlsx', [link('/other.xlsx', '名单'), own])).toEqual({
      isNamed: true,
      urls: [own.url],
    });
  });

  it('else are those to a file of its kind, and those that are called attachments, each once', () => {
    const links = [
      link('/', '首页'),
      link('/P0202.XLSX', '点此查看'),
      link('/down?id=7', '下载'),
      link('/down?id=7', '附 件'),
      link('/a.pdf', '指南'),
    ];
    expect(linksTo('补贴标准表.xlsx', links)).toEqual({
      isNamed: false,
      urls: [`${SITE}/P0202.XLSX`, `${SITE}/down?id=7`],
    });
  });

  it('are none where the page leads to pages alone', () => {
    expect(linksTo('补贴标准表.xlsx', [link('/', '首页'), link('/%E0%A4%A', '坏地址')]).urls).toEqual([]);
  });
});
