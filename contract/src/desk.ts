import { z } from 'zod';
import type { LocalText } from './local-text.ts';
import { ROLE_NAMES } from './roles.ts';
import { findingRowSchema } from './supervision/finding.ts';
import { trendSchema } from './supervision/overview.ts';

/** 工作台: what console and server say to each other. Paths are below `/api`. */

/** What waits for somebody. A module that has a kind of its own adds it here. */
export const DESK_KIND_WORDS = {
  mend: { zh: '待整改', en: 'to be mended' },
  recheck: { zh: '待复核', en: 'to be checked again' },
  assign: { zh: '待指派', en: 'to be assigned' },
  plea: { zh: '待决定', en: 'to be decided' },
  notice: { zh: '整改通知', en: 'notice' },
  opening: { zh: '开办办理', en: 'opening' },
  publication: { zh: '信息发布', en: 'publishing' },
  link: { zh: '外链', en: 'exit link' },
  log: { zh: '日志留存', en: 'logs' },
  closing: { zh: '变更关停', en: 'change or closure' },
  ending: { zh: '即将到期', en: 'ends soon' },
} as const satisfies Record<string, LocalText>;
export type DeskKind = keyof typeof DESK_KIND_WORDS;
const DESK_KINDS = Object.keys(DESK_KIND_WORDS) as DeskKind[];

/** What is to be done with a step that is recorded after it was done elsewhere. */
export const DESK_RECORD = { zh: '登记“{step}”', en: 'Record “{step}”' } as const satisfies LocalText;

/** One thing that waits. Words are in the language of the request. */
export const deskItemSchema = z.object({
  kind: z.enum(DESK_KINDS),
  title: z.string(),
  /** what it is about: an application, a person, with its unit */
  subject: z.string(),
  /** page of the console */
  link: z.string(),
  /** the last day; what has none waits without a date */
  dueOn: z.iso.date().optional(),
  /** below 0: so many working days over; missing where it cannot be counted */
  workingDaysLeft: z.int().optional(),
  /** what is to be done, verb first: the words of the link */
  act: z.string(),
});
export type DeskItem = z.infer<typeof deskItemSchema>;

/** 开始使用, in the order in which it goes best. */
export const SETUP_STEP_WORDS = {
  unit: { zh: '完善单位信息', en: 'Complete the facts of the unit' },
  application: { zh: '登记应用', en: 'Register applications' },
  check: { zh: '完成首次检查', en: 'Have the first check done' },
  'in-charge': { zh: '指定分管负责人', en: 'Name the leader in charge' },
  messages: { zh: '设置通知', en: 'Set up how people are told' },
  'second-admin': { zh: '添加第二名管理员', en: 'Add a second administrator' },
} as const satisfies Record<string, LocalText>;
export type SetupStep = keyof typeof SETUP_STEP_WORDS;
export const SETUP_STEPS = Object.keys(SETUP_STEP_WORDS) as SetupStep[];

/** Numbers of a scope now and at the end of the last month; missing where nothing was counted then. */
const standingSchema = z.object({
  unmet: z.int(),
  unknown: z.int(),
  met: z.int(),
  notApplicable: z.int(),
});
export type Standing = z.infer<typeof standingSchema>;

/** `GET /desk` */
export const deskSchema = z.object({
  /** what is due first stands first, what has no date last; at most 50 */
  items: z.array(deskItemSchema),
  total: z.int(),
  /** 即将到期 */
  ending: z.array(deskItemSchema),
  endingTotal: z.int(),
  /** found in the last seven days, the newest first; missing for who sees no findings */
  fresh: z
    .object({
      rows: z.array(findingRowSchema),
      total: z.int(),
      more: z.boolean().describe('there are more than the list behind it counts'),
      since: z.iso.date(),
    })
    .optional(),
  standing: standingSchema.optional(),
  before: standingSchema.optional(),
  trend: trendSchema.shape.months.optional(),
  /** of the latest check in the scope */
  checkedAt: z.iso.datetime().optional(),
  /** missing once all of it is done, and for who does not set up */
  setup: z
    .array(
      z.object({
        step: z.enum(SETUP_STEPS),
        done: z.boolean(),
        /** where it is done; missing for who may not do it */
        link: z.string().optional(),
        /** who does it, where it is not the reader */
        roles: z.array(z.enum(ROLE_NAMES)).optional(),
      }),
    )
    .optional(),
  asOf: z.iso.datetime(),
});
export type Desk = z.infer<typeof deskSchema>;
