import { plainWords } from '../../kernel/value.ts';

/** `--folder FOLDER` of whatever reads or writes kept logs. */
export const FOLDER_OPTION = {
  ...plainWords({ allowed: { zh: '目录', en: 'a folder' }, example: '/srv/logs', max: 4_000 }),
  placeholder: 'FOLDER',
  help: {
    zh: '日志存档的目录，默认在数据目录的 logs/',
    en: 'where they are kept; logs/ of the data directory by default',
  },
} as const;
