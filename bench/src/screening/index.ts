import { measure } from '../child.ts';
import { machineText } from '../machine.ts';
import { FILTERS, type Filter, type FilterResult, type FilterTask } from './task.ts';

export interface ScreeningBench {
  /** words of the list */
  readonly words: number;
  /** of the text */
  readonly characters: number;
  readonly json: boolean;
}

/**
 * Word filters side by side, each in a process of its own, over the same words and the same text; then what each found is
 * compared, so that speed is not bought with misses.
 */
export async function benchScreening({ words, characters, json }: ScreeningBench): Promise<void> {
  const machine = machineText();
  const results = new Map<Filter, FilterResult>();
  for (const filter of FILTERS) {
    const task: FilterTask = { filter, words, characters };
    results.set(
      filter,
      (await measure<FilterResult>(new URL('run-filter.ts', import.meta.url), task)).result,
    );
  }
  const all = new Set([...results.values()].flatMap(({ found }) => found));
  const rows = [...results].map(([filter, { buildMs, memory, prose, worst, found }]) => ({
    filter,
    'build ms': Math.round(buildMs),
    MB: Math.round(memory / 1e6),
    'prose M/s': round(prose / 1e6),
    'worst M/s': round(worst / 1e6),
    'different words found': found.length,
    missed: missedBy(found, all),
  }));
  if (json) {
    console.log(JSON.stringify({ machine, words, characters, rows }, null, 2));
    return;
  }
  console.log(`${machine}\n${words} words, ${characters} characters, each filter in a process of its own\n`);
  console.table(rows);
  console.log(
    'zhengdun folds width, case, script, unseen and inserted characters and keeps places; the others compare as it stands.',
  );
}

/** Words that another filter found, and that this one told neither by themselves nor by a longer word that holds them. */
function missedBy(found: readonly string[], all: ReadonlySet<string>): number {
  const told = new Set(found);
  const joined = found.join('\n');
  return [...all].filter((word) => !told.has(word) && !joined.includes(word)).length;
}

function round(value: number): number {
  return Number(value.toPrecision(3));
}
