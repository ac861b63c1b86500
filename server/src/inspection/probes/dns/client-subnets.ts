/**
 * Networks of mainland access providers, sent as EDNS client subnet so that a content network answers as it
 * would answer a user there (Art. 28). Provider and city as ip2region (edition of the npm package, 2.3.0) tells
 * them; a test holds every one against both place sources. Unconfirmed with the providers themselves.
 */
export const MAINLAND_SUBNETS = [
  { network: '202.96.209.0/24', provider: { zh: '中国电信，上海', en: 'China Telecom, Shanghai' } },
  { network: '202.106.0.0/24', provider: { zh: '中国联通，北京', en: 'China Unicom, Beijing' } },
  { network: '120.196.165.0/24', provider: { zh: '中国移动，广东', en: 'China Mobile, Guangdong' } },
  { network: '202.112.0.0/24', provider: { zh: '中国教育和科研计算机网', en: 'CERNET, Beijing' } },
] as const;
