import { describe, expect, it } from 'vitest';
import { type Certificate, readCertificate, verifyCertificate } from './index.ts';

/** Made once with OpenSSL, with `-sm3 -sigopt distid:1234567812345678`; the names are invented. */
const ROOT_PEM = `-----BEGIN CERTIFICATE-----
MIIB5DCCAYmgAwIBAgIUXW6f/qwXQpyrWcKG7bBfFaoBPzQwCgYIKoEcz1UBg3Uw
PjELMAkGA1UEBhMCQ04xFTATBgNVBAoMDOa1i+ivleaXoOaViDEYMBYGA1UEAwwP
5rWL6K+V5qC56K+B5LmmMCAXDTI2MTEyNDE5MjE1N1oYDzIxMjYxMDMxMTkyMTU3
WjA+MQswCQYDVQQGEwJDTjEVMBMGA1UECgwM5rWL6K+V5peg5pWIMRgwFgYDVQQD
DA/mtYvor5XmoLnor4HkuaYwWTATBgcqhkjOPQIBBggqgRzPVQGCLQNCAASvZx7k
a96DaQKYbnt/3ubSn19ohfg7JUvmGQU/YX9+JFD84usmiT+9NUD5cAFFppSyIfwt
9+JQyt44evcgYwbPo2MwYTAdBgNVHQ4EFgQU/zmX5jmFyF1G69RkFye1Am/Marow
HwYDVR0jBBgwFoAU/zmX5jmFyF1G69RkFye1Am/MarowDwYDVR0TAQH/BAUwAwEB
/zAOBgNVHQ8BAf8EBAMCAQYwCgYIKoEcz1UBg3UDSQAwRgIhALgRNxoBVOQkG1Np
rdipHr81bQUSA/9hmBy7SBf5J9u2AiEAiSSYalbuX3FUpmA1FnaRlu//gyO2bUUS
as6dFN5oeCU=
-----END CERTIFICATE-----`;
const LEAF_PEM = `-----BEGIN CERTIFICATE-----
MIIByjCCAXGgAwIBAgICEAAwCgYIKoEcz1UBg3UwPjELMAkGA1UEBhMCQ04xFTAT
BgNVBAoMDOa1i+ivleaXoOaViDEYMBYGA1UEAwwP5rWL6K+V5qC56K+B5LmmMCAX
DTI2MTEyNDE5MjE1N1oYDzIxMjYxMDMxMTkyMTU3WjA7MQswCQYDVQQGEwJDTjEV
MBMGA1UECgwM5rWL6K+V5peg5pWIMRUwEwYDVQQDDAzmoLfkvovljZXkvY0wWTAT
BgcqhkjOPQIBBggqgRzPVQGCLQNCAAS3QUOrsyjFONF44S6Zy4H05w/IR8dCKTnL
3JlupcftpjtifkEPhnTDp31b6s02y3voTRlzZoXLKUq+yFigbbwso2AwXjAMBgNV
HRMBAf8EAjAAMA4GA1UdDwEB/wQEAwIHgDAdBgNVHQ4EFgQUHBDYR4NmtxBoKku2
hj7Doe/NIQIwHwYDVR0jBBgwFoAU/zmX5jmFyF1G69RkFye1Am/MarowCgYIKoEc
z1UBg3UDRwAwRAIgCDtrBFNxG/9QPfcd9rkXB2gVriCDr8V90vLB4A4WjQsCIAY0
LqXKGOvdkSdzjZdS35aED/F3ppwts1wZTcnDbIaZ
-----END CERTIFICATE-----`;

const read = (pem: string): Certificate => {
  const certificate = readCertificate(Buffer.from(pem));
  if (!certificate) throw new Error('a certificate of the test is none');
  return certificate;
};
const root = read(ROOT_PEM);
const leaf = read(LEAF_PEM);
const at = new Date('2027-06-01T00:00:00Z');

describe('an SM2 certificate', () => {
  it('is read with its key, its time and what it may do', () => {
    expect(leaf).toMatchObject({
      serialNumber: '1000',
      isAuthority: false,
      maySign: true,
      hasUnknownCritical: false,
      signatureAlgorithm: '1.2.156.10197.1.501',
    });
    expect(leaf.key).toMatchObject({ kind: 'sm2', point: expect.objectContaining({ length: 65 }) });
    expect(leaf.notBefore.toISOString()).toBe('2026-11-24T19:21:57.000Z');
    expect(Buffer.from(leaf.issuer)).toEqual(Buffer.from(root.subject));
    expect(root).toMatchObject({ isAuthority: true, maySign: false });
  });

  it('is read in DER as in PEM', () => {
    const der = Buffer.from(LEAF_PEM.replaceAll(/-----.*-----|\s/g, ''), 'base64');
    expect(readCertificate(der)).toEqual(leaf);
  });

  it.each([
    ['nothing', Buffer.alloc(0)],
    ['words', Buffer.from('not a certificate')],
    ['a cut one', Buffer.from(LEAF_PEM.replaceAll(/-----.*-----|\s/g, ''), 'base64').subarray(0, 300)],
    ['a flood', Buffer.alloc(70_000, 0x30)],
  ])('is not read from %s', (_, bytes) => {
    expect(readCertificate(bytes)).toBeUndefined();
  });
});

describe('the trust in an SM2 certificate', () => {
  it('comes from a root that signed it', () => {
    expect(verifyCertificate(leaf, { roots: [root], at })).toBe('trusted');
  });

  it('comes with being a root', () => {
    expect(verifyCertificate(root, { roots: [root], at })).toBe('trusted');
  });

  it('does not come from a certificate that was only sent along', () => {
    expect(verifyCertificate(leaf, { roots: [], others: [root], at })).toBe('unknown-issuer');
  });

  it('ends with its time, and with that of its issuer', () => {
    expect(verifyCertificate(leaf, { roots: [root], at: new Date('2026-01-01') })).toBe('not-yet-valid');
    expect(verifyCertificate(leaf, { roots: [root], at: new Date('2127-01-01') })).toBe('expired');
    const old = { ...root, signature: new Uint8Array(70), notAfter: new Date('2027-01-01') };
    expect(verifyCertificate(leaf, { roots: [], others: [old], at })).toBe('expired');
  });

  it('is lost with one changed bit of what is signed', () => {
    const signed = Uint8Array.from(leaf.signed);
    signed[40] = (signed[40] ?? 0) ^ 1;
    expect(verifyCertificate({ ...leaf, signed }, { roots: [root], at })).toBe('wrong-signature');
  });

  it('does not come from one that may not sign others', () => {
    const other = { ...leaf, issuer: leaf.subject, signature: new Uint8Array(70) };
    expect(verifyCertificate(other, { roots: [leaf], at })).toBe('issuer-not-authority');
    const short = { ...root, pathLength: 0 };
    const between = { ...root, signature: new Uint8Array(70) };
    expect(verifyCertificate(leaf, { roots: [short], at })).toBe('trusted');
    expect(verifyCertificate(leaf, { roots: [short], others: [between], at })).toBe('trusted');
  });

  it('is refused where a critical extension is not understood', () => {
    expect(verifyCertificate({ ...leaf, hasUnknownCritical: true }, { roots: [root], at })).toBe(
      'unknown-critical-extension',
    );
  });

  it('is looked for in bounded time, also among certificates that name each other', () => {
    const crossed = Array.from({ length: 400 }, (_, index) => ({
      ...root,
      signature: Buffer.from(`signature ${index}`),
    }));
    expect(verifyCertificate(leaf, { roots: [], others: crossed, at })).toBe('wrong-signature');
  });
});
