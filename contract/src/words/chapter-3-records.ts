import type { RuleTable } from './result-words.ts';

/** Nothing is on record any more that it could be wrong of: what was mended by taking it off is done with. */
const ON_PAPER = {
  verdict: 'not-applicable',
  fact: {
    zh: '截至{asOf:time}，发布记录中没有这方面可判的内容。通过其他途径发布的，在“证明材料”中凭情况说明认定。',
    en: 'Up to {asOf:time}, records of publishing hold nothing of this kind to be judged. What is published in other ways is settled by a statement under "Papers".',
  },
} as const;

const NEXT_RECORD = {
  zh: '记录中没有这一问题。记录有变化后，本项自动重新判定。',
  en: 'It is on record no longer. When records change, this is judged again by itself.',
} as const;

/** Of what was reposted here alone: the obligation itself is settled with a statement on the rest (`PAPER_RESULTS`). */
const REPOSTS_RECORDED = {
  verdict: 'met',
  fact: {
    zh: '截至{asOf:time}，在本系统公开的{count}篇转载都已登记。通过其他途径转载的，不在记录中。',
    en: 'Up to {asOf:time}, all reposts made public here ({count}) have their entries. What is reposted in other ways is not on record.',
  },
} as const;

const REPOSTS_INCOMPLETE = {
  verdict: 'unmet',
  effort: 2,
  problem: { zh: '已公开的转载没有登记齐全', en: 'Public reposts lack entries' },
  fact: {
    zh: '截至{asOf:time}，已公开的转载{reposts}篇，其中{count}篇没有登记：{fields}。',
    en: 'Up to {asOf:time}, public reposts: {reposts}; without an entry: {count} ({fields}).',
  },
  remedy: {
    zh: '请本单位办公室在“信息发布”中更正这些稿件，补齐登记后重新审核；不能补齐的，撤下。',
    en: 'Have the office correct these items, complete the entries and have them reviewed; what cannot be completed is withdrawn.',
  },
  handler: 'office',
  recheck: NEXT_RECORD,
} as const;

/**
 * Chapter III, Articles 13 and 14, by what publishing has on record of an application. They are judged only where something
 * was written in this system, and again whenever records change.
 */
export const CHAPTER_3_RECORD_WORDS = {
  'review-procedure': {
    obligation: 'A13.2-review-procedure',
    title: { zh: '本系统的审核程序', en: 'The procedure of review here' },
    results: {
      'on-paper': ON_PAPER,
      'workflow-recorded': {
        verdict: 'met',
        fact: {
          zh: '截至{asOf:time}，现行审核流程：{office}，审核{stages}级，自{since}起启用。',
          en: 'Up to {asOf:time}, the workflow in force: {office}, {stages:stage|stages} of review, since {since}.',
        },
      },
      'workflow-missing': {
        verdict: 'unknown',
        reason: 'record-missing',
        problem: { zh: '已写稿，尚未设定审核流程', en: 'Items are written, and no workflow is set' },
        fact: {
          zh: '截至{asOf:time}，已在“信息发布”中写稿，没有启用的审核流程。',
          en: 'Up to {asOf:time}, items were written here, and no workflow is in force.',
        },
        remedy: {
          zh: '请本单位办公室在“信息发布”中设定审核流程，或者在“证明材料”中填写情况说明。',
          en: 'Have the office set a workflow under "Publications", or write a statement under "Papers".',
        },
        handler: 'office',
        recheck: { zh: '有启用的审核流程。', en: 'A workflow is in force.' },
      },
    },
  },
  'reviewers-on-staff': {
    obligation: 'A13.4-reviewer-staff',
    title: { zh: '本系统的审核人员为在编人员', en: 'Reviewers here are permanent staff' },
    results: {
      'on-paper': ON_PAPER,
      'reviewers-recorded': {
        verdict: 'met',
        fact: {
          zh: '截至{asOf:time}，各级审核都有在编的审核人员，共{count}人。',
          en: 'Up to {asOf:time}, each stage of review has permanent staff who review: {count:person|people}.',
        },
      },
      'reviewers-missing': {
        verdict: 'unmet',
        effort: 2,
        problem: { zh: '有一级审核没有在编的审核人员', en: 'A stage of review without permanent staff' },
        fact: {
          zh: '截至{asOf:time}，第{stage}级审核没有在编的审核人员。',
          en: 'Up to {asOf:time}, stage {stage} of the review has nobody of the permanent staff.',
        },
        remedy: {
          zh: '请本单位办公室在审核流程中指定在编人员，或者授予审核人角色。',
          en: 'Have the office name permanent staff in the workflow, or grant the role of a reviewer.',
        },
        handler: 'office',
        recheck: NEXT_RECORD,
      },
    },
  },
  'reviews-recorded': {
    obligation: 'A13.5-review-archive',
    title: { zh: '本系统发布的稿件先审后发', en: 'Items published here were reviewed before' },
    results: {
      'on-paper': ON_PAPER,
      'reviews-recorded': {
        verdict: 'met',
        fact: {
          zh: '截至{asOf:time}，在本系统公开的{count}篇稿件都有审核记录。通过其他途径发布的，不在记录中。',
          en: 'Up to {asOf:time}, all items made public here ({count}) have their review on record. What is published in other ways is not on record.',
        },
      },
      'reviews-lacking': {
        verdict: 'unmet',
        effort: 2,
        problem: { zh: '已公开的稿件缺审核记录', en: 'Public items lack their review' },
        fact: {
          zh: '截至{asOf:time}，已公开的稿件{count}篇：没有审核记录的{unreviewed}篇，急件逾期未补审的{overdue}篇。',
          en: 'Up to {asOf:time}, public items: {count}; without a review on record: {unreviewed}; urgent ones whose later review is overdue: {overdue}.',
        },
        remedy: {
          zh: '请本单位办公室在“信息发布”中补做审核，不要倒填日期；审核不同意的，撤下。',
          en: 'Have the office review them now, never dating a review back; what is not agreed to is withdrawn.',
        },
        handler: 'office',
        recheck: NEXT_RECORD,
      },
    },
  },
  'pages-as-approved': {
    obligation: 'A13.6-content-right',
    title: { zh: '本系统发布的网页与批准的一致', en: 'Pages published here say what was approved' },
    results: {
      'on-paper': ON_PAPER,
      'pages-as-approved': {
        verdict: 'met',
        fact: {
          zh: '截至{asOf:time}，在本系统公开的{count}篇稿件都已比对，网页与批准的内容一致。',
          en: 'Up to {asOf:time}, all items made public here ({count}) were compared, and their pages say what was approved.',
        },
      },
      'pages-differ': {
        verdict: 'unmet',
        effort: 1,
        problem: { zh: '网页与批准的内容不一致', en: 'Pages differ from what was approved' },
        fact: {
          zh: '截至{asOf:time}，{count}篇稿件的网页与批准的内容不一致，在“信息发布”中逐处标出。',
          en: 'Up to {asOf:time}, pages that differ from what was approved: {count}; "Publications" marks each difference.',
        },
        remedy: {
          zh: '请本单位办公室逐篇核对。请网站运维单位恢复批准的内容；内容确需改动的，更正后重新审核。',
          en: 'Have the office look at each, and the operator bring back what was approved; what has to be changed is corrected and reviewed.',
        },
        handler: 'office',
        recheck: {
          zh: '再次比对，网页与批准的内容一致。',
          en: 'Compared again, the pages say what was approved.',
        },
      },
    },
  },
  'reposts-relevant': {
    obligation: 'A14.1-repost-relevant',
    title: { zh: '本系统的转载与职责相关', en: 'Reposts made here are relevant to the unit’s duties' },
    results: {
      'on-paper': ON_PAPER,
      'reposts-incomplete': REPOSTS_INCOMPLETE,
      'reposts-recorded': REPOSTS_RECORDED,
    },
  },
  'reposts-assessed': {
    obligation: 'A14.2-repost-assessed',
    title: { zh: '本系统的转载经过评估', en: 'Reposts made here are assessed before' },
    results: {
      'on-paper': ON_PAPER,
      'reposts-incomplete': REPOSTS_INCOMPLETE,
      'reposts-recorded': REPOSTS_RECORDED,
    },
  },
  'reposts-true': {
    obligation: 'A14.6-repost-true',
    title: { zh: '本系统的转载标注准确', en: 'Marks of reposts made here are true' },
    results: {
      'on-paper': ON_PAPER,
      'repost-marks-right': {
        verdict: 'met',
        fact: {
          zh: '截至{asOf:time}，在本系统公开的{count}篇转载都已比对，网页的标注与登记一致。',
          en: 'Up to {asOf:time}, all reposts made public here ({count}) were compared, and their pages show what was entered.',
        },
      },
      'repost-marks-wrong': {
        verdict: 'unmet',
        effort: 1,
        problem: { zh: '转载网页的标注与登记不符', en: 'Pages of reposts do not show what was entered' },
        fact: {
          zh: '截至{asOf:time}，已公开的转载{reposts}篇，其中{count}篇的网页没有准确标注：{fields}。',
          en: 'Up to {asOf:time}, public reposts: {reposts}; pages that do not show it as entered: {count} ({fields}).',
        },
        remedy: {
          zh: '请网站运维单位在这些网页上按登记标注来源网站、转载时间、转载链接。',
          en: 'Have the operator show source, time and link on these pages as they were entered.',
        },
        handler: 'operator',
        recheck: {
          zh: '再次比对，网页的标注与登记一致。',
          en: 'Compared again, the pages show what was entered.',
        },
      },
    },
  },
  'reposts-rights': {
    obligation: 'A14.7-repost-rights',
    title: { zh: '本系统的转载有权利依据', en: 'Rights of reposts made here' },
    results: {
      'on-paper': ON_PAPER,
      'reposts-incomplete': REPOSTS_INCOMPLETE,
      'reposts-recorded': REPOSTS_RECORDED,
    },
  },
} as const satisfies RuleTable;
