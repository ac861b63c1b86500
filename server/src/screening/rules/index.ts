import { homeAddresses, livesAt } from './addresses.ts';
import {
  accessTokens,
  cloudKeys,
  connectionStrings,
  passwords,
  privateKeys,
  webTokens,
} from './credentials.ts';
import { chineseYears, dates, documentNumbers } from './document-form.ts';
import { misspellings } from './misspellings.ts';
import { photoPositions } from './positions.ts';
import { regionNames } from './region-names.ts';
import type { AnchorRule } from './rule.ts';
import { secrecyTerm, secretPaper, stateSecretLevels } from './state-secret.ts';
import {
  forFewReaders,
  internalDrafts,
  internalMarks,
  keepInside,
  notForPublication,
  notOnline,
  workSecret,
} from './work-secret.ts';

/** Changes whenever a rule changes what it finds: results name it. */
export const RULES_EDITION = '2026-11-29';

/** The rules that words lead to. Numbers have a way of their own: `identifiers.ts`. */
export const ANCHOR_RULES: readonly AnchorRule[] = [
  stateSecretLevels,
  secrecyTerm,
  secretPaper,
  internalMarks,
  workSecret,
  keepInside,
  forFewReaders,
  notForPublication,
  notOnline,
  internalDrafts,
  privateKeys,
  cloudKeys,
  webTokens,
  passwords,
  connectionStrings,
  accessTokens,
  homeAddresses,
  livesAt,
  photoPositions,
  documentNumbers,
  dates,
  chineseYears,
  regionNames,
  misspellings,
];
