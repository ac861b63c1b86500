import { z } from 'zod';

/** Rows that a page of a list may have. */
export const PAGE_SIZES = [20, 50, 100] as const;

/** `?page=&size=` of a list: the server pages, and pages are counted from 1. */
export const PAGE_QUERY = {
  page: z.coerce.number().int().min(1).max(100_000).default(1),
  size: z.coerce.number().pipe(z.literal(PAGE_SIZES)).default(20),
};
