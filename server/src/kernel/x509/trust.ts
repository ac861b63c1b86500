import type { Certificate } from './certificate.ts';
import { verifySignature } from './signature.ts';

/** Why a certificate is not trusted, or that it is. */
type CertificateTrust =
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
 * Follows a certificate to one of the roots, each signature verified and each certificate valid at the time
 * (RFC 5280, 6.1, without names and policies). Whether one was revoked is for the caller to ask.
 *
 * @param about.roots certificates that are trusted by themselves
 * @param about.others certificates that may stand between; they are trusted only by what signs them
 */
export function verifyCertificate(
  certificate: Certificate,
  about: {
    readonly roots: readonly Certificate[];
    readonly others?: readonly Certificate[];
    readonly at: Date;
  },
): CertificateTrust {
  const { roots, others = [], at } = about;
  const issuers = new Set([...roots, ...others.slice(0, MAX_OTHERS)]);
  return follow(certificate, { roots, issuers, at, below: 0 });
}

/** @param search.issuers those not tried yet: each is tried once, so that crossed chains end */
function follow(
  certificate: Certificate,
  search: {
    readonly roots: readonly Certificate[];
    readonly issuers: Set<Certificate>;
    readonly at: Date;
    readonly below: number;
  },
): CertificateTrust {
  const { roots, issuers, at, below } = search;
  if (certificate.hasUnknownCritical) return 'unknown-critical-extension';
  if (at < certificate.notBefore) return 'not-yet-valid';
  if (at > certificate.notAfter) return 'expired';
  if (roots.some((root) => isSame(root, certificate))) return 'trusted';
  let why: CertificateTrust = 'unknown-issuer';
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
function faultOf(certificate: Certificate, issuer: Certificate, below: number): CertificateTrust | undefined {
  if (!issuer.isAuthority) return 'issuer-not-authority';
  if (issuer.pathLength !== undefined && below > issuer.pathLength) return 'issuer-not-authority';
  const { signed, signature, signatureAlgorithm: algorithm } = certificate;
  const isRight = verifySignature(signed, signature, { key: issuer.key, algorithm });
  return isRight ? undefined : 'wrong-signature';
}

function isSame(one: Certificate, other: Certificate): boolean {
  return Buffer.from(one.signed).equals(other.signed) && Buffer.from(one.signature).equals(other.signature);
}
