import type { Span } from '../parquet/column-data.ts';

type Writable = { -readonly [Key in keyof Span]: Span[Key] };

/** Parts of a line that a field is made of. */
export const COMBINED_PARTS = ['client', 'user', 'method', 'path', 'protocol', 'referer', 'agent'] as const;
export type CombinedPart = (typeof COMBINED_PARTS)[number];

/** Where the parts of a line stand; the next line that is read changes it. */
export interface CombinedBytes extends Readonly<Record<CombinedPart, Span>> {
  /** the first of the 26 bytes of the time */
  readonly time: number;
  readonly status: number;
  /** −1 where the line says none */
  readonly bytes: number;
  /** which of those that may be `-` are: a bit of `SAYS` each */
  readonly says: number;
  /** where the line goes on behind the agent */
  readonly end: number;
  /** whether any byte is none of ASCII */
  readonly isWide: boolean;
}

/** Parts that a line may leave out. */
export const SAYS = { user: 1, bytes: 2, referer: 4, agent: 8 } as const;

const LONGEST_CLIENT = 45;
const LONGEST_METHOD = 20;
/** Of a number of bytes that a column holds. */
const MOST_DIGITS = 15;
const BLANK = 32;
const QUOTE = 34;
const DASH = 45;
const ZERO = 48;
const OPEN = 91;
const BACKSLASH = 92;
const CLOSE = 93;
const TIME = 26;

/**
 * Reads format "combined" by its bytes: no text is made of anything. It knows lines alone that are as servers nearly always write
 * them, and finds in these what `readCombined` finds; for all others it says so, and they are read by that.
 *
 * @returns undefined for a line that is to be read as text
 */
export function openCombinedBytes() {
  const span = (): Writable => ({ from: 0, to: 0 });
  const client = span();
  const user = span();
  const method = span();
  const path = span();
  const protocol = span();
  const referer = span();
  const agent = span();
  const found = {
    ...{ client, user, method, path, protocol, referer, agent },
    ...{ time: 0, status: 0, bytes: 0, says: 0, end: 0, isWide: false },
  };
  let wide = 0;

  /** Up to a quotation mark; −1 where something is escaped or nothing stands there. */
  function quoted(bytes: Uint8Array, from: number, to: number): number {
    let at = from;
    for (; at < to; at += 1) {
      const byte = bytes[at] ?? 0;
      if (byte === QUOTE) return at === from ? -1 : at;
      if (byte === BACKSLASH) return -1;
      wide |= byte;
    }
    return -1;
  }

  /** Up to a blank or a quotation mark, neither blanks nor what is escaped before it; −1 where there is none. */
  function word(bytes: Uint8Array, from: number, to: number, end: number): number {
    for (let at = from; at < to; at += 1) {
      const byte = bytes[at] ?? 0;
      if (byte === end) return at === from || (at === from + 1 && bytes[from] === DASH) ? -1 : at;
      if (byte <= BLANK || byte === QUOTE || byte === BACKSLASH) return -1;
      wide |= byte;
    }
    return -1;
  }

  const isDash = (bytes: Uint8Array, { from, to }: Span) => to === from + 1 && bytes[from] === DASH;

  return (bytes: Uint8Array, from: number, to: number): CombinedBytes | undefined => {
    wide = 0;
    let at = from;
    const most = Math.min(to, from + LONGEST_CLIENT);
    while (at < most && isOfAddress(bytes[at] ?? 0)) at += 1;
    if (at === from || bytes[at] !== BLANK || bytes[at + 1] !== DASH || bytes[at + 2] !== BLANK)
      return undefined;
    client.from = from;
    client.to = at;
    at += 3;
    user.from = at;
    while (at < to && isPlain(bytes[at] ?? 0)) at += 1;
    if (at === user.from || bytes[at] !== BLANK || bytes[at + 1] !== OPEN) return undefined;
    user.to = at;
    found.time = at + 2;
    at = found.time + TIME;
    if (bytes[at] !== CLOSE || bytes[at + 1] !== BLANK || bytes[at + 2] !== QUOTE) return undefined;
    at += 3;
    method.from = at;
    while (at < to && isCapital(bytes[at] ?? 0)) at += 1;
    method.to = at;
    if (at < method.from + 2 || at > method.from + LONGEST_METHOD || bytes[at] !== BLANK) return undefined;
    path.from = at + 1;
    path.to = word(bytes, path.from, to, BLANK);
    if (path.to < 0) return undefined;
    protocol.from = path.to + 1;
    protocol.to = word(bytes, protocol.from, to, QUOTE);
    if (protocol.to < 0) return undefined;
    at = protocol.to + 1;
    const hundreds = (bytes[at + 1] ?? 0) - ZERO;
    const tens = (bytes[at + 2] ?? 0) - ZERO;
    const ones = (bytes[at + 3] ?? 0) - ZERO;
    if (bytes[at] !== BLANK || bytes[at + 4] !== BLANK) return undefined;
    if (hundreds < 1 || hundreds > 9 || tens < 0 || tens > 9 || ones < 0 || ones > 9) return undefined;
    found.status = (hundreds * 10 + tens) * 10 + ones;
    at += 5;
    let says = isDash(bytes, user) ? 0 : SAYS.user;
    found.bytes = -1;
    if (bytes[at] === DASH) at += 1;
    else {
      const start = at;
      let value = 0;
      for (let digit = (bytes[at] ?? 0) - ZERO; digit >= 0 && digit <= 9; digit = (bytes[at] ?? 0) - ZERO) {
        value = value * 10 + digit;
        at += 1;
      }
      if (at === start || at > start + MOST_DIGITS || (bytes[start] === ZERO && at > start + 1))
        return undefined;
      found.bytes = value;
      says |= SAYS.bytes;
    }
    if (bytes[at] !== BLANK || bytes[at + 1] !== QUOTE) return undefined;
    referer.from = at + 2;
    referer.to = quoted(bytes, referer.from, to);
    if (referer.to < 0) return undefined;
    at = referer.to + 1;
    if (bytes[at] !== BLANK || bytes[at + 1] !== QUOTE) return undefined;
    agent.from = at + 2;
    agent.to = quoted(bytes, agent.from, to);
    if (agent.to < 0) return undefined;
    if (!isDash(bytes, referer)) says |= SAYS.referer;
    if (!isDash(bytes, agent)) says |= SAYS.agent;
    found.says = says;
    found.end = agent.to + 1;
    found.isWide = wide > 0x7f;
    return found.end > to ? undefined : found;
  };
}

/** Digits, letters of hexadecimal figures, point and colon. */
function isOfAddress(byte: number): boolean {
  return (
    (byte >= ZERO && byte <= 58) || byte === 46 || (byte >= 97 && byte <= 102) || (byte >= 65 && byte <= 70)
  );
}

/** ASCII that is seen. */
function isPlain(byte: number): boolean {
  return byte > BLANK && byte < 0x7f;
}

function isCapital(byte: number): boolean {
  return byte >= 65 && byte <= 90;
}
