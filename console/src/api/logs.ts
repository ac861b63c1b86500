import {
  doneSchema,
  type LogCoverageQuery,
  type LogExportForm,
  type LogQuestionInput,
  type LogSavedInput,
  type LogSourceChange,
  type LogSourceInput,
  type LogSourceQuery,
  logAnswerSchema,
  logCoverageSchema,
  logKeySchema,
  logSavedSchema,
  logSourceMadeSchema,
  logSourcesSchema,
  logSourceViewSchema,
} from '@zhengdun/contract';
import { useAct } from './use-act.ts';
import { queryText, useAsked } from './use-asked.ts';

/** What comes in changes by itself. */
const EVERY_MS = 15_000;
const WAITING_MS = 2_000;

export const useLogSources = ({ ...query }: LogSourceQuery) =>
  useAsked(logSourcesSchema, `/log-sources?${queryText(query)}`, () => EVERY_MS);
/** Asked for often as long as nothing came from it. */
export const useLogSource = (id: string) =>
  useAsked(logSourceViewSchema, `/log-sources/${id}`, (source) =>
    source?.state === 'never' ? WAITING_MS : EVERY_MS,
  );
export const useDeclareLogSource = () =>
  useAct(logSourceMadeSchema, (body: LogSourceInput) => ({ path: '/log-sources', body }));
export const useChangeLogSource = (id: string) =>
  useAct(doneSchema, (body: LogSourceChange) => ({ path: `/log-sources/${id}`, body }));
export const useEndLogSource = (id: string) => useAct(doneSchema, () => ({ path: `/log-sources/${id}/end` }));
export const useRenewLogKey = (id: string) =>
  useAct(logKeySchema, () => ({ path: `/log-sources/${id}/key` }));

export const useLogCoverage = ({ ...query }: LogCoverageQuery) =>
  useAsked(logCoverageSchema, `/logs/coverage?${queryText(query)}`);

/** @param question undefined: nothing is asked. Each question is entered in the audit log. */
export const useLogSearch = (question: LogQuestionInput | undefined) =>
  useAsked(logAnswerSchema, question && `/logs/search?${queryText({ ...question })}`);
export const useLogSearches = () => useAsked(logSavedSchema, '/logs/searches');
export const useSaveLogSearch = () =>
  useAct(doneSchema, (body: LogSavedInput) => ({ path: '/logs/searches', body }));
export const useForgetLogSearch = () =>
  useAct(doneSchema, (id: string) => ({ path: `/logs/searches/${id}/forget` }));
export function logsFile(question: LogQuestionInput, form: LogExportForm): string {
  return `/api/logs/export.${form}?${queryText({ ...question })}`;
}
