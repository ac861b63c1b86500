import { type LogArchiveQuery, logArchiveSchema, logTasksSchema } from '@zhengdun/contract';
import { useAct } from './use-act.ts';
import { queryText, useAsked } from './use-asked.ts';

/** What runs is looked after so often; what is sealed grows by itself. */
const SOON_MS = 2_000;
const LATER_MS = 30_000;

export const useLogArchive = ({ ...query }: LogArchiveQuery) =>
  useAsked(logArchiveSchema, `/logs/archive?${queryText(query)}`, (archive) =>
    archive?.verify.running ? SOON_MS : LATER_MS,
  );
export const useVerifyLogs = () =>
  useAct(logTasksSchema, (_: undefined) => ({ path: '/logs/archive/verify' }));
export const checkpointFile = (id: string) => `/api/logs/archive/checkpoints/${id}.note`;
export const entryFile = (entry: number) => `/api/logs/archive/entries/${entry}.json`;
export const VERIFIERS_FILE = '/api/logs/archive/verifiers.txt';
