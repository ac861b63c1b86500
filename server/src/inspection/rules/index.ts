import type { SiteView } from '../site-view.ts';
import { exposedFiles } from './03-exposed-files.ts';
import { hiddenLinks } from './03-hidden-links.ts';
import { homeReachable } from './03-home-reachable.ts';
import { injectedContent, minerScripts } from './03-injected-content.ts';
import { icpNumber, policeNumber } from './04-filing-numbers.ts';
import { siteCode } from './04-site-code.ts';
import { declaredDomain, governmentSuffixUse, institutionSuffix, organSuffix } from './05-domain.ts';
import { entityNameShown, siteName } from './08-names.ts';
import { markGenuine, markPlace, markPresent } from './09-mark.ts';
import { ownSiteBelowCounty } from './10-own-site.ts';
import { clientDemanded, deadPlugins, installDemanded, worksWithoutScripts } from './11-standards.ts';
import { nameReleased, serviceOff } from './12-closed-site.ts';
import { homeUpdated } from './13-home-updated.ts';
import { isOnRecord, RECORD_RULES } from './13-records.ts';
import { repostLink, repostSource, repostTime } from './14-reposts.ts';
import { exitLinks, exitPrompt } from './15-exits.ts';
import { secrecyMarks, workSecretMarks } from './16-secrecy.ts';
import { smSupport } from './17-cryptography.ts';
import { mailEntrance, staffEntrance } from './19-entrances.ts';
import { personalNumbers } from './21-personal-numbers.ts';
import { formNotice } from './22-form-notice.ts';
import { cdnPlace, sitePlace, thirdPartyPlace } from './23-place.ts';
import {
  certificateExpiry,
  certificateIssuer,
  certificateTrust,
  hsts,
  httpsRedirect,
  httpsServed,
  mixedContent,
  plainLogin,
  tlsVersion,
} from './29-connection.ts';
import { institutionMailSuffix, organMailSuffix } from './31-mail.ts';
import type { Rule } from './rule.ts';

/** Every rule for a site that is in use, in the order of the articles. */
export const RULES: readonly Rule[] = [
  hiddenLinks,
  injectedContent,
  minerScripts,
  homeReachable,
  exposedFiles,
  siteCode,
  icpNumber,
  policeNumber,
  declaredDomain,
  organSuffix,
  governmentSuffixUse,
  institutionSuffix,
  siteName,
  entityNameShown,
  markPresent,
  markPlace,
  markGenuine,
  ownSiteBelowCounty,
  deadPlugins,
  worksWithoutScripts,
  clientDemanded,
  installDemanded,
  homeUpdated,
  repostSource,
  repostTime,
  repostLink,
  exitLinks,
  exitPrompt,
  secrecyMarks,
  workSecretMarks,
  smSupport,
  staffEntrance,
  mailEntrance,
  personalNumbers,
  formNotice,
  sitePlace,
  thirdPartyPlace,
  cdnPlace,
  httpsServed,
  httpsRedirect,
  tlsVersion,
  certificateTrust,
  certificateExpiry,
  hsts,
  mixedContent,
  certificateIssuer,
  plainLogin,
  organMailSuffix,
  institutionMailSuffix,
];

/** What a site that is closed owes: its closing, and nothing else (Art. 12). */
const CLOSED_RULES: readonly Rule[] = [serviceOff, nameReleased];

/** @param about.observations those that are there already: records have rules of their own where they speak of something */
export function rulesFor({
  closed,
  observations,
}: {
  readonly closed?: boolean | undefined;
  readonly observations?: SiteView['observations'];
}): readonly Rule[] {
  if (closed) return CLOSED_RULES;
  const onRecord = observations?.records ? RECORD_RULES.filter((rule) => isOnRecord(rule, observations)) : [];
  if (onRecord.length === 0) return RULES;
  const place = RULES.indexOf(homeUpdated) + 1;
  return [...RULES.slice(0, place), ...onRecord, ...RULES.slice(place)];
}
