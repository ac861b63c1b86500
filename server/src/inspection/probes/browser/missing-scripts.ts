import { isOrganHost, isUnder } from '../../organ-hosts.ts';
import type { MissingScript } from './browser-facts.ts';
import type { GuardedRequest } from './guard.ts';
import type { PageSession } from './session.ts';

/** Libraries that a page's own scripts stand on; without them a prompt cannot open. */
const LIBRARY = /jquery|zepto|layer|layui|bootstrap|vue|react|require|sea(\.min)?\.js|element-?ui|ant-?d/i;
/** The mark's own script (Art. 9) and the 找错 button open no prompt. */
const APART = /(^|\.)conac\.cn$|^zfwzgl\.www\.gov\.cn$/;
/** Counters of visits, under the names that they have on many sites. */
const COUNTER = /\/(wa|hm|stat|webdig\w*|tongji\w*|analytics\w*|cnzz\w*|piwik|matomo)(\.min)?\.js/i;
const LIMIT = 30;

/**
 * Scripts that may write or open something on the page and that we did not get: no answer, an answer for programs
 * only (401, 403, 429), a broken server, our own limits, or not in a saved copy. A script that the server says does
 * not exist (404, 410) is missing for every visitor, and so is none of these.
 */
export function missingScripts({ guard, scripts }: PageSession, ownSuffix: string): MissingScript[] {
  const missing = new Map<string, MissingScript>();
  for (const request of guard.log) {
    const { url, host } = request;
    if (!scripts.has(url) || APART.test(host) || COUNTER.test(url) || !isWithheld(request)) continue;
    const matters = isUnder(host, ownSuffix) || isOrganHost(host) || LIBRARY.test(url);
    if (matters) missing.set(url, { url, own: isUnder(host, ownSuffix) });
  }
  return [...missing.values()].slice(0, LIMIT);
}

/** Whether the answer to a request says nothing about what visitors get. */
export function isWithheld({ outcome, status = 0 }: GuardedRequest): boolean {
  if (outcome === 'refused' || outcome === 'over-limit') return true;
  return outcome === 'answered' && (status === 401 || status === 403 || status === 429 || status >= 500);
}
