import { HouseError } from '../../kernel/errors/index.ts';
import type { LogQuestion } from './conditions.ts';
import { type LogAnswer, type LogSearch, openLogSearch } from './search-logs.ts';

export interface SearchTask {
  readonly folder: string;
  readonly question: LogQuestion;
  readonly limit: number;
}

/** An error does not go from one thread to another as what it is. */
export type SearchResult = LogAnswer | 'too-long';

const searches = new Map<string, LogSearch>();

/** Entry of the thread behind `search-thread.ts`: what it knows of an archive stays from one question to the next. */
export async function search({ folder, question, limit }: SearchTask): Promise<SearchResult> {
  const own = searches.get(folder) ?? openLogSearch(folder);
  searches.set(folder, own);
  try {
    return await own.search({ question, limit });
  } catch (error) {
    if (error instanceof HouseError && error.code === 'logs-search-too-long') return 'too-long';
    throw error;
  }
}
