import { describe, expect, it } from 'vitest';
import { buildAutomaton } from './automaton.ts';
import { alphabetOf } from './classes.ts';
import { wordFold } from './fold.ts';
import { scan, startOf } from './scan.ts';

/** Numbers of a seed, the same every time. */
function chance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

function machineOf(words: readonly string[]) {
  const alphabet = alphabetOf(words, wordFold());
  const automaton = buildAutomaton(
    words.map((word) => alphabet.spell(word)),
    alphabet.size,
  );
  return { alphabet, automaton, nextIfTaken: automaton.endingNext };
}

function foundBy(text: string, words: readonly string[]): string[] {
  const machine = machineOf(words);
  const found: string[] = [];
  scan(text, machine, (at, end) => {
    found.push(`${words[at]} ${startOf(text, end, machine.automaton.lengths[at] ?? 0, machine)}`);
    return false;
  });
  return found.sort();
}

function looked(text: string, words: readonly string[]): string[] {
  const places = words.flatMap((word) =>
    [...text].flatMap((_, at) => (text.startsWith(word, at) ? [`${word} ${at}`] : [])),
  );
  return places.sort();
}

describe('the scan of a text', () => {
  it.each(['甲乙', '甲乙丙', '甲乙丙丁戊己庚辛'])(
    'finds over %s every word wherever it stands, single characters too',
    (signs) => {
      const next = chance(signs.length);
      const draw = (length: number): string =>
        Array.from({ length }, () => signs[Math.floor(next() * signs.length)] ?? '').join('');
      for (let round = 0; round < 60; round++) {
        const words = [...new Set(Array.from({ length: 6 }, () => draw(1 + Math.floor(next() * 4))))];
        const text = `${draw(40)}，${draw(20)}另${draw(20)}`;
        expect(foundBy(text, words)).toEqual(looked(text, words));
      }
    },
  );

  it('goes on behind what begins no word, over inserted signs and pairs of surrogates', () => {
    expect(foundBy('甲丙甲-乙丙', ['甲乙', '乙丙'])).toEqual(['乙丙 4', '甲乙 2']);
    expect(foundBy('甲😀乙𠀀甲乙', ['甲乙', '𠀀甲'])).toEqual(['甲乙 0', '甲乙 6', '𠀀甲 4']);
    expect(foundBy('甲，乙甲乙', ['甲乙'])).toEqual(['甲乙 3']);
  });

  it('sees no seams in a long text, whether a word, a sign or a pair of surrogates lies over one', () => {
    for (const word of ['甲乙', '甲-乙', '𠀀甲', '甲𠀀', '甲😀乙'])
      for (let before = 16_380; before < 16_388; before++) {
        const text = `${'字'.repeat(before)}${word}${'字'.repeat(20_000)}${word}`;
        const asked = word.replace(/-|😀/u, '');
        const last = before + word.length + 20_000;
        expect(foundBy(text, [asked])).toEqual([`${asked} ${before}`, `${asked} ${last}`]);
      }
  });
});
