import type { ErrorEntry } from './entry.ts';

/** Errors around papers, documents and exceptions. */
export const PAPER_ERRORS = {
  'document-unknown': {
    status: 404,
    exit: 64,
    words: {
      zh: '没有这份文件，或者不在您负责的范围内。',
      en: 'There is no such document, or it is outside of your scope.',
    },
  },
  'document-kind-refused': {
    status: 400,
    exit: 64,
    words: {
      zh: '“{name}”不能接收。可接收的文件：{kinds}，按内容识别，不看扩展名；带宏的文档请先另存为不带宏的。',
      en: '"{name}" is not accepted. Accepted are {kinds}, told by their content and not by their name, without macros.',
    },
  },
  'document-destroyed': {
    status: 410,
    exit: 64,
    words: {
      zh: '这份文件已按保密要求销毁（{order}），内容不可恢复，只留摘要值。',
      en: 'This document was destroyed on an order ({order}). Its content is gone for good; its digests remain.',
    },
  },
  'documents-not-at-hand': {
    status: 400,
    exit: 64,
    words: {
      zh: '所附文件中有不属于本单位的，或已销毁的。请重新上传。',
      en: 'Some of the documents are not of this unit, or were destroyed. Hand them in again.',
    },
  },
  'obligation-not-by-paper': {
    status: 400,
    exit: 64,
    words: {
      zh: '没有编号为 {id}、以登记或情况说明判定的义务。请从列表中选择。',
      en: 'No obligation {id} is decided by a record or a statement. Choose one from the list.',
    },
  },
  'paper-unknown': {
    status: 404,
    exit: 64,
    words: {
      zh: '没有这份情况说明，或者不在您负责的范围内。',
      en: 'There is no such statement, or it is outside of your scope.',
    },
  },
  'paper-there-already': {
    status: 409,
    exit: 64,
    words: {
      zh: '“{title}”已有情况说明。请打开它，填写新的一版。',
      en: 'There is a statement on "{title}" already. Open it and write a new version.',
    },
  },
  'paper-end-missing': {
    status: 400,
    exit: 64,
    words: {
      zh: '“{title}”由负责人说明，须写明有效期。',
      en: '"{title}" is stated by a named person: give the date until which it holds.',
    },
  },
  'paper-dates-wrong': {
    status: 400,
    exit: 64,
    words: {
      zh: '出具日期不能晚于今天，有效期应晚于出具日期和今天。',
      en: 'The date of issue lies not after today; the end lies after both.',
    },
  },
  'paper-end-too-late': {
    status: 400,
    exit: 64,
    words: {
      zh: '“{title}”的有效期最迟到{limit}。请改为这一天或更早。',
      en: 'A statement on "{title}" holds until {limit} at most. Name that day or an earlier one.',
    },
  },
  'paper-withdrawn': {
    status: 409,
    exit: 64,
    words: {
      zh: '这份情况说明已撤回。如需说明，请另行填写。',
      en: 'This statement was withdrawn. Write another one if it is needed.',
    },
  },
  'paper-changed': {
    status: 409,
    exit: 64,
    words: {
      zh: '这份情况说明已有新的一版，或已签署。请重新打开，看过后再办。',
      en: 'This statement has a newer version or is signed already. Open it again and read it first.',
    },
  },
  'paper-sign-own': {
    status: 403,
    exit: 64,
    words: {
      zh: '填写人不能签署自己填写的情况说明。请由另一位负责人签署。',
      en: 'Nobody signs a statement of their own writing. Ask another leader to sign it.',
    },
  },
  'paper-run-out': {
    status: 409,
    exit: 64,
    words: {
      zh: '这一版的有效期已过，不能签署。请填写新的一版。',
      en: 'The end of this version has passed. Write a new one.',
    },
  },
  'exception-unknown': {
    status: 404,
    exit: 64,
    words: {
      zh: '没有这项申请，或者不在您负责的范围内。',
      en: 'There is no such request, or it is outside of your scope.',
    },
  },
  'exception-not-in-principle': {
    status: 409,
    exit: 64,
    words: {
      zh: '只有“原则上”的要求可以例外备案。“{title}”是“{force}”的要求，未落实的仍为不符合，可以登记暂缓整改的计划。',
      en: 'Only what binds in principle has exceptions. "{title}" binds ({force}) and stays not met; a dated plan of deferral can be registered.',
    },
  },
  'exception-for-encouraged': {
    status: 409,
    exit: 64,
    words: {
      zh: '“{title}”是鼓励性要求，不采用也不算不符合，无需备案。',
      en: '"{title}" is encouraged only: not adopting it is no fault and needs no exception.',
    },
  },
  'exception-not-for-application': {
    status: 409,
    exit: 64,
    words: {
      zh: '按登记情况，“{title}”对本应用不适用。登记有误的，请先更正应用信息。',
      en: 'By what is registered, "{title}" does not apply to this application. Correct the register if it is wrong.',
    },
  },
  'exception-dates-wrong': {
    status: 400,
    exit: 64,
    words: {
      zh: '起始日期不能早于今天，截止日期应晚于起始日期，期限最长一年。',
      en: 'It begins today or later, ends after that, and lasts one year at most.',
    },
  },
  'exception-open-already': {
    status: 409,
    exit: 64,
    words: {
      zh: '“{title}”已有一项待批准或未到期的申请。请先办结或提前终止它。',
      en: 'A request on "{title}" is open or running already. Settle or end it first.',
    },
  },
  'exception-decide-own': {
    status: 403,
    exit: 64,
    words: {
      zh: '申请人不能批准自己的申请。请由另一位负责人审批。',
      en: 'Nobody decides on a request of their own. Ask another leader.',
    },
  },
  'exception-settled': {
    status: 409,
    exit: 64,
    words: {
      zh: '这项申请现为“{state}”，不能再作此处理。',
      en: 'This request is "{state}"; that cannot be done to it any more.',
    },
  },
} as const satisfies Record<string, ErrorEntry>;
