import type { RuleTable } from './result-words.ts';

const NO_MAIL = {
  verdict: 'not-applicable',
  fact: { zh: '{domain}没有邮件服务记录。', en: '{domain} has no mail exchanger.' },
} as const;
const RENTED = {
  verdict: 'not-applicable',
  fact: {
    zh: '{domain}的邮件服务指向{hosts}，不是自建的邮件系统。本句只约束自建系统。',
    en: 'Mail of {domain} goes to {hosts}, not to a system of its own; the sentence binds self-built systems only.',
  },
} as const;
const UNANSWERED = {
  verdict: 'unknown',
  reason: 'blocked',
  problem: { zh: '邮件服务记录没有查到', en: 'The mail records could not be looked up' },
  fact: {
    zh: '查询{domain}的邮件服务记录时没有得到回答，不能据此认为没有邮件系统。',
    en: 'The look-up of mail exchangers of {domain} got no answer; that does not mean that there is no mail.',
  },
  remedy: {
    zh: '请域名管理人员检查域名服务器，恢复后重新检测。',
    en: 'Have the domain administrator check the name servers, then check again.',
  },
  handler: 'domain-admin',
  recheck: { zh: '能够查到邮件服务记录，或确认没有。', en: 'The records can be looked up.' },
} as const;

/** Chapter V, Article 31: mail domains. */
export const CHAPTER_5_WORDS = {
  'organ-mail-suffix': {
    obligation: 'A31.2-organ-mail-suffix',
    title: { zh: '党政机关邮件系统的域名', en: "Domain of an organ's e-mail" },
    results: {
      'no-mail': NO_MAIL,
      unanswered: UNANSWERED,
      rented: RENTED,
      'proper-suffix': {
        verdict: 'met',
        fact: {
          zh: '自建邮件系统的域名为{domain}，邮件服务器为{hosts}。',
          en: 'The self-built system uses {domain}; its exchangers are {hosts}.',
        },
      },
      'other-suffix': {
        verdict: 'unmet',
        effort: 3,
        problem: { zh: '自建邮件系统未用规定的域名', en: 'The e-mail system uses another suffix' },
        fact: {
          zh: '自建邮件系统的域名为{domain}，不是“.gov.cn”或“.政务”。',
          en: 'The self-built system uses {domain}, neither .gov.cn nor .政务.',
        },
        remedy: {
          zh: '请域名管理人员为邮件系统改用规定的域名。',
          en: 'Have the domain administrator move the e-mail to a proper name.',
        },
        handler: 'domain-admin',
        recheck: {
          zh: '邮件系统的域名以“.gov.cn”或“.政务”为后缀。',
          en: 'The mail domain ends with .gov.cn or .政务.',
        },
      },
    },
  },
  'institution-mail-suffix': {
    obligation: 'A31.3-institution-mail-suffix',
    title: { zh: '事业单位邮件系统的域名', en: "Domain of an institution's e-mail" },
    results: {
      'no-mail': NO_MAIL,
      unanswered: UNANSWERED,
      rented: RENTED,
      'proper-suffix': {
        verdict: 'met',
        fact: {
          zh: '自建邮件系统的域名为{domain}，邮件服务器为{hosts}。',
          en: 'The self-built system uses {domain}; its exchangers are {hosts}.',
        },
      },
      'other-suffix': {
        verdict: 'unmet',
        effort: 3,
        problem: { zh: '自建邮件系统未用规定的域名', en: 'The e-mail system uses another suffix' },
        fact: {
          zh: '自建邮件系统的域名为{domain}，不是“.cn”或“.公益”。',
          en: 'The self-built system uses {domain}, neither .cn nor .公益.',
        },
        remedy: {
          zh: '请域名管理人员为邮件系统改用规定的域名。',
          en: 'Have the domain administrator move the e-mail to a proper name.',
        },
        handler: 'domain-admin',
        recheck: {
          zh: '邮件系统的域名以“.cn”或“.公益”为后缀。',
          en: 'The mail domain ends with .cn or .公益.',
        },
      },
    },
  },
} as const satisfies RuleTable;
