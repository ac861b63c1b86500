import type { FastifyInstance, FastifyRequest } from 'fastify';
import ipaddr from 'ipaddr.js';
import { HouseError } from '../errors/index.ts';

const READING = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Refuses what pages of other sites could do to a server on this machine: reach it under a name of their own that
 * they point at 127.0.0.1 (DNS rebinding), and change its state from a form or script of theirs.
 */
export function refuseForeignPages(http: FastifyInstance): void {
  http.addHook('onRequest', async (request) => {
    if (!isLoopbackName(hostnameOf(request))) throw new HouseError('host-refused', {});
    if (!READING.has(request.method) && !isSameOrigin(request)) throw new HouseError('origin-refused', {});
  });
}

/** The Host header's name, without port and brackets; empty when it is none. */
function hostnameOf(request: FastifyRequest): string {
  const { host } = request.headers;
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
