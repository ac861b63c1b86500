import {
  APPLICATION_KINDS,
  type ApplicationKind,
  CHAPTERS,
  chapterOf,
  type Lang,
  type OverviewFocus,
  RULE_WORDS,
  UNIT_KINDS,
  UNIT_LEVELS,
  type UnitKind,
  type UnitLevel,
} from '@zhengdun/contract';
import { articleName, obligation } from '@zhengdun/rulebook';
import { bindsUnit } from '../../registry/index.ts';
import { concerns, ruleOf } from '../findings/finding-words.ts';
import type { DueRule } from './due.repo.ts';

/** A column of the table: a chapter, an article or an obligation, with the rules that decide it. */
export interface OverviewColumn {
  readonly key: string;
  readonly filter: { readonly chapter?: number; readonly article?: number; readonly obligation?: string };
  readonly rules: readonly string[];
}

type Part = Pick<OverviewFocus, 'chapter' | 'article'>;

const RULES = Object.keys(RULE_WORDS).flatMap((rule) => {
  const decided = ruleOf(rule)?.obligation;
  // What records decide is looked at where there are some: no application is due it.
  const isProbed = decided?.decidedBy.some(
    ({ means, ...by }) => means === 'probe' && 'rules' in by && by.rules?.includes(rule),
  );
  if (!decided || !isProbed) return [];
  const { article } = decided.position;
  return [{ rule, decided, article, chapter: chapterOf(article).number }];
});

/**
 * The columns at a place of the text: chapters, the articles of one, or the obligations of an article – those in which
 * a machine decides something.
 */
export function columnsOf({ chapter, article }: Part): OverviewColumn[] {
  const within = RULES.filter(
    (each) => (!chapter || each.chapter === chapter) && (!article || each.article === article),
  );
  const filterOf = (each: (typeof RULES)[number]): OverviewColumn['filter'] => {
    if (article) return { obligation: each.decided.id };
    return chapter ? { article: each.article } : { chapter: each.chapter };
  };
  const keyed = Map.groupBy(within, (each) => String(Object.values(filterOf(each))[0]));
  return [...keyed]
    .map(([key, rules]) => ({ key, filter: filterOf(rules[0] as (typeof RULES)[number]), rules }))
    .sort((a, b) => orderOf(a.rules) - orderOf(b.rules))
    .map(({ rules, ...column }) => ({ ...column, rules: rules.map(({ rule }) => rule) }));
}

/** In the order of the text. */
function orderOf(rules: readonly (typeof RULES)[number][]): number {
  const [first] = rules;
  return first
    ? first.article * 1_000 + first.decided.position.paragraph * 100 + first.decided.position.sentence
    : 0;
}

export function columnTitle({ filter }: OverviewColumn, lang: Lang): string {
  if (filter.obligation) return obligation(filter.obligation)?.title[lang] ?? filter.obligation;
  if (filter.article) return articleName(filter.article, lang);
  return CHAPTERS.find(({ number }) => number === filter.chapter)?.title[lang] ?? '';
}

/** Applications of units of one kind and level: one number for each kind of application. */
export interface CountedUnits {
  readonly kind: UnitKind;
  readonly level: UnitLevel;
  readonly applications: readonly number[];
  readonly unseen: readonly number[];
}

/** 应查: how many rules of a column machines are to decide for applications, and for how many of them they have. */
export function dueOf(column: OverviewColumn, units: readonly CountedUnits[]): { due: number; seen: number } {
  let [due, seen] = [0, 0];
  for (const { kind, level, applications, unseen } of units) {
    const each = rulesFor(column, kind, level);
    for (const [index, rules] of each.entries()) {
      due += rules * (applications[index] ?? 0);
      seen += rules * ((applications[index] ?? 0) - (unseen[index] ?? 0));
    }
  }
  return { due, seen };
}

/** The rules behind 应查 at a place of the text, by what tells which applications are looked at for them. */
export function dueRules({
  obligation: id,
  ...part
}: Part & { readonly obligation?: string | undefined }): DueRule[] {
  const rules = RULES.filter(
    ({ chapter, article, decided }) =>
      (!part.chapter || chapter === part.chapter) &&
      (!part.article || article === part.article) &&
      (id === undefined || decided.id === id),
  ).toSorted((a, b) => orderOf([a]) - orderOf([b]));
  return rules.flatMap((each, place) =>
    UNIT_KINDS.flatMap((kind) =>
      UNIT_LEVELS.flatMap((level) =>
        APPLICATION_KINDS.filter((application) => isDue(each, { kind, level }, application)).map(
          (application) => ({ place, rule: each.rule, kind, level, application }),
        ),
      ),
    ),
  );
}

/** What a closed application owes is looked at when it is closed, and is nothing that one in use is due. */
function isDue({ decided }: (typeof RULES)[number], unit: UnitFacts, application: ApplicationKind): boolean {
  return (
    bindsUnit(decided, unit) &&
    concerns(decided, application) &&
    !decided.conditions.includes('no-longer-used')
  );
}
interface UnitFacts {
  readonly kind: UnitKind;
  readonly level: UnitLevel;
}

const known = new Map<string, readonly number[]>();

/** How many rules of a column an application of each kind is looked at for. */
function rulesFor({ filter, rules }: OverviewColumn, kind: UnitKind, level: UnitLevel): readonly number[] {
  // Chapter 4 and Article 4 are two columns.
  const name = `${JSON.stringify(filter)}/${kind}/${level}`;
  const there = known.get(name);
  if (there) return there;
  const own = RULES.filter(({ rule }) => rules.includes(rule));
  const counts = APPLICATION_KINDS.map(
    (application) => own.filter((each) => isDue(each, { kind, level }, application)).length,
  );
  known.set(name, counts);
  return counts;
}
