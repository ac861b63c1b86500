import type { ErrorEntry } from './entry.ts';

/** Errors around the opening of applications. */
export const OPENING_ERRORS = {
  'opening-unknown': {
    status: 404,
    exit: 64,
    words: {
      zh: '没有这个开办事项，或者不在您负责的范围内。',
      en: 'There is no such opening case, or it is outside of your scope.',
    },
  },
  'opening-state-refused': {
    status: 409,
    exit: 64,
    words: {
      zh: '事项现在是“{state}”，不能这样办理。请刷新页面查看最新状态。',
      en: 'The case is "{state}" now; this cannot be done. Reload the page to see where it stands.',
    },
  },
  'opening-incomplete': {
    status: 400,
    exit: 64,
    words: {
      zh: '还有{count}处没有填好：{fields}。已保存草稿，填好后再提交。',
      en: '{count} fields are not complete: {fields}. The draft is kept; complete them and submit again.',
    },
  },
  'opening-against-rule': {
    status: 409,
    exit: 64,
    words: {
      zh: '{fact}。依据：{basis}{advice}。已保存草稿。',
      en: '{fact}. Basis: {basis} {advice}. The draft is kept.',
    },
  },
  'opening-needs-approval': {
    status: 409,
    exit: 64,
    words: {
      zh: '{fact}。依据：{basis}这是原则性要求，请先由本单位负责人书面批准。已保存草稿。',
      en: '{fact}. Basis: {basis} This is asked in principle: a leader of the unit approves it in writing first. The draft is kept.',
    },
  },
  'opening-items-left': {
    status: 400,
    exit: 64,
    words: {
      zh: '补正事项还有未勾选的：{fields}。逐项改好并勾选后再提交。',
      en: 'Items of the return are not ticked: {fields}. Correct and tick each, then submit.',
    },
  },
  'opening-own-case': {
    status: 403,
    exit: 64,
    words: {
      zh: '本单位的事项由主管部门或者上级监管部门审查，不能由本单位人员决定。',
      en: 'A case of your own unit is decided by the superior or the supervising authority, not by the unit itself.',
    },
  },
  'opening-not-told-at-once': {
    status: 409,
    exit: 64,
    words: {
      zh: '补正应当一次性告知，{fields}在上次退回时没有提出，之后也没有改动。请去掉这些事项，或者作出准予、不予的决定。',
      en: 'Corrections are asked for at once: {fields} were not asked for last time and have not changed since. Leave them out, or grant or refuse.',
    },
  },
  'opening-obligation-unknown': {
    status: 400,
    exit: 64,
    words: {
      zh: '没有编号为{id}的义务。请从列表中选择所依据的条款。',
      en: 'There is no obligation {id}. Choose the clause from the list.',
    },
  },
  'opening-no-override': {
    status: 409,
    exit: 64,
    words: {
      zh: '这一项不能由负责人批准越过。依据：{basis}只有“原则上”的要求可以书面批准。',
      en: 'No leader can approve otherwise here. Basis: {basis} Only what is asked "in principle" can be.',
    },
  },
  'opening-step-foreign': {
    status: 400,
    exit: 64,
    words: {
      zh: '本事项没有“{step}”这个步骤，或者它在本系统内决定，不用登记。',
      en: 'This case has no step "{step}", or it is decided here and not recorded.',
    },
  },
  'opening-step-waits': {
    status: 409,
    exit: 64,
    words: {
      zh: '“{step}”之前还有步骤没有完成：{before}。请按顺序办理和登记。',
      en: 'Steps before "{step}" are not done: {before}. They go one after the other.',
    },
  },
  'opening-day-wrong': {
    status: 400,
    exit: 64,
    words: {
      zh: '日期不对：办结日期不能晚于今天（{today}），申请日期不能晚于办结日期。',
      en: 'The dates are not right: nothing is done after today ({today}), and it is applied for before it is done.',
    },
  },
  'opening-number-missing': {
    status: 400,
    exit: 64,
    words: {
      zh: '请填写“{step}”的编号或者文号。',
      en: 'Give the number of "{step}".',
    },
  },
  'opening-online-already': {
    status: 409,
    exit: 64,
    words: {
      zh: '应用已经上线并列入台账。上线日期有误的，请在应用台账中修改。',
      en: 'The application is online and registered. A wrong date is corrected in the register.',
    },
  },
  'opening-paper-foreign': {
    status: 404,
    exit: 64,
    words: {
      zh: '本事项不需要这份材料。',
      en: 'This case does not need that paper.',
    },
  },
} as const satisfies Record<string, ErrorEntry>;
