import { describe, expect, it } from 'vitest';
import { createTestPki, type KeyKind } from '../../../test/world/index.ts';
import { readIdentityCertificate } from './read-identity-certificate.ts';

const at = new Date();
const issuer = { commonName: '样例机构编制签发' };
const subject = { commonName: '样例县教育局', organisation: '样例县教育局' };

/** The chain without words that mark it as one for tests. */
const read = (text: string, roots: readonly string[] = []) => readIdentityCertificate(text, { roots, at });

const pemOf = (der: Buffer): string =>
  `-----BEGIN CERTIFICATE-----\n${der.toString('base64')}\n-----END CERTIFICATE-----\n`;

describe('an identity certificate', () => {
  it.each(['sm2', 'ec', 'rsa'] as const satisfies KeyKind[])(
    'is read and verified with a key of kind %s',
    (key) => {
      const pki = createTestPki(key === 'sm2' ? 'sm2' : 'ec');
      const { leaf: der, chain } = pki.issue({ subject, issuer, key });
      const leaf = pemOf(der);
      const middle = pemOf(chain.find((each) => !each.equals(der)) ?? der);
      expect(read(leaf)).toMatchObject({
        ...{ holder: '样例县教育局', issuer: '样例机构编制签发', trust: 'no-roots' },
        algorithm: key === 'sm2' ? 'SM2' : key === 'ec' ? 'EC' : 'RSA',
      });
      expect(read(leaf, [middle]).trust).toBe('trusted');
      expect(read(leaf, [createTestPki('ec').rootPem]).trust).toBe('unknown-issuer');
    },
  );

  it('is read from DER as well, and number and days are those that are registered', () => {
    const { leaf } = createTestPki().issue({ subject, issuer });
    expect(read(leaf.toString('base64'))).toMatchObject({
      serialNumber: expect.stringMatching(/^[0-9A-F]+$/),
      validFrom: expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
    });
  });

  it('that is out of its time, altered, or made for tests is told so and never trusted', () => {
    const pki = createTestPki();
    const day = 86_400_000;
    const past = { notBefore: new Date(at.getTime() - 9 * day), notAfter: new Date(at.getTime() - day) };
    expect(read(pki.issue({ subject, issuer, ...past }).pem).trust).toBe('expired');
    const { pem } = pki.issue({ subject: { commonName: '测试单位' }, issuer });
    expect(read(pem, [pki.rootPem]).trust).toBe('test');
    const { leaf, chain } = pki.issue({ subject, issuer });
    const altered = Buffer.from(leaf);
    altered[altered.length - 3] = (altered[altered.length - 3] ?? 0) ^ 1;
    const middle = chain.find((each) => !each.equals(leaf)) ?? Buffer.alloc(0);
    const root = pemOf(middle);
    expect(read(altered.toString('base64'), [root]).trust).toBe('wrong-signature');
  });

  it.each(['', 'nothing', '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----'])(
    'is not what is no certificate: %j',
    (text) => expect(() => read(text)).toThrow(expect.objectContaining({ code: 'certificate-unreadable' })),
  );

  it('of an authority is none of a unit', () => {
    expect(() => read(createTestPki().rootPem)).toThrow(
      expect.objectContaining({ code: 'certificate-unreadable' }),
    );
  });
});
