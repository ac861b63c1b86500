import {
  type ApplicationInput,
  type ApplicationQuery,
  applicationListSchema,
  applicationViewSchema,
  certificateViewSchema,
  changeListSchema,
  checkListSchema,
  createdSchema,
  type ImportRequest,
  importReportSchema,
  type NewApplication,
  type NewUnit,
  regionListSchema,
  type ShortListQuestion,
  shortListSchema,
  type TakeOver,
  type UnitInput,
  type UnitMove,
  type UnitQuery,
  unitListSchema,
  unitViewSchema,
} from '@zhengdun/contract';
import { useAct } from './use-act.ts';
import { queryText, useAsked } from './use-asked.ts';

/** What is imported and exported. */
export type Sheet = 'units' | 'applications';

/** A page of 应用台账. */
export const useApplications = (query: ApplicationQuery, enabled = true) =>
  useAsked(applicationListSchema, enabled ? `/applications?${queryText(query)}` : undefined);
export const useApplication = (id: string) => useAsked(applicationViewSchema, `/applications/${id}`);
/** Checks of an application's addresses, newest first. */
export const useApplicationChecks = (id: string) => useAsked(checkListSchema, `/applications/${id}/checks`);
/** The history of a unit or an application, newest first. */
export const useChanges = (of: Sheet, id: string) => useAsked(changeListSchema, `/${of}/${id}/changes`);
/** Registers an application, or changes the one of this id. */
export const useSaveApplication = (id: string | undefined) =>
  useAct(createdSchema, (body: NewApplication | ApplicationInput) => ({
    path: id ? `/applications/${id}` : '/applications',
    body,
  }));
/** 登记到台账 */
export const useTakeOver = () =>
  useAct(createdSchema, (body: TakeOver) => ({ path: '/applications/from-check', body }));

/** A page of units: those at the top, those below one, or those that a search finds. */
export const useUnits = (query: UnitQuery, enabled = true) =>
  useAsked(unitListSchema, enabled ? `/units?${queryText(query)}` : undefined);
export const useUnit = (id: string) => useAsked(unitViewSchema, `/units/${id}`);
export const useChangeUnit = (id: string) =>
  useAct(createdSchema, (body: UnitInput) => ({ path: `/units/${id}`, body }));
export const useMoveUnit = (id: string) =>
  useAct(createdSchema, (body: UnitMove) => ({ path: `/units/${id}/move`, body }));
export const useRegisterUnit = () => useAct(createdSchema, (body: NewUnit) => ({ path: '/units', body }));
/** Divisions by a piece of their name or the beginning of their code. */
export const useRegions = (search: string) =>
  useAsked(regionListSchema, search === '' ? undefined : `/regions?${queryText({ search })}`);

/** What a unit has to answer for, after the four questions of the first use. */
export const useShortList = () =>
  useAct(shortListSchema, (body: ShortListQuestion) => ({ path: '/short-list', body }));

/** Reads an identity certificate, and says whether it is to be relied on. */
export const useReadCertificate = () =>
  useAct(certificateViewSchema, (text: string) => ({ path: '/certificates/read', body: { text } }));

/** Looks through a file, or imports it. */
export const useImport = (of: Sheet) =>
  useAct(importReportSchema, (body: ImportRequest) => ({ path: `/${of}/import`, body }));

export function templateAddress(of: Sheet): string {
  return `/api/registry/${of}/template.xlsx`;
}

/** The file of the whole filter, not of the page that is shown. */
export function exportAddress(query: ApplicationQuery): string {
  const { page: _, size: __, ...filter } = query;
  return `/api/applications/export.xlsx?${queryText(filter)}`;
}
