import { execFileSync, spawnSync } from 'node:child_process';
import { generateKeyPairSync, sign } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sm2 } from 'sm-crypto-v2';
import { afterAll, describe, expect, it } from 'vitest';
import { SM2_ID, signSm2, sm2KeyPair, sm3, verifySm2 } from './index.ts';
import { decodeSignature, encodeSignature, SM2_ORDER } from './sm2-signature.ts';

const hex = (text: string): Buffer => Buffer.from(text, 'hex');

/** The example of GM/T 0003.5, annex A. */
const STANDARD = {
  d: '3945208F7B2144B13F36E38AC6D39F95889393692860B51A42FB81EF4DF7C5B8',
  x: '09F9DF311E5421A150DD7D161E4BC5C672179FAD1833FC076BB08FF356F35020',
  y: 'CCEA490CE26775A52DC6EA718CC1AA600AED05FBF35E084A6632F6072DA9AD13',
  za: 'B2E14C5C79C6DF5B85F4FE7ED8DB7A262B9DA7E07CCB0EA9F4747B8CCDA8A4F3',
  e: 'F0B43E94BA45ACCAACE692ED534382EB17E6AB5A19CE7B31F4486FDFC0D28640',
  k: '59276E27D506861A16680F3AD9C02DCCEF3CC1FA3CDBE4CE6D54B80DEAC1BC21',
  r: 'F5A03B0648D2C4630EEAC513E1BB81A15944DA3827D5B74143AC7EACEEE720B3',
  s: 'B1B6AA29DF212FD8763182BC0D421CA1BB9038FD1F7F42D4840B69C485BBC1AA',
} as const;
const MESSAGE = Buffer.from('message digest');
const publicKey = hex(`04${STANDARD.x}${STANDARD.y}`);
const signature = encodeSignature({ r: BigInt(`0x${STANDARD.r}`), s: BigInt(`0x${STANDARD.s}`) });
const pair = sm2KeyPair(Buffer.alloc(32, 7));

describe('SM3', () => {
  it('gives the digests of GM/T 0004', () => {
    expect(sm3(Buffer.from('abc')).toString('hex')).toBe(
      '66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0',
    );
    expect(sm3(Buffer.from('abcd'.repeat(16))).toString('hex')).toBe(
      'debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732',
    );
  });
});

describe('an SM2 signature', () => {
  it('of the standard is accepted', () => {
    expect(verifySm2(MESSAGE, signature, publicKey)).toBe(true);
  });

  it('comes out as in the standard, where its random number is that of the standard', () => {
    const k = BigInt(`0x${STANDARD.k}`);
    const x1 = BigInt(`0x${sm2.getPublicKeyFromPrivateKey(STANDARD.k.toLowerCase()).slice(2, 66)}`);
    const made = sm2.doSignature(MESSAGE, STANDARD.d.toLowerCase(), {
      hash: true,
      userId: SM2_ID,
      pointPool: [{ k, x1 }],
    });
    expect(made).toBe(`${STANDARD.r}${STANDARD.s}`.toLowerCase());
    expect(Buffer.from(sm2.getZ(publicKey.toString('hex'), SM2_ID))).toEqual(hex(STANDARD.za));
    expect(sm3(Buffer.concat([hex(STANDARD.za), MESSAGE]))).toEqual(hex(STANDARD.e));
  });

  it('of ours is accepted, and another one each time', () => {
    const first = signSm2(MESSAGE, pair);
    expect(verifySm2(MESSAGE, first, pair.publicKey)).toBe(true);
    expect(signSm2(MESSAGE, pair)).not.toEqual(first);
  });

  it('is refused for another message, another key, another number', () => {
    expect(verifySm2(Buffer.from('message digesT'), signature, publicKey)).toBe(false);
    expect(verifySm2(MESSAGE, signature, pair.publicKey)).toBe(false);
    const { r, s } = decodeSignature(signature) ?? { r: 0n, s: 0n };
    expect(verifySm2(MESSAGE, encodeSignature({ r, s: s + 1n }), publicKey)).toBe(false);
    expect(verifySm2(MESSAGE, encodeSignature({ r: s, s: r }), publicKey)).toBe(false);
  });

  it('of Node is refused: it leaves the signer out', () => {
    const key = generateKeyPairSync('ec', { namedCurve: 'SM2' });
    const spki = key.publicKey.export({ type: 'spki', format: 'der' });
    expect(verifySm2(MESSAGE, sign('sm3', MESSAGE, key.privateKey), spki.subarray(-65))).toBe(false);
  });

  it.each([
    ['nothing', Buffer.alloc(0)],
    ['zeros', Buffer.alloc(70)],
    ['r and s without their frame', hex(`${STANDARD.r}${STANDARD.s}`)],
    ['a longer form of the same numbers', Buffer.concat([hex('308147'), signature.subarray(2)])],
    ['something behind it', Buffer.concat([signature, Buffer.from([0])])],
    ['a number of zero', encodeSignature({ r: 0n, s: 1n })],
    ['a number as large as the order', encodeSignature({ r: BigInt(`0x${STANDARD.r}`), s: SM2_ORDER })],
    [
      'the same number once round',
      encodeSignature({ r: BigInt(`0x${STANDARD.r}`), s: BigInt(`0x${STANDARD.s}`) + SM2_ORDER }),
    ],
  ])('is not %s', (_, bytes) => {
    expect(verifySm2(MESSAGE, bytes, publicKey)).toBe(false);
  });

  it.each([
    ['nothing', Buffer.alloc(0)],
    ['a point beside the curve', hex(`04${STANDARD.x}${STANDARD.x}`)],
    ['a point at infinity', Buffer.from([4, ...Buffer.alloc(64)])],
    ['a compressed point', hex(`03${STANDARD.x}`)],
  ])('has no key that is %s', (_, key) => {
    expect(verifySm2(MESSAGE, signature, key)).toBe(false);
  });
});

describe('an SM2 key', () => {
  it('is a number from 1 to n − 2, whatever the seed', () => {
    expect(() => sm2KeyPair(hex('00'.repeat(31)))).toThrow(RangeError);
    expect(Buffer.from(sm2KeyPair(Buffer.alloc(32)).privateKey).toString('hex')).toBe(`${'00'.repeat(31)}01`);
    const largest = sm2KeyPair(hex((SM2_ORDER - 3n).toString(16)));
    expect(Buffer.from(largest.privateKey).toString('hex')).toBe((SM2_ORDER - 2n).toString(16));
  });
});

const hasOpenssl = /SM2/.test(spawnSync('openssl', ['ecparam', '-list_curves'], { encoding: 'utf8' }).stdout);

describe.skipIf(!hasOpenssl)('OpenSSL', () => {
  const folder = mkdtempSync(join(tmpdir(), 'zhengdun-sm2-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const file = (name: string, bytes: Uint8Array | string): string => {
    writeFileSync(join(folder, name), bytes);
    return join(folder, name);
  };
  const WITH_ID = ['-rawin', '-digest', 'sm3', '-pkeyopt', `distid:${SM2_ID}`];
  const message = file('message', MESSAGE);

  it('accepts what we sign, and not for another message', () => {
    const head = '3059301306072a8648ce3d020106082a811ccf5501822d034200';
    const key = file('ours.der', Buffer.concat([hex(head), pair.publicKey]));
    const ours = file('ours.sig', signSm2(MESSAGE, pair));
    const verify = (input: string): string =>
      spawnSync(
        'openssl',
        [
          'pkeyutl',
          '-verify',
          '-pubin',
          '-keyform',
          'DER',
          '-inkey',
          key,
          '-in',
          input,
          '-sigfile',
          ours,
          ...WITH_ID,
        ],
        { encoding: 'utf8' },
      ).stdout;
    expect(verify(message)).toMatch(/Verified Successfully/);
    expect(verify(file('other', 'another message'))).toMatch(/Failure/);
  });

  it('signs what we accept', () => {
    const key = join(folder, 'theirs.pem');
    execFileSync('openssl', ['ecparam', '-name', 'SM2', '-genkey', '-noout', '-out', key]);
    const spki = execFileSync('openssl', ['pkey', '-in', key, '-pubout', '-outform', 'DER'], {
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    const theirs = execFileSync('openssl', ['pkeyutl', '-sign', '-inkey', key, '-in', message, ...WITH_ID]);
    expect(verifySm2(MESSAGE, theirs, spki.subarray(-65))).toBe(true);
    expect(verifySm2(Buffer.from('another message'), theirs, spki.subarray(-65))).toBe(false);
  });
});
