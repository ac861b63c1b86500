import { parse } from 'tldts';

/** Suffixes under which only organs may register (Art. 5 ¶1). `.政府` is a foreign suffix and not among them. */
const ORGAN_SUFFIXES = ['gov.cn', 'xn--zfr164b', 'xn--zfr164b.cn'];

/**
 * Sites of organs that stand under other suffixes, and the identity page of the mark itself. From general knowledge,
 * not from a register: each may be struck from the list. An exit to them is not counted as one without a prompt.
 */
const KNOWN_ORGAN_HOSTS = [
  'conac.cn',
  '12377.cn',
  '12371.cn',
  '12380.cn',
  '12309.cn',
  'gjzwfw.cn',
  'gongan.cn',
  'mps.cn',
  // 政府网站找错 of the State Council's office, as sites link to it by address and under its former name.
  '121.43.68.40',
  'pucha.kaipuyun.cn',
];

/** True when a host's name says that an organ runs it. Compares parsed names: `x.com/?gov.cn` is none. */
export function isOrganHost(host: string): boolean {
  const name = asciiHost(host);
  return [...ORGAN_SUFFIXES, ...KNOWN_ORGAN_HOSTS].some(
    (suffix) => name === suffix || name.endsWith(`.${suffix}`),
  );
}

/** Under `.gov.cn` or `.政务` itself. */
export function hasOrganSuffix(host: string): boolean {
  const name = asciiHost(host);
  return ORGAN_SUFFIXES.some((suffix) => name.endsWith(`.${suffix}`));
}

/** The part of a host's name that one registrant owns, e.g. `beijing.gov.cn`; the host itself for addresses and single labels. */
export function registrableDomain(host: string): string {
  return parse(asciiHost(host)).domain ?? asciiHost(host);
}

/** True when `host` is `domain` or lies under it. */
export function isUnder(host: string, domain: string): boolean {
  const name = asciiHost(host);
  return name === domain || name.endsWith(`.${domain}`);
}

function asciiHost(host: string): string {
  return host.toLowerCase().replace(/\.$/, '');
}
