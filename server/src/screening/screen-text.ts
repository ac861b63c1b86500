import { createHmac } from 'node:crypto';
import { SCREEN_RULES, type ScreenRule } from '@zhengdun/contract/screening-rules';
import type { ListedExpression, ListedWord, Screen } from './passes.ts';
import { judgeNumbers, mayBeNumber } from './rules/identifiers.ts';
import type { AnchorRule, Found, Masking, TextFacts } from './rules/rule.ts';
import { teachesSecrecy } from './rules/state-secret.ts';
import { scanNumbers } from './text/numbers.ts';
import { windowOf } from './text/window.ts';
import { collectWords } from './words/collect.ts';

/** A hit in one text. Offsets are code units of the text as it was given. */
export interface TextHit {
  readonly start: number;
  readonly end: number;
  readonly severity: 1 | 2 | 3 | 4;
  readonly source:
    | { readonly rule: ScreenRule; readonly masking: Masking }
    | { readonly word: ListedWord | ListedExpression };
  readonly instead?: string | undefined;
  /** keyed: of what may be a state secret nothing else is kept, and it tells that two hits are alike */
  readonly digest?: string;
}

export interface TextScreening {
  readonly hits: readonly TextHit[];
  /** further hits that were counted and not kept */
  readonly more: number;
  /** so many places looked like a hit that not all were judged */
  readonly isIncomplete: boolean;
}

/** Places that one rule judges for one text, and for each hundred characters one more: writing has far fewer. */
const MOST_JUDGED = 20_000;
/** Hits of one rule that are kept for one text; the others are counted. */
const MOST_OF_ONE = 200;

/**
 * Screens a text: every list and, where the screen has them, every rule. Time and memory grow with the length of the
 * text alone, whatever stands in it.
 *
 * @param salt key of the digests, the same for all texts of an installation
 */
export function screenText(text: string, screen: Screen, salt: string): TextScreening {
  const facts = factsOf(text);
  const rules = new RuleHits(text, salt);
  const onAnchor = (rule: AnchorRule, start: number, end: number): void => {
    if (rule.worthALook && !rule.worthALook(text, end)) return;
    if (!rules.mayJudge(rule)) return;
    const window = windowOf(text, start - rule.reach.before, end + rule.reach.after);
    const found = rule.judge({ ...window, from: window.place(start), to: window.place(end), facts });
    if (found) rules.add(found, window.at, rule);
  };
  const words = collectWords(text, screen, onAnchor);
  if (screen.withRules) {
    scanNumbers(text, (start, end) => {
      if (!rules.mayJudge('numbers') || !mayBeNumber(text, { start, end, facts })) return;
      const window = windowOf(text, start - 80, Math.min(end, start + 400) + 24);
      const spot = {
        ...window,
        from: window.place(start),
        to: window.place(Math.min(end, start + 400)),
        facts,
      };
      for (const found of judgeNumbers(spot)) rules.add(found, window.at, undefined);
    });
  }
  const hits = [...rules.hits(), ...words.hits].sort((a, b) => a.start - b.start || a.severity - b.severity);
  return { hits, more: words.more + rules.more, isIncomplete: rules.isIncomplete };
}

/** Hits of rules, none twice: two words may lead to the same place. */
class RuleHits {
  readonly #text: string;
  readonly #salt: string;
  readonly #hits = new Map<string, TextHit>();
  readonly #counts = new Map<ScreenRule, number>();
  readonly #judged = new Map<AnchorRule | 'numbers', number>();
  isIncomplete = false;
  readonly #ofAnchors = new Map<AnchorRule, number>();
  more = 0;

  constructor(text: string, salt: string) {
    this.#text = text;
    this.#salt = salt;
  }

  /** Where a rule has found enough, what it would find is counted and not looked at; where it has looked often enough, too. */
  mayJudge(rule: AnchorRule | 'numbers'): boolean {
    if (rule !== 'numbers' && (this.#ofAnchors.get(rule) ?? 0) >= MOST_OF_ONE) {
      this.more += 1;
      return false;
    }
    const judged = (this.#judged.get(rule) ?? 0) + 1;
    this.#judged.set(rule, judged);
    if (judged <= MOST_JUDGED + this.#text.length / (rule === 'numbers' ? 4 : 100)) return true;
    this.isIncomplete = true;
    return false;
  }

  add(found: Found, at: (place: number) => number, from: AnchorRule | undefined): void {
    const { rule, severity, masking, instead } = found;
    const start = at(found.from);
    const key = `${rule} ${start}`;
    if (this.#hits.has(key)) return;
    if (from) this.#ofAnchors.set(from, (this.#ofAnchors.get(from) ?? 0) + 1);
    const count = (this.#counts.get(rule) ?? 0) + 1;
    this.#counts.set(rule, count);
    if (count > MOST_OF_ONE) {
      this.more += 1;
      return;
    }
    const span = { start, end: at(found.to - 1) + 1 };
    this.#hits.set(key, {
      ...span,
      severity,
      source: { rule, masking },
      ...(instead !== undefined && { instead }),
      ...(SCREEN_RULES[rule] === 'state-secret' && { digest: digestOf(this.#text, span, this.#salt) }),
    });
  }

  /** A password within a connection string is told once, as the connection string. */
  hits(): TextHit[] {
    const all = [...this.#hits.values()].sort((a, b) => a.start - b.start || b.end - a.end);
    const kept: TextHit[] = [];
    for (const hit of all) {
      const over = kept.at(-1);
      if (over && hit.start - over.end <= reachOf(over) && sameKind(hit, over)) {
        // What is told of both is the graver.
        if (hit.severity < over.severity) kept[kept.length - 1] = { ...over, severity: hit.severity };
        continue;
      }
      kept.push(hit);
    }
    return kept;
  }
}

const SAME_KIND: Readonly<Partial<Record<ScreenRule, string>>> = {
  password: 'key',
  'connection-string': 'key',
  'access-token': 'key',
  'cloud-key': 'key',
  'web-token': 'key',
  'state-secret-mark': 'secret',
  'state-secret-mention': 'secret',
  'work-secret-mark': 'internal',
  'not-for-publication': 'internal',
};

/** 注意保密，阅后销毁 is one mark; two passwords are two. */
function reachOf({ source }: TextHit): number {
  return 'rule' in source && source.rule === 'work-secret-mark' ? 6 : -1;
}

function sameKind(a: TextHit, b: TextHit): boolean {
  if (!('rule' in a.source && 'rule' in b.source)) return false;
  const [one, other] = [SAME_KIND[a.source.rule], SAME_KIND[b.source.rule]];
  return one !== undefined && one === other;
}

function digestOf(text: string, { start, end }: { start: number; end: number }, salt: string): string {
  return createHmac('sha256', salt).update(text.slice(start, end)).digest('hex');
}

const LABELS = {
  passport: /护照|passport/i,
  permit: /通行证|回乡证|台胞证|往来港澳|往来台湾/,
  'resident-id': /身份证/,
  card: /银行卡|卡号|一卡通/,
  telephone: /(?:家庭|住宅|宅|家里|家中)(?:固定)?电话|宅电/,
} as const;

function factsOf(text: string): TextFacts {
  let teaches: boolean | undefined;
  const mentioned = new Map<keyof typeof LABELS, boolean>();
  return {
    teachesSecrecy: () => {
      teaches ??= teachesSecrecy(text);
      return teaches;
    },
    mentions: (label) => {
      const known = mentioned.get(label) ?? LABELS[label].test(text);
      mentioned.set(label, known);
      return known;
    },
  };
}
