import { describe, expect, it } from 'vitest';
import { createTestPki, type KeyKind } from '../../../test/world/index.ts';
import { readCertificate, readCertificates, revocationOf, verifyCertificate } from './index.ts';

const at = new Date();

describe.each(['ec', 'rsa', 'sm2'] as const)('certificates of an authority with %s', (kind: KeyKind) => {
  const pki = createTestPki(kind);
  const issued = pki.issue({ key: kind });
  const [root, between] = readCertificates(pki.rootPem + pki.intermediatePem) ?? [];
  const leaf = readCertificate(issued.leaf);
  if (!root || !between || !leaf) throw new Error('a certificate of the test is none');
  const issuers = [root, between];

  it('are followed to the root, and to no other', () => {
    expect(verifyCertificate(leaf, { roots: [root], others: [between], at })).toBe('trusted');
    expect(verifyCertificate(leaf, { roots: [root], at })).toBe('unknown-issuer');
    const [stranger] = readCertificates(createTestPki(kind).rootPem) ?? [];
    expect(verifyCertificate(leaf, { roots: stranger ? [stranger] : [], others: [between], at })).toBe(
      'wrong-signature',
    );
  });

  it('are revoked by a list that their authority has signed, in time', () => {
    const other = readCertificate(pki.issue({ key: kind }).leaf);
    const list = pki.revoke([issued.leaf]);
    expect(revocationOf(leaf, list, { issuers, at })).toBe('revoked');
    expect(other && revocationOf(other, list, { issuers, at })).toBe('not-revoked');
    expect(revocationOf(leaf, list, { issuers: [root], at })).toBe('wrong-signature');
    expect(revocationOf(leaf, createTestPki(kind).revoke([]), { issuers, at })).toBe('wrong-signature');
    expect(revocationOf(between, list, { issuers, at })).toBe('other-issuer');
    const old = pki.revoke([], new Date(at.getTime() - 1_000));
    expect(revocationOf(leaf, old, { issuers, at })).toBe('outdated');
    expect(revocationOf(leaf, Buffer.from('no list'), { issuers, at })).toBe('no-list');
  });
});

describe('a certificate', () => {
  it.each(['rsa1024', 'ed25519'] as const)('is not relied on with a key of %s', (key) => {
    expect(readCertificate(createTestPki().issue({ key }).leaf)).toBeUndefined();
  });
});
