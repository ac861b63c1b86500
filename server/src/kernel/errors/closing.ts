import type { ErrorEntry } from './entry.ts';

/** Errors around the change and closure of applications. */
export const CLOSING_ERRORS = {
  'closing-unknown': {
    status: 404,
    exit: 64,
    words: {
      zh: '没有这个变更关停事项，或者不在您负责的范围内。',
      en: 'There is no such change or closure, or it is outside of your scope.',
    },
  },
  'closing-ended': {
    status: 409,
    exit: 64,
    words: {
      zh: '事项现在是“{state}”，不能再办理。请刷新页面查看最新状态。',
      en: 'The case is "{state}" now; nothing more is done in it. Reload the page to see where it stands.',
    },
  },
  'closing-day-wrong': {
    status: 400,
    exit: 64,
    words: {
      zh: '日期不对：不能晚于今天（{today}）。',
      en: 'The date is not right: nothing is done after today ({today}).',
    },
  },
  'closing-unused-closes': {
    status: 400,
    exit: 64,
    words: {
      zh: '停用关停的应用不移交。要移交的，请把事由选为机构撤并或职能划转。',
      en: 'What is no longer used is closed. To hand an application over, choose the merger or the transfer of duties.',
    },
  },
  'closing-successor-missing': {
    status: 400,
    exit: 64,
    words: {
      zh: '请选择接收单位，接收单位不能是本单位。',
      en: 'Choose the unit that takes over; it is another unit than this one.',
    },
  },
  'closing-applications-left': {
    status: 409,
    exit: 64,
    words: {
      zh: '机构撤并应当处理本单位的全部应用，还有{count}个没有选择去向：{names}。',
      en: 'Where a unit is merged or abolished all of its applications are dealt with; {count} are left: {names}.',
    },
  },
  'closing-under-way': {
    status: 409,
    exit: 64,
    words: {
      zh: '“{name}”已有正在办理的事项，请在该事项中继续。',
      en: '"{name}" has a case under way already; go on there.',
    },
  },
  'closing-closed-already': {
    status: 409,
    exit: 64,
    words: {
      zh: '“{name}”已经关停，不能移交。需要补办关停记录的，请选择关停。',
      en: '"{name}" is closed and cannot be handed over. To make up for its record, choose to close it.',
    },
  },
  'closing-step-foreign': {
    status: 400,
    exit: 64,
    words: {
      zh: '本事项没有“{step}”这个步骤，或者它由台账自动核对，不用登记。',
      en: 'This case has no step "{step}", or the register tells it and it is not recorded.',
    },
  },
  'closing-step-waits': {
    status: 409,
    exit: 64,
    words: {
      zh: '“{step}”之前还有步骤没有完成：{before}。请按顺序办理和登记。',
      en: 'Steps before "{step}" are not done: {before}. They go one after the other.',
    },
  },
  'closing-step-needed': {
    status: 400,
    exit: 64,
    words: {
      zh: '“{step}”是第十二条要求的，不能登记为不涉及。',
      en: '"{step}" is asked for by Article 12 and cannot be left out.',
    },
  },
  'closing-number-missing': {
    status: 400,
    exit: 64,
    words: { zh: '请填写“{step}”的编号或者文号。', en: 'Give the number of "{step}".' },
  },
  'closing-document-missing': {
    status: 400,
    exit: 64,
    words: {
      zh: '“{step}”须附证明文件，如移交清单、删除说明。',
      en: '"{step}" needs a document, such as the list of what was handed over or the statement of deletion.',
    },
  },
  'closing-own-case': {
    status: 403,
    exit: 64,
    words: {
      zh: '由您开始办理的事项，应当由另一位负责人签字。',
      en: 'Another leader signs what you have begun yourself.',
    },
  },
  'closing-steps-left': {
    status: 409,
    exit: 64,
    words: {
      zh: '还有步骤没有办结，不能签字封存：{steps}。',
      en: 'Steps are not done, so it cannot be sealed: {steps}.',
    },
  },
  'closing-still-answers': {
    status: 409,
    exit: 64,
    words: {
      zh: '最近一次检测与“{step}”的登记不一致，不能签字封存。请先处理，再检测一次。',
      en: 'The latest check contradicts "{step}", so it cannot be sealed. Deal with it first, then have it checked again.',
    },
  },
  'closing-service-on': {
    status: 409,
    exit: 64,
    words: {
      zh: '关闭服务还没有登记。登记之后再检测是否仍可访问。',
      en: 'The service is not recorded as off. Record that first, then check whether the site still answers.',
    },
  },
  'closing-not-sealed': {
    status: 409,
    exit: 64,
    words: {
      zh: '记录尚未封存，负责人签字后才能下载。',
      en: 'The record is not sealed yet; it is there once a leader has signed.',
    },
  },
} as const satisfies Record<string, ErrorEntry>;
