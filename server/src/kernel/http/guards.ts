import type { FastifyInstance, FastifyRequest } from 'fastify';
import ipaddr from 'ipaddr.js';
import { HouseError } from '../errors/index.ts';
import { shorten } from '../value.ts';
import type { Exposure } from './exposure.ts';

const READING = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Refuses what pages of other sites could do: reach the server under a name of their own that they point at it (DNS
 * rebinding), and change its state from a form or script of theirs.
 */
export function refuseForeignPages(http: FastifyInstance, exposure: Exposure | undefined): void {
  http.addHook('onRequest', async (request) => {
    refuseForeignName(hostnameOf(request.headers.host), exposure);
    if (!READING.has(request.method) && !isSameOrigin(request)) throw new HouseError('origin-refused', {});
  });
}

/**
 * A name that is none of ours. An address instead of a name is always ours: a foreign page's requests bear the name of
 * that page's site.
 *
 * @throws HouseError `host-refused`, `host-unknown`
 */
export function refuseForeignName(name: string, exposure: Exposure | undefined): void {
  if (isLoopbackName(name)) return;
  if (!exposure) throw new HouseError('host-refused', {});
  if (ipaddr.isValid(name) || exposure.names.includes(name)) return;
  throw new HouseError('host-unknown', { name: shorten(name) });
}

/** The Host header's name, without port and brackets; empty when it is none. */
export function hostnameOf(host: string | undefined): string {
  if (!host || !URL.canParse(`http://${host}`)) return '';
  return new URL(`http://${host}`).hostname.replace(/^\[(.*)\]$/, '$1');
}

function isLoopbackName(name: string): boolean {
  if (name === 'localhost') return true;
  return ipaddr.isValid(name) && ipaddr.process(name).range() === 'loopback';
}

/**
 * Browsers name the page a request comes from; programs such as curl do not. Sec-Fetch-Site is newer (Chromium 76,
 * Firefox 90); Origin comes with every request of another page that is no mere reading.
 */
function isSameOrigin(request: FastifyRequest): boolean {
  const site = request.headers['sec-fetch-site'];
  if (site !== undefined) return site === 'same-origin';
  const { origin, host } = request.headers;
  return origin === undefined || origin === `${request.protocol}://${host}`;
}
