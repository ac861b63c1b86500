/** Numbers of protocol versions as they stand on the wire. */
export const WIRE_VERSION = {
  SSLv3: 0x0300,
  'TLSv1.0': 0x0301,
  'TLSv1.1': 0x0302,
  'TLSv1.2': 0x0303,
  'TLSv1.3': 0x0304,
  TLCP: 0x0101,
} as const;

/** Groups, by their number in the IANA registry. curveSM2 is of RFC 8998. */
export const GROUP = { secp256r1: 23, secp384r1: 24, secp521r1: 25, x25519: 29, curveSM2: 41 } as const;

export interface HelloOffer {
  /** version of the record that carries the hello */
  readonly recordVersion: number;
  /** `client_version`: the highest, or 0x0303 with `supportedVersions` */
  readonly version: number;
  readonly suites: readonly number[];
  /** 32 bytes */
  readonly random: Uint8Array;
  /** up to 32 bytes */
  readonly sessionId?: Uint8Array;
  /** undefined leaves the whole extension block out, as SSLv3 and old TLCP servers want it */
  readonly extensions?: HelloExtensions;
}

export interface HelloExtensions {
  /** name in ASCII; none for an IP address */
  readonly serverName?: string | undefined;
  readonly groups?: readonly number[];
  readonly signatureAlgorithms?: readonly number[];
  readonly supportedVersions?: readonly number[];
  readonly keyShares?: readonly { readonly group: number; readonly key: Uint8Array }[];
}

/** Some load balancers of the past hang on a hello of 256 to 511 bytes (RFC 7685): such a one is filled up. */
const AWKWARD_FROM = 0xff;
const AWKWARD_TO = 0x200;

/** Writes one ClientHello in one record: SSLv3 (RFC 6101) to TLS 1.3 (RFC 8446), and TLCP (GB/T 38636-2020). */
export function writeClientHello(offer: HelloOffer): Buffer {
  const fixed = Buffer.concat([
    uint16(offer.version),
    offer.random,
    vector8(offer.sessionId ?? new Uint8Array()),
    vector16(Buffer.concat(offer.suites.map(uint16))),
    Buffer.from([1, 0]),
  ]);
  const extensions = offer.extensions ? writeExtensions(offer.extensions) : [];
  const size = 4 + fixed.length + 2 + extensions.reduce((sum, { length }) => sum + length, 0);
  if (extensions.length > 0 && size > AWKWARD_FROM && size < AWKWARD_TO) {
    extensions.push(extension(21, Buffer.alloc(Math.max(1, AWKWARD_TO - size - 4))));
  }
  const body = extensions.length > 0 ? Buffer.concat([fixed, vector16(Buffer.concat(extensions))]) : fixed;
  const handshake = Buffer.concat([Buffer.from([1, 0]), uint16(body.length), body]);
  return Buffer.concat([Buffer.from([22]), uint16(offer.recordVersion), vector16(handshake)]);
}

function writeExtensions(wanted: HelloExtensions): Buffer[] {
  const list: Buffer[] = [];
  if (wanted.serverName) {
    const name = vector16(Buffer.from(wanted.serverName, 'ascii'));
    list.push(extension(0, vector16(Buffer.concat([Buffer.from([0]), name]))));
  }
  if (wanted.groups) {
    list.push(extension(10, vector16(Buffer.concat(wanted.groups.map(uint16)))));
    list.push(extension(11, Buffer.from([1, 0])));
  }
  if (wanted.signatureAlgorithms) {
    list.push(extension(13, vector16(Buffer.concat(wanted.signatureAlgorithms.map(uint16)))));
  }
  if (wanted.supportedVersions) {
    list.push(extension(43, vector8(Buffer.concat(wanted.supportedVersions.map(uint16)))));
    list.push(extension(45, Buffer.from([1, 1])));
  }
  if (wanted.keyShares) {
    const shares = wanted.keyShares.map(({ group, key }) => Buffer.concat([uint16(group), vector16(key)]));
    list.push(extension(51, vector16(Buffer.concat(shares))));
  }
  return list;
}

function extension(type: number, data: Uint8Array): Buffer {
  return Buffer.concat([uint16(type), vector16(data)]);
}

function vector8(data: Uint8Array): Buffer {
  return Buffer.concat([Buffer.from([data.length]), data]);
}

function vector16(data: Uint8Array): Buffer {
  return Buffer.concat([uint16(data.length), data]);
}

function uint16(value: number): Buffer {
  return Buffer.from([value >> 8, value & 0xff]);
}
