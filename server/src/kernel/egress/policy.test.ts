import { describe, expect, it } from 'vitest';
import {
  certificatesSchema,
  networkSchema,
  normaliseHost,
  overrideFor,
  overrideSchema,
  parseServer,
  resolverAddressSchema,
  STRICT_POLICY,
} from './policy.ts';

describe('the textual forms of the policy', () => {
  it('reads networks and single addresses', () => {
    expect(networkSchema.parse('10.20.0.0/16')).toBe('10.20.0.0/16');
    expect(networkSchema.parse(' 10.0.0.5 ')).toBe('10.0.0.5/32');
    expect(networkSchema.parse('fd00::/8')).toBe('fd00::/8');
  });

  it.each(['10.0.0.0/33', '10.1/8', 'fd00::/129', 'intranet', '', '10.0.0.0/-1', '10.0.0.0/8/8'])(
    'names the value and the cure for the network %j',
    (text) => {
      const { error } = networkSchema.safeParse(text);
      expect(error?.issues[0]?.message).toContain(text);
      expect(error?.issues[0]?.message).toContain('10.20.0.0/16');
      expect(error?.issues[0]).toMatchObject({
        params: { problem: { en: expect.stringContaining('Example') } },
      });
    },
  );

  it('reads overrides as curl writes them', () => {
    expect(overrideSchema.parse('www.Example.gov.cn:443:192.0.2.1')).toEqual({
      host: 'www.example.gov.cn',
      port: 443,
      addresses: ['192.0.2.1'],
    });
    expect(overrideSchema.parse('a.cn:*:192.0.2.1,[2001:db8::1]').addresses).toEqual([
      '192.0.2.1',
      '2001:db8::1',
    ]);
    expect(overrideSchema.parse('*:80:127.0.0.1').host).toBe('*');
    expect(overrideSchema.parse('+a.cn:443:192.0.2.1').host).toBe('a.cn');
    expect(overrideSchema.parse('中文.政务:443:192.0.2.1').host).toBe('xn--fiq228c.xn--zfr164b');
  });

  it.each([
    'a.cn:443',
    'a.cn:0:1.2.3.4',
    'a.cn:99999:1.2.3.4',
    'a.cn:443:host',
    'a.cn:443:',
    'a b:443:1.2.3.4',
    'a.cn:443:1.2.3.4,',
  ])('refuses the override %j', (text) => {
    expect(overrideSchema.safeParse(text).success).toBe(false);
  });

  it('reads servers with and without a port', () => {
    expect(parseServer('223.5.5.5')).toEqual({ address: '223.5.5.5', port: 53 });
    expect(parseServer('127.0.0.1:5353')).toEqual({ address: '127.0.0.1', port: 5353 });
    expect(parseServer('[2400:3200::1]:53')).toEqual({ address: '2400:3200::1', port: 53 });
    expect(parseServer('2400:3200::1')).toEqual({ address: '2400:3200::1', port: 53 });
    expect(resolverAddressSchema.safeParse('dns.example.cn').success).toBe(false);
  });

  it('refuses a file without a readable certificate', () => {
    expect(certificatesSchema.safeParse('hello').success).toBe(false);
    const broken = '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----';
    expect(certificatesSchema.safeParse(broken).success).toBe(false);
  });
});

describe('overrides', () => {
  const policy = {
    ...STRICT_POLICY,
    overrides: ['a.cn:443:192.0.2.1', 'a.cn:*:192.0.2.2', '*:8443:192.0.2.3'].map((text) =>
      overrideSchema.parse(text),
    ),
  };

  it('apply to their host and port, the last one winning', () => {
    expect(overrideFor(policy, 'a.cn', 443)).toEqual(['192.0.2.2']);
    expect(overrideFor(policy, 'b.cn', 8443)).toEqual(['192.0.2.3']);
    expect(overrideFor(policy, 'b.cn', 443)).toBeUndefined();
  });

  it('for every host give way to one for the host itself', () => {
    const all = { host: '*', port: 443, addresses: ['192.0.2.9'] };
    const withAll = { ...policy, overrides: [...policy.overrides, all] };
    expect(overrideFor(withAll, 'a.cn', 443)).toEqual(['192.0.2.2']);
    expect(overrideFor(withAll, 'b.cn', 443)).toEqual(['192.0.2.9']);
  });
});

describe('names', () => {
  it('are asked for in ASCII, lower case, without the final dot', () => {
    expect(normaliseHost('WWW.Example.GOV.CN.')).toBe('www.example.gov.cn');
    expect(normaliseHost('中央编办.政务')).toBe('xn--fiq11i8xgb87b.xn--zfr164b');
    expect(normaliseHost('_dmarc.example.cn')).toBe('_dmarc.example.cn');
  });

  it.each([
    '',
    '.',
    'a..b',
    'a b.cn',
    'a\u0000.cn',
    `${'a'.repeat(64)}.cn`,
    `${'a.'.repeat(130)}cn`,
    'a/b',
    '::1',
  ])('%j is none', (text) => {
    expect(normaliseHost(text)).toBeNull();
  });
});
