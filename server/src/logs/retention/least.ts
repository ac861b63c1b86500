import { DAY_MS } from '../../kernel/durations.ts';

/** 《规定》第二十条: 留存时间不少于1年. */
export const LEAST_DAYS = 365;
export const LEAST_DAYS_MS = LEAST_DAYS * DAY_MS;
