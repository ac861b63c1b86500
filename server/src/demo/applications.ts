import type { ApplicationFlag, ApplicationKind, Filing } from '@zhengdun/contract';
import { chance } from './chance.ts';
import { type DemoUnit, UNITS } from './units.ts';

export interface DemoApplication {
  readonly key: string;
  readonly name: string;
  readonly kind: ApplicationKind;
  readonly unit: DemoUnit;
  /** where there is something for a check to look at */
  readonly host?: string;
  readonly flags: readonly ApplicationFlag[];
  readonly mlpsLevel?: number;
  readonly filings: readonly Filing['kind'][];
  readonly isPlatform: boolean;
  /** key of the platform that it runs on */
  readonly on?: string;
  readonly closed?: boolean;
}

/** The city's platform, and its mail: what others run on. */
const PLATFORM = 'shuju-website';
const MAIL = 'shuju-mail';
const DOMAIN = 'yangli.example';

function make(unit: DemoUnit, kind: ApplicationKind, more: Partial<DemoApplication> = {}): DemoApplication {
  return {
    ...{ key: `${unit.key}-${kind}`, name: unit.name, kind, unit },
    ...{ flags: [], filings: [], isPlatform: false },
    ...more,
  };
}

/** A site of its own: for the unit itself, or on the city's platform. */
function site(unit: DemoUnit): DemoApplication {
  const key = `${unit.key}-website`;
  const isPlatform = key === PLATFORM;
  const serves = chance(`${key} serves`) < 0.4;
  return make(unit, 'website', {
    name: isPlatform ? '样例市政务网站集约化平台' : `${unit.name}网站`,
    host: isPlatform ? `portal.${DOMAIN}` : `www.${unit.key}.${DOMAIN}`,
    flags: [
      'portal',
      'links-out',
      'reposts',
      ...(serves ? (['services', 'holds-personal-data'] as const) : []),
    ],
    mlpsLevel: unit.level === 'prefectural' ? 3 : 2,
    filings: ['icp', 'police', 'site-code', 'mark', 'mlps-filing', 'mlps-test'],
    isPlatform,
    ...(!isPlatform && chance(`${key} hosted`) < 0.45 && { on: PLATFORM }),
  });
}

/** Departments of a county and townships have a column (Art. 10), and some still a site. */
function column(unit: DemoUnit): DemoApplication {
  return make(unit, 'column', {
    name: `${unit.name}栏目`,
    host: `${unit.key}.portal.${DOMAIN}`,
    flags: ['links-out'],
    on: PLATFORM,
  });
}

const HAVE_COLUMNS = [
  'jiamz',
  'jiawj',
  'jiaxx',
  'yimz',
  'yijt',
  'yixx',
  'bingmz',
  'bingrs',
  'bingwl',
  'bingts',
  'zhen',
  'xiang',
];
const HAVE_APPS = ['shuju', 'yiyuan', 'jiaotong', 'wenlv', 'zhengwu'];
const HAVE_MINI_PROGRAMS = ['shuju', 'renshe', 'tushu', 'bowu', 'weijian', 'jiaqu'];
const HAVE_ACCOUNTS = [
  'shizf',
  'jiaoyu',
  'minzheng',
  'wenlv',
  'yizhong',
  'jikong',
  'yiqu',
  'bingxian',
  'zhen',
  'jiazx',
];
const HAVE_MAIL = ['shuju', 'jiaoyu', 'yiyuan', 'zhiyuan', 'bingxian'];

const having = (keys: readonly string[]): DemoUnit[] => UNITS.filter(({ key }) => keys.includes(key));

/** Seventy applications of all six kinds; the platform stands first. */
export const APPLICATIONS: readonly DemoApplication[] = [
  ...UNITS.filter(({ key }) => key === 'shuju').map(site),
  ...having(HAVE_MAIL).map((unit) =>
    make(unit, 'mail', {
      name: unit.key === 'shuju' ? '样例市统一电子邮件系统' : `${unit.name}电子邮件系统`,
      host: `mail.${unit.key}.${DOMAIN}`,
      mlpsLevel: 3,
      filings: ['mlps-filing', 'mlps-test'],
      isPlatform: unit.key === 'shuju',
      ...(unit.key === 'jiaoyu' && { on: MAIL }),
    }),
  ),
  ...UNITS.filter(({ key }) => key !== 'shuju' && !HAVE_COLUMNS.includes(key)).map(site),
  ...having(HAVE_COLUMNS).map(column),
  ...having(HAVE_APPS).map((unit) =>
    make(unit, 'app', {
      name: `样例${unit.name.slice(3)}应用`,
      filings: ['app-filing', 'mlps-filing'],
      mlpsLevel: 2,
      flags: ['services', 'holds-personal-data', 'has-registration'],
    }),
  ),
  ...having(HAVE_MINI_PROGRAMS).map((unit) =>
    make(unit, 'mini-program', {
      name: `样例${unit.name.slice(2)}小程序`,
      filings: ['app-filing'],
      flags: ['services'],
    }),
  ),
  ...having(HAVE_ACCOUNTS).map((unit) =>
    make(unit, 'account', {
      name: `${unit.name}公众号`,
      filings: ['identity-certificate'],
      flags: ['reposts'],
    }),
  ),
  // 已关停: a site that went into the platform, and two more.
  ...having(['bingwl', 'zhen', 'jiawj', 'yijt']).map((unit) =>
    make(unit, 'website', {
      name: `${unit.name}网站（旧）`,
      host: `old.${unit.key}.${DOMAIN}`,
      closed: unit.key !== 'yijt',
      filings: ['icp'],
    }),
  ),
];
