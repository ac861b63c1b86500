import type { ErrorEntry } from './entry.ts';

/** Errors of messages to people. */
export const MESSAGE_ERRORS = {
  'channels-not-whole': {
    status: 403,
    exit: 64,
    words: {
      zh: '通知方式由全系统共用，只有负责全系统的系统管理员可以设置。',
      en: 'Channels serve the whole installation: only a system administrator of all of it sets them.',
    },
  },
  'channel-not-set-up': {
    status: 409,
    exit: 64,
    words: {
      zh: '“{channel}”尚未设置或已停用。请选择其他方式，或请系统管理员先设置。',
      en: 'The channel "{channel}" is not set up or is switched off. Choose another, or ask the system administrator.',
    },
  },
  'channel-secret-missing': {
    status: 400,
    exit: 64,
    words: {
      zh: '首次设置“{channel}”须填写密钥或机器人地址。',
      en: 'Give the key, or the address of the robot, when "{channel}" is first set up.',
    },
  },
  'message-address-wrong': {
    status: 400,
    exit: 64,
    words: {
      zh: '“{channel}”的接收地址不对。电子邮件填邮箱地址，其他方式填11位手机号码。',
      en: 'The address for "{channel}" is wrong: a mail address for e-mail, a mobile number of 11 digits otherwise.',
    },
  },
  'quiet-hours-wrong': {
    status: 400,
    exit: 64,
    words: {
      zh: '免打扰的开始和结束时间应都填写，且不相同。',
      en: 'Give both the start and the end of the quiet hours, and not the same time.',
    },
  },
} as const satisfies Record<string, ErrorEntry>;
