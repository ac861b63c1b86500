import type { DnsFacts } from '../observation.ts';
import { isUnder } from '../organ-hosts.ts';
import { defineRule } from './rule.ts';

/** 自建: an exchanger stands under the unit's own domain. A rented service does not fall under the sentence. */
function mailOf(dns: DnsFacts) {
  const domain = dns.mailDomain;
  const hosts = dns.mailHosts.map(({ host }) => host).filter((host) => host !== '' && host !== '.');
  const isUnknown = hosts.length === 0 && dns.unanswered.includes('MX');
  return { domain, hosts, isUnknown, isOwn: hosts.some((host) => isUnder(host, domain)) };
}

/** Art. 31: a self-built system of an organ uses .gov.cn or .政务. */
export const organMailSuffix = defineRule({
  id: 'organ-mail-suffix',
  needs: ['dns'],
  judge({ dns }) {
    const { domain, hosts, isUnknown, isOwn } = mailOf(dns);
    if (isUnknown) return { code: 'unanswered', facts: { domain } };
    if (hosts.length === 0) return { code: 'no-mail', facts: { domain } };
    if (!isOwn) return { code: 'rented', facts: { domain, hosts } };
    const isProper = /\.(gov\.cn|xn--zfr164b)$/.test(domain);
    return { code: isProper ? 'proper-suffix' : 'other-suffix', facts: { domain, hosts } };
  },
});

/** Art. 31: a self-built system of an institution uses .cn or .公益. */
export const institutionMailSuffix = defineRule({
  id: 'institution-mail-suffix',
  needs: ['dns'],
  judge({ dns }) {
    const { domain, hosts, isUnknown, isOwn } = mailOf(dns);
    if (isUnknown) return { code: 'unanswered', facts: { domain } };
    if (hosts.length === 0) return { code: 'no-mail', facts: { domain } };
    if (!isOwn) return { code: 'rented', facts: { domain, hosts } };
    const isProper = /\.(cn|xn--55qw42g)$/.test(domain);
    return { code: isProper ? 'proper-suffix' : 'other-suffix', facts: { domain, hosts } };
  },
});
