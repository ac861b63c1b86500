import { CALENDAR } from './zh-CN/calendar.ts';
import { CLOSINGS } from './zh-CN/closings.ts';
import { DESK } from './zh-CN/desk.ts';
import { FINDINGS } from './zh-CN/findings.ts';
import { LINKS } from './zh-CN/links.ts';
import { LOG_ARCHIVE } from './zh-CN/log-archive.ts';
import { LOG_RETENTION } from './zh-CN/log-retention.ts';
import { LOGS } from './zh-CN/logs.ts';
import { MESSAGES } from './zh-CN/messages.ts';
import { NOTICES } from './zh-CN/notices.ts';
import { OPENINGS } from './zh-CN/openings.ts';
import { OVERVIEW } from './zh-CN/overview.ts';
import { PUBLICATIONS } from './zh-CN/publications.ts';
import { SETTINGS } from './zh-CN/settings.ts';
import { TOKENS } from './zh-CN/tokens.ts';
import { WATCH } from './zh-CN/watch.ts';
import { WORD_LISTS } from './zh-CN/word-lists.ts';

/** Texts of the rooms behind the first view, fetched with the first page of any of them (`pages.tsx`). */
export const zhRooms = {
  ...CALENDAR,
  ...CLOSINGS,
  ...DESK,
  ...FINDINGS,
  ...LINKS,
  ...LOGS,
  ...LOG_ARCHIVE,
  ...LOG_RETENTION,
  ...MESSAGES,
  ...NOTICES,
  ...OPENINGS,
  ...OVERVIEW,
  ...PUBLICATIONS,
  ...SETTINGS,
  ...TOKENS,
  ...WATCH,
  ...WORD_LISTS,
} as const;
