import rateLimit from '@fastify/rate-limit';
import type { FastifyRequest } from 'fastify';
import { HouseError } from '../errors/index.ts';
import type { Http } from './http-type.ts';

/** Requests a minute. An office of a hundred people may come from one address; a page asks some ten times. */
const PER_MINUTE = { address: 6_000, actor: 1_200, entry: 60 } as const;

/**
 * Bounds how often one address, and one actor, may ask; more strictly where somebody tries to get in: the counter of
 * failures (Art. 30) stands behind, this is before any of its work. Counted in this process's memory:
 * with several servers, each counts for itself.
 *
 * `byAddress` goes before anybody is looked up, `byActor` after.
 */
export async function createRateLimits(http: Http) {
  await http.register(rateLimit, { global: false });
  const timeWindow = '1 minute';
  const address = http.createRateLimit({ max: PER_MINUTE.address, timeWindow });
  const entry = http.createRateLimit({ max: PER_MINUTE.entry, timeWindow });
  const actor = http.createRateLimit({
    max: PER_MINUTE.actor,
    timeWindow,
    keyGenerator: ({ actor: who, ip }) => who?.tokenId ?? who?.id ?? ip,
  });
  return {
    async byAddress(request: FastifyRequest): Promise<void> {
      await refuseBeyond(address, request);
      if (request.routeOptions.config.entry) await refuseBeyond(entry, request);
    },
    async byActor(request: FastifyRequest): Promise<void> {
      if (request.actor) await refuseBeyond(actor, request);
    },
  };
}

async function refuseBeyond(
  check: ReturnType<Http['createRateLimit']>,
  request: FastifyRequest,
): Promise<void> {
  const limit = await check(request);
  if (limit.isAllowed || !limit.isExceeded) return;
  throw new HouseError('too-many-requests', { seconds: Math.max(1, limit.ttlInSeconds) });
}
