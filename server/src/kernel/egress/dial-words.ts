import type { LocalText } from '@zhengdun/contract';

/** Why no connection came about: the closed set of codes, with the words for a person. */
export const DIAL_WORDS = {
  'address-refused': {
    zh: '域名指向内网或保留地址，按本机设置不予连接',
    en: 'the name points to a private or reserved address, which this machine is set not to reach',
  },
  'port-refused': {
    zh: '该端口不是网站端口，不予连接',
    en: 'the port is not one on which websites stand, so it is not connected to',
  },
  'no-such-name': { zh: '域名不存在', en: 'the name does not exist' },
  'no-address': { zh: '域名没有对应的地址', en: 'the name has no address' },
  'resolver-failed': { zh: '域名服务器没有给出答复', en: 'the DNS servers gave no answer' },
  'connect-refused': { zh: '服务器拒绝连接', en: 'the server refused the connection' },
  'connect-timeout': { zh: '连接超时', en: 'the connection timed out' },
  unreachable: {
    zh: '本机到服务器的网络不通',
    en: 'the network between this machine and the server is down',
  },
  reset: { zh: '连接被中断', en: 'the connection was cut' },
  'handshake-timeout': { zh: '加密握手超时', en: 'the TLS handshake timed out' },
  'handshake-refused': { zh: '加密握手未能完成', en: 'the TLS handshake could not be completed' },
} as const satisfies Record<string, LocalText>;

export type DialCode = keyof typeof DIAL_WORDS;

/** A connection that did not come about. */
export interface DialRefusal {
  readonly ok: false;
  readonly code: DialCode;
  readonly host: string;
  readonly port: number;
  /** addresses that were tried or refused */
  readonly addresses: readonly string[];
  /** the system's or OpenSSL's own code, e.g. `EHOSTUNREACH`, for the technical fold */
  readonly detail?: string;
}

/** The same as an exception, for libraries that know refusals only in that form. */
export class DialError extends Error {
  readonly refusal: DialRefusal;

  constructor(refusal: DialRefusal) {
    super(`${refusal.code}: ${refusal.host}:${refusal.port}`);
    this.name = 'DialError';
    this.refusal = refusal;
  }

  get code(): DialCode {
    return this.refusal.code;
  }
}
