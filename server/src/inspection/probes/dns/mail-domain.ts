import { isIP } from 'node:net';
import { getDomain } from 'tldts';

/**
 * Registries below `.cn` that sell names themselves, which the public suffix list does not hold:
 * `公益.cn` and `政务.cn` (CONAC).
 */
const SECOND_LEVEL_REGISTRIES = ['xn--55qw42g.cn', 'xn--zfr164b.cn'];

/**
 * The domain whose mail is looked at for a host: the registrable one. `www.bj.gov.cn` and `slj.bj.gov.cn` both
 * give `bj.gov.cn`, because a department's mailboxes commonly lie below its government's domain. The host
 * itself where nothing can be registered above it (`www.gov.cn`, a name of one label).
 */
export function mailDomainOf(host: string): string {
  if (isIP(host)) return host;
  const registry = SECOND_LEVEL_REGISTRIES.find((suffix) => host.endsWith(`.${suffix}`));
  if (registry) return host.split('.').slice(-3).join('.');
  return getDomain(host, { allowPrivateDomains: true }) ?? host;
}
