import { SCREEN_RULES, type ScreenCategory } from '@zhengdun/contract';
import { describe, expect, it } from 'vitest';
import { CORPUS } from '../../test/screening/corpus.ts';
import { buildScreen } from './screen.ts';
import { screenText, type TextHit } from './screen-text.ts';

interface Tally {
  right: number;
  wrong: number;
  missed: number;
}

const screen = buildScreen({ lists: [] });
const tallies = new Map<string, Tally>();
const mistakes: string[] = [];

function tallyOf(category: string): Tally {
  const tally = tallies.get(category) ?? { right: 0, wrong: 0, missed: 0 };
  tallies.set(category, tally);
  return tally;
}

function categoryOf({ source }: TextHit): ScreenCategory {
  return 'rule' in source ? SCREEN_RULES[source.rule] : 'list';
}

for (const [text, ...expected] of CORPUS) {
  const open = expected.map((each) => {
    const at = each.indexOf(':');
    const words = each.slice(at + 1);
    const start = text.indexOf(words);
    if (start < 0) throw new Error(`the corpus expects what its text does not hold: ${each}`);
    return { category: each.slice(0, at), start, end: start + words.length };
  });
  for (const hit of screenText(text, screen, 'salt').hits) {
    const category = categoryOf(hit);
    const found = open.findIndex(
      (each) => each.category === category && each.start < hit.end && hit.start < each.end,
    );
    if (found < 0) {
      tallyOf(category).wrong += 1;
      mistakes.push(`wrongly ${category}: ${text.slice(hit.start, hit.end)} in ${text}`);
      continue;
    }
    open.splice(found, 1);
    tallyOf(category).right += 1;
  }
  for (const { category, start, end } of open) {
    tallyOf(category).missed += 1;
    mistakes.push(`missed ${category}: ${text.slice(start, end)} in ${text}`);
  }
}

describe('the rules that ship with the program, over a corpus of our own', () => {
  it('are asked about at least 400 texts, half of them with nothing to find', () => {
    expect(CORPUS.length).toBeGreaterThanOrEqual(400);
    expect(CORPUS.filter((each) => each.length === 1).length).toBeGreaterThanOrEqual(180);
  });

  it.each([...tallies])('find %s precisely and wholly enough', (_, { right, wrong, missed }) => {
    expect({ precision: right / (right + wrong), recall: right / (right + missed), mistakes }).toMatchObject({
      precision: expect.toSatisfy((value: number) => value >= 0.97),
      recall: expect.toSatisfy((value: number) => value >= 0.97),
    });
  });
});
