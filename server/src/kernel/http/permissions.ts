import type { FastifyInstance } from 'fastify';
import ipaddr from 'ipaddr.js';
import { HouseError } from '../errors/index.ts';

/** Who may call a route. `loopback`: whoever sits at this machine; there are no accounts yet. */
export type Permission = 'loopback';

declare module 'fastify' {
  interface FastifyContextConfig {
    permission?: Permission;
  }
}

/**
 * Makes every route name its permission: registering one without it throws, so the program does not start.
 * Call it before any route.
 */
export function demandPermissions(http: FastifyInstance): void {
  http.addHook('onRoute', (route) => {
    if (!route.config?.permission) {
      throw new Error(`route ${String(route.method)} ${route.url} declares no permission`);
    }
  });
  http.addHook('onRequest', async (request) => {
    const { permission } = request.routeOptions.config;
    if (permission === 'loopback' && !isLoopback(request.socket.remoteAddress)) {
      throw new HouseError('host-refused', {});
    }
  });
}

function isLoopback(address: string | undefined): boolean {
  return address !== undefined && ipaddr.isValid(address) && ipaddr.process(address).range() === 'loopback';
}
