import type { ErrorEntry } from './entry.ts';

/** Refusals of who is not known, or not allowed. */
export const ACCESS_ERRORS = {
  'not-signed-in': {
    status: 401,
    exit: 70,
    words: {
      zh: '尚未登录，或登录已超时。请登录后再操作。',
      en: 'You are not signed in, or your session has run out. Sign in and try again.',
    },
  },
  'sign-in-unfinished': {
    status: 401,
    exit: 70,
    words: {
      zh: '登录尚未完成。请先完成双因子验证。',
      en: 'Your sign-in is not finished. Complete the second factor first.',
    },
  },
  'not-permitted': {
    status: 403,
    exit: 70,
    words: {
      zh: '没有办理此事的权限。具有该权限的岗位：{roles}。如需办理，请向安全管理员申请授权。',
      en: 'You may not do this. Roles that may: {roles}. Ask the security administrator for a grant.',
    },
  },
} as const satisfies Record<string, ErrorEntry>;
