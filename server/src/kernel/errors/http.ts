import type { ErrorEntry } from './entry.ts';

/** Errors that HTTP answers. */
export const HTTP_ERRORS = {
  internal: {
    status: 500,
    exit: 70,
    words: {
      zh: '程序自身出错，本次操作没有完成。请记下事件编号 {incident}，凭它可在日志中查到原因。',
      en: 'The program itself failed and this operation was not completed. Note the incident number {incident}: the log tells the cause under it.',
    },
  },
  'not-found': {
    status: 404,
    exit: 70,
    words: { zh: '没有这个地址：{path}', en: 'There is nothing at {path}' },
  },
  'host-refused': {
    status: 421,
    exit: 70,
    words: {
      zh: '本程序只在本机提供服务，请用 127.0.0.1 或 localhost 打开。',
      en: 'This program serves this machine only. Open it as 127.0.0.1 or localhost.',
    },
  },
  'forwarded-refused': {
    status: 403,
    exit: 70,
    words: {
      zh: '请求经反向代理转来，此处只受理本机的请求。要经反向代理对外提供服务，请设置 ZHENGDUN_HOSTS 和 ZHENGDUN_PROXIES 后重新启动。',
      en: 'The request has come by a proxy; here only this machine is served. To serve others by a proxy, set ZHENGDUN_HOSTS and ZHENGDUN_PROXIES, and start again.',
    },
  },
  'forwarded-unreadable': {
    status: 400,
    exit: 70,
    words: {
      zh: '反向代理转来的访问者地址“{address}”不是IP地址。请管理员检查反向代理的 X-Forwarded-For 设置。',
      en: 'The proxy gave "{address}" for the address of whoever asks, which is no IP address. Have its X-Forwarded-For looked at.',
    },
  },
  'tls-demanded': {
    status: 403,
    exit: 70,
    words: {
      zh: '本系统只提供加密访问，请用 https:// 打开。',
      en: 'This system is served by TLS alone. Open it with https://.',
    },
  },
  'host-unknown': {
    status: 421,
    exit: 70,
    words: {
      zh: '本系统不认识主机名“{name}”。如确为本系统的主机名，请管理员写入设置 ZHENGDUN_HOSTS 后重新启动。',
      en: 'This system does not know the host name "{name}". If it is one of its names, have it put into ZHENGDUN_HOSTS, and start again.',
    },
  },
  'too-many-requests': {
    status: 429,
    exit: 70,
    words: {
      zh: '请求过于频繁，请在 {seconds} 秒后再试。',
      en: 'Too many requests. Try again in {seconds} seconds.',
    },
  },
  'tls-unusable': {
    status: 500,
    exit: 64,
    words: {
      zh: '服务器证书或私钥不能使用（{detail}）。ZHENGDUN_TLS_CERT 与 ZHENGDUN_TLS_KEY 应同时填写，为 PEM 格式，私钥不加密，且两者相配。',
      en: 'The certificate or its key cannot be used ({detail}). ZHENGDUN_TLS_CERT and ZHENGDUN_TLS_KEY are set together, both in PEM form, the key not encrypted, and the one belongs to the other.',
    },
  },
  'origin-refused': {
    status: 403,
    exit: 70,
    words: {
      zh: '请求来自其他网站的页面，没有执行。请在本程序自己的页面中操作。',
      en: "The request came from another site's page and was not carried out. Use this program's own pages.",
    },
  },
  'input-invalid': {
    status: 400,
    exit: 64,
    words: {
      zh: '提交的内容有误：{fields}。请改正后再提交。',
      en: 'What was sent has mistakes: {fields}. Correct them and send it again.',
    },
  },
  'input-unreadable': {
    status: 400,
    exit: 64,
    words: {
      zh: '提交的内容不是可读的 JSON。',
      en: 'What was sent is not readable JSON.',
    },
  },
  'input-too-large': {
    status: 413,
    exit: 64,
    words: {
      zh: '提交的内容超过 {limit:bytes}。请减少后再提交。',
      en: 'What was sent is larger than {limit:bytes}. Send less.',
    },
  },
  'media-type-refused': {
    status: 415,
    exit: 64,
    words: {
      zh: '只接受 JSON 格式的内容（Content-Type: application/json）。',
      en: 'Only JSON is accepted (Content-Type: application/json).',
    },
  },
  'database-down': {
    status: 503,
    exit: 70,
    words: {
      zh: '数据库暂时不可用，本次操作没有完成，稍后自动恢复。事件编号 {incident}。',
      en: 'The database is not available at the moment and this operation was not completed; it recovers by itself. Incident number {incident}.',
    },
  },
} as const satisfies Record<string, ErrorEntry>;
