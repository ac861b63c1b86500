import type { ResultWords } from './result-words.ts';

const UNDETERMINED = { zh: '{title}无法判定', en: '{title}: undetermined' } as const;
const NOT_CHECKED = { zh: '{title}尚未检测', en: '{title}: not checked yet' } as const;
const NOT_COMPLETED = {
  zh: '“{step}”一步未能完成：{detail}。',
  en: 'The step "{step}" could not be completed: {detail}.',
} as const;

/**
 * Results that any rule can have. `title` is the title of the rule itself.
 * A rule that lacks its facts never guesses: it answers with one of these.
 */
export const COMMON_RESULTS = {
  blocked: {
    verdict: 'unknown',
    reason: 'blocked',
    problem: UNDETERMINED,
    fact: NOT_COMPLETED,
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
    problem: NOT_CHECKED,
    fact: {
      zh: '本次未做“{step}”一步：{detail}。',
      en: 'The step "{step}" was left out this time: {detail}.',
    },
    remedy: { zh: '请重新检测，并包含这一步。', en: 'Check again, and include this step.' },
    handler: 'office',
    recheck: { zh: '重新检测时该步骤已做。', en: 'The step is done in the next check.' },
  },
  'saved-page': {
    verdict: 'unknown',
    reason: 'not-checked',
    problem: NOT_CHECKED,
    fact: {
      zh: '检测的是保存的页面，没有做“{step}”一步。',
      en: 'A saved page was checked, without the step "{step}".',
    },
    remedy: {
      zh: '请本单位办公室用网址对在线的网站再检测一次。保存的页面不含这项信息。',
      en: 'Have the office check the site itself by its address; a saved page does not hold this.',
    },
    handler: 'office',
    recheck: {
      zh: '检测在线的网站时，该步骤已做。',
      en: 'The step is done when the site itself is checked.',
    },
  },
  'name-unresolved': {
    verdict: 'unknown',
    reason: 'blocked',
    problem: UNDETERMINED,
    fact: NOT_COMPLETED,
    remedy: {
      zh: '请先核对网址有无写错。网址无误的，请域名管理人员检查域名是否到期、解析是否设置，恢复后重新检测。',
      en: 'Make sure that the address is not mistyped. If it is right, have the domain administrator see whether the name has expired and is entered in the DNS, then check again.',
    },
    handler: 'domain-admin',
    recheck: {
      zh: '域名能够解析，重新检测时该步骤能够完成。',
      en: 'The name resolves, and the step completes in the next check.',
    },
  },
  'own-network': {
    verdict: 'unknown',
    reason: 'no-means',
    problem: UNDETERMINED,
    fact: NOT_COMPLETED,
    remedy: {
      zh: '请检查运行本软件的计算机能否上网、域名服务器是否设对，再重新检测。用其他计算机也打不开的，请网站运维单位处理。',
      en: 'See whether the computer that runs this software has a network and the right DNS servers, then check again. If other computers cannot open the site either, have the operator deal with it.',
    },
    handler: 'office',
    recheck: {
      zh: '本机网络畅通，重新检测时该步骤能够完成。',
      en: 'With the network up, the step completes.',
    },
  },
  'address-refused': {
    verdict: 'unknown',
    reason: 'blocked',
    problem: UNDETERMINED,
    fact: NOT_COMPLETED,
    remedy: {
      zh: '请先核对网址和域名解析，有误的由域名管理人员更正。确需检测内网网站的，请在命令行检测，并允许访问内网地址。',
      en: 'Make sure that the address and its DNS records are right; the domain administrator corrects them. To check a site in a private network on purpose, check it on the command line and allow private addresses.',
    },
    handler: 'domain-admin',
    recheck: {
      zh: '域名指向公网地址，或检测时已允许访问内网。',
      en: 'The name points to a public address, or private ones are allowed in the check.',
    },
  },
  'no-means': {
    verdict: 'unknown',
    reason: 'no-means',
    problem: UNDETERMINED,
    fact: {
      zh: '本机无法做“{step}”一步：{detail}。',
      en: 'This machine cannot do the step "{step}": {detail}.',
    },
    remedy: {
      zh: '请安装本软件的人员在检测所用的计算机上补齐缺少的条件，再重新检测。',
      en: 'Have whoever installed this software supply what the machine lacks, then check again.',
    },
    handler: 'office',
    recheck: { zh: '补齐条件后重新检测，该步骤能够完成。', en: 'With the means there, the step completes.' },
  },
  'kind-unknown': {
    verdict: 'unknown',
    reason: 'record-missing',
    problem: UNDETERMINED,
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
    problem: UNDETERMINED,
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
