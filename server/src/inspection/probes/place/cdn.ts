import type { LocalText } from '@zhengdun/contract';

/** A content network, or a protection service that works as one, known by the names it lends its customers. */
export interface ContentNetwork {
  readonly name: LocalText;
  /** where the operator is at home; where an address lies is for the place probe to say */
  readonly home: 'mainland' | 'abroad';
  /** suffixes of the names that customers' aliases point to */
  readonly suffixes: readonly string[];
  /** for families of names that are numbered or lettered */
  readonly pattern?: RegExp;
}

/**
 * Our own list, from general knowledge, edition 2026-11. UNCONFIRMED line by line: operators change these names
 * without notice. A name that is not here says nothing; one that is here says that the operator's network stands
 * between visitor and site, no more.
 */
export const CONTENT_NETWORKS: readonly ContentNetwork[] = [
  {
    name: { zh: '阿里云', en: 'Alibaba Cloud' },
    home: 'mainland',
    suffixes: ['alicdn.com', 'cdngslb.com', 'alikunlun.com', 'alikunlun.net'],
    pattern: /(^|\.)(kunlun[a-z]{1,4}|yundunwaf\d*|aliyunddos\d*|aliyunwaf\d*)\.com$/,
  },
  {
    name: { zh: '腾讯云', en: 'Tencent Cloud' },
    home: 'mainland',
    suffixes: ['dnsv1.com', 'dnsv1.com.cn', 'cdntip.com', 'qcloudzygj.com', 'tcdnlive.com'],
    pattern: /(^|\.)(tdnsv\d+|tdnsstic\d+|eo\.dnse\d+|qcloudwzgj\d*)\.com$/,
  },
  {
    name: { zh: '华为云', en: 'Huawei Cloud' },
    home: 'mainland',
    suffixes: ['huaweicloudwaf.com', 'hwcloudwaf.com'],
    pattern: /(^|\.)cdnhwc[a-z]{0,3}\d+\.(com|cn)$/,
  },
  {
    name: { zh: '网宿科技', en: 'Wangsu' },
    home: 'mainland',
    suffixes: [
      'wscdns.com',
      'wswebcdn.com',
      'wsdvs.com',
      'lxdns.com',
      'wscloudcdn.com',
      'wsssec.com',
      'chinanetcenter.com',
      'cdn20.com',
    ],
    pattern: /(^|\.)wsglb\d*\.com$/,
  },
  {
    name: { zh: '蓝汛', en: 'ChinaCache' },
    home: 'mainland',
    suffixes: ['ccgslb.com', 'ccgslb.com.cn', 'ccgslb.net', 'chinacache.net', 'c3cache.net'],
  },
  {
    name: { zh: '百度智能云', en: 'Baidu AI Cloud' },
    home: 'mainland',
    suffixes: ['yunjiasu-cdn.net', 'jomodns.com', 'bdydns.com', 'bdydns.net'],
  },
  {
    name: { zh: '知道创宇', en: 'Knownsec' },
    home: 'mainland',
    suffixes: ['jiashule.com', 'jiasule.net', 'jiasule.org', '365cyd.cn', '365cyd.net', '365cyd.com'],
  },
  {
    name: { zh: '奇安信', en: "Qi'anxin" },
    home: 'mainland',
    suffixes: ['qaxwzws.com', 'qaxanyu.com', 'qaxanyuv6.com', '360wzb.com', '360wzws.com', 'qhcdn.com'],
  },
  {
    name: { zh: '白山云', en: 'Baishan' },
    home: 'mainland',
    suffixes: ['bsgslb.cn', 'bsgslb.com', 'bsclink.com', 'qingcdn.com', 'trpcdn.net'],
  },
  { name: { zh: '七牛云', en: 'Qiniu' }, home: 'mainland', suffixes: ['qiniudns.com', 'qiniucdn.com'] },
  { name: { zh: '又拍云', en: 'UPYUN' }, home: 'mainland', suffixes: ['aicdn.com', 'upcdn.net'] },
  {
    name: { zh: '金山云', en: 'Kingsoft Cloud' },
    home: 'mainland',
    suffixes: ['ksyuncdn.com', 'ks-cdn.com', 'ksyunwaf.com'],
  },
  {
    name: { zh: '火山引擎', en: 'Volcano Engine' },
    home: 'mainland',
    suffixes: ['volcgslb.com', 'volcgtm.com', 'bytegslb.com'],
  },
  {
    name: { zh: '天翼云', en: 'China Telecom eSurfing Cloud' },
    home: 'mainland',
    suffixes: ['ctadns.cn', 'ctacdn.cn', 'ctdns.cn', 'ctlcdn.cn', 'ctycdn.cn'],
  },
  {
    name: { zh: '京东云', en: 'JD Cloud' },
    home: 'mainland',
    suffixes: ['jcloudedge.com', 'jcloud-cdn.com'],
  },
  {
    name: { zh: '帝联科技', en: 'Dnion' },
    home: 'mainland',
    suffixes: ['tlgslb.com', 'flxdns.com', 'ewcache.com', 'globalcdn.cn'],
  },
  {
    name: { zh: '快网', en: 'Fastweb' },
    home: 'mainland',
    suffixes: ['fwcdn.com', 'fwdns.net', 'hacdn.net', 'cachecn.com'],
  },
  {
    name: { zh: '世纪互联', en: '21Vianet' },
    home: 'mainland',
    suffixes: ['21okglb.cn', '21vokglb.cn', '21vianet.com.cn', 'mschcdn.com', 'cloudfront.cn'],
  },
  {
    name: { zh: 'Cloudflare', en: 'Cloudflare' },
    home: 'abroad',
    suffixes: ['cdn.cloudflare.net', 'cdn.cloudflareanycast.net'],
  },
  {
    name: { zh: 'Akamai', en: 'Akamai' },
    home: 'abroad',
    suffixes: ['akamai.net', 'akamaiedge.net', 'akamaized.net', 'akadns.net', 'edgekey.net', 'edgesuite.net'],
  },
  {
    name: { zh: '亚马逊 CloudFront', en: 'Amazon CloudFront' },
    home: 'abroad',
    suffixes: ['cloudfront.net'],
  },
  { name: { zh: 'Fastly', en: 'Fastly' }, home: 'abroad', suffixes: ['fastly.net', 'fastlylb.net'] },
  {
    name: { zh: '微软 Azure', en: 'Microsoft Azure' },
    home: 'abroad',
    suffixes: ['azureedge.net', 'azurefd.net', 'msecnd.net'],
  },
  { name: { zh: 'Imperva', en: 'Imperva' }, home: 'abroad', suffixes: ['incapdns.net', 'impervadns.net'] },
  { name: { zh: 'Sucuri', en: 'Sucuri' }, home: 'abroad', suffixes: ['sucuri.net'] },
  {
    name: { zh: 'Edgio', en: 'Edgio' },
    home: 'abroad',
    suffixes: ['llnwd.net', 'edgecastcdn.net', 'systemcdn.net', 'edgio.net', 'hwcdn.net', 'stackpathdns.com'],
  },
  { name: { zh: 'CDNetworks', en: 'CDNetworks' }, home: 'abroad', suffixes: ['cdngc.net', 'gccdn.net'] },
  { name: { zh: 'CDN77', en: 'CDN77' }, home: 'abroad', suffixes: ['cdn77.org', 'cdn77.net'] },
  { name: { zh: 'bunny.net', en: 'bunny.net' }, home: 'abroad', suffixes: ['b-cdn.net'] },
  { name: { zh: 'KeyCDN', en: 'KeyCDN' }, home: 'abroad', suffixes: ['kxcdn.com'] },
  { name: { zh: 'Gcore', en: 'Gcore' }, home: 'abroad', suffixes: ['gcdn.co', 'gcorelabs.net'] },
];

/** The first content network on a chain of aliases, with the alias that gives it away. */
export function contentNetworkOf(
  cnames: readonly string[],
): { readonly network: ContentNetwork; readonly cname: string } | undefined {
  for (const cname of cnames) {
    const network = CONTENT_NETWORKS.find(
      ({ suffixes, pattern }) =>
        suffixes.some((suffix) => cname === suffix || cname.endsWith(`.${suffix}`)) || pattern?.test(cname),
    );
    if (network) return { network, cname };
  }
  return undefined;
}
