import { AsnConvert } from '@peculiar/asn1-schema';
import {
  BasicConstraints,
  Certificate,
  type Extension,
  id_ce_basicConstraints,
  id_ce_keyUsage,
  id_ce_subjectAltName,
  KeyUsage,
  KeyUsageFlags,
} from '@peculiar/asn1-x509';
import { verifySm2 } from './sm2.ts';

/** An X.509 certificate whose key is an SM2 key (GM/T 0015). Names are in DER: equal bytes are the same name. */
export interface Sm2Certificate {
  readonly subject: Uint8Array;
  readonly issuer: Uint8Array;
  /** hex, without leading zeros */
  readonly serialNumber: string;
  readonly notBefore: Date;
  readonly notAfter: Date;
  /** uncompressed point, 65 bytes */
  readonly publicKey: Uint8Array;
  /** may sign other certificates */
  readonly isAuthority: boolean;
  /** authorities that may stand between this one and the last certificate; undefined: any number */
  readonly pathLength: number | undefined;
  /** its key may sign: a signing certificate, not the one for encryption that GM/T 0015 puts beside it */
  readonly maySign: boolean;
  /** holds a critical extension that is not understood here, so it must not be relied on (RFC 5280, 4.2) */
  readonly hasUnknownCritical: boolean;
  /** the bytes that are signed, as they came */
  readonly signed: Uint8Array;
  readonly signature: Uint8Array;
  readonly signatureAlgorithm: string;
}

const MAX_BYTES = 64 * 1024;
const SM2_CURVE_DER = '06082a811ccf5501822d';
const EC_PUBLIC_KEY = '1.2.840.10045.2.1';
const SM2_WITH_SM3 = '1.2.156.10197.1.501';
const POINT_BYTES = 65;
const UNDERSTOOD = new Set<string>([id_ce_basicConstraints, id_ce_keyUsage, id_ce_subjectAltName]);
const PEM = /-----BEGIN CERTIFICATE-----([A-Za-z0-9+/=\s]{1,100000})-----END CERTIFICATE-----/;

/** Reads a certificate in DER or PEM; undefined when the bytes are none, or its key is no SM2 key. */
export function readSm2Certificate(bytes: Uint8Array): Sm2Certificate | undefined {
  if (bytes.length > MAX_BYTES) return undefined;
  const pem = PEM.exec(Buffer.from(bytes).toString('latin1'));
  try {
    return describe(AsnConvert.parse(pem ? Buffer.from(pem[1] ?? '', 'base64') : bytes, Certificate));
  } catch {
    // The bytes come from outside: whatever they are, they are not a certificate.
    return undefined;
  }
}

function describe(certificate: Certificate): Sm2Certificate | undefined {
  const { tbsCertificate, tbsCertificateRaw, signatureAlgorithm, signatureValue } = certificate;
  const { subjectPublicKeyInfo: key, extensions = [] } = tbsCertificate;
  const publicKey = new Uint8Array(key.subjectPublicKey);
  const curve = Buffer.from(key.algorithm.parameters ?? new ArrayBuffer(0)).toString('hex');
  if (key.algorithm.algorithm !== EC_PUBLIC_KEY || curve !== SM2_CURVE_DER) return undefined;
  if (publicKey.length !== POINT_BYTES || !tbsCertificateRaw) return undefined;
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
    serialNumber: Buffer.from(tbsCertificate.serialNumber)
      .toString('hex')
      .replace(/^0+(?=.)/, ''),
    notBefore: tbsCertificate.validity.notBefore.getTime(),
    notAfter: tbsCertificate.validity.notAfter.getTime(),
    publicKey,
    isAuthority: constraints?.cA === true && mayUse(KeyUsageFlags.keyCertSign),
    pathLength: constraints?.pathLenConstraint,
    maySign: mayUse(KeyUsageFlags.digitalSignature | KeyUsageFlags.nonRepudiation),
    hasUnknownCritical: extensions.some(({ extnID, critical }) => critical && !UNDERSTOOD.has(extnID)),
    signed: new Uint8Array(tbsCertificateRaw),
    signature: new Uint8Array(signatureValue),
    signatureAlgorithm: signatureAlgorithm.algorithm,
  };
}

function extensionOf(extensions: readonly Extension[], id: string): ArrayBuffer | undefined {
  return extensions.find(({ extnID }) => extnID === id)?.extnValue.buffer;
}

/** Why a certificate is not trusted, or that it is. */
export type Sm2Trust =
  | 'trusted'
  | 'not-yet-valid'
  | 'expired'
  | 'unknown-issuer'
  | 'issuer-not-authority'
  | 'wrong-signature'
  | 'unknown-critical-extension';

/** Certificates that are looked at beside the roots: no real chain is longer, and each costs milliseconds. */
const MAX_OTHERS = 16;

/**
 * Follows a certificate to one of the roots, each signature with SM2 and SM3 and each certificate valid at the time
 * (RFC 5280, 6.1, without names and policies). Whether one was revoked is for the caller to ask.
 *
 * @param about.roots certificates that are trusted by themselves
 * @param about.others certificates that may stand between; they are trusted only by what signs them
 */
export function verifySm2Certificate(
  certificate: Sm2Certificate,
  about: {
    readonly roots: readonly Sm2Certificate[];
    readonly others?: readonly Sm2Certificate[];
    readonly at: Date;
  },
): Sm2Trust {
  const { roots, others = [], at } = about;
  const issuers = new Set([...roots, ...others.slice(0, MAX_OTHERS)]);
  return follow(certificate, { roots, issuers, at, below: 0 });
}

/** @param search.issuers those not tried yet: each is tried once, so that crossed chains end */
function follow(
  certificate: Sm2Certificate,
  search: {
    readonly roots: readonly Sm2Certificate[];
    readonly issuers: Set<Sm2Certificate>;
    readonly at: Date;
    readonly below: number;
  },
): Sm2Trust {
  const { roots, issuers, at, below } = search;
  if (certificate.hasUnknownCritical) return 'unknown-critical-extension';
  if (at < certificate.notBefore) return 'not-yet-valid';
  if (at > certificate.notAfter) return 'expired';
  if (roots.some((root) => isSame(root, certificate))) return 'trusted';
  let why: Sm2Trust = 'unknown-issuer';
  for (const issuer of issuers) {
    if (!Buffer.from(issuer.subject).equals(certificate.issuer) || isSame(issuer, certificate)) continue;
    issuers.delete(issuer);
    const trust = faultOf(certificate, issuer, below) ?? follow(issuer, { ...search, below: below + 1 });
    if (trust === 'trusted') return trust;
    why = trust;
  }
  return why;
}

/** What speaks against the signature of one certificate by another; undefined when nothing does. */
function faultOf(certificate: Sm2Certificate, issuer: Sm2Certificate, below: number): Sm2Trust | undefined {
  if (!issuer.isAuthority) return 'issuer-not-authority';
  if (issuer.pathLength !== undefined && below > issuer.pathLength) return 'issuer-not-authority';
  if (certificate.signatureAlgorithm !== SM2_WITH_SM3) return 'wrong-signature';
  const isRight = verifySm2(certificate.signed, certificate.signature, issuer.publicKey);
  return isRight ? undefined : 'wrong-signature';
}

function isSame(one: Sm2Certificate, other: Sm2Certificate): boolean {
  return Buffer.from(one.signed).equals(other.signed) && Buffer.from(one.signature).equals(other.signature);
}
