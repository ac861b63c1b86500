import { z } from 'zod';
import type { LocalText } from '../local-text.ts';
import { PAGE_QUERY } from '../page-query.ts';
import { findingRowSchema, LONGEST_TERM, termSchema } from './finding.ts';

/** Rectification notices (整改通知): what console and server say to each other. Paths are below `/api`. */

/** The clock runs from 送达, never from 签收. A notice is done when all its findings are settled. */
export const NOTICE_STATE_WORDS = {
  sent: { zh: '待签收', en: 'to be signed for' },
  signed: { zh: '整改中', en: 'being mended' },
  done: { zh: '已办结', en: 'done' },
  withdrawn: { zh: '已撤回', en: 'withdrawn' },
} as const satisfies Record<string, LocalText>;
export type NoticeState = keyof typeof NOTICE_STATE_WORDS;
export const NOTICE_STATES = Object.keys(NOTICE_STATE_WORDS) as NoticeState[];

export const NOTICE_MARK_WORDS = {
  overdue: { zh: '已逾期', en: 'overdue' },
  'return-asked': { zh: '申请退回', en: 'return asked for' },
  'delay-asked': { zh: '申请延期', en: 'delay asked for' },
  answered: { zh: '已反馈', en: 'answered' },
  outside: { zh: '外来通知', en: 'from outside' },
} as const satisfies Record<string, LocalText>;
export type NoticeMark = keyof typeof NOTICE_MARK_WORDS;
export const NOTICE_MARKS = Object.keys(NOTICE_MARK_WORDS) as NoticeMark[];

export const NOTICE_EVENT_WORDS = {
  sent: { zh: '发送并送达', en: 'sent and delivered' },
  registered: { zh: '登记外来通知', en: 'registered from outside' },
  signed: { zh: '签收', en: 'signed for' },
  'return-asked': { zh: '申请退回', en: 'asked to return it' },
  'return-granted': { zh: '同意退回，通知撤回', en: 'granted the return: withdrawn' },
  'return-refused': { zh: '不同意退回', en: 'refused the return' },
  'delay-asked': { zh: '申请延期', en: 'asked for a delay' },
  'delay-granted': { zh: '同意延期', en: 'granted the delay' },
  'delay-refused': { zh: '不同意延期', en: 'refused the delay' },
  answered: { zh: '反馈整改情况', en: 'answered' },
  done: { zh: '所列问题全部办结', en: 'all its findings are settled' },
} as const satisfies Record<string, LocalText>;
export type NoticeEvent = keyof typeof NOTICE_EVENT_WORDS;
export const NOTICE_EVENTS = Object.keys(NOTICE_EVENT_WORDS) as NoticeEvent[];

export const NOTICE_SHOW_WORDS = {
  open: { zh: '未办结', en: 'open' },
  unsigned: { zh: '待签收', en: 'to be signed for' },
  overdue: { zh: '已逾期', en: 'overdue' },
  pleas: { zh: '待决定', en: 'to be decided' },
  all: { zh: '全部', en: 'all' },
} as const satisfies Record<string, LocalText>;
export type NoticeShow = keyof typeof NOTICE_SHOW_WORDS;
export const NOTICE_SHOWS = Object.keys(NOTICE_SHOW_WORDS) as NoticeShow[];

const days = z.int().min(1).max(LONGEST_TERM);
const ground = z.string().trim().min(1).max(500);
const day = z.iso.date();
/** so many findings stand in one notice at most */
export const NOTICE_FINDINGS = 100;
const findings = z.array(z.uuid()).min(1).max(NOTICE_FINDINGS);

/** `POST /notices`: is delivered at once, and the clock begins. */
export const newNoticeSchema = z.object({
  findings,
  days,
  /** what is demanded besides, in the sender's words */
  demand: z.string().trim().max(500).default(''),
});
export type NewNotice = z.infer<typeof newNoticeSchema>;

/** `GET /notices/draft?findings=&days=`: what would be sent. `GET /notices/draft.docx` is the same as a paper. */
export const noticeDraftQuerySchema = z.object({
  findings: z
    .string()
    .max(4_000)
    .transform((text) => text.split(','))
    .pipe(findings),
  days: z.coerce.number().int().min(1).max(LONGEST_TERM).default(15),
  demand: z.string().trim().max(500).default(''),
});
export const noticeDraftSchema = z.object({
  unit: z.object({ id: z.uuid(), name: z.string() }),
  rows: z.array(findingRowSchema),
  term: termSchema,
  /** weekends and holidays on the way */
  freeDays: z.array(z.object({ day, name: z.string().optional() })),
  asOf: z.iso.datetime(),
});
export type NoticeDraft = z.infer<typeof noticeDraftSchema>;

/** `POST /notices/outside`: a paper that came from outside of the system, with the findings that it is about. */
export const outsideNoticeSchema = z.object({
  findings,
  /** 来文单位 */
  sender: z.string().trim().min(1).max(120),
  /** 文号 */
  number: z.string().trim().min(1).max(60),
  title: z.string().trim().min(1).max(120),
  receivedOn: day,
  /** 期限, as the paper says it */
  dueOn: day,
});
export type OutsideNotice = z.infer<typeof outsideNoticeSchema>;

/** `GET /notices` */
export const noticeQuerySchema = z.object({
  show: z.enum(NOTICE_SHOWS).default('open'),
  unit: z.uuid().optional(),
  search: z.string().trim().max(60).optional(),
  ...PAGE_QUERY,
});
export type NoticeQuery = z.infer<typeof noticeQuerySchema>;

export const noticeRowSchema = z.object({
  id: z.uuid(),
  number: z.string(),
  title: z.string(),
  sender: z.string(),
  unit: z.object({ id: z.uuid(), name: z.string() }),
  state: z.enum(NOTICE_STATES),
  marks: z.array(z.enum(NOTICE_MARKS)),
  findings: z.int(),
  settled: z.int(),
  /** 送达; of a paper from outside the day on which it was received */
  deliveredAt: z.iso.datetime(),
  signedAt: z.iso.datetime().optional(),
  doneAt: z.iso.datetime().optional(),
  term: termSchema,
});
export type NoticeRow = z.infer<typeof noticeRowSchema>;
export const noticeListSchema = z.object({
  rows: z.array(noticeRowSchema),
  total: z.int(),
  /** there are more than `total`, which is what is listed; then only what is shown is counted */
  more: z.boolean(),
  counts: z.partialRecord(z.enum(NOTICE_SHOWS), z.int()),
  asOf: z.iso.datetime(),
});
export type NoticeList = z.infer<typeof noticeListSchema>;

export const NOTICE_ACTS = ['sign', 'return', 'delay', 'answer', 'decide-return', 'decide-delay'] as const;
export type NoticeAct = (typeof NOTICE_ACTS)[number];

/** `GET /notices/:id` */
export const noticeViewSchema = noticeRowSchema.extend({
  demand: z.string(),
  rows: z.array(findingRowSchema),
  plea: z
    .object({ kind: z.enum(['return', 'delay']), by: z.string(), ground: z.string(), days: days.optional() })
    .optional(),
  /** the latest answer */
  answer: z.string().optional(),
  history: z.array(
    z.object({
      id: z.int(),
      at: z.iso.datetime(),
      event: z.enum(NOTICE_EVENTS),
      by: z.string().optional(),
      ground: z.string().optional(),
      days: z.int().optional(),
      dueOn: day.optional(),
    }),
  ),
  may: z.array(z.enum(NOTICE_ACTS)),
  asOf: z.iso.datetime(),
});
export type NoticeView = z.infer<typeof noticeViewSchema>;

/** `POST /notices/:id/return` */
export const returnNoticeSchema = z.object({ ground });
/** `POST /notices/:id/answer` */
export const answerNoticeSchema = z.object({ text: z.string().trim().min(1).max(1_000) });
