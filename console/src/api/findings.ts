import {
  type AskDelay,
  type AssignFindings,
  assigneeListSchema,
  type CommentOnFinding,
  changedSchema,
  type DecidePlea,
  doneSchema,
  type FindingQuery,
  findingListSchema,
  findingViewSchema,
  recheckAnswerSchema,
  type Watch,
} from '@zhengdun/contract';
import { useAct } from './use-act.ts';
import { queryText, useAsked } from './use-asked.ts';

const RECHECK_MS = 3_000;

/** A page of 问题整改. */
export const useFindings = ({ ...query }: FindingQuery) =>
  useAsked(findingListSchema, `/findings?${queryText(query)}`);
/** While its check is under way, it is asked for again and again. */
export const useFinding = (id: string) =>
  useAsked(findingViewSchema, `/findings/${id}`, (view) => view?.recheckId !== undefined && RECHECK_MS);
/** Who of a unit may be given findings. */
export const useAssignees = (unit: string) =>
  useAsked(assigneeListSchema, `/findings/assignees?${queryText({ unit })}`);

export const useAssign = () =>
  useAct(changedSchema, (body: AssignFindings) => ({ path: '/findings/assign', body }));
export const useRecheck = (id: string) =>
  useAct(recheckAnswerSchema, (_: undefined) => ({ path: `/findings/${id}/recheck` }));
export const useAskDelay = (id: string) =>
  useAct(doneSchema, (body: AskDelay) => ({ path: `/findings/${id}/delay`, body }));
export const useAppeal = (id: string) =>
  useAct(doneSchema, (body: { ground: string }) => ({ path: `/findings/${id}/appeal`, body }));
export const useDecide = (id: string) =>
  useAct(doneSchema, (body: DecidePlea) => ({ path: `/findings/${id}/decide`, body }));
export const useComment = (id: string) =>
  useAct(doneSchema, (body: CommentOnFinding) => ({ path: `/findings/${id}/comments`, body }));
export const useWatch = (id: string) =>
  useAct(doneSchema, (body: Watch) => ({ path: `/findings/${id}/watch`, body }));

/** The file of the whole filter, not of the page that is shown. */
export function findingsFile(
  file: 'export.xlsx' | 'register.xlsx' | 'register.docx',
  query: FindingQuery,
): string {
  const { page: _, size: __, sort: ___, ...filter } = query;
  return `/api/findings/${file}?${queryText(filter)}`;
}

/** 自查报告 of a unit over all of its applications. */
export function unitReportFile(unit: string): string {
  return `/api/units/${unit}/self-inspection.docx`;
}
