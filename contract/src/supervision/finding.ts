import { z } from 'zod';
import { verdictSchema } from '../inspection/check-result.ts';
import type { LocalText } from '../local-text.ts';
import { PAGE_QUERY } from '../page-query.ts';
import { narrowedSchema, placeFilterSchema } from '../registry/registry.ts';

/** Findings (问题) and their rectification: what console and server say to each other. Paths are below `/api`. */

/** Where a finding stands. Beside it: a request that waits, 督办, 已逾期, and an application that was closed. */
export const FINDING_STATE_WORDS = {
  unassigned: { zh: '待指派', en: 'to be assigned' },
  mending: { zh: '整改中', en: 'being mended' },
  recheck: { zh: '待复核', en: 'to be checked again' },
  closed: { zh: '已办结', en: 'closed' },
  upheld: { zh: '误报已认定', en: 'accepted as no fault' },
  excepted: { zh: '例外备案', en: 'excepted for a time' },
  attested: { zh: '凭材料认定', en: 'settled by a paper' },
} as const satisfies Record<string, LocalText>;
export type FindingState = keyof typeof FINDING_STATE_WORDS;
export const FINDING_STATES = Object.keys(FINDING_STATE_WORDS) as FindingState[];
/** What is still to be done. */
export const ACTIVE_FINDING_STATES = [
  'unassigned',
  'mending',
  'recheck',
] as const satisfies readonly FindingState[];

/** What stands beside the state. */
export const FINDING_MARK_WORDS = {
  overdue: { zh: '已逾期', en: 'overdue' },
  'delay-asked': { zh: '申请延期', en: 'delay asked for' },
  appealed: { zh: '误报申诉', en: 'appealed against' },
  watched: { zh: '督办', en: 'under supervision' },
  inherited: { zh: '来自承载平台', en: 'from the platform' },
  deferred: { zh: '暂缓整改', en: 'deferred' },
  retired: { zh: '不再检测', en: 'no longer checked' },
} as const satisfies Record<string, LocalText>;
export type FindingMark = keyof typeof FINDING_MARK_WORDS;
export const FINDING_MARKS = Object.keys(FINDING_MARK_WORDS) as FindingMark[];

/** What happens to a finding: by a check the first five, by people the others, by register and papers the last ones. */
export const FINDING_EVENT_WORDS = {
  found: { zh: '检测发现', en: 'found by a check' },
  'seen-again': { zh: '复核仍不符合', en: 'still unmet when checked again' },
  undetermined: { zh: '本次检测无法判定', en: 'not to be determined by this check' },
  settled: { zh: '检测确认，自动办结', en: 'closed: a check saw it settled' },
  reopened: { zh: '检测再次发现', en: 'found again by a check' },
  assigned: { zh: '指派', en: 'assigned' },
  'recheck-asked': { zh: '申请复核', en: 'asked for another check' },
  'delay-asked': { zh: '申请延期', en: 'asked for a delay' },
  'delay-granted': { zh: '同意延期', en: 'granted the delay' },
  'delay-refused': { zh: '不同意延期', en: 'refused the delay' },
  appealed: { zh: '误报申诉', en: 'appealed' },
  'appeal-upheld': { zh: '认定为误报', en: 'accepted the appeal' },
  'appeal-rejected': { zh: '不支持申诉', en: 'rejected the appeal' },
  watched: { zh: '挂账督办', en: 'put under supervision' },
  unwatched: { zh: '解除督办', en: 'ended the supervision' },
  noticed: { zh: '列入整改通知', en: 'put into a rectification notice' },
  'notice-delayed': { zh: '整改通知延期', en: 'the notice was delayed' },
  'notice-withdrawn': { zh: '整改通知撤回，期限取消', en: 'the notice was withdrawn, and its term with it' },
  retired: {
    zh: '不再检测：应用关停，或者改为不适用的类型',
    en: 'no longer checked: the application was closed, or is of a kind that this does not concern',
  },
  revived: { zh: '恢复检测', en: 'checked again' },
  excepted: { zh: '例外备案生效', en: 'an approved exception runs' },
  'exception-ended': { zh: '例外备案到期或终止，恢复整改', en: 'the exception has ended' },
  deferred: { zh: '暂缓整改获批', en: 'a deferral runs' },
  'deferral-ended': { zh: '暂缓整改到期或终止', en: 'the deferral has ended' },
  attested: { zh: '凭材料认定符合', en: 'settled by a paper' },
  'attestation-ended': {
    zh: '材料到期、撤回或改变，恢复整改',
    en: 'the paper has ended, was withdrawn or changed',
  },
} as const satisfies Record<string, LocalText>;
export type FindingEvent = keyof typeof FINDING_EVENT_WORDS;
export const FINDING_EVENTS = Object.keys(FINDING_EVENT_WORDS) as FindingEvent[];

/** Lists that are ready to hand; each is a filter. `active` is everything that is still to be done. */
export const FINDING_PRESET_WORDS = {
  active: { zh: '未办结', en: 'not closed' },
  mine: { zh: '待我整改', en: 'mine to mend' },
  recheck: { zh: '待复核', en: 'to be checked again' },
  overdue: { zh: '已逾期', en: 'overdue' },
  unknown: { zh: '无法判定', en: 'undetermined' },
  pleas: { zh: '待决定', en: 'to be decided' },
  all: { zh: '全部', en: 'all' },
} as const satisfies Record<string, LocalText>;
export type FindingPreset = keyof typeof FINDING_PRESET_WORDS;
export const FINDING_PRESETS = Object.keys(FINDING_PRESET_WORDS) as FindingPreset[];

/** The longest term that somebody may set, in working days. */
export const LONGEST_TERM = 250;
const days = z.int().min(1).max(LONGEST_TERM);
const ground = z.string().trim().min(1).max(500);
const day = z.iso.date();

/** What narrows the list; a filter of the list, of its counts and of every file that is made from it. */
export const findingFilterSchema = placeFilterSchema.extend({
  preset: z.enum(FINDING_PRESETS).default('active'),
  application: z.uuid().optional(),
  chapter: z.coerce.number().int().min(1).max(8).optional(),
  article: z.coerce.number().int().min(1).max(44).optional(),
  obligation: z.string().max(80).optional(),
  verdict: z.enum(['unmet', 'unknown']).optional(),
  state: z.enum(FINDING_STATES).optional(),
  /** found on that day or later */
  since: day.optional(),
  search: z.string().trim().max(60).optional(),
});
export type FindingFilter = z.infer<typeof findingFilterSchema>;

export const FINDING_SORTS = ['due', 'severity', 'found'] as const;
/** `GET /findings`: the server pages; by date what is due first stands first, what has no date last. */
export const findingQuerySchema = findingFilterSchema.extend({
  sort: z.enum(FINDING_SORTS).default('due'),
  ...PAGE_QUERY,
});
export type FindingQuery = z.infer<typeof findingQuerySchema>;

/** The end of a term of statutory working days. */
export const termSchema = z.object({
  /** with those of a delay; missing where somebody gave the date */
  days: z.int().optional(),
  from: z.iso.datetime(),
  /** the last day; missing while the holidays of its year are not published */
  dueOn: day.optional(),
  /** after today, the last day included; 0 on that day, below 0 so many after it; missing where it cannot be counted */
  workingDaysLeft: z.int().optional(),
});
export type Term = z.infer<typeof termSchema>;

/** What stands on paper beside a finding: by whom it was approved or issued, and its last day. */
export const findingProofSchema = z.object({
  kind: z.enum(['paper', 'filing', 'exception', 'deferral']),
  by: z.string().optional(),
  until: day.optional(),
});
export type FindingProof = z.infer<typeof findingProofSchema>;

export const findingRowSchema = z.object({
  id: z.uuid(),
  /** 问题, in the language of the request */
  problem: z.string(),
  obligation: z.object({ id: z.string(), title: z.string(), citation: z.string() }),
  application: z.object({ id: z.uuid(), name: z.string() }),
  unit: z.object({ id: z.uuid(), name: z.string() }),
  /** `met`: what a check could not determine is settled by a paper */
  verdict: z.enum(['unmet', 'unknown', 'met']),
  proof: findingProofSchema.optional(),
  severity: z.int().min(1).max(4),
  state: z.enum(FINDING_STATES),
  marks: z.array(z.enum(FINDING_MARKS)),
  /** 承办 */
  handler: z.string(),
  assignee: z.object({ id: z.uuid(), name: z.string() }).optional(),
  term: termSchema.optional(),
  foundAt: z.iso.datetime(),
  closedAt: z.iso.datetime().optional(),
});
export type FindingRow = z.infer<typeof findingRowSchema>;

export const findingListSchema = z.object({
  rows: z.array(findingRowSchema),
  total: z.int(),
  /** there are more than `total`, which is what is listed */
  more: z.boolean(),
  /** how many the same filter finds under each preset; under the others it is left out where there is much of all */
  counts: z.partialRecord(z.enum(FINDING_PRESETS), z.int()),
  narrowed: z.array(narrowedSchema),
  asOf: z.iso.datetime(),
});
export type FindingList = z.infer<typeof findingListSchema>;

/** More than this is in no file: whoever needs it narrows the filter. The file and the page say so. */
export const FINDING_FILE_ROWS = 20_000;

/** What the reader may do to a finding now. */
export const FINDING_ACTS = [
  'assign',
  'recheck',
  'delay',
  'appeal',
  'decide-delay',
  'decide-appeal',
  'watch',
  'unwatch',
] as const;
export type FindingAct = (typeof FINDING_ACTS)[number];

/** `GET /findings/:id` */
export const findingViewSchema = findingRowSchema.extend({
  /** what the latest check that found it said, in the language of the reader */
  seen: verdictSchema.optional(),
  checkId: z.uuid(),
  seenAt: z.iso.datetime(),
  /** the check that 申请复核 has asked for and that is still under way */
  recheckId: z.uuid().optional(),
  /** the notice that it stands in */
  notice: z.object({ id: z.uuid(), number: z.string() }).optional(),
  /** the request that waits */
  plea: z
    .object({
      kind: z.enum(['delay', 'appeal']),
      by: z.string(),
      at: z.iso.datetime(),
      ground: z.string(),
      days: days.optional(),
    })
    .optional(),
  history: z.array(
    z.object({
      id: z.int(),
      at: z.iso.datetime(),
      event: z.enum(FINDING_EVENTS),
      /** missing: a check or the register */
      by: z.string().optional(),
      from: z.enum(FINDING_STATES).optional(),
      to: z.enum(FINDING_STATES),
      checkId: z.uuid().optional(),
      /** who was assigned, or had asked for what is decided */
      other: z.string().optional(),
      ground: z.string().optional(),
      days: z.int().optional(),
      dueOn: day.optional(),
    }),
  ),
  may: z.array(z.enum(FINDING_ACTS)),
  /** 意见 of the unit and of its supervisors, the oldest first */
  comments: z.array(
    z.object({
      id: z.int(),
      at: z.iso.datetime(),
      by: z.string(),
      /** of whoever says it, at that time */
      unit: z.string(),
      body: z.string(),
    }),
  ),
  mayComment: z.boolean(),
  asOf: z.iso.datetime(),
});
export type FindingView = z.infer<typeof findingViewSchema>;

/** `POST /findings/assign`: several at once, of one unit. All of them or none. */
export const assignFindingsSchema = z.object({
  ids: z.array(z.uuid()).min(1).max(200),
  personId: z.uuid(),
  /** a term in working days from now on; where a notice has set one, that holds */
  days: days.optional(),
});
export type AssignFindings = z.infer<typeof assignFindingsSchema>;
/** `GET /findings/assignees?unit=`: who of a unit may mend. */
export const assigneeListSchema = z.object({ rows: z.array(z.object({ id: z.uuid(), name: z.string() })) });
/** `POST /findings/:id/recheck` */
export const recheckAnswerSchema = z.object({ checkId: z.uuid() });
/** `POST /findings/:id/delay`: working days after the present date. */
export const askDelaySchema = z.object({ days, ground });
export type AskDelay = z.infer<typeof askDelaySchema>;
/** `POST /findings/:id/appeal` */
export const appealSchema = z.object({ ground });
/** `POST /findings/:id/decide`: the request that waits. A refusal tells why. */
export const decidePleaSchema = z.object({
  decision: z.enum(['grant', 'refuse']),
  ground: z.string().trim().max(500).optional(),
});
export type DecidePlea = z.infer<typeof decidePleaSchema>;
/** `POST /findings/:id/watch` */
export const watchSchema = z.object({ on: z.boolean(), ground });
export type Watch = z.infer<typeof watchSchema>;
/** So many comments has a finding at most. */
export const FINDING_COMMENTS = 200;
/** `POST /findings/:id/comments`: stays as it was said. */
export const commentOnFindingSchema = z.object({ body: z.string().trim().min(1).max(1_000) });
export type CommentOnFinding = z.infer<typeof commentOnFindingSchema>;
export const changedSchema = z.object({ changed: z.int() });
