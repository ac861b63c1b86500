import {
  allowedSourcesSchema,
  archiveSearchSchema,
  attachmentSchema,
  type CommentInput,
  createdSchema,
  differenceSchema,
  doneSchema,
  type ImportRequest,
  type ItemCalendarQuery,
  type ItemDecisionInput,
  type ItemNumbersQuery,
  type ItemQuery,
  type ItemVersionInput,
  importReportSchema,
  itemCalendarSchema,
  itemListSchema,
  itemNumbersSchema,
  itemReadingsSchema,
  itemVersionSchema,
  itemViewSchema,
  type NewItem,
  type PaperDecisionInput,
  type PublishInput,
  type SecretFindingInput,
  secretStopListSchema,
  type WorkflowInput,
  workflowViewSchema,
} from '@zhengdun/contract';
import { useAct } from './use-act.ts';
import { queryText, useAsked } from './use-asked.ts';

const READING_MS = 2_000;

/** A page of 稿件. */
export const useItems = ({ ...query }: ItemQuery) =>
  useAsked(itemListSchema, `/publications?${queryText(query)}`);
/** How many items there are, by unit and state or by month and kind. */
export const useItemNumbers = ({ ...query }: ItemNumbersQuery) =>
  useAsked(itemNumbersSchema, `/publications/numbers?${queryText(query)}`);
/** Approved items by what stands in them; nothing is asked without words. */
export const useArchiveSearch = (words: string) =>
  useAsked(archiveSearchSchema, words === '' ? undefined : `/publications/archive?${queryText({ words })}`);
/** What falls into a month. */
export const useItemCalendar = ({ ...query }: ItemCalendarQuery) =>
  useAsked(itemCalendarSchema, `/publications/calendar?${queryText(query)}`);
export const useItem = (id: string) => useAsked(itemViewSchema, `/publications/${id}`);
export const useItemVersion = (id: string, version: number) =>
  useAsked(itemVersionSchema, `/publications/${id}/versions/${version}`);
/** What has changed since the version that was decided about last. */
export const useDifference = (id: string, versions: { readonly from: number; readonly to: number }) =>
  useAsked(differenceSchema, `/publications/${id}/differences?${queryText(versions)}`);

export const useBeginItem = () => useAct(createdSchema, (body: NewItem) => ({ path: '/publications', body }));
export const useWriteItem = (id: string) =>
  useAct(itemVersionSchema.pick({ version: true }), (body: ItemVersionInput) => ({
    path: `/publications/${id}/versions`,
    body,
  }));
/** Hands in a file; it belongs to the item once a version names it. */
export const useAttach = (id: string) =>
  useAct(attachmentSchema, (file: File) => ({
    path: `/publications/${id}/attachments?${queryText({ name: file.name })}`,
    file,
  }));
/** How far the files of an item are read: asked again and again while one is. */
export const useReadings = (id: string) =>
  useAsked(itemReadingsSchema, `/publications/${id}/readings`, (data) =>
    data?.rows.some(({ state }) => state === 'reading') ? READING_MS : false,
  );
export const useReadAgain = (id: string) =>
  useAct(doneSchema, (document: string) => ({ path: `/publications/${id}/attachments/${document}/read` }));
export const useMoveItem = (id: string, act: 'submit' | 'recall') =>
  useAct(doneSchema, (version: number) => ({ path: `/publications/${id}/${act}`, body: { version } }));
export const useDecideItem = (id: string) =>
  useAct(doneSchema, (body: ItemDecisionInput) => ({ path: `/publications/${id}/decide`, body }));
export const usePaperDecision = (id: string) =>
  useAct(doneSchema, (body: PaperDecisionInput) => ({ path: `/publications/${id}/paper-decision`, body }));
export const useWriteComment = (id: string) =>
  useAct(createdSchema, (body: CommentInput) => ({ path: `/publications/${id}/comments`, body }));
export const useResolveComment = (id: string) =>
  useAct(doneSchema, (comment: string) => ({ path: `/publications/${id}/comments/${comment}/resolve` }));
export const useReleaseHit = (id: string, { hit, secret }: { hit: string; secret: boolean }) =>
  useAct(doneSchema, (ground: string) => ({
    path: `/publications/${id}/${secret ? 'secret-hits' : 'hits'}/${hit}/release`,
    body: { ground },
  }));
export const useSecretStops = () => useAsked(secretStopListSchema, '/publications/secret-stops');
export const useJudgeStop = (id: string) =>
  useAct(doneSchema, (body: SecretFindingInput) => ({
    path: `/publications/secret-stops/${id}/finding`,
    body,
  }));
export const usePublishItem = (id: string) =>
  useAct(doneSchema, (body: PublishInput) => ({ path: `/publications/${id}/publish`, body }));
/** Has the published page compared with what was approved. */
export const useComparePage = (id: string) =>
  useAct(doneSchema, () => ({ path: `/publications/${id}/compare` }));
/** Has the page of a repost's source fetched and compared. */
export const useSeeSource = (id: string) =>
  useAct(doneSchema, () => ({ path: `/publications/${id}/source` }));
export const useAllowedSources = (unit: string | undefined) =>
  useAsked(allowedSourcesSchema, unit && `/units/${unit}/repost-sources`);
export const useSetAllowedSources = (unit: string) =>
  useAct(importReportSchema, (body: ImportRequest) => ({ path: `/units/${unit}/repost-sources`, body }));
/** Acts that need their reason and nothing else. */
export const useGroundedAct = (id: string, act: 'correct' | 'withdraw' | 'drop') =>
  useAct(doneSchema, (ground: string) => ({ path: `/publications/${id}/${act}`, body: { ground } }));

export const useWorkflow = (unit: string | undefined) =>
  useAsked(workflowViewSchema, unit && `/units/${unit}/review-workflow`);
export const useSetWorkflow = (unit: string) =>
  useAct(doneSchema, (body: WorkflowInput) => ({ path: `/units/${unit}/review-workflow`, body }));

export function attachmentAddress(id: string, file: string): string {
  return `/api/publications/${id}/attachments/${file}`;
}
export function archiveAddress(id: string): string {
  return `/api/publications/${id}/archive.zip`;
}
