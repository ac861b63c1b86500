import { describe, expect, it } from 'vitest';
import { createTestPki } from '../../../../test/world/index.ts';
import { readCertificate } from './certificate-facts.ts';

const pki = createTestPki();

describe('a certificate', () => {
  it('tells whose it is, who issued it, for which names and how long', () => {
    const { leaf, sha256 } = pki.issue({
      names: ['www.city.gov.cn', '*.city.gov.cn', 'xn--fiq11i8xgb87b.xn--zfr164b'],
      subject: { organisation: '某市人民政府办公室' },
      issuer: { commonName: '某某CA', organisation: '某省数字证书认证有限公司', country: 'CN' },
      notBefore: new Date('2026-01-02T03:04:05Z'),
      notAfter: new Date('2027-01-02T03:04:05Z'),
    });
    expect(readCertificate(leaf)).toEqual({
      subject: 'www.city.gov.cn',
      subjectOrganisation: '某市人民政府办公室',
      issuer: '某某CA',
      issuerOrganisation: '某省数字证书认证有限公司',
      issuerCountry: 'CN',
      notBefore: '2026-01-02T03:04:05.000Z',
      notAfter: '2027-01-02T03:04:05.000Z',
      names: ['www.city.gov.cn', '*.city.gov.cn', 'xn--fiq11i8xgb87b.xn--zfr164b'],
      key: 'EC P-256',
      signatureAlgorithm: 'ecdsa-with-SHA256',
      sha256,
      selfSigned: false,
    });
  });

  it.each([
    ['rsa', 'RSA 2048', 'sha256WithRSAEncryption'],
    ['rsa1024', 'RSA 1024', 'sha256WithRSAEncryption'],
    ['ec384', 'EC P-384', 'ecdsa-with-SHA256'],
    ['ed25519', 'Ed25519', 'Ed25519'],
    ['sm2', 'SM2', 'SM2-with-SM3'],
  ] as const)('with a key of kind %s is read as %s, %s', (key, text, signatureAlgorithm) => {
    const { leaf } = pki.issue({ key, selfSigned: true });
    expect(readCertificate(leaf)).toMatchObject({ key: text, signatureAlgorithm, selfSigned: true });
  });

  it('of unknown algorithms is named by their identifiers', () => {
    const { leaf } = pki.issue({ key: 'ed25519', selfSigned: true });
    // 1.3.101.112 becomes 1.3.101.98, which nobody uses.
    const strange = Buffer.from(leaf.toString('hex').replaceAll('06032b6570', '06032b6562'), 'hex');
    expect(readCertificate(strange)).toMatchObject({ key: '1.3.101.98', signatureAlgorithm: '1.3.101.98' });
  });

  it('with a broken key or an unknown curve is still read', () => {
    const { leaf } = pki.issue({ names: ['a.test'] });
    const curve = Buffer.from('06082a8648ce3d030107', 'hex');
    const strange = Buffer.from(leaf);
    strange.set(Buffer.from('06082a8648ce3d03017f', 'hex'), strange.indexOf(curve));
    expect(readCertificate(strange)).toMatchObject({ subject: 'a.test', key: 'EC' });
  });

  it('that is met again is told the same, remembered or forgotten', () => {
    const { leaf } = pki.issue({ names: ['again.test'] });
    const first = readCertificate(leaf);
    expect(readCertificate(Buffer.from(leaf))).toBe(first);
    for (let other = 0; other < 300; other++) readCertificate(Buffer.from(`no certificate ${other}`));
    const later = readCertificate(leaf);
    expect(later).toEqual(first);
    expect(later).not.toBe(first);
  });

  it('without alternative names has none', () => {
    expect(readCertificate(pki.issue({ names: [], subject: { commonName: 'x' } }).leaf)?.names).toEqual([]);
  });

  it('cannot bring control characters, reversed writing or endless names into a report', () => {
    const { leaf } = pki.issue({
      names: ['a.test', 'evil\u001b[31m.test'],
      subject: { commonName: `\u202Egnp.exe\u0007${'x'.repeat(5000)}` },
    });
    const facts = readCertificate(leaf);
    expect(facts?.subject).toMatch(/^gnp\.exe x{191}…$/);
    expect(facts?.names).toEqual(['a.test', 'evil [31m.test']);
  });

  it('of thousands of names is cut', () => {
    const names = Array.from({ length: 1500 }, (_, index) => `h${index}.test`);
    expect(readCertificate(pki.issue({ names }).leaf)?.names).toHaveLength(200);
  });
});

describe('bytes that are no certificate', () => {
  const { leaf } = pki.issue({ names: ['a.test'] });

  it.each([
    ['nothing', Buffer.alloc(0)],
    ['zeroes', Buffer.alloc(500)],
    ['half of one', leaf.subarray(0, 200)],
    ['text', Buffer.from('hello')],
    ['too many', Buffer.alloc(70_000, 0x30)],
    ['nested without end', Buffer.from('3080'.repeat(16_000), 'hex')],
    ['nested with lengths', nested(20_000)],
  ])('(%s) give no facts', (_what, bytes) => {
    expect(readCertificate(bytes)).toBeUndefined();
  });

  it('never throw, and cost little, on 3 000 damaged certificates', () => {
    let state = 7;
    const random = (limit: number) => {
      state = (state * 48271) % 2147483647;
      return state % limit;
    };
    for (let round = 0; round < 3_000; round += 1) {
      const bytes = Buffer.from(leaf);
      for (let hits = 0; hits < 3; hits += 1) bytes[random(bytes.length)] = random(256);
      const facts = readCertificate(bytes);
      if (facts) expect(new Date(facts.notAfter).toISOString()).toBe(facts.notAfter);
    }
  });
});

/** `depth` sequences, each in the next, with true lengths. */
function nested(depth: number): Buffer {
  let bytes = Buffer.from([5, 0]);
  for (let level = 0; level < depth && bytes.length < 60_000; level += 1) {
    const length = bytes.length < 128 ? [bytes.length] : [0x82, bytes.length >> 8, bytes.length & 255];
    bytes = Buffer.concat([Buffer.from([0x30, ...length]), bytes]);
  }
  return bytes;
}
