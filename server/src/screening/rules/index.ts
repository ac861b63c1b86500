import { homeAddresses, livesAt, sentTo } from './addresses.ts';
import {
  brokenCards,
  brokenCreditCodes,
  brokenMobiles,
  brokenResidentIds,
  writtenMobiles,
} from './broken-numbers.ts';
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
  bracketedPasswords,
  cloudKeys,
  connectionStrings,
  passEntries,
  passwords,
  privateKeys,
  puttyKeys,
  shortSecrets,
  webTokens,
} from './credentials.ts';
import {
  chineseYears,
  clockTimes,
  dates,
  datesInFigures,
  documentNumbers,
  months,
  unfinishedNumbers,
  writtenDates,
} from './document-form.ts';
import { distribution, labels, mayKnow, readers, serials, takenBack } from './handling.ts';
import { misspellings } from './misspellings.ts';
import { photoPositions } from './positions.ts';
import { autonomousNames, regionNames } from './region-names.ts';
import { englishMarks, houseFields, pageMarks, remarks } from './remarks.ts';
import { restrictions } from './restrictions.ts';
import type { AnchorRule } from './rule.ts';
import {
  abbreviatedPasswords,
  namedValues,
  saidPasswords,
  toldBefore,
  toldPasswords,
  wordyPasswords,
} from './spoken-passwords.ts';
import { brokenLevels, secrecyTerm, secretPaper, soundedLevels, stateSecretLevels } from './state-secret.ts';
import {
  downwardMarks,
  forFewReaders,
  internalDrafts,
  internalMarks,
  keepInside,
  notForPublication,
  notOnline,
  workSecret,
} from './work-secret.ts';

/** Changes whenever a rule changes what it finds: the day, and its number on that day. Results name it. */
export const RULES_EDITION = '2026-12-01.3';

/** The rules that words lead to. Numbers have a way of their own: `identifiers.ts`. */
export const ANCHOR_RULES: readonly AnchorRule[] = [
  stateSecretLevels,
  secrecyTerm,
  secretPaper,
  brokenLevels,
  soundedLevels,
  internalMarks,
  downwardMarks,
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
  remarks,
  pageMarks,
  englishMarks,
  houseFields,
  privateKeys,
  puttyKeys,
  cloudKeys,
  webTokens,
  passwords,
  wordyPasswords,
  saidPasswords,
  abbreviatedPasswords,
  toldPasswords,
  toldBefore,
  namedValues,
  bracketedPasswords,
  passEntries,
  connectionStrings,
  accessTokens,
  shortSecrets,
  commandLines,
  deviceSettings,
  accountPairs,
  webhooks,
  passwordColumns,
  passwordAnswers,
  shortCodes,
  wirelessNames,
  brokenResidentIds,
  brokenCreditCodes,
  brokenMobiles,
  brokenCards,
  writtenMobiles,
  homeAddresses,
  livesAt,
  sentTo,
  photoPositions,
  documentNumbers,
  dates,
  datesInFigures,
  months,
  chineseYears,
  writtenDates,
  clockTimes,
  unfinishedNumbers,
  regionNames,
  autonomousNames,
  misspellings,
];
