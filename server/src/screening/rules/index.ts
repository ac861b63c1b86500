import { homeAddresses, livesAt, sentTo } from './addresses.ts';
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
  passEntries,
  passwords,
  privateKeys,
  webTokens,
} from './credentials.ts';
import { chineseYears, dates, documentNumbers, writtenDates } from './document-form.ts';
import { distribution, labels, mayKnow, readers, serials, takenBack } from './handling.ts';
import { misspellings } from './misspellings.ts';
import { photoPositions } from './positions.ts';
import { regionNames } from './region-names.ts';
import { restrictions } from './restrictions.ts';
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
export const RULES_EDITION = '2026-12-01';

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
  passEntries,
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
  sentTo,
  photoPositions,
  documentNumbers,
  dates,
  chineseYears,
  writtenDates,
  regionNames,
  misspellings,
];
