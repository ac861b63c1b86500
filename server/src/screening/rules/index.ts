import { homeAddresses, livesAt } from './addresses.ts';
import {
  accountPairs,
  commandLines,
  deviceSettings,
  passwordAnswers,
  passwordColumns,
  shortCodes,
  webhooks,
  wirelessNames,
} from './command-lines.ts';
import {
  accessTokens,
  cloudKeys,
  connectionStrings,
  passwords,
  privateKeys,
  webTokens,
} from './credentials.ts';
import { chineseYears, dates, documentNumbers } from './document-form.ts';
import { distribution, labels, mayKnow, readers, restrictions, serials, takenBack } from './handling.ts';
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
export const RULES_EDITION = '2026-11-30';

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
  restrictions,
  readers,
  distribution,
  takenBack,
  labels,
  mayKnow,
  serials,
  privateKeys,
  cloudKeys,
  webTokens,
  passwords,
  connectionStrings,
  accessTokens,
  commandLines,
  deviceSettings,
  accountPairs,
  webhooks,
  passwordColumns,
  passwordAnswers,
  shortCodes,
  wirelessNames,
  homeAddresses,
  livesAt,
  photoPositions,
  documentNumbers,
  dates,
  chineseYears,
  regionNames,
  misspellings,
];
