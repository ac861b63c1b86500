import type { RuleTable } from './result-words.ts';

const ONE_LEFT = {
  zh: '台账中本单位在用的门户网站只有一个。登记变更或者关停后，本项自动重新判定。',
  en: 'The register has one portal of the unit in use. When it changes, this is judged again by itself.',
} as const;

/** Chapter II by the register alone. Judged where a website is registered as a portal, and again whenever that changes. */
export const CHAPTER_2_REGISTER_WORDS = {
  'one-portal': {
    obligation: 'A4.4-one-portal',
    title: { zh: '最多一个门户网站', en: 'At most one portal' },
    results: {
      'only-portal': {
        verdict: 'met',
        fact: {
          zh: '截至{asOf:time}，台账中本单位在用的门户网站只有这一个。',
          en: 'Up to {asOf:time}, the register has this portal of the unit alone.',
        },
      },
      'several-portals': {
        verdict: 'unmet',
        effort: 3,
        problem: { zh: '本单位登记了不止一个门户网站', en: 'More than one portal of the unit is registered' },
        fact: {
          zh: '截至{asOf:time}，台账中本单位在用的门户网站有{count}个：{names}。',
          en: 'Up to {asOf:time}, the register has {count} portals of the unit in use: {names}.',
        },
        remedy: {
          zh: '请本单位办公室保留一个门户网站，其余的并入或者关停。业务专题网站和办事系统，请更正登记的应用情况。',
          en: 'Have the office keep one portal and merge or close the others. Of topic sites and service systems, correct what is registered.',
        },
        handler: 'office',
        recheck: ONE_LEFT,
      },
      'no-portal': {
        verdict: 'not-applicable',
        fact: {
          zh: '截至{asOf:time}，台账中本网站不再登记为门户网站。',
          en: 'Up to {asOf:time}, this site is no longer registered as a portal.',
        },
      },
    },
  },
} as const satisfies RuleTable;
