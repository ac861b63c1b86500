import {
  doneSchema,
  type LogArchiveQuery,
  type LogHoldInput,
  type LogRetentionChange,
  type LogTaskWork,
  logArchiveSchema,
  logRetentionSchema,
  logTasksSchema,
} from '@zhengdun/contract';
import { useAct } from './use-act.ts';
import { queryText, useAsked } from './use-asked.ts';

/** What runs is looked after so often; what is sealed grows by itself. */
const SOON_MS = 2_000;
const LATER_MS = 30_000;

export const useLogArchive = ({ ...query }: LogArchiveQuery) =>
  useAsked(logArchiveSchema, `/logs/archive?${queryText(query)}`, (archive) =>
    archive?.verify.running || archive?.stamps.tasks.running ? SOON_MS : LATER_MS,
  );
export const useLogTask = (work: LogTaskWork) =>
  useAct(logTasksSchema, (_: undefined) => ({ path: `/logs/archive/${work}` }));
export const checkpointFile = (id: string) => `/api/logs/archive/checkpoints/${id}.note`;
export const entryFile = (entry: number, collector: string | undefined) =>
  `/api/logs/archive/entries/${entry}.json${collector === undefined ? '' : `?collector=${collector}`}`;
export const HEADS_FILE = '/api/logs/archive/heads.note';
export const VERIFIERS_FILE = '/api/logs/archive/verifiers.txt';

export const useLogRetention = () =>
  useAsked(logRetentionSchema, '/logs/archive/retention', (retention) =>
    retention?.backup.running || retention?.drill.running ? SOON_MS : LATER_MS,
  );
export const useSetLogRetention = () =>
  useAct(doneSchema, (body: LogRetentionChange) => ({ path: '/logs/archive/retention', body }));
export const useHoldLogs = () =>
  useAct(doneSchema, (body: LogHoldInput) => ({ path: '/logs/archive/holds', body }));
export const useLiftLogHold = () =>
  useAct(doneSchema, ({ id, code }: { readonly id: string; readonly code: string }) => ({
    path: `/logs/archive/holds/${id}/lift`,
    body: { code },
  }));
