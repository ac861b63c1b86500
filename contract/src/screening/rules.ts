/* Imports nothing: threads that read pages have this table without loading all schemas. */

/** What a hit is about. The unit's own lists bring categories of their own, which stand beside `list`. */
export const SCREEN_CATEGORIES = [
  'state-secret',
  'work-secret',
  'credential',
  'personal',
  'organisation',
  'form',
  'wording',
  'covered',
  'list',
] as const;
export type ScreenCategory = (typeof SCREEN_CATEGORIES)[number];

/** Rules that ship with the program, by the category of their hits. */
export const SCREEN_RULES = {
  'state-secret-mark': 'state-secret',
  'state-secret-mention': 'state-secret',
  'work-secret-mark': 'work-secret',
  'not-for-publication': 'work-secret',
  'private-key': 'credential',
  'cloud-key': 'credential',
  'web-token': 'credential',
  password: 'credential',
  'connection-string': 'credential',
  'access-token': 'credential',
  'resident-id': 'personal',
  'old-resident-id': 'personal',
  mobile: 'personal',
  'home-telephone': 'personal',
  'bank-card': 'personal',
  passport: 'personal',
  'travel-permit': 'personal',
  'residence-permit': 'personal',
  plate: 'personal',
  'home-address': 'personal',
  'photo-position': 'personal',
  'credit-code': 'organisation',
  'credit-code-misfit': 'form',
  'document-number': 'form',
  'impossible-date': 'form',
  'weekday-misfit': 'form',
  'date-form': 'form',
  'region-name': 'form',
  misspelling: 'wording',
  'covered-text': 'covered',
} as const satisfies Record<string, ScreenCategory>;
export type ScreenRule = keyof typeof SCREEN_RULES;
