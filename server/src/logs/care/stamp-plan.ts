import type { LogStamps } from '../../kernel/config/index.ts';
import { createResolver, type EgressPolicy } from '../../kernel/egress/index.ts';
import { HouseError } from '../../kernel/errors/index.ts';
import { openNetworkWeb } from '../../kernel/web/index.ts';
import type { Certificate } from '../../kernel/x509/index.ts';
import { readRoots } from '../stamp/read-roots.ts';
import type { Stamp } from '../stamp/read-stamps.ts';
import { stampHead } from '../stamp/stamp-head.ts';

/** Who time-stamps the signed head each day (RFC 3161). */
export interface StampPlan {
  /** host of the authority, as it is shown to people; undefined: nobody does */
  readonly place: string | undefined;
  /** of authorities that are trusted; @throws HouseError `logs-tsa-roots` */
  roots(): Promise<readonly Certificate[]>;
  /** @throws HouseError `logs-tsa-unset`, and as `stampHead` */
  stamp(folder: string, signal: AbortSignal): Promise<Stamp>;
}

export function stampPlan({ authority, rootsFile }: LogStamps, policy: EgressPolicy): StampPlan {
  const roots = () => readRoots(rootsFile);
  return {
    place: authority && new URL(authority).host,
    roots,
    async stamp(folder, signal) {
      if (authority === undefined) throw new HouseError('logs-tsa-unset', {});
      using resolver = createResolver({ servers: policy.resolvers });
      await using web = openNetworkWeb({ policy, resolver }, { verified: true });
      return await stampHead(folder, { web, authority, roots: await roots(), signal });
    },
  };
}
