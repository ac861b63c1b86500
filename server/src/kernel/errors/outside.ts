import type { ErrorEntry } from './entry.ts';

/** Errors of outside identities. */
export const OUTSIDE_ERRORS = {
  'providers-not-whole': {
    status: 403,
    exit: 64,
    words: {
      zh: '身份源由全系统共用，只有负责全系统的系统管理员可以设置。',
      en: 'Identity providers serve the whole installation: only a system administrator of all of it sets them.',
    },
  },
  'provider-unknown': {
    status: 404,
    exit: 64,
    words: {
      zh: '没有这个身份源，或已停用。请返回登录页面选择其他方式。',
      en: 'There is no such identity provider, or it is switched off. Go back to the sign-in page and choose another way.',
    },
  },
  'provider-name-taken': {
    status: 409,
    exit: 64,
    words: {
      zh: '已有名为“{name}”的身份源，请换一个名称。',
      en: 'There is a provider called "{name}" already. Choose another name.',
    },
  },
  'provider-secret-missing': {
    status: 400,
    exit: 64,
    words: {
      zh: '首次设置须填写查询账号的口令。不使用口令的查询不被允许。',
      en: 'Give the password of the account that searches when the directory is first set up. Searching without one is not allowed.',
    },
  },
  'outside-failed': {
    status: 401,
    exit: 70,
    words: { zh: '“{name}”没有确认身份：{reason}。', en: '"{name}" did not confirm who you are: {reason}.' },
  },
  'outside-journey-lost': {
    status: 410,
    exit: 70,
    words: {
      zh: '这次外部登录已过期、已用过，或不是由这个浏览器发起的。请从登录页面重新开始。',
      en: 'This sign-in has run out, was used, or was begun in another browser. Begin again on the sign-in page.',
    },
  },
  'outside-closed': {
    status: 403,
    exit: 70,
    words: {
      zh: '此外部身份绑定的账号已停用。如需使用，请联系本单位系统管理员。',
      en: 'The account that this identity is bound to was closed. Ask the system administrator of your unit.',
    },
  },
  'outside-taken': {
    status: 409,
    exit: 64,
    words: {
      zh: '此外部身份已绑定其他账号。请先由该账号解除绑定，或请系统管理员核对。',
      en: 'This identity is bound to another account. Have it unbound there first, or ask the system administrator.',
    },
  },
  'outside-bound-already': {
    status: 409,
    exit: 64,
    words: {
      zh: '账号已绑定此身份源中的一个身份。如需更换，请先解除原绑定。',
      en: 'The account is bound to an identity of this provider already. Unbind that one first.',
    },
  },
  'last-way-in': {
    status: 409,
    exit: 64,
    words: {
      zh: '这是您唯一的登录方式，不能解除。请先登记通行密钥，或请系统管理员发出设置密码的链接。',
      en: 'This is your only way to sign in. Register a passkey first, or ask the system administrator for a link to set a password.',
    },
  },
  'binding-unknown': {
    status: 404,
    exit: 64,
    words: { zh: '没有这个绑定，或已解除。', en: 'There is no such binding, or it was removed.' },
  },
} as const satisfies Record<string, ErrorEntry>;
