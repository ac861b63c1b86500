import type { LocalText } from '@zhengdun/contract';
import { z } from 'zod';
import type { FactKindName, SubjectKind } from './facts.ts';
import { FACT_KINDS } from './facts.ts';

/** A kind of fact that a unit adds: found by its words. */
interface OwnFact {
  readonly name: string;
  readonly words: readonly string[];
}

/** Which facts about one subject, taken together from several items, reveal more than each item. */
export interface Combination {
  readonly id: string;
  readonly title: LocalText;
  readonly subject: SubjectKind;
  /** these subjects only; missing: whatever is named */
  readonly subjects?: readonly string[] | undefined;
  readonly facts: readonly (FactKindName | OwnFact)[];
  /** different kinds of facts that have to come together */
  readonly atLeast: number;
  /** numbers of which each item hides other digits */
  readonly isMasked?: true;
}

/** What ships with the program. A unit's own combinations stand beside these. */
export const COMBINATIONS: readonly Combination[] = [
  {
    id: 'person-profile',
    title: { zh: '同一人的情况拼合', en: 'facts about one person come together' },
    subject: 'person',
    facts: [
      'identity-number',
      'mobile',
      'home',
      'birth',
      'post',
      'bank',
      'plate',
      'family',
      'school',
      'health',
      'routine',
    ],
    atLeast: 3,
  },
  {
    id: 'masked-number',
    title: {
      zh: '同一人的号码遮掩不一，拼合后完整',
      en: 'one number masked differently: together it is whole',
    },
    subject: 'person',
    facts: ['masked-number'],
    atLeast: 1,
    isMasked: true,
  },
  {
    id: 'system-target',
    title: { zh: '同一系统的技术情况拼合', en: 'technical facts about one system come together' },
    subject: 'system',
    facts: [
      'address',
      'port',
      'software',
      'account',
      'weakness',
      'topology',
      'machine',
      'maker',
      'grade',
      'backup',
    ],
    atLeast: 3,
  },
  {
    id: 'place-guard',
    title: {
      zh: '同一场所的位置、守卫和储备情况拼合',
      en: 'position, guard and stock of one place come together',
    },
    subject: 'place',
    facts: [
      'position',
      'guards',
      'shift',
      'cameras',
      'entrance',
      'stock',
      'layout',
      'route',
      'depth',
      'keeper',
    ],
    atLeast: 3,
  },
];

const names = Object.keys(FACT_KINDS) as [FactKindName, ...FactKindName[]];
const words = z.array(z.string().min(2).max(40)).min(1).max(200);

/** A unit's own combinations, as they stand in a JSON file. */
export const combinationsSchema = z
  .array(
    z
      .strictObject({
        id: z.string().regex(/^[a-z0-9-]{1,40}$/),
        title: z.string().min(1).max(60),
        subject: z.enum(['person', 'place', 'system']),
        subjects: words.optional(),
        facts: z
          .array(z.enum(names).or(z.strictObject({ name: z.string().min(1).max(40), words })))
          .min(2)
          .max(40),
        atLeast: z.int().min(2).max(10),
      })
      .transform(({ title, ...rest }): Combination => ({ ...rest, title: { zh: title, en: title } })),
  )
  .max(100);
