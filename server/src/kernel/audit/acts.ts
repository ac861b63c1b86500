import type { LocalText } from '@zhengdun/contract';
import { z } from 'zod';

/** One kind of act: what it is called, and what its record may say besides who, where, what and with what result. */
export interface ActEntry {
  readonly words: LocalText;
  /** codes, counts, ids; no names of persons, no secrets, no texts that somebody wrote */
  readonly detail: z.ZodType<Readonly<Record<string, unknown>>>;
}

/** A code or an id in a detail. */
const code = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._:/-]{0,99}$/);

/** Every act that is recorded, by its code. A module that has acts of its own declares them here, a line each. */
export const ACTS = {
  'unit-corrected': {
    words: { zh: '更正检测所用的单位信息', en: 'corrected the facts about the unit of a check' },
    detail: z.strictObject({ changed: z.array(code).max(8) }),
  },
} as const satisfies Record<string, ActEntry>;

export type ActCode = keyof typeof ACTS;
export type ActDetail<Code extends ActCode> = z.input<(typeof ACTS)[Code]['detail']>;
