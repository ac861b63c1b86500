import { describeRule, type RuleCase } from '../../../test/rule-cases.ts';
import { siteViewWith, viewOfPage } from '../../../test/site-view.ts';
import { declaredDomain, governmentSuffixUse, institutionSuffix, organSuffix } from './05-domain.ts';

function organ(url: string) {
  return siteViewWith({}, { url, unit: { kind: 'organ' } });
}

function institution(url: string, reading: 'a' | 'b' = 'a') {
  return siteViewWith({}, { url, unit: { kind: 'institution' }, readings: { R1: reading } });
}

const ORGAN_CASES: readonly RuleCase[] = [
  ['organ-suffix', 'for .gov.cn', organ('https://www.example.gov.cn/')],
  [
    'organ-suffix',
    'for a host in capitals and with the dot of the root',
    organ('https://WWW.Example.GOV.CN./'),
  ],
  ['organ-suffix', 'for .政务', organ('https://某某委员会.政务/')],
  ['organ-suffix', 'for .政务 behind a Chinese full stop', organ('https://某某委员会。政务/')],
  ['organ-suffix', 'for the suffix itself', organ('https://gov.cn/')],
  ['lookalike', 'where gov.cn stands in the middle', organ('https://www.example.gov.cn.example.com/')],
  ['lookalike', 'for .政府, which is another suffix', organ('https://某某委员会.政府/')],
  ['lookalike', 'for .政务.cn', organ('https://某某委员会.政务.cn/')],
  ['lookalike', 'for a dash instead of the dot', organ('https://www.example-gov.cn/')],
  ['lookalike', 'for a label that contains gov.cn with another ending', organ('https://examplegov.cn/')],
  ['other-suffix', 'for .com', organ('https://www.example.com/')],
  ['other-suffix', 'for .org.cn', organ('https://www.example.org.cn/')],
  ['address-only', 'for an IPv4 address', organ('http://203.0.113.7/')],
  ['address-only', 'for an IPv6 address', organ('http://[2001:db8::7]/')],
];
describeRule(organSuffix, ORGAN_CASES);

describeRule(governmentSuffixUse, [
  ['not-used', 'for .edu.cn', institution('https://www.example.edu.cn/')],
  ['not-used', 'for an address', institution('http://203.0.113.7/')],
  ['used', 'for .gov.cn, read strictly', institution('https://www.example.gov.cn/', 'a')],
  ['function-unknown', 'for .gov.cn, where functions count', institution('https://www.example.gov.cn/', 'b')],
]);

describeRule(institutionSuffix, [
  ['proper-suffix', 'for .edu.cn', institution('https://www.example.edu.cn/')],
  ['proper-suffix', 'for .公益', institution('https://某某医院.公益/')],
  ['proper-suffix', 'for .com.cn, which ends with .cn', institution('https://www.example.com.cn/')],
  ['other-suffix', 'for .com', institution('https://www.example.com/')],
  ['other-suffix', 'for .中国', institution('https://某某医院.中国/')],
  ['address-only', 'for an address', institution('http://203.0.113.7/')],
]);

function declaring(content: string, url = 'https://www.example.gov.cn/') {
  return viewOfPage(`<head><meta name="SiteDomain" content="${content}"></head><p>某某市</p>`, url);
}

describeRule(declaredDomain, [
  ['matches', 'for the host itself', declaring('www.example.gov.cn')],
  ['matches', 'without www and with scheme and slash', declaring('http://example.gov.cn/')],
  ['matches', 'beside the Chinese name', declaring('www.example.gov.cn，某某市.政务')],
  ['matches', 'in full-width and upper case', declaring('ＷＷＷ.Example.gov.cn')],
  [
    'matches',
    'for a system under the declared name',
    declaring('hrss.example.gov.cn', 'https://ggfw.hrss.example.gov.cn/'),
  ],
  ['several', 'for two English names', declaring('www.example.gov.cn;www.examplecity.gov.cn')],
  ['differs', 'for another host', declaring('www.other.gov.cn')],
  [
    'differs',
    'where a department kept the tag of the government’s portal',
    declaring('www.example.gov.cn', 'https://jyj.example.gov.cn/'),
  ],
  ['missing', 'without the tag', viewOfPage('<p>某某市</p>', 'https://www.example.gov.cn/')],
  ['missing', 'where the tag holds no name', declaring('某某市人民政府')],
]);
