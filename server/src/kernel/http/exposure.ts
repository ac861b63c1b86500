import { createPrivateKey, X509Certificate } from 'node:crypto';
import { mkdirSync, readFileSync } from 'node:fs';
import { networkInterfaces } from 'node:os';
import { join } from 'node:path';
import ipaddr from 'ipaddr.js';
import { writeDurably } from '../durable-file.ts';
import { DAY_MS } from '../durations.ts';
import { HouseError } from '../errors/index.ts';
import { selfSigned } from '../self-signed.ts';

/** How others than this machine are served: by TLS alone, and by names that were set. */
export interface Exposure {
  /** host names besides addresses, in lower case */
  readonly names: readonly string[];
  /** PEM */
  readonly key: string;
  readonly cert: string;
  /** of the certificate, as browsers show it: `AB:CD:…` */
  readonly fingerprint: string;
  /** made by ourselves: browsers warn, and must not be told to insist on TLS for ever */
  readonly isSelfSigned: boolean;
  readonly endsAt: Date;
}

/** What the settings say about it. */
interface Wanted {
  /** data directory */
  readonly data: string;
  /** address to listen on */
  readonly listen: string;
  readonly hosts: readonly string[];
  /** networks of the proxies before us */
  readonly proxies: readonly string[];
  /** files in PEM form; both or none */
  readonly tlsCert: string | undefined;
  readonly tlsKey: string | undefined;
}

const SELF_SIGNED_DAYS = 397;
const RENEW_DAYS = 30;

/** Whether others than this machine are served: an address off loopback, a name, or a proxy that is believed. */
export function isExposed({ listen, hosts, proxies }: Pick<Wanted, 'listen' | 'hosts' | 'proxies'>): boolean {
  return hosts.length > 0 || proxies.length > 0 || ipaddr.process(listen).range() !== 'loopback';
}

/**
 * The certificate to serve with: the one in the settings, else one of our own, which is made at the first start, kept
 * in the data directory, and made anew before it ends or when the names change. Undefined where only this machine is
 * served.
 *
 * @throws HouseError `tls-unusable`
 */
export async function openExposure(wanted: Wanted): Promise<Exposure | undefined> {
  if (!isExposed(wanted)) return undefined;
  const { hosts, tlsCert, tlsKey } = wanted;
  if (!tlsCert !== !tlsKey)
    throw new HouseError('tls-unusable', { detail: 'ZHENGDUN_TLS_CERT, ZHENGDUN_TLS_KEY' });
  const isSelfSigned = tlsCert === undefined;
  const { key, cert } =
    tlsCert !== undefined && tlsKey !== undefined
      ? { key: readPem(tlsKey), cert: readPem(tlsCert) }
      : await ownCertificate(wanted);
  const certificate = matching(key, cert);
  if (!certificate) throw new HouseError('tls-unusable', { detail: tlsCert ?? '' });
  return {
    names: hosts.map((name) => name.toLowerCase()),
    key,
    cert,
    fingerprint: certificate.fingerprint256,
    isSelfSigned,
    endsAt: new Date(certificate.validTo),
  };
}

/** Address of the console as others open it, ended by `/`; a proxy serves a name at the usual port. */
export function publicUrl(
  { listen, hosts, proxies }: Pick<Wanted, 'listen' | 'hosts' | 'proxies'>,
  port: number,
): string {
  const host = hosts[0] ?? addressOf(listen);
  const isUsual = port === 443 || (hosts.length > 0 && proxies.length > 0);
  return `https://${host.includes(':') ? `[${host}]` : host}${isUsual ? '' : `:${port}`}/`;
}

/** Every address at once is none that somebody can open: the first one that others reach stands for it. */
function addressOf(listen: string): string {
  if (ipaddr.process(listen).range() !== 'unspecified') return listen;
  const outer = Object.values(networkInterfaces())
    .flat()
    .find((each) => each?.family === 'IPv4' && !each.internal);
  return outer?.address ?? '127.0.0.1';
}

async function ownCertificate({ data, listen, hosts }: Wanted): Promise<{ key: string; cert: string }> {
  const folder = join(data, 'secrets');
  const [keyFile, certFile] = [join(folder, 'tls-key.pem'), join(folder, 'tls-cert.pem')];
  const names = [...hosts, addressOf(listen), 'localhost', '127.0.0.1'];
  const [key, cert] = [readOr(keyFile), readOr(certFile)];
  const known = key !== undefined && cert !== undefined ? matching(key, cert) : undefined;
  const lasts = known && Date.parse(known.validTo) - Date.now() > RENEW_DAYS * DAY_MS;
  if (lasts && names.every((name) => isFor(known, name))) return { key: key ?? '', cert: cert ?? '' };
  const made = selfSigned(hosts[0] ?? addressOf(listen), { days: SELF_SIGNED_DAYS, names });
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  await writeDurably(keyFile, made.key, 0o600);
  await writeDurably(certFile, made.cert, 0o644);
  return { key: made.key, cert: made.cert };
}

function isFor(certificate: X509Certificate, name: string): boolean {
  return (ipaddr.isValid(name) ? certificate.checkIP(name) : certificate.checkHost(name)) !== undefined;
}

/** The certificate, when the key is its own. */
function matching(key: string, cert: string): X509Certificate | undefined {
  try {
    const certificate = new X509Certificate(cert);
    return certificate.checkPrivateKey(createPrivateKey(key)) ? certificate : undefined;
  } catch {
    return undefined;
  }
}

function readPem(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new HouseError('tls-unusable', { detail: file }, { cause: error });
  }
}

function readOr(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
