import type { RuleTable } from './result-words.ts';

const NO_TLS = {
  verdict: 'not-applicable',
  fact: {
    zh: '检测时没有看到加密访问（HTTPS），见“提供加密访问”一项。',
    en: 'No HTTPS was seen in the check; see "HTTPS is offered".',
  },
} as const;

/** Chapter IV, Articles 29 and 30: secure connection, identity. */
export const CHAPTER_4_CONNECTION_WORDS = {
  'https-served': {
    obligation: 'A29.1-secure-connection',
    title: { zh: '提供加密访问', en: 'HTTPS is offered' },
    results: {
      served: {
        verdict: 'met',
        fact: {
          zh: '{url}可以加密访问（HTTPS），返回{status}。',
          en: '{url} answers over HTTPS with status {status}.',
        },
      },
      'not-served': {
        verdict: 'unmet',
        effort: 2,
        problem: { zh: '网站没有提供加密访问', en: 'The site offers no HTTPS' },
        fact: { zh: '加密访问（HTTPS）{url}没有成功：{why}。', en: 'HTTPS at {url} did not succeed: {why}.' },
        remedy: {
          zh: '请网站运维单位申请证书，开通加密访问（HTTPS），并将原网址自动转到加密地址。',
          en: 'Have the operator obtain a certificate, serve HTTPS and redirect the old address to it.',
        },
        handler: 'operator',
        recheck: { zh: '用 https:// 能够打开首页。', en: 'The home page opens with https://.' },
      },
      'sm-only': {
        verdict: 'unknown',
        reason: 'no-means',
        problem: { zh: '网站只应答国密加密访问', en: 'Only SM encryption answers' },
        fact: {
          zh: '{url}应答国密协议（TLCP {cipher}），常用的加密协议没有接通：{why}。本程序不能用国密协议打开页面。',
          en: '{url} answers TLCP ({cipher}), but not the protocols of common browsers: {why}. This program cannot open a page over TLCP.',
        },
        remedy: {
          zh: '请网站运维单位用国密浏览器核对能否打开。供公众访问的网站，请同时提供常用浏览器能够接通的加密访问。',
          en: 'Have the operator open it with an SM browser. A site for the public should also offer HTTPS to common browsers.',
        },
        handler: 'operator',
        recheck: {
          zh: '常用浏览器能够加密打开，或已登记核对结果。',
          en: 'Common browsers open it encrypted, or the outcome is registered.',
        },
      },
      unclear: {
        verdict: 'unknown',
        reason: 'blocked',
        problem: { zh: '加密访问情况未能看清', en: 'Whether HTTPS is offered is unclear' },
        fact: {
          zh: '加密访问（HTTPS）{url}没有走到终点：{why}。',
          en: 'HTTPS at {url} was not followed to its end: {why}.',
        },
        remedy: {
          zh: '请网站运维单位核对该地址转到哪里，在能够到达的网络中重新检测。',
          en: 'Have the operator look where the address leads, and check again from a network that reaches it.',
        },
        handler: 'operator',
        recheck: { zh: '重新检测时该地址能够打开。', en: 'The address opens in the next check.' },
      },
      'leads-back': {
        verdict: 'unmet',
        effort: 1,
        problem: { zh: '加密访问被转回明文', en: 'HTTPS leads back to plain HTTP' },
        fact: { zh: '打开{url}后被转到{to}，没有加密。', en: '{url} leads to {to}, which is not encrypted.' },
        remedy: { zh: '请网站运维单位取消转回明文的设置。', en: 'Have the operator remove that redirect.' },
        handler: 'operator',
        recheck: { zh: '用 https:// 打开后保持加密。', en: 'What is opened with https:// stays so.' },
      },
    },
  },
  'https-redirect': {
    obligation: 'A29.1-secure-connection',
    title: { zh: '明文访问自动转为加密', en: 'Plain HTTP leads to HTTPS' },
    results: {
      redirected: {
        verdict: 'met',
        fact: { zh: '打开{url}会自动转到{to}。', en: '{url} leads to {to}.' },
      },
      closed: {
        verdict: 'met',
        fact: { zh: '明文地址{url}不提供访问：{why}。', en: 'The plain address {url} is not served: {why}.' },
      },
      unclear: {
        verdict: 'unknown',
        reason: 'blocked',
        problem: { zh: '明文地址转到哪里未能看清', en: 'Where the plain address leads is unclear' },
        fact: {
          zh: '明文地址{url}没有走到终点：{why}。',
          en: 'The plain address {url} was not followed to its end: {why}.',
        },
        remedy: {
          zh: '请网站运维单位核对该地址转到哪里，在能够到达的网络中重新检测。',
          en: 'Have the operator look where the address leads, and check again from a network that reaches it.',
        },
        handler: 'operator',
        recheck: { zh: '重新检测时该地址有明确去向。', en: 'The next check sees where the address leads.' },
      },
      'stays-plain': {
        verdict: 'unmet',
        effort: 1,
        problem: { zh: '明文访问没有转为加密', en: 'Plain HTTP does not lead to HTTPS' },
        fact: {
          zh: '打开{url}返回{status}，没有转到加密地址。',
          en: '{url} answers {status} and does not lead to HTTPS.',
        },
        remedy: { zh: '请网站运维单位设置自动转到加密地址。', en: 'Have the operator redirect it to HTTPS.' },
        handler: 'operator',
        recheck: { zh: '打开 http:// 地址会自动转到 https:// 地址。', en: 'http:// leads to https://.' },
        technical: {
          zh: 'nginx 80端口的 server 段：return 301 https://$host$request_uri;',
          en: 'nginx, in the server block of port 80: return 301 https://$host$request_uri;',
        },
      },
      'no-https': NO_TLS,
    },
  },
  'tls-version': {
    obligation: 'A29.1-secure-connection',
    title: { zh: '加密协议版本', en: 'Protocol versions' },
    results: {
      current: {
        verdict: 'met',
        fact: {
          zh: '只接受{accepted}，未见已知不可靠的加密套件。',
          en: 'Only {accepted} are accepted; no broken cipher suite was seen.',
        },
      },
      old: {
        verdict: 'unmet',
        severity: 3,
        effort: 1,
        problem: { zh: '仍接受已淘汰的加密协议', en: 'Obsolete protocol versions are accepted' },
        fact: { zh: '服务器仍接受{old}。', en: 'The server still accepts {old}.' },
        remedy: {
          zh: '请网站运维单位关闭这些协议，只保留 TLS 1.2 和 TLS 1.3（国密协议不受影响）。',
          en: 'Have the operator switch them off and keep TLS 1.2 and 1.3 (SM protocols are not affected).',
        },
        handler: 'operator',
        recheck: { zh: '服务器不再接受这些协议。', en: 'The server no longer accepts them.' },
        technical: {
          zh: 'nginx：ssl_protocols TLSv1.2 TLSv1.3;',
          en: 'nginx: ssl_protocols TLSv1.2 TLSv1.3;',
        },
      },
      'weak-ciphers': {
        verdict: 'unmet',
        severity: 3,
        effort: 1,
        problem: { zh: '仍接受不可靠的加密套件', en: 'Broken cipher suites are accepted' },
        fact: { zh: '服务器接受{ciphers}。', en: 'The server accepts {ciphers}.' },
        remedy: { zh: '请网站运维单位关闭这些加密套件。', en: 'Have the operator switch these suites off.' },
        handler: 'operator',
        recheck: { zh: '服务器不再接受这些套件。', en: 'The server no longer accepts them.' },
      },
      unclear: {
        verdict: 'unknown',
        reason: 'blocked',
        problem: { zh: '加密协议版本未能看清', en: 'The protocol versions are unclear' },
        fact: {
          zh: '服务器对{unclear}的试探没有明确应答。',
          en: 'The server gave no clear answer to {unclear}.',
        },
        remedy: {
          zh: '请网站运维单位核对服务器的协议设置。',
          en: "Have the operator look at the server's settings.",
        },
        handler: 'operator',
        recheck: { zh: '各版本都有明确应答。', en: 'Every version gets a clear answer.' },
      },
      'no-https': NO_TLS,
    },
  },
  'certificate-trust': {
    obligation: 'A29.1-secure-connection',
    title: { zh: '证书受信任', en: 'The certificate is trusted' },
    results: {
      trusted: {
        verdict: 'met',
        fact: {
          zh: '证书由{issuer}签发，域名相符，证书链完整。',
          en: 'Issued by {issuer}; name and chain are right.',
        },
      },
      'name-mismatch': {
        verdict: 'unmet',
        effort: 1,
        problem: { zh: '证书的域名与网站不符', en: 'The certificate is for other names' },
        fact: {
          zh: '证书用于{names}，不包含{host}。',
          en: 'The certificate is for {names}, not for {host}.',
        },
        remedy: {
          zh: '请网站运维单位换用包含本域名的证书。',
          en: 'Have the operator use a certificate for this name.',
        },
        handler: 'operator',
        recheck: { zh: '证书包含网站的域名。', en: 'The certificate covers the name.' },
      },
      'chain-incomplete': {
        verdict: 'unmet',
        effort: 1,
        problem: { zh: '证书链不完整', en: 'The chain is incomplete' },
        fact: {
          zh: '服务器只发送了{count}张证书，缺少签发者{issuer}的证书。',
          en: 'The server sends {count:certificate|certificates}; that of the issuer {issuer} is missing.',
        },
        remedy: {
          zh: '请网站运维单位把中间证书一并配置到服务器。',
          en: 'Have the operator configure the intermediate certificates too.',
        },
        handler: 'operator',
        recheck: { zh: '服务器发送完整的证书链。', en: 'The server sends the whole chain.' },
      },
      'self-signed': {
        verdict: 'unmet',
        effort: 2,
        problem: { zh: '证书是自行签发的', en: 'The certificate is self-signed' },
        fact: {
          zh: '证书由{issuer}自行签发，浏览器会显示警告。',
          en: 'The certificate is issued by {issuer} itself; browsers warn.',
        },
        remedy: {
          zh: '请网站运维单位向浏览器信任的证书机构申请证书。',
          en: 'Have the operator obtain one from an authority that browsers trust.',
        },
        handler: 'operator',
        recheck: { zh: '浏览器打开网站没有证书警告。', en: 'Browsers open the site without a warning.' },
      },
      untrusted: {
        verdict: 'unmet',
        effort: 2,
        problem: { zh: '证书不受浏览器信任', en: 'The certificate is not trusted' },
        fact: {
          zh: '证书由{issuer}签发，验证结果为{why}。',
          en: 'Issued by {issuer}; verification says {why}.',
        },
        remedy: {
          zh: '请网站运维单位换用浏览器信任的证书。使用国密证书的，请同时配置浏览器信任的证书。',
          en: 'Have the operator use a certificate that browsers trust, beside an SM one where there is one.',
        },
        handler: 'operator',
        recheck: { zh: '浏览器打开网站没有证书警告。', en: 'Browsers open the site without a warning.' },
      },
      'no-https': NO_TLS,
    },
  },
  'certificate-expiry': {
    obligation: 'A29.1-secure-connection',
    title: { zh: '证书有效期', en: 'Validity of the certificate' },
    results: {
      valid: {
        verdict: 'met',
        fact: {
          zh: '证书{until}到期，还有{days}天。',
          en: 'The certificate is valid until {until}, {days:day|days} from now.',
        },
      },
      expiring: {
        verdict: 'met',
        fact: {
          zh: '证书{until}到期，只剩{days}天，请及时更换。',
          en: 'The certificate is valid until {until}, only {days:day|days} from now: renew it in time.',
        },
      },
      expired: {
        verdict: 'unmet',
        severity: 2,
        effort: 1,
        problem: { zh: '证书已经过期', en: 'The certificate has expired' },
        fact: {
          zh: '证书于{until}过期，已过{days}天，浏览器会显示警告。',
          en: 'The certificate expired on {until}, {days:day|days} ago; browsers warn.',
        },
        remedy: {
          zh: '请网站运维单位立即更换证书，并设置到期提醒。',
          en: 'Have the operator renew it at once and set a reminder.',
        },
        handler: 'operator',
        recheck: { zh: '证书在有效期内。', en: 'The certificate is valid.' },
      },
      'not-yet': {
        verdict: 'unmet',
        severity: 3,
        effort: 1,
        problem: { zh: '证书尚未生效', en: 'The certificate is not valid yet' },
        fact: { zh: '证书自{from}起有效。', en: 'The certificate is valid from {from}.' },
        remedy: {
          zh: '请网站运维单位换用已生效的证书，并核对服务器时间。',
          en: 'Have the operator use a valid one and look at the clock.',
        },
        handler: 'operator',
        recheck: { zh: '证书在有效期内。', en: 'The certificate is valid.' },
      },
      'no-https': NO_TLS,
    },
  },
  hsts: {
    obligation: 'A29.1-secure-connection',
    title: { zh: '强制加密访问的声明', en: 'HSTS' },
    results: {
      declared: {
        verdict: 'met',
        fact: {
          zh: '网站声明今后只用加密访问（HSTS），期限{days}天。',
          en: 'The site declares HSTS for {days:day|days}.',
        },
      },
      short: {
        verdict: 'unmet',
        severity: 4,
        effort: 1,
        problem: { zh: '强制加密的期限过短', en: 'HSTS is declared for too short a time' },
        fact: {
          zh: '网站声明的期限为{days}天，少于180天。',
          en: 'The declared time is {days:day|days}, less than 180.',
        },
        remedy: {
          zh: '请网站运维单位将期限设为180天以上。',
          en: 'Have the operator declare 180 days or more.',
        },
        handler: 'operator',
        recheck: { zh: '声明的期限不少于180天。', en: 'The declared time is 180 days or more.' },
      },
      absent: {
        verdict: 'unmet',
        severity: 4,
        effort: 1,
        problem: { zh: '没有强制加密访问的声明', en: 'No HSTS' },
        fact: {
          zh: '加密访问{url}的应答中没有强制加密声明（HSTS）。',
          en: 'The answer of {url} carries no HSTS header.',
        },
        remedy: {
          zh: '请网站运维单位在全站加密稳定后加上该声明。',
          en: 'Have the operator add the header once the whole site runs on HTTPS.',
        },
        handler: 'operator',
        recheck: { zh: '加密访问的应答中有该声明。', en: 'Answers over HTTPS carry the header.' },
        technical: {
          zh: 'nginx：add_header Strict-Transport-Security "max-age=31536000" always;',
          en: 'nginx: add_header Strict-Transport-Security "max-age=31536000" always;',
        },
      },
      'no-https': NO_TLS,
    },
  },
  'mixed-content': {
    obligation: 'A29.1-secure-connection',
    title: { zh: '加密页面中的明文内容', en: 'Mixed content' },
    results: {
      none: {
        verdict: 'met',
        fact: {
          zh: '查看{pages}个加密页面，内容都经加密取得。',
          en: 'All content of {pages:encrypted page|encrypted pages} is fetched encrypted.',
        },
      },
      found: {
        verdict: 'unmet',
        severity: 3,
        effort: 2,
        problem: { zh: '加密页面中有明文内容', en: 'Encrypted pages fetch plain content' },
        fact: {
          zh: '{count}处从明文地址取内容，例如{page} 第{line}行的{url}。',
          en: '{count:place fetches|places fetch} content in the clear, e.g. line {line} of {page}: {url}.',
        },
        remedy: {
          zh: '请网站运维单位将这些地址改为加密地址。',
          en: 'Have the operator change these addresses to HTTPS.',
        },
        handler: 'operator',
        recheck: { zh: '加密页面中不再有明文内容。', en: 'No encrypted page fetches plain content.' },
      },
      'no-https': NO_TLS,
    },
  },
  'certificate-issuer': {
    obligation: 'A29.2-licensed-ca',
    title: { zh: '证书签发机构', en: 'Issuer of the certificate' },
    results: {
      'reading-unset': {
        verdict: 'unknown',
        reason: 'record-missing',
        problem: { zh: '签发机构要求的理解尚未选定', en: 'The reading of the sentence is not chosen' },
        fact: {
          zh: '证书由{issuer}签发。“涉及的电子认证服务”是否包括服务器证书，有两种理解，本系统尚未选定。',
          en: 'Issued by {issuer}. Whether the sentence covers server certificates has two readings, and none is chosen here.',
        },
        remedy: {
          zh: '请本单位办公室在设置中选定理解（R6）。不要换成浏览器不信任的证书。',
          en: 'Have the office choose reading R6 in the settings. Do not change to a certificate that browsers do not trust.',
        },
        handler: 'office',
        recheck: { zh: '选定理解后重新判定。', en: 'Judge again once a reading is chosen.' },
      },
      'not-concerned': {
        verdict: 'not-applicable',
        fact: {
          zh: '按选定的理解（R6乙），本句只涉及电子签名等电子认证服务，不涉及服务器证书。证书由{issuer}签发。',
          en: 'By the chosen reading (R6 b) the sentence concerns certification services such as signatures, not server certificates. Issued by {issuer}.',
        },
      },
      'list-unofficial': {
        verdict: 'unknown',
        reason: 'proof-needed',
        problem: { zh: '签发机构是否在名录内需核实', en: 'Whether the issuer is licensed needs a proof' },
        fact: {
          zh: '证书由{issuer}签发。本系统没有官方名录，{listed}非官方名单。',
          en: 'Issued by {issuer}. There is no official list here; it is {listed} our unofficial one.',
        },
        remedy: {
          zh: '请本单位办公室向国家密码管理部门公布的名录核对并登记。不要换成浏览器不信任的证书。',
          en: 'Have the office compare the list published by the cryptography authority and register the outcome. Do not change to a certificate that browsers do not trust.',
        },
        handler: 'office',
        recheck: { zh: '已登记签发机构的许可情况。', en: "The issuer's licence is registered." },
      },
      'no-https': NO_TLS,
    },
  },
  'plain-login': {
    obligation: 'A30.3-multi-factor',
    title: { zh: '登录信息加密传送', en: 'Passwords travel encrypted' },
    results: {
      'no-login': {
        verdict: 'not-applicable',
        fact: {
          zh: '打开{pages}个页面，未见要求填写口令的表单。',
          en: '{pages:page was|pages were} opened; none asks for a password.',
        },
      },
      encrypted: {
        verdict: 'met',
        fact: {
          zh: '{count}个登录表单都在加密页面上，并发往加密地址。',
          en: '{count:login form was|login forms were} seen, each on an encrypted page and sending to an encrypted address.',
        },
      },
      plain: {
        verdict: 'unmet',
        severity: 2,
        effort: 1,
        problem: { zh: '口令以明文传送', en: 'Passwords travel in the clear' },
        fact: {
          zh: '{page} 第{line}行的登录表单{how}，口令会以明文传送。共{count}个表单。',
          en: 'The login form in line {line} of {page} {how}, so the password travels in the clear; {count:form|forms} in all.',
        },
        remedy: {
          zh: '请网站运维单位将登录页面和接收地址都改为加密访问。',
          en: 'Have the operator serve the login page and its target over HTTPS.',
        },
        handler: 'operator',
        recheck: { zh: '登录页面和接收地址都是 https://。', en: 'Login page and target are https://.' },
      },
    },
  },
} as const satisfies RuleTable;
