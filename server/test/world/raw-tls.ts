import type { Socket } from 'node:net';

/** Handshake bytes made by hand, for servers that no library here can play: TLCP, SM suites, and liars. */

export interface RawHello {
  /** version in the record and the message, e.g. 0x0101 */
  readonly version: number;
  readonly suite: number;
  /** `supported_versions`, as TLS 1.3 answers */
  readonly chosenVersion?: number;
  readonly retry?: boolean;
  /** DER forms, sent in a Certificate message in the clear */
  readonly certificates?: readonly Buffer[];
  readonly sessionId?: Buffer;
}

const RETRY_RANDOM = Buffer.from('cf21ad74e59a6111be1d8c021e65b891c2a211167abb8c5e079e09e2c8a8339c', 'hex');

/** ServerHello, and where certificates are given Certificate and ServerHelloDone, each in a record of its own. */
export function rawServerHello(hello: RawHello): Buffer {
  const { version, suite, certificates, sessionId = Buffer.alloc(0) } = hello;
  const extensions =
    hello.chosenVersion === undefined
      ? Buffer.alloc(0)
      : sized(2, Buffer.concat([uint(2, 43), sized(2, uint(2, hello.chosenVersion))]));
  const body = Buffer.concat([
    uint(2, version),
    hello.retry ? RETRY_RANDOM : Buffer.alloc(32, 7),
    sized(1, sessionId),
    uint(2, suite),
    Buffer.from([0]),
    extensions,
  ]);
  const messages = [message(2, body)];
  if (certificates) {
    const list = Buffer.concat(certificates.map((der) => sized(3, der)));
    messages.push(message(11, sized(3, list)), message(14, Buffer.alloc(0)));
  }
  return Buffer.concat(messages.map((bytes) => record(22, version, bytes)));
}

/** A fatal alert, e.g. 40 `handshake_failure` or 70 `protocol_version`; level 1 makes it a warning. */
export function rawAlert(description: number, level = 2, version = 0x0303): Buffer {
  return record(21, version, Buffer.from([level, description]));
}

export function record(type: number, version: number, body: Buffer): Buffer {
  return Buffer.concat([Buffer.from([type]), uint(2, version), sized(2, body)]);
}

export function message(type: number, body: Buffer): Buffer {
  return Buffer.concat([Buffer.from([type]), sized(3, body)]);
}

/** What a client's hello asks for, read without mercy: for responders that answer by offer. */
export function readOffer(hello: Buffer): { recordVersion: number; version: number; suites: number[] } {
  const sessionLength = hello.readUInt8(43);
  const at = 44 + sessionLength;
  const count = hello.readUInt16BE(at) / 2;
  return {
    recordVersion: hello.readUInt16BE(1),
    version: hello.readUInt16BE(9),
    suites: Array.from({ length: count }, (_, index) => hello.readUInt16BE(at + 2 + 2 * index)),
  };
}

/** Answers a hello with what `choose` makes of its offer; undefined hangs up without a word. */
export function answerBy(
  choose: (offer: ReturnType<typeof readOffer>) => Buffer | undefined,
): (socket: Socket, hello: Buffer) => void {
  return (socket, hello) => {
    const answer = choose(readOffer(hello));
    if (answer) socket.write(answer);
    else socket.destroy();
  };
}

function sized(width: number, data: Buffer): Buffer {
  return Buffer.concat([uint(width, data.length), data]);
}

function uint(width: number, value: number): Buffer {
  const bytes = Buffer.alloc(width);
  bytes.writeUIntBE(value, 0, width);
  return bytes;
}
