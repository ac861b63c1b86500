import type { LocalText } from '../local-text.ts';

/** How far an item is. */
export const ITEM_STATE_WORDS = {
  draft: { zh: '草稿', en: 'draft' },
  review: { zh: '审核中', en: 'under review' },
  returned: { zh: '被退回', en: 'returned' },
  approved: { zh: '已批准待发布', en: 'approved, not yet published' },
  published: { zh: '已发布', en: 'published' },
  withdrawn: { zh: '已撤下', en: 'withdrawn' },
  dropped: { zh: '已作废', en: 'dropped' },
} as const satisfies Record<string, LocalText>;
export type ItemState = keyof typeof ITEM_STATE_WORDS;
export const ITEM_STATES = Object.keys(ITEM_STATE_WORDS) as [ItemState, ...ItemState[]];

export const ITEM_KIND_WORDS = {
  original: { zh: '原创', en: 'original' },
  repost: { zh: '转载', en: 'repost' },
} as const satisfies Record<string, LocalText>;
export type ItemKind = keyof typeof ITEM_KIND_WORDS;
export const ITEM_KINDS = Object.keys(ITEM_KIND_WORDS) as [ItemKind, ...ItemKind[]];

/** What people do to an item. */
export const ITEM_ACT_WORDS = {
  write: { zh: '修改', en: 'Edit' },
  submit: { zh: '提交审核', en: 'Submit for review' },
  recall: { zh: '撤回修改', en: 'Take back for changes' },
  approve: { zh: '同意', en: 'Approve' },
  return: { zh: '退回', en: 'Return' },
  publish: { zh: '登记发布', en: 'Mark as published' },
  correct: { zh: '发起更正', en: 'Begin a correction' },
  withdraw: { zh: '撤下', en: 'Withdraw' },
  drop: { zh: '作废', en: 'Drop' },
} as const satisfies Record<string, LocalText>;
export type ItemAct = keyof typeof ITEM_ACT_WORDS;
export const ITEM_ACTS = Object.keys(ITEM_ACT_WORDS) as [ItemAct, ...ItemAct[]];

/** What happened to an item. */
export const ITEM_EVENT_WORDS = {
  written: { zh: '写成一版', en: 'wrote a version' },
  submitted: { zh: '提交审核', en: 'submitted it for review' },
  recalled: { zh: '撤回修改', en: 'took it back for changes' },
  approved: { zh: '同意', en: 'approved it' },
  returned: { zh: '退回', en: 'returned it' },
  published: { zh: '登记发布', en: 'marked it as published' },
  'correction-begun': { zh: '发起更正', en: 'began a correction' },
  'correction-dropped': { zh: '放弃更正', en: 'gave up the correction' },
  withdrawn: { zh: '撤下', en: 'withdrew it' },
  dropped: { zh: '作废', en: 'dropped it' },
} as const satisfies Record<string, LocalText>;
export type ItemEvent = keyof typeof ITEM_EVENT_WORDS;

/** What holds beside the state. */
export const ITEM_MARK_WORDS = {
  urgent: { zh: '急件', en: 'urgent' },
  embargoed: { zh: '未到发布时间', en: 'not before its time' },
  correcting: { zh: '更正中', en: 'being corrected' },
  'later-owed': { zh: '待补审', en: 'later review owed' },
  'later-overdue': { zh: '补审逾期', en: 'later review overdue' },
  'later-returned': { zh: '补审未通过', en: 'returned by the later review' },
  'page-differs': { zh: '网页与审定稿不一致', en: 'page differs from what was approved' },
  'source-changed': { zh: '转载的原文有变化', en: 'source of the repost has changed' },
  unscreened: { zh: '未筛查', en: 'not screened' },
  secret: { zh: '疑似涉密，待保密员处理', en: 'possibly a state secret' },
  blocked: { zh: '有未处理的命中', en: 'undecided hits' },
} as const satisfies Record<string, LocalText>;
export type ItemMark = keyof typeof ITEM_MARK_WORDS;
export const ITEM_MARKS = Object.keys(ITEM_MARK_WORDS) as [ItemMark, ...ItemMark[]];

/** Stages of a review, from the first. */
export const STAGE_WORDS: readonly LocalText[] = [
  { zh: '初审', en: 'first review' },
  { zh: '复审', en: 'second review' },
  { zh: '终审', en: 'final review' },
];

/** What a stage is called: where there is one review only, it is the review. @param stage counted from 1 */
export function stageWords(stage: number, stages: number): LocalText {
  if (stages === 1) return { zh: '审核', en: 'review' };
  if (stage === stages && stages === 2) return { zh: '终审', en: 'final review' };
  return STAGE_WORDS[stage - 1] ?? { zh: `第${stage}审`, en: `review ${stage}` };
}

export const ITEM_SHOW_WORDS = {
  mine: { zh: '待我办理', en: 'Waiting for me' },
  review: { zh: '审核中', en: 'Under review' },
  open: { zh: '在办', en: 'Open' },
  published: { zh: '已发布', en: 'Published' },
  differs: { zh: '网页不一致', en: 'Page differs' },
  all: { zh: '全部', en: 'All' },
} as const satisfies Record<string, LocalText>;
export type ItemShow = keyof typeof ITEM_SHOW_WORDS;
export const ITEM_SHOWS = Object.keys(ITEM_SHOW_WORDS) as [ItemShow, ...ItemShow[]];

/** Beside the categories of the screening: what could not be read, or not judged wholly. */
export const UNREADABLE_WORDS: LocalText = { zh: '不能完整筛查', en: 'not screened wholly' };

/** Characters of a text, attachments of a version, versions of an item, at most. */
export const ITEM_TEXT_LIMIT = 200_000;
export const ITEM_TITLE_LIMIT = 200;
export const ITEM_ATTACHMENT_LIMIT = 20;
export const ITEM_VERSION_LIMIT = 200;

/** What a published page is, compared with what was approved. */
export const PAGE_OUTCOME_WORDS = {
  same: { zh: '与审定稿一致', en: 'As approved' },
  different: { zh: '与审定稿不一致', en: 'Differs from what was approved' },
  'not-found': { zh: '页面上没有找到正文', en: 'The text is not on the page' },
  unreachable: { zh: '页面打不开', en: 'The page cannot be opened' },
} as const satisfies Record<string, LocalText>;
export type PageOutcome = keyof typeof PAGE_OUTCOME_WORDS;
export const PAGE_OUTCOMES = Object.keys(PAGE_OUTCOME_WORDS) as [PageOutcome, ...PageOutcome[]];

export const PAGE_DIFFERENCE_WORDS = {
  title: { zh: '标题不一致', en: 'Title differs' },
  changed: { zh: '改动', en: 'Changed' },
  removed: { zh: '缺少', en: 'Missing' },
  inserted: { zh: '多出', en: 'Added' },
  hidden: { zh: '隐藏', en: 'Hidden' },
  'file-changed': { zh: '附件与审定的不一致', en: 'Attachment differs' },
  'file-missing': { zh: '页面上没有附件', en: 'Attachment missing' },
  /** no difference: nobody knows */
  'file-unseen': {
    zh: '附件由脚本提供，或者打不开，未能核对',
    en: 'Attachment given by a script, or not to be opened: not compared',
  },
  'repost-source': {
    zh: '转载来源网站没有标注，或者标注不准确',
    en: 'Source of the repost not shown, or another one',
  },
  'repost-time': {
    zh: '转载时间没有标注，或者标注不准确',
    en: 'Time of reposting not shown, or another one',
  },
  'repost-link': {
    zh: '转载链接没有标注，或者标注不准确',
    en: 'Link to the original not shown, or another one',
  },
} as const satisfies Record<string, LocalText>;
export type PageDifferenceKind = keyof typeof PAGE_DIFFERENCE_WORDS;
export const PAGE_DIFFERENCE_KINDS = Object.keys(PAGE_DIFFERENCE_WORDS) as [
  PageDifferenceKind,
  ...PageDifferenceKind[],
];
