import type { Case } from './case.ts';
import { FORM_CASES } from './corpus-form.ts';
import { FRESH_CASES } from './corpus-fresh.ts';
import { FRESH_CASES_2 } from './corpus-fresh-2.ts';
import { FRESH_CASES_3 } from './corpus-fresh-3.ts';
import { FRESH_CASES_4 } from './corpus-fresh-4.ts';
import { FRESH_CASES_5 } from './corpus-fresh-5.ts';
import { FRESH_CASES_6 } from './corpus-fresh-6.ts';
import { FRESH_CASES_7 } from './corpus-fresh-7.ts';
import { FRESH_CASES_8 } from './corpus-fresh-8.ts';
import { FRESH_CASES_9 } from './corpus-fresh-9.ts';
import { FRESH_CASES_10 } from './corpus-fresh-10.ts';
import { FRESH_CASES_11 } from './corpus-fresh-11.ts';
import { FRESH_CASES_12 } from './corpus-fresh-12.ts';
import { FRESH_CASES_13 } from './corpus-fresh-13.ts';
import { FRESH_CASES_14 } from './corpus-fresh-14.ts';
import { FRESH_CASES_15 } from './corpus-fresh-15.ts';
import { KEY_CASES } from './corpus-keys.ts';
import { OFFICE_CASES } from './corpus-offices.ts';
import { PERSONAL_CASES } from './corpus-personal.ts';
import { SECRET_CASES } from './corpus-secrets.ts';

/** Some 3 200 short texts, more than half of which hold nothing to find. */
export const CORPUS: readonly Case[] = [
  ...SECRET_CASES,
  ...KEY_CASES,
  ...PERSONAL_CASES,
  ...FORM_CASES,
  ...OFFICE_CASES,
  ...FRESH_CASES,
  ...FRESH_CASES_2,
  ...FRESH_CASES_3,
  ...FRESH_CASES_4,
  ...FRESH_CASES_5,
  ...FRESH_CASES_6,
  ...FRESH_CASES_7,
  ...FRESH_CASES_8,
  ...FRESH_CASES_9,
  ...FRESH_CASES_10,
  ...FRESH_CASES_11,
  ...FRESH_CASES_12,
  ...FRESH_CASES_13,
  ...FRESH_CASES_14,
  ...FRESH_CASES_15,
];
