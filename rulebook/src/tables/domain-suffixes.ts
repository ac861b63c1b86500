import type { ReferenceTable } from './reference-table.ts';

/** A domain suffix of Article 5 or 31. `ascii` is what a parsed host ends with, without the leading dot. */
export interface DomainSuffix {
  readonly written: string;
  readonly ascii: string;
  readonly fits: readonly ('organ' | 'institution')[];
}

/** The suffixes that the text names. 政务 and 公益 also exist below .cn: see the look-alikes. */
export const DOMAIN_SUFFIXES: ReferenceTable<DomainSuffix> = {
  id: 'domain-suffixes',
  source: '互联网政务应用安全管理规定第五条、第三十一条；编码形式已重新计算',
  edition: '2024-05-15',
  confirmed: true,
  rows: [
    { written: 'gov.cn', ascii: 'gov.cn', fits: ['organ'] },
    { written: '政务', ascii: 'xn--zfr164b', fits: ['organ'] },
    { written: 'cn', ascii: 'cn', fits: ['institution'] },
    { written: '公益', ascii: 'xn--55qw42g', fits: ['institution'] },
  ],
};

/** A suffix that exists, is not named in the text, and is taken for one that is. */
export interface LookAlikeSuffix {
  readonly written: string;
  readonly ascii: string;
  readonly takenFor: string;
  /** in Chinese */
  readonly why: string;
}

export const LOOK_ALIKE_SUFFIXES: ReferenceTable<LookAlikeSuffix> = {
  id: 'look-alike-suffixes',
  source: '域名根区和公开注册资料',
  edition: '2026-11',
  confirmed: true,
  rows: [
    {
      written: '政府',
      ascii: 'xn--mxtq1m',
      takenFor: '政务',
      why: '由境外机构管理的另一个顶级域',
    },
    {
      written: '政务.cn',
      ascii: 'xn--zfr164b.cn',
      takenFor: '政务',
      why: '“.cn”下的二级形式，条文没有列出',
    },
    {
      written: '公益.cn',
      ascii: 'xn--55qw42g.cn',
      takenFor: '公益',
      why: '“.cn”下的二级形式，以“.cn”结尾',
    },
  ],
};

/** Dots that people write between Chinese labels; each counts as `.` before a host is parsed. */
export const CHINESE_DOTS = ['\u3002', '\uff0e', '\uff61'] as const;
