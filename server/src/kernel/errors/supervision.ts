import type { ErrorEntry } from './entry.ts';

/** Errors around findings and rectification notices. */
export const SUPERVISION_ERRORS = {
  'finding-unknown': {
    status: 404,
    exit: 64,
    words: {
      zh: '没有这个问题，或者不在您负责的范围内。',
      en: 'There is no such finding, or it is outside of your scope.',
    },
  },
  'finding-not-active': {
    status: 409,
    exit: 64,
    words: {
      zh: '问题现为“{state}”，不能再办理。检测再次发现时会自动重新列出。',
      en: 'The finding is "{state}" and nothing more is done about it. A check that finds it again lists it anew.',
    },
  },
  'finding-plea-waits': {
    status: 409,
    exit: 64,
    words: {
      zh: '已有一项申请等待决定，暂不能再提出。请等决定作出后再办理。',
      en: 'A request waits for its decision already. Wait for that before making another.',
    },
  },
  'finding-plea-missing': {
    status: 409,
    exit: 64,
    words: {
      zh: '没有等待决定的申请，可能已由他人决定。请刷新页面查看。',
      en: 'No request waits for a decision; somebody else may have decided it. Load the page again.',
    },
  },
  'finding-term-missing': {
    status: 409,
    exit: 64,
    words: {
      zh: '这个问题没有整改期限，不需要申请延期。',
      en: 'The finding has no term, so there is nothing to delay.',
    },
  },
  'finding-term-over': {
    status: 409,
    exit: 64,
    words: {
      zh: '整改期限已过，延期应在到期之前申请。请抓紧整改后申请复核。',
      en: 'The term is over; a delay is asked for before its date. Mend the finding and ask for another check.',
    },
  },
  'finding-term-by-notice': {
    status: 409,
    exit: 64,
    words: {
      zh: '期限由整改通知确定，指派时不能另定。请不填期限再指派；确需延长的，请申请延期。',
      en: 'A rectification notice has set the term. Assign without one; ask for a delay where it is needed.',
    },
  },
  'finding-comments-full': {
    status: 409,
    exit: 64,
    words: {
      zh: '这个问题的意见已满200条，不能再增加。需要继续沟通的，请另行发文或者当面会商。',
      en: 'The finding has 200 comments and takes no more. Go on by letter or in a meeting.',
    },
  },
  'finding-watched': {
    status: 409,
    exit: 64,
    words: { zh: '这个问题已在督办中。', en: 'The finding is under supervision already.' },
  },
  'finding-not-watched': {
    status: 409,
    exit: 64,
    words: { zh: '这个问题没有督办。', en: 'The finding is not under supervision.' },
  },
  'finding-units-differ': {
    status: 409,
    exit: 64,
    words: {
      zh: '所选问题属于不同单位，不能一并办理。请按单位分别选择。',
      en: 'The chosen findings belong to different units. Choose those of one unit.',
    },
  },
  'finding-assignee-unfit': {
    status: 409,
    exit: 64,
    words: {
      zh: '所选人员不在该单位，或没有整改问题的授权。请从列表中选择，或先由安全管理员授权。',
      en: 'The person is not of that unit or may not mend findings. Choose from the list, or have them granted first.',
    },
  },
  'finding-recheck-running': {
    status: 409,
    exit: 64,
    words: {
      zh: '已申请的复核还在检测中。请等检测完成后查看结果。',
      en: 'The check that was asked for is still under way. Wait for its result.',
    },
  },
  'finding-address-missing': {
    status: 409,
    exit: 64,
    words: {
      zh: '应用没有登记可以检测的网址。请先在应用台账中登记主要地址，再申请复核。',
      en: 'The application has no address that could be checked. Register its main address first.',
    },
  },
  'decision-on-own-request': {
    status: 409,
    exit: 64,
    words: {
      zh: '这是您本人提出的申请，不能由您决定。请由其他有权人员决定。',
      en: 'You have made this request yourself. Somebody else who may has to decide it.',
    },
  },
  'refusal-ground-missing': {
    status: 400,
    exit: 64,
    words: {
      zh: '不同意时应写明理由，请填写后再提交。',
      en: 'A refusal tells its ground. Write it and send again.',
    },
  },
  'finding-in-notice': {
    status: 409,
    exit: 64,
    words: {
      zh: '所选问题中有已列入其他整改通知、尚未办结的。请去掉后再办理。',
      en: 'One of the chosen findings stands in another open notice. Leave it out.',
    },
  },
  'notice-unknown': {
    status: 404,
    exit: 64,
    words: {
      zh: '没有这份通知，或者不在您负责的范围内。',
      en: 'There is no such notice, or it is outside of your scope.',
    },
  },
  'notice-not-open': {
    status: 409,
    exit: 64,
    words: {
      zh: '通知现为“{state}”，不能再办理。',
      en: 'The notice is "{state}" and nothing more is done about it.',
    },
  },
  'notice-signed': {
    status: 409,
    exit: 64,
    words: { zh: '通知已经签收，不需要再签收。', en: 'The notice has been signed for already.' },
  },
  'notice-returned': {
    status: 409,
    exit: 64,
    words: {
      zh: '每份通知只能申请退回一次，本通知已申请过。有异议的，可对单个问题提出误报申诉。',
      en: 'A return is asked for once, and has been. Appeal against single findings instead.',
    },
  },
  'notice-from-outside': {
    status: 409,
    exit: 64,
    words: {
      zh: '这是外来通知，签收、退回和延期请向来文单位办理，本系统只登记反馈。',
      en: 'This notice came from outside: deal with its sender; only the answer is kept here.',
    },
  },
  'notice-days-wrong': {
    status: 400,
    exit: 64,
    words: {
      zh: '期限早于收文日期，或收文日期晚于今天。请核对两个日期。',
      en: 'The date is before that of receipt, or the receipt lies in the future. Check both.',
    },
  },
  'person-needed': {
    status: 403,
    exit: 64,
    words: {
      zh: '这项办理应由本人登录后进行，不能由程序代办。请登录后办理。',
      en: 'A person does this after signing in; a program cannot. Sign in and do it there.',
    },
  },
  'overview-outside': {
    status: 404,
    exit: 64,
    words: {
      zh: '这不在您监督的地区或系统内。请回到监督总览首页，从列出的地区或单位进入。',
      en: 'This is not within the region or sector that you supervise. Go back to the overview and choose from what is listed.',
    },
  },
} as const satisfies Record<string, ErrorEntry>;
