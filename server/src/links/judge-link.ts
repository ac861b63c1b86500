import type { LinkCause, LinkChange, LinkStateName } from '@zhengdun/contract';
import { type LinkSight, registrableDomain, similarityOf } from '../inspection/index.ts';
import type { Appearance } from './tables.ts';

/** What a look at a link says. */
export interface LinkJudgement {
  readonly state: LinkStateName;
  readonly cause: LinkCause;
  /** what is not as it was when all was well */
  readonly changes: readonly LinkChange[];
  /** how it looks; missing: no page came, or nothing of it may be kept */
  readonly appearance?: Appearance;
}

/** One of these alone means other hands. */
const STRONG: readonly LinkChange[] = ['domain', 'certificate-owner'];
/** Each of these happens to honest sites: two together do so rarely. */
const ENOUGH = 2;
/** Below this share hardly anything of a text is the same. */
const SAME_TITLE = 0.34;
const SAME_CONTENT = 0.15;
/** Characters below which a text is too short to be compared. */
const SHORT = 120;

/**
 * Judges a look at a link by the triage of checks and by how the site looked when all was well. A renewed certificate, a
 * new title or a new design alone is no takeover; another owner's domain or name is, and so are two small changes at once.
 *
 * @param good how it looked then; undefined: it was never seen well
 */
export function judgeLink(url: string, sight: LinkSight, good: Appearance | undefined): LinkJudgement {
  switch (sight.state) {
    case 'dead':
      return { state: 'dead', cause: 'gone', changes: [] };
    case 'soft-404':
      return { state: 'dead', cause: 'soft-404', changes: [] };
    case 'parked':
    case 'hijacked':
      return { state: 'taken', cause: sight.state, changes: [] };
    case 'bot-wall':
    case 'no-answer':
      return { state: 'unknown', cause: sight.state, changes: [] };
    case 'moved':
    case 'alive':
      return judgePage(url, sight, good);
  }
}

function judgePage(url: string, sight: LinkSight, good: Appearance | undefined): LinkJudgement {
  const domain = domainOf(sight.finalUrl ?? url);
  const appearance = sight.page && { ...sight.page, domain };
  const seen = appearance ? { appearance } : {};
  // Nobody has said yet that the other domain is meant.
  if (sight.state === 'moved' && !good)
    return { state: 'unknown', cause: 'moved-first', changes: [], ...seen };
  const changes = appearance && good ? changesOf(good, appearance) : [];
  if (good && domain !== good.domain && !changes.includes('domain')) changes.push('domain');
  if (changes.includes('domain')) return { state: 'taken', cause: 'moved', changes, ...seen };
  const isTaken = changes.some((change) => STRONG.includes(change)) || changes.length >= ENOUGH;
  if (isTaken) return { state: 'taken', cause: 'changed', changes, ...seen };
  return { state: 'alive', cause: 'answered', changes, ...seen };
}

function changesOf(good: Appearance, now: Appearance): LinkChange[] {
  const [was, is] = [good.certificate, now.certificate];
  const others = (one: string | undefined, other: string | undefined): boolean =>
    one !== undefined && other !== undefined && one.toLowerCase() !== other.toLowerCase();
  const changes: readonly (readonly [LinkChange, boolean])[] = [
    ['domain', good.domain !== now.domain],
    ['certificate-owner', others(was?.subjectOrganisation, is?.subjectOrganisation)],
    ['certificate-issuer', others(was?.issuerOrganisation, is?.issuerOrganisation)],
    ['certificate-broken', was?.trusted === true && is?.trusted === false],
    ['title', !isLikeTitle(good.title, now.title)],
    ['content', !isLikeContent(good, now)],
  ];
  return changes.flatMap(([change, holds]) => (holds ? [change] : []));
}

/** By pairs of signs: a title that has lost or gained some words is the same. */
function isLikeTitle(one: string, other: string): boolean {
  if (one === '' || other === '' || one === other) return true;
  const [mine, theirs] = [pairsOf(one), pairsOf(other)];
  const common = [...mine].filter((pair) => theirs.has(pair)).length;
  return common / Math.max(1, Math.min(mine.size, theirs.size)) >= SAME_TITLE;
}

function pairsOf(text: string): Set<string> {
  const signs = [...text.toLowerCase().replace(/[\p{P}\p{S}\s]+/gu, '')];
  if (signs.length < 2) return new Set(signs);
  return new Set(signs.slice(1).map((sign, at) => `${signs[at]}${sign}`));
}

function isLikeContent(one: Appearance, other: Appearance): boolean {
  if (one.length < SHORT || other.length < SHORT) return true;
  return (similarityOf(one.sketch, other.sketch) ?? 1) >= SAME_CONTENT;
}

function domainOf(url: string): string {
  return registrableDomain(URL.parse(url)?.hostname ?? '');
}
