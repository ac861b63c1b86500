import { createHmac, timingSafeEqual } from 'node:crypto';

/** What a signed link to the page in between says. */
export interface Exit {
  /** where it leads */
  readonly to: string;
  /** page that 返回 leads to */
  readonly back: string;
  /** name of the site that is left */
  readonly site: string;
}

/** Links are good in the quarter in which they were signed and in so many after it: two years. */
const QUARTERS = 8;
const LONGEST = 2_000;

/**
 * An address that a visitor may be led to: http or https with a name or address, without user name and password, without
 * white space and control characters, within 2 000 characters. Undefined for any other.
 */
export function exitAddress(address: string): URL | undefined {
  if (address.length > LONGEST || /[\s\p{Cc}\p{Cf}\\]/u.test(address)) return undefined;
  const url = URL.parse(address);
  if (!url || !/^https?:\/\//i.test(address) || !/^https?:$/.test(url.protocol)) return undefined;
  return url.username || url.password || !url.hostname ? undefined : url;
}

/**
 * The query of the page in between: `u`, `b`, `n` and the signature `s`, HMAC-SHA-256 by a key of the quarter that is derived
 * from a secret of the installation: what is signed today is worth nothing in two years.
 *
 * @param secret 32 bytes in hex
 */
export function exitQuery(secret: string, exit: Exit, now: Date): string {
  const quarter = quarterOf(now);
  const signature = `${quarter}.${macOf(secret, quarter, exit).toString('base64url')}`;
  return new URLSearchParams({ u: exit.to, b: exit.back, n: exit.site, s: signature }).toString();
}

/** Whether this house has signed exactly this, and not too long ago. Compares in constant time. */
export function isSignedExit(
  secret: string,
  { signature, ...exit }: Exit & { readonly signature: string },
  now: Date,
): boolean {
  const { quarter, mac } = /^(?<quarter>\d{5})\.(?<mac>[\w-]{43})$/.exec(signature)?.groups ?? {};
  const age = quarterOf(now) - Number(quarter);
  if (quarter === undefined || mac === undefined || age < 0 || age > QUARTERS) return false;
  return timingSafeEqual(Buffer.from(mac, 'base64url'), macOf(secret, Number(quarter), exit));
}

/** Quarters since the year 0: always five digits, in our time. */
function quarterOf(at: Date): number {
  return 10_000 + at.getUTCFullYear() * 4 + Math.floor(at.getUTCMonth() / 3);
}

function macOf(secret: string, quarter: number, { to, back, site }: Exit): Buffer {
  const key = createHmac('sha256', Buffer.from(secret, 'hex')).update(`exit/${quarter}`).digest();
  return createHmac('sha256', key)
    .update(JSON.stringify([to, back, site]))
    .digest();
}
