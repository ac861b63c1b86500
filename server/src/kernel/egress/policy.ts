import { X509Certificate } from 'node:crypto';
import { isIP } from 'node:net';
import { domainToASCII } from 'node:url';
import type { LocalText } from '@zhengdun/contract';
import ipaddr from 'ipaddr.js';
import { z } from 'zod';

/** What the program may connect to, and what it believes about names and certificates on the way. */
export interface EgressPolicy {
  /** lets every address be reached except the metadata addresses of clouds (`--allow-private`) */
  readonly allowPrivate: boolean;
  /** networks in CIDR form that may be reached though they are not public */
  readonly allowNetworks: readonly string[];
  /**
   * names answered without DNS. An override is also the permission to reach the address it names, so take
   * overrides from the command line or the configuration only, never from a request.
   */
  readonly overrides: readonly HostOverride[];
  /** certificates in PEM form that are trusted besides the bundled roots */
  readonly extraCa: readonly string[];
  /** DNS servers, `ADDR`, `ADDR:PORT` or `[ADDR6]:PORT`; none means those of the system */
  readonly resolvers: readonly string[];
  /** real ports behind loopback addresses, by the port asked for: lets a test world stand behind 80 and 443 */
  readonly loopbackPorts?: Readonly<Record<number, number>>;
}

/** One `--resolve HOST:PORT:ADDR[,ADDR]…` as curl has it. */
export interface HostOverride {
  /** ASCII form in lower case, or `*` for every host */
  readonly host: string;
  readonly port: number | '*';
  readonly addresses: readonly string[];
}

/** The policy of a server that nobody has configured: public addresses only. */
export const STRICT_POLICY: EgressPolicy = {
  allowPrivate: false,
  allowNetworks: [],
  overrides: [],
  extraCa: [],
  resolvers: [],
};

/** A network in CIDR form, or a single address; gives the canonical CIDR text. */
export const networkSchema = z.string().transform((text, context) => {
  const value = text.trim();
  try {
    if (isIP(value)) return `${value}/${isIP(value) === 4 ? 32 : 128}`;
    const [base] = value.split('/');
    if (base && isIP(base)) {
      const [address, bits] = ipaddr.parseCIDR(value);
      return `${address.toString()}/${bits}`;
    }
  } catch {
    // ipaddr.js throws on a prefix length out of range: the same mistake as the one named below
  }
  return complain(context, {
    zh: `网段应为“地址/前缀长度”，现为“${shorten(text)}”。例：10.20.0.0/16`,
    en: `A network is written ADDRESS/PREFIX, not "${shorten(text)}". Example: 10.20.0.0/16`,
  });
});

/**
 * `[+]HOST:PORT:ADDR[,ADDR]…`; HOST and PORT may be `*`, an IPv6 address stands in brackets. The plus sign, with which
 * curl lets an entry grow old, changes nothing in a run that is over before it would.
 */
export const overrideSchema = z.string().transform((text, context): HostOverride => {
  const parts = /^\+?([^:\s]+):(\*|\d{1,5}):(\S+)$/.exec(text.trim());
  const host = parts?.[1] === '*' ? '*' : normaliseHost(parts?.[1] ?? '');
  const port = parts?.[2] === '*' ? '*' : Number(parts?.[2]);
  const addresses = parts?.[3]?.split(',').map((part) => part.replace(/^\[(.*)\]$/, '$1')) ?? [];
  const valid =
    host !== null && (port === '*' || isPort(port)) && addresses.every((address) => isIP(address) !== 0);
  if (valid && addresses.length > 0) return { host, port, addresses };
  return complain(context, {
    zh: `应为“主机名:端口:地址”，现为“${shorten(text)}”。例：www.example.gov.cn:443:192.0.2.10，IPv6地址加方括号`,
    en: `Expected HOST:PORT:ADDRESS, not "${shorten(text)}". Example: www.example.gov.cn:443:192.0.2.10; an IPv6 address stands in brackets`,
  });
});

/** A DNS server: `ADDR`, `ADDR:PORT`, `[ADDR6]:PORT`. */
export const resolverAddressSchema = z.string().transform((text, context) => {
  if (parseServer(text.trim())) return text.trim();
  return complain(context, {
    zh: `域名服务器应为IP地址，可加端口，现为“${shorten(text)}”。例：223.5.5.5 或 [2400:3200::1]:53`,
    en: `A DNS server is an IP address with an optional port, not "${shorten(text)}". Example: 223.5.5.5 or [2400:3200::1]:53`,
  });
});

/** Text of one or more certificates in PEM form; gives them one by one. */
export const certificatesSchema = z.string().transform((text, context): string[] => {
  const blocks = text.match(/-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g) ?? [];
  if (blocks.length > 0 && blocks.every(isCertificate)) return [...blocks];
  return complain(context, {
    zh: '文件中没有可读的PEM格式证书。请提供以“-----BEGIN CERTIFICATE-----”开头的文本文件，DER格式请先转换：openssl x509 -inform der -in a.cer -out a.pem',
    en: 'The file holds no readable certificate in PEM form. It starts with "-----BEGIN CERTIFICATE-----"; convert a DER file first: openssl x509 -inform der -in a.cer -out a.pem',
  });
});

/**
 * The addresses that an override gives for a host and port, or undefined. As in curl the host's own goes before `*`,
 * and of several the last one given wins.
 */
export function overrideFor(policy: EgressPolicy, host: string, port: number): readonly string[] | undefined {
  const matching = policy.overrides.filter(
    (override) =>
      (override.host === '*' || override.host === host) && (override.port === '*' || override.port === port),
  );
  const own = matching.filter((override) => override.host === host);
  return (own.at(-1) ?? matching.at(-1))?.addresses;
}

/**
 * Host in the form in which it is asked for: ASCII, lower case, without the final dot.
 * Null for what cannot be a name in DNS: empty or over-long labels, spaces, control characters.
 */
export function normaliseHost(host: string): string | null {
  if (host.length > 1000) return null;
  const ascii = (/^[\x21-\x7e]*$/.test(host) ? host : domainToASCII(host)).toLowerCase().replace(/\.$/, '');
  if (ascii.length === 0 || ascii.length > 253) return null;
  return ascii.split('.').every((label) => /^[a-z0-9_-]{1,63}$/.test(label)) ? ascii : null;
}

/** Splits the text of a DNS server into address and port; null when it is none. */
export function parseServer(text: string): { readonly address: string; readonly port: number } | null {
  if (isIP(text)) return { address: text, port: 53 };
  const parts = /^(?:\[([^\]]+)\]|([\d.]+))(?::(\d{1,5}))?$/.exec(text);
  const address = parts?.[1] ?? parts?.[2] ?? '';
  const port = Number(parts?.[3] ?? 53);
  return isIP(address) && isPort(port) ? { address, port } : null;
}

function isPort(value: number): boolean {
  return Number.isInteger(value) && value >= 1 && value <= 65535;
}

function isCertificate(pem: string): boolean {
  try {
    return new X509Certificate(pem).raw.length > 0;
  } catch {
    return false;
  }
}

function shorten(text: string): string {
  return text.replaceAll(/[\x00-\x1f\x7f]/g, ' ').slice(0, 80);
}

/** The message is Chinese; both languages travel in `params.problem` for whoever prints it. */
function complain(context: z.RefinementCtx, problem: LocalText): never {
  context.addIssue({ code: 'custom', message: problem.zh, params: { problem } });
  return z.NEVER;
}
