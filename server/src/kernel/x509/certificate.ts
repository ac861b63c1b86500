import { AsnConvert } from '@peculiar/asn1-schema';
import {
  Certificate as AsnCertificate,
  BasicConstraints,
  ExtendedKeyUsage,
  type Extension,
  id_ce_basicConstraints,
  id_ce_extKeyUsage,
  id_ce_keyUsage,
  id_ce_subjectAltName,
  id_kp_timeStamping,
  KeyUsage,
  KeyUsageFlags,
  type Name,
} from '@peculiar/asn1-x509';
import { readKey, type SigningKey } from './signature.ts';

/** An X.509 certificate with an SM2 key (GM/T 0015), an RSA or an elliptic key. Names are in DER: equal bytes are the same name. */
export interface Certificate {
  readonly subject: Uint8Array;
  readonly issuer: Uint8Array;
  /** of the subject, for the eye; empty without one */
  readonly commonName: string;
  /** of the issuer, for the eye; empty without one */
  readonly issuerName: string;
  /** hex, without leading zeros */
  readonly serialNumber: string;
  readonly notBefore: Date;
  readonly notAfter: Date;
  readonly key: SigningKey;
  /** may sign other certificates */
  readonly isAuthority: boolean;
  /** authorities that may stand between this one and the last certificate; undefined: any number */
  readonly pathLength: number | undefined;
  /** its key may sign: a signing certificate, not the one for encryption that GM/T 0015 puts beside it */
  readonly maySign: boolean;
  /** its key may sign lists of revoked certificates */
  readonly maySignLists: boolean;
  /** its key signs time-stamps and nothing else (RFC 3161, 2.3) */
  readonly isForTimeStamps: boolean;
  /** holds a critical extension that is not understood here, so it must not be relied on (RFC 5280, 4.2) */
  readonly hasUnknownCritical: boolean;
  /** the bytes that are signed, as they came */
  readonly signed: Uint8Array;
  readonly signature: Uint8Array;
  readonly signatureAlgorithm: string;
}

const MAX_BYTES = 64 * 1024;
const COMMON_NAME = '2.5.4.3';
const UNDERSTOOD = new Set<string>([id_ce_basicConstraints, id_ce_keyUsage, id_ce_subjectAltName]);
const PEM = /-----BEGIN CERTIFICATE-----([A-Za-z0-9+/=\s]{1,100000}?)-----END CERTIFICATE-----/g;

/** Reads a certificate in DER or PEM; undefined when the bytes are none, or its key is none that is relied on. */
export function readCertificate(bytes: Uint8Array): Certificate | undefined {
  if (bytes.length > MAX_BYTES) return undefined;
  const [pem] = Buffer.from(bytes).toString('latin1').matchAll(PEM);
  try {
    return describe(AsnConvert.parse(pem ? Buffer.from(pem[1] ?? '', 'base64') : bytes, AsnCertificate));
  } catch {
    // The bytes come from outside: whatever they are, they are not a certificate.
    return undefined;
  }
}

/** Every certificate of a text in PEM; undefined where one of them is none. */
export function readCertificates(pem: string): Certificate[] | undefined {
  const read = [...pem.matchAll(PEM)].map(([whole]) => readCertificate(Buffer.from(whole)));
  const whole = read.filter((each) => each !== undefined);
  return whole.length === read.length ? whole : undefined;
}

function describe(certificate: AsnCertificate): Certificate | undefined {
  const { tbsCertificate, tbsCertificateRaw, signatureAlgorithm, signatureValue } = certificate;
  const { extensions = [] } = tbsCertificate;
  const key = readKey(tbsCertificate.subjectPublicKeyInfo);
  if (!key || !tbsCertificateRaw) return undefined;
  // Two places name the algorithm; only one of them is signed (RFC 5280, 4.1.1.2).
  if (tbsCertificate.signature.algorithm !== signatureAlgorithm.algorithm) return undefined;
  const basic = extensionOf(extensions, id_ce_basicConstraints);
  const constraints = basic && AsnConvert.parse(basic, BasicConstraints);
  const usage = extensionOf(extensions, id_ce_keyUsage);
  const flags = usage && AsnConvert.parse(usage, KeyUsage).toNumber();
  const mayUse = (flag: number): boolean => flags === undefined || (flags & flag) !== 0;
  return {
    subject: new Uint8Array(AsnConvert.serialize(tbsCertificate.subject)),
    issuer: new Uint8Array(AsnConvert.serialize(tbsCertificate.issuer)),
    commonName: commonNameOf(tbsCertificate.subject),
    issuerName: commonNameOf(tbsCertificate.issuer),
    serialNumber: serialOf(tbsCertificate.serialNumber),
    notBefore: tbsCertificate.validity.notBefore.getTime(),
    notAfter: tbsCertificate.validity.notAfter.getTime(),
    key,
    isAuthority: constraints?.cA === true && mayUse(KeyUsageFlags.keyCertSign),
    pathLength: constraints?.pathLenConstraint,
    maySign: mayUse(KeyUsageFlags.digitalSignature | KeyUsageFlags.nonRepudiation),
    maySignLists: mayUse(KeyUsageFlags.cRLSign),
    isForTimeStamps: isForTimeStamps(extensions),
    hasUnknownCritical: hasUnknownCritical(extensions, UNDERSTOOD),
    signed: new Uint8Array(tbsCertificateRaw),
    signature: new Uint8Array(signatureValue),
    signatureAlgorithm: signatureAlgorithm.algorithm,
  };
}

/** A serial number in hex, without leading zeros. */
export function serialOf(bytes: ArrayBuffer): string {
  return Buffer.from(bytes)
    .toString('hex')
    .replace(/^0+(?=.)/, '');
}

export function hasUnknownCritical(
  extensions: readonly Extension[],
  understood: ReadonlySet<string>,
): boolean {
  return extensions.some(({ extnID, critical }) => critical && !understood.has(extnID));
}

function isForTimeStamps(extensions: readonly Extension[]): boolean {
  const purposes = extensions.find(({ extnID, critical }) => extnID === id_ce_extKeyUsage && critical);
  if (!purposes || hasUnknownCritical(extensions, new Set([...UNDERSTOOD, id_ce_extKeyUsage]))) return false;
  const told = [...AsnConvert.parse(purposes.extnValue.buffer, ExtendedKeyUsage)];
  return told.length === 1 && told[0] === id_kp_timeStamping;
}

function commonNameOf(name: Name): string {
  const found = [...name].flatMap((parts) => [...parts]).findLast(({ type }) => type === COMMON_NAME);
  return found?.value.toString() ?? '';
}

function extensionOf(extensions: readonly Extension[], id: string): ArrayBuffer | undefined {
  return extensions.find(({ extnID }) => extnID === id)?.extnValue.buffer;
}
