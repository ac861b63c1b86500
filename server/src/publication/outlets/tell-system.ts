import { type OutletEvent, outletConfigs } from '@zhengdun/contract';
import { createResolver } from '../../kernel/egress/index.ts';
import { type Posted, postSigned } from '../../kernel/web/index.ts';
import type { PublicationTools } from '../tools.ts';
import { openOutlet } from './outlet-secrets.ts';
import type { OutletRow } from './tables.ts';

/** Tells a content system of one thing, signed. One attempt; what goes wrong outside is an outcome, not an error. */
export async function tellSystem(
  tools: Pick<PublicationTools, 'data' | 'policy' | 'now'>,
  outlet: Pick<OutletRow, 'id' | 'config' | 'secrets'>,
  event: OutletEvent,
): Promise<Posted> {
  const { policy } = tools;
  const { url } = outletConfigs.system.parse(outlet.config);
  const { secret = '' } = openOutlet(tools, outlet);
  using resolver = createResolver({ servers: policy.resolvers });
  // Awaited here: the resolver is closed on leaving.
  return await postSigned(
    { policy, resolver },
    { url, secret, id: event.delivery, body: event, now: tools.now() },
  );
}
