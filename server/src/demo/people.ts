import type { Employment, RoleName } from '@zhengdun/contract';

export interface DemoPerson {
  readonly loginName: string;
  readonly name: string;
  /** key of the unit */
  readonly unit: string;
  readonly role: RoleName;
  readonly area: 'region' | 'sector' | 'unit';
  readonly employment: Employment;
  /** one may enter as this person */
  readonly shown: boolean;
}

function staff(
  [loginName, name, unit]: readonly [string, string, string],
  role: RoleName,
  more: Partial<DemoPerson> = {},
): DemoPerson {
  return { loginName, name, unit, role, area: 'sector', employment: 'civil-servant', shown: true, ...more };
}

/** Those without a grant at first get it in an act of the security administrator. */
export const CONTRACTOR = 'demo.operator';

/** Whoever one may enter as, in the order of the buttons. */
const SHOWN: readonly DemoPerson[] = [
  staff(['demo.supervisor', '样例监管员', 'wangxin'], 'supervisor', { area: 'region' }),
  staff(['demo.leader', '样例负责人', 'jiaoyu'], 'leader'),
  staff(['demo.liaison', '样例联络员', 'jiaoyu'], 'liaison'),
  staff(['demo.handler', '样例承办人', 'jiaoyu'], 'handler'),
  staff([CONTRACTOR, '样例外包员', 'jiaoyu'], 'operator', { area: 'unit', employment: 'outsourced' }),
  staff(['demo.reviewer', '样例审核人', 'jiaoyu'], 'reviewer'),
  staff(['demo.secrecy', '样例保密员', 'jiaoyu'], 'secrecy-officer'),
  staff(['demo.system', '样例系统管理员', 'shuju'], 'system-admin', { area: 'region' }),
  staff(['demo.security', '样例安全管理员', 'shuju'], 'security-admin', { area: 'region' }),
  staff(['demo.audit', '样例审计管理员', 'shuju'], 'audit-admin', { area: 'region' }),
];

/** Those of other units, who act beside them. */
const OTHERS: readonly DemoPerson[] = [
  'minzheng',
  'weijian',
  'jiaotong',
  'jiaqu',
  'yiqu',
  'bingxian',
].flatMap((unit, index) => {
  const hidden = { shown: false } as const;
  return [
    staff([`demo.${unit}.leader`, `样例负责人${index + 1}`, unit], 'leader', hidden),
    staff([`demo.${unit}.liaison`, `样例联络员${index + 1}`, unit], 'liaison', hidden),
    staff([`demo.${unit}.handler`, `样例承办人${index + 1}`, unit], 'handler', hidden),
  ];
});

/** Further reviewers, so that two reviews are done by two people. */
const REVIEWERS: readonly DemoPerson[] = (
  [
    ['demo.jiaoyu.reviewer', '样例终审人', 'jiaoyu'],
    ['demo.minzheng.reviewer', '样例审核人1', 'minzheng'],
  ] as const
).map((person) => staff(person, 'reviewer', { shown: false }));

export const PEOPLE: readonly DemoPerson[] = [...SHOWN, ...OTHERS, ...REVIEWERS];
