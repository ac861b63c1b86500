import type { ResultWords } from './result-words.ts';

/**
 * Results that any rule can have. `title` is the title of the rule itself.
 * A rule that lacks its facts never guesses: it answers with one of these.
 */
export const COMMON_RESULTS = {
  blocked: {
    verdict: 'unknown',
    reason: 'blocked',
    problem: { zh: '{title}无法判定', en: '{title}: undetermined' },
    fact: {
      zh: '“{step}”一步未能完成：{detail}。',
      en: 'The step "{step}" could not be completed: {detail}.',
    },
    remedy: {
      zh: '请网站运维单位确认网站可以访问，并在防护设备中放行检测地址，再重新检测。',
      en: 'Have the website operator confirm that the site can be reached and let the checking address through, then check again.',
    },
    handler: 'operator',
    recheck: { zh: '重新检测时该步骤能够完成。', en: 'The step completes in the next check.' },
  },
  'not-checked': {
    verdict: 'unknown',
    reason: 'not-checked',
    problem: { zh: '{title}尚未检测', en: '{title}: not checked yet' },
    fact: {
      zh: '本次未做“{step}”一步：{detail}。',
      en: 'The step "{step}" was left out this time: {detail}.',
    },
    remedy: { zh: '请重新检测，并包含这一步。', en: 'Check again, and include this step.' },
    handler: 'office',
    recheck: { zh: '重新检测时该步骤已做。', en: 'The step is done in the next check.' },
  },
  'no-means': {
    verdict: 'unknown',
    reason: 'no-means',
    problem: { zh: '{title}无法判定', en: '{title}: undetermined' },
    fact: {
      zh: '本机无法做“{step}”一步：{detail}。',
      en: 'This machine cannot do the step "{step}": {detail}.',
    },
    remedy: {
      zh: '请网站运维单位运行 zhengdun doctor，按提示补齐条件后重新检测。',
      en: 'Have the operator run "zhengdun doctor", mend what it names, and check again.',
    },
    handler: 'operator',
    recheck: { zh: '补齐条件后重新检测，该步骤能够完成。', en: 'With the means there, the step completes.' },
  },
  'kind-unknown': {
    verdict: 'unknown',
    reason: 'record-missing',
    problem: { zh: '{title}无法判定', en: '{title}: undetermined' },
    fact: {
      zh: '从网址和页面看不出本单位是党政机关还是事业单位。',
      en: 'Neither the address nor the page tells whether the unit is an organ or a public institution.',
    },
    remedy: { zh: '请补充单位性质后重新判定。', en: 'Give the kind of unit, then judge again.' },
    handler: 'office',
    recheck: {
      zh: '补充单位性质后重新判定，即有结论。',
      en: 'Once the kind of unit is given, there is a verdict.',
    },
  },
  'level-unknown': {
    verdict: 'unknown',
    reason: 'record-missing',
    problem: { zh: '{title}无法判定', en: '{title}: undetermined' },
    fact: {
      zh: '本条只约束部分行政级别的单位，而本单位的行政级别未登记。',
      en: 'The sentence binds certain levels only, and the level of the unit is not given.',
    },
    remedy: { zh: '请补充行政级别后重新判定。', en: "Give the unit's level, then judge again." },
    handler: 'office',
    recheck: { zh: '补充行政级别后重新判定，即有结论。', en: 'Once the level is given, there is a verdict.' },
  },
  'not-bound': {
    verdict: 'not-applicable',
    fact: {
      zh: '本条约束{bound}；本单位按{kind}检测。',
      en: 'The sentence binds {bound}; this unit was checked as {kind}.',
    },
  },
} as const satisfies Record<string, ResultWords>;

export type CommonCode = keyof typeof COMMON_RESULTS;
