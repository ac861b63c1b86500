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
  'not-by-token': {
    status: 403,
    exit: 70,
    words: {
      zh: '此事只能由本人登录后办理，不能用访问令牌。',
      en: 'This is done in person, after signing in, and not by a token.',
    },
  },
  'token-refused': {
    status: 401,
    exit: 70,
    words: {
      zh: '访问令牌不正确。请核对是否复制完整；令牌只在生成时显示一次。',
      en: 'The token is none of ours. See whether it was copied wholly; it is shown once, when it is made.',
    },
  },
  'token-ended': {
    status: 401,
    exit: 70,
    words: {
      zh: '访问令牌已到期、已吊销，或其责任人的授权已结束。请由责任人重新生成。',
      en: 'The token has expired or was revoked, or the grants of its owner have ended. Its owner has to make a new one.',
    },
  },
  'token-unknown': {
    status: 404,
    exit: 70,
    words: {
      zh: '没有这个有效的访问令牌，或不在您的管理范围内。',
      en: 'There is no such live token within your reach.',
    },
  },
  'token-beyond-owner': {
    status: 409,
    exit: 64,
    words: {
      zh: '令牌不能有这些权限：{permissions}。令牌只能有本人现有的、且不必由本人办理的权限。',
      en: 'The token cannot be given: {permissions}. It may have what you hold now and what need not be done in person.',
    },
  },
  'token-end-refused': {
    status: 400,
    exit: 64,
    words: {
      zh: '令牌的到期日应在今天至 {days} 天之内。',
      en: 'A token ends between today and {days} days from now.',
    },
  },
  'token-too-many': {
    status: 409,
    exit: 64,
    words: {
      zh: '您已有 {most} 个有效的令牌。请先吊销不用的。',
      en: 'You have {most} live tokens. Revoke those that are not used first.',
    },
  },
  'sign-in-refused': {
    status: 401,
    exit: 70,
    words: {
      zh: '用户名或密码不正确。',
      en: 'The user name or the password is wrong.',
    },
  },
  'code-refused': {
    status: 401,
    exit: 70,
    words: {
      zh: '验证码不正确，或已经用过。请等待下一个验证码；手机时间与标准时间相差不应超过半分钟。',
      en: 'The code is wrong or has been used. Wait for the next one; the clock of your telephone should be right to half a minute.',
    },
  },
  'passkey-refused': {
    status: 401,
    exit: 70,
    words: {
      zh: '通行密钥未被接受：它没有在本系统登记、已被移除，或验证超过了5分钟。请重试，或改用其他登录方式。',
      en: 'The passkey was not taken: it is not registered here, was removed, or more than five minutes have passed. Try again, or sign in another way.',
    },
  },
  'passkey-not-made': {
    status: 409,
    exit: 64,
    words: {
      zh: '通行密钥没有登记成功：可能已经登记过，或超过了5分钟。请重试。',
      en: 'The passkey was not registered: it may be registered already, or more than five minutes have passed. Try again.',
    },
  },
  'passkey-needs-name': {
    status: 409,
    exit: 64,
    words: {
      zh: '浏览器不能在IP地址下使用通行密钥。请改用主机名打开本系统：本机用 localhost，其他计算机用 ZHENGDUN_HOSTS 中设置的名称。',
      en: 'Browsers use no passkeys under an IP address. Open this system by a host name: localhost on this machine, a name set in ZHENGDUN_HOSTS from others.',
    },
  },
  'passkey-unknown': {
    status: 404,
    exit: 70,
    words: { zh: '没有这个通行密钥。', en: 'There is no such passkey.' },
  },
  'passkeys-too-many': {
    status: 409,
    exit: 64,
    words: {
      zh: '您已登记 {most} 个通行密钥。请先移除不用的。',
      en: 'You have {most} passkeys. Remove those that are not used first.',
    },
  },
  'last-factor': {
    status: 409,
    exit: 64,
    words: {
      zh: '这是您唯一的第二因子，不能移除。请先登记另一个。',
      en: 'This is your only second factor. Register another one first.',
    },
  },
  'codes-set-up': {
    status: 409,
    exit: 64,
    words: {
      zh: '您已登记手机动态码。如需换手机，请先停用再登记。',
      en: 'The codes of a telephone are set up already. To change it, give them up first.',
    },
  },
  'too-many-attempts': {
    status: 429,
    exit: 70,
    words: {
      zh: '尝试次数过多，请在 {minutes} 分钟后再试。',
      en: 'Too many attempts. Try again in {minutes} minutes.',
    },
  },
  'grants-ended': {
    status: 403,
    exit: 70,
    words: {
      zh: '您的授权已经到期或尚未开始，不能登录。如需继续，请联系本单位安全管理员重新授权。',
      en: 'Your grants have ended or have not begun. To go on, ask the security administrator of your unit for a new grant.',
    },
  },
  'link-refused': {
    status: 410,
    exit: 70,
    words: {
      zh: '链接已经使用过，或已过期。请让管理员重新生成；首位管理员可运行 zhengdun doctor --admin-link。',
      en: 'The link was used, or has expired. Have a new one made; the first administrator runs zhengdun doctor --admin-link.',
    },
  },
  'first-link-used': {
    status: 410,
    exit: 70,
    words: {
      zh: '本系统已有首位管理员，这个链接的用途已经完成。请直接登录；账号由安全管理员授权。',
      en: 'This installation has its first administrator, and the link has served. Sign in; accounts get their roles from the security administrator.',
    },
  },
  'password-too-short': {
    status: 400,
    exit: 64,
    words: { zh: '密码不能少于 {min} 个字符。', en: 'The password needs at least {min} characters.' },
  },
  'password-too-long': {
    status: 400,
    exit: 64,
    words: { zh: '密码不能多于 {max} 个字符。', en: 'The password may have at most {max} characters.' },
  },
  'password-too-plain': {
    status: 400,
    exit: 64,
    words: {
      zh: '密码容易被猜到。请避开常用词、连续或重复的字符，例如用几个互不相关的词组成。',
      en: 'The password is easy to guess. Avoid common words, runs and repetitions; several unrelated words do well.',
    },
  },
  'password-holds-name': {
    status: 400,
    exit: 64,
    words: { zh: '密码中不能含有姓名或用户名。', en: 'The password may not contain your name or user name.' },
  },
  'claim-needs-own-staff': {
    status: 400,
    exit: 64,
    words: {
      zh: '首位管理员应为本单位在编人员（公务员、参公人员或事业编制）。',
      en: "The first administrator must be on the unit's own establishment.",
    },
  },
  'login-name-taken': {
    status: 409,
    exit: 64,
    words: { zh: '用户名 {name} 已被使用，请换一个。', en: 'The user name {name} is taken. Choose another.' },
  },
  'person-unknown': {
    status: 404,
    exit: 70,
    words: { zh: '没有这名人员，或不在您的管理范围内。', en: 'There is no such person within your reach.' },
  },
  'place-unknown': {
    status: 404,
    exit: 70,
    words: {
      zh: '没有这个单位或行政区划，或超出您的管理范围。',
      en: 'There is no such unit or region within your reach.',
    },
  },
  'not-oneself': {
    status: 403,
    exit: 70,
    words: {
      zh: '不能为自己办理此事，请由另一名安全管理员办理。',
      en: 'You cannot do this for yourself. Another security administrator has to.',
    },
  },
  'area-not-for-role': {
    status: 400,
    exit: 64,
    words: {
      zh: '岗位“{role}”不能按此范围授权。可选范围：{areas}。',
      en: 'The role "{role}" cannot be granted over this. Possible: {areas}.',
    },
  },
  'grant-ends-before-start': {
    status: 400,
    exit: 64,
    words: {
      zh: '授权的截止时间应晚于开始时间，且晚于现在。',
      en: 'A grant has to end after it begins, and after now.',
    },
  },
  'grant-held-already': {
    status: 409,
    exit: 64,
    words: {
      zh: '该人员已有同样的授权，岗位、范围相同，期限也已包含在内。如需延长，请写更晚的截止时间；如需缩短，请先收回原授权。',
      en: 'This person holds the same grant already, over the same place and for all of that time. Give a later end to extend it; end the other one first to shorten it.',
    },
  },
  'grant-top-for-own-staff': {
    status: 409,
    exit: 64,
    words: {
      zh: '该岗位只能由本单位在编人员担任，且须先由人事确认身份（第十三条、第二十五条）。',
      en: "This role is for the unit's own staff, whose employment personnel has confirmed (Articles 13 and 25).",
    },
  },
  'grant-of-others-ends': {
    status: 409,
    exit: 64,
    words: {
      zh: '非在编人员的授权应写明截止时间、批准人和事由（第二十五条）。',
      en: 'A grant to whoever is not on the establishment needs an end, an approver and a reason (Article 25).',
    },
  },
  'grant-administrators-apart': {
    status: 409,
    exit: 64,
    words: {
      zh: '系统、安全、审计管理员不能由同一人担任。请先收回其已有的管理员授权。',
      en: 'One person cannot hold two of the administrators for system, security and audit. End the other grant first.',
    },
  },
  'grant-audit-with-superior': {
    status: 409,
    exit: 64,
    words: {
      zh: '本单位的系统、安全管理员现由一人兼任，审计管理员应由上级单位人员担任。',
      en: 'While one person is system and security administrator of this unit, the audit lies with the superior unit.',
    },
  },
  'small-unit-end-refused': {
    status: 400,
    exit: 64,
    words: {
      zh: '小单位模式的截止日应在今天至 {days} 天之内，到期前可以延续。',
      en: 'The small-unit mode ends between today and {days} days from now; it may be renewed before that.',
    },
  },
  'small-unit-has-auditor': {
    status: 409,
    exit: 64,
    words: {
      zh: '本单位现有审计管理员。小单位模式期间审计应由上级单位负责，请先收回其授权。',
      en: 'The unit has an audit administrator of its own. In the small-unit mode the audit lies with the superior: end that grant first.',
    },
  },
  'small-unit-not-running': {
    status: 409,
    exit: 64,
    words: { zh: '本单位没有启用小单位模式。', en: 'The unit is not in the small-unit mode.' },
  },
  'grant-ended-already': {
    status: 409,
    exit: 64,
    words: { zh: '该授权已经结束。', en: 'This grant has ended already.' },
  },
} as const satisfies Record<string, ErrorEntry>;
