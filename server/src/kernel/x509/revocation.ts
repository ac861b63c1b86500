import { AsnConvert } from '@peculiar/asn1-schema';
import { CertificateList } from '@peculiar/asn1-x509';
import { type Certificate, hasUnknownCritical, serialOf } from './certificate.ts';
import { verifySignature } from './signature.ts';

/** What a list of revoked certificates says of one, or why it says nothing. */
type Revocation = 'not-revoked' | 'revoked' | 'no-list' | 'other-issuer' | 'wrong-signature' | 'outdated';

/**
 * Looks a certificate up in a list of revoked ones (RFC 5280, 5). Lists that hold but a part, or the lists of others, are
 * not understood: they mark themselves by critical extensions.
 *
 * @param about.issuers certificates of which one has issued the list, and the certificate
 */
export function revocationOf(
  certificate: Certificate,
  list: Uint8Array,
  about: { readonly issuers: readonly Certificate[]; readonly at: Date },
): Revocation {
  const read = readList(list);
  if (!read) return 'no-list';
  const { tbsCertList, tbsCertListRaw, signatureAlgorithm, signature } = read;
  const { crlExtensions = [], revokedCertificates = [], nextUpdate, thisUpdate } = tbsCertList;
  const entries = revokedCertificates.flatMap(({ crlEntryExtensions = [] }) => crlEntryExtensions);
  if (!tbsCertListRaw || hasUnknownCritical([...crlExtensions, ...entries], NONE)) return 'no-list';
  const name = Buffer.from(AsnConvert.serialize(tbsCertList.issuer));
  if (!name.equals(certificate.issuer)) return 'other-issuer';
  const isSigned = about.issuers.some(
    ({ subject, maySignLists, key }) =>
      name.equals(subject) &&
      maySignLists &&
      verifySignature(new Uint8Array(tbsCertListRaw), new Uint8Array(signature), {
        key,
        algorithm: signatureAlgorithm.algorithm,
      }),
  );
  if (!isSigned) return 'wrong-signature';
  if (!nextUpdate || nextUpdate.getTime() < about.at || thisUpdate.getTime() > about.at) return 'outdated';
  return revokedCertificates.some(
    ({ userCertificate }) => serialOf(userCertificate) === certificate.serialNumber,
  )
    ? 'revoked'
    : 'not-revoked';
}

const NONE: ReadonlySet<string> = new Set();

function readList(bytes: Uint8Array): CertificateList | undefined {
  try {
    return AsnConvert.parse(bytes, CertificateList);
  } catch {
    // The bytes come from outside: whatever they are, they are not a list.
    return undefined;
  }
}
