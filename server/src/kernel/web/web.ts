import type { LocalText } from '@zhengdun/contract';
import { DIAL_WORDS } from '../egress/index.ts';

/** Why an exchange brought no response: what connecting can meet, and what HTTP adds. A closed set with its words. */
export const WEB_WORDS = {
  ...DIAL_WORDS,
  'bad-address': { zh: '网址无法识别', en: 'the address cannot be read' },
  'response-timeout': { zh: '服务器在规定时间内没有给出答复', en: 'the server gave no answer in time' },
  'bad-response': { zh: '服务器的答复不符合网页协议', en: 'the answer of the server does not follow HTTP' },
  'header-too-large': { zh: '答复的头部过大', en: 'the head of the answer is too large' },
  'not-in-snapshot': { zh: '保存的页面中没有这个地址', en: 'the saved page does not hold this address' },
} as const satisfies Record<string, LocalText>;

export type WebCode = keyof typeof WEB_WORDS;

/** Why redirects led to no page. A closed set with its words. */
export const FOLLOW_WORDS = {
  loop: { zh: '跳转来回循环', en: 'its redirects go round in a circle' },
  'too-many': { zh: '跳转次数过多，没有终点', en: 'its redirects have no end' },
  'bad-location': { zh: '跳转地址无法打开', en: 'it redirects to an address that cannot be opened' },
  elsewhere: { zh: '跳转到别处', en: 'it redirects elsewhere' },
} as const satisfies Record<string, LocalText>;

export type FollowCode = keyof typeof FOLLOW_WORDS;

export interface WebRequest {
  /** absolute http(s) address */
  readonly url: string;
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Uint8Array;
  /** bytes of the decoded body that are read at most. Default 5 MB */
  readonly maxBytes?: number;
  /** for the whole exchange with its body, ms. Default 20 000 */
  readonly timeoutMs?: number;
  /** without a byte of the answer for so long it is given up, ms; by default only `timeoutMs` ends it */
  readonly idleMs?: number;
  readonly signal?: AbortSignal | undefined;
}

export interface WebResponse {
  readonly ok: true;
  readonly url: string;
  readonly status: number;
  /** in the order in which they came, names in lower case */
  readonly headers: readonly (readonly [name: string, value: string])[];
  /** decoded (gzip, deflate, br, zstd) and possibly cut */
  readonly body: Uint8Array;
  /** true when the limit on bytes or time ended the body early */
  readonly cut: boolean;
  /** why it was cut, or that its encoding was broken */
  readonly fault?: 'too-large' | 'too-slow' | 'broken-off' | 'bad-encoding';
  /** address that answered; empty for a saved page */
  readonly address: string;
  /** until the head of the answer came, and in all */
  readonly headMs: number;
  readonly ms: number;
}

export interface WebRefusal {
  readonly ok: false;
  readonly url: string;
  readonly code: WebCode;
  /** the system's own code, for the technical fold */
  readonly detail?: string;
}

export type WebAnswer = WebResponse | WebRefusal;

/** Where pages come from: the network, or a folder with a saved copy. One exchange, no redirects followed. */
export interface Web {
  /** @throws the signal's reason when it is aborted; everything else is a refusal */
  fetch(request: WebRequest): Promise<WebAnswer>;
}

/** First value of a header, or undefined. */
export function header(response: WebResponse, name: string): string | undefined {
  return response.headers.find(([key]) => key === name)?.[1];
}
