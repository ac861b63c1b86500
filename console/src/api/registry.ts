import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import {
  type ApplicationInput,
  type ApplicationQuery,
  applicationListSchema,
  applicationViewSchema,
  changeListSchema,
  checkListSchema,
  createdSchema,
  type ImportRequest,
  importReportSchema,
  type NewApplication,
  type NewUnit,
  regionListSchema,
  type TakeOver,
  type UnitQuery,
  unitListSchema,
  unitViewSchema,
} from '@zhengdun/contract';
import { useLanguage } from '../locales/language.tsx';
import { callApi } from './client.ts';

/** What is imported and exported. */
export type Sheet = 'units' | 'applications';

/** A page of 应用台账. */
export function useApplications(query: ApplicationQuery) {
  const { lang } = useLanguage();
  return useQuery({
    queryKey: ['applications', query, lang],
    queryFn: ({ signal }) =>
      callApi(applicationListSchema, { path: `/applications?${parameters(query)}`, lang, signal }),
    placeholderData: keepPreviousData,
  });
}

export function useApplication(id: string) {
  const { lang } = useLanguage();
  return useQuery({
    queryKey: ['application', id, lang],
    queryFn: ({ signal }) => callApi(applicationViewSchema, { path: `/applications/${id}`, lang, signal }),
  });
}

/** Checks of an application's addresses, newest first. */
export function useApplicationChecks(id: string) {
  const { lang } = useLanguage();
  return useQuery({
    queryKey: ['application-checks', id, lang],
    queryFn: ({ signal }) => callApi(checkListSchema, { path: `/applications/${id}/checks`, lang, signal }),
  });
}

/** The history of a unit or an application, newest first. */
export function useChanges(of: Sheet, id: string) {
  const { lang } = useLanguage();
  return useQuery({
    queryKey: ['changes', of, id, lang],
    queryFn: ({ signal }) => callApi(changeListSchema, { path: `/${of}/${id}/changes`, lang, signal }),
  });
}

/** Registers an application, or changes the one of this id. */
export function useSaveApplication(id: string | undefined) {
  const { lang } = useLanguage();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: NewApplication | ApplicationInput) =>
      callApi(createdSchema, { path: id ? `/applications/${id}` : '/applications', lang, body }),
    onSuccess: () => queries.invalidateQueries(),
  });
}

/** 登记到台账 */
export function useTakeOver() {
  const { lang } = useLanguage();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: TakeOver) => callApi(createdSchema, { path: '/applications/from-check', lang, body }),
    onSuccess: () => queries.invalidateQueries(),
  });
}

/** A page of units: those at the top, those below one, or those that a search finds. */
export function useUnits(query: UnitQuery, enabled = true) {
  const { lang } = useLanguage();
  return useQuery({
    queryKey: ['units', query, lang],
    queryFn: ({ signal }) => callApi(unitListSchema, { path: `/units?${parameters(query)}`, lang, signal }),
    placeholderData: keepPreviousData,
    enabled,
  });
}

export function useUnit(id: string) {
  const { lang } = useLanguage();
  return useQuery({
    queryKey: ['unit', id, lang],
    queryFn: ({ signal }) => callApi(unitViewSchema, { path: `/units/${id}`, lang, signal }),
  });
}

export function useRegisterUnit() {
  const { lang } = useLanguage();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: NewUnit) => callApi(createdSchema, { path: '/units', lang, body }),
    onSuccess: () => queries.invalidateQueries(),
  });
}

/** Divisions by a piece of their name or the beginning of their code. */
export function useRegions(search: string) {
  const { lang } = useLanguage();
  return useQuery({
    queryKey: ['regions', search, lang],
    queryFn: ({ signal }) =>
      callApi(regionListSchema, { path: `/regions?search=${encodeURIComponent(search)}`, lang, signal }),
    placeholderData: keepPreviousData,
    enabled: search !== '',
  });
}

/** Looks through a file, or imports it. */
export function useImport(of: Sheet) {
  const { lang } = useLanguage();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: ImportRequest) => callApi(importReportSchema, { path: `/${of}/import`, lang, body }),
    onSuccess: (report) => (report.done ? queries.invalidateQueries() : undefined),
  });
}

export function templateAddress(of: Sheet): string {
  return `/api/registry/${of}/template.xlsx`;
}

/** The file of the whole filter, not of the page that is shown. */
export function exportAddress(query: ApplicationQuery): string {
  const { page: _, size: __, ...filter } = query;
  return `/api/applications/export.xlsx?${parameters(filter)}`;
}

function parameters(query: Readonly<Record<string, string | number | undefined>>): string {
  const given = Object.entries(query).filter(([, value]) => value !== undefined && value !== '');
  return new URLSearchParams(given.map(([name, value]) => [name, String(value)])).toString();
}
