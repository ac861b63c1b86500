import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Browser } from '../tools.ts';
import { digestOf, newToken } from './secrets.ts';

const TOKEN = /^[A-Za-z0-9_-]{43}$/;
const DEVICE_SECONDS = 400 * 86_400;

type CookieKind = 'session' | 'device';

/** By TLS a cookie is bound to this very host; over plain HTTP on loopback browsers take no such name. */
function cookieName(kind: CookieKind, secure: boolean): string {
  return `${secure ? '__Host-' : ''}zhengdun-${kind}`;
}

/** The token of a cookie; undefined when there is none, or it is none of ours. */
export function readCookie(request: FastifyRequest, kind: CookieKind, secure: boolean): string | undefined {
  const name = cookieName(kind, secure);
  for (const pair of (request.headers.cookie ?? '').slice(0, 8_192).split(';')) {
    const [key, value] = pair.split('=');
    if (key?.trim() === name && value !== undefined && TOKEN.test(value.trim())) return value.trim();
  }
  return undefined;
}

/** Sets the session's cookie: it ends with the browser, and on the server before that. */
export function setSessionCookie(reply: FastifyReply, token: string, secure: boolean): void {
  setCookie(reply, `${cookieName('session', secure)}=${token}`, secure);
}

export function clearSessionCookie(reply: FastifyReply, secure: boolean): void {
  setCookie(reply, `${cookieName('session', secure)}=; Max-Age=0`, secure);
}

/** The browser of a request; gives it a device cookie where it has none. */
export function browserOf(request: FastifyRequest, reply: FastifyReply, secure: boolean): Browser {
  let token = readCookie(request, 'device', secure);
  if (token === undefined) {
    token = newToken();
    setCookie(reply, `${cookieName('device', secure)}=${token}; Max-Age=${DEVICE_SECONDS}`, secure);
  }
  return {
    source: request.ip.slice(0, 60),
    deviceDigest: digestOf(token),
    deviceName: deviceName(request.headers['user-agent'] ?? ''),
  };
}

function setCookie(reply: FastifyReply, pair: string, secure: boolean): void {
  reply.header('set-cookie', `${pair}; Path=/; HttpOnly; SameSite=Strict${secure ? '; Secure' : ''}`);
}

const BROWSERS: readonly [RegExp, string][] = [
  [/\bEdg\/(\d+)/, 'Edge'],
  [/\bQIHU|360(SE|EE)/i, '360'],
  [/\bwxwork\/(\d+)/i, '企业微信'],
  [/\bDingTalk\/(\d+)/i, '钉钉'],
  [/\bFirefox\/(\d+)/, 'Firefox'],
  [/Chrome\/(\d+)/, 'Chrome'],
  [/\bVersion\/(\d+).*Safari/, 'Safari'],
];
const SYSTEMS: readonly [RegExp, string][] = [
  [/Windows/, 'Windows'],
  [/HarmonyOS/i, 'HarmonyOS'],
  [/Android/, 'Android'],
  [/iPhone|iPad/, 'iOS'],
  [/Mac OS X/, 'macOS'],
  [/Linux/, 'Linux'],
];

/** 「Chrome 120 · Linux」: what tells one's browsers apart. What is unknown is kept out: it is a stranger's text. */
function deviceName(agent: string): string {
  const cut = agent.slice(0, 500);
  const browser = BROWSERS.map(([pattern, name]) => ({ found: pattern.exec(cut), name })).find(
    ({ found }) => found,
  );
  const system = SYSTEMS.find(([pattern]) => pattern.test(cut))?.[1];
  const version = browser?.found?.[1] && /^\d{1,4}$/.test(browser.found[1]) ? ` ${browser.found[1]}` : '';
  return [browser && `${browser.name}${version}`, system].filter(Boolean).join(' · ') || '–';
}
