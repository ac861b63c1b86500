import { createResolver, type EgressPolicy } from '../../../kernel/egress/index.ts';
import { openNetworkWeb, type Web } from '../../../kernel/web/index.ts';
import type { LinkLook } from './index.ts';
import { type LinkMemory, openLinkMemory } from './link-memory.ts';

/**
 * What the checks of one list share when they ask their exit links: what was found, and names and connections. Sites of one
 * place link to the same portals; a connection that is used again spares both sides its handshake, which costs more
 * than the page.
 */
export interface SharedLinks {
  readonly memory: LinkMemory<LinkLook>;
  readonly web: Web;
}

export function openSharedLinks(policy: EgressPolicy): SharedLinks & AsyncDisposable {
  const resolver = createResolver({ servers: policy.resolvers });
  const web = openNetworkWeb({ policy, resolver }, { connectionsPerHost: null });
  return {
    memory: openLinkMemory(),
    web,
    async [Symbol.asyncDispose]() {
      await web[Symbol.asyncDispose]();
      resolver[Symbol.dispose]();
    },
  };
}
