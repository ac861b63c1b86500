/** What came back to a ClientHello, read as far as the bytes reach. */
export type ServerAnswer =
  | {
      readonly kind: 'hello';
      /** the version chosen, that of `supported_versions` where TLS 1.3 puts it there */
      readonly version: number;
      readonly suite: number;
      /** HelloRetryRequest (RFC 8446 §4.1.4): the server agrees and wants another key share */
      readonly retry: boolean;
      /** certificates in DER form as sent; empty where they are encrypted or have not come yet */
      readonly certificates: readonly Buffer[];
      /** nothing more that could be read in the clear will come */
      readonly complete: boolean;
    }
  | ({ readonly kind: 'alert' } & Alert)
  /** bytes that are no handshake */
  | { readonly kind: 'junk' }
  /** the beginning of something: wait for more bytes. `warning` came alone so far */
  | { readonly kind: 'incomplete'; readonly warning?: Alert };

export interface Alert {
  readonly level: number;
  readonly description: number;
}

/** A first flight is a few kilobytes; whoever sends more than this is not answering a hello. */
export const MAX_ANSWER = 128 * 1024;
const MAX_RECORD = 16_384 + 2_048;
const MAX_CERTIFICATES = 12;

const CONTENT = { changeCipherSpec: 20, alert: 21, handshake: 22, applicationData: 23 };
const MESSAGE = { serverHello: 2, certificate: 11, serverHelloDone: 14 };
const WARNING = 1;
const CLOSE_NOTIFY = 0;
/** SHA-256 of "HelloRetryRequest", which stands in place of the random bytes (RFC 8446 §4.1.3). */
const RETRY_RANDOM = 'cf21ad74e59a6111be1d8c021e65b891c2a211167abb8c5e079e09e2c8a8339c';

/**
 * Reads the answer to a ClientHello. Every length is checked against the bytes at hand; no input throws.
 * Works on the whole of what has come so far, so call it again when more has.
 */
export function readServerAnswer(bytes: Buffer): ServerAnswer {
  const flight = readRecords(bytes);
  if (flight.alert) return { kind: 'alert', ...flight.alert };
  const messages = readMessages(flight.handshake);
  const [first] = messages.whole;
  if (!first) {
    if (flight.junk || messages.junk) return { kind: 'junk' };
    return flight.warning ? { kind: 'incomplete', warning: flight.warning } : { kind: 'incomplete' };
  }
  const hello = first.type === MESSAGE.serverHello ? readServerHello(first.body) : undefined;
  if (!hello) return { kind: 'junk' };
  const certificate = messages.whole.find(({ type }) => type === MESSAGE.certificate);
  const done = messages.whole.some(({ type }) => type === MESSAGE.serverHelloDone);
  const hidden = hello.version === 0x0304 || flight.encrypted;
  return {
    kind: 'hello',
    ...hello,
    certificates: certificate ? readCertificates(certificate.body) : [],
    complete: certificate !== undefined || done || hidden || flight.junk || messages.junk,
  };
}

interface Flight {
  /** bytes of all handshake records in the clear, put together */
  readonly handshake: Buffer;
  /** fatal, before any handshake message */
  readonly alert?: Alert;
  /** not fatal, e.g. that the name is not known: the handshake may follow */
  readonly warning?: Alert;
  readonly encrypted: boolean;
  readonly junk: boolean;
}

/** Takes the record layer off. An alert counts only where no handshake message came before it. */
function readRecords(bytes: Buffer): Flight {
  const parts: Buffer[] = [];
  let warning: Alert | undefined;
  const flight = (rest: Partial<Flight> = {}): Flight => ({
    handshake: Buffer.concat(parts),
    ...(warning ? { warning } : {}),
    encrypted: false,
    junk: false,
    ...rest,
  });
  let at = 0;
  while (at < bytes.length) {
    const type = bytes.readUInt8(at);
    if (type < CONTENT.changeCipherSpec || type > CONTENT.applicationData) return flight({ junk: true });
    if (at + 5 > bytes.length) return flight();
    const major = bytes.readUInt8(at + 1);
    const length = bytes.readUInt16BE(at + 3);
    if ((major !== 3 && major !== 1) || length > MAX_RECORD) return flight({ junk: true });
    const body = bytes.subarray(at + 5, at + 5 + length);
    if (type === CONTENT.handshake) parts.push(body);
    else if (parts.length > 0) return flight({ encrypted: true });
    else if (type !== CONTENT.alert || length !== 2) return flight({ junk: true });
    else if (body.length < 2) return flight();
    else {
      const alert: Alert = { level: body.readUInt8(0), description: body.readUInt8(1) };
      if (alert.level !== WARNING || alert.description === CLOSE_NOTIFY) return flight({ alert });
      warning = alert;
    }
    at += 5 + length;
  }
  return flight();
}

interface Message {
  readonly type: number;
  readonly body: Buffer;
}

function readMessages(handshake: Buffer): { readonly whole: readonly Message[]; readonly junk: boolean } {
  const whole: Message[] = [];
  let at = 0;
  while (at + 4 <= handshake.length) {
    const type = handshake.readUInt8(at);
    const length = handshake.readUIntBE(at + 1, 3);
    if (length > MAX_ANSWER) return { whole, junk: true };
    if (at + 4 + length > handshake.length) break;
    whole.push({ type, body: handshake.subarray(at + 4, at + 4 + length) });
    at += 4 + length;
  }
  return { whole, junk: false };
}

function readServerHello(body: Buffer): { version: number; suite: number; retry: boolean } | undefined {
  if (body.length < 38) return undefined;
  const version = body.readUInt16BE(0);
  const retry = body.toString('hex', 2, 34) === RETRY_RANDOM;
  const sessionLength = body.readUInt8(34);
  const at = 35 + sessionLength;
  if (sessionLength > 32 || at + 3 > body.length) return undefined;
  const suite = body.readUInt16BE(at);
  return { version: chosenVersion(body.subarray(at + 3)) ?? version, suite, retry };
}

/** The `supported_versions` extension, if it is there and whole. */
function chosenVersion(extensions: Buffer): number | undefined {
  let at = 2;
  while (at + 4 <= extensions.length) {
    const type = extensions.readUInt16BE(at);
    const length = extensions.readUInt16BE(at + 2);
    if (at + 4 + length > extensions.length) return undefined;
    if (type === 43 && length === 2) return extensions.readUInt16BE(at + 4);
    at += 4 + length;
  }
  return undefined;
}

function readCertificates(body: Buffer): Buffer[] {
  const certificates: Buffer[] = [];
  let at = 3;
  while (at + 3 <= body.length && certificates.length < MAX_CERTIFICATES) {
    const length = body.readUIntBE(at, 3);
    if (length === 0 || at + 3 + length > body.length) break;
    certificates.push(body.subarray(at + 3, at + 3 + length));
    at += 3 + length;
  }
  return certificates;
}
