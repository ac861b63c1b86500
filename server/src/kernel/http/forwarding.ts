import { isIP } from 'node:net';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import ipaddr from 'ipaddr.js';
import { HouseError } from '../errors/index.ts';
import type { Log } from '../log.ts';
import { shorten } from '../value.ts';

/** Headers by which proxies tell that a request has come from elsewhere. */
const FORWARDING = /^(x-forwarded-.+|forwarded|via|x-real-ip)$/;

/** Whether an address is that of a proxy whose word is taken for where a request comes from. */
export type Believes = (address: string | undefined) => boolean;

/** @param networks of the proxies, in CIDR form; none: nobody is believed */
export function believing(networks: readonly string[]): Believes {
  const known = networks.map((network) => ipaddr.parseCIDR(network));
  return (address) => {
    // A server on :: sees IPv4 addresses in their IPv6 spelling.
    if (address === undefined || isIP(address) === 0) return false;
    const plain = ipaddr.process(address);
    return known.some(([base, bits]) => plain.kind() === base.kind() && plain.match(base, bits));
  };
}

/** Whether a request says that it has passed through a proxy, believed or not. */
export function isForwarded({ headers }: Pick<FastifyRequest, 'headers'>): boolean {
  return Object.keys(headers).some((name) => FORWARDING.test(name));
}

/**
 * Holds what proxies say against what can be: a believed one names an address, and that the browser came by TLS. A
 * proxy that is not believed is told of in the log, once: everybody behind it counts as one.
 *
 * @param about.isExposed where others than this machine are served: by TLS alone
 */
export function checkForwarding(
  http: FastifyInstance,
  about: { readonly believes: Believes; readonly isExposed: boolean; readonly log: Log },
): void {
  let isTold = false;
  http.addHook('onRequest', async (request) => {
    if (!isForwarded(request)) return;
    const proxy = request.socket.remoteAddress;
    if (!about.believes(proxy)) {
      if (!isTold) about.log.warn({ proxy }, 'requests come by a proxy that is not in ZHENGDUN_PROXIES');
      isTold = true;
      return;
    }
    if (isIP(request.ip) === 0)
      throw new HouseError('forwarded-unreadable', { address: shorten(request.ip) });
    if (about.isExposed && request.protocol !== 'https') throw new HouseError('tls-demanded', {});
  });
}
