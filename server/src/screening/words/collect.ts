import type { ListedExpression, ListedWord, Screen, Target } from '../passes.ts';
import type { AnchorRule } from '../rules/rule.ts';
import { scan, startOf } from '../text/scan.ts';
import { windowOf } from '../text/window.ts';
import { findExpressions } from './expressions.ts';
import { standsAsWord } from './gaps.ts';
import { WordBounds } from './word-bounds.ts';

/** A word of a list at a place of a text. */
export interface WordHit {
  readonly start: number;
  readonly end: number;
  readonly severity: 1 | 2 | 3 | 4;
  readonly source: { readonly word: ListedWord | ListedExpression };
  readonly instead: string | undefined;
}

/** Places of one word that are kept, and of all words of one severity: a flood of light hits hides no grave one. */
const MOST_OF_ONE = 50;
const MOST_OF_A_SEVERITY = 5_000;

/** Every word of the lists in a text; words that lead to rules go to `onAnchor`. */
export function collectWords(
  text: string,
  screen: Screen,
  onAnchor: (rule: AnchorRule, start: number, end: number) => void,
): { readonly hits: readonly WordHit[]; readonly more: number } {
  const found = new FoundWords();
  const bounds = new WordBounds();
  for (const { machine, targets, plain } of screen.passes) {
    const { lengths } = machine.automaton;
    found.beginPass();
    scan(text, machine, (at, end) => {
      const letters = lengths[at] ?? 0;
      const start = startOf(text, end, letters, machine);
      const isBare = end - start === letters;
      const word = plain[at];
      if (word && isBare) {
        found.add(word, start, end);
        return true;
      }
      const target = targets[at] as Target;
      if (target.kind === 'anchor') {
        onAnchor(target.rule, start, end);
        return false;
      }
      const isFull = found.isFull(target.word);
      if (!isFull && !counts(text, { start, end }, target, { bounds, isBare: isBare && !target.isLatin }))
        return false;
      found.add(target.word, start, end);
      return true;
    });
  }
  for (const { expression, start, end } of findExpressions(text, screen.expressions)) {
    found.beginPass();
    found.add(expression, start, end);
  }
  return found.result();
}

interface Judging {
  /** nothing was put between its characters, and no letters beside it could belong to it */
  readonly isBare: boolean;
  readonly bounds: WordBounds;
}

type WordTarget = Target & { readonly kind: 'word' };

/** Whether a found word counts where it stands. */
function counts(
  text: string,
  span: { start: number; end: number },
  target: WordTarget,
  { bounds, isBare }: Judging,
): boolean {
  const { word, literal, spaced } = target;
  if (!isBare && !standsAsWord(text, span, { literal, spaced })) return false;
  if (word.plain) return true;
  const { start, end } = span;
  const isShort = word.entry.bounds && end - start <= 2 && /^\p{sc=Han}{1,2}$/u.test(literal);
  if (isShort && !bounds.isWord(text, start, end)) return false;
  return word.within.length + word.near.length + word.notNear.length === 0 || fitsContext(text, span, word);
}

/** Allowed phrases, words that have to be near, and words that must not be. */
function fitsContext(
  text: string,
  { start, end }: { start: number; end: number },
  word: ListedWord,
): boolean {
  const { distance } = word.entry;
  const reach = Math.max(distance, ...word.within.map(({ phrase }) => phrase.length)) * 2;
  const window = windowOf(text, start - reach, end + reach);
  const lower = window.text.toLowerCase();
  const before = lower.slice(0, window.place(start)).replaceAll(/\s/g, '');
  const own = lower.slice(window.place(start), window.place(end)).replaceAll(/\s/g, '');
  const after = lower.slice(window.place(end)).replaceAll(/\s/g, '');
  const isAllowed = word.within.some(({ phrase, at }) => {
    const behind = phrase.slice(at + own.length);
    return before.endsWith(phrase.slice(0, at)) && after.startsWith(behind);
  });
  if (isAllowed) return false;
  const around = `${before.slice(-distance)}\n${after.slice(0, distance)}`;
  if (word.notNear.some((each) => around.includes(each))) return false;
  return word.near.length === 0 || word.near.some((each) => around.includes(each));
}

/** Hits by word, the shorter ones within a longer one of the same kind left out. */
class FoundWords {
  readonly #counts = new Map<number, number>();
  readonly #ofSeverity = [0, 0, 0, 0, 0];
  readonly #hits: WordHit[] = [];
  /** where the hits of this pass begin: within one they come nearly in order */
  #pass = 0;
  #more = 0;

  beginPass(): void {
    this.#pass = this.#hits.length;
  }

  isFull({ index, severity }: ListedWord | ListedExpression): boolean {
    return (
      (this.#counts.get(index) ?? 0) >= MOST_OF_ONE || (this.#ofSeverity[severity] ?? 0) >= MOST_OF_A_SEVERITY
    );
  }

  /** Keeps it; of what is full it is counted alone. */
  add(word: ListedWord | ListedExpression, start: number, end: number): void {
    const { index, severity, instead } = word;
    const count = this.#counts.get(index) ?? 0;
    const ofSeverity = this.#ofSeverity[severity] ?? 0;
    if (count >= MOST_OF_ONE || ofSeverity >= MOST_OF_A_SEVERITY) {
      this.#more += 1;
      return;
    }
    this.#counts.set(index, count + 1);
    this.#ofSeverity[severity] = ofSeverity + 1;
    const hit = { start, end, severity, source: { word }, instead };
    // Those that begin behind it lie within it, so there are few.
    const hits = this.#hits;
    let at = hits.length;
    for (; at > this.#pass && inOrder(hit, hits[at - 1] as WordHit) < 0; at--)
      hits[at] = hits[at - 1] as WordHit;
    hits[at] = hit;
  }

  result(): { readonly hits: readonly WordHit[]; readonly more: number } {
    const kept: WordHit[] = [];
    // The last kept hit of each kind that reaches furthest.
    const open = new Map<string, WordHit>();
    for (const hit of this.#hits.sort(inOrder)) {
      const { kind } = hit.source.word;
      const over = open.get(kind);
      if (over && hit.end <= over.end && hit.severity >= over.severity) continue;
      open.set(kind, hit);
      kept.push(hit);
    }
    return { hits: kept, more: this.#more };
  }
}

function inOrder(a: WordHit, b: WordHit): number {
  return a.start - b.start || b.end - a.end || a.severity - b.severity;
}
