import type { ReferenceTable } from './reference-table.ts';

/** A certification body for e-government, by the short names under which it is known. */
export interface CertificationBody {
  readonly name: string;
  readonly also: readonly string[];
  /** seen as licensed in a public source; the others are general knowledge */
  readonly seen: boolean;
}

/** A list of bodies, and whether it is the authority's own. */
export interface CertificationBodyList extends ReferenceTable<CertificationBody> {
  /** only a list that the authority published may decide A29.2; this one may only inform */
  readonly official: boolean;
}

/**
 * Names of bodies that are said to be licensed (国家密码管理局令第4号). The authority's list was not found, so
 * `official` is false and no rule may conclude from it. A site loads the published list in its place.
 */
export const CERTIFICATION_BODIES: CertificationBodyList = {
  id: 'certification-bodies',
  source: '公开资料中提到的机构名称，没有对照主管部门名单',
  edition: '2026-11',
  confirmed: false,
  official: false,
  rows: [
    { name: '山东CA', also: [], seen: true },
    { name: '安徽CA', also: ['安徽省电子认证管理中心'], seen: true },
    { name: '北京数字认证', also: ['BJCA'], seen: false },
    { name: 'CFCA', also: [], seen: false },
    { name: '上海CA', also: ['SHECA'], seen: false },
    { name: '数安时代', also: ['GDCA'], seen: false },
    { name: '广东网证通', also: ['NETCA'], seen: false },
    { name: '浙江CA', also: [], seen: false },
    { name: '江苏CA', also: [], seen: false },
    { name: '福建CA', also: [], seen: false },
    { name: '江西CA', also: [], seen: false },
    { name: '河北CA', also: [], seen: false },
    { name: '河南CA', also: [], seen: false },
    { name: '湖北CA', also: [], seen: false },
    { name: '湖南CA', also: [], seen: false },
    { name: '广西CA', also: [], seen: false },
    { name: '四川CA', also: [], seen: false },
    { name: '重庆东方中讯', also: [], seen: false },
    { name: '陕西CA', also: [], seen: false },
    { name: '云南CA', also: [], seen: false },
    { name: '贵州CA', also: [], seen: false },
    { name: '新疆CA', also: [], seen: false },
    { name: '国家信息中心', also: ['政务外网CA'], seen: false },
  ],
};
