import { describe, expect, it } from 'vitest';
import { readServerName } from '../../../../test/world/client-hello-name.ts';
import { readOffer } from '../../../../test/world/raw-tls.ts';
import { TLS_VERSIONS } from '../../observation.ts';
import { WIRE_VERSION, writeClientHello } from './client-hello.ts';
import { offerRfc8998, offerTlcp, offerVersion, offerWeakSuites } from './offers.ts';
import { TLCP_SUITES, WEAK_SUITES } from './suites.ts';

const RANDOM = Buffer.alloc(32, 0xaa);

describe('a hello', () => {
  it('is written to the letter of RFC 5246 and RFC 6066', () => {
    const hello = writeClientHello({
      recordVersion: 0x0301,
      version: 0x0303,
      suites: [0xc02f, 0x00ff],
      random: RANDOM,
      extensions: { serverName: 'a.cn', groups: [23], signatureAlgorithms: [0x0401] },
    });
    expect(hello.toString('hex')).toBe(
      [
        '16 0301 0054',
        '01 000050',
        '0303',
        'aa'.repeat(32),
        '00',
        '0004 c02f 00ff',
        '01 00',
        '0023',
        '0000 0009 0007 00 0004 612e636e',
        '000a 0004 0002 0017',
        '000b 0002 01 00',
        '000d 0004 0002 0401',
      ]
        .join('')
        .replaceAll(' ', ''),
    );
  });

  it('has no extension block where none is wanted', () => {
    const hello = writeClientHello({
      recordVersion: 0x0300,
      version: 0x0300,
      suites: [0x0005],
      random: RANDOM,
    });
    expect(hello.toString('hex')).toBe(`160300002d01000029${'0300'}${'aa'.repeat(32)}00000200050100`);
  });

  it('is never of the size on which old load balancers hang', () => {
    for (let length = 1; length < 250; length += 1) {
      const hello = writeClientHello({
        recordVersion: 0x0301,
        version: 0x0303,
        suites: [1],
        random: RANDOM,
        extensions: { serverName: 'a'.repeat(length) },
      });
      const size = hello.length - 5;
      expect(size <= 0xff || size >= 0x200).toBe(true);
      expect(hello.readUInt16BE(3)).toBe(size);
      expect(hello.readUIntBE(6, 3)).toBe(size - 4);
    }
  });
});

describe('the offers', () => {
  it.each(TLS_VERSIONS)('name the host for %s and ask for that version', (version) => {
    const { hello } = offerVersion(version, 'www.a.cn');
    expect(readServerName(hello)).toBe(version === 'SSLv3' ? null : 'www.a.cn');
    expect(readOffer(hello).version).toBe(Math.min(WIRE_VERSION[version], 0x0303));
    expect(hello.readUInt16BE(3)).toBe(hello.length - 5);
  });

  it('of weak suites hold nothing strong, and nothing that is known already', () => {
    const suites = readOffer(offerWeakSuites(undefined, new Set([0x0005])).hello).suites;
    expect(suites.filter((suite) => suite !== 0x00ff && !WEAK_SUITES.has(suite))).toEqual([]);
    expect(suites).not.toContain(0x0005);
  });

  it('of TLCP bear its version and suites, with and without extensions', () => {
    for (const withExtensions of [true, false]) {
      const { hello } = offerTlcp('www.a.cn', withExtensions);
      expect(readOffer(hello)).toEqual({
        recordVersion: 0x0101,
        version: 0x0101,
        suites: [...TLCP_SUITES.keys()],
      });
      expect(readServerName(hello)).toBe(withExtensions ? 'www.a.cn' : null);
    }
  });

  it('of RFC 8998 hold the two SM suites alone, and a point of the SM2 curve', () => {
    const { hello } = offerRfc8998('www.a.cn');
    expect(readOffer(hello).suites).toEqual([0x00c6, 0x00c7]);
    expect(hello.includes(Buffer.from('0029004104', 'hex'))).toBe(true);
    expect(hello.includes(Buffer.from('0708', 'hex'))).toBe(true);
  });

  it('carry another random each time', () => {
    expect(offerTlcp(undefined, false).hello.equals(offerTlcp(undefined, false).hello)).toBe(false);
  });
});
