import type { ErrorEntry } from './entry.ts';

/** Errors of the register of exit links. */
export const LINK_ERRORS = {
  'link-unknown': {
    status: 404,
    exit: 64,
    words: {
      zh: '没有这条外链，或者不在您负责的范围内。',
      en: 'There is no such link, or it is outside of your scope.',
    },
  },
  'link-handler-unfit': {
    status: 409,
    exit: 64,
    words: {
      zh: '这个人现在没有处理本单位外链的授权。请从列表中另选一人，或者先由安全管理员授予承办人、联络员角色。',
      en: 'This person may not deal with links of the unit now. Choose another one from the list, or have the security administrator make them a handler or liaison officer.',
    },
  },
  'link-not-seen': {
    status: 409,
    exit: 64,
    words: {
      zh: '最近一次检查没有打开网页，没有可以认可的内容。请先点「重新检查」，打开后再核对。',
      en: 'The last look brought no page, so there is nothing to accept. Have it looked at again first.',
    },
  },
} as const satisfies Record<string, ErrorEntry>;
