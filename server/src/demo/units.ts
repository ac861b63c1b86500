import type { UnitKind, UnitLevel } from '@zhengdun/contract';

/** Regions of the invented province; no division of GB/T 2260 has a code from 99. */
export const REGIONS = [
  { code: '990000', name: '样例省', path: '990000/' },
  { code: '990100', name: '样例市', path: '990000/990100/' },
  { code: '990101', name: '甲样区', path: '990000/990100/990101/' },
  { code: '990102', name: '乙样区', path: '990000/990100/990102/' },
  { code: '990103', name: '丙样县', path: '990000/990100/990103/' },
] as const;
type RegionCode = (typeof REGIONS)[number]['code'];

export interface DemoUnit {
  /** part of its host names */
  readonly key: string;
  readonly name: string;
  readonly kind: UnitKind;
  readonly level: UnitLevel;
  readonly region: RegionCode;
  /** key of the superior */
  readonly below?: string;
}

type Line = readonly [key: string, name: string, below?: string];

function organs(level: UnitLevel, region: RegionCode, lines: readonly Line[]): DemoUnit[] {
  return lines.map(([key, name, below]) => ({
    ...{ key, name, level, region, kind: 'organ' as const },
    ...(below && { below }),
  }));
}

function institutions(level: UnitLevel, region: RegionCode, lines: readonly Line[]): DemoUnit[] {
  return organs(level, region, lines).map((unit) => ({ ...unit, kind: 'institution' }));
}

/** 条 by the superior, 块 by the region: superiors stand before those below them. */
export const UNITS: readonly DemoUnit[] = [
  ...organs('prefectural', '990100', [
    ['shizf', '样例市人民政府办公室'],
    ['wangxin', '样例市互联网信息办公室'],
    ['shuju', '样例市数据局', 'shizf'],
    ['jiaoyu', '样例市教育局', 'shizf'],
    ['weijian', '样例市卫生健康委员会', 'shizf'],
    ['minzheng', '样例市民政局', 'shizf'],
    ['renshe', '样例市人力资源和社会保障局', 'shizf'],
    ['jiaotong', '样例市交通运输局', 'shizf'],
    ['wenlv', '样例市文化和旅游局', 'shizf'],
    ['shengtai', '样例市生态环境局', 'shizf'],
    ['shichang', '样例市市场监督管理局', 'shizf'],
    ['ziran', '样例市自然资源局', 'shizf'],
  ]),
  ...institutions('prefectural', '990100', [
    ['zhengwu', '样例市政务服务中心', 'shuju'],
    ['tushu', '样例市图书馆', 'wenlv'],
    ['bowu', '样例市博物馆', 'wenlv'],
    ['yiyuan', '样例市第一人民医院', 'weijian'],
    ['jikong', '样例市疾病预防控制中心', 'weijian'],
    ['yizhong', '样例市第一中学', 'jiaoyu'],
    ['zhiyuan', '样例市职业技术学院', 'jiaoyu'],
  ]),
  ...organs('county', '990101', [['jiaqu', '甲样区人民政府办公室', 'shizf']]),
  ...organs('county-department', '990101', [
    ['jiajy', '甲样区教育局', 'jiaoyu'],
    ['jiamz', '甲样区民政局', 'minzheng'],
    ['jiawj', '甲样区卫生健康局', 'weijian'],
  ]),
  ...institutions('county-department', '990101', [
    ['jiaxx', '甲样区实验小学', 'jiajy'],
    ['jiazx', '甲样区第一初级中学', 'jiajy'],
  ]),
  ...organs('county', '990102', [['yiqu', '乙样区人民政府办公室', 'shizf']]),
  ...organs('county-department', '990102', [
    ['yijy', '乙样区教育局', 'jiaoyu'],
    ['yimz', '乙样区民政局', 'minzheng'],
    ['yijt', '乙样区交通运输局', 'jiaotong'],
  ]),
  ...institutions('county-department', '990102', [
    ['yixx', '乙样区中心小学', 'yijy'],
    ['yiyy', '乙样区人民医院', 'weijian'],
  ]),
  ...organs('county', '990103', [['bingxian', '丙样县人民政府办公室', 'shizf']]),
  ...organs('county-department', '990103', [
    ['bingjy', '丙样县教育局', 'jiaoyu'],
    ['bingmz', '丙样县民政局', 'minzheng'],
    ['bingrs', '丙样县人力资源和社会保障局', 'renshe'],
    ['bingwl', '丙样县文化和旅游局', 'wenlv'],
  ]),
  ...institutions('county-department', '990103', [
    ['bingzx', '丙样县第一中学', 'bingjy'],
    ['bingts', '丙样县图书馆', 'bingwl'],
  ]),
  ...organs('township', '990103', [
    ['zhen', '丙样县样板镇人民政府', 'bingxian'],
    ['xiang', '丙样县样本乡人民政府', 'bingxian'],
  ]),
];
