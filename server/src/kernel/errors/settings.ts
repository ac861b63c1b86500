import type { ErrorEntry } from './entry.ts';

/** Refusals of 设置. */
export const SETTING_ERRORS = {
  'setting-unknown': {
    status: 404,
    exit: 70,
    words: { zh: '没有这项可在页面上修改的设置。', en: 'There is no such setting that the page may change.' },
  },
  'setting-beyond-reach': {
    status: 403,
    exit: 70,
    words: {
      zh: '设置对全系统生效，须由授权范围为全系统的系统管理员修改。',
      en: 'Settings hold for all units: a system administrator of all of them has to change them.',
    },
  },
  'setting-fixed': {
    status: 409,
    exit: 64,
    words: {
      zh: '{name} 已在环境变量或配置文件中设定，以其为准。如需在页面上修改，请先在那里删去并重新启动。',
      en: '{name} is set in the environment or in the configuration file, which goes before. Remove it there and start again to change it here.',
    },
  },
  'setting-refused': {
    status: 400,
    exit: 64,
    words: { zh: '应为{allowed}。例：{example}', en: 'It must be {allowed}. Example: {example}' },
  },
} as const satisfies Record<string, ErrorEntry>;
