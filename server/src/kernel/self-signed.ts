import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import { isIP } from 'node:net';
import { AsnConvert, OctetString } from '@peculiar/asn1-schema';
import {
  AlgorithmIdentifier,
  AttributeTypeAndValue,
  AttributeValue,
  Certificate,
  Extension,
  Extensions,
  GeneralName,
  Name,
  RelativeDistinguishedName,
  SubjectAlternativeName,
  SubjectPublicKeyInfo,
  TBSCertificate,
  Validity,
  Version,
} from '@peculiar/asn1-x509';
import { DAY_MS } from './durations.ts';

export interface SelfSigned {
  /** PEM */
  readonly key: string;
  readonly cert: string;
  /** SHA-256 of the public key in SPKI form, base64: what Chromium's pin option takes */
  readonly spkiSha256: string;
}

const ECDSA_WITH_SHA256 = '1.2.840.10045.4.3.2';

const SUBJECT_ALTERNATIVE_NAME = '2.5.29.17';

/**
 * A certificate of our own, P-256: nobody trusts it but who is told its pin or its fingerprint.
 *
 * @param options.days how long it holds; two for one process
 * @param options.names host names and addresses that it is for
 */
export function selfSigned(
  commonName: string,
  options: { readonly days?: number; readonly names?: readonly string[] } = {},
): SelfSigned {
  const { days = 1, names = [] } = options;
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const spki = publicKey.export({ type: 'spki', format: 'der' });
  const value = new AttributeValue({ utf8String: commonName });
  const name = new Name([
    new RelativeDistinguishedName([new AttributeTypeAndValue({ type: '2.5.4.3', value })]),
  ]);
  const algorithm = new AlgorithmIdentifier({ algorithm: ECDSA_WITH_SHA256 });
  const tbs = new TBSCertificate({
    version: Version.v3,
    // The first octet keeps the number positive.
    serialNumber: Uint8Array.from([1, ...randomBytes(15)]).buffer,
    signature: algorithm,
    issuer: name,
    subject: name,
    validity: new Validity({
      notBefore: new Date(Date.now() - DAY_MS),
      notAfter: new Date(Date.now() + days * DAY_MS),
    }),
    subjectPublicKeyInfo: AsnConvert.parse(spki, SubjectPublicKeyInfo),
    ...(names.length > 0 && { extensions: new Extensions([namesExtension(names)]) }),
  });
  const signature = sign('sha256', Buffer.from(AsnConvert.serialize(tbs)), privateKey);
  const certificate = new Certificate({
    tbsCertificate: tbs,
    signatureAlgorithm: algorithm,
    signatureValue: Uint8Array.from(signature).buffer,
  });
  const der = Buffer.from(AsnConvert.serialize(certificate)).toString('base64');
  return {
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    cert: `-----BEGIN CERTIFICATE-----\n${der.match(/.{1,64}/g)?.join('\n')}\n-----END CERTIFICATE-----\n`,
    spkiSha256: createHash('sha256').update(spki).digest('base64'),
  };
}

function namesExtension(names: readonly string[]): Extension {
  const general = names.map((name) => new GeneralName(isIP(name) ? { iPAddress: name } : { dNSName: name }));
  return new Extension({
    extnID: SUBJECT_ALTERNATIVE_NAME,
    extnValue: new OctetString(AsnConvert.serialize(new SubjectAlternativeName(general))),
  });
}
