import { createHash, createPublicKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { AsnConvert, OctetString } from '@peculiar/asn1-schema';
import {
  AlgorithmIdentifier,
  AttributeTypeAndValue,
  AttributeValue,
  BasicConstraints,
  Certificate,
  CertificateList,
  Extension,
  Extensions,
  GeneralName,
  id_ce_basicConstraints,
  id_ce_subjectAltName,
  Name,
  RelativeDistinguishedName,
  RevokedCertificate,
  SubjectAlternativeName,
  SubjectPublicKeyInfo,
  TBSCertificate,
  TBSCertList,
  Time,
  Validity,
  Version,
} from '@peculiar/asn1-x509';
import { signSm2 } from '../../src/kernel/gm/index.ts';

export type KeyKind = 'ec' | 'rsa' | 'rsa1024' | 'ec384' | 'ed25519' | 'sm2';

export interface Person {
  readonly commonName?: string;
  readonly organisation?: string;
  readonly country?: string;
}

export interface CertificateWish {
  /** DNS names of the certificate; the first is the common name unless another is given */
  readonly names?: readonly string[];
  readonly addresses?: readonly string[];
  readonly subject?: Person;
  readonly notBefore?: Date;
  readonly notAfter?: Date;
  readonly key?: KeyKind;
  readonly selfSigned?: boolean;
  /** the server forgets its intermediate certificate */
  readonly incomplete?: boolean;
  /** an issuing authority of its own below the test root, e.g. a licensed one */
  readonly issuer?: Person;
}

export interface IssuedCertificate {
  /** leaf and, unless `incomplete`, its issuer: what a server is configured with */
  readonly pem: string;
  readonly keyPem: string;
  /** by the key of the certificate */
  sign(bytes: Uint8Array): Buffer;
  readonly leaf: Buffer;
  readonly chain: readonly Buffer[];
  /** SHA-256 of the leaf's DER form, lower-case hex */
  readonly sha256: string;
}

/** A root, an intermediate, and as many leaves as wished; nobody outside the tests trusts them. */
export interface TestPki {
  readonly rootPem: string;
  readonly intermediatePem: string;
  /** the intermediate's list of revoked leaves, in DER. @param nextUpdate an hour from now by default */
  revoke(leaves: readonly Buffer[], nextUpdate?: Date): Buffer;
  issue(wish?: CertificateWish): IssuedCertificate;
}

interface Authority {
  readonly name: Name;
  readonly key: KeyObject;
  readonly der: Buffer;
}

const DAY_MS = 86_400_000;

/**
 * Makes a PKI. Keys are made once for each kind and shared by the leaves, so that thousands cost little.
 *
 * @param authorities kind of the authorities' keys
 */
export function createTestPki(authorities: KeyKind = 'ec'): TestPki {
  const keys = new Map<string, { privateKey: KeyObject; publicKey: KeyObject }>();
  let serial = 1;
  const keyPair = (kind: KeyKind, owner: string) => {
    const known = keys.get(`${owner} ${kind}`) ?? generateKeys(kind);
    keys.set(`${owner} ${kind}`, known);
    return known;
  };

  const root = authority({ commonName: 'Zhengdun Test Root', organisation: 'Zhengdun Tests', country: 'CN' });
  const intermediate = authority(
    { commonName: 'Zhengdun Test Intermediate', organisation: 'Zhengdun Tests', country: 'CN' },
    root,
  );
  const issuers = new Map<string, Authority>();

  function authority(person: Person, issuer?: Authority): Authority {
    const keyKind = keyPair(authorities, JSON.stringify(person));
    const name = toName(person);
    const der = build({
      serial: serial++,
      issuer: issuer?.name ?? name,
      subject: name,
      publicKey: keyKind.publicKey,
      signingKey: issuer?.key ?? keyKind.privateKey,
      notBefore: new Date(Date.now() - 365 * DAY_MS),
      notAfter: new Date(Date.now() + 3650 * DAY_MS),
      extensions: [extension(id_ce_basicConstraints, new BasicConstraints({ cA: true }), true)],
    });
    return { name, key: keyKind.privateKey, der };
  }

  function issuerFor(person: Person | undefined): Authority {
    if (!person) return intermediate;
    const key = JSON.stringify(person);
    const known = issuers.get(key) ?? authority(person, root);
    issuers.set(key, known);
    return known;
  }

  function issue(wish: CertificateWish = {}): IssuedCertificate {
    const { names = ['localhost'], addresses = [], key = 'ec', selfSigned = false } = wish;
    const pair = keyPair(key, 'leaf');
    const subject = toName({ commonName: names[0] ?? '', ...wish.subject });
    const issuer = selfSigned ? { name: subject, key: pair.privateKey } : issuerFor(wish.issuer);
    const leaf = build({
      serial: serial++,
      issuer: issuer.name,
      subject,
      publicKey: pair.publicKey,
      signingKey: issuer.key,
      notBefore: wish.notBefore ?? new Date(Date.now() - DAY_MS),
      notAfter: wish.notAfter ?? new Date(Date.now() + 90 * DAY_MS),
      extensions: names.length + addresses.length > 0 ? [alternativeNames(names, addresses)] : [],
    });
    const above = selfSigned || wish.incomplete ? [] : [issuerFor(wish.issuer).der];
    const chain = [leaf, ...above];
    return {
      pem: chain.map(toPem).join(''),
      keyPem: pair.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
      sign: (bytes) => signBy(pair.privateKey, bytes),
      leaf,
      chain,
      sha256: createHash('sha256').update(leaf).digest('hex'),
    };
  }

  function revoke(leaves: readonly Buffer[], nextUpdate = new Date(Date.now() + 3_600_000)): Buffer {
    const { algorithm } = signatureOf(intermediate.key);
    const tbs = new TBSCertList({
      version: Version.v2,
      signature: algorithm,
      issuer: intermediate.name,
      thisUpdate: new Time(new Date(Date.now() - 60_000)),
      nextUpdate: new Time(nextUpdate),
      revokedCertificates: leaves.map((leaf) => {
        const { serialNumber } = AsnConvert.parse(leaf, Certificate).tbsCertificate;
        const revocationDate = new Time(new Date(Date.now() - 60_000));
        return new RevokedCertificate({ userCertificate: serialNumber, revocationDate });
      }),
    });
    const bytes = Buffer.from(AsnConvert.serialize(tbs));
    const signature = Uint8Array.from(signBy(intermediate.key, bytes)).buffer;
    const list = new CertificateList({ tbsCertList: tbs, signatureAlgorithm: algorithm, signature });
    return Buffer.from(AsnConvert.serialize(list));
  }

  return { rootPem: toPem(root.der), intermediatePem: toPem(intermediate.der), issue, revoke };
}

function toPem(der: Buffer): string {
  const lines = der.toString('base64').match(/.{1,64}/g) ?? [];
  return `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`;
}

function generateKeys(kind: KeyKind): { privateKey: KeyObject; publicKey: KeyObject } {
  if (kind === 'rsa') return generateKeyPairSync('rsa', { modulusLength: 2048 });
  if (kind === 'rsa1024') return generateKeyPairSync('rsa', { modulusLength: 1024 });
  if (kind === 'ed25519') return generateKeyPairSync('ed25519');
  const curve = { ec: 'P-256', ec384: 'P-384', sm2: 'SM2' }[kind];
  return generateKeyPairSync('ec', { namedCurve: curve });
}

interface Blueprint {
  readonly serial: number;
  readonly issuer: Name;
  readonly subject: Name;
  readonly publicKey: KeyObject;
  readonly signingKey: KeyObject;
  readonly notBefore: Date;
  readonly notAfter: Date;
  readonly extensions: readonly Extension[];
}

function build(blueprint: Blueprint): Buffer {
  const { algorithm } = signatureOf(blueprint.signingKey);
  const spki = blueprint.publicKey.export({ type: 'spki', format: 'der' });
  const tbs = new TBSCertificate({
    version: Version.v3,
    serialNumber: Uint8Array.from([1, ...uint32(blueprint.serial)]).buffer,
    signature: algorithm,
    issuer: blueprint.issuer,
    subject: blueprint.subject,
    validity: new Validity({ notBefore: blueprint.notBefore, notAfter: blueprint.notAfter }),
    subjectPublicKeyInfo: AsnConvert.parse(spki, SubjectPublicKeyInfo),
    extensions: new Extensions([...blueprint.extensions]),
  });
  const bytes = Buffer.from(AsnConvert.serialize(tbs));
  const certificate = new Certificate({
    tbsCertificate: tbs,
    signatureAlgorithm: algorithm,
    signatureValue: Uint8Array.from(signBy(blueprint.signingKey, bytes)).buffer,
  });
  return Buffer.from(AsnConvert.serialize(certificate));
}

/** Signs as certificates are signed: SM2 by GM/T 0003.2, for which Node's own is none. */
function signBy(key: KeyObject, bytes: Uint8Array): Buffer {
  if (key.asymmetricKeyDetails?.namedCurve !== 'SM2') return sign(signatureOf(key).digest, bytes, key);
  // SEC 1, C.4: version, and then 32 bytes of the key.
  const privateKey = key.export({ type: 'sec1', format: 'der' }).subarray(7, 39);
  const publicKey = createPublicKey(key).export({ type: 'spki', format: 'der' }).subarray(-65);
  return signSm2(bytes, { privateKey, publicKey });
}

function signatureOf(key: KeyObject): { algorithm: AlgorithmIdentifier; digest: string | null } {
  const curve = key.asymmetricKeyDetails?.namedCurve;
  const named = (oid: string) => new AlgorithmIdentifier({ algorithm: oid });
  if (curve === 'SM2') return { algorithm: named('1.2.156.10197.1.501'), digest: 'sm3' };
  if (key.asymmetricKeyType === 'ec') return { algorithm: named('1.2.840.10045.4.3.2'), digest: 'sha256' };
  if (key.asymmetricKeyType === 'ed25519') return { algorithm: named('1.3.101.112'), digest: null };
  const rsa = new AlgorithmIdentifier({ algorithm: '1.2.840.113549.1.1.11', parameters: null });
  return { algorithm: rsa, digest: 'sha256' };
}

function toName({ country, organisation, commonName }: Person): Name {
  const parts = [
    ['2.5.4.6', country],
    ['2.5.4.10', organisation],
    ['2.5.4.3', commonName],
  ] as const;
  return new Name(
    parts.flatMap(([type, text]) => {
      if (text === undefined) return [];
      const value = new AttributeValue(type === '2.5.4.6' ? { printableString: text } : { utf8String: text });
      return [new RelativeDistinguishedName([new AttributeTypeAndValue({ type, value })])];
    }),
  );
}

function alternativeNames(names: readonly string[], addresses: readonly string[]): Extension {
  const all = [
    ...names.map((dNSName) => new GeneralName({ dNSName })),
    ...addresses.map((iPAddress) => new GeneralName({ iPAddress })),
  ];
  return extension(id_ce_subjectAltName, new SubjectAlternativeName(all), false);
}

function extension(extnID: string, value: object, critical: boolean): Extension {
  return new Extension({ extnID, critical, extnValue: new OctetString(AsnConvert.serialize(value)) });
}

function uint32(value: number): number[] {
  return [value >>> 24, (value >>> 16) & 255, (value >>> 8) & 255, value & 255];
}
