import { AUDITING } from './en/auditing.ts';
import { CALENDAR } from './en/calendar.ts';
import { CHECKS } from './en/checks.ts';
import { CLOSINGS } from './en/closings.ts';
import { DEMO } from './en/demo.ts';
import { DESK } from './en/desk.ts';
import { FINDINGS } from './en/findings.ts';
import { GENERAL } from './en/general.ts';
import { LINKS } from './en/links.ts';
import { LOG_ARCHIVE } from './en/log-archive.ts';
import { LOG_RETENTION } from './en/log-retention.ts';
import { LOGS } from './en/logs.ts';
import { MENU } from './en/menu.ts';
import { MESSAGES } from './en/messages.ts';
import { NOTICES } from './en/notices.ts';
import { OPENINGS } from './en/openings.ts';
import { OUTSIDE } from './en/outside.ts';
import { OVERVIEW } from './en/overview.ts';
import { PAPERS } from './en/papers.ts';
import { PASSKEYS } from './en/passkeys.ts';
import { PEOPLE } from './en/people.ts';
import { PUBLICATIONS } from './en/publications.ts';
import { REGISTRY } from './en/registry.ts';
import { SETTINGS } from './en/settings.ts';
import { TOKENS } from './en/tokens.ts';
import { WATCH } from './en/watch.ts';
import { WORD_LISTS } from './en/word-lists.ts';
import type { zhCN } from './zh-CN.ts';
import type { zhRooms } from './zh-CN-rooms.ts';

export const en = {
  ...GENERAL,
  ...MENU,
  ...CHECKS,
  ...DESK,
  ...DEMO,
  ...FINDINGS,
  ...LINKS,
  ...LOGS,
  ...LOG_ARCHIVE,
  ...LOG_RETENTION,
  ...PAPERS,
  ...NOTICES,
  ...OPENINGS,
  ...CLOSINGS,
  ...OUTSIDE,
  ...OVERVIEW,
  ...PASSKEYS,
  ...PEOPLE,
  ...PUBLICATIONS,
  ...WORD_LISTS,
  ...REGISTRY,
  ...AUDITING,
  ...TOKENS,
  ...SETTINGS,
  ...WATCH,
  ...CALENDAR,
  ...MESSAGES,
} as const satisfies Record<keyof typeof zhCN | keyof typeof zhRooms, string>;
