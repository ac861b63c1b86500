import type { CertificateTrust, CertificateView } from '@zhengdun/contract';
import { dayOf } from '../../kernel/clock/index.ts';
import { HouseError } from '../../kernel/errors/index.ts';
import { plainText } from '../../kernel/plain-text.ts';
import {
  type Certificate,
  readCertificate,
  readCertificates,
  verifyCertificate,
} from '../../kernel/x509/index.ts';

const TEST = /测试|\btest\b/i;
const WORDS = { sm2: 'SM2', rsa: 'RSA', ec: 'EC' } as const;

/**
 * Reads the 身份核验证书 that an establishment authority has issued (Art. 7): SM2 (GM/T 0015), RSA or an elliptic key, and
 * verifies it to the roots of the settings. What was issued for tests says so and is never trusted. Nothing is kept: its
 * number and days are registered with the other filings.
 *
 * @throws HouseError `certificate-unreadable`
 */
export function readIdentityCertificate(
  text: string,
  { roots, at }: { readonly roots: readonly string[]; readonly at: Date },
): CertificateView {
  const [certificate, ...others] = certificatesOf(text);
  if (!certificate) throw new HouseError('certificate-unreadable', {});
  return {
    holder: plainText(certificate.commonName, 120),
    issuer: plainText(certificate.issuerName, 120),
    serialNumber: certificate.serialNumber.toUpperCase(),
    validFrom: dayOf(certificate.notBefore),
    validUntil: dayOf(certificate.notAfter),
    algorithm: WORDS[certificate.key.kind],
    trust: trustOf(certificate, { others, roots, at }),
  };
}

function trustOf(
  certificate: Certificate,
  about: { readonly others: readonly Certificate[]; readonly roots: readonly string[]; readonly at: Date },
): CertificateTrust {
  const { others, roots, at } = about;
  if (TEST.test(certificate.commonName) || TEST.test(certificate.issuerName)) return 'test';
  if (at < certificate.notBefore) return 'not-yet-valid';
  if (at > certificate.notAfter) return 'expired';
  const known = readCertificates(roots.join('\n')) ?? [];
  if (known.length === 0) return 'no-roots';
  const trust = verifyCertificate(certificate, { roots: known, others, at });
  if (trust === 'trusted' || trust === 'wrong-signature' || trust === 'expired') return trust;
  return 'unknown-issuer';
}

/** The holder's first, as files of authorities have them; certificates of authorities alone are none of a unit. */
function certificatesOf(text: string): Certificate[] {
  const one = text.includes('-----BEGIN') ? undefined : readCertificate(Buffer.from(text, 'base64'));
  const all = one ? [one] : (readCertificates(text) ?? []);
  const holder = all.findIndex(({ isAuthority }) => !isAuthority);
  return holder < 0 ? [] : [...all.slice(holder, holder + 1), ...all.filter((_, index) => index !== holder)];
}
