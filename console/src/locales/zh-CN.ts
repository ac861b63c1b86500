import { AUDITING } from './zh-CN/auditing.ts';
import { CALENDAR } from './zh-CN/calendar.ts';
import { CHECKS } from './zh-CN/checks.ts';
import { CLOSINGS } from './zh-CN/closings.ts';
import { DEMO } from './zh-CN/demo.ts';
import { DESK } from './zh-CN/desk.ts';
import { FINDINGS } from './zh-CN/findings.ts';
import { GENERAL } from './zh-CN/general.ts';
import { LINKS } from './zh-CN/links.ts';
import { LOG_ARCHIVE } from './zh-CN/log-archive.ts';
import { LOG_RETENTION } from './zh-CN/log-retention.ts';
import { LOGS } from './zh-CN/logs.ts';
import { MESSAGES } from './zh-CN/messages.ts';
import { NOTICES } from './zh-CN/notices.ts';
import { OPENINGS } from './zh-CN/openings.ts';
import { OUTSIDE } from './zh-CN/outside.ts';
import { OVERVIEW } from './zh-CN/overview.ts';
import { PAPERS } from './zh-CN/papers.ts';
import { PASSKEYS } from './zh-CN/passkeys.ts';
import { PEOPLE } from './zh-CN/people.ts';
import { PUBLICATIONS } from './zh-CN/publications.ts';
import { REGISTRY } from './zh-CN/registry.ts';
import { SETTINGS } from './zh-CN/settings.ts';
import { TOKENS } from './zh-CN/tokens.ts';
import { WATCH } from './zh-CN/watch.ts';
import { WORD_LISTS } from './zh-CN/word-lists.ts';

/** Texts of the pages alone, a file a room; words that the server shares live in the contract. These are the source. */
export const zhCN = {
  ...GENERAL,
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
} as const;
