import { oneOf } from '../value.ts';
import type { Options } from './define-command.ts';

/** Options of every command. */
export const COMMON_OPTIONS = {
  help: { flag: true, short: 'h', help: { zh: '显示帮助', en: 'show help' } },
  version: { flag: true, help: { zh: '显示版本', en: 'show the version' } },
  lang: {
    ...oneOf(['zh', 'en']),
    example: 'en',
    placeholder: 'zh|en',
    help: { zh: '语言，默认中文', en: 'language; Chinese by default' },
  },
  color: { flag: true, help: { zh: '用颜色重复文字的含义', en: 'repeat the words in colour' } },
  'no-color': { flag: true, help: { zh: '不用颜色', en: 'no colour' } },
  'no-progress': {
    flag: true,
    help: { zh: '进度逐行显示，不改写同一行', en: 'progress line by line, nothing rewritten' },
  },
  debug: {
    flag: true,
    help: { zh: '在屏幕上显示日志和出错位置', en: 'show the log and where an error arose' },
  },
} as const satisfies Options;
