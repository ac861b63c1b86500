import {
  type DueQuery,
  dueListSchema,
  gravestSchema,
  type OverviewFocus,
  type OverviewQuery,
  overviewSchema,
  trendSchema,
} from '@zhengdun/contract';
import { queryText, useAsked } from './use-asked.ts';

/** 分布表. */
export const useOverview = ({ ...query }: OverviewQuery) =>
  useAsked(overviewSchema, `/overview?${queryText(query)}`);
/** The gravest findings of where one stands. */
export const useGravest = ({ ...focus }: OverviewFocus) =>
  useAsked(gravestSchema, `/overview/gravest?${queryText(focus)}`);
/** Twelve months of where one stands. */
export const useTrend = ({ ...focus }: OverviewFocus) =>
  useAsked(trendSchema, `/overview/trend?${queryText(focus)}`);
/** What machines are to check, an application and a check each. */
export const useDue = ({ ...query }: DueQuery) =>
  useAsked(dueListSchema, `/overview/due?${queryText(query)}`);
