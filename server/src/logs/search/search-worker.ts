import { realpath } from 'node:fs/promises';
import type { MessagePort } from 'node:worker_threads';
import type { LogQuestion } from './conditions.ts';
import { borrowedShelf, type ToldError, tellError } from './port-shelf.ts';
import { type FileQueries, openFileQueries } from './query-files.ts';
import { type LogAnswer, type LogSearch, openLogSearch } from './search-logs.ts';

export interface SearchTask {
  readonly folder: string;
  readonly question: LogQuestion;
  readonly limit: number;
  /** files of a common store: they are brought over by the thread that asks */
  readonly shelf?: { readonly port: MessagePort; readonly mostBytes: number } | undefined;
}

/** An error does not go from one thread to another as what it is. */
export type SearchResult = LogAnswer | { readonly error: ToldError };

const searches = new Map<string, LogSearch>();
const queries = new Map<string, Promise<FileQueries>>();

/** Entry of the thread behind `search-thread.ts`: what it knows of an archive stays from one question to the next. */
export async function search({ folder, question, limit, shelf }: SearchTask): Promise<SearchResult> {
  try {
    if (!shelf) return await searchOf(folder).search({ question, limit });
    using borrowed = borrowedShelf(shelf.port, { folder, mostBytes: shelf.mostBytes });
    return await openLogSearch(borrowed, () => queriesOf(folder)).search({ question, limit });
  } catch (error) {
    return { error: tellError(error) };
  }
}

function searchOf(folder: string): LogSearch {
  const own = searches.get(folder) ?? openLogSearch(folder);
  searches.set(folder, own);
  return own;
}

function queriesOf(folder: string): Promise<FileQueries> {
  const own = queries.get(folder) ?? realpath(folder).then(openFileQueries);
  queries.set(folder, own);
  own.catch(() => queries.delete(folder));
  return own;
}
