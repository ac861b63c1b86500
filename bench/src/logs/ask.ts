import { type LogSearch, openLogSearch } from '../../../server/src/logs/index.ts';

type LogQuestion = Parameters<LogSearch['search']>[0]['question'];

export interface AskedTime {
  readonly question: string;
  readonly found: number;
  /** wall time of the first and of the quickest of the others, and processor time of that, ms */
  readonly firstMs: number;
  readonly warmMs: number;
  readonly warmCpuMs: number;
}

const AGAIN = 4;

/** Asks an archive what people ask, each once cold and a few times warm, by the search that the console has. */
export async function askArchive(
  folder: string,
  about: { readonly address: string; readonly from: number; readonly to: number },
): Promise<AskedTime[]> {
  const { address, from, to } = about;
  const day = { from: to - 86_400_000, to };
  const questions: readonly (readonly [string, LogQuestion])[] = [
    ['one address, a day', { address, ...day }],
    ['one address, all days', { address, from, to }],
    ['a word', { words: ['phpmyadmin'] }],
    ['a Chinese word', { words: ['公积金'] }],
    ['5xx over time', { fields: [['status', '5xx']] }],
  ];
  await using search = openLogSearch(folder);
  const asked: AskedTime[] = [];
  for (const [name, question] of questions) {
    const times: { ms: number; cpu: number; found: number }[] = [];
    for (let turn = 0; turn <= AGAIN; turn += 1) {
      const before = process.cpuUsage();
      const start = performance.now();
      const { count, broken } = await search.search({ question, limit: 100 });
      if (broken !== undefined) throw new Error(broken);
      const { user, system } = process.cpuUsage(before);
      times.push({ ms: performance.now() - start, cpu: (user + system) / 1_000, found: count });
    }
    const [first, ...others] = times;
    const warm = others.toSorted((one, other) => one.ms - other.ms)[0];
    asked.push({
      question: name,
      found: first?.found ?? 0,
      firstMs: first?.ms ?? 0,
      warmMs: warm?.ms ?? 0,
      warmCpuMs: warm?.cpu ?? 0,
    });
  }
  return asked;
}
