import { describe, expect, it } from 'vitest';
import { type AddressKind, classifyAddress, mayReach } from './addresses.ts';
import { STRICT_POLICY } from './policy.ts';

const KINDS: Readonly<Record<AddressKind, readonly string[]>> = {
  public: [
    '8.8.8.8',
    '202.106.0.20',
    '2400:3200::1',
    '::ffff:8.8.8.8',
    '64:ff9b::808:808',
    '2002:808:808::1',
  ],
  loopback: ['127.0.0.1', '127.255.255.254', '::1', '::ffff:127.0.0.1', '::127.0.0.1', '2002:7f00:1::'],
  private: [
    '10.0.0.1',
    '172.16.0.1',
    '172.31.255.255',
    '192.168.1.1',
    'fc00::1',
    'fd12::1',
    'fec0::1',
    '::ffff:10.0.0.1',
    '::ffff:0:10.0.0.1',
    '64:ff9b::a00:1',
    '64:ff9b:1::1',
    '2002:c0a8:101::1',
    // Teredo: a public server, and the client 10.0.0.1 with its bits turned over
    '2001:0:808:808:0:0:f5ff:fffe',
  ],
  'link-local': ['169.254.1.1', 'fe80::1', 'fe80::1%eth0', '::ffff:169.254.1.1'],
  metadata: [
    '169.254.169.254',
    '169.254.170.2',
    '100.100.100.200',
    'fd00:ec2::254',
    '168.63.129.16',
    '::ffff:169.254.169.254',
    '64:ff9b::a9fe:a9fe',
    '2002:a9fe:a9fe::',
  ],
  shared: ['100.64.0.1', '100.127.255.255'],
  multicast: ['224.0.0.1', '239.255.255.255', 'ff02::1'],
  reserved: [
    '0.1.2.3',
    '192.0.2.1',
    '198.51.100.1',
    '203.0.113.1',
    '198.18.0.1',
    '240.0.0.1',
    '255.255.255.255',
    '2001:db8::1',
    '3fff::1',
    '100::1',
    '4000::1',
  ],
  unspecified: ['0.0.0.0', '::', '::ffff:0.0.0.0'],
};

describe('the kind of an address', () => {
  for (const [kind, addresses] of Object.entries(KINDS)) {
    it.each(addresses)(`%s is ${kind}`, (address) => {
      expect(classifyAddress(address)).toBe(kind);
    });
  }

  it.each(['', '127.1', '0x7f.0.0.1', '0177.0.0.1', '2130706433', 'localhost', '1.2.3.4/8', '::1::'])(
    'refuses %j, which is no address in plain notation',
    (text) => {
      expect(() => classifyAddress(text)).toThrow(RangeError);
    },
  );
});

describe('what may be reached', () => {
  it('is only the public part of the world by default', () => {
    for (const [kind, addresses] of Object.entries(KINDS)) {
      for (const address of addresses) expect(mayReach(address, STRICT_POLICY)).toBe(kind === 'public');
    }
  });

  it('is everything but metadata addresses where private ones are allowed', () => {
    const policy = { ...STRICT_POLICY, allowPrivate: true };
    for (const [kind, addresses] of Object.entries(KINDS)) {
      for (const address of addresses) expect(mayReach(address, policy)).toBe(kind !== 'metadata');
    }
  });

  it('includes the networks that are named, in whatever form the address comes', () => {
    const policy = { ...STRICT_POLICY, allowNetworks: ['10.1.0.0/16', 'fd12::/16'] };
    expect(mayReach('10.1.2.3', policy)).toBe(true);
    expect(mayReach('::ffff:10.1.2.3', policy)).toBe(true);
    expect(mayReach('fd12::5', policy)).toBe(true);
    expect(mayReach('10.2.0.1', policy)).toBe(false);
    expect(mayReach('::ffff:10.2.0.1', policy)).toBe(false);
    expect(mayReach('127.0.0.1', policy)).toBe(false);
  });

  it('includes a metadata address only where exactly that address is named', () => {
    const wide = {
      ...STRICT_POLICY,
      allowNetworks: ['169.254.0.0/16', '0.0.0.0/0', '::/0'],
      allowPrivate: true,
    };
    const exact = { ...STRICT_POLICY, allowNetworks: ['169.254.169.254/32'] };
    expect(mayReach('169.254.169.254', wide)).toBe(false);
    expect(mayReach('169.254.169.254', exact)).toBe(true);
    expect(mayReach('169.254.170.2', exact)).toBe(false);
  });
});
