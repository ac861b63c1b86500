import { AUDITING } from './zh-CN/auditing.ts';
import { CHECKS } from './zh-CN/checks.ts';
import { DEMO } from './zh-CN/demo.ts';
import { GENERAL } from './zh-CN/general.ts';
import { MENU } from './zh-CN/menu.ts';
import { OUTSIDE } from './zh-CN/outside.ts';
import { PAPERS } from './zh-CN/papers.ts';
import { PASSKEYS } from './zh-CN/passkeys.ts';
import { PEOPLE } from './zh-CN/people.ts';
import { REGISTRY } from './zh-CN/registry.ts';

/**
 * Texts that come with the program: the shell, signing in, and a check with its result. A file a room; words that the server
 * shares live in the contract. These and `zh-CN-rooms.ts` are the source.
 */
export const zhCN = {
  ...GENERAL,
  ...MENU,
  ...CHECKS,
  ...DEMO,
  ...PAPERS,
  ...OUTSIDE,
  ...PASSKEYS,
  ...PEOPLE,
  ...REGISTRY,
  ...AUDITING,
} as const;
