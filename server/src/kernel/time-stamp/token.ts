import { createHash } from 'node:crypto';
import * as asn1 from 'asn1js';
import { type Certificate, readCertificate, verifyCertificate, verifySignature } from '../x509/index.ts';

const OID = {
  sha256: '2.16.840.1.101.3.4.2.1',
  signedData: '1.2.840.113549.1.7.2',
  tstInfo: '1.2.840.113549.1.9.16.1.4',
  messageDigest: '1.2.840.113549.1.9.4',
  signingCertificate: ['1.2.840.113549.1.9.16.2.12', '1.2.840.113549.1.9.16.2.47'],
  rsa: '1.2.840.113549.1.1.1',
} as const;
const HASHES: Readonly<Record<string, { readonly name: string; readonly rsa: string }>> = {
  [OID.sha256]: { name: 'sha256', rsa: '1.2.840.113549.1.1.11' },
  '2.16.840.1.101.3.4.2.2': { name: 'sha384', rsa: '1.2.840.113549.1.1.12' },
  '2.16.840.1.101.3.4.2.3': { name: 'sha512', rsa: '1.2.840.113549.1.1.13' },
};
const MOST_BYTES = 64 * 1024;

/** What a time-stamping authority says of some bytes (RFC 3161). */
export interface TimeStamp {
  /** ms since 1970, by the clock of the authority */
  readonly at: number;
  /** common name of the certificate that signed */
  readonly authority: string;
  /** its certificate leads to one of the roots; false also where no roots were given */
  readonly trusted: boolean;
}

/**
 * What is asked of an authority (RFC 3161, 2.4.1): a token over SHA-256, with its certificate.
 *
 * @param nonce at least 8 random bytes; the token must have it
 */
export function timeStampRequest(sha256: Uint8Array, nonce: Uint8Array): Buffer {
  const algorithm = sequence([new asn1.ObjectIdentifier({ value: OID.sha256 }), new asn1.Null()]);
  const request = sequence([
    new asn1.Integer({ value: 1 }),
    sequence([algorithm, new asn1.OctetString({ valueHex: bufferOf(sha256) })]),
    new asn1.Integer({ valueHex: bufferOf(Buffer.concat([Buffer.of(1), nonce])) }),
    new asn1.Boolean({ value: true }),
  ]);
  return Buffer.from(request.toBER());
}

/**
 * Verifies the answer of an authority: its token is over these bytes, is signed by a certificate that is for time-stamps alone,
 * and that certificate was valid at the time.
 *
 * @param about.nonce of the request, where it is known
 * @param about.roots of authorities that are trusted
 * @returns undefined where anything is wrong; whatever the bytes are, it does not throw
 */
export function readTimeStamp(
  response: Uint8Array,
  about: {
    readonly bytes: Uint8Array;
    readonly nonce?: Uint8Array;
    readonly roots?: readonly Certificate[];
  },
): TimeStamp | undefined {
  if (response.length > MOST_BYTES) return undefined;
  try {
    return verified(response, about);
  } catch {
    // It comes from outside: what cannot be read is no time-stamp.
    return undefined;
  }
}

function verified(response: Uint8Array, about: Parameters<typeof readTimeStamp>[1]): TimeStamp | undefined {
  const [status, token] = partsOf(asn1.fromBER(bufferOf(response)).result);
  const [granted] = partsOf(status);
  const [type, content] = partsOf(token);
  // 0 granted, 1 granted with changes
  if (!(Number(wholeOf(granted)) <= 1) || oidOf(type) !== OID.signedData) return undefined;
  const parts = partsOf(partsOf(content)[0]);
  const [innerType, inner] = partsOf(parts[2]);
  const info = octetsOf(partsOf(inner)[0]);
  if (oidOf(innerType) !== OID.tstInfo) return undefined;
  const [, , imprint, , time, ...more] = partsOf(asn1.fromBER(bufferOf(info)).result);
  const [hashType, hash] = partsOf(imprint);
  const hashed = createHash('sha256').update(about.bytes).digest();
  if (oidOf(partsOf(hashType)[0]) !== OID.sha256 || !hashed.equals(octetsOf(hash))) return undefined;
  const nonce = about.nonce && Buffer.concat([Buffer.of(1), about.nonce]);
  const hasNonce = more.some((each) => each instanceof asn1.Integer && nonce?.equals(integerOf(each)));
  if (nonce && !hasNonce) return undefined;
  if (!(time instanceof asn1.GeneralizedTime)) return undefined;
  const at = time.toDate();
  const certificates = partsOf(parts.find((each) => tagOf(each) === 0)).flatMap((each) => {
    const der = rawOf(each);
    const certificate = readCertificate(der);
    return certificate ? [{ der, certificate }] : [];
  });
  const signer = partsOf(parts.at(-1))[0];
  const own = certificates.find(({ der, certificate }) => isSignedBy({ signer, info, der, certificate, at }));
  if (!own) return undefined;
  const others = certificates.map(({ certificate }) => certificate);
  const { roots = [] } = about;
  // That it is for time-stamps alone was looked at, which is what makes that extension understood.
  const known = { ...own.certificate, hasUnknownCritical: false };
  const trust = verifyCertificate(known, { roots, others, at });
  return { at: at.getTime(), authority: own.certificate.commonName, trusted: trust === 'trusted' };
}

/** RFC 5652, 5.4 and 5.6, and the binding of the certificate (RFC 5035). */
function isSignedBy({
  signer,
  info,
  der,
  certificate,
  at,
}: {
  readonly signer: asn1.AsnType | undefined;
  readonly info: Buffer;
  readonly der: Buffer;
  readonly certificate: Certificate;
  readonly at: Date;
}): boolean {
  const [, , digestType, attributes, algorithm, signature] = partsOf(signer);
  const hash = HASHES[oidOf(partsOf(digestType)[0])];
  if (!hash || !attributes || tagOf(attributes) !== 0 || !certificate.isForTimeStamps) return false;
  if (at < certificate.notBefore || at > certificate.notAfter) return false;
  const attributeOf = (...types: readonly string[]) =>
    partsOf(attributes).find((each) => types.includes(oidOf(partsOf(each)[0])));
  const told = partsOf(partsOf(attributeOf(OID.messageDigest))[1])[0];
  const isInfo = createHash(hash.name).update(info).digest().equals(octetsOf(told));
  const binding = attributeOf(...OID.signingCertificate);
  const isBound =
    binding !== undefined &&
    ['sha1', 'sha256', 'sha384', 'sha512'].some((name) =>
      rawOf(binding).includes(createHash(name).update(der).digest()),
    );
  if (!isInfo || !isBound) return false;
  // What is signed is a SET, though it stands there under another tag.
  const signed = Buffer.from(rawOf(attributes));
  signed[0] = 0x31;
  const named = oidOf(partsOf(algorithm)[0]);
  return verifySignature(signed, octetsOf(signature), {
    key: certificate.key,
    algorithm: named === OID.rsa ? hash.rsa : named,
  });
}

const sequence = (value: asn1.BaseBlock[]) => new asn1.Sequence({ value });
const bufferOf = (bytes: Uint8Array): ArrayBuffer => new Uint8Array(bytes).buffer;

/** Of a sequence, a set, or what is tagged. @throws Error for anything else */
function partsOf(block: asn1.AsnType | undefined): asn1.AsnType[] {
  const value: unknown = block && 'value' in block.valueBlock ? block.valueBlock.value : undefined;
  if (!Array.isArray(value)) throw new Error('no parts');
  return value as asn1.AsnType[];
}

const rawOf = (block: asn1.AsnType): Buffer => Buffer.from(block.valueBeforeDecodeView);
const tagOf = (block: asn1.AsnType | undefined): number | undefined =>
  block?.idBlock.tagClass === 3 ? block.idBlock.tagNumber : undefined;
const oidOf = (block: asn1.AsnType | undefined): string =>
  block instanceof asn1.ObjectIdentifier ? block.getValue() : '';
const integerOf = (block: asn1.Integer): Buffer => Buffer.from(block.valueBlock.valueHexView);

function wholeOf(block: asn1.AsnType | undefined): number {
  return block instanceof asn1.Integer ? block.valueBlock.valueDec : Number.NaN;
}

function octetsOf(block: asn1.AsnType | undefined): Buffer {
  if (!(block instanceof asn1.OctetString)) throw new Error('no octets');
  return Buffer.from(block.getValue());
}
