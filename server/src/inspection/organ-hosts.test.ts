import { describe, expect, it } from 'vitest';
import { hasOrganSuffix, isOrganHost, isUnder, registrableDomain } from './organ-hosts.ts';

describe('a host', () => {
  it.each([
    ['www.example.gov.cn', true],
    ['WWW.EXAMPLE.GOV.CN.', true],
    ['xn--bpst7v.xn--zfr164b', true],
    ['bszs.conac.cn', true],
    ['121.43.68.40', true],
    ['121.43.68.41', false],
    ['www.example.gov.cn.example.com', false],
    ['example-gov.cn', false],
    ['examplegov.cn', false],
    ['xn--bpst7v.xn--mxtq1m', false],
    ['www.example.com', false],
  ])('%s is an organ’s: %s', (host, expected) => {
    expect(isOrganHost(host)).toBe(expected);
  });

  it('under the organs’ suffix is told from one that is only known', () => {
    expect(hasOrganSuffix('www.example.gov.cn')).toBe(true);
    expect(hasOrganSuffix('bszs.conac.cn')).toBe(false);
  });

  it.each([
    ['jyj.example.gov.cn', 'example.gov.cn'],
    ['www.example.com.cn', 'example.com.cn'],
    ['203.0.113.7', '203.0.113.7'],
    ['localhost', 'localhost'],
  ])('%s belongs to %s', (host, domain) => {
    expect(registrableDomain(host)).toBe(domain);
  });

  it('lies under a domain by whole labels only', () => {
    expect(isUnder('mail.example.gov.cn', 'example.gov.cn')).toBe(true);
    expect(isUnder('example.gov.cn', 'example.gov.cn')).toBe(true);
    expect(isUnder('otherexample.gov.cn', 'example.gov.cn')).toBe(false);
  });
});
