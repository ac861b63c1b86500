import { CERTIFICATION_BODIES } from '@zhengdun/rulebook';
import { DAY_MS } from '../../kernel/durations.ts';
import { FOLLOW_WORDS, type FollowCode, WEB_WORDS, type WebCode } from '../../kernel/web/index.ts';
import { TLS_VERSIONS, type TlsFacts } from '../observation.ts';
import type { DoorFacts } from '../probes/http/index.ts';
import { seen } from '../site-view.ts';
import { allPages, countPages, fetchesEncrypted } from './home.ts';
import { defineRule } from './rule.ts';

function why(door: DoorFacts) {
  const { code, status } = door;
  if (code === undefined) return { zh: `返回${status}`, en: `it answers ${status}` };
  return { ...WEB_WORDS, ...FOLLOW_WORDS }[code];
}

/** What lies with us or on the way to the site, and says nothing of the door itself. */
const OURS: ReadonlySet<WebCode | FollowCode | undefined> = new Set([
  'address-refused',
  'port-refused',
  'resolver-failed',
  'unreachable',
] as const);

/** A name that nobody knows says nothing of its doors: its page came because the address was given (`--resolve`). */
function isNameless({ code, hops }: DoorFacts): boolean {
  return hops.length === 0 && (code === 'no-such-name' || code === 'no-address');
}

/** The door's redirects lead nowhere: nobody comes in. */
function leadsNowhere({ code }: DoorFacts): boolean {
  return code !== undefined && code in FOLLOW_WORDS;
}

/** Art. 29: the site can be visited over HTTPS. */
export const httpsServed = defineRule({
  id: 'https-served',
  needs: ['doors'],
  judge({ doors }, site) {
    const { secure } = doors;
    const told = { url: secure.asked, why: why(secure) };
    if (OURS.has(secure.code) || isNameless(secure)) return { code: 'unclear', facts: told };
    const tls = seen(site, 'tls');
    if (secure.status === null && tls?.handshake === null && tls.tlcp.answer === 'accepted')
      return { code: 'sm-only', facts: { ...told, cipher: tls.tlcp.cipher ?? '' } };
    if (secure.status === null || leadsNowhere(secure)) return { code: 'not-served', facts: told };
    if (!secure.url.startsWith('https:'))
      return { code: 'leads-back', facts: { url: secure.asked, to: secure.url } };
    return { code: 'served', facts: { url: secure.url, status: secure.status } };
  },
});

/** Art. 29: whoever types the plain address ends on the encrypted one. */
export const httpsRedirect = defineRule({
  id: 'https-redirect',
  needs: ['doors'],
  judge({ doors }) {
    const { plain, secure } = doors;
    if (secure.status === null) return { code: 'no-https', facts: {} };
    if (plain.url.startsWith('https:'))
      return { code: 'redirected', facts: { url: plain.asked, to: plain.url } };
    // By its page instead of by the server: a visitor ends there all the same, and HSTS is asked for by itself.
    if (plain.onward !== undefined)
      return { code: 'redirected', facts: { url: plain.asked, to: plain.onward } };
    if (OURS.has(plain.code) || isNameless(plain))
      return { code: 'unclear', facts: { url: plain.asked, why: why(plain) } };
    if (plain.status === null) return { code: 'closed', facts: { url: plain.asked, why: why(plain) } };
    return { code: 'stays-plain', facts: { url: plain.asked, status: plain.status } };
  },
});

const CURRENT = ['TLSv1.2', 'TLSv1.3'] as const;
const NAMES: Readonly<Record<(typeof TLS_VERSIONS)[number], string>> = {
  SSLv3: 'SSL 3.0',
  'TLSv1.0': 'TLS 1.0',
  'TLSv1.1': 'TLS 1.1',
  'TLSv1.2': 'TLS 1.2',
  'TLSv1.3': 'TLS 1.3',
};

/** Art. 29: no obsolete versions, no broken suites. */
export const tlsVersion = defineRule({
  id: 'tls-version',
  needs: ['tls'],
  judge({ tls }) {
    const accepted = TLS_VERSIONS.filter((version) => tls.versions[version] === 'accepted');
    // A server of SSL 3.0 alone shakes hands with no client of today, and is answered for all the same.
    if (!tls.handshake && accepted.length === 0) return { code: 'no-https', facts: {} };
    const old = accepted.filter((version) => !(CURRENT as readonly string[]).includes(version));
    const facts = {
      accepted: accepted.map((version) => NAMES[version]),
      versions: { ...tls.versions },
      ciphers: [...tls.weakCiphers],
    };
    if (old.length > 0)
      return { code: 'old', facts: { ...facts, old: old.map((version) => NAMES[version]) } };
    if (tls.weakCiphers.length > 0) return { code: 'weak-ciphers', facts };
    const unclear = TLS_VERSIONS.filter((version) => tls.versions[version] === 'unclear');
    if (accepted.length === 0)
      return { code: 'unclear', facts: { ...facts, unclear: unclear.map((version) => NAMES[version]) } };
    return { code: 'current', facts };
  },
});

/** Art. 29: browsers trust the certificate: name, chain, issuer. Dates are judged apart. */
export const certificateTrust = defineRule({
  id: 'certificate-trust',
  needs: ['tls'],
  judge({ tls }, site) {
    const [leaf] = tls.chain;
    if (!leaf) return { code: 'no-https', facts: {} };
    const issuer = leaf.issuerOrganisation ?? leaf.issuer;
    const facts = {
      issuer,
      names: [...leaf.names],
      host: site.host,
      sha256: leaf.sha256,
      ...(tls.trust.code && { openssl: tls.trust.code }),
    };
    if (!tls.nameMatches) return { code: 'name-mismatch', facts };
    if (tls.trust.trusted || isOnlyDated(tls)) return { code: 'trusted', facts };
    if (leaf.selfSigned) return { code: 'self-signed', facts };
    if (
      /UNABLE_TO_VERIFY_LEAF_SIGNATURE|UNABLE_TO_GET_ISSUER_CERT/.test(tls.trust.code ?? '') &&
      tls.chain.length === 1
    ) {
      return { code: 'chain-incomplete', facts: { ...facts, count: tls.chain.length } };
    }
    return { code: 'untrusted', facts: { ...facts, why: tls.trust.code ?? '' } };
  },
});

function isOnlyDated(tls: TlsFacts): boolean {
  return tls.trust.code === 'CERT_HAS_EXPIRED' || tls.trust.code === 'CERT_NOT_YET_VALID';
}

/** A reminder, not a rule: renewals through an agency take some weeks. */
const REMIND_DAYS = 30;

/** Art. 29: the certificate is valid on the day. */
export const certificateExpiry = defineRule({
  id: 'certificate-expiry',
  needs: ['tls'],
  judge({ tls }, site) {
    const [leaf] = tls.chain;
    if (!leaf) return { code: 'no-https', facts: {} };
    const now = Date.parse(site.now);
    const until = leaf.notAfter.slice(0, 10);
    const days = Math.floor((Date.parse(leaf.notAfter) - now) / DAY_MS);
    const facts = { until, days: Math.abs(days), from: leaf.notBefore.slice(0, 10) };
    if (Date.parse(leaf.notBefore) > now) return { code: 'not-yet', facts };
    if (days < 0) return { code: 'expired', facts };
    return { code: days < REMIND_DAYS ? 'expiring' : 'valid', facts };
  },
});

const LEAST_DAYS = 180;

/** Art. 29: browsers are told to come back encrypted only (RFC 6797). */
export const hsts = defineRule({
  id: 'hsts',
  needs: ['doors'],
  judge({ doors }) {
    const { secure } = doors;
    if (secure.status === null || !secure.url.startsWith('https:')) return { code: 'no-https', facts: {} };
    const value = secure.headers.find(([name]) => name === 'strict-transport-security')?.[1];
    const seconds = Number(/max-age\s*=\s*"?(\d+)/i.exec(value ?? '')?.[1]);
    if (value === undefined || !(seconds > 0))
      return { code: 'absent', facts: { url: secure.url, header: value ?? null } };
    const days = Math.floor(seconds / 86_400);
    return { code: days < LEAST_DAYS ? 'short' : 'declared', facts: { days, header: value } };
  },
});

/** What of a page would be fetched in the clear. Browsers block the first kinds and upgrade pictures. */
const FETCHED = new Set(['script', 'style', 'frame', 'image', 'media', 'object', 'font']);

/** Art. 29: an encrypted page fetches nothing in the clear. */
export const mixedContent = defineRule({
  id: 'mixed-content',
  needs: ['html'],
  judge(_, site) {
    const isEncrypted = ({ url }: { readonly url: string }) => url.startsWith('https:');
    const pages = allPages(site).filter(isEncrypted);
    if (pages.length === 0) return { code: 'no-https', facts: {} };
    const open = pages.filter((page) => !fetchesEncrypted(site, page));
    const found = open.flatMap((page) =>
      page.embedded
        .filter(({ kind, url = '' }) => FETCHED.has(kind) && url.startsWith('http:'))
        .map(({ kind, url = '', line }) => ({ page: page.url, line, kind, url })),
    );
    const distinct = found.filter((each, index) => found.findIndex(({ url }) => url === each.url) === index);
    const [first] = distinct;
    if (!first) return { code: 'none', facts: { pages: countPages(site, isEncrypted) } };
    return {
      code: 'found',
      facts: {
        page: first.page,
        line: first.line,
        url: first.url,
        count: distinct.length,
        places: distinct.slice(0, 30),
      },
    };
  },
});

/** Art. 29: the issuer against the list of licensed e-government CAs, under the chosen reading R6. */
export const certificateIssuer = defineRule({
  id: 'certificate-issuer',
  needs: ['tls'],
  judge({ tls }, site) {
    const [leaf] = tls.chain;
    if (!leaf) return { code: 'no-https', facts: {} };
    const issuer = leaf.issuerOrganisation ?? leaf.issuer;
    const facts = { issuer, ...(leaf.issuerCountry && { country: leaf.issuerCountry }) };
    const choice = site.readings.R6 ?? 'unset';
    if (choice === 'unset') return { code: 'reading-unset', facts };
    if (choice === 'b') return { code: 'not-concerned', facts, reading: 'R6b' };
    const names = `${leaf.issuer} ${leaf.issuerOrganisation ?? ''}`;
    const listed = CERTIFICATION_BODIES.rows.some(({ name, also }) =>
      [name, ...also].some((each) => names.includes(each)),
    );
    return {
      code: 'list-unofficial',
      facts: {
        ...facts,
        listed: listed ? { zh: '签发机构在', en: 'on' } : { zh: '签发机构不在', en: 'not on' },
      },
      reading: 'R6a',
    };
  },
});

/** Art. 30: a password never travels in the clear. */
export const plainLogin = defineRule({
  id: 'plain-login',
  needs: ['html'],
  judge(_, site) {
    const pages = allPages(site);
    const forms = pages.flatMap((page) =>
      page.forms.filter(({ hasPassword }) => hasPassword).map((form) => ({ ...form, page: page.url })),
    );
    if (forms.length === 0) return { code: 'no-login', facts: { pages: countPages(site) } };
    const redirects = seen(site, 'doors')?.plain.url.startsWith('https:') === true;
    const plain = forms.filter(
      ({ page, action }) => (page.startsWith('http:') && !redirects) || action?.startsWith('http:'),
    );
    const [first] = plain;
    if (!first) return { code: 'encrypted', facts: { count: forms.length } };
    const how = first.page.startsWith('http:')
      ? { zh: '在明文页面上', en: 'stands on a plain page' }
      : { zh: `发往明文地址${first.action}`, en: `sends to the plain address ${first.action}` };
    return { code: 'plain', facts: { page: first.page, line: first.line, how, count: plain.length } };
  },
});
