import { z } from 'zod';
import type { ValueSpec } from '../../kernel/value.ts';

/** `2026-11-28`, `2026-11-28T09:12` or with seconds, in Beijing. */
export const MOMENT: ValueSpec<number> = {
  schema: z
    .string()
    .regex(/^\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d)?)?$/)
    .transform((text) => Date.parse(`${text.replace(' ', 'T')}${text.length > 10 ? '' : 'T00:00'}+08:00`))
    .refine((at) => Number.isFinite(at)),
  allowed: { zh: '北京时间的日期或时刻', en: 'a date or a moment in Beijing time' },
  example: '2026-11-28T09:12',
};
