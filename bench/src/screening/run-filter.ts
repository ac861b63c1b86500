import { createRequire } from 'node:module';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { buildScreen, type Screen, screenText } from '../../../server/src/screening/index.ts';
import { work } from '../child.ts';
import type { Filter, FilterResult, FilterTask } from './task.ts';
import { inventedProse, inventedWords } from './words.ts';

interface Ready {
  find(text: string): Iterable<string>;
}

const require = createRequire(import.meta.url);
const ROUNDS = 7;

/** Builders that take the same words; each gives the words that it finds. */
const BUILD: Readonly<Record<Filter, (words: readonly string[]) => Ready>> = {
  zhengdun: (words) => ours(buildScreen({ lists: [listOf(words)], rules: false })),
  'zhengdun, all rules': (words) => ours(buildScreen({ lists: [listOf(words)] })),
  'mint-filter': (words) => {
    const { default: Mint } = require('mint-filter') as {
      default: new (
        words: readonly string[],
      ) => { filter(text: string, options: object): { words: string[] } };
    };
    const filter = new Mint(words);
    return { find: (text) => filter.filter(text, { replace: false }).words };
  },
  fastscan: (words) => {
    const Scanner = require('fastscan') as new (
      words: readonly string[],
    ) => { search(text: string): [number, string][] };
    const scanner = new Scanner(words);
    return { find: (text) => scanner.search(text).map(([, word]) => word) };
  },
};

function listOf(words: readonly string[]) {
  const entry = {
    isExpression: false,
    category: '',
    severity: 3,
    views: [],
    near: [],
    unless: [],
    distance: 30,
    bounds: false,
  } as const;
  return { name: 'bench', version: '1', entries: words.map((word, line) => ({ ...entry, word, line })) };
}

function ours(screen: Screen): Ready {
  return {
    find: (text) =>
      screenText(text, screen, 'salt').hits.flatMap(({ start, end, source }) =>
        'word' in source ? [text.slice(start, end)] : [],
      ),
  };
}

/** Every word but its last character, one after the other, and words that begin where another one ends. */
function worstCase(words: readonly string[], length: number): string {
  const pieces: string[] = [];
  let written = 0;
  for (let at = 0; written < length; at = (at + 1) % words.length) {
    const piece = (words[at] ?? '').slice(0, -1);
    pieces.push(piece);
    written += piece.length;
  }
  return pieces.join('').slice(0, length);
}

/** Texts as long as long papers, so that every filter keeps all that it finds. */
const PAPER = 20_000;

function papersOf(text: string): string[] {
  return Array.from({ length: Math.ceil(text.length / PAPER) }, (_, at) =>
    text.slice(at * PAPER, (at + 1) * PAPER),
  );
}

/** Characters a second over all papers, the best of some rounds. */
function best(ready: Ready, papers: readonly string[]): number {
  const characters = papers.reduce((sum, { length }) => sum + length, 0);
  let most = 0;
  for (let round = 0; round < ROUNDS; round++) {
    const started = performance.now();
    for (const paper of papers) ready.find(paper);
    const seconds = (performance.now() - started) / 1000;
    most = Math.max(most, characters / seconds);
    // A slow one is measured well enough by then.
    if (seconds > 3) break;
  }
  return most;
}

/** What is alive after a collection. */
function memoryInUse(): number {
  setFlagsFromString('--expose-gc');
  runInNewContext('gc')();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

work<FilterTask, FilterResult>(async ({ filter, words: count, characters }, report) => {
  const words = inventedWords(count);
  const prose = papersOf(inventedProse(characters, words));
  const worst = papersOf(worstCase(words, characters));
  // What folds need is made once for the program, not for a list.
  BUILD[filter](['样例']).find('样例');
  const before = memoryInUse();
  report.begin();
  const started = performance.now();
  const ready = BUILD[filter](words);
  const buildMs = performance.now() - started;
  const memory = memoryInUse() - before;
  const found = [...new Set(prose.flatMap((paper) => [...ready.find(paper)]))];
  return {
    buildMs,
    memory,
    prose: best(ready, prose),
    worst: best(ready, worst),
    found,
  };
});
