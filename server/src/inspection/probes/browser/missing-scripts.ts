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
 * Scripts that may write or open something on the page and that we did not get: no answer or none so far, an answer
 * for programs only (401, 403, 429), a broken server, our own limits, or not in a saved copy. A script that the server
 * says does not exist (404, 410) is missing for every visitor, and so is none of these.
 */
export function missingScripts(session: PageSession, ownSuffix: string): MissingScript[] {
  const { guard, scripts, awaited } = session;
  const missing = new Map<string, MissingScript>();
  const without = (url: string, host: string): void => {
    if (APART.test(host) || COUNTER.test(url)) return;
    const matters = isUnder(host, ownSuffix) || isOrganHost(host) || LIBRARY.test(url);
    if (matters) missing.set(url, { url, own: isUnder(host, ownSuffix) });
  };
  for (const request of guard.log)
    if (scripts.has(request.url) && isWithheld(request)) without(request.url, request.host);
  for (const request of awaited)
    if (request.resourceType() === 'script') without(request.url(), URL.parse(request.url())?.hostname ?? '');
  return [...missing.values()].slice(0, LIMIT);
}

/** Whether something of the site's own that may be written on the page was still to come when it was looked at. */
export function isUnfinished({ awaited }: PageSession, ownSuffix: string): boolean {
  return [...awaited].some((request) => isUnder(URL.parse(request.url())?.hostname ?? '', ownSuffix));
}

/** Whether the answer to a request says nothing about what visitors get. */
export function isWithheld({ outcome, status = 0 }: GuardedRequest): boolean {
  if (outcome === 'refused' || outcome === 'over-limit') return true;
  return outcome === 'answered' && (status === 401 || status === 403 || status === 429 || status >= 500);
}
