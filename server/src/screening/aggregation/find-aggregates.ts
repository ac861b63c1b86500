import type { Combination } from './combinations.ts';
import { type Fact, factsBy, findFacts } from './facts.ts';
import { findNamed, findSubjects, type Mention } from './subjects.ts';

/** A published or waiting text. */
export interface Item {
  readonly id: string;
  readonly text: string;
}

/** A fact that an item gives about the subject. */
export interface ItemFact extends Fact {
  readonly item: string;
  /** of a masked number: its digits and what hides them */
  readonly said?: string;
}

/** Facts about one subject that stand in several items and together reveal more than each of them. */
export interface Aggregate {
  readonly combination: Combination;
  readonly subject: string;
  /** by item, in the order of the items; each kind once for each item */
  readonly facts: readonly ItemFact[];
}

/** Characters between a subject and what is said of it. */
const REACH = 160;
/** A fact may also stand shortly before its subject: 13800001234（张某）. */
const REACH_BACK = 16;
const LONGEST_TEXT = 400_000;
const MOST_AGGREGATES = 500;

/**
 * Finds what comes together over several items (Art. 16 of the Regulation): of one subject at least so many kinds of facts, in at
 * least two items, and no single item that has them all. Pure; its time grows with the length of the texts.
 *
 * @param of only what this item has a share in
 */
export function findAggregates(
  items: readonly Item[],
  combinations: readonly Combination[],
  of?: string,
): Aggregate[] {
  const aggregates: Aggregate[] = [];
  for (const combination of combinations) {
    const bySubject = new Map<string, ItemFact[]>();
    for (const item of items) {
      for (const [subject, facts] of factsOf(item, combination)) {
        const known = bySubject.get(subject) ?? [];
        known.push(...facts);
        bySubject.set(subject, known);
      }
    }
    for (const [subject, all] of bySubject) {
      const facts = combination.isMasked ? complementing(all) : all;
      if (!combination.isMasked && !comesTogether(facts, combination.atLeast)) continue;
      if (facts.length === 0) continue;
      if (of !== undefined && !addsToOthers(facts, of)) continue;
      aggregates.push({ combination, subject, facts });
      if (aggregates.length >= MOST_AGGREGATES) return aggregates;
    }
  }
  return aggregates;
}

/** Whether one item alone does not say it, and all together do. */
function comesTogether(facts: readonly ItemFact[], atLeast: number): boolean {
  const byItem = Map.groupBy(facts, ({ item }) => item);
  if (byItem.size < 2) return false;
  const all = kindsOf(facts).size;
  if (all < atLeast) return false;
  return [...byItem.values()].every((own) => kindsOf(own).size < all);
}

/** Two numbers of one subject in two items whose masks hide different digits: together they hide none. */
function complementing(facts: readonly ItemFact[]): ItemFact[] {
  for (const [at, one] of facts.entries()) {
    for (const other of facts.slice(at + 1)) {
      if (one.item !== other.item && areWholeTogether(one.said ?? '', other.said ?? '')) return [one, other];
    }
  }
  return [];
}

function areWholeTogether(one: string, other: string): boolean {
  if (one.length !== other.length || one.length < 11 || !(one.includes('*') || other.includes('*')))
    return false;
  for (let at = 0; at < one.length; at++) {
    const [a, b] = [one[at], other[at]];
    if (a === b ? a === '*' : a !== '*' && b !== '*') return false;
  }
  return true;
}

/** The item has a kind of fact that no other has. */
function addsToOthers(facts: readonly ItemFact[], item: string): boolean {
  if (facts.some(({ said }) => said !== undefined)) return facts.some((fact) => fact.item === item);
  const others = kindsOf(facts.filter((fact) => fact.item !== item));
  return facts.some((fact) => fact.item === item && !others.has(fact.kind));
}

function kindsOf(facts: readonly Fact[]): Set<string> {
  return new Set(facts.map(({ kind }) => kind));
}

/** Facts of an item by the subject that they are about. */
function factsOf({ id, text: whole }: Item, combination: Combination): Map<string, ItemFact[]> {
  const text = whole.slice(0, LONGEST_TEXT);
  const { subject, subjects, facts: wanted } = combination;
  const mentions = subjects ? findNamed(text, subjects) : findSubjects(text, subject);
  const found = new Map<string, ItemFact[]>();
  if (mentions.length === 0) return found;
  const kinds = new Set(wanted.filter((each) => typeof each === 'string'));
  const own = wanted.filter((each) => typeof each !== 'string');
  const facts = [
    ...findFacts(text, subject).filter(({ kind }) => kinds.has(kind as never)),
    ...own.flatMap(({ name, words }) => factsBy(text, name, patternOf(words))),
  ];
  for (const fact of facts) {
    const mention = subjectOf(fact, mentions, text);
    if (!mention) continue;
    const known = found.get(mention.name) ?? [];
    // Masked numbers are told apart by their digits, other facts by their kind.
    const said = fact.kind === 'masked-number' ? text.slice(fact.start, fact.end) : undefined;
    if (!known.some((each) => each.kind === fact.kind && each.said === said))
      known.push({ ...fact, item: id, ...(said !== undefined && { said }) });
    found.set(mention.name, known);
  }
  return found;
}

function patternOf(words: readonly string[]): RegExp {
  return new RegExp(
    words.map((word) => word.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)).join('|'),
    'g',
  );
}

/** The nearest subject before a fact in the same block of text, or right behind it. */
function subjectOf({ start, end }: Fact, mentions: readonly Mention[], text: string): Mention | undefined {
  let low = 0;
  let high = mentions.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((mentions[middle]?.start ?? 0) <= start) low = middle + 1;
    else high = middle;
  }
  const before = mentions[low - 1];
  if (before && start - before.end <= REACH && !/\n\s*\n/.test(text.slice(before.end, start))) return before;
  const behind = mentions[low];
  const isNear = behind && behind.start - end <= REACH_BACK && !text.slice(end, behind.start).includes('\n');
  return isNear ? behind : undefined;
}
