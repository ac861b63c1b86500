import { describe, expect, it } from 'vitest';
import { describeRule, describeUnseen } from '../../../test/rule-cases.ts';
import { saw, siteViewWith } from '../../../test/site-view.ts';
import type { CertificateFacts, OfferAnswer, TlsFacts } from '../observation.ts';
import { readPage } from '../probes/html/read-page.ts';
import type { DoorFacts, DoorsFacts } from '../probes/http/index.ts';
import type { Observations } from '../site-view.ts';
import { smSupport } from './17-cryptography.ts';
import {
  certificateExpiry,
  certificateIssuer,
  certificateTrust,
  hsts,
  httpsRedirect,
  httpsServed,
  mixedContent,
  plainLogin,
  tlsVersion,
} from './29-connection.ts';
import type { Rule } from './rule.ts';

const URL_OF = 'https://www.a.gov.cn/';

const SECURE: DoorFacts = { asked: URL_OF, hops: [], url: URL_OF, status: 200, headers: [], ms: 5 };
const PLAIN: DoorFacts = { ...SECURE, asked: 'http://www.a.gov.cn/', url: 'http://www.a.gov.cn/' };

const LEAF: CertificateFacts = {
  subject: 'CN=www.a.gov.cn',
  issuer: 'CN=Test CA, O=Invented Trust',
  issuerOrganisation: 'Invented Trust',
  notBefore: '2026-01-01T00:00:00.000Z',
  notAfter: '2027-06-01T00:00:00.000Z',
  names: ['www.a.gov.cn'],
  key: 'EC P-256',
  signatureAlgorithm: 'ecdsa-with-SHA256',
  sha256: '00',
  selfSigned: false,
};

const TLS: TlsFacts = {
  host: 'www.a.gov.cn',
  port: 443,
  address: '192.0.2.1',
  handshake: { version: 'TLSv1.3', cipher: 'TLS_AES_128_GCM_SHA256', alpn: null },
  versions: {
    SSLv3: 'refused',
    'TLSv1.0': 'refused',
    'TLSv1.1': 'refused',
    'TLSv1.2': 'accepted',
    'TLSv1.3': 'accepted',
  },
  weakCiphers: [],
  tlcp: { answer: 'refused' },
  rfc8998: { answer: 'refused' },
  chain: [LEAF, LEAF],
  trust: { trusted: true },
  nameMatches: true,
};

function versions(answer: OfferAnswer, more: Partial<TlsFacts['versions']> = {}): TlsFacts['versions'] {
  return {
    SSLv3: answer,
    'TLSv1.0': answer,
    'TLSv1.1': answer,
    'TLSv1.2': answer,
    'TLSv1.3': answer,
    ...more,
  };
}

function judge(rule: Rule, some: Partial<Observations>, readings: Record<string, 'a' | 'b'> = {}) {
  return rule.judge(siteViewWith(some, { url: URL_OF, readings }));
}

function doors(
  secure: Partial<DoorFacts>,
  plain: Partial<DoorFacts> = {},
  tls?: TlsFacts,
): Partial<Observations> {
  const facts: DoorsFacts = { secure: { ...SECURE, ...secure }, plain: { ...PLAIN, ...plain } };
  return { doors: saw(facts), ...(tls && { tls: saw(tls) }) };
}

function page(markup: string, url = URL_OF): Partial<Observations> {
  const facts = readPage(
    { url, status: 200, body: Buffer.from(markup), contentType: 'text/html' },
    { salt: 'test salt', today: '2026-11-23' },
  );
  return { html: saw(facts) };
}

const tls = (more: Partial<TlsFacts>): Partial<Observations> => ({ tls: saw({ ...TLS, ...more }) });
const leaf = (more: Partial<CertificateFacts>, rest: Partial<TlsFacts> = {}) =>
  tls({ chain: [{ ...LEAF, ...more }], ...rest });
const untrusted = (code: string) => ({ trust: { trusted: false, code } });

type Case = readonly [
  rule: Rule,
  code: string,
  some: Partial<Observations>,
  readings?: Record<string, 'a' | 'b'>,
];

const CASES: readonly Case[] = [
  [httpsServed, 'served', doors({})],
  [httpsServed, 'served', doors({ status: 404 })],
  [httpsServed, 'not-served', doors({ status: null, code: 'connect-refused' })],
  [httpsServed, 'not-served', doors({ status: null, code: 'reset' }, {}, { ...TLS, handshake: null })],
  [httpsServed, 'not-served', doors({ status: 302, code: 'loop' })],
  [httpsServed, 'not-served', doors({ status: 302, code: 'bad-location' })],
  [httpsServed, 'leads-back', doors({ url: 'http://www.a.gov.cn/' })],
  [httpsServed, 'unclear', doors({ status: null, code: 'address-refused' })],
  [httpsServed, 'unclear', doors({ status: null, code: 'resolver-failed' })],
  [httpsServed, 'unclear', doors({ status: null, code: 'no-such-name' })],
  [
    httpsServed,
    'sm-only',
    doors(
      { status: null, code: 'handshake-refused' },
      {},
      { ...TLS, handshake: null, tlcp: { answer: 'accepted', cipher: 'ECC_SM4_CBC_SM3' } },
    ),
  ],

  [httpsRedirect, 'redirected', doors({}, { url: URL_OF })],
  [
    httpsRedirect,
    'redirected',
    doors({}, { url: 'https://b.gov.cn/', status: null, code: 'connect-timeout' }),
  ],
  [httpsRedirect, 'closed', doors({}, { status: null, code: 'connect-refused' })],
  [httpsRedirect, 'redirected', doors({}, { onward: 'https://www.a.gov.cn/' })],
  [httpsRedirect, 'stays-plain', doors({})],
  [httpsRedirect, 'stays-plain', doors({}, { status: 302, code: 'loop' })],
  [httpsRedirect, 'unclear', doors({}, { status: null, code: 'address-refused' })],
  [httpsRedirect, 'no-https', doors({ status: null, code: 'reset' })],

  [tlsVersion, 'current', tls({})],
  [tlsVersion, 'old', tls({ versions: { ...TLS.versions, 'TLSv1.0': 'accepted' } })],
  [tlsVersion, 'old', tls({ handshake: null, versions: versions('refused', { SSLv3: 'accepted' }) })],
  [tlsVersion, 'weak-ciphers', tls({ weakCiphers: ['TLS_RSA_WITH_RC4_128_SHA'] })],
  [tlsVersion, 'unclear', tls({ versions: versions('unclear') })],
  [tlsVersion, 'no-https', tls({ handshake: null, versions: versions('refused') })],

  [certificateTrust, 'trusted', tls({})],
  [certificateTrust, 'trusted', tls(untrusted('CERT_HAS_EXPIRED'))],
  [certificateTrust, 'name-mismatch', tls({ nameMatches: false })],
  [certificateTrust, 'self-signed', leaf({ selfSigned: true }, untrusted('DEPTH_ZERO_SELF_SIGNED_CERT'))],
  [certificateTrust, 'chain-incomplete', leaf({}, untrusted('UNABLE_TO_VERIFY_LEAF_SIGNATURE'))],
  [certificateTrust, 'untrusted', tls(untrusted('SELF_SIGNED_CERT_IN_CHAIN'))],
  [certificateTrust, 'no-https', tls({ chain: [] })],

  [certificateExpiry, 'valid', leaf({})],
  [certificateExpiry, 'expiring', leaf({ notAfter: '2026-12-22T00:00:00.000Z' })],
  [certificateExpiry, 'expired', leaf({ notAfter: '2026-11-22T00:00:00.000Z' })],
  [certificateExpiry, 'expired', leaf({ notAfter: '2026-11-23T02:12:04.000Z' })],
  [certificateExpiry, 'not-yet', leaf({ notBefore: '2026-12-01T00:00:00.000Z' })],
  [certificateExpiry, 'no-https', tls({ chain: [] })],

  [
    hsts,
    'declared',
    doors({ headers: [['strict-transport-security', 'max-age="31536000"; includeSubDomains']] }),
  ],
  [hsts, 'short', doors({ headers: [['strict-transport-security', 'max-age=86400']] })],
  [hsts, 'absent', doors({})],
  [hsts, 'absent', doors({ headers: [['strict-transport-security', 'max-age=0']] })],
  [hsts, 'absent', doors({ headers: [['strict-transport-security', 'includeSubDomains']] })],
  [hsts, 'no-https', doors({ status: null, code: 'reset' })],
  [hsts, 'no-https', doors({ url: 'http://www.a.gov.cn/' })],

  [mixedContent, 'none', page('<img src="https://b.test/a.png"><a href="http://b.test/">x</a>')],
  [mixedContent, 'found', page('<script src="http://b.test/a.js"></script>')],
  [
    mixedContent,
    'none',
    page(
      '<meta http-equiv="Content-Security-Policy" content="default-src *; upgrade-insecure-requests"><script src="http://b.test/a.js"></script>',
    ),
  ],
  [mixedContent, 'no-https', page('<img src="http://b.test/a.png">', 'http://www.a.gov.cn/')],

  [certificateIssuer, 'reading-unset', tls({})],
  [certificateIssuer, 'not-concerned', tls({}), { R6: 'b' }],
  [certificateIssuer, 'list-unofficial', tls({}), { R6: 'a' }],
  [certificateIssuer, 'no-https', tls({ chain: [] })],

  [plainLogin, 'no-login', page('<form><input name="q"></form>')],
  [
    plainLogin,
    'encrypted',
    page('<form method="post" action="/login"><input type="password" name="p"></form>'),
  ],
  [plainLogin, 'plain', page('<form action="http://b.gov.cn/login"><input type="password" name="p"></form>')],
  [plainLogin, 'plain', page('<form><input type="password" name="p"></form>', 'http://www.a.gov.cn/')],
  [
    plainLogin,
    'encrypted',
    {
      ...page(
        '<form action="https://www.a.gov.cn/login"><input type="password"></form>',
        'http://www.a.gov.cn/',
      ),
      ...doors({}, { url: URL_OF }),
    },
  ],

  [smSupport, 'supported', tls({ tlcp: { answer: 'accepted', cipher: 'ECC_SM4_CBC_SM3' } })],
  [smSupport, 'supported', tls({ rfc8998: { answer: 'accepted', cipher: 'TLS_SM4_GCM_SM3' } })],
  [smSupport, 'not-supported', tls({})],
  [smSupport, 'not-supported', tls({ tlcp: { answer: 'unclear' } })],
];

const RULES = [...new Set(CASES.map(([rule]) => rule))];

for (const rule of RULES) {
  const own = CASES.filter(([each]) => each === rule);
  describeRule(
    rule,
    own.map(([, code, some, readings], index) => [
      code,
      `(${index + 1})`,
      siteViewWith(some, { url: URL_OF, ...(readings && { readings }) }),
    ]),
  );
}
describeUnseen(RULES);

describe('the facts of an answer', () => {
  it('name the days that are left, or gone', () => {
    expect(judge(certificateExpiry, leaf({ notAfter: '2026-12-03T02:12:05.000Z' })).facts).toMatchObject({
      days: 10,
    });
    expect(judge(certificateExpiry, leaf({ notAfter: '2026-11-20T02:12:05.000Z' })).facts).toMatchObject({
      days: 3,
    });
  });

  it('say why a door is shut, in words', () => {
    expect(judge(httpsServed, doors({ status: 302, code: 'too-many' })).facts).toMatchObject({
      why: { zh: '跳转次数过多，没有终点' },
    });
    expect(judge(httpsRedirect, doors({}, { status: null, code: 'reset' })).facts).toMatchObject({
      why: { zh: '连接被中断' },
    });
  });

  it('count each address of mixed content once', () => {
    const twice =
      '<img src="http://b.test/a.png"><img src="http://b.test/a.png"><script src="http://b.test/a.js"></script>';
    expect(judge(mixedContent, page(twice)).facts).toMatchObject({ count: 2 });
  });
});
