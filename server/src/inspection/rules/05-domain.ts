import { isIP } from 'node:net';
import { domainToUnicode } from 'node:url';
import { DOMAIN_SUFFIXES, LOOK_ALIKE_SUFFIXES } from '@zhengdun/rulebook';
import { parse } from 'tldts';
import { isUnder, registrableDomain } from '../organ-hosts.ts';
import { metaContent } from '../probes/html/metas.ts';
import { defineRule } from './rule.ts';

/** Art. 5 ¶1: an organ's site ends with .gov.cn or .政务; look-alikes are named as such. */
export const organSuffix = defineRule({
  id: 'organ-suffix',
  needs: [],
  judge(_, site) {
    const host = shown(site.host);
    if (isAddress(site.host)) return { code: 'address-only', facts: { host } };
    const suffix = suffixFor(site.host, 'organ');
    if (suffix) return { code: 'organ-suffix', facts: { host, suffix: `.${suffix}` } };
    const own = `.${shown(publicSuffix(site.host))}`;
    const looksLike =
      LOOK_ALIKE_SUFFIXES.rows.some(({ ascii }) => endsWith(site.host, ascii)) ||
      /gov\.?-?cn|\bgov\b|政务|政府/i.test(host);
    return { code: looksLike ? 'lookalike' : 'other-suffix', facts: { host, suffix: own } };
  },
});

/** Art. 5 ¶1: nobody but organs uses those suffixes. */
export const governmentSuffixUse = defineRule({
  id: 'government-suffix-use',
  needs: [],
  judge(_, site) {
    const host = shown(site.host);
    const suffix = isAddress(site.host) ? undefined : suffixFor(site.host, 'organ');
    if (!suffix) return { code: 'not-used', facts: { host } };
    const code = site.readings.R1 === 'a' ? 'used' : 'function-unknown';
    return {
      code,
      facts: { host, suffix: `.${suffix}` },
      reading: `R1${site.readings.R1 === 'a' ? 'a' : 'b'}`,
    };
  },
});

/** Art. 5 ¶2: an institution's site ends with .cn or .公益. */
export const institutionSuffix = defineRule({
  id: 'institution-suffix',
  needs: [],
  judge(_, site) {
    const host = shown(site.host);
    if (isAddress(site.host)) return { code: 'address-only', facts: { host } };
    const suffix = suffixFor(site.host, 'institution');
    return suffix
      ? { code: 'proper-suffix', facts: { host, suffix: `.${suffix}` } }
      : { code: 'other-suffix', facts: { host, suffix: `.${shown(publicSuffix(site.host))}` } };
  },
});

/** Art. 5 ¶1: the names that the page declares for itself are those under which it is visited. */
export const declaredDomain = defineRule({
  id: 'declared-domain',
  needs: ['html'],
  judge({ html }, site) {
    const content = metaContent(html.metas, 'SiteDomain');
    const declared = declaredHosts(content ?? '');
    const host = shown(site.host);
    if (declared.length === 0) return { code: 'missing', facts: { host, written: content ?? '' } };
    const facts = { declared: declared.map(shown), host, written: content ?? '' };
    if (!declared.some((name) => sameSite(name, site.host) || isPartOf(site.host, name)))
      return { code: 'differs', facts };
    const domains = new Set(
      declared.filter((name) => /^[\x20-\x7e]*$/.test(name) && !name.includes('xn--')).map(registrableDomain),
    );
    return { code: domains.size > 1 ? 'several' : 'matches', facts };
  },
});

/** `www.a.gov.cn,www.b.gov.cn`, `https://a.gov.cn/`, full-width commas: as the tag is really filled in. */
function declaredHosts(content: string): string[] {
  return content
    .split(/[,，;；、\s|]+/)
    .map((part) => URL.parse(/^[a-z]+:\/\//i.test(part) ? part : `http://${part}`)?.hostname ?? '')
    .filter((host) => host.includes('.'));
}

/** `www.` makes no other site. */
function sameSite(a: string, b: string): boolean {
  return bare(a) === bare(b);
}

function bare(host: string): string {
  return host
    .toLowerCase()
    .replace(/^www\./, '')
    .replace(/\.$/, '');
}

/**
 * A system under the declared name, such as ggfw.example.x.gov.cn on the site example.x.gov.cn. Under a domain that a
 * whole region shares, another name is another unit's.
 */
function isPartOf(host: string, declared: string): boolean {
  const isShared = registrableDomain(declared) === bare(declared);
  return !isShared && isUnder(host, declared);
}

/** The suffix of Art. 5 that a host ends with and that fits the kind of unit; look-alikes fit nobody. */
export function suffixFor(host: string, kind: 'organ' | 'institution'): string | undefined {
  return DOMAIN_SUFFIXES.rows.find(
    ({ ascii, fits }) =>
      (fits as readonly string[]).includes(kind) && endsWith(host, ascii) && !isLookAlike(host, kind),
  )?.written;
}

/** 政务.cn ends with .cn: for an institution that is met, for an organ it is not .政务. */
function isLookAlike(host: string, kind: 'organ' | 'institution'): boolean {
  return kind === 'organ' && LOOK_ALIKE_SUFFIXES.rows.some(({ ascii }) => endsWith(host, ascii));
}

function endsWith(host: string, suffix: string): boolean {
  // A dot at the end of a host is its root and changes nothing; `https://gov.cn/` is the suffix itself.
  return `.${host.toLowerCase().replace(/\.$/, '')}`.endsWith(`.${suffix}`);
}

function publicSuffix(host: string): string {
  return parse(host).publicSuffix ?? host.split('.').at(-1) ?? host;
}

function isAddress(host: string): boolean {
  return isIP(host.replace(/^\[|\]$/g, '')) !== 0;
}

/** A host as people read it: 教育部.政务 rather than xn--… */
function shown(host: string): string {
  return domainToUnicode(host) || host;
}
