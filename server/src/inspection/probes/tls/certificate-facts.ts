import { createHash, createPublicKey } from 'node:crypto';
import { AsnConvert } from '@peculiar/asn1-schema';
import {
  Certificate,
  id_ce_subjectAltName,
  type Name,
  SubjectAlternativeName,
  type SubjectPublicKeyInfo,
} from '@peculiar/asn1-x509';
import { BoundedMap } from '../../../kernel/bounded-map.ts';
import { plainText } from '../../../kernel/plain-text.ts';
import type { CertificateFacts } from '../../observation.ts';

const MAX_DER = 64 * 1024;
const MAX_NAMES = 200;
const MAX_TEXT = 200;

const ATTRIBUTE = { commonName: '2.5.4.3', country: '2.5.4.6', organisation: '2.5.4.10' };

/** Signature algorithms by object identifier; SM2 with SM3 of GM/T 0006. */
const SIGNATURES: Readonly<Record<string, string>> = {
  '1.2.840.113549.1.1.4': 'md5WithRSAEncryption',
  '1.2.840.113549.1.1.5': 'sha1WithRSAEncryption',
  '1.2.840.113549.1.1.10': 'RSASSA-PSS',
  '1.2.840.113549.1.1.11': 'sha256WithRSAEncryption',
  '1.2.840.113549.1.1.12': 'sha384WithRSAEncryption',
  '1.2.840.113549.1.1.13': 'sha512WithRSAEncryption',
  '1.2.840.10045.4.1': 'ecdsa-with-SHA1',
  '1.2.840.10045.4.3.2': 'ecdsa-with-SHA256',
  '1.2.840.10045.4.3.3': 'ecdsa-with-SHA384',
  '1.2.840.10045.4.3.4': 'ecdsa-with-SHA512',
  '1.3.101.112': 'Ed25519',
  '1.2.156.10197.1.501': 'SM2-with-SM3',
  '1.2.156.10197.1.504': 'RSA-with-SM3',
};
const CURVES: Readonly<Record<string, string>> = {
  prime256v1: 'EC P-256',
  secp384r1: 'EC P-384',
  secp521r1: 'EC P-521',
  SM2: 'SM2',
};
const KEY_ALGORITHMS: Readonly<Record<string, string>> = {
  '1.2.840.113549.1.1.1': 'RSA',
  '1.2.840.10045.2.1': 'EC',
  '1.2.840.10040.4.1': 'DSA',
};
const SM2_CURVE = '1.2.156.10197.1.301';

/** By SHA-256, those that were met last: chains of many sites hold the certificates of few authorities. */
const known = new BoundedMap<string, CertificateFacts | undefined>(200);

/**
 * Reads an X.509 certificate (RFC 5280) in DER form, of whatever algorithm: unknown ones are named by their
 * object identifier. Undefined for bytes that are no certificate. Nothing is verified here.
 */
export function readCertificate(der: Buffer): CertificateFacts | undefined {
  if (der.length > MAX_DER) return undefined;
  const sha256 = createHash('sha256').update(der).digest('hex');
  const facts = known.has(sha256) ? known.get(sha256) : parse(der, sha256);
  known.set(sha256, facts);
  return facts;
}

function parse(der: Buffer, sha256: string): CertificateFacts | undefined {
  try {
    return describe(AsnConvert.parse(der, Certificate), sha256);
  } catch {
    // The bytes come from the server under test: whatever they are, they are not a certificate.
    return undefined;
  }
}

function describe({ tbsCertificate, signatureAlgorithm }: Certificate, sha256: string): CertificateFacts {
  const { subject, issuer, validity, subjectPublicKeyInfo, extensions } = tbsCertificate;
  const alternative = extensions?.find(({ extnID }) => extnID === id_ce_subjectAltName);
  const organisation = attributeOf(subject, ATTRIBUTE.organisation);
  const issuerOrganisation = attributeOf(issuer, ATTRIBUTE.organisation);
  const issuerCountry = attributeOf(issuer, ATTRIBUTE.country);
  return {
    subject: titleOf(subject),
    ...(organisation === undefined ? {} : { subjectOrganisation: organisation }),
    issuer: titleOf(issuer),
    ...(issuerOrganisation === undefined ? {} : { issuerOrganisation }),
    ...(issuerCountry === undefined ? {} : { issuerCountry }),
    notBefore: validity.notBefore.getTime().toISOString(),
    notAfter: validity.notAfter.getTime().toISOString(),
    names: alternative ? namesOf(Buffer.from(alternative.extnValue.buffer)) : [],
    key: keyOf(subjectPublicKeyInfo),
    signatureAlgorithm: SIGNATURES[signatureAlgorithm.algorithm] ?? signatureAlgorithm.algorithm,
    sha256,
    selfSigned: sameName(subject, issuer),
  };
}

function namesOf(extension: Buffer): string[] {
  const names = AsnConvert.parse(extension, SubjectAlternativeName);
  return [...names]
    .flatMap(({ dNSName }) => (dNSName ? [plainText(dNSName, MAX_TEXT)] : []))
    .slice(0, MAX_NAMES);
}

/** Common name, else organisation, else all that the name says. */
function titleOf(name: Name): string {
  return (
    attributeOf(name, ATTRIBUTE.commonName) ??
    attributeOf(name, ATTRIBUTE.organisation) ??
    plainText(
      [...name].flatMap((part) => [...part].map(({ value }) => value.toString())).join(', '),
      MAX_TEXT,
    )
  );
}

function attributeOf(name: Name, type: string): string | undefined {
  for (const part of name) {
    for (const attribute of part) {
      if (attribute.type === type) return plainText(attribute.value.toString(), MAX_TEXT);
    }
  }
  return undefined;
}

function keyOf(info: SubjectPublicKeyInfo): string {
  const { algorithm, parameters } = info.algorithm;
  const family = KEY_ALGORITHMS[algorithm] ?? algorithm;
  if (parameters && oidOf(parameters) === SM2_CURVE) return 'SM2';
  try {
    const key = createPublicKey({
      key: Buffer.from(AsnConvert.serialize(info)),
      format: 'der',
      type: 'spki',
    });
    const details = key.asymmetricKeyDetails;
    if (details?.modulusLength) return `${family} ${details.modulusLength}`;
    if (details?.namedCurve) return CURVES[details.namedCurve] ?? `EC ${details.namedCurve}`;
    return key.asymmetricKeyType === 'ed25519' ? 'Ed25519' : (key.asymmetricKeyType ?? family);
  } catch {
    // A kind of key that OpenSSL does not know, or a broken one: its identifier is all there is to say.
    return family;
  }
}

/** Object identifier in DER form to dots, for the curves of elliptic keys. */
function oidOf(der: ArrayBuffer): string | undefined {
  const bytes = Buffer.from(der);
  if (bytes[0] !== 6 || bytes.length < 3 || bytes.length !== 2 + (bytes[1] ?? 0)) return undefined;
  const [first = 0, ...rest] = bytes.subarray(2);
  const parts = [Math.min(2, Math.floor(first / 40)), first - 40 * Math.min(2, Math.floor(first / 40))];
  let value = 0;
  for (const byte of rest) {
    value = value * 128 + (byte & 0x7f);
    if (byte & 0x80) continue;
    parts.push(value);
    value = 0;
  }
  return parts.join('.');
}

function sameName(one: Name, other: Name): boolean {
  return Buffer.from(AsnConvert.serialize(one)).equals(Buffer.from(AsnConvert.serialize(other)));
}
