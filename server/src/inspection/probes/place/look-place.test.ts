import { beforeAll, describe, expect, it } from 'vitest';
import { MAINLAND_SUBNETS } from '../dns/index.ts';
import { CONTENT_NETWORKS, contentNetworkOf } from './cdn.ts';
import { conclude, lookPlace, placeOf } from './look-place.ts';
import { openPlaceData, type PlaceData, readCountry, readRegion } from './place-data.ts';

let data: PlaceData;
beforeAll(async () => {
  data = await openPlaceData();
});

describe('the place of an address', () => {
  it.each([
    ['202.106.0.20', 'mainland'],
    ['114.114.114.114', 'mainland'],
    ['2400:3200::1', 'mainland'],
    ['2408:8000::1', 'mainland'],
    ['1.36.0.1', 'outside'],
    ['60.246.0.1', 'outside'],
    ['168.95.1.1', 'outside'],
    ['2001:b000:168::1', 'outside'],
    ['8.8.8.8', 'outside'],
    ['103.235.46.40', 'outside'],
    ['10.1.2.3', 'not-public'],
    ['127.0.0.1', 'not-public'],
    ['100.64.0.1', 'not-public'],
    ['::1', 'not-public'],
    ['fd00::1', 'not-public'],
    ['203.0.113.9', 'not-public'],
  ])('%s is %s', (address, conclusion) => {
    expect(placeOf(address, data).conclusion).toBe(conclusion);
  });

  it('in Hong Kong, Macau or Taiwan is told as such by both sources, never as the mainland', () => {
    for (const [address, place] of [
      ['1.36.0.1', 'hong-kong'],
      ['60.246.0.1', 'macau'],
      ['168.95.1.1', 'taiwan'],
    ] as const) {
      expect(placeOf(address, data).answers.map((answer) => answer.place)).toEqual([place, place]);
    }
  });

  it('of every network in whose name DNS is asked is the mainland', () => {
    for (const { network } of MAINLAND_SUBNETS) {
      expect(placeOf(network.replace('/24', ''), data).conclusion).toBe('mainland');
    }
  });
});

describe('what follows from two statements', () => {
  it.each([
    [['mainland', 'mainland'], 'mainland'],
    [['abroad', 'hong-kong'], 'outside'],
    [['taiwan', 'taiwan'], 'outside'],
    [['mainland', 'hong-kong'], 'disagree'],
    [['abroad', 'mainland'], 'disagree'],
    [['unknown', 'mainland'], 'unknown'],
    [['abroad', 'unknown'], 'unknown'],
    [['mainland'], 'unknown'],
  ] as const)('%j gives %s', (places, conclusion) => {
    expect(conclude(places)).toBe(conclusion);
  });
});

describe('reading the sources', () => {
  const row = (province: string, isp = '', country = '中国') => ({ country, province, city: '', isp });

  it('ip2region puts three regions under 中国 that are not the mainland', () => {
    expect(readRegion(row('香港')).place).toBe('hong-kong');
    expect(readRegion(row('澳门')).place).toBe('macau');
    expect(readRegion(row('台湾省')).place).toBe('taiwan');
    expect(readRegion(row('浙江省', '电信'))).toEqual({ place: 'mainland', region: '中国 浙江省 电信' });
  });

  it('中国 without a province is the mainland only for an operator that works there alone', () => {
    expect(readRegion(row('', 'Google Inc 服务器网段')).place).toBe('unknown');
    expect(readRegion(row('', '中国联通169骨干网')).place).toBe('mainland');
  });

  it('rows that say nothing are unknown', () => {
    expect(readRegion(null).place).toBe('unknown');
    expect(readRegion(row('', '内网IP', '')).place).toBe('unknown');
    expect(readCountry(undefined).place).toBe('unknown');
    expect(readCountry('').place).toBe('unknown');
    expect(readCountry('DE')).toEqual({ place: 'abroad', region: 'DE' });
  });
});

describe('looking at the hosts of a site', () => {
  it('groups them by address, names the editions and skips what is no address', async () => {
    const observation = await lookPlace(
      [
        { host: 'www.a.gov.cn', role: 'site', addresses: ['202.106.0.20', '8.8.8.8', 'nonsense'] },
        { host: 'cdn.b.com', role: 'third-party', addresses: ['8.8.8.8'] },
        { host: 'cdn.b.com', role: 'third-party', addresses: ['8.8.8.8'] },
      ],
      data,
    );
    expect(observation).toMatchObject({
      outcome: 'seen',
      facts: {
        addresses: [
          {
            address: '202.106.0.20',
            hosts: [{ host: 'www.a.gov.cn', role: 'site' }],
            conclusion: 'mainland',
          },
          {
            address: '8.8.8.8',
            hosts: [
              { host: 'www.a.gov.cn', role: 'site' },
              { host: 'cdn.b.com', role: 'third-party' },
            ],
            conclusion: 'outside',
          },
        ],
        sources: [
          { name: 'geo-whois-asn-country (NRO)', edition: expect.stringMatching(/^\d+\.\d+/) },
          { name: 'ip2region', edition: expect.stringMatching(/^\d+\.\d+/) },
        ],
      },
    });
  });

  it('stays quick with more addresses than any site has', async () => {
    const addresses = Array.from(
      { length: 70_000 },
      (_, index) => `47.${index >> 16}.${(index >> 8) & 255}.${index & 255}`,
    );
    const observation = await lookPlace([{ host: 'a', role: 'site', addresses }], data);
    expect(observation.outcome === 'seen' && observation.facts.addresses).toHaveLength(2_000);
  });
});

describe('content networks', () => {
  it.each([
    ['www.a.gov.cn.w.kunlunsl.com', 'Alibaba Cloud'],
    ['www.a.gov.cn.cdn.dnsv1.com', 'Tencent Cloud'],
    ['www.a.gov.cn.wswebcdn.com', 'Wangsu'],
    ['www.a.gov.cn.cdn.cloudflare.net', 'Cloudflare'],
    ['d111111abcdef8.cloudfront.net', 'Amazon CloudFront'],
    ['x.c.cdnhwc1.com', 'Huawei Cloud'],
  ])('%s is %s', (cname, name) => {
    expect(contentNetworkOf(['other.gov.cn', cname])).toMatchObject({
      cname,
      network: { name: { en: name } },
    });
  });

  it.each(['www.gov.cn', 'notcloudfront.net', 'cloudfront.net.evil.cn', 'kunlunsl.com.cn'])(
    '%s is none',
    (cname) => {
      expect(contentNetworkOf([cname])).toBeUndefined();
    },
  );

  it('claim each suffix once', () => {
    const all = CONTENT_NETWORKS.flatMap(({ suffixes }) => suffixes);
    expect(new Set(all).size).toBe(all.length);
  });
});
