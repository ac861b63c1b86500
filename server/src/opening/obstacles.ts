import { domainToUnicode } from 'node:url';
import {
  type ApplicationKind,
  fillTemplate,
  type Lang,
  type LocalText,
  type Obstacle,
  type OpeningForm,
  type Printable,
  UNIT_LEVEL_WORDS,
  type UnitLevel,
} from '@zhengdun/contract';
import { basisOf, companionName } from '@zhengdun/rulebook';
import { suffixFor } from '../inspection/index.ts';
import type { KnownApplication } from '../registry/index.ts';
import { hostOf, hostsIn } from './domains.ts';
import { formOf, type NamedUnit, nationalWord, regionAbove } from './names.ts';
import { type ObstacleCode, obstacleEntry } from './obstacle-words.ts';

/** What a case is held against. */
export interface Surroundings {
  readonly kind: ApplicationKind;
  readonly form: OpeningForm;
  readonly unit: NamedUnit;
  /** readings of the site, by id of the sentence: R1, R2 */
  readonly readings: Readonly<Record<string, 'a' | 'b'>>;
  /** of the unit itself, not closed */
  readonly own: readonly KnownApplication[];
  /** the name of a portal that was granted to the unit and is not online yet */
  readonly grantedPortal?: string | undefined;
  /** of others, with the same name or a host of the form */
  readonly namesakes: readonly {
    readonly name: string;
    readonly hosts: readonly string[];
    readonly unitName: string;
  }[];
}

export interface Found {
  readonly code: ObstacleCode;
  readonly facts: Readonly<Record<string, Printable>>;
}

/** All that stands against a case, or is worth a remark. Pure: it looks at nothing but what it is given. */
export function findObstacles(about: Surroundings): Found[] {
  return [
    ...portalObstacles(about),
    ...levelObstacles(about),
    ...domainObstacles(about),
    ...nameObstacles(about),
    ...operationObstacles(about),
  ];
}

/** 一个党政机关最多开设一个门户网站 (Art. 4 ¶1). Topic sites and service systems are no portals. */
function portalObstacles({ kind, form, unit, own, grantedPortal }: Surroundings): Found[] {
  if (kind !== 'website' || unit.kind !== 'organ' || form.nature !== 'portal') return [];
  const name = own.find((each) => each.isPortal && each.kind === 'website')?.name ?? grantedPortal;
  return name === undefined ? [] : [{ code: 'second-portal', facts: { name } }];
}

const BELOW_COUNTY: readonly UnitLevel[] = ['county-department', 'township'];

/** Art. 10 ¶2. Reading R2a takes institutions of that level in; R2b leaves them a remark. */
function levelObstacles({ kind, unit, readings }: Surroundings): Found[] {
  if (!BELOW_COUNTY.includes(unit.level)) return [];
  const facts = { level: UNIT_LEVEL_WORDS[unit.level] };
  if (kind === 'website') {
    const bound = unit.kind === 'organ' || readings.R2 === 'a';
    return [{ code: bound ? 'own-site-below' : 'own-site-remark', facts }];
  }
  return kind === 'app' ? [{ code: 'app-below-county', facts }] : [];
}

function domainObstacles(about: Surroundings): Found[] {
  const { kind, form, own, namesakes } = about;
  const typed = [form.domain, form.chineseDomain].filter((each) => each !== undefined && each.trim() !== '');
  const main = typed.map((each) => hostOf(each ?? '')).filter((host) => host !== undefined);
  const others = kind === 'website' ? hostsIn(form.otherDomains ?? '') : [];
  const hosts = [...main, ...others];
  return [
    ...hosts.flatMap((host) => suffixObstacles(host, about)),
    ...(others.length > 0 ? [{ code: 'more-domains' as const, facts: { hosts: others.map(shown) } }] : []),
    ...hosts.flatMap((host): Found[] => {
      const mine = own.find((each) => each.hosts.includes(host));
      if (mine) return [{ code: 'registered-already', facts: { host: shown(host), name: mine.name } }];
      const taken = namesakes.find((each) => each.hosts.includes(host));
      return taken
        ? [{ code: 'domain-taken', facts: { host: shown(host), name: taken.name, unit: taken.unitName } }]
        : [];
    }),
  ];
}

/** Art. 5 for sites, Art. 31 ¶1 for mail. Under reading R1b an institution with recorded functions keeps .gov.cn. */
function suffixObstacles(host: string, { kind, form, unit, readings }: Surroundings): Found[] {
  const facts = { host: shown(host) };
  const fits = suffixFor(host, unit.kind) !== undefined;
  if (kind === 'mail') {
    const code = unit.kind === 'organ' ? 'mail-organ-suffix' : 'mail-institution-suffix';
    return fits ? [] : [{ code, facts }];
  }
  if (unit.kind === 'organ') return fits ? [] : [{ code: 'organ-suffix', facts }];
  if (suffixFor(host, 'organ') !== undefined) {
    const recorded = (form.administrativeFunction ?? '').trim() !== '';
    return readings.R1 !== 'a' && recorded ? [] : [{ code: 'gov-suffix', facts }];
  }
  return fits ? [] : [{ code: 'institution-suffix', facts }];
}

/** Art. 8 ¶1. A column stands under the name of its platform's site and is not asked for. */
function nameObstacles({ kind, form, unit, namesakes }: Surroundings): Found[] {
  const name = (form.name ?? '').trim();
  if (name === '' || kind === 'column') return [];
  const taken = namesakes.find((each) => each.name === name);
  const word = nationalWord(name, unit);
  const region = regionAbove(name, unit);
  const made = formOf(name, unit);
  return [
    ...(taken ? [{ code: 'name-taken' as const, facts: { name, unit: taken.unitName } }] : []),
    ...(word ? [{ code: 'name-misleading' as const, facts: { word } }] : []),
    ...(region ? [{ code: 'name-region' as const, facts: { region, own: unit.regions.at(-1) ?? '' } }] : []),
    ...(made === 'other' ? [{ code: 'name-form' as const, facts: { name } }] : []),
    ...(made === 'region-duty' ? [{ code: 'name-shown' as const, facts: { name, unit: unit.name } }] : []),
  ];
}

const PREFECTURAL: readonly UnitLevel[] = ['central', 'provincial', 'prefectural'];

/** Art. 23, and Art. 17 ¶2 for the portals of 地市级 and above. */
function operationObstacles({ kind, form, unit }: Surroundings): Found[] {
  const planned = Number(form.mlpsLevel);
  const low =
    kind === 'website' &&
    unit.kind === 'organ' &&
    form.nature === 'portal' &&
    PREFECTURAL.includes(unit.level) &&
    planned > 0 &&
    planned < 3;
  return [
    ...(form.location === 'abroad' ? [{ code: 'abroad' as const, facts: {} }] : []),
    ...(low
      ? [{ code: 'level-three' as const, facts: { level: UNIT_LEVEL_WORDS[unit.level], planned } }]
      : []),
  ];
}

/** Whether a leader approved just this: what was changed afterwards is not what was approved. */
export function isApproved(
  found: Found,
  overrides: readonly { readonly subject: string; readonly fact: string }[],
): boolean {
  return overrides.some(({ subject, fact }) => subject === found.code && fact === factOf(found));
}

/** Whether it is asked only in principle, and no leader has let it go. */
export function awaitsApproval(found: Found, overrides: Parameters<typeof isApproved>[1]): boolean {
  return obstacleEntry(found.code).weight === 'in-principle' && !isApproved(found, overrides);
}

/** What stands against a case, as an approval names it. */
export function factOf({ code, facts }: Found): string {
  return fillTemplate(obstacleEntry(code).fact.zh, facts, 'zh');
}

/** An obstacle as it is shown, with its sentence. */
export function obstacleView(
  { code, facts }: Found,
  { lang, overridden }: { readonly lang: Lang; readonly overridden: boolean },
): Obstacle {
  const entry = obstacleEntry(code);
  const words = (text: LocalText): string => fillTemplate(text[lang], facts, lang);
  return {
    code,
    ...(entry.field && { field: entry.field }),
    weight: entry.weight,
    fact: words(entry.fact),
    advice: words(entry.advice),
    basis: entry.companion
      ? companionName(entry.companion, lang)
      : basisOf(entry.obligation, undefined, lang),
    obligation: entry.obligation,
    overridden,
  };
}

function shown(host: string): string {
  return domainToUnicode(host) || host;
}
